#include "reduce.h"
#include <string.h>

#define LIMB 0xffffffffu
enum { LOWEST_BIT = -1074, CARRY_AFTER = 1 << 30 };

struct running running[3];
lanes8 groups[GROUPS];
int grouped;

typedef union {
	double x;
	uint64_t b;
} word;

static void carry(exact *e)
{
	for (int k = 0; k < LIMBS - 1; k++) e->limb[k + 1] += e->limb[k] >> 32, e->limb[k] &= LIMB;
	e->additions = 0;
}

static void exact_add(exact *e, double x)
{
	const uint64_t b = ((word){ x }).b, m = b & 0xfffffffffffff, scale = b >> 52 & 2047;
	if (!e->used) memset(e, 0, sizeof *e), e->used = 1;
	if (scale == 2047) {
		e->special += x;
		return;
	}
	const uint64_t all = m | (uint64_t)(scale > 0) << 52, place = scale ? scale - 1 : 0, s = place & 31;
	const uint64_t low = (all & LIMB) << s, high = (all >> 32) << s;
	const int64_t sign = b >> 63 ? -1 : 1;
	int64_t *limb = e->limb + (place >> 5);
	limb[0] += sign * (int64_t)(low & LIMB);
	limb[1] += sign * (int64_t)((low >> 32) + (high & LIMB));
	limb[2] += sign * (int64_t)(high >> 32);
	if (++e->additions == CARRY_AFTER) carry(e);
}

static double power_of_two(int k) { return ((word){ .b = (uint64_t)(k + 1023) << 52 }).x; }

/* The nearest double to the sum times 2^-down.  The 64 leading bits, the last one standing for all below, are converted by
   one correctly rounded instruction. */
static double exact_round(exact e, int down)
{
	if (!e.used) return 0;
	if (e.special != 0) return e.special;
	carry(&e);
	const int negative = e.limb[LIMBS - 1] < 0;
	if (negative) {
		for (int k = 0; k < LIMBS; k++) e.limb[k] = -e.limb[k];
		carry(&e);
	}
	int top = LIMBS - 1;
	while (top > 0 && !e.limb[top]) top--;
	const int length = e.limb[top] ? 64 - __builtin_clzll((uint64_t)e.limb[top]) : 0;
	const int drop = top > 1 ? (top - 2) * 32 + length : 0; /* bits below the leading 64 */
	uint64_t lead = 0;
	for (int bit = drop + 63; bit >= drop; bit -= 32) { /* two limbs' worth from three limbs */
		const int k = (bit - 31) >> 5, s = (bit - 31) & 31;
		const uint64_t pair = (uint64_t)e.limb[k] | (k + 1 < LIMBS ? (uint64_t)e.limb[k + 1] << 32 : 0);
		lead = lead << 32 | (pair >> s & LIMB);
	}
	for (int k = 0; k < drop >> 5; k++) lead |= e.limb[k] != 0;
	lead |= ((uint64_t)e.limb[drop >> 5] & ((1u << (drop & 31)) - 1)) != 0;
	const int scale = drop + LOWEST_BIT - down, half = scale / 2;
	const double x = (double)lead * power_of_two(half) * power_of_two(scale - half);
	return negative ? -x : x;
}

double fold(lanes8 *group, int count)
{
	for (int step = 1; step < count; step *= 2)
		for (int k = 0; k + step < count; k += 2 * step) group[k] += group[k + step];
	const lanes8 s = group[0];
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

static double block_sum(double *term, int n)
{
	lanes8 group[GROUPS];
	int count = 0;
	for (int i = n; i & 7; i++) term[i] = 0;
	for (int i = 0; i < n; count++) {
		lanes8 s = { 0 };
		for (const int end = i + GROUP < n ? i + GROUP : n; i < end; i += 8) s += *(const lanes8 *)(term + i);
		group[count] = s;
	}
	return count ? fold(group, count) : 0;
}

/* Where terms are finite and their plain sum is not, the exact one still is. */
static int is_finite(double s) { return s - s == 0; }

static void add_block(exact *e, double *term, int n)
{
	const double s = block_sum(term, n);
	if (is_finite(s)) exact_add(e, s);
	else
		for (int i = 0; i < n; i++) exact_add(e, term[i]);
}

EXPORT("clear") void clear(int which, int each)
{
	running[which].sum.used = running[which].waiting = 0;
	running[which].each = each;
}

EXPORT("finish") double finish(int which, int down)
{
	struct running *r = &running[which];
	if (!r->sum.used && !down) {
		const double s = block_sum(r->term, r->waiting);
		if (is_finite(s)) return s;
	}
	exact all = r->sum;
	if (r->waiting) add_block(&all, r->term, r->waiting);
	return exact_round(all, down);
}

void advance(struct running *r, int n)
{
	if (r->each) {
		for (int i = 0; i < n; i++) exact_add(&r->sum, r->term[i]);
		return;
	}
	r->waiting += n;
	if (r->waiting == BLOCK) add_block(&r->sum, r->term, BLOCK), r->waiting = 0;
}

int advance_block(struct running *r)
{
	if (r->waiting || r->each) return 0;
	const double sum = fold(groups, GROUPS);
	if (!is_finite(sum)) return 0;
	exact_add(&r->sum, sum);
	return 1;
}

/* Add the third sum to the first or second. */
EXPORT("merge") void merge(int which)
{
	struct running *into = &running[which], *from = &running[2];
	if (from->sum.used) {
		exact_add(&into->sum, 0);
		carry(&into->sum), carry(&from->sum);
		for (int k = 0; k < LIMBS; k++) into->sum.limb[k] += from->sum.limb[k];
		into->sum.special += from->sum.special;
	}
	for (int i = 0; i < from->waiting; i++) {
		into->term[into->waiting] = from->term[i];
		advance(into, 1);
	}
}
