"""Losses of boxes (x1, y1, x2, y2): overlapping, touching, apart, nested, equal, degenerate."""

from mpmath import atan, mpf, pi

from oracle import points, save, single

GOAL = [single(x) for x in (0.1, 0.2, 1.1, 1.7)]
BOXES = [
    [0.0, 0.0, 1.0, 1.0],
    [0.5, 0.5, 1.5, 3.0],
    [0.25, 0.5, 0.75, 1.0],
    [-1.0, -1.0, 4.0, 5.0],
    [3.0, 4.0, 5.0, 4.5],
    [-3.0, 0.5, -2.5, 1.0],
    [2.0, 0.0, 3.0, 2.0],
    [1e3, 1e3, 1.1e3, 1.2e3],
    [0.5, 0.5, 0.5625, 1.0],
    [0.5, 0.5, 0.5, 1.0],
    [1.5, 0.5, 0.5, 1.0],
]
GOALS = [GOAL, [0.0, 0.0, 1.0, 2.0], [0.5, 0.75, 2.5, 1.0], [2.0, 3.0, 3.0, 5.0]]


def over(a, b, epsilon):
    return a / (b + epsilon) if b + epsilon else mpf(0)


def angle(w, h):
    return atan(w / h) if h else pi / 2 if w else mpf(0)


def box(kind):
    def loss(t, p, epsilon=0.0):
        zero = mpf(0)
        w, h = max(zero, p[2] - p[0]), max(zero, p[3] - p[1])
        wide, high = max(zero, t[2] - t[0]), max(zero, t[3] - t[1])
        shared = max(zero, min(p[2], t[2]) - max(p[0], t[0])) * max(zero, min(p[3], t[3]) - max(p[1], t[1]))
        union = w * h + wide * high - shared
        hull = [max(zero, max(p[i + 2], t[i + 2]) - min(p[i], t[i])) for i in range(2)]
        result = 1 - over(shared, union, epsilon)
        if kind == "giou":
            area = hull[0] * hull[1]
            return result + over(area - union, area, epsilon)
        far = ((p[0] + p[2] - t[0] - t[2]) ** 2 + (p[1] + p[3] - t[1] - t[3]) ** 2) / 4
        distance = result + over(far, hull[0] ** 2 + hull[1] ** 2, epsilon)
        v = 4 / pi**2 * (angle(wide, high) - angle(w, h)) ** 2
        return {"iou": result, "diou": distance, "ciou": distance + over(v * v, result + v, epsilon)}[kind]

    return loss


save("box", {kind: (box(kind), points(GOALS, BOXES) + points(GOALS[:1], BOXES, {"epsilon": 2**-10})) for kind in ("iou", "giou", "diou", "ciou")})
