"""Measures of a whole prediction.  Of equal errors the first one counts, as if it were larger by less than any difference."""

from mpmath import mpf, sqrt

from batch import TIE, mapped, rows, save
from oracle import single


def ordered(y, f, weights=None):
    """The errors and their weights, from the least on."""
    errors = [abs(b - a) for a, b in zip(y, f)]
    order = sorted(range(len(errors)), key=lambda k: errors[k] - k * TIE)
    return [(errors[k], mpf(weights[k] if weights else 1)) for k in order]


def max_error(y, f):
    return ordered(y, f)[-1][0]


def median_absolute_error(y, f, weights=None):
    """In the middle of the errors, each as often as its weight says."""
    errors = [(e, w) for e, w in ordered(y, f, weights) if w]
    half, below, middle = sum(w for _, w in errors) / 2, mpf(0), []
    for e, w in errors:
        if below <= half <= below + w:
            middle.append(e)
        below += w
    return (middle[0] + middle[-1]) / 2


def columns(x):
    return [list(column) for column in zip(*x)] if isinstance(x[0], list) else [x]


def mean_of(x, w):
    return sum(a * b for a, b in zip(x, w)) / sum(w)


def covariance(x, y, w):
    a, b = mean_of(x, w), mean_of(y, w)
    return mean_of([(u - a) * (v - b) for u, v in zip(x, y)], w)


def determination(missed):
    def value(y, f, weights=None, varianceWeighted=False, forceFinite=True):
        w = [mpf(v) for v in weights or [1] * len(f)]
        y, f = [[[mpf(v) for v in column] for column in columns(x)] for x in (y, f)]
        spread = [covariance(a, a, w) for a in y]
        lost = [missed([v - u for u, v in zip(a, b)], w) for a, b in zip(y, f)]
        if varianceWeighted and sum(spread):
            return 1 - sum(lost) / sum(spread)
        scores = [1 - m / s if s else mpf(int(m == 0)) for m, s in zip(lost, spread)]
        return sum(scores) / len(scores)

    return value


def pearson(y, f, weights=None):
    w = weights or [1] * len(f)
    return covariance(y, f, w) / sqrt(covariance(y, y, w) * covariance(f, f, w))


def concordance(y, f, weights=None, epsilon=0):
    w = weights or [1] * len(f)
    return 2 * covariance(y, f, w) / (covariance(y, y, w) + covariance(f, f, w) + (mean_of(f, w) - mean_of(y, w)) ** 2 + mpf(epsilon))


def shifted(x, by):
    return mapped(lambda v: v + by, x)


def uneven(*sizes, scale=1.0):
    """Numbers whose differences differ."""
    return mapped(lambda v: single(v**3 / 4 + v), rows(*sizes, scale=scale))


SHAPES = [(2,), (3,), (5,), (8,)]
WIDE = [(2, 2), (4, 1), (5, 3), (3, 2)]
WEIGHTS = [0.25, 3.0, 1.0, 0.0, 2.0, 0.5, 1.0, 8.0]


def pairs(shapes, *options, weighted=True):
    """As they come, with very different sizes, nearly perfect, and far from 0."""
    made = []
    for k, shape in enumerate(shapes):
        y, f = rows(k, *shape), uneven(k + 0.5, *shape)
        close = rows(k + 0.5, *shape, scale=2.0**-30)
        near = [[a + b for a, b in zip(u, v)] if isinstance(u, list) else u + v for u, v in zip(y, close)]
        made += [[y, f], [y, near], [shifted(y, 2.0**20), shifted(f, 2.0**20)], [rows(k, *shape, scale=2.0**40), f], [y, rows(k, *shape, scale=2.0**100)]]
    every = [(x, (0, 1), {}) for x in made]
    if weighted:
        every += [(x, (0, 1), {"weights": WEIGHTS[: len(x[0])]}) for x in made if len(x[0]) > 2]
    return [(x, v, {**given, **o}) for k, o in enumerate(options or [{}]) for x, v, given in (every[k % 2 :: 2] if len(options) > 1 else every)]


TIED = [([y, f], (0, 1), {}) for y, f in (([0, 0, 0], [1, -1, 1]), ([0, 0], [-3, 3]), ([1, 1, 1, 1], [2, 0, 2, 0]), ([5, 5], [5, 5]), ([0, 1, 2], [1, 2, 3]))]
MORE = [([rows(k + 3, 3 + k), uneven(k + 5, 3 + k, scale=4.0**k)], (0, 1), {}) for k in range(15)]
WAYS = [{}, {"varianceWeighted": True}]
RAISED = [(x, v, {**o, "epsilon": epsilon}) for epsilon in (0.5, 2.0**-60) for x, v, o in pairs(SHAPES[1:3])[::3] + TIED[2:4]]
HALVES = [([rows(k, 4), uneven(k + 7, 4)], (0, 1), {"weights": w}) for k, w in enumerate(([1, 2, 1, 0], [3, 1, 1, 1], [2, 2, 2, 2], [0, 0, 1, 1]))]

save(
    "evaluation",
    {
        "maxError": (max_error, TIED + MORE + pairs(SHAPES, weighted=False)),
        "medianAbsoluteError": (median_absolute_error, TIED + HALVES + pairs(SHAPES) + MORE),
        "r2": (determination(lambda r, w: mean_of([v * v for v in r], w)), pairs(SHAPES + WIDE, *WAYS) + MORE),
        "explainedVariance": (determination(lambda r, w: covariance(r, r, w)), pairs(SHAPES + WIDE, *WAYS) + MORE),
        "pearson": (pearson, pairs(SHAPES[1:]) + HALVES + MORE, True),
        "concordance": (concordance, pairs(SHAPES) + HALVES + MORE + RAISED),
    },
)
