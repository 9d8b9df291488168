/* The steps of softmax cross-entropy over cells that lie along the lanes, or across them: powers of logits, their sums, what
   targets gather, and the derivatives. */
#pragma once
#include "row.h"

#ifndef RARE
/* The exponentials of n cells, times 2^RAISED, to g: four vectors at a time, for each is a long chain of operations. And the sum
   of those beside the top with their count; in single precision four are added first, for doubles are dear. */
APART void powers(const lane *z, lane *restrict g, int n, real top, sum *rests, sum *others)
{
	const real most = splat(1 / LOWER);
	sum rest = *rests;
	bits count = { 0 };
	int i = 0;
	for (; i + 4 * LANES <= n; i += 4 * LANES) {
		real e[4];
		UNROLL
		for (int t = 0; t < 4; t++) e[t] = rexpraised(load(z + i + t * LANES) - top);
		UNROLL
		for (int t = 0; t < 4; t++) store(g + i + t * LANES, e[t]);
	}
	ROLLED for (; i < n; i += LANES) store(g + i, rexpraised(load(z + i) - top));
	for (i = 0; i + 4 * LANES <= n; i += 4 * LANES) {
		real e[4];
		UNROLL
		for (int t = 0; t < 4; t++) {
			const real x = load(g + i + t * LANES);
			const bits beside = x != most;
			count -= beside, e[t] = keep(beside, x);
		}
		rest += broad((e[0] + e[1]) + (e[2] + e[3]));
	}
	ROLLED for (; i < n; i += LANES)
	{
		const real x = load(g + i);
		const bits beside = below(n - i) & (x != most);
		count -= beside, rest += broad(keep(beside, x));
	}
	*rests = rest, *others += counted(count);
}

/* What the sum over a row has beside one cell at the top. */
ALWAYS sum rest_of(sum rests, sum others, int total) { return rests * (double)LOWER + (total - 1 - others); }

/* What a target adds beside the logarithm of the sum. */
ALWAYS real gap(real top, real z, real y) { return pick((z == top) | (y == 0), 0, y * (top - z)); }

/* What the derivatives by a logit take of its row: base; the targets' sums at the top and elsewhere; of a cell at the top the
   probability and what it lacks of 1, alone and times base and the targets' sum. */
typedef struct {
	real top, base, inner, outer, p, miss, most, least;
} slopes;

/* What a row's targets gather: what they add beside the logarithm, and their sums at the top and elsewhere. */
ALWAYS void take_target(bits valid, real top, real z, real y, sum *gaps, sum *inner, sum *outer)
{
	SUM(*gaps, gap(top, z, y));
	SUM(*inner, keep(z == top, y)), SUM(*outer, keep(z != top, y));
}

APART void take_label(bits valid, real top, real z, sum *gaps, sum *inner, sum *outer)
{
	take_target(valid, top, z, splat(1), gaps, inner, outer);
}
APART void take_targets(const lane *z, const lane *y, int n, real top, sum *gaps, sum *inner, sum *outer)
{
	ROLLED for (int i = 0; i < n; i += LANES)
	        take_target(below(n - i), top, load(z + i), load(y + i), gaps, inner, outer);
}

APART slopes slopes_of(real top, double base, sum inner, sum outer, sum rest)
{
	const sum p = 1 / (1 + rest), most = base * (inner + outer) * p;
	return (slopes){ top,       splat((lane)base), narrow(inner), narrow(outer),
		         narrow(p), narrow(p * rest),  narrow(most),  narrow(most * rest) };
}

/* p times the power, with which it would underflow slowly where it is next to nothing. */
ALWAYS real chance_of(real power, real p) { return keep(power > RAISED_LEAST, power) * (p * LOWER); }

ALWAYS out slope(slopes s, real z, real power, real y)
{
	const bits at = z == s.top;
	const real p = pick(at, s.p, chance_of(power, s.p)), most = pick(at, s.most, chance_of(power, s.most));
	return (out){
		.g = pick(at & (y > s.outer + (s.inner - y)), s.base * (s.outer + (s.inner - y)) - s.least,
		          most - s.base * y),
		.h = most * pick(at, s.miss, 1 - p),
	};
}

/* The derivatives of n cells whose powers stand in g, and where a label names the only target, those of all others: powers times
   one number. */
APART void emit_slopes(const slopes *s, const lane *z, const lane *y, int n, real unit, lane *g, lane *h)
{
	ROLLED for (int i = 0; i < n; i += LANES)
	{
		const out o = slope(*s, load(z + i), load(g + i), load(y + i));
		store(g + i, unit * o.g);
		if (h) store(h + i, unit * o.h);
	}
}
APART real slope_of_label(const slopes *s, real z, real power) { return slope(*s, z, power, splat(1)).g; }
APART void emit_chances(const slopes *s, int n, real unit, lane *g)
{
	ROLLED for (int i = 0; i < n; i += LANES) store(g + i, unit * chance_of(load(g + i), s->most));
}
#endif
