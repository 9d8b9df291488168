"""Losses of ranked lists: of pairs, and of whole lists.  Samples of a group are a list, in the order of their first ones."""

from mpmath import exp, log, mpf

from batch import logsumexp, ratio, rows, save, softplus


def lists(groups, mask, n):
    groups, mask = groups or [0] * n, mask or [1] * n
    return [[k for k in range(n) if groups[k] == group and mask[k]] for group in dict.fromkeys(groups)]


def over_pairs(term, ties=False):
    """The sum of terms of (difference of labels, difference of scores), over their number."""

    def value(labels, scores, groups=None, mask=None, weights=None, **options):
        equal = options.pop("ties", ties)
        counts, sums = [], []
        for who in lists(groups, mask, len(scores)):
            chosen = [(a, b) for a in who for b in who if labels[a] > labels[b] or equal and a < b and labels[a] == labels[b]]
            counts.append(len(chosen))
            sums.append(sum((term(mpf(labels[a]) - labels[b], scores[a] - scores[b], **options) for a, b in chosen), mpf(0)))
        return ratio(sums, counts, weights)

    return value


def over_lists(of):
    def value(labels, scores, groups=None, mask=None, weights=None):
        chosen = lists(groups, mask, len(scores))
        values = [of([labels[k] for k in who], [scores[k] for k in who]) if who else mpf(0) for who in chosen]
        return ratio(values, [int(bool(who)) for who in chosen], weights)

    return value


def pinball(y, s, quantile=0.5):
    return max(mpf(quantile) * (y - s), (mpf(quantile) - 1) * (y - s))


def softmax(labels, scores):
    return sum(labels) * logsumexp(scores) - sum(y * s for y, s in zip(labels, scores))


def list_mle(labels, scores):
    """The chance to draw all samples in the order of their labels, the rest by the softmax each time."""
    order = sorted(range(len(labels)), key=lambda k: (-labels[k], k))
    return sum(logsumexp([scores[k] for k in order[place:]]) - scores[order[place]] for place in range(len(order)))


def unique_softmax(labels, scores):
    """Each sample against those with lower labels, times its gain."""
    lower = lambda k: [scores[j] for j in range(len(labels)) if labels[j] < labels[k]] + [scores[k]]
    return sum((2 ** mpf(labels[k]) - 1) * (logsumexp(lower(k)) - scores[k]) for k in range(len(labels)))


def lambda_rank(labels, scores, groups=None, mask=None, weights=None, scale=1, cut=None):
    """Pairs, each times what its swap changes the normalized discounted cumulative gain by, as ranks stand."""
    counts, sums = [], []
    for who in lists(groups, mask, len(scores)):
        rank = lambda x: {k: place for place, k in enumerate(sorted(who, key=lambda k: (-x[k], k)))}
        now, best = rank(scores), rank(labels)
        gain = {k: 2 ** mpf(labels[k]) - 1 for k in who}
        discount = lambda place: log(2) / log(mpf(place) + 2) if cut is None or place < cut else mpf(0)
        ideal = sum((gain[k] * discount(best[k]) for k in who), mpf(0))
        chosen = [(a, b) for a in who for b in who if labels[a] > labels[b]]
        change = lambda a, b: abs(gain[a] - gain[b]) * abs(discount(now[a]) - discount(now[b])) / ideal if ideal else mpf(0)
        counts.append(len(chosen))
        sums.append(sum((softplus(scale * (scores[b] - scores[a])) * change(a, b) for a, b in chosen), mpf(0)))
    return ratio(sums, counts, weights)


LABELS = [[2, 0, 1], [1, 0, 0, 1, 2], [0.5, -1.5, 0.25, 3], [1, 0], [3, 3, 0, 1, 0, 2]]
GROUPED = [
    ([0, 1, 2, 1, 0, 3], {"groups": [7, 7, 3, 3, 7, 3]}),
    ([0, 1, 2, 1, 0, 3], {"groups": [0, 1, 0, 1, 0, 1], "weights": [0.25, 3]}),
    ([2, 1, 0, 1, 1, 0], {"groups": [4, 4, 4, 2, 2, 9], "mask": [1, 0, 1, 1, 1, 1], "weights": [1, 2, 5]}),
    ([0.5, 0.5, 1.5, 0.5, 0.5, 0.5], {"mask": [1, 1, 1, 0, 0, 1]}),
    ([1, 1, 0, 2, 2, 2], {"groups": [1, 1, 1, 0, 0, 0]}),
]
SCALES = [1.0, 8.0, 300.0, 2.0**-20]


def ranked(*options, labels=LABELS):
    plain = [([y, rows(k + s, len(y), scale=scale)], (0, 1), {}) for k, y in enumerate(labels) for s, scale in enumerate(SCALES)]
    grouped = [([y, rows(k, len(y), scale=scale)], (0, 1), o) for k, (y, o) in enumerate(GROUPED) for scale in SCALES[:2]]
    tied = [([y, s], (0, 1), {}) for y, s in (([1, 0, 0], [0.5, 0.5, 0.5]), ([1, 0], [0, 0]), ([0, 1], [600, 0]), ([0, 1], [0, 600]))]
    every = tied + grouped + plain
    return [(x, v, {**given, **o}) for k, o in enumerate(options) for x, v, given in (every if len(options) == 1 else every[k % 2 :: 2])]


KINKS = [([[1, 0], [a, b]], (0, 1), {}) for a, b in ((1, 0), (0.5, -0.5), (3, 2))]
LISTWISE = ranked({}) + [([y, rows(k, 5, scale=scale)], (0, 1), {}) for scale in (4.0, 40.0) for k, y in enumerate(([0, 0, 0, 0, 1], [1, 0.5, 0, 0, 0], [3, 2, 1, 0, 0], [0.25, 0.25, 0.125, 0.25, 0.125], [0, 2, 0, 0.5, 0], [0, 0, 0, 1, 0]))]

save(
    "ranking",
    {
        "pairwiseLogistic": (over_pairs(lambda y, s, scale=1: softplus(-scale * s)), ranked({}, {"scale": 3.0}, {"scale": 0.25})),
        "pairwiseHinge": (over_pairs(lambda y, s, margin=1: max(mpf(0), mpf(margin) - s)), KINKS + ranked({}, {"margin": 0.0625}, {"margin": 4.0})),
        "pairwiseSoftZeroOne": (over_pairs(lambda y, s, scale=1: 1 / (1 + exp(scale * s))), ranked({}, {"scale": 3.0}, {"scale": 0.25})),
        "pairwiseSquared": (over_pairs(lambda y, s: (s - y) ** 2), ranked({}, {"ties": True}, {"ties": False})),
        "pairwisePinball": (over_pairs(pinball), KINKS + ranked({}, {"quantile": 0.9}, {"quantile": 0.125})),
        "rankingSoftmax": (over_lists(softmax), LISTWISE),
        "lambdaRank": (lambda_rank, [point for point in ranked({}, {"scale": 3.0}, {"cut": 2}) if len(set(point[0][1])) == len(point[0][1])]),
        "listMle": (over_lists(list_mle), LISTWISE),
        "uniqueSoftmax": (over_lists(unique_softmax), LISTWISE),
    },
)
