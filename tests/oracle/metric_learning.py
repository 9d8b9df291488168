"""Runs of the libraries of metric learning, recorded in tests/values/metric-learning.json as rows of tests/values.js:

    python3 tests/oracle/metric_learning.py pml    pytorch-metric-learning 2.9.0 with Debian's python3-torch, in double
    python3 tests/oracle/metric_learning.py tfa    TensorFlow Addons 0.23.0 with TensorFlow 2.15, in single

Each replaces its own rows."""

import json
import pathlib
import sys

TABLE = pathlib.Path(__file__).resolve().parent.parent / "values" / "metric-learning.json"

LABELS = [0, 1, 0, 2, 1, 0, 2]
X = [
    [0.5, -1.25, 0.75],
    [1.5, 0.25, -0.5],
    [-0.25, -1.0, 1.5],
    [0.125, 2.0, 0.5],
    [2.0, -0.5, 0.25],
    [1.0, -0.75, 1.25],
    [-1.5, 0.5, 0.875],
]
Y = [[x + 0.25 * ((3 * i + k) % 5 - 2) for k, x in enumerate(row)] for i, row in enumerate(X)]
W = [[1.0, -1.5, 0.5], [1.25, 0.5, -0.75], [-0.5, 1.0, 0.25]]
CENTERS = [[W[k], [0.5, -0.5 * k, 1.0], [k - 1.0, 1.5, -0.25]] for k in range(3)]
MULTI = [[1, 0, 1], [0, 1, 0], [1, 1, 0], [0, 0, 1], [0, 1, 1], [1, 0, 0], [0, 1, 0]]
rows = []


def add(name, loss, inputs, options, value, gradient, source, note=None, tolerance=1e-10):
    """`gradient`: by the names of the inputs, or of the only one."""
    ours = {"loss": loss, "inputs": inputs, "options": options}
    told = {"tolerance": {"abs": tolerance, "rel": tolerance}, **({"note": note} if note else {}), "source": source}
    rows.append({"id": name, **ours, "what": "value", "expected": value, **told})
    for by, slopes in gradient.items():
        which = {"by": by} if len(gradient) > 1 else {}
        rows.append({"id": f"{name}-by-{by}", **ours, "what": "gradient", **which, "expected": slopes, **told})


def pml():
    import torch
    from pytorch_metric_learning import losses, miners, reducers

    source = "pytorch-metric-learning 2.9.0, recorded by tests/oracle/metric_learning.py"
    torch.set_default_dtype(torch.float64)

    def groups(loss, name, call, options, **how):
        x = torch.tensor(X, requires_grad=True)
        value = call(x, torch.tensor(LABELS))
        value.backward()
        key = f"pml-{name}-{'-'.join(str(v).lower() for v in options.values())}".rstrip("-")
        add(key, loss, [LABELS, X], options, value.item(), {"embeddings": x.grad.tolist()}, source, **how)

    unit = {"normalize": True}
    for more in [{}, {"margin": 0.5}, {"smooth_loss": True}, {"swap": True}]:
        ours = {"smooth" if name == "smooth_loss" else name: x for name, x in more.items()}
        groups("tripletAll", f"triplet{'-' + list(ours)[0] if ours else ''}", losses.TripletMarginLoss(**more), {**unit, **ours})
    groups("contrastiveEmbedding", "contrastive", losses.ContrastiveLoss(), {})
    groups("contrastiveEmbedding", "contrastive-margins", losses.ContrastiveLoss(pos_margin=0.5, neg_margin=1.25), {"positiveMargin": 0.5, "negativeMargin": 1.25})
    groups("liftedStructure", "lifted", losses.LiftedStructureLoss(), unit)
    groups("generalizedLiftedStructure", "generalized-lifted", losses.GeneralizedLiftedStructureLoss(), {})
    groups("ntXent", "ntxent", losses.NTXentLoss(), {})
    hard, positive = miners.BatchHardMiner(), {"denominator": "positive"}
    for margin in (0.05, 0.25):
        call = losses.TripletMarginLoss(margin=margin)
        groups("tripletHard", "batch-hard", lambda x, y: call(x, y, hard(x, y)), {**unit, "margin": margin, **positive})
    above = losses.LiftedStructureLoss(neg_margin=-1.5, reducer=reducers.AvgNonZeroReducer())
    groups("liftedStructure", "lifted-above", above, {**unit, "margin": -1.5, **positive})
    groups("supCon", "supcon", losses.SupConLoss(), {})
    groups("supCon", "supcon-temperature", losses.SupConLoss(temperature=0.5), {"temperature": 0.5})
    groups("multiSimilarity", "multi-similarity", losses.MultiSimilarityLoss(), {})
    groups("multiSimilarity", "multi-similarity-parameters", losses.MultiSimilarityLoss(alpha=1, beta=10, base=0.25), {"alpha": 1, "beta": 10, "threshold": 0.25})
    groups("circle", "circle", losses.CircleLoss(), {"constantWeights": True}, tolerance=1e-9)
    groups("circle", "circle-parameters", losses.CircleLoss(m=0.25, gamma=4), {"margin": 0.25, "gamma": 4, "constantWeights": True})

    def layer(loss, name, make, options, matrix=W, **how):
        call = make(num_classes=3, embedding_size=3)
        x = torch.tensor(X, requires_grad=True)
        flat = [center for one in matrix for center in (one if isinstance(one[0], list) else [one])]
        call.W.data = torch.tensor(flat).T.contiguous()
        value = call(x, torch.tensor(LABELS))
        value.backward()
        slopes = call.W.grad.T.reshape(torch.tensor(matrix).shape).tolist()
        add(f"pml-{name}", loss, [LABELS, X, matrix], options, value.item(), {"embeddings": x.grad.tolist(), "classes": slopes}, source, **how)

    def with_options(kind, **theirs):
        return lambda **sizes: kind(**sizes, **theirs)

    degrees = 180 / 3.141592653589793
    layer("linearNormalizedSoftmax", "normalized-softmax", losses.NormalizedSoftmaxLoss, {})
    layer("linearLargeMargin", "large-margin", losses.LargeMarginSoftmaxLoss, {})
    layer("linearLargeMargin", "large-margin-2", with_options(losses.LargeMarginSoftmaxLoss, margin=2, scale=0.5), {"margin": 2, "scale": 0.5})
    layer("linearSphereFace", "sphere-face", losses.SphereFaceLoss, {})
    layer("linearSphereFace", "sphere-face-3", with_options(losses.SphereFaceLoss, margin=3), {"margin": 3})
    layer("linearCosFace", "cos-face", losses.CosFaceLoss, {})
    layer("linearCosFace", "cos-face-parameters", with_options(losses.CosFaceLoss, margin=0.25, scale=4), {"margin": 0.25, "scale": 4})
    layer("linearCombinedMargin", "cos-face-combined", with_options(losses.CosFaceLoss, margin=0.25, scale=4), {"m2": 0, "m3": 0.25, "scale": 4})
    for angle, scale in [(0.5, 64), (0.25, 4)]:
        arc = {"margin": angle * degrees, "scale": scale}
        ours = {"margin": angle, "scale": scale}
        layer("linearArcFace", f"arc-face-{scale}", with_options(losses.ArcFaceLoss, **arc), ours)
        layer("subCenterArcFace", f"sub-center-arc-face-{scale}", with_options(losses.SubCenterArcFaceLoss, sub_centers=3, **arc), ours, CENTERS)
    layer("linearCombinedMargin", "arc-face-combined", with_options(losses.ArcFaceLoss, margin=0.25 * degrees, scale=4), {"m2": 0.25, "scale": 4})


def tfa():
    import numpy
    import tensorflow as tf
    import tensorflow_addons.losses as losses

    source = "TensorFlow Addons 0.23.0 with TensorFlow 2.15, recorded by tests/oracle/metric_learning.py"

    def run(name, loss, call, inputs, variables, options):
        given = [tf.Variable(numpy.float32(x)) for x in variables.values()]
        with tf.GradientTape() as tape:
            value = call(*given)
        slopes = [x.numpy().tolist() for x in tape.gradient(value, given)]
        add(f"tfa-{name}", loss, inputs, options, float(value), dict(zip(variables, slopes)), source, tolerance=1e-4)

    labels = tf.constant(LABELS)
    for distance, ours in [("L2", {}), ("squared-L2", {"distance": "squared"}), ("angular", {"distance": "cosine"})]:
        kinds = {"semi-hard": ("tripletSemiHard", losses.TripletSemiHardLoss, {}), "hard": ("tripletHard", losses.TripletHardLoss, {})}
        kinds["hard-soft"] = ("tripletHard", losses.TripletHardLoss, {"soft": True})
        for name, (loss, kind, more) in kinds.items():
            call = kind(distance_metric=distance, **more)
            run(f"{name}-{distance}", loss, lambda x: call(labels, x), [LABELS, X], {"embeddings": X}, {**ours, **more})
    run("lifted", "liftedStructure", lambda x: losses.LiftedStructLoss()(labels, x), [LABELS, X], {"embeddings": X}, {})
    both = {"anchor": X, "positive": Y}
    product = lambda a, b: tf.matmul(a, b, transpose_b=True)
    run("npairs", "nPairs", lambda a, b: losses.NpairsLoss()(labels, product(a, b)), [LABELS, X, Y], both, {})
    run("npairs-multilabel", "multiLabelNPairs", lambda a, b: losses.NpairsMultilabelLoss()(tf.constant(MULTI, tf.float32), product(a, b)), [MULTI, X, Y], both, {})


which = sys.argv[1]
{"pml": pml, "tfa": tfa}[which]()
kept = [row for row in json.loads(TABLE.read_text()) if not row["id"].startswith(which)] if TABLE.exists() else []
lines = [json.dumps(row) for row in sorted(kept + rows, key=lambda row: row["id"].split("-")[0])]
TABLE.write_text("[\n" + ",\n".join(lines) + "\n]\n")
