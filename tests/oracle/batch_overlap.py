"""Overlaps of whole images.  The Lovász losses are the extension of the Jaccard loss of a set of wrong pixels; of equal errors
the first pixel enters first, as if its error were larger by less than any difference."""

from mpmath import mpf

from batch import TIE, chances, ratio, rows, save, soft


def jaccard(wrong, truth):
    return mpf(len(wrong)) / len(wrong | truth) if wrong | truth else mpf(0)


def extension(errors, truth):
    order = sorted(range(len(errors)), key=lambda k: k * TIE - errors[k])
    sets = [set(order[:n]) for n in range(len(order) + 1)]
    return sum((max(mpf(0), errors[k]) * (jaccard(after, truth) - jaccard(before, truth)) for k, before, after in zip(order, sets, sets[1:])), mpf(0))


def lovasz_hinge(labels, logits, weights=None, ignoreIndex=None):
    def image(y, z):
        seen = [(t, s) for t, s in zip(y, z) if t != ignoreIndex]
        return extension([1 - s * (2 * t - 1) for t, s in seen], {k for k, (t, _) in enumerate(seen) if t})

    return ratio([image(y, z) for y, z in zip(labels, logits)], None, weights)


def lovasz_softmax(labels, probabilities, weights=None, ignoreIndex=None, allClasses=False):
    def image(y, p):
        seen = [(t, row) for t, row in zip(y, p) if t != ignoreIndex]
        terms = []
        for m in range(len(p[0])):
            truth = {k for k, (t, _) in enumerate(seen) if t == m}
            if truth or allClasses:
                terms.append(extension([abs((t == m) - row[m]) for t, row in seen], truth))
        return sum(terms) / len(terms) if seen else mpf(0)

    shares = [int(any(t != ignoreIndex for t in y)) for y in labels]
    return ratio([image(y, p) for y, p in zip(labels, probabilities)], shares, weights)


def generalized_dice(y, f, power=2, s1=mpf(0), s2=mpf(0), epsilon=0.0, frequencies="sample", classwise=False, weights=None):
    whole = [[cell for sample in y for cell in sample[c]] for c in range(len(y[0]))]

    def weigh(parts):
        sizes = [mpf(sum(part)) for part in parts]
        raised = lambda size: 1 / (size**power + mpf(epsilon))
        most = max([raised(size) for size in sizes if size or epsilon] or [mpf(0)])
        return [raised(size) if size or epsilon else most for size in sizes]

    def image(y, f):
        by = weigh(whole if frequencies == "batch" else y)
        if classwise:
            pairs = [(2 * sum(a * b for a, b in zip(t, p)) + s1, sum(t) + sum(p) + s2) for t, p in zip(y, f)]
            return sum(w * (1 - a / b) for w, (a, b) in zip(by, pairs) if b) / (sum(by) or 1)
        both = sum(w * sum(a * b for a, b in zip(t, p)) for w, t, p in zip(by, y, f))
        all_of = sum(w * (sum(t) + sum(p)) for w, t, p in zip(by, y, f)) + s2
        return 1 - (2 * both + s1) / all_of if all_of else mpf(0)

    return ratio([image(*pair) for pair in zip(y, f)], None, weights)


BINARY = [[[0, 1, 1]], [[1, 1, 1, 1]], [[0, 0, 0, 0]], [[1, 0, 0, 1, 0], [0, 0, 1, 1, 1]], [[1]], [[0]]]
MASKED = [[[0, 1, 255, 1], [255, 1, 0, 0]], [[255, 255, 0, 1], [1, 0, 255, 0]]]
TIES = [[[0.5, 0.5, 0.5]], [[-0.5, 0.5, 0.5]], [[0, 0, 0]], [[1, -1, 1]], [[-1, 1, 1]], [[2, -1, 0.5]]]
CLASSES = [[[0, 1, 2]], [[1, 1, 1, 1]], [[0, 0, 2], [1, 2, 1]], [[2]]]
UNSEEN = [[[0, 255, 1], [1, 1, 255]], [[255, 255, 255], [0, 2, 1]]]


def images(labels, k, scale=1.0):
    return [labels, rows(k, len(labels), len(labels[0]), scale=scale)]


def segmented(labels, k, scale=1.0):
    return [labels, chances(k + 1, len(labels), len(labels[0]), 3, scale=scale)]


TIED = [[[[0, 1, 2]], [[[0.5, 0.5, 0.25]] * 3]], [[[0, 0]], [[[0.5, 0.25, 0.25]] * 2]], [[[0, 1]], [[[1, 0, 0], [0, 0, 1]]]], [[[1, 1]], [[[0, 1, 0], [0.5, 0.5, 0]]]]]


def dice(*sizes):
    return [[soft(k, *sizes), chances(k + 0.5, *sizes, scale=scale)] for k in range(3) for scale in (1.0, 2.0**-30)]


HARD = [[[[[1, 0, 0], [0, 1, 1]]], chances(k, 1, 2, 3, scale=s)] for k, s in enumerate((1.0, 0.5, 2.0**-12))]
LONE = [[[[[1, 1, 1], [0, 0, 0]]], chances(3, 1, 2, 3)], [[[[0, 0], [0, 0]]], chances(4, 1, 2, 2)], [[[[1, 0], [0, 1]]], [[[1, 0], [0, 1]]]], [[[[1, 0], [0, 1]]], [[[0, 1], [1, 0]]]]]
RARE = [[[[[2.0**-40, 0, 0], [1, 1, 1]]], chances(6, 1, 2, 3)]]
OPTIONS = [{}, {"power": 1}, {"power": 0}, {"s1": 1.0, "s2": 1.0}, {"s2": 0.5, "power": 1}, {"classwise": True}, {"classwise": True, "s1": 2.0, "s2": 2.0, "epsilon": 0.25}]
WHOLE = [{"frequencies": "batch"}, {"frequencies": "batch", "classwise": True, "epsilon": 1e-7, "s1": 2.0, "s2": 2.0}]

LOSSES = {
    "lovaszHinge": (
        lovasz_hinge,
        [(images(y, k, scale), (0, 1), {}) for k, y in enumerate(BINARY) for scale in (0.5, 2.0, 30.0, 2.0**-24)]
        + [([y, z], (0, 1), {}) for y in ([[0, 1, 1]], [[1, 0, 0]]) for z in TIES]
        + [(images(y, k), (0, 1), {"ignoreIndex": 255, **o}) for k, y in enumerate(MASKED) for o in ({}, {"weights": [0.25, 3]})],
    ),
    "lovaszSoftmax": (
        lovasz_softmax,
        [(segmented(y, k, scale), (0, 1), o) for k, y in enumerate(CLASSES) for scale in (1.0, 2.0**-20) for o in ({}, {"allClasses": True}, {"weights": [2, 0.5][: len(y)]})]
        + [(x, (0, 1), o) for x in TIED for o in ({}, {"allClasses": True})]
        + [(segmented(y, k), (0, 1), {"ignoreIndex": 255, **o}) for k, y in enumerate(UNSEEN) for o in ({}, {"allClasses": True}, {"weights": [0.25, 3]}, {"weights": [1, 0]})],
    ),
    "generalizedDice": (
        generalized_dice,
        [(x, (0, 1), o) for o in OPTIONS for x in [*LONE, *HARD, *RARE][:: 1 if len(o) < 2 else 2]]
        + [(x, (0, 1), {"weights": [4, 0.25]}) for x in dice(2, 2, 3)[:3]]
        + [(x, (0, 1), o) for x in dice(3, 2, 2)[:3] for o in WHOLE]
        + [(x, (0, 1), {}) for x in dice(1, 3, 4)[:2] + dice(2, 1, 2)[:1]],
    ),
}

save("overlap", LOSSES)
