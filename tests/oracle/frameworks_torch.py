"""PyTorch and torchvision, with gradients by autograd."""

import torch
import torch.nn.functional as F
import torchvision
from torchvision import ops

import frameworks as at


def tensor(x):
    return torch.tensor(x, dtype=torch.float64) if isinstance(x, list) else x


def run(call, y, z, options):
    prediction = tensor(z).requires_grad_()
    value = call(y, prediction, **options)
    (gradient,) = torch.autograd.grad(value.sum(), prediction)
    return value.detach(), gradient


def plain(f):
    """A loss of (input, target), both real."""
    return lambda y, z, **options: f(z, tensor(y), **options)


def indexed(f):
    return lambda y, z, weight=None, **options: f(z, torch.tensor(y), weight=tensor(weight), **options)


def weighted(f):
    def call(y, z, weight=None, pos_weight=None, **options):
        more = {} if pos_weight is None else {"pos_weight": torch.tensor(pos_weight, dtype=torch.float64)}
        return f(z, tensor(y), weight=tensor(weight), **more, **options)

    return call


record = at.Record(run)
add = record.add
SUM = {"reduction": "sum"}
NONE = {"reduction": "none"}

add("squaredError", "MSELoss", plain(F.mse_loss), *at.REAL, (at.Y, at.F, SUM), (at.Y, at.F, NONE))
add("absoluteError", "L1Loss", plain(F.l1_loss), *at.REAL)
add("huber", "HuberLoss", plain(F.huber_loss), *at.REAL, (at.Y, at.F, {"delta": 0.5}))
add("smoothL1", "SmoothL1Loss", plain(F.smooth_l1_loss), *at.REAL, (at.Y, at.F, {"beta": 0.25}), (at.Y, at.F, {"beta": 0.0}))
weights = [[1.0, 0.5, 2.0], [0.0, 3.0, 1.0]]
ours = {"weights": sum(weights, [])}
theirs = {"weight": weights}
add(
    "binaryCrossEntropy", "BCELoss", weighted(F.binary_cross_entropy),
    (at.SOFT, at.P, {}), (at.SOFT, at.P, ours, theirs), (at.SOFT, at.ENDS, {}), (at.HARD, [[0, 1, 1e-50], [1, 0, 1]], {}),
    (at.SOFT, [[1e-13, 1e-12, 1e-11], [1e-13, 1e-14, 1 - 1e-13]], {}), (at.HARD, [[1e-13, 2e-12, 1 - 2e-12], [1 - 1e-13, 1e-40, 1e-44]], ours, theirs),
)
add(
    "sigmoidCrossEntropy", "BCEWithLogitsLoss", weighted(F.binary_cross_entropy_with_logits),
    (at.SOFT, at.Z, {}), (at.SOFT, at.FAR, {}), (at.SOFT, at.Z, ours, theirs), (at.SOFT, at.Z, {"posWeight": 3.0}, {"pos_weight": 3.0}),
)
focal = lambda y, z, **options: ops.sigmoid_focal_loss(z, tensor(y), **options)
add(
    "sigmoidFocal", "torchvision.sigmoid_focal_loss", focal,
    (at.HARD, at.Z, NONE), (at.SOFT, at.Z, NONE), (at.HARD, at.Z, {}, {"reduction": "mean"}),
    (at.HARD, at.Z, {"balanced": False, "gamma": 1.5, "reduction": "sum"}, {"alpha": -1, "gamma": 1.5, "reduction": "sum"}),
)
add("logisticMargin", "SoftMarginLoss", plain(F.soft_margin_loss), (at.SIGNS, at.Z, {}), (at.SIGNS, at.FAR, {}))
logs = torch.log_softmax(tensor(at.SCORES), 1).tolist()
ignoring = [0, -100, 1, 1]
classes = ({"classWeights": at.CLASSES}, {"weight": at.CLASSES})
add(
    "negativeLogLikelihood", "NLLLoss", indexed(F.nll_loss),
    (at.INDEX, logs, {}), (at.INDEX, logs, *classes), (ignoring, logs, *classes), (ignoring, logs, {}),
)
smooth = {"labelSmoothing": 0.2}, {"label_smoothing": 0.2}
both = {**classes[0], **smooth[0]}, {**classes[1], **smooth[1]}
far = [[100.0, 0.0, -100.0], [-100.0, 100.0, 0.0], [0.0, 0.0, 0.0], [36.5, 0.0, -1.0]]
add(
    "softmaxCrossEntropy", "CrossEntropyLoss", indexed(F.cross_entropy),
    (at.INDEX, at.SCORES, {}), (at.INDEX, far, {}), (at.INDEX, at.SCORES, *classes), (ignoring, at.SCORES, *classes),
    (at.INDEX, at.SCORES, *smooth), (at.INDEX, at.SCORES, *both), (ignoring, at.SCORES, *both), (at.INDEX, at.SCORES, NONE),
)
dense = lambda y, z, weight=None, **options: F.cross_entropy(z, tensor(y), weight=tensor(weight), **options)
add(
    "softmaxCrossEntropy", "CrossEntropyLoss(probabilities)", dense,
    (at.DENSE, at.SCORES, {}), (at.DENSE, at.SCORES, *classes), (at.DENSE, at.SCORES, *smooth), (at.DENSE, at.SCORES, *both),
)
add(
    "westonWatkins", "MultiMarginLoss", indexed(F.multi_margin_loss),
    (at.INDEX, at.SCORES, {}), (at.INDEX, at.SCORES, *classes), (at.INDEX, at.SCORES, {"power": 2}, {"p": 2}),
    (at.INDEX, at.SCORES, {"margin": 0.5, "reduction": "none"}), ([0, 1], [[2.0, 1.0, 0.5], [0.0, 1.0, 2.0]], {}, "hard"),
)
LISTED = [[1, 0, 1], [0, 1, 0], [1, 1, 1], [0, 0, 0]]


def listed(y, z, **options):
    """Their targets are lists of indices that end at -1."""
    indices = [[k for k, there in enumerate(row) if there] + [-1] * row.count(0) for row in y]
    return F.multilabel_margin_loss(z, torch.tensor(indices), **options)


add("multiLabelMargin", "MultiLabelMarginLoss", listed, (LISTED, at.SCORES, {}), (LISTED, at.SCORES, NONE), (LISTED[:2], at.TIED, {}, "hard"))
triplet = lambda y, z, **options: F.triplet_margin_loss(tensor(y[0]), tensor(y[1]), z, **options)
triple = [at.Y, at.F], at.MET
add("tripletMargin", "TripletMarginLoss", triplet, (*triple, {}), (*triple, {"margin": 5.0, "swap": True}), (*triple, {"margin": 5.0, "p": 1.0}))
pairs = lambda y, z, **options: F.cosine_embedding_loss(tensor(y[1]), z, torch.tensor(y[0]), **options)
signs = [1, -1, 1, -1]
alike, tiny = [1, -1, 1, 1], [[1e-6 * x for x in row] for row in at.SCORES[:3]] + [[0.0, 0.0, 0.0]]
for options in [{}, {"margin": 0.25}, NONE]:
    add("cosineEmbedding", "CosineEmbeddingLoss", pairs, ([signs, at.SCORES], at.ROWS, options), ([alike, at.ROWS], tiny, options), ([alike, tiny], at.ROWS, options))
add("multiLabelSoftMargin", "MultiLabelSoftMarginLoss", weighted(F.multilabel_soft_margin_loss), (at.HARD, at.Z, {}), (at.HARD, at.Z, NONE), (at.HARD, at.Z, *classes))
mean = ({}, {"reduction": "mean"})
batch = ({}, {"reduction": "batchmean"})
add("klDivergenceFromLog", "KLDivLoss", plain(F.kl_div), (at.DENSE, logs, *mean), (at.ROWS, logs, SUM))
add("klDivergenceFromLog", "KLDivLoss(reduction='batchmean')", plain(F.kl_div), (at.DENSE, logs, *batch))
targets = torch.log(tensor(at.ROWS)).tolist()
add("klDivergenceOfLogs", "KLDivLoss(log_target=True)", plain(lambda z, y, **o: F.kl_div(z, y, log_target=True, **o)), (targets, logs, {}))
alike = lambda y, z: F.cosine_embedding_loss(z, tensor(y), torch.ones(len(y), dtype=torch.float64))
add("cosineDistance", "CosineEmbeddingLoss(target=1)", alike, (at.Y, at.F, {}))
add("hingeEmbedding", "HingeEmbeddingLoss", plain(F.hinge_embedding_loss), (at.SIGNS, at.Z, {}), (at.SIGNS, at.Z, {"margin": 2.0}), (at.SIGNS, at.EDGES, {}, "hard"))
ranking = lambda y, z, **options: F.margin_ranking_loss(z[:, 0], z[:, 1], tensor(y), **options)
pairs = [[0.5, 1.0], [2.0, -1.0], [0.25, 0.5], [1.0, 3.0]]
add("marginRanking", "MarginRankingLoss", ranking, ([1, -1, 1, -1], pairs, {}), ([1, -1, 1, -1], pairs, {"margin": 0.5}), ([1, -1], [[1.0, 1.0], [2.0, 2.0]], {}, "hard"), ([1, -1], [[0.0, -0.5], [-0.5, 1e-30]], {"margin": 0.5}, "hard"))
gaussian = lambda y, z, **options: F.gaussian_nll_loss(z[:, 0], tensor(y), z[:, 1], **options)
normal = [[0.5, 1.3], [2.0, 0.25], [-1.0, 4.0]]
narrow = [[0.5, 0.25], [2.0, 0.0], [-1.0, 1e-9], [3.0, 0.75]]
raised = [({}, {}), ({"epsilon": 0.5}, {"eps": 0.5}), ({"epsilon": 0.5, "reduction": "none"}, {"eps": 0.5, "reduction": "none"})]
add("gaussianNll", "GaussianNLLLoss", gaussian, ([0.4, 1.5, 2.0], normal, {}), ([0.4, 1.5, 2.0], normal, {"full": True}), *[([0.25, 2.5, -1.0, 3.5], narrow, *part) for part in raised])
rate = plain(lambda z, y, **o: F.poisson_nll_loss(z, y, log_input=False, **o))
add("poissonNll", "PoissonNLLLoss(log_input=False)", rate, (at.COUNTS, at.RATES, {}), ([0.0, 1.0], [0.0, 1e-7], {}))
full = ({}, {"full": True})
large = [2.0, 1.0, 12.5, 4.0]
add("poissonNll", "PoissonNLLLoss(log_input=False,full=True)", rate, (large, at.RATES, *full))
add("poissonLogRate", "PoissonNLLLoss(full=True)", plain(F.poisson_nll_loss), (large, at.LOG_RATES, *full))
add("poissonLogRate", "PoissonNLLLoss", plain(F.poisson_nll_loss), (at.COUNTS, at.LOG_RATES, {}))
for loss, name in [("giou", "generalized"), ("diou", "distance"), ("ciou", "complete")]:
    f = getattr(ops, f"{name}_box_iou_loss")
    call = lambda y, z, f=f, **options: f(z, tensor(y), **options)
    add(loss, f"torchvision.{name}_box_iou_loss", call, (at.TRUTHS, at.BOXES, NONE), (at.TRUTHS, at.BOXES, *mean), (at.TOUCHING, at.BOXES, NONE, "hard"))



def ctc(y, z, input_lengths=[5, 5], target_lengths=[3, 3], **options):
    logs = F.log_softmax(z, 2).transpose(0, 1)
    return F.ctc_loss(logs, torch.tensor(y), torch.tensor(input_lengths), torch.tensor(target_lengths), **options)


lengths = {"labelLengths": [3, 1], "inputLengths": [4, 3]}, {"target_lengths": [3, 1], "input_lengths": [4, 3]}
add("ctc", "CTCLoss", ctc, (at.WORDS, at.LATTICE, {}), (at.WORDS, at.LATTICE, *lengths))
sums = lambda y, z, **options: ctc(y, z, reduction="sum", **options)
ours = {"reduction": "sum", **lengths[0]}
add("ctc", "CTCLoss(reduction='sum')", sums, (at.WORDS, at.LATTICE, {"reduction": "sum"}, {}), (at.WORDS, at.LATTICE, ours, lengths[1]))
either = lambda y, z: F.hinge_embedding_loss(z, tensor(y))
record.compose("HingeEmbeddingLoss(target=0)", either, ([[0, 0, 0], [0, 0, 0]], at.Z))
counted = lambda y, z: F.cross_entropy(z, torch.tensor(y), reduction="none").mean()
record.compose("CrossEntropyLoss(reduction='none').mean()", counted, (ignoring, at.SCORES))
record.compose("pairwise_distance(p=3)", lambda y, z: F.pairwise_distance(z, tensor(y), p=3, eps=0), (at.Y[0], at.F[0]))

record.save("torch", f"PyTorch {torch.__version__}, torchvision {torchvision.__version__}, float64")
