/* Where a margin puts the cosine c of the target: its value, with the first and second derivatives, for losses of cosines
   (softmargin.h) and of embeddings (batch/margins.h).  Beside each its formula in x. */
#ifndef ANGLES_H
#define ANGLES_H
#include "special.h"

typedef struct {
	double v, g, h;
} bent;

/* A cosine, 1 less it and 1 more: the smaller one has all digits. */
typedef struct {
	double c, near, far;
} facing;

/* cos(m theta) = T_m(c), without an arc: (-1)^k cos(m theta) - 2 k for theta in [k pi / m, (k + 1) pi / m], which falls
   all the way.  T, T' and T'' by Chebyshev's recurrence. */
#define FOLDED(x) \
	"((-1)^floor(margin * acos(" x ") / pi) * cos(margin * acos(" x ")) - 2 * floor(margin * acos(" x ") / pi))"
static bent folded(double c, double margin)
{
	/* cosines of pi / 2, pi / 3 ... pi / 6 and their multiples below pi */
	static const double JOINTS[] = {
		0,
		0.5,
		-0.5,
		0x1.6a09e667f3bcdp-1,
		0,
		-0x1.6a09e667f3bcdp-1,
		0x1.9e3779b97f4a8p-1,
		0x1.3c6ef372fe950p-2,
		-0x1.3c6ef372fe950p-2,
		-0x1.9e3779b97f4a8p-1,
		0x1.bb67ae8584caap-1,
		0.5,
		0,
		-0.5,
		-0x1.bb67ae8584caap-1,
	};
	const int m = (int)margin;
	const double *joint = JOINTS + (m - 1) * (m - 2) / 2;
	bent last = { 1, 0, 0 }, t = { c, 1, 0 };
	int turns = 0;
	for (int i = 1; i < 6; i++) {
		if (i >= m) break;
		const bent next = { 2 * c * t.v - last.v, 2 * t.v + 2 * c * t.g - last.g,
			            4 * t.g + 2 * c * t.h - last.h };
		last = t, t = next, turns += c < joint[i - 1];
	}
	const double sign = turns & 1 ? -1 : 1;
	return (bent){ sign * t.v - 2 * turns, sign * t.g, sign * t.h };
}

/* m times the angle, and n. */
static arc stretched(arc a, double m, double n)
{
	const double p = m * a.high, high = p + n;
	const real rest = product_rest(splat(m), splat(a.high), splat(p)) + sum_rest(splat(p), splat(n), splat(high));
	return (arc){ high, rest[0] + m * a.low };
}
static double cosine_of_arc(arc a) { return ncos(a.high) - a.low * nsin(a.high); }
static double sine_of_arc(arc a) { return nsin(a.high) + a.low * ncos(a.high); }

/* cos(m1 theta + m2) - m3.  Its derivatives are infinite at |c| = 1: there 1 - c^2 counts as 1e-12. */
#define TURNED(x) "(cos(m1 * acos(" x ") + m2) - m3)"
static bent turned(facing at, double m1, double m2, double m3)
{
	const arc from = narccos(at.c, at.near, at.far), to = stretched(from, m1, m2);
	const double cosine = cosine_of_arc(to), turning = sine_of_arc(stretched(from, m1 - 1, m2));
	const double square = at.near * at.far, least = square < 1e-12 ? 1e-12 : square, root = nroot(least);
	return (bent){ cosine - m3, m1 * sine_of_arc(to) / root, m1 * (turning / root - (m1 - 1) * cosine) / least };
}

/* cos(theta + m).  Beyond pi it would rise again: `monotone` goes on by c - m sin m there, with a step; `easy` leaves the
   angles beyond pi / 2 alone instead. */
#define ADDED(x)                                                                                         \
	"(easyMargin and " x " <= 0 ? " x " : monotone and not easyMargin and " x " < -cos(margin) ? " x \
	" - margin * sin(margin) : cos(acos(" x ") + margin))"
static bent added(facing at, double margin, double monotone, double easy)
{
	if (easy != 0 && at.c <= 0) return (bent){ at.c, 1, 0 };
	if (monotone == 0 || easy != 0 || !(at.c < -ncos(margin))) return turned(at, 1, margin, 0);
	return (bent){ at.c - margin * nsin(margin), 1, 0 };
}
#endif
