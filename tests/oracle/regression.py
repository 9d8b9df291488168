"""Losses of a residual, and of a prediction relative to its target."""

from functools import wraps

from mpmath import cos, cosh, exp, log, log1p, mpf, pi, sqrt

from oracle import points, save, single, spread

RESIDUALS = spread(1e-30, 1e-6, 0.03, 0.25, 0.5, 1, 1.5, 4, 30, 1e4, 1e12)
TARGETS = [0, 0.75]


def of_residual(value):
    @wraps(value)
    def loss(y, f, **options):
        return value(f - y, **{name: mpf(at) for name, at in options.items()})

    return loss


def huber(r, delta=mpf(1)):
    return r**2 / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)


def smooth_l1(r, beta=mpf(1)):
    return r**2 / (2 * beta) if abs(r) < beta else abs(r) - beta / 2


def expectile(r, level=mpf(0.5)):
    return (1 - level if r > 0 else level) * r**2


def wing(r, width=mpf(10), epsilon=mpf(2)):
    a = abs(r)
    return width * log1p(a / epsilon) if a < width else a - width + width * log1p(width / epsilon)


def tukey(r, c=mpf(4.685)):
    return c**2 / 6 * (1 - (1 - min(abs(r / c), 1) ** 2) ** 3)


def barron(r, alpha=mpf(1), c=mpf(1)):
    t = (r / c) ** 2
    if alpha == 2:
        return t / 2
    if alpha == 0:
        return log1p(t / 2)
    if alpha == mpf("-inf"):
        return 1 - exp(-t / 2)
    b = 2 - alpha
    return b / alpha * ((t / b + 1) ** (alpha / 2) - 1)


def squared_log_error(y, f, offset=1.0):
    return (log(offset + f) - log(offset + y)) ** 2


def percentage(y, f, epsilon=0.0, percent=False):
    return (100 if percent else 1) * (abs(f - y) / max(abs(y), mpf(epsilon)))


def symmetric(y, f):
    return mpf(0) if f == y else 2 * abs(f - y) / (abs(f) + abs(y))


residual = {
    "squaredError": (lambda r: r**2, [{}]),
    "halfSquaredError": (lambda r: r**2 / 2, [{}]),
    "absoluteError": (abs, [{}]),
    "huber": (huber, [{}, {"delta": 0.3}, {"delta": 4.0}]),
    "smoothL1": (smooth_l1, [{}, {"beta": 0.3}, {"beta": 4.0}, {"beta": 0.0}]),
    "pseudoHuber": (lambda r, delta=mpf(1): delta**2 * (sqrt(1 + (r / delta) ** 2) - 1), [{}, {"delta": 0.3}, {"delta": 50.0}]),
    "charbonnier": (lambda r, epsilon=mpf(0.001): sqrt(r**2 + epsilon**2), [{}, {"epsilon": 1.0}, {"epsilon": 1e-6}]),
    "logCosh": (lambda r: log(cosh(r)), [{}]),
    "logisticDistance": (lambda r: 2 * log(cosh(r / 2)), [{}]),
    "pinball": (lambda r, quantile=mpf(0.5): max(-quantile * r, (1 - quantile) * r), [{}, {"quantile": 0.1}, {"quantile": 0.0}, {"quantile": 1.0}]),
    "expectile": (expectile, [{}, {"level": 0.9}, {"level": 0.0}, {"level": 1.0}]),
    "epsilonInsensitive": (lambda r, epsilon=mpf(0.1): max(0, abs(r) - epsilon), [{}, {"epsilon": 0.25}, {"epsilon": 0.0}]),
    "squaredEpsilonInsensitive": (lambda r, epsilon=mpf(0.1): max(0, abs(r) - epsilon) ** 2, [{}, {"epsilon": 0.25}, {"epsilon": 0.0}]),
    "powerError": (lambda r, power=mpf(1.5): abs(r) ** power, [{}, {"power": 1.0}, {"power": 2.7}, {"power": 4.0}]),
    "fair": (lambda r, c=mpf(1): c**2 * (abs(r) / c - log1p(abs(r) / c)), [{}, {"c": 1.3998}]),
    "wing": (wing, [{}, {"width": 1.0, "epsilon": 0.5}]),
    "cauchy": (lambda r, c=mpf(1): c**2 / 2 * log1p((r / c) ** 2), [{}, {"c": 2.385}]),
    "gemanMcclure": (lambda r, c=mpf(1): c**2 / 2 * r**2 / (c**2 + r**2), [{}, {"c": 1.3}]),
    "welsch": (lambda r, c=mpf(1): c**2 / 2 * (1 - exp(-((r / c) ** 2))), [{}, {"c": 2.985}]),
    "tukey": (tukey, [{}, {"c": 1.0}]),
    "barron": (barron, [{}] + [{"alpha": a, "c": c} for a, c in [(2.0, 1.3), (1.5, 1.0), (1.9999, 1.0), (0.0, 0.5), (1e-6, 1.0), (-1.5, 1.3), (-1e6, 1.0), (float("-inf"), 2.0)]]),
}
turns = [0, 1e-30, 1e-6, 0.03, 0.2, 0.25, 0.4, 0.5, 0.75, 0.99, 1, 1.1, 5.3, 40.2, 1000.1]
POSITIVE = [single(x) for x in (1e-20, 1e-6, 0.1, 0.5, 0.9, 1, 1.1, 3, 700, 1e10)]
SIGNED = [-x for x in POSITIVE] + POSITIVE
losses = {name: (of_residual(value), points(TARGETS, RESIDUALS, *options)) for name, (value, options) in residual.items()}
losses |= {
    "periodic": (
        of_residual(lambda r, circumference=mpf(1): 1 - cos(2 * pi * r / circumference)),
        points([0], sorted({single(s * x) for x in turns for s in (-1, 1)}), {}, {"circumference": 3.0}),
    ),
    "squaredLogError": (squared_log_error, points([0, 0.5, -0.75, single(1e6)], [single(x - 1) for x in (1e-3, 0.5, 0.9, 1, 1.5, 7, 1e3, 1e9)] + [single(1e-9), single(-1e-9), single(1e-30), 0.5])
    + points([single(1e-9), 0.5, 3, single(1e6)], [single(x) for x in (1e-12, 1e-9, 1e-3, 0.5, 1, 7, 1e9)], {"offset": 0.0}, {"offset": 2.0**-52}, {"offset": 2.5})),
    "absolutePercentageError": (percentage, points([-2, single(1e-9), 0.75], SIGNED, {}, {"epsilon": 1e-7, "percent": True})),
    "symmetricPercentageError": (symmetric, points([-2, 0, 0.75], SIGNED)),
}
save("regression", losses)
