/* Sums of a row in two numbers, what it is and what it loses by rounding (Ogita, Rump & Oishi 2005): for a gradient that is a
   small difference of large terms. */
#pragma once
#include "row.h"

typedef struct {
	sum high, low;
} twofold;

/* The upper half of the digits. */
ALWAYS sum upper(sum a)
{
	typedef int64_t words __attribute__((vector_size(sizeof(sum))));
	return (sum)((words)a & -0x8000000);
}

ALWAYS sum sums_product_rest(sum a, sum b, sum p)
{
	const sum ah = upper(a), bh = upper(b), al = a - ah, bl = b - bh;
	return ah * bh - p + ah * bl + al * bh + al * bl;
}

ALWAYS void gather(twofold *all, sum a)
{
	const sum s = all->high + a, back = s - all->high;
	all->low += (all->high - (s - back)) + (a - back), all->high = s;
}

APART void gather_product(twofold *all, sum a, sum b)
{
	const sum p = a * b;
	all->low += sums_product_rest(a, b, p), gather(all, p);
}

/* The lanes brought together, the same in each. */
APART twofold gathered(twofold all)
{
	const sum none = { 0 };
	twofold one = { none, none + total(all.low) };
	UNROLLED for (int l = 0; l < LANES; l++) gather(&one, none + all.high[l]);
	return one;
}

APART twofold quotient(twofold a, twofold b)
{
	const sum q = a.high / b.high, p = q * b.high;
	return (twofold){ q, (a.high - p - sums_product_rest(q, b.high, p) + a.low - q * b.low) / b.high };
}

/* a b - c */
APART sum product_less(twofold a, twofold b, sum c)
{
	const sum p = a.high * b.high;
	return p - c + (sums_product_rest(a.high, b.high, p) + (a.high * b.low + a.low * b.high));
}
