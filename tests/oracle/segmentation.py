"""Overlaps of a predicted and a true set."""

from mpmath import mpf, sqrt

from oracle import points, save
from rows import row


def both(y, p):
    return sum(a * b for a, b in zip(y, p))


def dice(y, p, s1=0, s2=0):
    size = sum(p) + sum(y) + s2
    return 1 - (2 * both(y, p) + s1) / size if size else mpf(0)


def squared_dice(y, p, s1=0, s2=0):
    size = sum(b**2 for b in p) + sum(a**2 for a in y) + s2
    return 1 - (2 * both(y, p) + s1) / size if size else mpf(0)


def tversky(y, p, alpha=0.5, beta=0.5, s1=0, s2=0):
    i = both(y, p)
    size = i + mpf(alpha) * (sum(p) - i) + mpf(beta) * (sum(y) - i) + s2
    return 1 - (i + s1) / size if size else mpf(0)


def focal_tversky(y, p, alpha=0.3, beta=0.7, gamma=0.75, s1=0, s2=0):
    return tversky(y, p, alpha, beta, s1, s2) ** mpf(gamma)


def jaccard(y, p, s1=0, s2=0):
    return tversky(y, p, 1, 1, s1, s2)


def matthews(y, p):
    n, t, s = len(y), sum(y), sum(p)
    return 1 - (n * both(y, p) - s * t) / sqrt(s * t * (n - s) * (n - t))


MASKS = [[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.5, 0.25, 1.0], [0.125, 0.0, 0.875]]
SETS = [
    row(0.25, 0.5, 0.25),
    row(0.9, 0.05, 0.05),
    row(1e-6, 0.9375, 0.5),
    row(1 - 2.0**-20, 2.0**-20, 2.0**-20),
    row(0.7, 0.8, 0.9),
    row(1e-12, 1e-12, 1e-3),
    row(0.99, 0.98, 0.01),
    row(0.5, 0.5, 0.5),
    row(0.1, 0.9, 0.3),
    row(0.51, 0.26, 0.99),
]
SMOOTH = [{}, {"s1": 1, "s2": 1}, {"s1": 0.25, "s2": 0.5}]


def masks(*options):
    return points(MASKS, SETS, *options)


save(
    "segmentation",
    {
        "dice": (dice, masks(*SMOOTH)),
        "squaredDice": (squared_dice, masks(*SMOOTH)),
        "tversky": (tversky, masks({}, {"alpha": 0.25, "beta": 0.75}, {"alpha": 0, "beta": 2, "s1": 1, "s2": 1}, {"alpha": 1, "beta": 0})),
        "focalTversky": (focal_tversky, masks({}, {"gamma": 2}, {"gamma": 1, "alpha": 0.5, "beta": 0.5}, {"gamma": 1.5, "s1": 0.5, "s2": 1}, {"alpha": 0}, {"beta": 0})),
        "jaccard": (jaccard, masks(*SMOOTH)),
        "matthews": (matthews, masks()),
    },
)
