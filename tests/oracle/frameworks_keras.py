"""Keras on JAX, with gradients by jax.grad."""

import os

os.environ["KERAS_BACKEND"] = "jax"
import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import keras
from keras.src.losses.loss import reduce_weighted_values

import frameworks as at

keras.config.set_floatx("float64")


def run(call, y, z, options):
    f = lambda prediction: call(y, prediction, **options)
    z = jnp.asarray(z, dtype="float64")
    return f(z), jax.grad(lambda prediction: jnp.sum(f(prediction)))(z)


def of(name, **fixed):
    def call(y, z, sample_weight=None, reduction="mean", mask=None, **options):
        weights = None if sample_weight is None else jnp.asarray(sample_weight)
        options["reduction"] = "sum_over_batch_size" if reduction == "mean" else reduction
        loss = getattr(keras.losses, name)(**fixed, **options)
        if mask:  # what stands with the prediction otherwise; a tracer of JAX holds none
            return reduce_weighted_values(loss.call(jnp.asarray(y), z), mask=jnp.asarray(mask), reduction=loss.reduction, dtype="float64")
        return loss(jnp.asarray(y), z, sample_weight=weights)

    return call


record = at.Record(run)
add = record.add
weighted = (*at.COLUMN, {"weights": at.WEIGHTS}, {"sample_weight": at.WEIGHTS})


def samples(y, z, weights=(0.5, 3.0)):
    """A sample is a row: what each gives, weighed, and what they give together."""
    weights = {"weights": list(weights)}, {"sample_weight": list(weights)}
    masked = {"weights": [0, 1], "denominator": "nonzero"}, {"mask": [False, True]}
    weighted = {**weights[0], "denominator": "weights"}, {**weights[1], "reduction": "mean_with_sample_weight"}
    return [(y, z, *masked), (y, z, *weighted)] + [
        (y, z, *[{**part, "reduction": reduction} for part in own])
        for reduction, own in [("none", ({}, {})), ("sum", ({}, {})), ("none", weights), ("mean", weights)]
    ]


for loss, name in [("squaredError", "MeanSquaredError"), ("absoluteError", "MeanAbsoluteError"), ("huber", "Huber"), ("logCosh", "LogCosh")]:
    add(loss, name, of(name), *at.REAL, weighted, *samples(at.Y, at.F))
add("huber", "Huber", of("Huber"), (at.Y, at.F, {"delta": 0.5}))


def root(y, z, sample_weight=None):
    metric = keras.metrics.RootMeanSquaredError()
    return metric.stateless_result(metric.stateless_update_state(metric.variables, jnp.asarray(y), z, sample_weight))


def measure(name):
    """A metric of one column, or of one row, as Keras wants it."""

    def call(y, z, sample_weight=None):
        metric = getattr(keras.metrics, name)()
        shape = (-1, 1) if name == "R2Score" else (1, -1)
        columns = jnp.asarray(y).reshape(shape), z.reshape(shape)
        return metric.stateless_result(metric.stateless_update_state(metric.variables, *columns, sample_weight))

    return call


flat = sum(at.Y, []), sum(at.F, []), {}
for loss, name in [("r2", "R2Score"), ("pearson", "PearsonCorrelation"), ("concordance", "ConcordanceCorrelation")]:
    add(loss, name, measure(name), flat, (*[[x / 4096 for x in part] for part in flat[:2]], {}))
add("squaredError", "RootMeanSquaredError", root, (at.Y, at.F, {}), weighted)

positive = [[1.5, 0.75, 2.0], [0.25, 3.0, 0.5]], [[1.75, 2.5, 2.125], [3.5, 0.0625, 0.375]]
zero = [[1.5, 0.0, 2.0], [0.0, 3.0, 0.5]], [[0.0, 2.5, -0.5], [3.5, 1e-8, 0.375]]
add("squaredLogError", "MeanSquaredLogarithmicError", of("MeanSquaredLogarithmicError"), (*positive, {}), (*zero, {}, "hard"), *samples(*positive))
add("absolutePercentageError", "MeanAbsolutePercentageError", of("MeanAbsolutePercentageError"), (at.Y, at.F, {}), (*zero, {}, "hard"), *samples(at.Y, at.F))
add("poissonNll", "Poisson", of("Poisson"), *samples(*positive), ([at.COUNTS], [at.RATES], {}), ([[0.0, 1.0]], [[0.0, 1e-7]], {}))

smooth = {"labelSmoothing": 0.2}, {"label_smoothing": 0.2}
chances = (at.SOFT, at.P, {}), (at.SOFT, at.P, *smooth), (at.SOFT, at.ENDS, {}, "hard"), *samples(at.SOFT, at.P)
logits = (at.SOFT, at.Z, {}), (at.SOFT, at.Z, *smooth), (at.SOFT, at.FAR, {}), *samples(at.SOFT, at.Z)
add("binaryCrossEntropy", "BinaryCrossentropy", of("BinaryCrossentropy"), *chances)
add("sigmoidCrossEntropy", "BinaryCrossentropy(from_logits=True)", of("BinaryCrossentropy", from_logits=True), *logits)
add("binaryFocal", "BinaryFocalCrossentropy", of("BinaryFocalCrossentropy"), *chances, (at.HARD, at.P, {"gamma": 1.5}))
balanced = of("BinaryFocalCrossentropy", apply_class_balancing=True)
add("binaryFocal", "BinaryFocalCrossentropy(apply_class_balancing=True)", balanced, *chances, (at.HARD, at.P, {"alpha": 0.75}))

coded = [[1, 0, 1], [0, 0, 1]]
for loss, name in [("hinge", "Hinge"), ("squaredHinge", "SquaredHinge")]:
    add(loss, name, of(name), (at.SIGNS, at.Z, {}), (coded, at.Z, {}), (at.SIGNS, at.EDGES, {}, "hard"), *samples(at.SIGNS, at.Z))
add("kerasCategoricalHinge", "CategoricalHinge", of("CategoricalHinge"), (at.ONES, at.SCORES, {}), ([[1, 0, 0], [1, 0, 0]], at.TIED, {}, "hard"))
equal = [[0.25, 1.5, 1.5], [1.0, 0.0, -1.0], [-3.0, -1.0, -1.0]]  # among rivals, at the margin, with the target's place
add("kerasCategoricalHinge", "CategoricalHinge", of("CategoricalHinge"), ([[1, 0, 0], [1, 0, 0], [0, 1, 0]], equal, {"reduction": "none"}))

rough = [[0.6, 0.3, 0.2], [0.5, 0.25, 1.0], [0.3, 0.4, 0.3], [0.25, 0.5, 0.125]]  # sums other than 1
rows = (at.DENSE, at.ROWS, {}), (at.DENSE, rough, {}), (at.DENSE, at.ROWS, *smooth), ([[0, 1, 0], [0, 1, 0]], at.BARE, {}, "hard")
index = (at.INDEX, at.ROWS, {}), (at.INDEX, rough, {})
add("categoricalCrossEntropy", "CategoricalCrossentropy", of("CategoricalCrossentropy"), *rows)
ignoring = ([0, 2, 255, 1], at.ROWS, {"ignoreIndex": 255}, {"ignore_class": 255})
add("categoricalCrossEntropy", "SparseCategoricalCrossentropy", of("SparseCategoricalCrossentropy"), *index, ignoring)
add("categoricalFocal", "CategoricalFocalCrossentropy", of("CategoricalFocalCrossentropy"), *rows, (at.ONES, at.ROWS, {"alpha": 1.0, "gamma": 1.5}))
add("generalizedCrossEntropy", "CategoricalGeneralizedCrossEntropy", of("CategoricalGeneralizedCrossEntropy"), (at.INDEX, at.ROWS, {}), (at.INDEX, rough, {"q": 0.25}))
softmax = of("CategoricalCrossentropy", from_logits=True)
add("softmaxCrossEntropy", "CategoricalCrossentropy(from_logits=True)", softmax, (at.DENSE, at.SCORES, {}), (at.DENSE, at.SCORES, *smooth))
sparse = of("SparseCategoricalCrossentropy", from_logits=True)
add("softmaxCrossEntropy", "SparseCategoricalCrossentropy(from_logits=True)", sparse, (at.INDEX, at.SCORES, {}), ([0, 2, 255, 1], at.SCORES, *ignoring[2:]))
add("klDivergence", "KLDivergence", of("KLDivergence"), (at.ROWS[::-1], at.ROWS, {}), (at.DENSE, at.ROWS, {}), ([[0.5, 0.5, 0], [0.25, 0.75, 0]], at.BARE, {}, "hard"))

mask = [[1, 0, 1, 1]], [[0.9, 0.2, 0.4, 0.7]]
empty = [[0, 0, 0, 0]], [[0, 0, 0, 0]]
add("dice", "Dice", of("Dice"), (*mask, {}), (*empty, {}, "hard"))
turned = {"alpha": 0.7, "beta": 0.3}, {"alpha": 0.3, "beta": 0.7}  # alpha weighs what is missed there
add("tversky", "Tversky", of("Tversky"), (*mask, {}), (*mask, *turned), (*empty, {}, "hard"))

small = [[1e-8, -2e-8, 3e-8], [1.5, -0.75, 2.0], [1e-9, 0.0, 0.0]]
nothing = [[0.0, 0.0, 0.0], [1.5, -0.75, 2.0]]
none = {"reduction": "none"}
alike = of("CosineSimilarity")
near = (at.Y, [[x * (1 + 1e-7 * k) for k, x in enumerate(row)] for row in at.Y], none)
add("cosineDistance", "CosineSimilarity", alike, (at.Y, at.F, {}), (at.Y, at.F, none), near, (small[::-1], small, none), (small, at.F[:1] * 3, none), (nothing, at.F, none), (at.F, nothing, none, "hard"))

# Keras takes rows of length 1, and its gradient is by these.
unit = lambda z: z / jnp.linalg.norm(z, axis=1, keepdims=True)
circle = lambda y, z, **options: of("Circle")(y, unit(z), **options)
groups = [0, 1, 0, 1]
lone, gamma = [0, 1, 0, 2], {"gamma": 4.0}
heavy = {"weights": at.WEIGHTS, **gamma}, {"sample_weight": at.WEIGHTS, **gamma}
add("circle", "Circle", circle, (groups, at.SCORES, {}), (groups, at.SCORES, {**gamma, "margin": 0.25}), (lone, at.SCORES, gamma), *[(y, at.SCORES, *heavy) for y in (groups, lone)])

short = [[1, 2, 0], [2, 0, 0]]
add("ctc", "CTC", of("CTC"), (at.WORDS, at.LATTICE, {}), (short, at.LATTICE, {}), (short, at.LATTICE, {"weights": [0.5, 3.0]}, {"sample_weight": [0.5, 3.0]}))
record.compose("CTC", lambda y, z: of("CTC")(y, z, reduction="none"), (at.LONG, at.LATTICE))
for line in record.entries["ctc CTC"]:
    line[4] = None  # Keras computes it in single precision
record.save("keras", f"Keras {keras.__version__} on JAX {jax.__version__}, float64 with means in float32", tolerance=3e-7)
