"""Losses of labels of which several may hold."""

from mpmath import mpf

from oracle import points, save
from rows import CLASSES, LOGITS, SOFT, row


def wrong(y, f, threshold=0.5):
    return [abs(mpf(int(b > threshold)) - a) for a, b in zip(y, f)]


def hamming(y, f, threshold=0.5):
    return sum(wrong(y, f, threshold)) / CLASSES


def zero_one(y, f, threshold=0.5):
    return max(wrong(y, f, threshold))


HARD = [[1.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]
CHANCES = [row(0.25, 0.75, 0.9), row(1, 0, 1), row(0, 0, 0), row(0.49, 0.51, 1e-30), row(-0.5, 2, 0.25)]
THRESHOLDS = [{}, {"threshold": 0.3}, {"threshold": -1}]
rows = points(HARD + SOFT, CHANCES + LOGITS, *THRESHOLDS)
save("labels", {"hamming": (hamming, rows), "multiLabelZeroOne": (zero_one, rows)})
