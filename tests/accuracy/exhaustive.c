/* The largest errors of a loss in single precision, over every float or every so many, against its own kernel in double,
   whose errors measure.js knows.  For value, gradient and second derivative: the error in units in the last place of the
   exact result, or of what half a unit in the last place of the prediction makes of it where that is more; the float it
   occurs at, what came and what should have; and the largest error in last places alone.

   exhaustive LOSS STRIDE LOW HIGH TARGET [PARAMETER ...]   floats of an interval, a JSON object on stdout */
#include "../../c/block.h"
#include "places.h"
#include <stdio.h>
#include <stdlib.h>

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

static double stride;

static void judge(int part, const float *x, const float *got, const double *exact, int n)
{
	static double padded[BLOCK + 2], error[BLOCK], plain[BLOCK];
	double *want = padded + 1;
	for (int i = 0; i < n; i++) want[i] = clamped(exact[i]);
	want[-1] = 2 * want[0] - want[n > 1], want[n] = 2 * want[n - 1] - want[n > 1 ? n - 2 : 0]; /* moved as much */
	for (int i = 0; i < n; i++) {
		const double w = want[i], after = fabs(want[i + 1] - w), before = fabs(w - want[i - 1]);
		const double moved = (after < before ? after : before) / 2 / stride * last_places(w);
		plain[i] = error_in_places(got[i], w);
		error[i] = moved > 1 && plain[i] < INFINITY ? plain[i] / moved : plain[i];
	}
	const double worse = largest(plain, n), most = largest(error, n);
	worst[part].plain = worse > worst[part].plain ? worse : worst[part].plain;
	if (!(most > worst[part].error)) return;
	int i = 0;
	while (error[i] != most) i++;
	worst[part].error = most, worst[part].at = x[i], worst[part].got = got[i], worst[part].want = exact[i];
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
