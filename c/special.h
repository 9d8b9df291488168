/* PROVISIONAL, until the elementary functions of the same names arrive. */
#pragma once
#include "real.h"

#define APART static __attribute__((noinline)) /* called, not copied into every loop: they are large */

/* x^a, NaN for x < 0.  With x = 2^k m the exponent a k is split into an integer and a rest without rounding. */
APART real rpow(real x, real a)
{
	enum { MOST = K(250, 2040) };
	const lane magic = K(0x1.8p23f, 0x1.8p52);
	bits scale = (x < K(0x1p-126f, 0x1p-1022)) & ((integer)MANTISSA << MANTISSA);
	bits b = log_move((bits)(x * (real)(scale + ONE)) - scale);
	real m = (real)((b & (((integer)1 << MANTISSA) - 1)) + (bits)splat(SQRT_HALF)), k = log_exponent(b);
	real rough = (real)((bits)a & ~(((integer)1 << K(12, 27)) - 1)), whole = rmin(rmax(rough * k, -MOST), MOST);
	real t = whole + (magic + 2 * BIAS), n = t - (magic + 2 * BIAS), rest = (whole - n) + (a - rough) * k;
	ubits e = (ubits)t, half = shift_right((bits)e, 1);
	real l = log_join(m - 1, splat(0)),
	     y = rexp(rest * (lane)0x1.62e42fefa39efp-1 + a * l) * power(half) * power(e - half);
	real about = a * log_join(m - 1, k), end = pick((a > 0) == (x > 1), INF, 0);
	y = pick(about > EXP_MAX, INF, pick(about < EXP_MIN, 0, y));
	y = pick(a == 0, 1, pick((x == 0) | (x == INF), end, y));
	return like(x, like(a, (real)((bits)y | (x < 0))));
}

APART real ratan(real x)
{
	for (int l = 0; l < LANES; l++) x[l] = (lane)__builtin_atan((double)x[l]);
	return x;
}
APART real rsin(real x)
{
	for (int l = 0; l < LANES; l++) x[l] = (lane)__builtin_sin((double)x[l]);
	return x;
}
APART real rcos(real x)
{
	for (int l = 0; l < LANES; l++) x[l] = (lane)__builtin_cos((double)x[l]);
	return x;
}
APART real rlgamma(real x)
{
	for (int l = 0; l < LANES; l++) x[l] = (lane)__builtin_lgamma((double)x[l]);
	return x;
}

/* cosh(r) - 1 = q^2 / (2 (1 + q)), q = exp(|r|) - 1 */
APART real rlogcosh(real r)
{
	real a = rabs(r), q = rexpm1(rmin(a, 1));
	return pick(a < 1, rlog1p(q * q / (2 * (1 + q))), a + (rlog1p01(rexpneg(-2 * a)) - (lane)0x1.62e42fefa39efp-1));
}

#define rpow rpow
double npow(double, double);
#if REAL == 64
double npow(double x, double a) { return rpow(splat(x), splat(a))[0]; }
#endif
