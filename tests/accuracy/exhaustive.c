/* The largest errors of a loss in single precision, over every float or every so many, against its own kernel in double,
   whose errors measure.js knows.  For value, gradient and second derivative: the error in units in the last place of the
   exact result, or of what half a unit in the last place of the input makes of it where that is more; the float it occurs
   at, what came and what should have; and the largest error in last places alone.

   exhaustive LOSS STRIDE LOW HIGH TARGET [PARAMETER ...]   floats of an interval, a JSON object on stdout */
#include "../../c/block.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void element(int order, int n, double scale);
#define ELEMENT(name) element name##_f32 __attribute__((weak)), name##_f64;
#define ROW(name)
#include "losses.h"
#undef ELEMENT

static const struct {
	const char *name;
	element *single, *twice;
} losses[] = {
#define ELEMENT(name) { #name, name##_f32, name##_f64 },
#include "losses.h"
};

static struct {
	double error, plain;
	float at, got;
	double want;
} worst[3];

/* Infinity stands for 2^128, so that overflow may come neither early nor late. */
static double clamped(double x) { return x > 0x1p128 ? 0x1p128 : x < -0x1p128 ? -0x1p128 : x; }

static double stride;

static void judge(int part, const float *x, const float *got, const double *want, int n)
{
	const int64_t exponents = 0x7ff0000000000000, least = (int64_t)(1023 - 126) << 52,
	              most = (int64_t)(1023 + 127) << 52;
	double error[BLOCK], largest = 0, plain = 0;
	for (int i = 0; i < n; i++) {
		const double w = clamped(want[i]), off = fabs(clamped((double)got[i]) - w);
		int64_t e;
		memcpy(&e, &w, sizeof e);
		e &= exponents;
		e = e < least ? least : e > most ? most : e;
		const int64_t places = ((int64_t)(2 * 1023 + 23) << 52) - e;
		double per_place;
		memcpy(&per_place, &places, sizeof e);
		const int lost = (got[i] != got[i]) + (want[i] != want[i]);
		const double alone = lost == 0 ? off * per_place : lost == 1 ? INFINITY : 0;
		const double next = want[i + 1 < n ? i + 1 : i], before = want[i ? i - 1 : i];
		const double moved = fmin(fabs(next - w), fabs(w - before)) * per_place / 2 / stride;
		error[i] = moved > 1 && lost == 0 ? alone / moved : alone;
		plain = alone > plain ? alone : plain;
	}
	for (int i = 0; i < n; i++) largest = error[i] > largest ? error[i] : largest;
	if (plain > worst[part].plain) worst[part].plain = plain;
	if (!(largest > worst[part].error)) return;
	int i = 0;
	while (error[i] != largest) i++;
	worst[part].error = largest, worst[part].at = x[i], worst[part].got = got[i], worst[part].want = want[i];
}

static void measure(int loss, const float *x, int n, double target)
{
	static float got[3][BLOCK];
	const double *results[] = { block.v, block.g, block.h };
	for (int i = 0; i < n; i++) ((float *)block.z)[i] = x[i], ((float *)block.y)[i] = (float)target;
	losses[loss].single(2, n, 1);
	for (int k = 0; k < 3; k++) memcpy(got[k], results[k], sizeof(float) * (size_t)n);
	for (int i = 0; i < n; i++) block.z[i] = (double)x[i], block.y[i] = target;
	losses[loss].twice(2, n, 1);
	for (int k = 0; k < 3; k++) judge(k, x, got[k], results[k], n);
}

int main(int count, char **words)
{
	static float x[BLOCK];
	int loss = -1, n = 0;
	for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
		if (count > 5 && !strcmp(words[1], losses[i].name)) loss = (int)i;
	if (loss < 0 || !losses[loss].single) return 2;
	const uint64_t step = strtoull(words[2], 0, 10);
	const double low = atof(words[3]), high = atof(words[4]), target = atof(words[5]);
	uint64_t points = 0;
	stride = (double)step;
	for (int i = 6; i < count; i++) block.p[i - 6] = atof(words[i]);
	for (uint64_t b = 0; b <= UINT32_MAX; b += step) {
		const uint32_t bits = (uint32_t)b;
		memcpy(x + n, &bits, sizeof bits);
		if (x[n] < (float)low || x[n] > (float)high) continue;
		if (++n == BLOCK) measure(loss, x, n, target), points += BLOCK, n = 0;
	}
	measure(loss, x, n, target), points += (uint64_t)n;
	printf("{\"points\":%llu,\"parts\":[", (unsigned long long)points);
	for (int k = 0; k < 3; k++)
		printf("%s{\"error\":\"%.4f\",\"plain\":\"%.4f\",\"at\":\"%.9g\",\"got\":\"%.9g\",\"want\":\"%.17g\"}",
		       k ? "," : "", worst[k].error, worst[k].plain, (double)worst[k].at, (double)worst[k].got,
		       worst[k].want);
	printf("]}\n");
}
