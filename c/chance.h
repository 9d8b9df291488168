/* Softmax, and what losses of probabilities and of logits share.

	SOFTMAX(id, parameters, description) { body }

   is a ROW of logits that sums, over the classes, what the body makes of each class's probability: its value and its first
   and second derivatives by log p.  By these the chain rule through softmax has no term that cancels. */
#pragma once
#include "row.h"
#include "special.h"

#define SHARED static __attribute__((noinline)) /* one copy for all, where speed does not hang on it */

/* y x, and 0 where y is 0, whatever x */
ALWAYS real share(real y, real x) { return pick(y == 0, like(x, y), y * x); }

/* NaN where x is, 0 elsewhere: for sums of what comparisons pass over. */
ALWAYS real unknown(real x) { return pick(x == x, 0, x); }

/* Cells at the maximum stay out of the sum, so that a confident row keeps its digits: log sum exp(z - top) is
   log1p(rest), and 1 - p of such a cell is rest / (1 + rest). */
typedef struct {
	real p, miss, log, gap; /* miss = 1 - p; the logit below the highest */
} chance;

/* What z - top loses by rounding, which exp would show (Knuth's difference); 0 where there is no number. */
ALWAYS real lost(real z, real top, real gap)
{
	const real back = gap - z, rest = (z - (gap - back)) - (top + back);
	return pick(rest == rest, rest, 0);
}

ALWAYS real power_of(real z, real top)
{
	const real e = rexpneg(z - top);
	return e + e * lost(z, top, z - top);
}

typedef struct {
	double most, miss, log; /* of a cell at the maximum: p, 1 - p and -log p */
} odds;

ALWAYS odds odds_of(double rest) { return (odds){ 1 / (1 + rest), rest / (1 + rest), nlog1p(rest) }; }

ALWAYS chance softmax(real z, real top, odds o)
{
	const bits at = z == top;
	const real p = pick(at, 1, power_of(z, top)) * splat((lane)o.most), gap = pick(at, 0, z - top);
	return (chance){ p, pick(at, splat((lane)o.miss), 1 - p), gap - (splat((lane)o.log) - lost(z, top, gap)), gap };
}

/* The first two passes of all of them: the maximum, and the rest of the sum over it. */
typedef struct {
	real top;
	sum rests, ties;
	odds odds;
} heights;

ALWAYS void survey_of(const piece *row, heights *at, int targets)
{
	START { at->top = splat(-INF), at->rests = at->ties = (sum){ 0 }; }
	if (RUNS(1)) at->top = summit(targets ? row->y : row->z, row->cells, at->top);
	THEN(1) { at->top = highest(at->top); }
	PASS(2)
	{
		const real x = targets ? y : z;
		SUM(at->rests, keep(x != at->top, targets ? rexpneg(x - at->top) : power_of(x, at->top)));
		SUM(at->ties, keep(x == at->top, 1));
	}
	THEN(2) { at->odds = odds_of(total(at->rests) + (total(at->ties) - 1)); }
}

static heights peak;
SHARED void survey(const piece *row) { survey_of(row, &peak, 0); }

/* Sums over the others than k are formed beside the maximum, where k itself would drown them.  What then cancels is added in
   double. */
ALWAYS sum beside(bits at, const double *sums, real own)
{
	return (sums[0] - broad(keep(~at, own))) + (sums[1] - broad(keep(at, own)));
}

#define IDLE __attribute__((unused))
#define CHANCE_FORMALS real p IDLE, real miss IDLE, real log IDLE, real gap IDLE, real y IDLE

/* With l_j = log p_j and d_jk = 1 where j = k: dl_j / dz_k = d_jk - p_k, d2l_j / dz_k2 = -p_k (1 - p_k). */
SHARED void softmax_row(const piece *row, out (*cell)(chance, real))
{
	static sum values, slopes[2], curves[2];
	static double slope[2], curve[2];
	START { values = slopes[0] = slopes[1] = curves[0] = curves[1] = (sum){ 0 }; }
	survey(row);
	PASS(3)
	{
		const out o = cell(softmax(z, peak.top, peak.odds), y);
		const bits at = z == peak.top;
		SUM(values, o.v);
		SUM(slopes[0], keep(~at, o.g)), SUM(slopes[1], keep(at, o.g));
		SUM(curves[0], keep(~at, o.h)), SUM(curves[1], keep(at, o.h));
	}
	THEN(3)
	{
		slope[0] = total(slopes[0]), slope[1] = total(slopes[1]);
		curve[0] = total(curves[0]), curve[1] = total(curves[1]);
		VALUE(total(values));
	}
	EMIT
	{
		const chance c = softmax(z, peak.top, peak.odds);
		const out o = cell(c, y);
		const sum p = broad(c.p), miss = broad(c.miss), own = broad(o.g);
		const sum others = beside(z == peak.top, slope, o.g);
		g = narrow(own * miss - p * others);
		h = narrow(broad(o.h) * miss * miss +
		           p * (p * beside(z == peak.top, curve, o.h) - miss * (others + own)));
	}
}

#define SOFTMAX(id, parameters, description)                                        \
	ALWAYS out id##_cell(CHANCE_FORMALS FORMALS(parameters));                   \
	static out id##_at(chance c, real y)                                        \
	{                                                                           \
		VECTORS(parameters, block.p)                                        \
		return id##_cell(c.p, c.miss, c.log, c.gap, y ACTUALS(parameters)); \
	}                                                                           \
	ROW(logit, id, 3, parameters, description)                                  \
	{                                                                           \
		(void)(double[]){ 0 ACTUALS(parameters) };                          \
		softmax_row(row, id##_at);                                          \
	}                                                                           \
	ALWAYS out id##_cell(CHANCE_FORMALS FORMALS(parameters))

/* p - y is (1 - y) - (1 - p), too, which keeps its digits where p is near 1. */
ALWAYS real beyond_target(real p, real miss, real y) { return pick(p > (lane)0.5, (1 - y) - miss, p - y); }

/* p log(p) / (1 - p), between 0 and -1 */
ALWAYS real bend(real p, real miss, real log)
{
	return pick(miss == 0, like(p, -1), pick(p == 0, like(p, 0), p * log) / miss);
}

/* -(1 - p)^gamma log p and its derivatives by log p. */
ALWAYS out focal(real p, real miss, real log, real gamma)
{
	const real floor = rmax(miss, K(0x1p-120f, 0x1p-1000)), easy = rpow(miss, gamma), b = bend(p, miss, log);
	return (out){
		-easy * log,
		easy * (gamma * b - 1),
		gamma * (easy / floor) * (2 * p + miss * b - (gamma - 1) * p * b),
	};
}
