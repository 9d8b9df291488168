/* Numbers of as many digits as one asks for (MPFR), with their first and second derivative along one input.  What the
   formulas of the losses are made of; formulas.js writes them in these terms. */
#include <mpfr.h>
#include <stdlib.h>

enum { FAR = 3000 };

typedef struct {
	mpfr_t v, g, h;
	int flat; /* does not depend on the input: g and h are 0, and are not kept */
} jet;

/* All numbers of one evaluation, and its precision; `bent` where it ran over a kink, where only the value counts; `far`
   where an exponential is beyond what any number of digits sets right. */
static struct {
	jet *jets[1 << 16];
	int made, used, bent, far;
	mpfr_prec_t digits;
	unsigned long now;
	mpfr_t a, b;
} work;

static void restart(mpfr_prec_t digits)
{
	if (!work.now++) mpfr_inits2(digits, work.a, work.b, (mpfr_ptr)0);
	mpfr_set_prec(work.a, digits), mpfr_set_prec(work.b, digits);
	work.used = work.bent = work.far = 0, work.digits = digits;
}

static jet *fresh(int flat)
{
	if (work.used == work.made) {
		jet *x = work.jets[work.made++] = malloc(sizeof *x);
		mpfr_inits2(work.digits, x->v, x->g, x->h, (mpfr_ptr)0);
	}
	jet *x = work.jets[work.used++];
	mpfr_set_prec(x->v, work.digits);
	if (!flat) mpfr_set_prec(x->g, work.digits), mpfr_set_prec(x->h, work.digits);
	x->flat = flat;
	return x;
}

static jet *constant(double x)
{
	jet *c = fresh(1);
	mpfr_set_d(c->v, x, MPFR_RNDN);
	return c;
}

static jet *circle(void)
{
	jet *c = fresh(1);
	mpfr_const_pi(c->v, MPFR_RNDN);
	return c;
}

/* An input: the one that all is derived by has slope 1. */
static jet *input(double x, int along)
{
	jet *c = fresh(!along);
	mpfr_set_d(c->v, x, MPFR_RNDN);
	if (along) mpfr_set_ui(c->g, 1, MPFR_RNDN), mpfr_set_zero(c->h, 1);
	return c;
}

/* into += times a b; 0 times anything is 0 */
static void more(mpfr_t into, int times, const mpfr_t a, const mpfr_t b)
{
	if (mpfr_zero_p(a) || mpfr_zero_p(b)) return;
	mpfr_mul(work.a, a, b, MPFR_RNDN);
	mpfr_mul_si(work.a, work.a, times, MPFR_RNDN);
	mpfr_add(into, into, work.a, MPFR_RNDN);
}

static int is_zero(const jet *x) { return mpfr_zero_p(x->v); }
static int truth(const jet *x) { return !is_zero(x); }

static jet *sum_of(const jet *a, const jet *b, int sign)
{
	jet *c = fresh(a->flat && b->flat);
	(sign > 0 ? mpfr_add : mpfr_sub)(c->v, a->v, b->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_set_zero(c->g, 1), mpfr_set_zero(c->h, 1);
	if (!a->flat) mpfr_set(c->g, a->g, MPFR_RNDN), mpfr_set(c->h, a->h, MPFR_RNDN);
	if (b->flat) return c;
	(sign > 0 ? mpfr_add : mpfr_sub)(c->g, c->g, b->g, MPFR_RNDN);
	(sign > 0 ? mpfr_add : mpfr_sub)(c->h, c->h, b->h, MPFR_RNDN);
	return c;
}

static jet *add(const jet *a, const jet *b) { return sum_of(a, b, 1); }
static jet *subtract(const jet *a, const jet *b) { return sum_of(a, b, -1); }
static jet *unaryMinus(const jet *a) { return subtract(constant(0), a); }

static int limitless(const jet *a) { return a->flat && mpfr_inf_p(a->v); }

/* 0 times infinity is 0; where the infinity stays and the 0 does not, the product jumps. */
static jet *multiply(const jet *a, const jet *b)
{
	if ((a->flat && is_zero(a)) || (b->flat && is_zero(b))) return constant(0);
	work.bent |= (limitless(a) && is_zero(b)) || (limitless(b) && is_zero(a));
	jet *c = fresh(a->flat && b->flat);
	mpfr_set_zero(c->v, 1);
	more(c->v, 1, a->v, b->v);
	if (c->flat) return c;
	mpfr_set_zero(c->g, 1), mpfr_set_zero(c->h, 1);
	if (!a->flat) more(c->g, 1, a->g, b->v), more(c->h, 1, a->h, b->v);
	if (!b->flat) more(c->g, 1, a->v, b->g), more(c->h, 1, a->v, b->h);
	if (!a->flat && !b->flat) more(c->h, 2, a->g, b->g);
	return c;
}

static jet *divide(const jet *a, const jet *b)
{
	jet *c = fresh(a->flat && b->flat);
	mpfr_div(c->v, a->v, b->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_set_zero(c->g, 1), mpfr_set_zero(c->h, 1);
	if (!a->flat) mpfr_set(c->g, a->g, MPFR_RNDN), mpfr_set(c->h, a->h, MPFR_RNDN);
	if (!b->flat) more(c->g, -1, c->v, b->g), more(c->h, -1, c->v, b->h);
	mpfr_div(c->g, c->g, b->v, MPFR_RNDN);
	if (!b->flat) more(c->h, -2, c->g, b->g);
	mpfr_div(c->h, c->h, b->v, MPFR_RNDN);
	return c;
}

/* f(a), where c->v = f, c->g = f', c->h = f'' so far */
static jet *chain(jet *c, const jet *a)
{
	mpfr_mul(work.b, c->h, a->g, MPFR_RNDN);
	mpfr_set_zero(c->h, 1);
	more(c->h, 1, work.b, a->g), more(c->h, 1, c->g, a->h);
	mpfr_set(work.b, c->g, MPFR_RNDN);
	mpfr_set_zero(c->g, 1);
	more(c->g, 1, work.b, a->g);
	return c;
}

static jet *function_exp(const jet *a)
{
	jet *c = fresh(a->flat);
	work.far |= mpfr_cmpabs_ui(a->v, FAR) > 0;
	mpfr_exp(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_set(c->g, c->v, MPFR_RNDN), mpfr_set(c->h, c->v, MPFR_RNDN);
	return chain(c, a);
}

static jet *function_log(const jet *a)
{
	jet *c = fresh(a->flat);
	mpfr_log(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_ui_div(c->g, 1, a->v, MPFR_RNDN);
	mpfr_sqr(c->h, c->g, MPFR_RNDN), mpfr_neg(c->h, c->h, MPFR_RNDN);
	return chain(c, a);
}

static jet *function_sqrt(const jet *a)
{
	jet *c = fresh(a->flat);
	mpfr_sqrt(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	work.bent |= is_zero(a); /* the slope is infinite */
	mpfr_ui_div(c->g, 1, c->v, MPFR_RNDN), mpfr_div_2ui(c->g, c->g, 1, MPFR_RNDN);
	mpfr_div(c->h, c->g, a->v, MPFR_RNDN), mpfr_div_si(c->h, c->h, -2, MPFR_RNDN);
	return chain(c, a);
}

static jet *function_cosh(const jet *a)
{
	jet *c = fresh(a->flat);
	work.far |= mpfr_cmpabs_ui(a->v, FAR) > 0;
	mpfr_cosh(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_sinh(c->g, a->v, MPFR_RNDN), mpfr_set(c->h, c->v, MPFR_RNDN);
	return chain(c, a);
}

static jet *function_tanh(const jet *a)
{
	jet *c = fresh(a->flat);
	mpfr_tanh(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_sech(c->g, a->v, MPFR_RNDN), mpfr_sqr(c->g, c->g, MPFR_RNDN);
	mpfr_mul(c->h, c->g, c->v, MPFR_RNDN), mpfr_mul_si(c->h, c->h, -2, MPFR_RNDN);
	return chain(c, a);
}

static jet *function_sin(const jet *a)
{
	jet *c = fresh(a->flat);
	mpfr_sin(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_cos(c->g, a->v, MPFR_RNDN), mpfr_neg(c->h, c->v, MPFR_RNDN);
	return chain(c, a);
}

static jet *function_cos(const jet *a) { return function_sin(add(a, divide(circle(), constant(2)))); }

static jet *function_acos(const jet *a)
{
	jet *c = fresh(a->flat);
	mpfr_acos(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_sqr(work.b, a->v, MPFR_RNDN), mpfr_ui_sub(work.b, 1, work.b, MPFR_RNDN);
	work.bent |= mpfr_cmp_d(work.b, 1e-12) < 0; /* where c/angles.h bounds the slope */
	mpfr_rec_sqrt(c->g, work.b, MPFR_RNDN), mpfr_neg(c->g, c->g, MPFR_RNDN);
	mpfr_mul(c->h, c->g, a->v, MPFR_RNDN), mpfr_div(c->h, c->h, work.b, MPFR_RNDN);
	return chain(c, a);
}

static jet *function_atan(const jet *a)
{
	jet *c = fresh(a->flat);
	mpfr_atan(c->v, a->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_sqr(c->g, a->v, MPFR_RNDN), mpfr_add_ui(c->g, c->g, 1, MPFR_RNDN);
	mpfr_ui_div(c->g, 1, c->g, MPFR_RNDN);
	mpfr_sqr(c->h, c->g, MPFR_RNDN), mpfr_mul(c->h, c->h, a->v, MPFR_RNDN);
	mpfr_mul_si(c->h, c->h, -2, MPFR_RNDN);
	return chain(c, a);
}

/* The angle of (b, a), by atan(a / b) where b > 0. */
static jet *function_atan2(const jet *a, const jet *b)
{
	if (!is_zero(b)) return function_atan(divide(a, b));
	jet *c = is_zero(a) ? constant(0) : divide(circle(), constant(2));
	return a->flat && b->flat ? c : subtract(c, function_atan(divide(b, a)));
}

/* a^b for b that does not depend on the input */
static jet *pow_of(const jet *a, const jet *b)
{
	if (!b->flat) abort();
	if (mpfr_cmp_ui(b->v, 2) == 0) return multiply(a, a);
	jet *c = fresh(a->flat);
	mpfr_pow(c->v, a->v, b->v, MPFR_RNDN);
	if (c->flat) return c;
	mpfr_t e;
	mpfr_init2(e, work.digits);
	mpfr_sub_ui(e, b->v, 1, MPFR_RNDN), mpfr_pow(work.b, a->v, e, MPFR_RNDN);
	mpfr_set_zero(c->g, 1), more(c->g, 1, b->v, work.b);
	mpfr_mul(work.b, b->v, e, MPFR_RNDN), mpfr_sub_ui(e, e, 1, MPFR_RNDN), mpfr_pow(e, a->v, e, MPFR_RNDN);
	mpfr_set_zero(c->h, 1), more(c->h, 1, work.b, e);
	mpfr_clear(e);
	return chain(c, a);
}

static jet *function_lgamma(const jet *a)
{
	int sign;
	jet *c = fresh(1);
	if (!a->flat) abort();
	mpfr_lgamma(c->v, &sign, a->v, MPFR_RNDN);
	return c;
}

static jet *function_floor(const jet *a)
{
	jet *c = fresh(1);
	if (!a->flat && mpfr_integer_p(a->v)) work.bent = 1;
	mpfr_rint_floor(c->v, a->v, MPFR_RNDN);
	return c;
}

/* The order of two numbers; where they meet and do not go on together, there is a kink. */
static int order(const jet *a, const jet *b)
{
	const int order = mpfr_cmp(a->v, b->v);
	if (order == 0 && !(a->flat && b->flat)) work.bent = 1;
	return order;
}

static int known(const jet *a, const jet *b) { return !mpfr_nan_p(a->v) && !mpfr_nan_p(b->v); }
static jet *smaller(const jet *a, const jet *b) { return constant(known(a, b) && order(a, b) < 0); }
static jet *smallerEq(const jet *a, const jet *b) { return constant(known(a, b) && order(a, b) <= 0); }
static jet *larger(const jet *a, const jet *b) { return constant(known(a, b) && order(a, b) > 0); }
static jet *largerEq(const jet *a, const jet *b) { return constant(known(a, b) && order(a, b) >= 0); }
static jet *equal(const jet *a, const jet *b) { return constant(known(a, b) && order(a, b) == 0); }
static jet *both(const jet *a, const jet *b) { return constant(truth(a) && truth(b)); }
static jet *either(const jet *a, const jet *b) { return constant(truth(a) || truth(b)); }
static jet *negated(const jet *a) { return constant(!truth(a)); }

/* The value alone: what does not take part in derivatives. */
static jet *function_frozen(const jet *a)
{
	jet *c = fresh(1);
	mpfr_set(c->v, a->v, MPFR_RNDN);
	return c;
}

static jet *function_max(jet *a, jet *b) { return order(a, b) < 0 ? b : a; }
static jet *function_min(jet *a, jet *b) { return order(a, b) > 0 ? b : a; }
static jet *function_abs(jet *a) { return order(a, constant(0)) < 0 ? unaryMinus(a) : a; }

/* The logarithm of a probability, with its guards. */
static jet *guarded(jet *p, const jet *epsilon, jet *floor, jet *clip)
{
	if (mpfr_sgn(clip->v) > 0) p = function_max(clip, function_min(p, subtract(constant(1), clip)));
	jet *log = function_log(add(p, epsilon));
	return mpfr_inf_p(floor->v) ? log : function_max(log, floor);
}

/* Where the excess to a power sums to 1, by Newton's iteration from below, whose last rounds bring the derivatives, too; there is
   none for an infinite power. */
static jet *threshold_of_power(jet **x, int n, jet *power)
{
	jet *tau = x[0];
	if (mpfr_inf_p(power->v)) return tau;
	for (int i = 1; i < n; i++) tau = function_max(tau, x[i]);
	tau = subtract(tau, constant(1));
	for (int round = 0; round < 100; round++) {
		jet *over = constant(-1), *steep = constant(0);
		for (int i = 0; i < n; i++) {
			if (!mpfr_greater_p(x[i]->v, tau->v)) continue;
			jet *excess = subtract(x[i], tau);
			over = add(over, pow_of(excess, power));
			steep = add(steep, multiply(power, pow_of(excess, subtract(power, constant(1)))));
		}
		tau = add(tau, divide(over, steep));
	}
	return tau;
}

/* The number whose excess sums to 1: sorted downwards, (the sum of the first n less 1) / n for the most of them that exceed it. */
static jet *threshold(jet **x, int n, jet *power)
{
	if (mpfr_cmp_ui(power->v, 1) != 0) return threshold_of_power(x, n, power);
	for (int i = 1; i < n; i++)
		for (int k = i; k > 0 && mpfr_less_p(x[k - 1]->v, x[k]->v); k--) {
			jet *other = x[k];
			x[k] = x[k - 1], x[k - 1] = other;
		}
	jet *total = constant(-1), *tau = 0;
	for (int i = 0; i < n; i++) {
		total = add(total, x[i]);
		jet *next = divide(total, constant(i + 1));
		if (tau && order(next, x[i]) >= 0) break;
		tau = next;
	}
	return tau;
}
