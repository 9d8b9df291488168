"""Directions of vectors."""

from mpmath import sqrt

from oracle import points, save
from rows import row


def cosine_distance(y, f, normalize=True):
    product = sum(a * b for a, b in zip(y, f))
    return 1 - product if not normalize else 1 - product / sqrt(sum(a**2 for a in y) * sum(b**2 for b in f))


VECTORS = [row(1, 2, 3), row(0.5, -0.25, 1e-3), row(1e15, 1e12, -1e14), row(1e-12, 2e-12, 0), row(3, 4, 12)]
BESIDE = [row(x * (1 + 1e-6), y, z * (1 - 1e-4)) for x, y, z in VECTORS]
save("embedding", {"cosineDistance": (cosine_distance, points(VECTORS[:4], VECTORS + BESIDE, {}, {"normalize": False}))})
