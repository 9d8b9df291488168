"""Losses of the margin m = y z; a target of -1 mirrors the prediction."""

from mpmath import atan, exp, log, log1p, mpf, tanh

from oracle import points, save, spread

MARGINS = spread(1e-20, 1e-4, 0.25, 0.5, 0.7, 1, 1.25, 2, 8, 36, 1e3, 1e6)
MODEST = [m for m in MARGINS if abs(m) < 80]


def of_margin(value):
    def loss(y, z, **options):
        return value(y * z, **{name: at if isinstance(at, str) else mpf(at) for name, at in options.items()})

    return loss


def smoothed_hinge(m, gamma=mpf(1)):
    return mpf(0) if m >= 1 else (1 - m) ** 2 / (2 * gamma) if m > 1 - gamma else 1 - m - gamma / 2


def modified_huber(m):
    return mpf(0) if m >= 1 else (1 - m) ** 2 if m >= -1 else -4 * m


def distance_weighted(m, power=mpf(1)):
    q = power
    return 1 - m if m <= q / (q + 1) else q**q / ((q + 1) ** (q + 1) * m**q)


def logistic(m, base="e"):
    return log1p(exp(-m)) / (1 if base == "e" else log(mpf(base)))


thresholds = [{}, {"threshold": 0.25}, {"threshold": 0.0}]
table = {
    "hinge": (lambda m, threshold=1: max(mpf(0), threshold - m), MARGINS, thresholds),
    "squaredHinge": (lambda m, threshold=1: max(mpf(0), threshold - m) ** 2, MARGINS, thresholds),
    "logisticMargin": (logistic, MODEST, [{}, {"base": 2}, {"base": 10}]),
    "exponentialMargin": (lambda m: exp(-m), MODEST, [{}]),
    "zeroOneMargin": (lambda m: mpf(1 if m < 0 else 0), [m for m in MARGINS if m], [{}]),
    "smoothedHinge": (smoothed_hinge, MARGINS, [{}, {"gamma": 0.5}, {"gamma": 2.0}]),
    "modifiedHuber": (modified_huber, MARGINS, [{}]),
    "perceptron": (lambda m: max(mpf(0), -m), MARGINS, [{}]),
    "squaredMargin": (lambda m: (1 - m) ** 2, MARGINS, [{}]),
    "sigmoidMargin": (lambda m: 1 - tanh(m), MODEST, [{}]),
    "distanceWeighted": (distance_weighted, MARGINS, [{}, {"power": 0.5}, {"power": 3.0}]),
    "ramp": (lambda m: min(mpf(1), max(mpf(0), 1 - m)), MARGINS, [{}]),
    "savage": (lambda m: 1 / (1 + exp(m)) ** 2, MODEST, [{}]),
    "tangent": (lambda m: (2 * atan(m) - 1) ** 2, MARGINS, [{}]),
}
save("margin", {name: (of_margin(value), points([-1, 1], margins, *options)) for name, (value, margins, options) in table.items()})
