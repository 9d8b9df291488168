"""What the oracles of row losses share: rows of three cells, targets as a class or as a row."""

from mpmath import exp, log, mpf

from oracle import points, single

CLASSES = 3
TINY = 2.0**-24


def row(*cells):
    return [single(x) for x in cells]


def hot(y):
    """A class as a row."""
    return [mpf(int(k == y)) for k in range(CLASSES)] if isinstance(y, int) else y


def first(y):
    """The first highest cell."""
    return y if isinstance(y, int) else y.index(max(y))


def xlog(a, b):
    return mpf(0) if a == 0 else a * log(b)


def softmax(z):
    powers = [exp(x) for x in z]
    return [x / sum(powers) for x in powers]


def of_logits(value):
    """The same loss before the softmax."""

    def logits(y, z, **options):
        return value(y, softmax(z), **options)

    return logits


def unit(base):
    return 1 if base == "e" else 1 / log(mpf(base))


PROBABILITIES = [
    row(0.25, 0.5, 0.25),
    row(0.9, 0.05, 0.05),
    row(0.0625, 0.9375, 1e-6),
    row(1e-30, 0.5, 0.5),
    row(0.3, 0.3, 0.4),
    row(1 - TINY, TINY / 2, TINY / 2),
    row(0.5, 0.25 + TINY, 0.25 - TINY),
    row(1e-6, 1e-3, 0.999),
    row(0.125, 0.125, 0.75),
    row(0.7, 0.1, 0.2),
    row(0.48, 0.27, 0.25),
    row(1e-12, 1 - 2.0**-23, 1e-7),
]
LOGITS = [
    row(0.3, -1.1, 0.8),
    row(0, 0, 0),
    row(5, -5, 1),
    row(30, -10, 0),
    row(-40, 40, 10),
    row(100, -100, 0),
    row(1e-6, 0, -1e-6),
    row(-3, -2, -2.5),
    row(300, 0, -300),
    row(0.5, 0.25, 2),
    row(12, 12.5, 11),
]
MIDDLE = [p for p in PROBABILITIES if min(p) > 1e-10]
UNEQUAL = [z for z in LOGITS if max(z) - min(z) > 0.1]  # no derivative vanishes there
SCORES = [x for x in LOGITS if x != row(0, 0, 0)]
TARGETS = [0, 2, [0.5, 0.25, 0.25], [0.0, 0.75, 0.25]]
SOFT = [[0.5, 0.25, 0.25], [0.0, 0.75, 0.25], [0.125, 0.25, 0.625], [1.0, 0.0, 0.0]]


def probabilities(*options):
    return points(TARGETS, PROBABILITIES, *options)


def logits(*options):
    return points(TARGETS, LOGITS, *options)


def scores(*options):
    return points([0, 1, 2, [0.5, 0.25, 0.25], [0.0, 0.75, 0.25]], SCORES, *options)
