"""Directions of vectors."""

from mpmath import mpf, sqrt

from oracle import points, save
from rows import row


def cosine_distance(y, f, normalize=True, orthogonal=1, lengthFloor=0.0):
    def length(x):
        return max(mpf(lengthFloor), sqrt(sum(a**2 for a in x))) if normalize else 1

    return orthogonal - sum(a * b for a, b in zip(y, f)) / (length(y) * length(f))


VECTORS = [row(1, 2, 3), row(0.5, -0.25, 1e-3), row(1e15, 1e12, -1e14), row(1e-12, 2e-12, 0), row(3, 4, 12)]
BESIDE = [row(x * (1 + 1e-6), y, z * (1 - 1e-4)) for x, y, z in VECTORS]
OPTIONS = {}, {"normalize": False}, {"orthogonal": 0}, {"orthogonal": 0, "lengthFloor": 2.0**-10}, {"lengthFloor": 1.0}
SHORT = row(0, 0, 0), row(1e-4, -2e-4, 1e-4)
FLOORED = [*points(SHORT, [*SHORT, VECTORS[0]], *OPTIONS[3:]), *points(VECTORS[:2], SHORT, *OPTIONS[3:])]
save("embedding", {"cosineDistance": (cosine_distance, points(VECTORS[:4], VECTORS + BESIDE, *OPTIONS) + FLOORED)})
