"""Optax, with gradients by jax.grad.  It reduces nothing, so that the lines say so."""

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax

import frameworks as at


def run(call, y, z, options):
    target = jnp.asarray(y)
    if target.ndim > 1:
        target = target.astype("float64")
    f = lambda prediction: call(prediction, target, **options)
    z = jnp.asarray(z, dtype="float64")
    return f(z), jax.grad(lambda prediction: jnp.sum(f(prediction)))(z)


record = at.Record(run)


def add(loss, name, *points, call=None):
    lines = []
    for y, z, ours, *more in points:
        theirs = next((part for part in more if isinstance(part, dict)), ours)
        hard = ["hard"] if "hard" in more else []
        lines.append((y, z, {"reduction": "none", **ours}, theirs, *hard))
    record.add(loss, name, call or getattr(optax, name, None) or getattr(optax.losses, name), *lines)


add("squaredError", "squared_error", *at.REAL)
add("halfSquaredError", "l2_loss", *at.REAL)
add("huber", "huber_loss", *at.REAL, (at.Y, at.F, {"delta": 0.5}))
add("logCosh", "log_cosh", *at.REAL)
add("sigmoidCrossEntropy", "sigmoid_binary_cross_entropy", (at.SOFT, at.Z, {}), (at.SOFT, at.FAR, {}))
balanced = {"balanced": True, "alpha": 0.25}, {"alpha": 0.25}
add("sigmoidFocal", "sigmoid_focal_loss", (at.HARD, at.Z, {}), (at.SOFT, at.Z, {}), (at.HARD, at.Z, *balanced), (at.HARD, at.Z, {"gamma": 1.5}))
add("binarySparsemax", "sparsemax_loss", (at.HARD, at.Z, {}), (at.HARD, at.EDGES, {}))
add("hinge", "hinge_loss", (at.SIGNS, at.Z, {}), (at.SIGNS, at.EDGES, {}, "hard"))
add("perceptron", "perceptron_loss", (at.SIGNS, at.Z, {}), (at.SIGNS, at.EDGES, {}, "hard"))
add("softmaxCrossEntropy", "softmax_cross_entropy", (at.DENSE, at.SCORES, {}))
add("softmaxCrossEntropy", "softmax_cross_entropy_with_integer_labels", (at.INDEX, at.SCORES, {}))
relevance = [[1, 0, 0], [0, 1, 2], [3, 0, 1], [0, 1, 0]]
ranking = lambda z, y: optax.losses.ranking_softmax_loss(z, y, reduce_fn=None)
add("softmaxCrossEntropy", "ranking_softmax_loss", (relevance, at.SCORES, {}), call=ranking)
add("rankingSoftmax", "ranking_softmax_loss", (relevance, at.SCORES, {}), call=ranking)
add("poly1", "poly_loss_cross_entropy", (at.DENSE, at.SCORES, {}), (at.ONES, at.SCORES, {"epsilon": 1.0}))
add("sparsemax", "multiclass_sparsemax_loss", (at.INDEX, at.SCORES, {}))
young = optax.losses.make_fenchel_young_loss(jax.nn.logsumexp)
add("fenchelYoung", "make_fenchel_young_loss(logsumexp)", (at.ONES, at.SCORES, {}), call=young)
equal = [[1.5, 1.5, 0.25, 1.5], [2.0, 1.0, 1.0, 0.5], [0.5, -1.0, 0.5, 0.5]]
add("crammerSinger", "multiclass_hinge_loss", (at.INDEX, at.SCORES, {}), ([0, 0], at.TIED, {}, "hard"), ([2, 0, 0], equal, {}, "hard"))
add("multiclassPerceptron", "multiclass_perceptron_loss", (at.INDEX, at.SCORES, {}), ([2, 0], at.TIED, {}, "hard"), ([2, 0, 3], equal, {}, "hard"))
logs = jax.nn.log_softmax(jnp.asarray(at.SCORES)).tolist()
targets = jnp.log(jnp.asarray(at.ROWS)).tolist()
add("klDivergenceFromLog", "kl_divergence", (at.DENSE, logs, {}), (at.ROWS, logs, {}))
add("klDivergenceOfLogs", "kl_divergence_with_log_targets", (targets, logs, {}))
add("generalizedKlFromLog", "generalized_kl_divergence", (at.ROWS, at.SCORES, {}))
groups = [0, 1, 0, 1]
contrast = lambda z, y, **options: optax.losses.ntxent(z, y, **options)
short = [at.SCORES[0], [0.0, 0.0, 0.0], [1e-9, 2e-9, -1e-9], at.SCORES[3]]
record.add("ntXent", "ntxent", contrast, (groups, at.SCORES, {}), *[(groups, z, {"temperature": 0.5}) for z in (at.SCORES, short)])
norm = {"p": 4, "margin": 3.0}, {"norm_degree": 4, "margin": 3.0}
triplet = lambda z, y, **options: optax.losses.triplet_margin_loss(*y, z, **options)
add("tripletMargin", "triplet_margin_loss", *[((at.Y, at.F), z, *options) for z in (at.MET, at.Y, at.F) for options in (({},), norm)], call=triplet)
swapped = lambda x: jnp.swapaxes(jnp.asarray(x, dtype="float64"), 1, 2)
overlap = lambda z, y, **options: optax.losses.multiclass_generalized_dice_loss(swapped(z), swapped(y), apply_softmax=False, **options)
foreground = lambda z, y: overlap(z, y, ignore_background=True)
record.compose("multiclass_generalized_dice_loss(ignore_background=True)", foreground, (at.IMAGES, at.MAPS), (at.IMAGES[:1], at.MAPS[:1]))
for images, maps in ((at.IMAGES, at.MAPS), (at.IMAGES[:1], at.MAPS[:1]), ([[row[:3] for row in at.IMAGES[1]]], [[row[:3] for row in at.MAPS[1]]])):
    for options in ({},), ({"s1": 0.5, "s2": 0.5}, {"smooth": 0.25}):
        record.add("generalizedDice", "multiclass_generalized_dice_loss", overlap, (images, maps, *options))
add("cosineDistance", "cosine_distance", (at.Y, at.F, {}))

frames = jnp.zeros((2, 5))
ctc = lambda z, y: optax.losses.ctc_loss(z, frames, y.astype(int), jnp.asarray(jnp.asarray(y) == 0, dtype="float64"))
record.compose("ctc_loss", ctc, (at.LONG, at.LATTICE))
add("ctc", "ctc_loss", (at.WORDS, at.LATTICE, {}), ([[1, 2, 0], [2, 0, 0]], at.LATTICE, {"ignoreIndex": 0}, {}), call=ctc)

record.save("optax", f"Optax {optax.__version__} on JAX {jax.__version__}, float64")
