"""Margins between classes, and softmax over cosines with a margin."""

from mpmath import acos, cos, exp, floor, log, mpf, pi, sin

from oracle import points, save
from rows import CLASSES, LOGITS, SCORES, TARGETS, first, hot, row, scores


def rivals(y, f):
    return [x for k, x in enumerate(f) if k != first(y)]


def crammer_singer(y, f, margin=1, tied="first"):
    return max(mpf(0), mpf(margin) + max(rivals(y, f)) - f[first(y)])


def keras(y, f, tied="first"):
    return max(mpf(0), 1 + max((1 - a) * b for a, b in zip(hot(y), f)) - sum(a * b for a, b in zip(hot(y), f)))


def weston_watkins(y, f, margin=1, power=1, average=True):
    return sum(max(mpf(0), mpf(margin) + x - f[first(y)]) ** power for x in rivals(y, f)) / (CLASSES if average else 1)


def perceptron(y, f, tied="first"):
    return max(f) - f[first(y)]


def bent(target, logit=False):
    """Cross-entropy of scaled cosines, the target's as `target` makes it."""

    def value(y, f, scale=1, **options):
        x = [mpf(scale) * (target(c, **options) if k == first(y) else c) for k, c in enumerate(f)]
        return sum(hot(y)) * log(sum(exp(c) for c in x)) - sum(a * b for a, b in zip(hot(y), x))

    return value


def with_defaults(value, **defaults):
    return lambda y, f, **options: value(y, f, **{**defaults, **options})


def psi(c, margin=4):
    turns = floor(margin * acos(c) / pi)
    return (-1) ** int(turns) * cos(margin * acos(c)) - 2 * turns


def arc(c, margin=0.5, monotone=True, easyMargin=False):
    m = mpf(margin)
    if easyMargin and c <= 0:
        return c
    if monotone and not easyMargin and c < -cos(m):
        return c - m * sin(m)
    return cos(acos(c) + m)


def combined(c, m1=1, m2=0.5, m3=0):
    return cos(mpf(m1) * acos(c) + mpf(m2)) - mpf(m3)


COSINES = [
    row(0.3, -0.6, 0.1),
    row(0.9, 0.1, -0.2),
    row(-0.95, 0.5, 0.25),
    row(0.999, 0.99, -0.999),
    row(0.002, 0.001, -0.001),
    row(0.70703, 0.7072, 0.5),
    row(-0.25, -0.5, -0.75),
    row(0.51, 0.49, 0.2),
    row(1e-6, 0.6, 0.8),
    row(-0.4, -0.25, 0.99999),
    row(0.125, 0.625, 0.5),
]


def cosines(*options):
    return points(TARGETS, COSINES, *options)


SHARED = {"tied": "shared"}


def shared(*lines):
    """Target, scores, value and gradient where several scores are the best."""
    return [(y, row(*f), SHARED, (value, gradient, [0, 0, 0])) for y, f, value, gradient in lines]


THIRD = 1 / 3
save(
    "hinges",
    {
        "crammerSinger": (crammer_singer, scores({}, {"margin": 0.25}, {"margin": 0}, SHARED) + shared((0, (1, 2, 2), 2, [-1, 0.5, 0.5]), (0, (2, 1, 1), 0, [THIRD - 1, THIRD, THIRD]), (1, (1, 2, 0), 0, [0.5, -0.5, 0]))),
        "kerasCategoricalHinge": (keras, scores() + points(TARGETS, [f for f in SCORES if 0 not in f], SHARED) + shared((0, (0.25, 1.5, 1.5), 2.25, [-1, 0.5, 0.5]), (0, (1, 0, -1), 0, [-0.5, 0.25, 0]))),
        "westonWatkins": (weston_watkins, scores({}, {"power": 2}, {"margin": 3, "average": False}, {"margin": 0})),
        "multiclassPerceptron": (perceptron, scores({}, SHARED) + shared((2, (2, 2, 1), 1, [0.5, 0.5, -1]), (0, (2, 2, 2), 0, [THIRD - 1, THIRD, THIRD]))),
        "normalizedSoftmax": (with_defaults(bent(lambda c: c), scale=20), cosines({}, {"scale": 1})),
        "cosFace": (with_defaults(bent(lambda c, margin: c - mpf(margin)), scale=64, margin=0.35), cosines({}, {"scale": 8, "margin": 0})),
        "sphereFace": (with_defaults(bent(psi)), cosines({}, {"margin": 1}, {"margin": 2, "scale": 16}, {"margin": 3}, {"margin": 5}, {"margin": 6})),
        "arcFace": (with_defaults(bent(arc), scale=64), cosines({}, {"scale": 4, "monotone": False}, {"easyMargin": True, "margin": 0.25}, {"margin": 0}, {"margin": 3})),
        "combinedMargin": (with_defaults(bent(combined), scale=30), cosines({}, {"m1": 1.25, "m2": 0.125, "m3": 0.25, "scale": 8}, {"m2": 0})),
        "smSoftmax": (with_defaults(bent(lambda c, margin: c - mpf(margin)), margin=0.5), points(TARGETS, LOGITS, {}, {"margin": 4}, {"margin": 0})),
    },
)
