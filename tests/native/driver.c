/* The kernels at work outside of wasm: blocks come in on stdin, results go out on stdout, in the layout of block.h.
   losses.h is generated: ELEMENT(name) or ROW(name) for each loss, in the order of the catalogue. */
#include "../../c/block.h"
#include "../../c/reduce.h"
#include <stdint.h>
#include <stdio.h>

typedef void element(int order, int n, double scale);
typedef void row(int order, int rows, int cells, double scale, int pass, int from, int total, int labelled);

/* Rare losses have no kernel of single precision. */
#define ELEMENT(name) element name##_f32 __attribute__((weak)), name##_f64;
#define ROW(name) row name##_f32 __attribute__((weak)), name##_f64;
#include "losses.h"
#undef ELEMENT
#undef ROW

static const struct {
	element *element[2];
	row *row[2];
} losses[] = {
#define ELEMENT(name) { { name##_f32, name##_f64 }, { 0, 0 } },
#define ROW(name) { { 0, 0 }, { name##_f32, name##_f64 } },
#include "losses.h"
};

void append_f32(int which, int n, int weighted), append_f64(int which, int n, int weighted);
void weigh_f32(int parts, int samples, int cells), weigh_f64(int parts, int samples, int cells);
void clear(int which, int each);
double finish(int which, int down);

/* One call of a kernel: numbers in z and y a sample, in all for rows. */
struct call {
	int32_t loss, wide, order, samples, inputs, truths, weighted, labelled;
	double scale;
};

static void in(void *to, size_t size, int count)
{
	if (fread(to, size, (size_t)count, stdin) != (size_t)count) fputs("the input ends early\n", stderr);
}

static void out(const void *from, size_t size, int count) { fwrite(from, size, (size_t)count, stdout); }

int main(void)
{
	for (struct call c; fread(&c, sizeof c, 1, stdin) == 1;) {
		const size_t size = c.wide ? 8 : 4;
		const int inputs = c.samples * c.inputs;
		in(block.p, sizeof *block.p, PARAMETERS);
		in(block.z, size, inputs);
		in(block.y, size, c.samples * c.truths);
		in(block.w, size, c.samples);
		in(block.label, sizeof(int32_t), c.samples);
		for (int k = 0; k < BLOCK; k++) c.wide ? (block.classes[k] = 1) : (((float *)block.classes)[k] = 1);
		if (losses[c.loss].row[1])
			losses[c.loss].row[c.wide](c.order, c.samples, c.inputs, c.scale, 0, 0, c.inputs, c.labelled);
		else losses[c.loss].element[c.wide](c.order, c.samples, c.scale);
		clear(0, 0);
		(c.wide ? append_f64 : append_f32)(0, c.samples, c.weighted);
		if (c.weighted) (c.wide ? weigh_f64 : weigh_f32)((2 << c.order) - 1, c.samples, c.inputs);
		const double sum = finish(0, 0);
		out(block.v, size, c.samples);
		if (c.order > 0) out(block.g, size, inputs);
		if (c.order > 1) out(block.h, size, inputs);
		out(&sum, sizeof sum, 1);
	}
}
