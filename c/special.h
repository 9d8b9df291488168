/* Special functions of a real, under the rules of real.h. */
#ifndef SPECIAL_H
#define SPECIAL_H
#include "real.h"

/* Minimax polynomials (tests/accuracy/coefficients.py), in z = x^2 and behind the leading terms of the series:
   POW of log, SIN, COS to pi/4, ATAN to tan(pi/8), ASIN to 1/2, LOGCOSH to 1, ERF to 15/16;
   ERFC exp(x^2) erfc(x) in (x - 15/16) / (x + 3), beyond;
   LGAMMA, DIGAMMA less their zeros in (x - 1.5) / (x + 1.5), 1 to 2.25; STIRLING, PSI, TRIGAMMA their asymptotic series. */
#if REAL == 32
#define HALF_PI_HI 0x1.921fb6p0f
#define HALF_PI_LO -0x1.777a5cp-25f
#define ROOT_HI 0x1.d8b618p-2f /* of digamma, less 1 */
#define ROOT_LO 0x1.ab5f2p-27f
#define TWO_THIRDS_HI 0x1.556p-1f
#define TWO_THIRDS_LO -0x1.555556p-14f
#define PER_QUARTER 0x1.45f306p-1f
#define STIRLING_0 0x1.acfe3ap-2f
static const lane QUARTER[] = { 0x1.922p0f, -0x1.2afp-18f, 0x1.0b48p-34f, -0x1.ee59dap-50f };
static const lane POW[] = { 0x1.33338p-1f, 0x1.b67bc2p-2f, 0x1.67b87ep-2f };
static const lane SIN[] = { -0x1.555546p-3f, 0x1.11077cp-7f, -0x1.99558cp-13f };
static const lane COS[] = { 0x1.55554ap-5f, -0x1.6c0c2cp-10f, 0x1.99e9d6p-16f };
static const lane ATAN[] = { -0x1.55554ap-2f, 0x1.9991eap-3f, -0x1.23ba76p-3f, 0x1.b23224p-4f, -0x1.f32f14p-5f };
static const lane ASIN[] = { 0x1.55554cp-3f, 0x1.3338a2p-4f, 0x1.6ca9d6p-5f,
	                     0x1.04b7bp-5f,  0x1.d7087ap-7f, 0x1.34064ep-5f };
static const lane LOGCOSH[] = { -0x1.555518p-4f, 0x1.6c0338p-6f,   -0x1.b8032ep-8f,
	                        0x1.111c64p-9f,  -0x1.265f8cp-11f, 0x1.721342p-14f };
static const lane ERF[] = { 0x1.06eba8p-3f, -0x1.812742p-2f, 0x1.ce2deap-4f, -0x1.b80c86p-6f,
	                    0x1.54b6b8p-8f, -0x1.a9b19p-11f, 0x1.5b13ecp-14f };
static const lane ERFC[] = { 0x1.c7f814p-2f, -0x1.27d2a8p0f, 0x1.7b8154p0f,
	                     -0x1.54e638p0f, 0x1.950e9p-1f,  -0x1.faaba8p-3f };
static const lane LGAMMA[] = { 0x1.eeb95ap-2f, -0x1.c06388p-2f, 0x1.06d022p-3f, -0x1.34d9bep-3f,
	                       0x1.5c6102p-4f, -0x1.7d01dap-4f, 0x1.1f593ap-4f, -0x1.2c619cp-4f };
static const lane STIRLING[] = { 0x1.55555p-4f, -0x1.6bd3ccp-9f, 0x1.809e7ep-11f };
static const lane DIGAMMA[] = { 0x1.e6f0ccp-1f,  -0x1.455888p0f, 0x1.c9ba02p-1f, -0x1.e56bacp-1f, 0x1.cb6ebep-1f,
	                        -0x1.d76866p-1f, 0x1.c9734p-1f,  -0x1.0270bep0f, 0x1.15eaf6p0f };
static const lane PSI[] = { 0x1.555532p-4f, -0x1.10a158p-7f, 0x1.d2cd6cp-9f };
static const lane TRIGAMMA[] = { 0x1.55552ap-3f, -0x1.10a74p-5f, 0x1.60d04cp-6f };
#else
#define HALF_PI_HI 0x1.921fb54442d18p0
#define HALF_PI_LO 0x1.1a62633145c07p-54
#define ROOT_HI 0x1.d8b618d5af8fep-2 /* of digamma, less 1 */
#define ROOT_LO -0x1.1e563779a1f5bp-56
#define TWO_THIRDS_HI 0x1.5555558p-1
#define TWO_THIRDS_LO -0x1.5555555555555p-28
#define PER_QUARTER 0x1.45f306dc9c883p-1
#define STIRLING_0 0x1.acfe390c97d69p-2
static const lane QUARTER[] = { 0x1.921fb544p0, 0x1.0b4611a6p-34, 0x1.3198a2ep-69, 0x1.b839a252049c1p-104 };
static const lane POW[] = { 0x1.333333333333p-1,  0x1.b6db6db6dc8f6p-2, 0x1.5555555417fc9p-2, 0x1.1745d2292e81dp-2,
	                    0x1.d89d12747bcacp-3, 0x1.99b147c4d642p-3,  0x1.66a29ebc053f3p-3, 0x1.706ae7944dcc3p-3 };
static const lane SIN[] = { -0x1.5555555555549p-3, 0x1.111111110f896p-7,   -0x1.a01a019c12c7dp-13,
	                    0x1.71de3577617ccp-19, -0x1.ae5e652c8296dp-26, 0x1.5d9284013eb99p-33 };
static const lane COS[] = { 0x1.555555555554cp-5,   -0x1.6c16c16c15218p-10, 0x1.a01a019cbe08cp-16,
	                    -0x1.27e4f81149d13p-22, 0x1.1ee9f01311877p-29,  -0x1.8fb0697f53793p-37 };
static const lane ATAN[] = { -0x1.555555555553dp-2, 0x1.99999999958b6p-3, -0x1.24924922b0232p-3, 0x1.c71c70e754b1ep-4,
	                     -0x1.745cf90424906p-4, 0x1.3b111c00bfee4p-4, -0x1.10ebda0ad844fp-4, 0x1.df113db4dbbc4p-5,
	                     -0x1.9cdb918379c17p-5, 0x1.37ec19cd68b46p-5, -0x1.259b668bdd3e6p-6 };
static const lane ASIN[] = { 0x1.5555555555578p-3, 0x1.333333332df3cp-4, 0x1.6db6db72288a8p-5, 0x1.f1c71a8cf86fcp-6,
	                     0x1.6e8bdfb9eeb3cp-6, 0x1.1c49e182d60c7p-6, 0x1.ca20e898f7a2p-7,  0x1.757ab2db57694p-7,
	                     0x1.6177fda57b823p-7, 0x1.e2859aca83fddp-9, 0x1.64a2f46f686b5p-6, -0x1.596a4364ffa5ap-6,
	                     0x1.0bb6d82717cd2p-5 };
static const lane LOGCOSH[] = { -0x1.55555555554f6p-4,  0x1.6c16c16c0e1cfp-6,   -0x1.ba1ba1b5b5aeep-8,
	                        0x1.1ea5d30aaed91p-9,   -0x1.833d863e84e82p-11, 0x1.0d0a36ff483a4p-12,
	                        -0x1.7d8ffa9ecb14p-14,  0x1.12804117fa444p-15,  -0x1.8ceebdc7fff64p-17,
	                        0x1.19816c2455dcfp-18,  -0x1.7226b5f828f85p-20, 0x1.970082d58da1cp-22,
	                        -0x1.3cc031ac3dce8p-24, 0x1.f516df1afddc1p-28 };
static const lane ERF[] = {
	0x1.06eba8214db68p-3,  -0x1.812746b0379c4p-2,  0x1.ce2f21a041803p-4,  -0x1.b82ce312351a3p-6,
	0x1.565bcd022917fp-8,  -0x1.c02db1c93cb83p-11, 0x1.f9a2e41b4e20cp-14, -0x1.f4cd0eebe602p-17,
	0x1.b99db9916b551p-20, -0x1.5ccf7d1896be1p-23, 0x1.dd02a569cc366p-27, -0x1.bede2bf109462p-31
};
static const lane ERFC[] = { 0x1.c7f81382721efp-2,  -0x1.27d29cbe209d6p0,   0x1.7b803846636cfp0,
	                     -0x1.54d9fa90fbf97p0,  0x1.946314027a539p-1,   -0x1.eafed90a608e2p-3,
	                     -0x1.e868f7ab37343p-6, 0x1.87e4e2aed00cbp-5,   -0x1.29c9c394957e6p-10,
	                     -0x1.391cb48a9ded6p-7, -0x1.267ddfbf069c8p-11, 0x1.c1804faa0fedp-9,
	                     -0x1.f21e78449f6c6p-11 };
static const lane LGAMMA[] = {
	0x1.eeb95b094c191p-2, -0x1.c0638869c10cfp-2, 0x1.06ce2b0811f3ep-3, -0x1.34d888b7a2092p-3,
	0x1.5d69731fea726p-4, -0x1.7dca512911748p-4, 0x1.0570a34535bd8p-4, -0x1.1547413cb586cp-4,
	0x1.a119963302039p-5, -0x1.b3c4d8a0dd8ccp-5, 0x1.5ad6bb8ffae52p-5, -0x1.6720b049556f9p-5,
	0x1.25dbc213d62e2p-5, -0x1.2e7bd6c144a4ep-5, 0x1.2beb6235442dap-5, -0x1.335739e7b06fbp-5
};
static const lane STIRLING[] = { 0x1.55555555553ccp-4,   -0x1.6c16c16603837p-9, 0x1.a019f03f1f153p-11,
	                         -0x1.380d402f9af2ap-11, 0x1.b807376915e44p-11, -0x1.e1d741db2ea43p-10,
	                         0x1.3b0188fb72dfcp-8,   -0x1.25f93f9ea6fecp-7 };
static const lane DIGAMMA[] = { 0x1.e6f0cbb873616p-1,  -0x1.45588a40472e9p0,  0x1.c9ba615f796adp-1,
	                        -0x1.e566df06f0ed8p-1, 0x1.cb4a7ea05f72cp-1,  -0x1.d8ecd9c776053p-1,
	                        0x1.cf0370e4ecc29p-1,  -0x1.d61edef08f67fp-1, 0x1.d0aeb7f5860f5p-1,
	                        -0x1.d4f423a0530ffp-1, 0x1.d18139b03472ep-1,  -0x1.d497b3b787952p-1,
	                        0x1.d2031fa0c7fc4p-1,  -0x1.cda49a4d80688p-1, 0x1.cea2e8c562dc8p-1,
	                        -0x1.15e04b12de69dp0,  0x1.0cf67f60afb19p0 };
static const lane PSI[] = { 0x1.55555555543bp-4,  -0x1.111110fe6a1e7p-7, 0x1.041024f306693p-8, -0x1.11068a7aa9ca8p-8,
	                    0x1.ee3b3fa935fc2p-8, -0x1.46c9c3c336544p-6, 0x1.e5dafc74857dp-5,  -0x1.e9d5d41514443p-4 };
static const lane TRIGAMMA[] = { 0x1.5555555554b15p-3, -0x1.11111108b1f8bp-5, 0x1.86184ec042357p-6,
	                         -0x1.110bef55972dp-5, 0x1.3583e75078409p-4,  -0x1.f3d1eb525c015p-3,
	                         0x1.cee8e3aec287ep-1, -0x1.2fe57c463d408p1 };
#endif

/* The upper half of the digits: products of two such numbers are exact. */
static inline real high(real x) { return (real)((bits)x & -((integer)1 << K(12, 27))); }

/* What a product p = a b and a sum s = a + b lose by rounding (Dekker 1971, Knuth). */
ALWAYS real product_rest(real a, real b, real p)
{
	const real ah = high(a), bh = high(b), al = a - ah, bl = b - bh;
	return ah * bh - p + ah * bl + al * bh + al * bl;
}
ALWAYS real sum_rest(real a, real b, real s)
{
	const real back = s - a;
	return (a - (s - back)) + (b - back);
}

/* Defined in the unit of REAL == 64, which lends it to the rare losses (rare.c). */
#if REAL == 32
#define LENT APART
#else
#define LENT __attribute__((noinline))
#endif

/* x^y for x >= 0 (fdlibm), where x has lost `rest` over its size. log(x) and its product with y are sums of two numbers:
   log(m) = 2/3 s (3 + s^2 + s^4 P(s^2)), s = f / (2 + f). */
#ifdef RARE
real rpow_of(real x, real rest, real y), sine(real x, int quadrant), rlogcosh(real x);
#else
LENT real rpow_of(real x, real rest, real y)
{
	real k, f = log_split(x, &k) - 1, d = 2 + f, dh = high(d), s = f / d, sh = high(s), z = s * s;
	real sl = (f - sh * dh - sh * (2 - dh + f)) / d;
	real r = z * z * HORNER(z, POW) + sl * (sh + s), z0 = sh * sh;
	real th = high(3 + z0 + r), u = sh * th, v = sl * th + (r - (th - 3 - z0)) * s;
	real ph = high(u + v), pl = v - (ph - u);
	real mh = TWO_THIRDS_HI * ph, ml = TWO_THIRDS_LO * ph + pl * (TWO_THIRDS_HI + TWO_THIRDS_LO) + k * LN2_LO,
	     kh = k * LN2_HI;
	real lh = high(kh + (mh + ml)), ll = ml - (lh - kh - mh) + rest;

	real w = rmin(rmax(y, -(lane)0x1p70), (lane)0x1p70), wh = high(w);
	real eh = wh * lh, el = (w - wh) * lh + w * ll, e = eh + el;
	real less =
	        rmin(rmax(el - (e - eh), -(lane)0x1p-8), (lane)0x1p-8); /* what e lost, before the result overflows */
	bits n;
	real q = exp_parts(rmin(rmax(e, EXP_MIN), EXP_MAX), ROUNDING(2 * BIAS), 0, &n);
	ubits half = shift_right(n, 1);
	real result = (1 + (q + less * (1 + q))) * power(half) * power((ubits)n - half);
	real edge = pick(y == 0, 1, keep((x == 0) ^ (y > 0), INF));
	return (real)((bits)pick((x == 0) | (x == INF), like(y, edge), result) | ~(x >= 0));
}

/* sin(x + quadrant pi/2) */
LENT real sine(real x, int quadrant)
{
	const lane magic = K(0x1.8p23f, 0x1.8p52);
	real t = x * PER_QUARTER + magic, n = t - magic;
	real r = x - n * QUARTER[0] - n * QUARTER[1] - n * QUARTER[2] - n * QUARTER[3], z = r * r;
	real s = r + r * z * HORNER(z, SIN), c = 1 - ((lane)0.5 * z - z * z * HORNER(z, COS));
	bits k = (bits)t + quadrant, odd = (k & 1) == 1;
	real value = (real)((bits)pick(odd, c, s) ^ (bits)((ubits)(k & 2) << (8 * sizeof(lane) - 2)));
	return (real)((bits)value | ~(rabs(x) <= K(0x1p22f, 0x1p51)));
}

/* log(cosh(x)) */
LENT real rlogcosh(real x)
{
	real a = rabs(x), z = a * a;
	return pick(a > 1, a - LN2_HI + (rlog1pbrief(rexpneg(-2 * a)) - LN2_LO),
	            z * ((lane)0.5 + z * HORNER(z, LOGCOSH)));
}

#endif

static inline real rpow(real x, real y) { return rpow_of(x, splat(0), y); }
#define rpow(x, y) rpow(x, VECTOR(y)) /* y may be a scalar */
static inline real rsin(real x) { return sine(x, 0); }
static inline real rcos(real x) { return sine(x, 1); }

/* atan(x) = c pi/4 + atan(t), |t| <= tan(pi/8) */
APART real ratan(real x)
{
	real a = rabs(x);
	bits one = a > K(0x1.a8279ap-2f, 0x1.a827999fcef32p-2), two = a > K(0x1.3504f4p1f, 0x1.3504f333f9de6p1);
	real t = pick(two, -1, pick(one, a - 1, a)) / pick(two, a, pick(one, a + 1, 1)), z = t * t;
	real c = keep(one, 0.5) + keep(two, 0.5);
	return rcopysign(c * HALF_PI_HI + (t + (t * z * HORNER(z, ATAN) + c * HALF_PI_LO)), x);
}

/* asin(|x|) for |x| <= 1/2; beyond, (pi/2 - asin(|x|)) / 2, the angle of sqrt((1 - |x|) / 2). */
static inline real asin_parts(real x, bits *steep)
{
	real a = rabs(x);
	*steep = a > (lane)0.5;
	real z = pick(*steep, (lane)0.5 * (1 - a), x * x), s = pick(*steep, rroot(z), a);
	return s + s * z * HORNER(z, ASIN);
}

APART real rasin(real x)
{
	bits steep;
	real p = asin_parts(x, &steep);
	return rcopysign(pick(steep, HALF_PI_HI - (2 * p - HALF_PI_LO), p), x);
}

APART real racos(real x)
{
	bits steep;
	real p = asin_parts(x, &steep), q = HALF_PI_HI - (p - HALF_PI_LO);
	return pick(steep, 2 * pick(x < 0, q, p), HALF_PI_HI - (rcopysign(p, x) - HALF_PI_LO));
}

/* erf(x) = 1 - exp(-x^2) G(x) away from 0 */
APART real rerf(real x)
{
	real a = rmin(rabs(x), 6), z = a * a;
	real far = 1 - rexpneg(-z) * HORNER((a - (lane)0.9375) / (a + 3), ERFC);
	return rcopysign(pick(a > (lane)0.9375, far, a + a * HORNER(z, ERF)), x);
}

/* log(1 - exp(-x)) for x >= 0 (Maechler) */
APART real rlog1mexp(real x) { return pick(x < (LN2_HI + LN2_LO), rlog(-rexpm1(-x)), rlog1p(-rexpneg(-x))); }

/* log(gamma(x)) for x > 0. With a = y - 1, y in [1, 2.25], it is a (a - 1) P(y), where y = x + 1 or x less 0, 1 or 2, and the
   logarithm of the factors in between; Stirling's series beyond 4.25. */
APART real rlgamma(real x)
{
	bits below = x<1, beyond = x>(lane) 4.25;
	real y = x, factor = splat(1);
	UNROLL
	for (int i = 0; i < 2; i++) {
		bits step = y > (lane)2.25;
		y = y - keep(step, 1);
		factor = factor * pick(step, y, 1);
	}
	real l = rlog(pick(below | beyond, x, factor));
	real a = pick(below, x, y - 1), near = a * (a - 1) * HORNER((a - (lane)0.5) / (a + (lane)2.5), LGAMMA);
	real r = 1 / x;
	real far = (x - (lane)0.5) * (l - 1) + (STIRLING_0 + r * HORNER(r * r, STIRLING));
	return pick(beyond, far, near + pick(below, -l, l));
}

/* log(gamma(1 + x)) for x >= 0, also where 1 + x loses x */
APART real rlgamma1p(real x)
{
	const real near = x * (x - 1) * HORNER((x - (lane)0.5) / (x + (lane)2.5), LGAMMA);
	return pick(x < 1, near, rlgamma(x + 1));
}

/* log(gamma(1 + y)) - y log(y) + y for y >= 0, nearly log(sqrt(2 pi y)) */
APART real rstirling(real y)
{
	const real r = 1 / y, far = (lane)0.5 * rlog(y) + ((lane)0.5 + STIRLING_0 + r * HORNER(r * r, STIRLING));
	return pick(y > (lane)4.25, far, rlgamma1p(y) - pick(y == 0, y, y * (rlog(y) - 1)));
}

/* The derivative of rlgamma for x > 0: (y - root) P(y) and reciprocals. */
APART real rdigamma(real x)
{
	bits below = x<1, beyond = x>(lane) 4.25;
	real r = 1 / x, y = x, terms = keep(below, -r);
	UNROLL
	for (int i = 0; i < 2; i++) {
		bits step = y > (lane)2.25;
		y = y - keep(step, 1);
		terms = terms + keep(step, 1 / y);
	}
	real a = pick(below, x, y - 1), w = r * r;
	real near = (a - ROOT_HI - ROOT_LO) * HORNER((a - (lane)0.5) / (a + (lane)2.5), DIGAMMA) + terms;
	real far = rlog(x) - ((lane)0.5 * r + w * HORNER(w, PSI));
	return (real)((bits)pick(beyond, far, near) | (x < 0));
}

/* The derivative of rdigamma for x > 0: its terms are positive, and are added from the smallest on. */
APART real rtrigamma(real x)
{
	bits below = x < 5;
	real r = 1 / (x + keep(below, 5)), w = r * r, sum = r + ((lane)0.5 * w + r * w * HORNER(w, TRIGAMMA));
	UNROLL
	for (int i = 4; i >= 0; i--) {
		r = 1 / (x + (lane)i);
		sum = sum + keep(below, r * r);
	}
	return (real)((bits)sum | (x < 0));
}

/* The same functions of one double (see real.h). */
double npow(double, double), nsin(double), ncos(double);
#if REAL == 64 && !defined RARE
double npow(double x, double y) { return rpow(splat(x), splat(y))[0]; }
double nsin(double x) { return rsin(splat(x))[0]; }
double ncos(double x) { return rcos(splat(x))[0]; }
#endif
#endif
