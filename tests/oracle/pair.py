"""Losses of pairs."""

from mpmath import mpf

from oracle import points, save, single, spread

DISTANCES = [single(x) for x in (1e-6, 0.1, 0.25, 0.5, 0.9, 1, 1.25, 3, 100, 1e9)]


def hinge_embedding(y, f, margin=1.0):
    return f if y > 0 else max(mpf(0), margin - f)


def contrastive(y, d, margin=1.0, power=2, half=False, similar=1):
    same = y if similar == 1 else 1 - y
    return (mpf(0.5) if half else 1) * (same * d**power + (1 - same) * max(mpf(0), mpf(margin) - d) ** power)


def margin_ranking(y, f, margin=0.0):
    return max(mpf(0), mpf(margin) - y[0] * (f[0] - f[1]))


variants = [{}, {"power": 1}, {"half": True, "margin": 0.5}, {"similar": 0}, {"power": 1, "similar": 0, "margin": 3.0}, {"margin": 0.0}]
save(
    "pair",
    {
        "hingeEmbedding": (hinge_embedding, points([-1, 1], spread(1e-6, 0.25, 1, 1.5, 3, 1e6), {}, {"margin": 0.25}, {"margin": -0.5})),
        "contrastive": (contrastive, points([0, 1, 0.25], DISTANCES, *variants)),
        "marginRanking": (
            margin_ranking,
            points([[-1], [1]], [[a, b] for a in (-2.5, 0, 1e6, 0.75) for b in (-2.5, 0, single(0.3), 1)], {}, {"margin": 0.5}),
        ),
    },
)
