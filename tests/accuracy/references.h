/* References that libm lacks, in more digits than `exact` has where they cancel. */
#if REAL == 32
typedef long double finer;
#define QQ(f) f##l
enum { FAR = 12, TERMS = 10 };
#else
typedef __float128 finer;
#define QQ(f) f##q
enum { FAR = 30, TERMS = 14 };
#endif

/* B_2k / 2k of Bernoulli's numbers */
static const finer bernoulli[] = {
	(finer)1 / 12,        (finer)-1 / 120,           (finer)1 / 252,     (finer)-1 / 240,
	(finer)1 / 132,       (finer)-691 / 32760,       (finer)1 / 12,      (finer)-3617 / 8160,
	(finer)43867 / 14364, (finer)-174611 / 6600,     (finer)77683 / 276, (finer)-236364091 / 65520,
	(finer)657931 / 12,   (finer)-3392780147 / 3480,
};

static exact exact_digamma(exact at)
{
	finer x = at, sum = 0, series = 0;
	if (x == 0 || !(x < INFINITY)) return x == 0 ? -1 / at : at;
	for (; x < FAR; x++) sum -= 1 / x;
	for (int k = TERMS - 1; k >= 0; k--) series = (bernoulli[k] + series) / (x * x);
	return (exact)(sum + QQ(log)(x) - 1 / (2 * x) - series);
}

static exact exact_trigamma(exact at)
{
	finer x = at, sum = 0, series = 0;
	if (x == 0 || !(x < INFINITY)) return x == 0 ? INFINITY : 1 / at;
	for (; x < FAR; x++) sum += 1 / (x * x);
	for (int k = TERMS - 1; k >= 0; k--) series = (2 * (k + 1) * bernoulli[k] + series) / (x * x);
	return (exact)(sum + 1 / x + 1 / (2 * x * x) + series / x);
}

/* Near 0 by cosh(x) - 1 = 2 sinh^2(x/2) */
static exact exact_logcosh(exact x)
{
	exact a = Q(fabs)(x), s = Q(sinh)(a / 2);
	if (a < 1) return Q(log1p)(2 * s * s);
	return a - (exact)M_LN2q + Q(log1p)(Q(exp)(-2 * a));
}
