/* The largest error of every function, in units in the last place of the exact result, as one JSON object a line.

   measure full|sample [name]    REAL == 32: every float, or every 1021st, against double precision;
                                 REAL == 64: structured and random doubles, sieved by long double: what comes near the
                                 largest error so far is judged by MPFR
   Built by functions.js, once for each REAL. */
#include "bodies.h"
#include "places.h"
#include <stdio.h>
#include <stdlib.h>

#if REAL == 32
typedef double exact;
#else
typedef long double exact;
enum { LOWEST = -1022, HIGHEST = 1023 };
#endif
static const double NEAR = K(0, 0.05); /* what long double and its functions do to an error at most */

#include "references.h"

typedef struct {
	const char *name;
	real (*run)(real);
	exact (*reference)(exact);
	void (*judge)(void);
	double goal, domain[2], favour[2];
} function;

#define F(name, goal, reference, steps, ...)                    \
	static exact exact_##name(exact x) { return reference; } \
	static void fine_of_##name(void) { K((void)0, steps); }
#include "functions.h"
#undef F
#define F(name, goal, reference, steps, low, high, from, to) \
	{ #name, run_##name, exact_##name, fine_of_##name, goal, { low, high }, { from, to } },
static const function functions[] = {
#include "functions.h"
};
#undef F

union word {
	natural b;
	lane x;
};
static lane from_bits(natural b) { return (union word){ b }.x; }

#if REAL == 32
static double error_of(float got, double want) { return error_in_places(got, clamped(want)); }
#define fine_error(f, x, got) errors[i]
#else
/* The exponent of y, from its representation: frexp is slow. */
static int exponent_of(exact y)
{
	uint16_t part[sizeof y / 2];
	memcpy(part, &y, sizeof y);
	return (part[__LDBL_MANT_DIG__ == 64 ? 4 : 7] & 0x7fff) - 16383;
}

/* Infinity stands for 2^(HIGHEST + 1), so that overflow may come neither early nor late. */
static double error_of(exact got, exact want)
{
	static exact limit, per_place[HIGHEST - LOWEST + 1];
	if (limit == 0) {
		limit = ldexpl(1, HIGHEST + 1);
		for (int e = LOWEST; e <= HIGHEST; e++) per_place[e - LOWEST] = ldexpl(1, MANTISSA - e);
	}
	if (want != want || got != got) return want != want && got != got ? 0 : INFINITY;
	got = got > limit ? limit : got < -limit ? -limit : got;
	want = want > limit ? limit : want < -limit ? -limit : want;
	int e = exponent_of(want);
	e = e < LOWEST ? LOWEST : e > HIGHEST ? HIGHEST : e;
	return (double)((got < want ? want - got : got - want) * per_place[e - LOWEST]);
}

/* The same by MPFR. */
static double fine_error(const function *f, lane x, lane got)
{
	static mpfr_t limit;
	if (!y->_mpfr_d) {
		mpfr_inits2(DIGITS, y, t, limit, (mpfr_ptr)0);
		mpfr_set_ui_2exp(limit, 1, HIGHEST + 1, MPFR_RNDN);
	}
	mpfr_set_d(y, x, MPFR_RNDN);
	f->judge();
	if (mpfr_nan_p(y) || got != got) return mpfr_nan_p(y) && got != got ? 0 : INFINITY;
	if (mpfr_cmpabs(y, limit) > 0) mpfr_setsign(y, limit, mpfr_signbit(y), MPFR_RNDN);
	int e = mpfr_zero_p(y) ? LOWEST : (int)mpfr_get_exp(y) - 1;
	e = e < LOWEST ? LOWEST : e > HIGHEST ? HIGHEST : e;
	mpfr_set_d(t, got, MPFR_RNDN);
	if (mpfr_inf_p(t)) mpfr_setsign(t, limit, got < 0, MPFR_RNDN);
	mpfr_sub(t, t, y, MPFR_RNDN), mpfr_mul_2si(t, t, MANTISSA - e, MPFR_RNDN);
	return fabs(mpfr_get_d(t, MPFR_RNDN));
}
#endif

/* What is under measurement: points wait until they fill a block. */
static struct {
	const function *f;
	unsigned long long points;
	double error;
	lane at, got;
	int waiting;
	lane x[1024] __attribute__((aligned(16)));
} now;

static void flush(void)
{
	static lane got[sizeof now.x / sizeof *now.x] __attribute__((aligned(16)));
	static exact want[sizeof got / sizeof *got];
	static double errors[sizeof got / sizeof *got];
	const int n = now.waiting;
	for (int i = 0; i < n; i += LANES) *(real *)(got + i) = now.f->run(*(real *)(now.x + i));
	for (int i = 0; i < n; i++) want[i] = now.f->reference(now.x[i]);
	for (int i = 0; i < n; i++) errors[i] = error_of(got[i], want[i]);
	const double most = largest(errors, n);
	for (int i = 0; i < n && most > now.error - NEAR; i++) {
		if (!(errors[i] > now.error - NEAR)) continue;
		const double error = fine_error(now.f, now.x[i], got[i]);
		if (error > now.error) now.error = error, now.at = now.x[i], now.got = got[i];
	}
	now.points += (unsigned)n, now.waiting = 0;
}

static void try(lane x)
{
	if (x < now.f->domain[0] || x > now.f->domain[1]) return;
	now.x[now.waiting++] = x;
	if (now.waiting == sizeof now.x / sizeof *now.x) flush();
}

#if REAL == 32
static void points(int full)
{
	for (uint64_t b = 0; b <= UINT32_MAX; b += full ? 1 : 1021) try(from_bits((natural)b));
}
#else
static uint64_t seed;
static uint64_t any_bits(void) /* splitmix64 */
{
	uint64_t z = seed += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}
static double any_unit(void) { return (double)(any_bits() >> 11) * 0x1p-53; }

/* Where limits, kinks of the algorithms and zeros of the functions are. */
/* clang-format off */
static const double corners[] = {
	0, 0x1p-1074, 0x1p-1022, 1e-16, 1e-8, 0.1, 0.25, 0.5, 0.6931471805599453, 0.7071067811865476, 1, 1.4142135623730951,
	1.4616321449683622, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 16, 18, 22, 26.5, 36.7, 38, 44, 171.6, 708.3964185322641,
	709.25, 709.782712893384, 710, 744.4400719213812, 745.1332191019412, 746, 0x1p53, 0x1p512, 0x1p768,
	0x1.fffffffffffffp1023, INFINITY,
};
/* clang-format on */

static double near_corner(void)
{
	const uint64_t choice = any_bits();
	const int spread = (int)(any_bits() % 50);
	const double x = choice & 1 ? corners[(choice >> 1) % (sizeof corners / sizeof *corners)]
	                            : (double)((choice >> 1) % 2200) * 0.34657359027997264; /* ln(2)/2: of exp */
	const union word u = { .x = choice >> 63 ? x : -x };
	return from_bits(u.b + (any_bits() >> (63 - spread)) - ((uint64_t)1 << spread));
}

static void points(int full)
{
	const double low = now.f->favour[0], high = now.f->favour[1];
	seed = 0;
	for (uint64_t sign_and_exponent = 0; sign_and_exponent < 4096; sign_and_exponent++)
		for (uint64_t i = 0; i < 16; i++) try(from_bits((sign_and_exponent << 52) + (i << 48) + i % 3 - 1));
	for (int i = 0; i < (full ? 25000000 : 100000); i++) {
		try(from_bits(any_bits()));
		try(low + (high - low) * any_unit());
		const double size = exp2(80 * any_unit() - 70);
		try(any_bits() & 1 ? size : -size);
		try(near_corner());
	}
}
#endif

int main(int count, char **words)
{
	const int full = count > 1 && !strcmp(words[1], "full");
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (count > 2 && strcmp(words[2], functions[i].name)) continue;
		memset(&now, 0, sizeof now);
		now.f = functions + i;
		points(full);
		flush();
		printf("{\"name\":\"%s\",\"precision\":%d,\"points\":%llu,\"ulp\":\"%.4f\",\"goal\":%g,\"at\":\"%a\","
		       "\"value\":\"%.9g\",\"got\":\"%a\"}\n",
		       now.f->name, REAL, now.points, now.error, now.f->goal, now.at, now.at, now.got);
		fflush(stdout);
	}
}
