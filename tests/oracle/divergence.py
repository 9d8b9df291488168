"""Divergences between rows."""

from mpmath import exp, log, mpf, sqrt

from oracle import points, save
from rows import LOGITS, MIDDLE, PROBABILITIES, SOFT, TARGETS, UNEQUAL, hot, of_logits, probabilities, logits, row, unit, xlog


def kl(y, p, base="e"):
    return sum(xlog(a, a) - xlog(a, b) for a, b in zip(hot(y), p)) * unit(base)


def kl_from_log(y, f, base="e"):
    return sum(xlog(a, a) - a * b for a, b in zip(hot(y), f)) * unit(base)


def kl_of_logs(y, f, base="e"):
    return sum(exp(a) * (a - b) for a, b in zip(y, f)) * unit(base)


def generalized(y, p, base="e"):
    return sum(xlog(a, a) - xlog(a, b) - a + b for a, b in zip(y, p)) * unit(base)


def generalized_from_log(y, f, base="e"):
    return generalized(y, [exp(x) for x in f], base)


def entropy(y, p, base="e"):
    return -sum(xlog(b, b) for b in p) * unit(base)


def jensen_shannon(y, p, base="e"):
    middle = [(a + b) / 2 for a, b in zip(hot(y), p)]
    return (kl(y, middle, base) + kl(p, middle, base)) / 2


def reverse(y, p, base="e"):
    return kl(p, y, base)


def hellinger(y, p):
    return sum((sqrt(a) - sqrt(b)) ** 2 for a, b in zip(hot(y), p)) / 2


def chi_square(y, p):
    return sum((a - b) ** 2 / b for a, b in zip(hot(y), p))


def total_variation(y, p):
    return sum(abs(a - b) for a, b in zip(hot(y), p)) / 2


def mixed(a, b, alpha):
    return mpf(0) if a == 0 else a**alpha * b ** (1 - alpha)


def renyi(y, p, alpha=0.5, base="e"):
    y, alpha = hot(y), mpf(alpha)
    if alpha == 1:
        return kl(y, p, base) / sum(y)
    return log(sum(mixed(a, b, alpha) for a, b in zip(y, p)) / sum(y)) / (alpha - 1) * unit(base)


def alpha_divergence(y, p, alpha=0.5):
    y, alpha = hot(y), mpf(alpha)
    if alpha == 1:
        return generalized(y, p)
    if alpha == 0:
        return generalized(p, y)
    return sum(mixed(a, b, alpha) - alpha * a - (1 - alpha) * b for a, b in zip(y, p)) / (alpha * (alpha - 1))


def itakura_saito(y, p):
    return sum(a / b - log(a / b) - 1 for a, b in zip(y, p))


def wasserstein(y, p):
    gaps = [a - b for a, b in zip(hot(y), p)]
    return sum(abs(sum(gaps[: k + 1])) for k in range(len(gaps) - 1))


BASES = [{}, {"base": 2}, {"base": 10}]
WHOLE = [[0.5, 0.25, 0.25], [0.125, 0.25, 0.625], [0.0625, 0.875, 0.0625], [2.0**-20, 0.5, 0.5 - 2.0**-20]]
SPECTRA = [row(2, 0.5, 1), row(1, 1, 1), row(1e-6, 1e6, 3), row(0.25, 0.5, 0.75), row(1000, 1e-3, 20)]
BESIDE = [row(x * (1 + 1e-6), y * (1 - 1e-3), z * 1.25) for x, y, z in SPECTRA]
LOGS = [x for x in LOGITS if max(map(abs, x)) < 50]
MORE = [row(0.25, 0.25, 0.5), row(0.625, 0.25, 0.125), row(0.015625, 0.984375, 1e-20)]
save(
    "divergence",
    {
        "klDivergence": (kl, probabilities(*BASES)),
        "klDivergenceFromLog": (kl_from_log, logits(*BASES)),
        "klDivergenceOfLogs": (kl_of_logs, points(LOGS[:7], LOGS, *BASES)),
        "softmaxKlDivergence": (of_logits(kl), logits(*BASES)),
        "generalizedKl": (generalized, points(SPECTRA, SPECTRA + BESIDE, *BASES)),
        "generalizedKlFromLog": (generalized_from_log, points(SPECTRA, LOGS, *BASES)),
        "entropy": (entropy, points([None], PROBABILITIES + MORE, *BASES)),
        "softmaxEntropy": (of_logits(entropy), points([None], LOGITS + [row(-x, 2 * y, z) for x, y, z in LOGITS[2:7]], *BASES)),
        "jensenShannon": (jensen_shannon, probabilities(*BASES)),
        "softmaxJensenShannon": (of_logits(jensen_shannon), points(TARGETS + [1], UNEQUAL, *BASES)),
        "reverseKl": (reverse, points(WHOLE, PROBABILITIES, *BASES)),
        "squaredHellinger": (hellinger, probabilities()),
        "softmaxHellinger": (of_logits(hellinger), points(TARGETS + [1] + SOFT[2:], UNEQUAL)),
        "chiSquare": (chi_square, probabilities()),
        "totalVariation": (total_variation, probabilities()),
        "renyi": (renyi, probabilities({}, {"alpha": 2}, {"alpha": 1}) + points(TARGETS, MIDDLE, {"alpha": 3, "base": 2}, {"base": 10})),
        "alphaDivergence": (alpha_divergence, points(WHOLE, PROBABILITIES, {}, {"alpha": 2}, {"alpha": -1}, {"alpha": 1}, {"alpha": 0}, {"alpha": -2.5}, {"alpha": 3}, {"alpha": 1e-9}) + points([1], MIDDLE[:5])),
        "itakuraSaito": (itakura_saito, points(SPECTRA, SPECTRA + BESIDE)),
        "wasserstein": (wasserstein, probabilities()),
    },
)
