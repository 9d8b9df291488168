/* The losses of whole batches: for size, and in double alone.  A module of its own, since its memory grows. */
#define REAL 64
#include "batch.h"
#include "rows.h"
#include "terms.h"

#include "metric.h"
#include "groups.h"
#include "pools.h"
#include "linear.h"
#include "margins.h"
#include "ranking.h"
#include "alignment.h"
#include "lovasz.h"
#include "evaluation.h"
#include "baseline.h"
#include "classes.h"

struct batch batch;

/* Where JavaScript finds the description of a call. */
EXPORT("call") struct batch *call(void) { return &batch; }

EXPORT("zeros") double *zeros(double count)
{
	double *at = take(count);
	return memset(at, 0, (size_t)(8 * count));
}

enum { PAGE = 1 << 16, LINE = 64 };

#ifdef __wasm__
extern unsigned char __heap_base;
static double top;

/* Where the memory cannot grow, the module stops: JavaScript starts another one. */
EXPORT("take") void *take(double count)
{
	const double at = top, have = (double)PAGE * (double)__builtin_wasm_memory_size(0);
	top = LINE * __builtin_ceil((top + 8 * count) / LINE);
	if (top > have) {
		const double pages = __builtin_ceil((top - have) / PAGE);
		if (!(pages <= PAGE) || __builtin_wasm_memory_grow(0, (size_t)pages) == (size_t)-1) __builtin_trap();
	}
	return (void *)(uintptr_t)at;
}

EXPORT("reset") void reset(void) { top = LINE * __builtin_ceil((double)(uintptr_t)&__heap_base / LINE); }
#else
#include <stdlib.h>
static struct piece {
	struct piece *before;
} * pieces;

void *take(double count)
{
	struct piece *piece = aligned_alloc(LINE, LINE * (size_t)((8 * count + 2 * LINE - 1) / LINE));
	piece->before = pieces, pieces = piece;
	return (char *)piece + LINE;
}

void reset(void)
{
	for (struct piece *piece; (piece = pieces);) pieces = piece->before, free(piece);
}
#endif
