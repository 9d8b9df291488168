/* Sine, cosine and arc cosine of one double, for losses of angles: as they are in fdlibm (Sun Microsystems 1993), and not
   the C library's, whose last bit differs from one library to the next. */
#pragma once
double ncos(double), nsin(double), nacos(double);
#if REAL == 64 && !defined RARE
#define HALF_PI 0x1.921fb54442d18p0
#define HALF_PI_REST 0x1.1a62633145c07p-54

static inline double polynomial(double x, const double *c, int n)
{
	double p = c[n - 1];
	for (int i = n - 2; i >= 0; i--) p = c[i] + x * p;
	return p;
}

/* sin(x + turns pi / 2) for |x| < 2^20: the multiple of pi / 2 is taken away in three parts of 33 bits. */
static double turned_sine(double x, int turns)
{
	static const double S[] = { -1.66666666666666324348e-01, 8.33333333332248946124e-03,
		                    -1.98412698298579493134e-04, 2.75573137070700676789e-06,
		                    -2.50507602534068634195e-08, 1.58969099521155010221e-10 };
	static const double C[] = { 4.16666666666666019037e-02, -1.38888888888741095749e-03,
		                    2.48015872894767294178e-05, -2.75573143513906633035e-07,
		                    2.08757232129817482790e-09, -1.13596475577881948265e-11 };
	if (!(x < 0x1p20 && x > -0x1p20)) return x - x;
	const double magic = 0x1.8p52, n = x * 6.36619772367581382433e-01 + magic - magic;
	const double high = x - n * 1.57079632673412561417e+00, low = n * 6.07710050630396597660e-11;
	const double r = high - low, tail = (high - r) - low - n * 2.02226624879595063154e-21, z = r * r;
	const int k = (int)n + turns;
	const double half = z / 2, w = 1 - half;
	const double sine = r + (tail - half * tail + r * z * polynomial(z, S, 6));
	const double cosine = w + ((1 - w) - half + (z * z * polynomial(z, C, 6) - r * tail));
	const double y = k & 1 ? cosine : sine;
	return k & 2 ? -y : y;
}

double nsin(double x) { return turned_sine(x, 0); }
double ncos(double x) { return turned_sine(x, 1); }

/* (asin(x) - x) / x for z = x^2, |x| <= 1/2 */
static double arc_bend(double z)
{
	static const double P[] = { 1.66666666666666657415e-01, -3.25565818622400915405e-01,
		                    2.01212532134862925881e-01, -4.00555345006794114027e-02,
		                    7.91534994289814532176e-04, 3.47933107596021167570e-05 };
	static const double Q[] = { 1, -2.40339491173441421878e+00, 2.02094576023350569471e+00,
		                    -6.88283971605453293030e-01, 7.70381505559019352791e-02 };
	return z * polynomial(z, P, 6) / polynomial(z, Q, 5);
}

/* Beyond 1/2, by the half angle. */
double nacos(double x)
{
	if (x > -0.5 && x < 0.5) return HALF_PI - (x - (HALF_PI_REST - x * arc_bend(x * x)));
	const double z = (x < 0 ? 1 + x : 1 - x) / 2, s = nroot(z), bend = arc_bend(z) * s;
	if (x < 0) return 2 * (HALF_PI - (s + (bend - HALF_PI_REST)));
	const double lead = s + s * 0x1p27 - s * 0x1p27, rest = z == 0 ? 0 : (z - lead * lead) / (s + lead);
	return 2 * (lead + (bend + rest));
}
#endif
