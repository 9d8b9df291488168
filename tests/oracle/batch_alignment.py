"""Connectionist temporal classification by its definition: the chance of all paths that collapse to the labels."""

import itertools

from mpmath import exp, log, mpf

from batch import ratio, rows, save
from oracle import CHANGE, changed


def collapsed(path, blank):
    return [k for k, _ in itertools.groupby(path) if k != blank]


def normalized(frame):
    total = log(sum(exp(z) for z in frame))
    return [mpf(z) - total for z in frame]


def posterior(wanted, logs, blank):
    """The chance of the labels, and that of each class at each time given the labels."""
    total, seen = mpf(0), [[mpf(0)] * len(frame) for frame in logs]
    for path in itertools.product(range(len(logs[0])), repeat=len(logs)):
        if collapsed(path, blank) == wanted:
            chance = exp(sum(logs[t][k] for t, k in enumerate(path)))
            total += chance
            for t, k in enumerate(path):
                seen[t][k] += chance
    return total, [[x / total if total else x for x in frame] for frame in seen]


def samples(labels, logits, labelLengths, inputLengths, ignoreIndex):
    for i, frames in enumerate(logits):
        wanted = labels[i][: labelLengths[i]] if labelLengths else labels[i]
        yield [k for k in wanted if k != ignoreIndex], [normalized(frame) for frame in (frames[: inputLengths[i]] if inputLengths else frames)]


def ctc(labels, logits, labelLengths=None, inputLengths=None, blank=0, zeroInfinity=False, perLabel=False, ignoreIndex=None, weights=None):
    values = []
    for wanted, logs in samples(labels, logits, labelLengths, inputLengths, ignoreIndex):
        total, _ = posterior(wanted, logs, blank)
        values.append(mpf(0) if not total and zeroInfinity else -log(total) / (max(1, len(wanted)) if perLabel else 1))
    return ratio(values, None, weights)


def growth(labels, logits, labelLengths=None, inputLengths=None, blank=0, ignoreIndex=None, **_):
    """By the logarithms of the chances, each on its own: they are what is rounded first."""

    def results(wanted, logs):
        total, r = posterior(wanted, logs, blank)
        pairs = [(exp(x), y) for frame, seen in zip(logs, r) for x, y in zip(frame, seen)]
        return [[-log(total) if total else mpf(0)], [p - y for p, y in pairs], [p * (1 - p) - y * (1 - y) for p, y in pairs]]

    sums = [mpf(0)] * 3
    for wanted, logs in samples(labels, logits, labelLengths, inputLengths, ignoreIndex):
        before = results(wanted, logs)
        for t, frame in enumerate(logs):
            for k, x in enumerate(frame):
                after = results(wanted, logs[:t] + [changed(frame, k, x * (1 + CHANGE))] + logs[t + 1 :])
                moved = [max(abs(a - b) for a, b in zip(*parts)) / CHANGE for parts in zip(after, before)]
                sums = [a + b for a, b in zip(sums, moved)]
    return sums


def point(labels, frames, classes, seed, scale=1.0, **options):
    return ([labels, rows(seed, len(labels), frames, classes, scale=scale)], (0, 1), options)


SINGLE = [[1], [2, 1], [1, 1], [1, 2], [2, 2], [1, 2, 1], []]
TAILS = [1.0, 8.0, 64.0, 200.0]
save(
    "alignment",
    {
        "ctc": (
            ctc,
            [point([labels], 3 + len(labels) % 2, 3, k + s, scale) for k, labels in enumerate(SINGLE[:6]) for s, scale in enumerate(TAILS)]
            + [point([labels], 4, 3, k, 2.0, blank=2, ignoreIndex=-1) for k, labels in enumerate([[0], [1, 0], [0, 0], [1, -1, 0], [-1, -1]])]
            + [point([[1], [2, 1]], 3, 3, k, 3.0, **o) for k, o in enumerate([{}, {"perLabel": True}, {"weights": [0.25, 4]}, {"inputLengths": [2, 3]}])]
            + [point([[1, 2], [2, 2]], 3, 3, k, 3.0, **o) for k, o in enumerate([{"labelLengths": [2, 1]}, {"labelLengths": [0, 1], "perLabel": True}])]
            + [point([[1, 1], [2, 1]], 2, 3, k, 2.0, zeroInfinity=True, **o) for k, o in enumerate([{}, {"perLabel": True}, {"weights": [2, 0.5]}])]
            + [point([[1, 3, 2]], 4, 4, 5, 2.0), point([[3]], 1, 4, 1, 3.0), point([[1]], 5, 2, 3, 4.0), point([[]], 3, 2, 2), point([[1, 2]], 2, 3, 4, 30.0)]
            + [point([[1, 1]], 5, 2, k, scale) for k, scale in enumerate((0.0, 1.0, 16.0))],
            growth,
        ),
    },
)
