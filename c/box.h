/* Losses of a box (x1, y1, x2, y2) against a box (u1, v1, u2, v2).

   A coordinate enters through maxima, minima, products and quotients, so a loss is computed with jets: a number with its
   first and second derivative along one coordinate.  Where two boxes share an edge the loss has a kink; it is walked up to
   from both sides, and the derivative is the smallest between the two.  A side of negative length counts as 0, and so does
   a ratio over an empty area. */
#undef FAMILY
#define FAMILY "box"

typedef out jet;

#define AXES(i) ROLLED for (int i = 0; i < 2; i++) /* one body for both, for size */

ALWAYS jet still(real x) { return (jet){ x, splat(0), splat(0) }; }
ALWAYS jet plus(jet a, jet b) { return (jet){ a.v + b.v, a.g + b.g, a.h + b.h }; }
ALWAYS jet less(jet a, jet b) { return (jet){ a.v - b.v, a.g - b.g, a.h - b.h }; }
SHARED jet times(jet a, jet b)
{
	return (jet){ a.v * b.v, a.g * b.v + a.v * b.g, a.h * b.v + 2 * a.g * b.g + a.v * b.h };
}
ALWAYS jet where(bits mask, jet a, jet b)
{
	return (jet){ pick(mask, a.v, b.v), pick(mask, a.g, b.g), pick(mask, a.h, b.h) };
}

/* epsilon stands below a fraction bar. */
SHARED jet over(jet a, jet b, real epsilon)
{
	b.v += epsilon;
	real q = a.v / b.v, g = (a.g - q * b.g) / b.v, h = (a.h - q * b.h - 2 * g * b.g) / b.v;
	return where(b.v == 0, still(splat(0)), (jet){ q, g, h });
}

/* What lies between two corners along an axis; a negative length counts as 0. */
typedef struct {
	jet from, to, length;
} span;

ALWAYS jet area_of(const span *a) { return times(a[0].length, a[1].length); }

/* By how much b is longer than a: a corner that both share does not enter. */
SHARED real excess_length(const span *a, const span *b)
{
	const real corners = (b->to.v - a->to.v) + (a->from.v - b->from.v);
	return pick((a->length.v > 0) & (b->length.v > 0), corners, b->length.v - a->length.v);
}

/* a' b - a b' of two areas: where both sides move alike it is in their difference. */
SHARED real outgrowth(const span *a, const span *b)
{
	real sum = splat(0);
	AXES(i)
	{
		const jet p = a[i].length, q = b[i].length;
		const real apart = p.g * q.v - p.v * q.g;
		sum += a[1 - i].length.v * b[1 - i].length.v *
		       pick(p.g == q.g, p.g * excess_length(a + i, b + i), apart);
	}
	return sum;
}

/* a' - b' of two areas of which one side moves. */
SHARED real faster(const span *a, const span *b, int i)
{
	const jet p = a[i].length, q = b[i].length;
	const real apart = p.g * a[1 - i].length.v - q.g * b[1 - i].length.v;
	return pick(p.g == q.g, -p.g * excess_length(a + 1 - i, b + 1 - i), apart);
}

/* By how much the union grows faster than the hull: a side moves either what is shared or the hull. */
ALWAYS real growth(const span *p, const span *shared, const span *hull)
{
	real sum = splat(0);
	AXES(i)
	{
		const bits in = shared[i].length.g == p[i].length.g;
		sum += pick(in, faster(p, shared, i) - hull[i].length.g * hull[1 - i].length.v,
		            faster(p, hull, i) - shared[i].length.g * shared[1 - i].length.v);
	}
	return sum;
}

/* A fraction whose slope is known: n over the square of its denominator. */
ALWAYS jet over_by(jet a, jet b, real epsilon, real n)
{
	jet q = over(a, b, epsilon);
	const real d = b.v + epsilon, g = n / d / d, h = (a.h - q.v * b.h - 2 * g * b.g) / d;
	return where(d == 0, q, (jet){ q.v, g, h });
}

/* Ahead of a tie (side 1) the larger is the one that grows faster, behind it (side -1) the other. */
SHARED jet larger(jet a, jet b, real side)
{
	bits first = (a.v > b.v) | ((a.v == b.v) & (side * a.g > side * b.g));
	return where(first | (a.v != a.v), a, b);
}

ALWAYS jet smaller(jet a, jet b, real side)
{
	jet m = larger(less(still(splat(0)), a), less(still(splat(0)), b), side);
	return less(still(splat(0)), m);
}

SHARED span between(jet from, jet to, real side)
{
	return (span){ from, to, larger(less(to, from), still(splat(0)), side) };
}

/* atan(w' / h') - atan(w / h) of two boxes, as the angle of (h h' + w w', w' h - w h'); a point has the angle 0. */
ALWAYS jet turn_of(const span *size, const span *goal)
{
	const jet w = size[0].length, h = size[1].length;
	const real u = goal[0].length.v, far = w.v * w.v + h.v * h.v, up = pick(far == 0, 1, h.v),
	           v = pick(u + goal[1].length.v == 0, 1, goal[1].length.v);
	const real g = (h.v * w.g - w.v * h.g) / far, bend = 2 * (w.v * w.g + h.v * h.g) / far;
	const jet turn = { ratan((u * up - w.v * v) / (up * v + w.v * u)), -g, g * bend };
	return where(far == 0, still(turn.v), turn);
}

/* a' b - a b' of the squared distance of the centres, over 4, and the squared diagonal of the hull.  By so much, `less`, the
   distance falls short of the hull along an axis; where that is little, the products of both cancel but for it. */
ALWAYS real departure(const span *p, const span *t, const span *hull, const jet *off, real epsilon)
{
	real sum = splat(0), less[2];
	AXES(i)
	{
		const real up = (t[i].to.v - p[i].from.v) + (t[i].from.v - hull[i].from.v) + (hull[i].to.v - p[i].to.v),
		           down = (p[i].to.v - t[i].from.v) + (hull[i].to.v - t[i].to.v) +
		                  (p[i].from.v - hull[i].from.v);
		less[i] = pick(hull[i].length.v > 0, pick(off[i].v > 0, up, down), -rabs(off[i].v));
	}
	AXES(i)
	{
		const real h = hull[i].length.v, s = hull[i].length.g, o = off[i].v, along = s * o;
		const real b = hull[1 - i].length.v, a = rabs(off[1 - i].v);
		const real gap = pick(along > h / 2, h * (less[1 - i] * (b + a)) - less[i] * (b * b),
		                      along * (b * b) - h * (a * a));
		sum += off[i].g *
		       pick(s == 0, o * (h * h + b * b + epsilon),
		            s * (along * (h * pick(along > 0, less[i], h - along) + epsilon) + gap)) /
		       2;
	}
	return sum;
}

enum { IOU, GIOU, DIOU, CIOU };

ALWAYS jet box_loss(int kind, const jet *f, const jet *y, real epsilon, real constant, real side)
{
	const jet one = still(splat(1));
	span p[2], t[2], shared[2], hull[2];
	jet off[2];
	AXES(i)
	{
		p[i] = between(f[i], f[i + 2], side), t[i] = between(y[i], y[i + 2], side);
		shared[i] = between(larger(f[i], y[i], side), smaller(f[i + 2], y[i + 2], side), side);
		hull[i] = between(smaller(f[i], y[i], side), larger(f[i + 2], y[i + 2], side), side);
		off[i] = plus(less(f[i], y[i]), less(f[i + 2], y[i + 2]));
	}
	jet both = area_of(shared), given = area_of(t), all = less(plus(area_of(p), given), both);
	jet share = over_by(both, all, epsilon, outgrowth(shared, p) + both.g * (given.v + epsilon)),
	    loss = less(one, share);
	if (kind == GIOU) {
		jet area = area_of(hull);
		const real n = outgrowth(p, hull) + outgrowth(t, hull) - outgrowth(shared, hull) +
		               epsilon * growth(p, shared, hull);
		return plus(loss, over_by(less(area, all), area, epsilon, -n));
	}
	if (kind >= DIOU) {
		jet far = plus(times(off[0], off[0]), times(off[1], off[1])),
		    wide = plus(times(hull[0].length, hull[0].length), times(hull[1].length, hull[1].length));
		loss = plus(loss, over_by(times(still(splat((lane)0.25)), far), wide, epsilon,
		                          departure(p, t, hull, off, epsilon)));
	}
	if (kind == CIOU) {
		jet turn = turn_of(p, t);
		jet v = times(still(splat((lane)0x1.9f02f6222c72p-2)), times(turn, turn));
		jet alpha = over(v, plus(less(one, share), v), epsilon);
		loss = plus(loss, times(where(constant != 0, still(alpha.v), alpha), v));
	}
	return loss;
}

APART outs box(int kind, const real *f, const real *y, real epsilon, real constant)
{
	outs o;
	real sum = f[0] + f[1] + f[2] + f[3] + y[0] + y[1] + y[2] + y[3];
	jet t[4];
	for (int k = 0; k < 4; k++) t[k] = still(y[k]);
	ROLLED
	for (int k = 0; k < 4; k++) {
		jet p[4], at[2]; /* behind and ahead */
		for (int i = 0; i < 4; i++) p[i] = (jet){ f[i], splat(i == k), splat(0) };
		AXES(i) at[i] = box_loss(kind, p, t, epsilon, constant, splat(2 * i - 1));
		real low = rmin(rabs(at[0].g), rabs(at[1].g)),
		     gentle = keep((at[0].g > 0) == (at[1].g > 0), rcopysign(low, at[1].g));
		o.v = like(sum, at[1].v);
		o.g[k] = like(sum, gentle), o.h[k] = like(sum, at[1].h);
	}
	return o;
}

#define BOXES                                                                       \
	PREDICTED("x1 (-inf, inf); y1 (-inf, inf); x2 (-inf, inf); y2 (-inf, inf)") \
	OBSERVED("u1 (-inf, inf); v1 (-inf, inf); u2 (-inf, inf); v2 (-inf, inf)")  \
	KINKS("x1 - u1, y1 - v1, x2 - u2, y2 - v2, x1 - u2, y1 - v2, x2 - u1, y2 - v1")
#define EPSILON (epsilon, 0, "[0, inf)")
#define UNION                                                                             \
	"I = max(0, min(x2, u2) - max(x1, u1)) * max(0, min(y2, v2) - max(y1, v1)); "     \
	"U = max(0, x2 - x1) * max(0, y2 - y1) + max(0, u2 - u1) * max(0, v2 - v1) - I; " \
	"J = U + epsilon == 0 ? 0 : I / (U + epsilon); "
#define HULL "W = max(0, max(x2, u2) - min(x1, u1)); H = max(0, max(y2, v2) - min(y1, v1)); "
#define CENTRES "D = ((x1 + x2 - u1 - u2)^2 + (y1 + y2 - v1 - v2)^2) / 4; "

TUPLE(iou, 4, 4, EPSILON,
      NAMES("Intersection over union", "交并比损失")
      ALIASES("iouLoss IoULoss IOULoss")
      BOXES
      FORMULA(UNION "1 - J")
      REFERENCE("Yu et al. 2016, doi:10.1145/2964284.2967274"))
{
	return box(IOU, f, y, epsilon, splat(0));
}

TUPLE(giou, 4, 4, EPSILON,
      NAMES("Generalized IoU", "广义交并比损失")
      ALIASES("GIoULoss giou_loss")
      EQUALS("torch torchvision.generalized_box_iou_loss epsilon=1e-7 subgradient=middle")
      BOXES
      FORMULA(UNION HULL "1 - J + (W * H + epsilon == 0 ? 0 : (W * H - U) / (W * H + epsilon))")
      REFERENCE("Rezatofighi et al. 2019, doi:10.1109/CVPR.2019.00075"))
{
	return box(GIOU, f, y, epsilon, splat(0));
}

TUPLE(diou, 4, 4, EPSILON,
      NAMES("Distance IoU", "距离交并比损失")
      ALIASES("DIoULoss diou_loss")
      EQUALS("torch torchvision.distance_box_iou_loss epsilon=1e-7 subgradient=middle")
      BOXES
      FORMULA(UNION HULL CENTRES "1 - J + (W^2 + H^2 + epsilon == 0 ? 0 : D / (W^2 + H^2 + epsilon))")
      REFERENCE("Zheng et al. 2020, doi:10.1609/aaai.v34i07.6999"))
{
	return box(DIOU, f, y, epsilon, splat(0));
}

/* The weight alpha = v / (1 - IoU + v) takes part in the derivative unless it is to count as constant there, as in the paper. */
TUPLE(ciou, 4, 4, EPSILON (constantAlpha, false, "false | true"),
      NAMES("Complete IoU", "完全交并比损失")
      ALIASES("CIoULoss ciou_loss")
      EQUALS("torch torchvision.complete_box_iou_loss epsilon=1e-7 constantAlpha=true subgradient=middle")
      BOXES
      FORMULA(UNION HULL CENTRES "V = 4 / pi^2 * (atan2(max(0, u2 - u1), max(0, v2 - v1)) - atan2(max(0, x2 - x1), max(0, y2 - y1)))^2; alpha = V == 0 ? 0 : V / (1 - J + V + epsilon); 1 - J + (W^2 + H^2 + epsilon == 0 ? 0 : D / (W^2 + H^2 + epsilon)) + V * (constantAlpha ? frozen(alpha) : alpha)")
      REFERENCE("Zheng et al. 2020, doi:10.1609/aaai.v34i07.6999"))
{
	return box(CIOU, f, y, epsilon, constantAlpha);
}
