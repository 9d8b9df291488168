"""Negative log-likelihoods and deviances."""

from mpmath import exp, log, log1p, loggamma, mpf, pi

from oracle import exact, outcome, points, save, single, written

POSITIVE = [single(x) for x in (1e-12, 1e-4, 0.1, 0.5, 0.9, 1, 1.25, 3, 40, 1e3, 1e8)]
COUNTS = [0, 1, 3, 0.25, 100]
LOGS = [single(x) for x in (-80, -20, -4, -1, -0.1, -1e-6, 0, 0.4, 1, 3, 20, 40)]
FULL = [{}, {"full": True}]
HALF = [{}, {"half": True}]


def xlogy(a, b):
    return mpf(0) if a == 0 else a * log(b)


def near(targets):
    """A target and predictions beside it, where a deviance cancels."""
    return [(y, single(y * (1 + side * far)), {}) for y in targets for far in (1e-6, 1e-3, 0) for side in (-1, 1)]


def log_factorial(y, full):
    if full == "stirling":
        return y * log(y) - y + log(2 * pi * y) / 2 if y > 1 else 0
    return loggamma(y + 1) if full else 0


def poisson_nll(y, f, full=False, epsilon=0.0):
    return f - xlogy(y, f + epsilon) + log_factorial(y, full)


def poisson_log_rate(y, f, full=False):
    return exp(f) - y * f + log_factorial(y, full)


def poisson_deviance(y, f, half=False):
    return (1 if half else 2) * (xlogy(y, y / f) - y + f)


def gamma_deviance(y, f, half=False):
    return (1 if half else 2) * (log(f / y) + y / f - 1)


def tweedie_log_rate(y, f, power=1.5):
    q = mpf(power)
    rate = f if q == 2 else exp((2 - q) * f) / (2 - q)
    return rate - y * (f if q == 1 else exp((1 - q) * f) / (1 - q))


def tweedie_deviance(y, f, power=1.5, half=False):
    q = mpf(power)
    if q == 1:
        return poisson_deviance(y, f, half)
    if q == 2:
        return gamma_deviance(y, f, half)
    if q == 0:
        return (1 if half else 2) * (y - f) ** 2 / 2
    start = y ** (2 - q) if y > 0 else mpf(0)
    return (1 if half else 2) * (start / ((1 - q) * (2 - q)) - y * f ** (1 - q) / (1 - q) + f ** (2 - q) / (2 - q))


def gaussian_nll(y, f, full=False, epsilon=0.0):
    return (log(f[1]) + (f[0] - y[0]) ** 2 / f[1] + (log(2 * pi) if full else 0)) / 2


def raised(samples, epsilon):
    """Where epsilon raises the variance, all is as it is at epsilon: differences would take the slope for 0."""
    for y, (mean, variance), options in samples:
        at = [mpf(mean), max(mpf(variance), mpf(epsilon))]
        [value], *slopes = outcome(gaussian_nll, exact(y), at, options)
        yield y, [mean, variance], {**options, "epsilon": epsilon}, (value, *[[written(x) for x in part] for part in slopes])


def gaussian_log_variance(y, f, full=False):
    return gaussian_nll(y, [f[0], exp(f[1])], full)


def laplace_nll(y, f, full=False):
    return log(f[1]) + abs(f[0] - y[0]) / f[1] + (log(2) if full else 0)


def student_t_nll(y, f, degrees=4.0, full=False):
    n = mpf(degrees)
    known = loggamma(n / 2) - loggamma((n + 1) / 2) + log(n * pi) / 2
    return (n + 1) / 2 * log1p((f[0] - y[0]) ** 2 / (n * f[1] ** 2)) + log(f[1]) + (known if full else 0)


def located(widths, *options):
    """Locations from near to far, with widths."""
    return points([[0], [0.75]], [[single(m), single(w)] for m in (-1e6, -4, 0, 1e-6, 0.5, 1, 30) for w in widths], *options)


WIDTHS = [1e-4, 0.5, 1, 3, 1e4]
powers = [{}] + [{"power": power} for power in (0.0, 0.5, 1.0, 1.000001, 1.1, 1.75, 2.0, 2.000001, 2.4, 3.0)]
below = [{"power": power} for power in (0, -1, -2.5)]
no_zero = [options for options in powers if options.get("power", 0) < 2]
save(
    "likelihood",
    {
        "poissonNll": (poisson_nll, points(COUNTS, POSITIVE, *FULL, {"full": "stirling"}, {"epsilon": 2**-20})),
        "poissonLogRate": (poisson_log_rate, points(COUNTS, LOGS, *FULL, {"full": "stirling"})),
        "poissonDeviance": (poisson_deviance, points(COUNTS, POSITIVE, *HALF) + near([1, 3, single(0.1)])),
        "gammaLogRate": (lambda y, f: f + y * exp(-f), points([0.25, 1, 3, single(1e4)], LOGS)),
        "gammaDeviance": (gamma_deviance, points(COUNTS[1:], POSITIVE, *HALF) + near([1, 3, single(0.1)])),
        "tweedieLogRate": (tweedie_log_rate, points([0, 1, single(2.6)], LOGS[2:-2], *powers) + points([0, 1, single(2.6)], LOGS[:2] + LOGS[-2:]) + points([-0.5, -2.0], LOGS[2:-2:3], *below)),
        "tweedieDeviance": (
            tweedie_deviance,
            points([0.25, 3], POSITIVE, *powers)
            + points([0], POSITIVE, *no_zero)
            + [(y, f, options) for options in powers for y, f, _ in near([1, single(0.1)])]
            + points([3], POSITIVE, {"half": True})
            + points([-0.5, -2.0], POSITIVE[::3], *below),
        ),
        "gaussianNll": (gaussian_nll, located(WIDTHS, *FULL) + list(raised(located([0.0, 1e-4, 0.5, 3]), 0.75))),
        "gaussianLogVariance": (gaussian_log_variance, located([-20, -1, 0, 0.5, 30], *FULL)),
        "laplaceNll": (laplace_nll, located(WIDTHS, *FULL)),
        "studentTNll": (student_t_nll, located(WIDTHS, *FULL, {"degrees": 0.5, "full": True}, {"degrees": 30.0})),
    },
)
