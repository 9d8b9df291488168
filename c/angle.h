/* Sine, cosine and arc cosine of one double, for finishing a row in either precision; fdlibm's polynomials. */
#pragma once

double nsin(double), ncos(double), nacos(double);

#if REAL == 64
#define HALF_PI_HI 0x1.921fb544p0 /* times any small integer exact */
#define HALF_PI_LO 0x1.0b4611a626331p-34

/* The sine of a quarter turn's part r, or its cosine, by how many quarters were taken away. */
static double quarters(double x, int more)
{
	static const double S[] = { -1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04,
				    2.75573137070700676789e-06,	 -2.50507602534068634195e-08, 1.58969099521155010221e-10 };
	static const double C[] = { 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
				    -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11 };
	const double n = x * 0x1.45f306dc9c883p-1 + 0x1.8p52 - 0x1.8p52;
	const double high = x - n * HALF_PI_HI, low = n * HALF_PI_LO, r = high - low, z = r * r, rest = high - r - low;
	const int quarter = (int)(n - 4 * (n * 0.25 + 0x1.8p52 - 0x1.8p52)) + more;
	double s = S[5], c = C[5];
	UNROLLED for (int i = 4; i >= 0; i--) s = S[i] + z * s, c = C[i] + z * c;
	s = r + (z * r * s + rest * (1 - z / 2));
	const double half = z / 2, w = 1 - half;
	c = w + ((1 - w - half) + (z * z * c - r * rest));
	const double y = quarter & 1 ? c : s;
	return quarter & 2 ? -y : y;
}

double nsin(double x) { return quarters(x, 0); }
double ncos(double x) { return quarters(x, 1); }

/* (asin(s) - s) / s in z = s^2 <= 1/4 */
static double arc(double z)
{
	const double p = z * (1.66666666666666657415e-01 + z * (-3.25565818622400915405e-01 + z * (2.01212532134862925881e-01 + z * (-4.00555345006794114027e-02 + z * (7.91534994289814532176e-04 + z * 3.47933107596021167570e-05)))));
	return p / (1 + z * (-2.40339491173441421878e+00 + z * (2.02094576023350569471e+00 + z * (-6.88283971605453293030e-01 + z * 7.70381505559019352791e-02))));
}

double nacos(double x)
{
	const double a = x < 0 ? -x : x, z = a < 0.5 ? x * x : (1 - a) / 2, s = a < 0.5 ? x : nroot(z), y = s + s * arc(z);
	return a < 0.5 ? HALF_PI_HI - (y - HALF_PI_LO) : x < 0 ? 2 * (HALF_PI_HI - (y - HALF_PI_LO)) : 2 * y;
}
#endif
