/* The same C, compiled for this machine, at the same work: block in, checks, kernel, sum, block out. */
#include "../../../c/block.h"
#include "../../../c/reduce.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void element(int order, int n, double scale);
typedef int row(int order, int rows, int cells, double scale, int pass, int from, int total, int labelled);

/* With the defaults of their parameters, or the passes over a row. */
#define LOSSES                                                                         \
	ELEMENT("squaredError", squared_error, 0)                                      \
	ELEMENT("absoluteError", absolute_error, 0)                                    \
	ELEMENT("huber", huber, 1)                                                     \
	ELEMENT("hinge", hinge, 1)                                                     \
	ELEMENT("sigmoidCrossEntropy", sigmoid_cross_entropy, 1, 1)                    \
	ELEMENT("binaryCrossEntropy", binary_cross_entropy, 1, 1, 0, -__builtin_inf()) \
	ELEMENT("sigmoidFocal", sigmoid_focal, 2, 0.25, 0, 1)                          \
	ELEMENT("logCosh", log_cosh, 0)                                                \
	ELEMENT("poissonLogRate", poisson_log_rate, 0)                                 \
	ROW("klDivergence", kl_divergence, 1)                                          \
	ROW("cosineDistance", cosine_distance, 3)                                      \
	ROW("softmaxCrossEntropy", softmax_cross_entropy, 2)

#define ELEMENT(id, name, ...) element name##_f32 __attribute__((weak)), name##_f64;
#define ROW(id, name, passes) row name##_f32 __attribute__((weak)), name##_f64;
LOSSES
#undef ELEMENT
#undef ROW

static const struct loss {
	const char *id;
	element *element[2]; /* in single and in double precision */
	row *row[2];
	int passes;
	double parameters[PARAMETERS];
} losses[] = {
#define ELEMENT(id, name, ...) { id, { name##_f32, name##_f64 }, { 0, 0 }, 0, { __VA_ARGS__ } },
#define ROW(id, name, passes) { id, { 0, 0 }, { name##_f32, name##_f64 }, passes, { 1 } },
	LOSSES
};

void append_f32(int which, int n, int weighted), append_f64(int which, int n, int weighted);
int outside_f32(void *, int, double, double, int, int), outside_f64(void *, int, double, double, int, int);
int mislabelled_f32(void *, int, double, double), mislabelled_f64(void *, int, double, double);
void clear(int which, int each);
double finish(int which, int down);

static struct {
	const struct loss *loss;
	int wide, order, n, classes; /* double precision; with the gradient */
	char scores[16], targets[16];
	char *z, *y, *g;
} task;

enum { EMISSION = 9, SUMMED = 4 };

static int is(const char *a, const char *b) { return !strcmp(a, b); }
static size_t size(int n) { return (size_t)n * (task.wide ? 8 : 4); }
static int least(int a, int b) { return a < b ? a : b; }

/* As in cases.js. */
static double uniform(uint32_t seed, uint32_t i)
{
	const uint32_t state = seed + (i + 1) * 0x6d2b79f5u;
	uint32_t t = (state ^ (state >> 15)) * (1 | state);
	t = (t + (t ^ (t >> 7)) * (61 | t)) ^ t;
	return (t ^ (t >> 14)) / 0x1p32;
}

static char *draw(const char *kind, uint32_t seed)
{
	const int labels = is(kind, "class"), n = labels ? task.n / task.classes : task.n;
	char *made = malloc(labels ? 4 * (size_t)n : size(n));
	double share = 1;
	for (int i = 0; i < n; i++) {
		const double u = uniform(seed, (uint32_t)i);
		double x = 8 * u - 4; /* score, real */
		if (is(kind, "probability")) x = 0.02 + 0.96 * u;
		if (is(kind, "bit")) x = u < 0.5;
		if (is(kind, "sign")) x = u < 0.5 ? -1 : 1;
		if (is(kind, "count")) x = floor(10 * u);
		if (is(kind, "row") && i % task.classes == 0) {
			share = 0;
			for (int k = 0; k < task.classes; k++) share += 0.05 + uniform(seed, (uint32_t)(i + k));
		}
		if (is(kind, "row")) x = (0.05 + u) / share;
		if (labels) ((int32_t *)made)[i] = (int32_t)(task.classes * u);
		else if (task.wide) ((double *)made)[i] = x;
		else ((float *)made)[i] = (float)x;
	}
	return made;
}

/* Whether some of n numbers in the block are not as the loss wants them. */
static int bad(const char *kind, void *x, int n, int wide)
{
	if (is(kind, "sign")) return (wide ? mislabelled_f64 : mislabelled_f32)(x, n, -1, 1);
	const double high = is(kind, "count") ? (double)INFINITY : 1;
	if (is(kind, "score") || is(kind, "real")) return 0;
	return (wide ? outside_f64 : outside_f32)(x, n, 0, high, 0, 0);
}

/* The same of all rows, before they are computed. */
static int bad_rows(const char *kind, const char *x)
{
	const int32_t *label = (const int32_t *)x;
	int found = 0;
	if (is(kind, "class"))
		for (int i = 0; i < task.n / task.classes; i++) found |= label[i] < 0 || label[i] >= task.classes;
	if (!is(kind, "row")) return found;
	for (int at = 0; at < task.n; at += BLOCK) {
		const int n = least(BLOCK, task.n - at);
		memcpy(block.y, x + size(at), size(n));
		found |= bad(kind, block.y, n, task.wide);
	}
	for (int i = 0; i < task.n; i += task.classes) {
		double total = 0;
		for (int k = i; k < i + task.classes; k++)
			total += task.wide ? ((double *)x)[k] : (double)((float *)x)[k];
		found |= fabs(total - 1) > 1e-3;
	}
	return found;
}

static void append(int wide, int n) { (wide ? append_f64 : append_f32)(0, n, 0); }

/* Single precision of a loss that has none of its own is computed in double, as in Losslab. */
static int narrow(void)
{
	return !task.wide && !(task.loss->passes ? (void *)task.loss->row[0] : (void *)task.loss->element[0]);
}
static int wide(void) { return task.wide || narrow(); }

static void copy_in(void *to, const char *from, int at, int n)
{
	if (narrow())
		for (int i = 0; i < n; i++) ((double *)to)[i] = (double)((const float *)from)[at + i];
	else memcpy(to, from + size(at), size(n));
}

static void copy_out(char *to, const void *from, int at, int n)
{
	if (narrow())
		for (int i = 0; i < n; i++) ((float *)to)[at + i] = (float)((const double *)from)[i];
	else memcpy(to + size(at), from, size(n));
}

static int elements(double scale)
{
	int found = 0;
	for (int at = 0; at < task.n; at += BLOCK) {
		const int n = least(BLOCK, task.n - at);
		copy_in(block.z, task.z, at, n), copy_in(block.y, task.y, at, n);
		found |= bad(task.scores, block.z, n, wide());
		found |= bad(task.targets, block.y, n, wide());
		task.loss->element[wide()](task.order | SUMMED, n, scale);
		append(wide(), n);
		if (task.order) copy_out(task.g, block.g, at, n);
	}
	return found;
}

/* n rows, or a piece of one, from the class `from` on. */
static int cells(int at, int n, int from, int width, double scale, int pass)
{
	const int first = at * task.classes + from;
	copy_in(block.z, task.z, first, n * width);
	const int labelled = is(task.targets, "class");
	if (labelled) memcpy(block.label, task.y + 4 * (size_t)at, 4 * (size_t)n);
	else copy_in(block.y, task.y, first, n * width);
	const int again = task.loss->row[wide()](task.order, n, width, scale, pass, from, task.classes, labelled);
	if (task.order && (!pass || pass == EMISSION)) copy_out(task.g, block.g, first, n * width);
	return again;
}

static void rows(double scale)
{
	const int samples = task.n / task.classes, most = BLOCK / task.classes;
	if (most)
		for (int at = 0; at < samples; at += most) {
			const int n = least(most, samples - at);
			cells(at, n, 0, task.classes, scale, 0);
			append(wide(), n);
		}
	else
		for (int at = 0; at < samples; at++)
			for (int pass = 1; pass <= EMISSION; pass = pass == task.loss->passes ? EMISSION : pass + 1) {
				if (pass == EMISSION && !task.order) break;
				for (int from = 0; from < task.classes; from += BLOCK)
					cells(at, 1, from, least(BLOCK, task.classes - from), scale, pass);
				if (pass == task.loss->passes) append(wide(), 1);
				if (pass == EMISSION) break;
			}
}

static double call(void)
{
	if (task.loss->passes && (bad_rows(task.scores, task.z) || bad_rows(task.targets, task.y))) return (double)NAN;
	const double samples = task.n / task.classes;
	memcpy(block.p, task.loss->parameters, sizeof block.p);
	clear(0, 0);
	if (task.loss->passes) rows(1 / samples);
	else if (elements(1 / samples)) return (double)NAN;
	return finish(0, 0) / samples;
}

static double now(void)
{
	struct timespec t;
	const char *clock = getenv("BENCH_CLOCK");
	clock_gettime(clock && is(clock, "cpu") ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double measure(int calls)
{
	const double start = now();
	for (int i = 0; i < calls; i++) call();
	return now() - start;
}

int main(void)
{
	int calls = 1;
	char line[256], id[64], order[16];
	setvbuf(stdout, 0, _IOLBF, 0);
	puts("clang " __clang_version__);
	while (fgets(line, sizeof line, stdin)) {
		if (!strncmp(line, "run", 3)) {
			printf("%.9g\n", measure(calls) / calls);
			continue;
		}
		int bits;
		sscanf(line, "%*s %63s %15s %d %d %d %15s %15s", id, order, &bits, &task.n, &task.classes, task.scores,
		       task.targets);
		task.wide = bits == 64, task.order = is(order, "gradient"), task.loss = 0;
		for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
			if (is(losses[i].id, id)) task.loss = &losses[i];
		if (!task.loss || (!task.order && !is(order, "value"))) {
			puts("none it has no streams");
			continue;
		}
		free(task.z), free(task.y), free(task.g);
		task.z = draw(task.scores, 1), task.y = draw(task.targets, 2), task.g = malloc(size(task.n));
		const double value = call(), end = now() + 300e6;
		double took = 0;
		for (calls = 1; now() < end || took < 10e6;) {
			took = measure(calls);
			if (took < 10e6) calls = (int)ceil(calls * fmin(2, 12e6 / took));
		}
		printf("ready %.17g\n", value);
	}
}
