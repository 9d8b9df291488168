/* The largest error of every function, in units in the last place of the exact result, as one JSON object a line.

   measure full|sample [name]    REAL == 32: every float, or every 1021st; REAL == 64: structured and random doubles
   Built by run.js, once for each REAL. */
#include "bodies.h"
#include <math.h>
#include <quadmath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if REAL == 32
typedef double exact;
#define Q(f) f
enum { LOWEST = -126, HIGHEST = 127 };
#else
typedef __float128 exact;
#define Q(f) f##q
enum { LOWEST = -1022, HIGHEST = 1023 };
#endif

#include "references.h"

typedef struct {
	const char *name;
	real (*run)(real);
	exact (*reference)(exact);
	double goal, domain[2], favour[2];
} function;

#define F(name, goal, reference, ...) \
	static exact exact_##name(exact x) { return reference; }
#include "functions.h"
#undef F
#define F(name, goal, reference, low, high, from, to) \
	{ #name, run_##name, exact_##name, goal, { low, high }, { from, to } },
static const function functions[] = {
#include "functions.h"
};
#undef F

union word {
	natural b;
	lane x;
};
static lane from_bits(natural b) { return (union word){ b }.x; }

/* The exponent of y, from its representation: frexp is slow. */
static int exponent_of(exact y)
{
	uint16_t top[sizeof y / 2];
	memcpy(top, &y, sizeof y);
	return REAL == 32 ? ((top[3] >> 4) & 0x7ff) - 1023 : (top[sizeof y / 2 - 1] & 0x7fff) - 16383;
}

/* Infinity stands for 2^(HIGHEST + 1), so that overflow may come neither early nor late. */
static double error_of(exact got, exact want)
{
	static exact limit, per_place[HIGHEST - LOWEST + 1];
	if (limit == 0) {
		limit = Q(scalbn)(1, HIGHEST + 1);
		for (int e = LOWEST; e <= HIGHEST; e++) per_place[e - LOWEST] = Q(scalbn)(1, MANTISSA - e);
	}
	if (want != want || got != got) return want != want && got != got ? 0 : INFINITY;
	got = got > limit ? limit : got < -limit ? -limit : got;
	want = want > limit ? limit : want < -limit ? -limit : want;
	int e = exponent_of(want);
	e = e < LOWEST ? LOWEST : e > HIGHEST ? HIGHEST : e;
	return (double)((got < want ? want - got : got - want) * per_place[e - LOWEST]);
}

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
	for (int i = 0; i < now.waiting; i += LANES) {
		const real y = now.f->run(*(real *)(now.x + i));
		for (int j = 0; j < LANES && i + j < now.waiting; j++) {
			const double error = error_of(y[j], now.f->reference(now.x[i + j]));
			if (error > now.error) now.error = error, now.at = now.x[i + j], now.got = y[j];
		}
	}
	now.points += now.waiting;
	now.waiting = 0;
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
	for (int i = 0; i < (full ? 5000000 : 100000); i++) {
		try(from_bits(any_bits()));
		try(low + (high - low) * any_unit());
		try(copysign(exp2(80 * any_unit() - 70), from_bits(any_bits())));
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
