"""Losses of a prediction for one of two classes."""

from mpmath import exp, inf, log, log1p, mpf

from oracle import points, save, single, spread

LOGITS = spread(1e-20, 1e-4, 0.3, 0.7, 1, 1.7, 8, 36, 80)
LABELS = [0, 1, single(0.4)]
PROBABILITIES = [single(x) for x in (1e-30, 1e-7, 0.01, 0.37, 0.5, 0.63, 0.9)] + [1 - 2**-10, 1 - 2**-24]
MINUS = float("-inf")
PLUS = float("inf")


def xlogy(a, b):
    return mpf(0) if a == 0 else a * log(b)


def guarded(a, b, epsilon, floor):
    return mpf(0) if a == 0 else a * max(log(b + epsilon), mpf(floor))


def in_base(base):
    return log({"e": exp(1), 2: mpf(2), 10: mpf(10)}[base])


def binary_cross_entropy(y, p, posWeight=1.0, base="e", epsilon=0.0, logFloor=MINUS):
    up, down = guarded(posWeight * y, p, epsilon, logFloor), guarded(1 - y, 1 - p, epsilon, logFloor)
    return -(up + down) / in_base(base)


def sigmoid_cross_entropy(y, z, posWeight=1.0, base="e"):
    return (posWeight * y * log1p(exp(-z)) + (1 - y) * log1p(exp(z))) / in_base(base)


def binary_focal(y, p, gamma=2.0, alpha=0.25, balanced=False, posWeight=1.0, logClip=0.0):
    weight = alpha * y + (1 - alpha) * (1 - y) if balanced else 1
    far = y * (1 - p) + (1 - y) * p
    clipped = min(max(p, mpf(logClip)), 1 - mpf(logClip))
    return weight * far ** mpf(gamma) * binary_cross_entropy(y, clipped, posWeight)


def sigmoid_focal(y, z, gamma=2.0, alpha=0.25, balanced=False, posWeight=1.0):
    weight = alpha * y + (1 - alpha) * (1 - y) if balanced else 1
    far = y / (1 + exp(z)) + (1 - y) / (1 + exp(-z))
    return weight * far ** mpf(gamma) * sigmoid_cross_entropy(y, z, posWeight)


def sparsemax(x):
    return mpf(0) if x <= -1 else (x + 1) ** 2 / 4 if x < 1 else x


def cross_entropy_lambda(y, f):
    y, w = y
    rate = w * log1p(exp(f[0]))
    return -y * log(1 - exp(-rate)) + (1 - y) * rate


def siglip(y, f, temperature=10.0, bias=-10.0):
    return log1p(exp(-y * (temperature * f + bias)))


def asymmetric_focal(y, z, positiveGamma=1.0, negativeGamma=4.0, clip=0.05):
    p, q = 1 / (1 + exp(-z)), 1 / (1 + exp(z))
    m = max(p - mpf(clip), mpf(0))
    rest = mpf(1) if p <= clip else q + mpf(clip)
    return y * q ** mpf(positiveGamma) * log1p(exp(-z)) - ((1 - y) * m ** mpf(negativeGamma) * log(rest) if m else 0)


focal = [{}, {"gamma": 0.0}, {"gamma": 1.0}, {"posWeight": 3.0}, {"gamma": 3.5, "alpha": 0.75, "balanced": True}]
focal += [{"posWeight": 0.0}, {"alpha": 0.0, "balanced": True}, {"alpha": 1.0, "balanced": True}]
ends = [(0, 0, {}, (0, 1, 1)), (1, 1, {}, (0, -1, 1)), (1, 0, {}, ("inf", "-inf", "inf")), (0, 1, {}, ("inf", "inf", "inf"))]
focal_ends = [(0, 0, {}, (0, 0, 0)), (1, 1, {}, (0, 0, 0)), (1, 0, {}, ("inf", "-inf", "inf")), (0, 1, {}, ("inf", "inf", "inf"))]
focal_ends += [(0, 0, {"gamma": 1.0}, (0, 0, 2)), (1, 1, {"gamma": 0.0}, (0, -1, 1))]
weights = [{}, {"posWeight": 3.0}, {"posWeight": 0.0, "base": 2}, {"base": 10}]
save(
    "binary",
    {
        "binaryCrossEntropy": (binary_cross_entropy, points(LABELS, PROBABILITIES, {}, {"base": 2}, {"posWeight": 3.0}, {"posWeight": 0.0, "base": 10}, {"epsilon": 2**-20}, {"logFloor": -4.0}, {"logFloor": 0.0}) + ends),
        "sigmoidCrossEntropy": (sigmoid_cross_entropy, points(LABELS, LOGITS, *weights)),
        "binaryFocal": (binary_focal, points(LABELS, PROBABILITIES, *focal, {"logClip": 0.125}, {"logClip": 2**-20, "posWeight": 3.0}) + focal_ends),
        "sigmoidFocal": (sigmoid_focal, points(LABELS, LOGITS, *focal)),
        "binaryExponential": (lambda y, z: y * exp(-z) + (1 - y) * exp(z), points(LABELS, LOGITS)),
        "binarySparsemax": (lambda y, z: y * sparsemax(-z) + (1 - y) * sparsemax(z), points(LABELS, LOGITS)),
        "binaryBrier": (lambda y, p: (p - y) ** 2, points(LABELS + [0.5, 0.75], PROBABILITIES)),
        "crossEntropyLambda": (
            cross_entropy_lambda,
            points([[y, w] for y in (0, 1, single(0.4)) for w in (1, single(2.2), 0.125)], [[single(z)] for z in (-60, -9, -1, -1e-3, 0, 0.7, 3, 12)]),
        ),
        "siglip": (siglip, points([-1, 1], spread(1e-6, 0.25, 0.9, 1, 1.5, 8, 40), {}, {"temperature": 2.0, "bias": 0.5})),
        "asymmetricFocal": (
            asymmetric_focal,
            points(LABELS, LOGITS, {}, {"clip": 0.0}, {"positiveGamma": 0.0, "negativeGamma": 0.0, "clip": 0.0}, {"negativeGamma": 2.0, "clip": 0.25}),
        ),
    },
)
