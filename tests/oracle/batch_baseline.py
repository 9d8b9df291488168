"""D squared: what a prediction explains of the deviance that the best constant leaves."""

from mpmath import log, mpf

from batch import chances, mapped, rows, save, soft
from oracle import single


def explained(missed, left):
    return 1 - missed / left if left else mpf(int(missed == 0))


def weights_of(weights, n):
    return [mpf(w) for w in weights or [1] * n]


def unit(y, f, power):
    """From Jorgensen's general form; at powers 1 and 2 its limits."""
    y, f, power = mpf(y), mpf(f), mpf(power)
    if power == 1:
        return (y * log(y / f) if y else 0) - y + f
    if power == 2:
        return log(f / y) + y / f - 1
    if power == 0:
        return (y - f) ** 2 / 2
    return max(y, 0) ** (2 - power) / ((1 - power) * (2 - power)) - y * f ** (1 - power) / (1 - power) + f ** (2 - power) / (2 - power)


def tweedie(y, f, power=1.5, weights=None):
    w = weights_of(weights, len(y))
    middle = sum(a * mpf(b) for a, b in zip(w, y)) / sum(w)
    missed = sum(a * unit(b, c, power) for a, b, c in zip(w, y, f))
    return explained(missed, sum(a * unit(b, middle, power) for a, b in zip(w, y)))


def check(y, f, w, quantile):
    return sum(c * max(quantile * (a - b), (quantile - 1) * (a - b)) for a, b, c in zip(y, f, w))


def pinball(y, f, quantile=0.5, weights=None):
    """No constant misses less than the best target does."""
    quantile, w, scores = mpf(quantile), weights_of(weights, len(y)), []
    for a, b in zip(*[[list(column) for column in zip(*x)] if isinstance(x[0], list) else [x] for x in (y, f)]):
        left = min(check(a, [middle] * len(a), w, quantile) for middle in map(mpf, a))
        scores.append(explained(check([mpf(v) for v in a], b, w, quantile), left))
    return sum(scores) / len(scores)


def shares(labels, classes, w):
    return [sum(a for a, label in zip(w, labels) if label == c) / sum(w) for c in range(classes)]


def log_loss(labels, p, clip=0, weights=None):
    w = weights_of(weights, len(labels))
    share = shares(labels, len(p[0]), w)
    held = [min(max(row[label], mpf(clip)), 1 - mpf(clip)) for row, label in zip(p, labels)]
    missed = -sum(a * log(b) for a, b in zip(w, held) if a)
    return explained(missed, -sum(a * log(share[label]) for a, label in zip(w, labels) if a))


def brier(labels, p, weights=None):
    w = weights_of(weights, len(labels))
    share = shares(labels, len(p[0]), w)
    square = lambda row, label: sum((x - (c == label)) ** 2 for c, x in enumerate(row))
    missed = sum(a * square(row, label) for a, row, label in zip(w, p, labels))
    return explained(missed, sum(a * square(share, label) for a, label in zip(w, labels)))


WEIGHTS = [0.25, 3.0, 1.0, 0.0, 2.0, 0.5]
SIZES = [1.0, 8.0, 2.0**30]
positive = lambda seed, n, size: mapped(lambda x: single(size * (x + 2**-6)), chances(seed, n))
near = lambda y: mapped(lambda x: single(x * (1 + 2.0**-12)), y)
amounts = [[y, f] for k, size in enumerate(SIZES) for n in (2, 4, 6) for y in [positive(k, n, size)] for f in (positive(k + n / 8, n, size), near(y))]
counts = [[[0.0, 1.0, 3.0, 0.0], positive(k, 4, 4.0)] for k in range(4)]
below = [[[-2.0, 0.0, 2.5, 1.0], [0.5, 2.0, 1.25, 3.0]], [[3.0, -0.5, 0.25], [1.0, 0.5, 0.125]]]
POWERS = [{}, {"power": 0}, {"power": 1}, {"power": 2}, {"power": 3}, {"power": 1.0078125}, {"power": -1}]
reals = [[rows(k, *shape), rows(k + 0.5, *shape, scale=4.0)] for k in range(4) for shape in ((3,), (6,), (4, 2), (5, 1))]
TIED = [[[1, 1, 2], [1, 1, 2]], [[1, 1, 2], [0, 3, 2]], [[1, 2, 3, 4], [4, 3, 2, 1]], [[5, 5], [5, 5]], [[5, 5], [4, 5]]]
LABELS = [[0, 1, 2], [1, 0, 0, 1, 2, 1], [0, 1, 1, 1], [2, 0]]
classified = [[labels, chances(k + seed, len(labels), 3)] for k, labels in enumerate(LABELS) for seed in (0, 4, 8, 12)]
classified += [[labels, soft(seed, len(labels), 3)] for labels in LABELS for seed in (2, 3)]
inside = lambda x: mapped(lambda v: min(max(v, 2.0**-8), 1 - 2.0**-8), x)


def with_weights(points, variables, *options):
    """Every other choice of options, without weights and with them."""
    made = [(x, variables, {**o, **w}) for o in options or [{}] for x in points for w in ({}, {"weights": WEIGHTS[: len(x[0])]})]
    return [point for k, point in enumerate(made) if len(made) <= 56 or k % (len(made) // 48) == 0]


save(
    "baseline",
    {
        "d2Tweedie": (tweedie, with_weights(amounts, (0, 1), *POWERS)[:38] + [(x, (0, 1), {"power": p}) for x in counts for p in (1, 1.5, 1.75)] + [(x, (0, 1), {"power": p}) for x in below for p in (0, -1, -2.5)], True),
        "d2Pinball": (pinball, [(x, (0, 1), {}) for x in TIED] + with_weights(reals, (0, 1), {}, {"quantile": 0.125}, {"quantile": 0.9}), True),
        "d2LogLoss": (log_loss, with_weights([[y, inside(p)] for y, p in classified], (0, 1), {}, {"clip": 0.25}), True),
        "d2Brier": (brier, with_weights(classified, (0, 1), {}), True),
    },
)
