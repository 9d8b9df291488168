"""Classes that meet: the labels of a sample with one another, ordered classes, and a linear layer with its softmax."""

from mpmath import log, mpf

from batch import chances, logsumexp, product, ratio, rows, save


def multi_label_margin(y, f, margin=1, weights=None):
    def sample(y, f):
        n = range(len(f))
        return sum(mpf(y[j]) * (1 - y[k]) * max(mpf(0), margin - f[j] + f[k]) for j in n for k in n if j != k) / len(f)

    return ratio([sample(*pair) for pair in zip(y, f)], None, weights)


def weighted_kappa(labels, p, power=2, epsilon=1e-6):
    classes = range(len(p[0]))
    wrong = lambda y, row: sum(mpf(abs(y - c)) ** power * row[c] for c in classes)
    missed = sum(wrong(y, row) for y, row in zip(labels, p))
    chance = sum(wrong(y, row) for y in labels for row in p) / len(p)
    return log((missed / chance if chance else mpf(0)) + mpf(epsilon))


def linear(labels, x, w, bias=None, classWeights=None, labelSmoothing=0.0, ignoreIndex=None, weights=None):
    by, keep = classWeights or [1] * len(w), 1 - mpf(labelSmoothing)

    def sample(y, row):
        z = [product(row, of) + (bias[k] if bias else 0) for k, of in enumerate(w)]
        t = [by[k] * ((keep if k == y else 0) + mpf(labelSmoothing) / len(w)) for k in range(len(w))]
        return sum(t) * logsumexp(z) - product(t, z)

    seen = [k != ignoreIndex for k in labels]
    return ratio([sample(y, row) if there else mpf(0) for y, row, there in zip(labels, x, seen)], [by[y] if there else 0 for y, there in zip(labels, seen)], weights)


HARD = [[[1, 0, 0]], [[0, 1, 1], [1, 1, 1]], [[1, 0, 0, 1], [0, 0, 0, 0]], [[0, 1], [1, 0]]]
SHADED = [[[0.5, 0.25, 0], [1, 0.125, 0.75]], [[0.5, 0.5, 0.5]]]
MARGINS = [{}, {"margin": 0.0625}, {"margin": 4}]
labelled = lambda k, y, scale: [y, rows(k, len(y), len(y[0]), scale=scale)]

ORDERED = [[0, 1, 2], [2, 0], [1, 1, 0, 2], [0, 0, 0, 1], [2, 2, 2, 0]]
KAPPAS = [{}, {"power": 1}, {"epsilon": 0.5}, {"epsilon": 0, "power": 1}]
rated = lambda k, y, scale: [y, chances(k, len(y), 3, scale=scale)]
SURE = [[y, [[1 - 2.0**-30 if c == k else 2.0**-31 for c in range(3)] for k in y]] for y in ORDERED[:3]]

PLAIN = [{}, {"labelSmoothing": 0.125}, {"classWeights": [0.5, 2, 1]}, {"bias": [0.5, -1.5, 0.25]}, {"weights": [0.25, 3, 0]}]
TOGETHER = {"bias": [0.5, -1.5, 0.25], "classWeights": [0.5, 0, 1], "labelSmoothing": 0.25, "ignoreIndex": -100, "weights": [2, 0.5, 1]}
laid = lambda k, y, scale, features: [y, rows(k, len(y), features, scale=scale), rows(k + 0.5, 3, features, scale=scale)]
LONE = [([[y], [[1.0]], [[a], [b], [0.0]]], (0, 1, 1), {}) for y in (0, 1) for a, b in ((30, 0), (200, 0), (-50, 1), (0, 0), (2.0**-30, 0), (600, 599))]

save(
    "classes",
    {
        "multiLabelMargin": (
            multi_label_margin,
            [(labelled(k, y, scale), (0, 1), o) for k, y in enumerate(HARD + SHADED) for scale in (1.0, 16.0) for o in MARGINS]
            + [(labelled(k, y, 2.0), (0, 1), {"weights": [0.25, 3]}) for k, y in enumerate(HARD[1:])]
            + [([[[1, 0]], [[a, b]]], (0, 1), {}) for a, b in ((1, 0), (0, -1), (0.5, -0.5), (0, 0))],
        ),
        "weightedKappa": (
            weighted_kappa,
            [(rated(k, y, scale), (0, 1), o) for k, y in enumerate(ORDERED) for scale in (1.0, 2.0**-20) for o in KAPPAS]
            + [(x, (0, 1), o) for x in SURE for o in ({}, {"power": 1})]
            + [([[0, 0], [[1, 0, 0], [1, 0, 0]]], (0, 1), {})],
        ),
        "linearCrossEntropy": (
            linear,
            LONE
            + [(laid(k, [0, 2, 1], scale, 2 + k % 2), (0, 1, 1), o) for k, o in enumerate(PLAIN) for scale in (1.0, 4.0, 2.0**-20, 16.0)]
            + [(laid(k, y, scale, 3), (0, 1, 1), TOGETHER) for k, y in enumerate(([0, -100, 2], [2, 2, 0], [-100, 0, -100], [1, 0, 1])) for scale in (1.0, 8.0)],
        ),
    },
)
