/* The errors of results that come in on stdin, in units in the last place of the exact result: the formulas of the losses
   at a precision that doubles until two evaluations agree.

   In: calls, each a struct call and, a sample, so many doubles: predictions, targets, value, gradient, second derivatives.
   Out, a sample: for value, gradient and second derivatives the error, the same in terms of what half a unit in the last
   place of the inputs does to the result, where that is more, the exact result, and which of the inputs it is: the worst.
   An error of -1: not compared, as at a kink, or where the formula has no value. */
#include "jets.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>

enum {
	CELLS = 64,
	PARAMETERS = 8,
	MEMOS = 8,
	FINE = 1 << 12,
	LAST = 1 << 14,
	AGREED = 80,
	PLAIN = 3,
	UNDERFLOW = 1 << 10
};

static struct {
	int32_t loss, single, samples, inputs, targets, classes;
	double p[PARAMETERS];
} given;

static double z[CELLS], y[CELLS];
static int along;                  /* the prediction that all is derived by */
static const double *moved, *none; /* a number that is changed by half a unit in the last place */
static int direction;

static jet *shifted(jet *x, const double *from)
{
	if (from != moved) return x;
	mpfr_set_si_2exp(work.a, direction, given.single ? -24 : -53, MPFR_RNDN), mpfr_add_ui(work.a, work.a, 1, MPFR_RNDN);
	mpfr_mul(x->v, x->v, work.a, MPFR_RNDN);
	return x;
}

static jet *prediction(int k) { return shifted(input(z[k], k == along), z + k); }
static jet *target(int k) { return shifted(constant(y[k]), y + k); }
static int index_of(const jet *x) { return (int)mpfr_get_si(x->v, MPFR_RNDN); }

/* The base of logarithms comes as the factor 1 / ln(base). */
static jet *base(double factor) { return factor == 1 ? function_exp(constant(1)) : constant(factor > 1 ? 2 : 10); }

static struct {
	unsigned long when;
	jet *what;
} memo[MEMOS];
#define ONCE(n, value) \
	(memo[n].when == work.now ? memo[n].what : (memo[n].what = (value), memo[n].when = work.now, memo[n].what))

#include "formulas.h"

typedef struct {
	mpfr_t of[3];
	int bent, sure;
} result;

/* So small that it rounds to 0; what cancels has to show at digits that hold the square of any double. */
static int nothing(const mpfr_t x)
{
	return mpfr_zero_p(x) ? work.digits >= FINE || !mpfr_inexflag_p() : mpfr_number_p(x) && mpfr_get_exp(x) < -1200;
}

static int agree(const mpfr_t a, const mpfr_t b)
{
	if (mpfr_nan_p(a) || mpfr_nan_p(b)) return mpfr_nan_p(a) && mpfr_nan_p(b);
	if (nothing(a) && nothing(b)) return 1;
	if (!mpfr_regular_p(a) || !mpfr_regular_p(b)) return mpfr_inf_p(a) && mpfr_equal_p(a, b);
	mpfr_sub(work.a, a, b, MPFR_RNDN);
	return mpfr_zero_p(work.a) || mpfr_get_exp(work.a) < mpfr_get_exp(b) - AGREED;
}

static void evaluate(result *r, mpfr_prec_t digits)
{
	restart(digits);
	mpfr_clear_flags();
	const jet *x = formulas[given.loss]();
	for (int i = 0; i < 3; i++) {
		mpfr_set_prec(r->of[i], digits);
		if (i == 0) mpfr_set(r->of[i], x->v, MPFR_RNDN);
		else if (x->flat) mpfr_set_zero(r->of[i], 1);
		else mpfr_set(r->of[i], i == 1 ? x->g : x->h, MPFR_RNDN);
	}
	r->bent = work.bent, r->sure = !work.far;
}

/* Digits that hold 1 beside the smallest of the inputs, their squares, and their exponentials. */
static mpfr_prec_t enough(void)
{
	double reach = 0;
	for (int i = 0; i < given.inputs + given.targets; i++) {
		const double x = i < given.inputs ? z[i] : y[i - given.inputs];
		if (x != 0) reach = fmax(reach, fmax(fabs(logb(x)), 2 * fmin(fabs(x), 1500)));
	}
	return 128 + 2 * (mpfr_prec_t)reach;
}

static const result *exactly(result *now)
{
	static result last;
	mpfr_prec_t digits = enough();
	for (int i = 0; i < 3; i++)
		if (!now->of[i]->_mpfr_d) mpfr_init(now->of[i]);
	for (int i = 0; i < 3; i++)
		if (!last.of[i]->_mpfr_d) mpfr_init(last.of[i]);
	evaluate(now, digits);
	for (digits *= 2; digits <= LAST; digits *= 2) {
		const result other = last;
		last = *now, *now = other;
		evaluate(now, digits);
		int settled = 1;
		for (int i = 0; i < 3; i++) settled &= agree(last.of[i], now->of[i]);
		if (settled) return now;
	}
	now->sure = 0;
	return now;
}

/* Infinity stands for the power of 2 beyond the largest number, so that overflow may come neither early nor late. */
static void bounded(mpfr_t into, const mpfr_t x)
{
	const int most = given.single ? 128 : 1024;
	if (mpfr_inf_p(x) || (mpfr_regular_p(x) && mpfr_get_exp(x) > most))
		mpfr_set_si_2exp(into, mpfr_sgn(x), most, MPFR_RNDN);
	else mpfr_set(into, x, MPFR_RNDN);
}

/* The distance of two numbers in units in the last place of the second. */
static double distance(const mpfr_t got, const mpfr_t want)
{
	const int least = given.single ? -126 : -1022, most = given.single ? 127 : 1023,
	          places = given.single ? 23 : 52;
	if (mpfr_nan_p(got)) return INFINITY;
	bounded(work.b, want), bounded(work.a, got);
	const mpfr_exp_t e = mpfr_zero_p(work.b) ? least : mpfr_get_exp(work.b) - 1;
	mpfr_sub(work.a, work.a, work.b, MPFR_RNDN);
	mpfr_mul_2si(work.a, work.a, places - (e < least ? least : e > most ? most : e), MPFR_RNDN);
	return fabs(mpfr_get_d(work.a, MPFR_RNDN));
}

static double error_of(double got, const mpfr_t want, int sure)
{
	static mpfr_t x;
	if (!x->_mpfr_d) mpfr_init2(x, 53);
	if (mpfr_nan_p(want) || (!sure && (isfinite(got) || !mpfr_inf_p(want)))) return -1;
	mpfr_set_d(x, got, MPFR_RNDN);
	return distance(x, want);
}

/* What a change of each number by half a unit in its last place makes of a result, in its own last places; at least what
   gradual underflow makes of a product. */
static double condition(const result *r, int part)
{
	static result other;
	double sum = nothing(r->of[part]) || mpfr_get_exp(r->of[part]) > -1018 || given.single ? 0 : UNDERFLOW;
	for (int i = 0; i < given.inputs + given.targets; i++) {
		double most = 0;
		moved = i < given.inputs ? z + i : y + i - given.inputs;
		for (direction = -1; direction < 2; direction += 2)
			most = fmax(most, *moved == 0 ? 0 : distance(exactly(&other)->of[part], r->of[part]));
		sum += most;
	}
	moved = none;
	return sum;
}

static void in(double *to, int count)
{
	if (fread(to, sizeof *to, (size_t)count, stdin) != (size_t)count)
		fputs("the input ends early\n", stderr), exit(1);
}

int main(void)
{
	static result exact;
	double got[1 + 2 * CELLS];
	while (fread(&given, sizeof given, 1, stdin) == 1)
		for (int s = 0; s < given.samples; s++) {
			double error[3] = { -1, -1, -1 }, worth[3] = { -1, -1, -1 }, want[3] = { 0 }, cell[3] = { 0 };
			in(z, given.inputs), in(y, given.targets), in(got, 1 + 2 * given.inputs);
			for (along = 0; along < given.inputs; along++) {
				const result *r = exactly(&exact);
				const int parts = r->bent ? 1 : 3;
				for (int i = along ? 1 : 0; i < parts; i++) {
					const double e = error_of(got[i ? 1 + (i - 1) * given.inputs + along : 0],
					                          r->of[i], r->sure);
					const double w = e > PLAIN && isfinite(e) ? e / fmax(1, condition(r, i)) : e;
					if (e > error[i]) error[i] = e;
					if (w > worth[i])
						worth[i] = w, want[i] = mpfr_get_d(r->of[i], MPFR_RNDN),
						cell[i] = along;
				}
			}
			fwrite(error, sizeof error, 1, stdout), fwrite(worth, sizeof worth, 1, stdout);
			fwrite(want, sizeof want, 1, stdout), fwrite(cell, sizeof cell, 1, stdout);
		}
}
