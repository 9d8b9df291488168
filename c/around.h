/* What surrounds every loss: targets before it, weights and sums after it. */
#pragma once
#include "kernel.h"
#include "reduce.h"
#include <string.h>

#define NAMED(type, name) EXPORT(#name ".f" TEXT(REAL)) type PASTE(name##_f, REAL)

/* Numbers up to a multiple of four vectors. */
ALWAYS void fill(lane *at, lane x) { UNROLLED for (int k = 0; k < 4; k++) store(at + k * LANES, splat(x)); }

/* Whether one of n numbers lies beyond the bounds; where these are open, they do too.  NaN lies nowhere: rmin and rmax pass
   it over.  What stands behind the n becomes the first of them. */
NAMED(int, outside)(lane *x, int n, double low, double high, int low_open, int high_open)
{
	real least[4] = { splat(INF), splat(INF), splat(INF), splat(INF) };
	real most[4] = { splat(-INF), splat(-INF), splat(-INF), splat(-INF) };
	if (n % (4 * LANES)) fill(x + n, x[0]);
	for (const real *at = (const real *)x; (const lane *)at < x + n; at += 4)
		UNROLLED for (int k = 0; k < 4; k++) least[k] = rmin(least[k], at[k]), most[k] = rmax(most[k], at[k]);
	const real l = splat((lane)low), h = splat((lane)high);
	bits beyond = { 0 };
	UNROLLED for (int k = 0; k < 4; k++)
	{
		beyond |= (least[k] < l) | (most[k] > h);
		if (low_open) beyond |= least[k] == l;
		if (high_open) beyond |= most[k] == h;
	}
	return any(beyond);
}

/* Whether one of n numbers is neither of two labels: then (x - low) (x - high) is not 0.  NaN may be told, too. */
NAMED(int, mislabelled)(lane *x, int n, double low, double high)
{
	const real l = splat((lane)low), h = splat((lane)high);
	bits beyond[4] = { { 0 }, { 0 }, { 0 }, { 0 } };
	if (n % (4 * LANES)) fill(x + n, x[0]);
	for (const real *at = (const real *)x; (const lane *)at < x + n; at += 4)
		UNROLLED for (int k = 0; k < 4; k++) beyond[k] |= (bits)((at[k] - l) * (at[k] - h));
	return any(((beyond[0] | beyond[1]) | (beyond[2] | beyond[3])) & ~SIGN);
}

/* Labels 0 and 1 become -1 and 1. */
NAMED(void, recode)(int n)
{
	real *y = (real *)block.y;
	for (int i = 0; i * LANES < n; i++) y[i] = 2 * y[i] - 1;
}

/* Target rows as a loss wants them: class indices become rows, labels are smoothed towards 1 / total, classes weighted. */
NAMED(void, targets)(int rows, int cells, int from, int total, double smoothing, int indexed, int weighted)
{
	lane *y = (lane *)block.y;
	const lane *weight = (const lane *)block.classes;
	const int32_t *label = (const int32_t *)block.label;
	if (indexed) {
		memset(y, 0, sizeof *y * (size_t)(rows * cells));
		for (int r = 0; r < rows; r++)
			if (label[r] >= from && label[r] < from + cells) y[r * cells + label[r] - from] = 1;
	}
	if (smoothing > 0) {
		const real keep = splat(1 - smoothing), share = splat(smoothing / total);
		for (int i = 0; i < rows * cells; i += LANES) store(y + i, keep * load(y + i) + share);
	}
	if (weighted)
		for (int r = 0; r < rows; r++)
			for (int k = 0; k < cells; k++) y[r * cells + k] *= weight[k];
}

/* A weight of 0 leaves a sample out, whatever it holds.  The parts to weigh: 1 values, 2 gradients, 4 second derivatives. */
ALWAYS lane weighed(lane w, lane x) { return w == 0 ? 0 : w * x; }

NAMED(void, weigh)(int parts, int samples, int cells)
{
	const lane *w = (const lane *)block.w;
	lane *v = (lane *)block.v, *g = (lane *)block.g, *h = (lane *)block.h;
	for (int s = 0, i = 0; s < samples; s++) {
		if (parts & 1) v[s] = weighed(w[s], v[s]);
		for (const int end = i + cells; i < end; i++) {
			if (parts & 2) g[i] = weighed(w[s], g[i]);
			if (parts & 4) h[i] = weighed(w[s], h[i]);
		}
	}
}

/* Add n values to the losses' sum, or n weights to the weights' sum.  Products are exact enough in double. */
NAMED(void, append)(int which, int n, int weighted)
{
	struct running *r = &running[which];
	const lane *x = (const lane *)(which ? block.w : block.v), *w = (const lane *)block.w;
	const int summed = grouped;
	grouped = 0;
	if (n == BLOCK && !weighted) {
		for (int k = summed; k < GROUPS; k++) sum_group(x + k * GROUP, x + (k + 1) * GROUP, &groups[k]);
		if (advance_block(r)) return;
	}
	for (int i = 0; i < n;) {
		const int room = BLOCK - r->waiting, part = n - i < room ? n - i : room;
		double *term = r->term + r->waiting;
		if (weighted)
			ROLLED for (int k = 0; k < part; k++) term[k] =
			        w[i + k] == 0 ? 0 : (double)x[i + k] * (double)w[i + k];
		else ROLLED for (int k = 0; k < part; k++) term[k] = (double)x[i + k];
		advance(r, part);
		i += part;
	}
}

/* The sum of n values, or of n weights, that are all there are, from their groups as they stand; not finite where append and
   finish may know better. */
NAMED(double, total)(int which, int n)
{
	lane *x = (lane *)(which ? block.w : block.v);
	int count = grouped;
	grouped = 0;
	for (int k = 0; k < 8; k++) x[n + k] = 0;
	for (const lane *from = x + count * GROUP, *end = x + n; from < end; from += GROUP)
		sum_group(from, end - from < GROUP ? end : from + GROUP, &groups[count++]);
	return fold(groups, count);
}
