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

/* An angle as a sum of two numbers. */
typedef struct {
	double high, low;
} arc;

/* Of a cosine near 1 or -1 from the sine of half of it, or of half of what it lacks to pi; else from the sine that c is. */
static arc arc_of(facing at)
{
	const double least = at.near < at.far ? at.near : at.far, base = least < 0.5 ? at.near < at.far ? 0 : 2 : 1;
	const real z = splat(base == 1 ? at.c * at.c : least / 2), s = base == 1 ? splat(at.c) : rroot(z), p = s * s;
	const double rest = base == 1 || s[0] == 0 ? 0 : ((z - p - product_rest(s, s, p)) / (2 * s))[0];
	const double many = base == 0 ? 2 : -base, from = base * HALF_PI_HI, part = many * s[0], sum = from + part;
	const double low = part - (sum - from) + (base * HALF_PI_LO + many * ((s * z * HORNER(z, ASIN))[0] + rest));
	return (arc){ sum + low, low - (sum + low - sum) };
}

/* m times the angle, and n. */
static arc stretched(arc a, double m, double n)
{
	const double p = m * a.high, high = p + n, back = high - p;
	const double rest = product_rest(splat(m), splat(a.high), splat(p))[0];
	return (arc){ high, p - (high - back) + (n - back) + rest + m * a.low };
}

/* sin(a + quadrant pi/2) for a >= 0, by what a has beyond a multiple of pi/2. */
APART double sine_of(arc a, int quadrant)
{
	if (!(a.high < 0x1p18)) return sine(splat(a.high), quadrant)[0];
	const double magic = 0x1.8p52, turns = a.high * PER_QUARTER + magic - magic, less = turns * QUARTER[1];
	const double most = a.high - turns * QUARTER[0], head = most - less;
	const double low = most - head - less + (a.low - turns * QUARTER[2] - turns * QUARTER[3]), x = head + low;
	const int at = quadrant + (int)turns;
	return sine(splat(x), at)[0] + (low - (x - head)) * sine(splat(x), at + 1)[0];
}

/* cos(m1 theta + m2) - m3.  Its derivatives are infinite at |c| = 1: there 1 - c^2 counts as 1e-12. */
#define TURNED(x) "(cos(m1 * acos(" x ") + m2) - m3)"
static bent turned(facing at, double m1, double m2, double m3)
{
	const arc from = arc_of(at), to = stretched(from, m1, m2);
	const double cosine = sine_of(to, 1), turning = sine_of(stretched(from, m1 - 1, m2), 0);
	const double square = at.near * at.far, least = square < 1e-12 ? 1e-12 : square, root = nroot(least);
	return (bent){ cosine - m3, m1 * sine_of(to, 0) / root, m1 * (turning / root - (m1 - 1) * cosine) / least };
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
