"""Losses of embeddings: of pairs and groups of rows, and of a matrix of classes."""

import itertools

from mpmath import acos, cos, exp, floor, log, mpf, pi, sin, sqrt

from batch import cosine, flat, mean, product, rows, save, softplus
from oracle import single


def distance(x, y, kind="euclidean", normalize=False):
    if kind == "cosine":
        return 1 - cosine(x, y)
    r, t = (sqrt(product(x, x)), sqrt(product(y, y))) if normalize else (1, 1)
    square = sum((a / r - b / t) ** 2 for a, b in zip(x, y))
    return square if kind == "squared" else sqrt(square)


class Groups:
    """The rows of a batch: distances and cosines, and which of them are positives and negatives of each other."""

    def __init__(self, labels, x, kind="euclidean", normalize=False, floor=0.0):
        self.rows, self.x, self.labels = range(len(x)), x, labels
        self.d = [[distance(a, b, kind, normalize) if a is not b else mpf(0) for b in x] for a in x]
        size = [max(mpf(floor), sqrt(product(row, row))) for row in x]
        self.s = [[product(a, b) / (r * s) for b, s in zip(x, size)] for a, r in zip(x, size)]

    def near(self, i):
        return [j for j in self.rows if j != i and self.labels[j] == self.labels[i]]

    def far(self, i):
        return [j for j in self.rows if self.labels[j] != self.labels[i]]

    def pairs(self):
        return [(i, p) for i in self.rows for p in self.near(i)]

    def both(self):
        return [i for i in self.rows if self.near(i) and self.far(i)]


def triplet_margin(anchors, positives, negatives, /, margin=mpf(1), swap=False, **norm):
    def apart(x, y, p=2, eps=0.0, rootEps=0.0):
        size = sum(abs(u - v + mpf(eps)) ** p for u, v in zip(x, y)) + mpf(rootEps)
        return size ** (1 / mpf(p)) if size else mpf(0)

    def lack(a, b, c):
        far = apart(a, c, **norm)
        return apart(a, b, **norm) - (min(far, apart(b, c, **norm)) if swap else far) + margin

    return mean(max(mpf(0), lack(*rows)) for rows in zip(anchors, positives, negatives))


def cosine_embedding(labels, x1, x2, margin=mpf(0), epsilon=0.0):
    size = lambda x: sqrt(product(x, x) + mpf(epsilon))
    score = lambda a, b: product(a, b) / (size(a) * size(b)) if size(a) * size(b) else mpf(0)
    return mean(1 - score(a, b) if y > 0 else max(0, score(a, b) - margin) for y, a, b in zip(labels, x1, x2))


def triplet_all(labels, x, margin=mpf(0.05), distance="euclidean", normalize=False, swap=False, smooth=False):
    at = Groups(labels, x, distance, normalize)
    lacks = [at.d[i][p] - (min(at.d[i][n], at.d[p][n]) if swap else at.d[i][n]) + margin for i, p in at.pairs() for n in at.far(i)]
    return mean(softplus(u) if smooth else u for u in lacks if smooth or u > 0)


def triplet_semi_hard(labels, x, margin=mpf(1), distance="euclidean", normalize=False):
    at = Groups(labels, x, distance, normalize)

    def lack(i, p):
        beyond = [at.d[i][n] for n in at.far(i) if at.d[i][n] > at.d[i][p]]
        return at.d[i][p] - (min(beyond) if beyond else max(at.d[i][n] for n in at.far(i))) + margin

    return mean(max(0, lack(i, p)) for i, p in at.pairs() if at.far(i))


def triplet_hard(labels, x, margin=mpf(1), distance="euclidean", normalize=False, soft=False):
    at = Groups(labels, x, distance, normalize)
    gaps = [max(at.d[i][p] for p in at.near(i)) - min(at.d[i][n] for n in at.far(i)) for i in at.both()]
    return mean(softplus(u) if soft else max(0, u + margin) for u in gaps)


def contrastive_embedding(labels, x, positiveMargin=mpf(0), negativeMargin=mpf(1), power=1, distance="euclidean", normalize=True):
    at = Groups(labels, x, distance, normalize)
    near = [at.d[i][j] - positiveMargin for i in at.rows for j in at.near(i)]
    far = [negativeMargin - at.d[i][j] for i in at.rows for j in at.far(i)]
    return sum(mean(u**power for u in side if u > 0) for side in (near, far))


def nt_xent(labels, x, temperature=0.07, lengthFloor=0.0):
    at, t = Groups(labels, x, floor=lengthFloor), mpf(temperature)
    return mean(log(1 + sum(exp((at.s[i][n] - at.s[i][p]) / t) for n in at.far(i))) for i, p in at.pairs())


def sup_con(labels, x, temperature=0.1):
    at, t = Groups(labels, x), mpf(temperature)
    return mean(log(sum(exp(at.s[i][j] / t) for j in at.rows if j != i)) - mean(at.s[i][p] / t for p in at.near(i)) for i in at.rows if at.near(i))


def n_pairs(labels, anchor, positive):
    return multi_label_n_pairs([[int(y == k) for k in set(labels)] for y in labels], anchor, positive)


def multi_label_n_pairs(labels, anchor, positive):
    def row(y, a):
        common, z = [product(y, other) for other in labels], [product(a, b) for b in positive]
        return log(sum(map(exp, z))) - product(common, z) / sum(common)

    return mean(row(y, a) for y, a in zip(labels, anchor) if any(product(y, other) for other in labels))


def lifted_structure(labels, x, margin=mpf(1), positiveMargin=mpf(0), distance="euclidean", normalize=False):
    at = Groups(labels, x, distance, normalize)
    others = [sum(exp(margin - at.d[i][n]) for n in at.far(i)) for i in at.rows]
    return mean(max(0, log(others[i] + others[p]) + at.d[i][p] - positiveMargin) ** 2 / 2 for i, p in at.pairs())


def generalized_lifted_structure(labels, x, margin=mpf(1), positiveMargin=mpf(0), distance="euclidean", normalize=True):
    at = Groups(labels, x, distance, normalize)
    near = lambda i: log(sum(exp(at.d[i][p] - positiveMargin) for p in at.near(i)))
    far = lambda i: log(sum(exp(margin - at.d[i][n]) for n in at.far(i)))
    return mean(max(0, near(i) + far(i)) for i in at.both())


def circle(labels, x, gamma=mpf(80), margin=0.4):
    at, m = Groups(labels, x), mpf(margin)
    near = lambda i: sum(exp(-gamma * max(0, 1 + m - at.s[i][p]) * (at.s[i][p] - 1 + m)) for p in at.near(i))
    far = lambda i: sum(exp(gamma * max(0, at.s[i][n] + m) * (at.s[i][n] - m)) for n in at.far(i))
    return mean(log(1 + near(i) * far(i)) for i in at.both())


def multi_similarity(labels, x, alpha=mpf(2), beta=mpf(50), threshold=mpf(0.5)):
    at = Groups(labels, x)
    near = lambda i: log(1 + sum(exp(-alpha * (at.s[i][p] - threshold)) for p in at.near(i))) / alpha
    far = lambda i: log(1 + sum(exp(beta * (at.s[i][n] - threshold)) for n in at.far(i))) / beta
    return mean(near(i) + far(i) for i in at.rows)


def soften(labels, rows, lowered):
    """The softmax cross-entropy of rows of scores with the target's lowered."""
    rows = [[lowered(s) if k == y else s[0] * s[1] for k, s in enumerate(row)] for y, row in zip(labels, rows)]
    return mean(log(sum(map(exp, row))) - row[y] for y, row in zip(labels, rows))


def layer(x, w, by_x, by_w, scale):
    """Pairs of a factor and a cosine."""
    size = lambda row, there: sqrt(product(row, row)) if there else 1
    return [[(scale * size(a, by_x) * size(b, by_w), cosine(a, b)) for b in w] for a in x]


def folded(c, m):
    k = floor(m * acos(c) / pi)
    return (-1) ** k * cos(m * acos(c)) - 2 * k


def added(c, margin, monotone, easy):
    if easy and c <= 0:
        return c
    return c - margin * sin(margin) if monotone and not easy and c < -cos(margin) else cos(acos(c) + margin)


def normalized(labels, x, w, scale=mpf(20), normalize=True):
    return soften(labels, layer(x, w, not normalize, False, scale), lambda s: s[0] * s[1])


def large_margin(labels, x, w, scale=mpf(1), margin=4):
    return soften(labels, layer(x, w, True, True, scale), lambda s: s[0] * folded(s[1], margin))


def sphere_face(labels, x, w, scale=mpf(1), margin=4):
    return soften(labels, layer(x, w, True, False, scale), lambda s: s[0] * folded(s[1], margin))


def cos_face(labels, x, w, scale=mpf(64), margin=0.35):
    return soften(labels, layer(x, w, False, False, scale), lambda s: s[0] * (s[1] - mpf(margin)))


def arc_face(labels, x, w, scale=mpf(64), margin=0.5, monotone=True, easyMargin=False):
    return soften(labels, layer(x, w, False, False, scale), lambda s: s[0] * added(s[1], mpf(margin), monotone, easyMargin))


def sub_center(labels, x, w, scale=mpf(64), margin=0.5, monotone=True, easyMargin=False):
    rows = [[(scale, max(cosine(a, b) for b in centers)) for centers in w] for a in x]
    return soften(labels, rows, lambda s: s[0] * added(s[1], mpf(margin), monotone, easyMargin))


def sm_softmax(labels, x, w, margin=0.5):
    return soften(labels, [[(1, product(a, b)) for b in w] for a in x], lambda s: s[1] - mpf(margin))


def combined(labels, x, w, scale=mpf(30), m1=mpf(1), m2=0.5, m3=mpf(0)):
    return soften(labels, layer(x, w, False, False, scale), lambda s: s[0] * (cos(m1 * acos(s[1]) + mpf(m2)) - mpf(m3)))


GROUPED = [[0, 1, 0, 1], [0, 0, 0, 1], [2, 5, 2, 2, 5], [1, 2, 3, 1]]
SIZES = [1.0, 8.0, 2.0**-20]


def groups(*options):
    chosen = itertools.product(range(len(GROUPED)), SIZES[: 3 if len(options) > 3 else 2])
    made = [[GROUPED[g], rows(g + 1, len(GROUPED[g]), 2 + g % 2, scale=size)] for g, size in chosen]
    return [(x, (0, 1), o) for o in options for x in made]


def layers(*options, centers=()):
    made = [[[0, 2, 1], rows(k, 3, 2 + k % 2, scale=SIZES[k % 2]), rows(k + 0.5, 3, *centers, 2 + k % 2)] for k in range(8)]
    return [(x, (0, 1, 1), o) for o in options for x in made]


def uneven(point):
    """Rows without equal distances: there the choice of a negative jumps."""
    (labels, x), variables, options = point
    return [labels, [[single(v**3 / 4 + v) for v in row] for row in x]], variables, options


def large(point):
    """Whether distances are seen beside the margin."""
    return max(map(abs, flat(point[0][1]))) > 1e-3


def terms(*inputs, **options):
    """Second derivatives are sums of terms of the size of log sum exp, whose slopes and softmax are rounded: whatever cancels among
    them (of rows that all but coincide, squares of distances are left of it), a unit in the last place of a term is not."""
    return [0, 0, 2.0**-51 / 5e-14]


MEASURES = [{}, {"distance": "squared"}, {"distance": "cosine"}, {"normalize": True}, {"distance": "squared", "normalize": True}]
WIDE = [{"margin": 0.25}, *MEASURES[1:], {}]
BOTH = lambda labels: [([y, rows(k, len(y), 2), rows(k + 9, len(y), 2, scale=s)], (0, 1, 1), {}) for y in labels for k in range(5) for s in (1.0, 4.0)]
MULTI = [[[1, 0], [1, 1], [0, 1]], [[1, 0, 0], [0, 1, 1], [1, 1, 1]], [[0, 1], [0, 1], [1, 0]], [[1, 0], [0, 0.5], [0, 0]]]
FACES = [{}, {"scale": 2.0, "margin": 0.25}, {"scale": 0.5, "margin": 0.0}, {"scale": 16.0}, {"margin": 0.75}]
FOLDS = [{"margin": m} for m in (1, 2, 3, 4, 6)]
SIGNS = [[1, -1, 1], [-1, -1, 1], [-1, -1, -1], [1, 1, -1]]

TRIPLETS = [[rows(k, 2, 3, scale=s), rows(k + 9, 2, 3, scale=s), rows(k + 5, 2, 3, scale=s)] for k in range(3) for s in SIZES[:2]]
NORMS = [{}, {"swap": True}, {"p": 1}, {"p": 3, "margin": 4.0}, {"p": 2.5, "eps": 1e-6}, {"margin": 16.0, "swap": True}, {"eps": 0.5}, {"rootEps": 0.5}, {"rootEps": 1e-6, "p": 4}]
LOW = [([y, rows(k, len(y), 2, scale=2.0**-18), rows(k + 9, len(y), 2, scale=s)], (0, 1, 1), {"epsilon": 1e-12}) for k, y in enumerate(SIGNS[:2]) for s in (1.0, 2.0**-18, 2.0**-30)]
ZERO = [([[1, -1, 1], [[0.0, 0.0], [0.0, 0.0], [1.0, 2.0]], [[1.0, 3.0], [0.5, 2.0], [0.0, 0.0]]], (0, 1, 1), {"epsilon": e, "margin": -0.5}) for e in (1e-12, 0.25)]

SHORT = [(x, v, {"temperature": 0.5, "lengthFloor": f}) for x, v, _ in groups({})[1::3] for f in (0.5, 4.0, 64.0)] + [([[0, 1, 0, 1], [[0.0, 0.0], [1.0, 2.0], [3.0, -1.0], [0.25, 0.0]]], (0, 1), {"lengthFloor": 1.0})]

LOSSES = {
    "tripletMargin": (triplet_margin, [(x, (1, 1, 1), o) for o in NORMS for x in TRIPLETS]),
    "cosineEmbedding": (cosine_embedding, [(x, v, {"margin": m}) for x, v, _ in BOTH(SIGNS)[:22] for m in (0.0, -0.5)] + LOW + ZERO),
    "tripletAll": (triplet_all, groups(*WIDE, {"smooth": True}, {"swap": True, "margin": 1.0})),
    "tripletSemiHard": (triplet_semi_hard, [uneven(point) for point in groups(*WIDE) if large(point)]),
    "tripletHard": (triplet_hard, groups(*WIDE, {"soft": True})),
    "contrastiveEmbedding": (contrastive_embedding, groups(*MEASURES, {"power": 2}, {"normalize": False, "positiveMargin": 0.25})),
    "nPairs": (n_pairs, BOTH(GROUPED)),
    "multiLabelNPairs": (multi_label_n_pairs, BOTH(MULTI)),
    "liftedStructure": (lifted_structure, groups(*WIDE), terms),
    "generalizedLiftedStructure": (generalized_lifted_structure, groups(*MEASURES, {"normalize": False})),
    "ntXent": (nt_xent, groups(*({"temperature": t} for t in (0.0625, 0.25, 1.0, 4.0)))[:40] + SHORT),
    "supCon": (sup_con, groups(*({"temperature": t} for t in (0.0625, 0.25, 1.0, 4.0)))),
    "circle": (circle, groups({}, {"gamma": 4.0}, {"gamma": 256.0, "margin": 0.25}, {"gamma": 1.0, "margin": 0.0})),
    "multiSimilarity": (multi_similarity, groups({}, {"alpha": 0.5}, {"beta": 4.0}, {"threshold": -0.25})),
    "linearNormalizedSoftmax": (normalized, layers({}, {"scale": 2.0}, {"normalize": False}, {"scale": 64.0}, {"scale": 0.5, "normalize": False})),
    "linearLargeMargin": (large_margin, layers(*FOLDS)),
    "linearSphereFace": (sphere_face, layers(*FOLDS)),
    "linearCosFace": (cos_face, layers(*FACES)),
    "linearArcFace": (arc_face, layers(*FACES, {"easyMargin": True}, {"monotone": False, "margin": 2.0}, {"margin": 2.0})),
    "subCenterArcFace": (sub_center, layers(*FACES, {"easyMargin": True}, centers=(2,))),
    "linearSmSoftmax": (sm_softmax, layers(*({"margin": m} for m in (0.0, 0.25, 0.5, 1.0, 40.0)))),
    "linearCombinedMargin": (combined, layers({}, {"m1": 1.5, "m2": 0.0}, {"m3": 0.25, "m2": 0.0}, {"scale": 2.0}, {"m1": 2.0, "m3": 0.125})),
}

save("embeddings", LOSSES)
