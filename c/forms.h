/* Forms that several losses share: accurate where the plain expression cancels, and with a limit at infinity. */
#pragma once
#include "row.h"

#define LARGE ((lane)K(0x1p30f, 0x1p60)) /* x^2 still finite, 1 + x = x */

#define FINITE ((lane)K(0x1p127f, 0x1p1023))

/* a b, and 0 where a is 0, whatever b. */
ALWAYS real product(real a, real b) { return keep(a != 0, a * b); }

/* a / b, and 0 where a is 0, whatever b. */
ALWAYS real ratio(real a, real b) { return pick(a == 0, like(b, a), a / b); }

/* What a quotient q = a / b leaves of a. */
ALWAYS real quotient_rest(real a, real b, real q)
{
	const real p = q * b;
	return a - p - product_rest(q, b, p);
}

/* What s = t^2 loses, where t is r / c. */
APART real square_rest(real r, real c, real t, real s)
{
	return keep(s < LARGE, product_rest(t, t, s) + 2 * t * (quotient_rest(r, c, t) / c));
}

/* e = exp(-|z|), s(z) and s(-z) to half a unit in the last place, and what these lose still, over their size: a power
   multiplies it. */
typedef struct {
	real e, p, q, e_rest, p_rest, q_rest;
} chances;

#ifdef RARE
chances sigmoids(real z);
real distance_rest(chances c, real y, real far);
#else
LENT chances sigmoids(real z)
{
	bits k;
	const real a = rnabs(z), t = exp_parts(rmax(a, EXP_MIN), ROUNDING(BIAS + 64), 1, &k), one = 1 + t;
	const real e = one * power((ubits)k) * keep(a >= EXP_MIN, (lane)0x1p-64), d = 1 + e, s = 1 / d, z0 = e * s;
	const real gone = (t - (one - 1)) / one, off = quotient_rest(splat(1), d, s) - s * (e - (d - 1) + e * gone);
	const real less = keep(z0 > K(0x1p-90f, 0x1p-900), product_rest(e, s, z0) / z0 + gone + off);
	const real big = s + s * off, small = z0 + z0 * less;
	const real big_rest = (s - big) / s + off, small_rest = keep(less != 0, (z0 - small) / z0 + less);
	const bits low = z < 0;
	return (chances){
		e,    pick(low, small, big),           pick(low, big, small),
		gone, pick(low, small_rest, big_rest), pick(low, big_rest, small_rest),
	};
}

/* What the distance from a target, far = y s(-z) + (1 - y) s(z), loses still, over its size. */
LENT real distance_rest(chances c, real y, real far)
{
	const real n = 1 - y, a = y * c.q, b = n * c.p, less = sum_rest(splat(1), -y, n) + n * c.p_rest;
	const real rest = product_rest(y, c.q, a) + product_rest(n, c.p, b) + sum_rest(a, b, far);
	return keep(far > 0, (rest + a * c.q_rest + less * c.p) / far);
}
#endif

/* A loss times the modulating factor A^gamma of Lin et al., by f = A^gamma, lean = A', less = f / A, chord = loss / A and
   turn = A'' / A': where A = 0, an easy sample, the two quotients are limits. */
ALWAYS out modulated_by(out loss, real gamma, real f, real lean, real less, real chord, real turn)
{
	const real pull = product(gamma * lean, chord), both = (gamma - 1) * lean * chord + 2 * loss.g;
	return (out){
		product(f, loss.v),
		product(f, loss.g + pull),
		product(f, loss.h + product(turn, pull)) + product(product(gamma * lean, both), less),
	};
}

/* The same by lean = A' / A, which is finite for a chance as a function of its logit. */
ALWAYS out modulated(out loss, real gamma, real f, real lean, real turn)
{
	return modulated_by(loss, gamma, f, lean, f, loss.v, turn);
}

/* log(1 + e) */
ALWAYS real softplus_rest(chances c) { return rlog1p01(c.e) + c.e * c.e_rest * rmax(c.p, c.q); }

/* x - log(1 + x), x > -1 */
APART real excess_of_log(real x)
{
	real h = (lane)0.5 * x * x, near = h - log_bend(x, h, LOG1P, sizeof LOG1P / sizeof(lane));
	return pick((x > (lane)-0.5) & (x < 1), near, x - rlog1p(rmin(x, LARGE)));
}

/* x - 1 - log(x) for x = a / b, positive */
APART real excess_of_ratio(real a, real b)
{
	real d = pick(a == INF, a, (a - b) / b);
	return pick(a < b / 2, d - rlog(a / b), excess_of_log(d));
}

/* exp(x) - 1 - x */
APART real excess_of_exp(real x)
{
	return pick(rabs(x) < (lane)0.34, x * x * HORNER(x, EXP), rexpm1(x) - rmin(x, 1000));
}

/* exp(x) = 2^k + 2^k q, of which the first may be nearly taken away, to leave the digits of the second. */
typedef struct {
	real all, whole, rest;
} sundered;

static inline sundered exp_sundered(real x)
{
	bits k, in_range = rabs(x) < K(80, 700);
	const real q = exp_parts(rmin(rmax(x, EXP_MIN), EXP_MAX), ROUNDING(2 * BIAS), BRIEF, &k);
	const ubits half = shift_right(k, 1);
	const real scale = power((ubits)k - BIAS), e = (1 + q) * power(half) * power((ubits)k - half);
	return (sundered){ e, pick(in_range, scale, e), keep(in_range, scale * q) };
}

/* exp(x) - y */
ALWAYS real exp_less(sundered e, real y) { return e.rest + (e.whole - y); }

/* y exp(x), also where exp(x) alone overflows or vanishes. */
APART real times_exp(real y, real x)
{
	const bits far = rabs(x) > K(80, 700);
	const real e = rexp(pick(far, x / 2, x)), z = y * e;
	return keep(y != 0, pick(far, z * e, z));
}

/* log(1 + x^2), x >= 0 */
ALWAYS real log1p_square(real x)
{
	bits far = x > LARGE;
	return pick(far, 2, 1) * rlog1p(pick(far, x, x * x));
}

/* sqrt(1 + x^2), x >= 0 */
ALWAYS real secant(real x) { return pick(x > LARGE, x, rroot(1 + x * x)); }

/* x / (1 + x), x >= 0 */
ALWAYS real saturation(real x) { return pick(x > LARGE, 1, x / (1 + x)); }

/* x / (1 + x^2) with u = 1 / (1 + x^2) */
ALWAYS real redescent(real x, real u) { return pick(rabs(x) > LARGE, 1 / x, x * u); }

/* a, but never 0: what vanishes with a, divided by it, then comes to its limit. */
ALWAYS real nonzero(real a) { return pick(rabs(a) < (lane)0x1p-100, (lane)0x1p-100, a); }

/* The sign of r on a. */
ALWAYS real toward(real r, real a) { return pick(r < 0, -a, a); }

/* x less the nearest multiple of a period, two times over, since the first multiple is rounded where it is large; 0 where x is
   so far out that its neighbours lie many periods apart. */
APART real residue(real x, real period)
{
	const lane magic = K(0x1.8p23f, 0x1.8p52);
	for (int times = 0; times < 2; times++) {
		real n = x / period, near = pick(rabs(n) < magic / 4, n + magic - magic, n);
		const real multiple = near * period;
		x = x - multiple - product_rest(near, period, multiple);
	}
	return pick(rabs(x) > period, 0, x);
}
