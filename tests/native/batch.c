/* The losses of batches at work outside of wasm: calls come in on stdin, results go out on stdout.  losses.h is generated:
   BATCH(name) for each loss, in the order of the catalogue. */
#define REAL 64
#define RARE /* the functions of one double are those of batch.c */
#include "../../c/batch/batch.h"
#undef BATCH
#include <stdio.h>
#include <stdlib.h>

#define BATCH(name) void name##_batch(int order);
#include "losses.h"
#undef BATCH

static void (*const losses[])(int order) = {
#define BATCH(name) name##_batch,
#include "losses.h"
};

double *zeros(double count);
void reset(void);

struct call {
	int32_t loss, order, inputs, samples, weights, positive;
	double p[PARAMETERS];
};

/* `numbers` in doubles, or in integers where `whole`; of none the input is absent. */
struct shape {
	int32_t numbers, whole, derived, rows, columns, depth;
};

static void *in(void *to, size_t size, int count)
{
	if (fread(to, size, (size_t)count, stdin) != (size_t)count) fputs("the input ends early\n", stderr), exit(1);
	return to;
}

static void out(const double *from, int count) { fwrite(from, sizeof *from, (size_t)count, stdout); }

int main(void)
{
	for (struct call c; fread(&c, sizeof c, 1, stdin) == 1; reset()) {
		struct shape shapes[INPUTS];
		in(shapes, sizeof *shapes, c.inputs);
		for (int i = 0; i < c.inputs; i++) {
			const struct shape s = shapes[i];
			input *to = batch.in + i;
			*to = (input){ .rows = s.rows, .columns = s.columns, .depth = s.depth };
			if (!s.numbers) continue;
			to->x = in(take(s.numbers), s.whole ? 4 : 8, s.numbers);
			if (s.derived && c.order > 0) to->g = zeros(s.numbers);
			if (s.derived && c.order > 1) to->h = zeros(s.numbers);
		}
		for (int i = 0; i < PARAMETERS; i++) batch.p[i] = c.p[i];
		batch.w = c.weights ? in(take(c.weights), 8, c.weights) : 0;
		batch.v = zeros(c.samples), batch.s = zeros(c.samples), batch.positive = c.positive;
		losses[c.loss](c.order);
		out(batch.v, c.samples), out(batch.s, c.samples);
		for (int i = 0; i < c.inputs; i++)
			if (shapes[i].numbers && shapes[i].derived && c.order > 0)
				out(c.order > 1 ? batch.in[i].h : batch.in[i].g, shapes[i].numbers);
	}
}
