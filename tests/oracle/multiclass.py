"""Losses of class probabilities and of logits."""

from mpmath import exp, log, mp, mpf

from oracle import points, save
from rows import CLASSES, LOGITS, MIDDLE, SCORES, SOFT, TARGETS, UNEQUAL, first, hot, logits, of_logits, probabilities, row, scores, softmax, unit, xlog


def cross_entropy(y, p, base="e"):
    return -sum(xlog(a, b) for a, b in zip(hot(y), p)) * unit(base)


def likelihood(y, f):
    return -sum(a * b for a, b in zip(hot(y), f))


def perplexity(y, p):
    return exp(cross_entropy(y, p))


def focal(y, p, alpha=1, gamma=2):
    return -mpf(alpha) * sum(xlog(a * (1 - b) ** mpf(gamma), b) for a, b in zip(hot(y), p))


def generalized(y, p, q=0.5):
    return sum(a * (1 - b ** mpf(q)) for a, b in zip(hot(y), p)) / mpf(q)


def poly1(y, p, epsilon=1):
    return sum(-xlog(a, b) + mpf(epsilon) * a * (1 - b) for a, b in zip(hot(y), p))


def brier(y, p):
    return sum((b - a) ** 2 for a, b in zip(hot(y), p))


def zero_one(y, f):
    return mpf(int(first(y) != f.index(max(f))))


def one_versus_all(y, z, base="e"):
    return sum(log(1 + exp(b)) - a * b for a, b in zip(hot(y), z)) * unit(base)


def soft_margin(y, z, base="e"):
    return one_versus_all(y, z, base) / CLASSES


def sparsemax(y, z):
    down = sorted(z, reverse=True)
    tau = None
    for n in range(1, CLASSES + 1):
        trial = (sum(down[:n]) - 1) / n
        tau = trial if down[n - 1] > trial else tau
    support = sum(x**2 - tau**2 for x in z if x > tau)
    return support / 2 + sum(a**2 for a in hot(y)) / 2 - sum(a * b for a, b in zip(hot(y), z))


def fenchel_young(y, z, alpha=1.5):
    y, alpha = hot(y), mpf(alpha)
    if alpha == 1:
        return log(sum(exp(x) for x in z)) + sum(xlog(a, a) - a * b for a, b in zip(y, z))
    if alpha == 2:
        return sparsemax(y, z)
    scaled, power = [(alpha - 1) * x for x in z], 1 / (alpha - 1)
    tau, step = max(scaled) - 1, mpf(1)
    while step > mpf(10) ** (10 - mp.dps):  # Newton, from below: the sum is convex
        over = [x - tau for x in scaled if x > tau]
        step = (sum(x**power for x in over) - 1) / (power * sum(x ** (power - 1) for x in over))
        tau += step
    p = [max(x - tau, mpf(0)) ** power for x in scaled]

    def tsallis(p):
        return sum(a**alpha - a for a in p) / (alpha * (alpha - 1))

    return tsallis(y) - tsallis(p) + sum((b - a) * x for a, b, x in zip(y, p, z))


def list_net(y, z, base="e"):
    return cross_entropy(softmax(y), softmax(z), base)


BASES = [{}, {"base": 2}, {"base": 10}]
save(
    "multiclass",
    {
        "categoricalCrossEntropy": (cross_entropy, probabilities(*BASES)),
        "negativeLogLikelihood": (likelihood, points(TARGETS, SCORES)),
        "perplexity": (perplexity, points(TARGETS, MIDDLE)),
        "categoricalFocal": (focal, probabilities({}, {"gamma": 0.5}, {"gamma": 0, "alpha": 0.25}, {"alpha": 0})),
        "generalizedCrossEntropy": (generalized, probabilities({}, {"q": 0.75}, {"q": 1})),
        "categoricalBrier": (brier, probabilities()),
        "rowSquaredError": (brier, scores()),
        "zeroOne": (zero_one, scores()),
        "oneVersusAll": (one_versus_all, logits(*BASES)),
        "multiLabelSoftMargin": (soft_margin, points(SOFT, LOGITS, *BASES)),
        "softmaxCrossEntropy": (of_logits(cross_entropy), logits(*BASES)),
        "softmaxFocal": (of_logits(focal), logits({}, {"gamma": 0.5}, {"gamma": 0, "alpha": 0.25}, {"alpha": 0})),
        "poly1": (of_logits(poly1), logits({"epsilon": -1}, {"epsilon": 4}) + points(TARGETS, LOGITS[:3] + LOGITS[-2:])),
        "softmaxGeneralizedCrossEntropy": (of_logits(generalized), points(TARGETS, UNEQUAL, {}, {"q": 0.75}, {"q": 1})),
        "softmaxBrier": (of_logits(brier), points(TARGETS + [1], UNEQUAL)),
        "sparsemax": (sparsemax, logits()),
        "fenchelYoung": (fenchel_young, points(TARGETS, LOGITS, {}) + points(TARGETS + [1], UNEQUAL[:3] + UNEQUAL[-2:], {"alpha": 1}, {"alpha": 1.25}, {"alpha": 2})),
        "listNet": (list_net, points(UNEQUAL[:7] + [row(0, 0, 1)], UNEQUAL, *BASES)),
    },
)
