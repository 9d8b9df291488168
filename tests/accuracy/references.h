/* The exact results: in `exact`, a type with more digits, and for double precision in MPFR's numbers besides. */
#define Q(f) K(f, f##l)

/* B_2k / 2k of Bernoulli's numbers */
static const long bernoulli[][2] = {
	{ 1, 12 },        { -1, 120 },      { 1, 252 },     { -1, 240 },         { 1, 132 },
	{ -691, 32760 },  { 1, 12 },        { -3617, 8160 }, { 43867, 14364 },   { -174611, 6600 },
	{ 77683, 276 },   { -236364091, 65520 }, { 657931, 12 }, { -3392780147, 3480 },
};
enum { FAR = 12, TERMS = 10, FINE_FAR = 40, FINE_TERMS = sizeof bernoulli / sizeof *bernoulli };

static long double coefficient(int k) { return (long double)bernoulli[k][0] / bernoulli[k][1]; }

static exact exact_digamma(exact at)
{
	long double x = at, sum = 0, series = 0;
	if (x == 0 || !(x < INFINITY)) return x == 0 ? -1 / at : at;
	for (; x < FAR; x++) sum -= 1 / x;
	for (int k = TERMS - 1; k >= 0; k--) series = (coefficient(k) + series) / (x * x);
	return (exact)(sum + logl(x) - 1 / (2 * x) - series);
}

static exact exact_trigamma(exact at)
{
	long double x = at, sum = 0, series = 0;
	if (x == 0 || !(x < INFINITY)) return x == 0 ? INFINITY : 1 / at;
	for (; x < FAR; x++) sum += 1 / (x * x);
	for (int k = TERMS - 1; k >= 0; k--) series = (2 * (k + 1) * coefficient(k) + series) / (x * x);
	return (exact)(sum + 1 / x + 1 / (2 * x * x) + series / x);
}

/* Near 0 by cosh(x) - 1 = 2 sinh^2(x/2) */
static exact exact_logcosh(exact x)
{
	exact a = Q(fabs)(x), s = Q(sinh)(a / 2);
	return a < 1 ? Q(log1p)(2 * s * s) : a - Q(log)(2) + Q(log1p)(Q(exp)(-2 * a));
}

#if REAL == 64
#include <mpfr.h>

enum { DIGITS = 192 };
static mpfr_t y, t; /* the argument, which becomes the result, and one to work with */

#define DO(f) mpfr_##f(y, y, MPFR_RNDN)

static void pow_of_base(double base) { mpfr_set_d(t, base, MPFR_RNDN), mpfr_pow(y, t, y, MPFR_RNDN); }
static void pow_to(double exponent) { mpfr_set_d(t, exponent, MPFR_RNDN), mpfr_pow(y, y, t, MPFR_RNDN); }

static void fine_softplus(void)
{
	mpfr_abs(t, y, MPFR_RNDN), mpfr_neg(t, t, MPFR_RNDN);
	mpfr_exp(t, t, MPFR_RNDN), mpfr_log1p(t, t, MPFR_RNDN);
	if (mpfr_sgn(y) < 0) mpfr_set_zero(y, 1);
	mpfr_add(y, y, t, MPFR_RNDN);
}

static void fine_sigmoid(void)
{
	DO(neg), DO(exp);
	mpfr_add_ui(y, y, 1, MPFR_RNDN), mpfr_ui_div(y, 1, y, MPFR_RNDN);
}

static void fine_xlogx(void)
{
	if (mpfr_zero_p(y)) return;
	mpfr_log(t, y, MPFR_RNDN), mpfr_mul(y, y, t, MPFR_RNDN);
}

static void fine_logcosh(void)
{
	DO(abs);
	if (mpfr_cmp_ui(y, 1) < 0) {
		mpfr_div_2ui(y, y, 1, MPFR_RNDN);
		DO(sinh), DO(sqr);
		mpfr_mul_2ui(y, y, 1, MPFR_RNDN);
		DO(log1p);
		return;
	}
	mpfr_const_log2(t, MPFR_RNDN), mpfr_sub(t, y, t, MPFR_RNDN);
	mpfr_mul_si(y, y, -2, MPFR_RNDN);
	DO(exp), DO(log1p), mpfr_add(y, y, t, MPFR_RNDN);
}

static void fine_log1mexp(void)
{
	const int near = mpfr_cmp_d(y, 0.7) < 0;
	DO(neg);
	near ? DO(expm1) : DO(exp);
	DO(neg);
	near ? DO(log) : DO(log1p);
}

static void fine_lgamma(void)
{
	int sign;
	mpfr_lgamma(y, &sign, y, MPFR_RNDN);
}

static void fine_trigamma(void)
{
	mpfr_t x, sum;
	if (!mpfr_regular_p(y)) return (void)mpfr_ui_div(y, 1, y, MPFR_RNDN), (void)DO(abs);
	mpfr_inits2(DIGITS, x, sum, (mpfr_ptr)0);
	mpfr_set(x, y, MPFR_RNDN), mpfr_set_zero(sum, 1);
	for (; mpfr_cmp_ui(x, FINE_FAR) < 0; mpfr_add_ui(x, x, 1, MPFR_RNDN))
		mpfr_sqr(t, x, MPFR_RNDN), mpfr_ui_div(t, 1, t, MPFR_RNDN), mpfr_add(sum, sum, t, MPFR_RNDN);
	mpfr_set_zero(y, 1);
	for (int k = FINE_TERMS - 1; k >= 0; k--) {
		mpfr_set_si(t, 2 * (k + 1) * bernoulli[k][0], MPFR_RNDN), mpfr_div_si(t, t, bernoulli[k][1], MPFR_RNDN);
		mpfr_add(y, y, t, MPFR_RNDN), mpfr_div(y, y, x, MPFR_RNDN), mpfr_div(y, y, x, MPFR_RNDN);
	}
	mpfr_d_div(t, 0.5, x, MPFR_RNDN);
	mpfr_add(y, y, t, MPFR_RNDN), mpfr_add_ui(y, y, 1, MPFR_RNDN), mpfr_div(y, y, x, MPFR_RNDN);
	mpfr_add(y, y, sum, MPFR_RNDN);
	mpfr_clears(x, sum, (mpfr_ptr)0);
}
#endif
