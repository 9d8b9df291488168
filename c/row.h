/* A row a sample.

   A body reads its row one or several times, each time in a PASS over the cells, and keeps what it learns in static
   variables.  START comes before, THEN after a pass; VALUE states the result; EMIT visits the cells once more for g and h.
   Where THEN finds that its pass, not the first, has not settled, AGAIN has it repeated.
   A row that fits into the block runs through in one call; a longer one is fed piece by piece, pass after pass.

   ROWS is a ROW that takes class indices as they are, and whose short rows its function id_across computes, across the
   lanes (across.h).  What its last pass leaves in g, EMIT finds there, in rows of any length. */
#pragma once
#include "kernel.h"
#include "special.h"

typedef struct {
	int first, last, order; /* passes to run; derivatives to write */
	int again;              /* the pass to repeat, or 0 */
	int cells, from, total; /* this piece: so many cells, from this class on, of so many classes */
	const lane *z, *y;
	lane *v, *g, *h;
	real unit;
	const int32_t *label; /* class indices, where they stand for y */
} piece;

enum { EMISSION = 9 };

#define RUNS(pass) (row->first <= (pass) && (pass) <= row->last)
#define START if (RUNS(1) && row->from == 0)
#define PASS(pass) \
	if (RUNS(pass)) CELL
#define THEN(pass) if (RUNS(pass) && row->from + row->cells == row->total)
#define VALUE(x) (*row->v = (lane)(x))
#define AGAIN(pass, unsettled)       \
	if (unsettled) {             \
		row->again = (pass); \
		return;              \
	}
#define EMIT \
	if (RUNS(EMISSION)) CELL for (real g = { 0 }, h = { 0 }; go; go = 0, derivatives(row, i, g, h))

#if REAL == 32
#define EACH_LANE 0, 1, 2, 3
#else
#define EACH_LANE 0, 1
#endif

ALWAYS bits below(int n) { return (bits){ EACH_LANE } < n; }
ALWAYS real count(int from) { return (real){ EACH_LANE } + (lane)from; }

/* The cells of a piece, a vector at a time: z (or p, or f), y, class numbers k, and which lanes are of this row; these are
   all of them but in the last round. */
#define CELL                                                                                                    \
	for (int round = 0, i = 0, go; round < 2; round++)                                                      \
		for (const bits valid __attribute__((unused)) = round ? below(row->cells - i) : (bits){} - 1;   \
		     i < (round ? row->cells : row->cells / LANES * LANES); i += LANES)                         \
			for (go = 1; go;)                                                                       \
				for (const real z __attribute__((unused)) = load(row->z + i),                   \
				                  p __attribute__((unused)) = z, f __attribute__((unused)) = z, \
				                  y __attribute__((unused)) = load(row->y + i),                 \
				                  k __attribute__((unused)) = count(row->from + i);             \
				     go; go = 0)

/* x times the weight of its class, and 0 where that is 0; of losses that are TERMWISE. */
#define THEIR(x) weighted(load((const lane *)block.classes + i), x)
ALWAYS real weighted(real weight, real x) { return pick(weight == 0, 0, weight * x); }

/* What a pass gathers.  Sums are kept in double, lane by lane. */
typedef double sum __attribute__((vector_size(8 * LANES)));
#define GIVEN(x) ((real)(valid & (bits)(x)))
#define SUM(into, x) ((into) += broad(GIVEN(x)))
#define HIGHEST(into, x) ((into) = rmax(into, (real)(~valid | (bits)(x)))) /* NaN is passed over */
#define LOWEST(into, x) ((into) = rmin(into, (real)(~valid | (bits)(x))))

/* The highest z of a piece and of what came before it, lane by lane: four at a time, for each waits for its last. */
APART real summit(const lane *z, int n, real top)
{
	real tops[4] = { top, top, top, top };
	int i = 0;
	for (; i + 4 * LANES <= n; i += 4 * LANES)
		UNROLLED for (int t = 0; t < 4; t++) tops[t] = rmax(tops[t], load(z + i + t * LANES));
	top = rmax(rmax(tops[0], tops[1]), rmax(tops[2], tops[3]));
	for (; i < n; i += LANES) top = rmax(top, (real)(~below(n - i) | (bits)load(z + i)));
	return top;
}

/* The highest x, and the class that first has it; settle() brings the lanes together. */
#define FIRST(best, who, x)                               \
	do {                                              \
		const bits more = valid & ((x) > (best)); \
		best = pick(more, x, best);               \
		who = pick(more, k, who);                 \
	} while (0)

#if REAL == 32
ALWAYS sum broad(real x)
{
	const wide low = widen_low(x), high = widen_high(x); /* or clang converts lane by lane */
	return __builtin_shufflevector(low, high, 0, 1, 2, 3);
}
#else
ALWAYS sum broad(real x) { return x; }
#endif

#if REAL == 32
ALWAYS real narrow_half(wide x)
{
	real low = __builtin_convertvector(__builtin_shufflevector(x, (wide){ 0 }, 0, 1, 2, 3), real);
#ifdef __wasm__
	__asm__("" : "+r"(low)); /* or clang joins both halves and converts lane by lane */
#endif
	return low;
}
ALWAYS real narrow(sum s)
{
	const real low = narrow_half(__builtin_shufflevector(s, s, 0, 1)),
	           high = narrow_half(__builtin_shufflevector(s, s, 2, 3));
	return __builtin_shufflevector(low, high, 0, 1, 4, 5);
}
#else
ALWAYS real narrow(sum s) { return s; }
#endif

ALWAYS double total(sum s) { return LANES == 4 ? (s[0] + s[2 % LANES]) + (s[1] + s[3 % LANES]) : s[0] + s[1]; }

/* What the lanes have gathered, in each of them. */
ALWAYS sum all(sum s) { return (sum){} + total(s); }

ALWAYS sum log1p_of(sum x)
{
	log1p_each((const double *)&x, (double *)&x, LANES);
	return x;
}

ALWAYS sum counted(bits n) { return __builtin_convertvector(n, sum); }

ALWAYS real highest(real x)
{
	lane m = x[1] > x[0] ? x[1] : x[0];
	for (int l = 2; l < LANES; l++) m = x[l % LANES] > m ? x[l % LANES] : m;
	return splat(m);
}

ALWAYS real lowest(real x) { return -highest(-x); }

ALWAYS void settle(real *best, real *who)
{
	const real top = highest(*best), first = lowest(pick(*best == top, *who, INF));
	*best = top, *who = pick(first == INF, 0, first);
}

/* The cell that a class index names, in the first lane, if this piece has it. */
ALWAYS int place(const piece *row) { return *row->label - row->from; }
ALWAYS bits named(const piece *row) { return below(place(row) >= 0 && place(row) < row->cells); }

ALWAYS real of_name(const piece *row, const lane *from)
{
	real x = { 0 };
	if (named(row)[0]) x[0] = from[place(row)];
	return x;
}

ALWAYS void to_name(const piece *row, lane *to, real x)
{
	if (named(row)[0]) to[place(row)] = x[0];
}

ALWAYS void derivatives(const piece *row, int i, real g, real h)
{
	store(row->g + i, row->unit * g);
	if (row->order > 1) store(row->h + i, row->unit * h);
}

/* ---- The kernel of a loss ---- */

/* Whole rows (pass 0), or one piece of one row in one pass: 1 if that pass is to be repeated. */
#define SPAN int order_, int rows_, int cells_, double scale_, int pass_, int from_, int total_, int labelled_
#define EACH_ROW(passes, body)                                                \
	for (int r_ = 0; r_ < rows_; r_++) {                                  \
		const int at_ = r_ * cells_;                                  \
		piece row_ = {                                                \
			.first = pass_ ? pass_ : 1,                           \
			.last = pass_    ? pass_                              \
			        : order_ ? EMISSION                           \
			                 : passes,                            \
			.order = order_,                                      \
			.cells = cells_,                                      \
			.from = from_,                                        \
			.total = total_,                                      \
			.z = (lane *)places.z + at_,                          \
			.y = (lane *)places.y + at_,                          \
			.v = (lane *)block.v + r_,                            \
			.g = (lane *)places.g + at_,                          \
			.h = (lane *)places.h + at_,                          \
			.unit = splat((lane)scale_),                          \
			.label = labelled_ ? (int32_t *)block.label + r_ : 0, \
		};                                                            \
		for (;;) {                                                    \
			body;                                                 \
			if (!row_.again) break;                               \
			if (pass_) return 1;                                  \
			row_.first = row_.again, row_.again = 0;              \
		}                                                             \
	}                                                                     \
	return 0

/* The rare losses share the loop, which calls their bodies. */
#ifdef RARE
APART int each_row(SPAN, int passes, void (*body)(piece *)) { EACH_ROW(passes, body(&row_)); }
#define LOOP(id, passes, parameters, across)                                                                       \
	static void id##_row(piece *row)                                                                           \
	{                                                                                                          \
		DOUBLES(parameters, block.p)                                                                       \
		id(row ACTUALS(parameters));                                                                       \
	}                                                                                                          \
	EXPORT_ONCE(#id ".f" TEXT(REAL)) int PASTE(id##_f, REAL)(SPAN)                                             \
	{                                                                                                          \
		return each_row(order_, rows_, cells_, scale_, pass_, from_, total_, labelled_, passes, id##_row); \
	}
#else
#define LOOP(id, passes, parameters, across)                            \
	EXPORT_ONCE(#id ".f" TEXT(REAL)) int PASTE(id##_f, REAL)(SPAN)  \
	{                                                               \
		DOUBLES(parameters, block.p)                            \
		across EACH_ROW(passes, id(&row_ ACTUALS(parameters))); \
	}
#endif

#define ROW(variable, id, passes, parameters, description) KERNEL(variable, id, passes, parameters, description, )
#define ROWS(variable, id, passes, parameters, description)                                     \
	KERNEL(variable, id, passes, parameters, "\"indexed\":true," description,               \
	       if (!pass_ && cells_ <= SHORT) return id##_across(order_, rows_, cells_, scale_, \
	                                                         labelled_ ACTUALS(parameters));)
#define KERNEL(variable, id, passes, parameters, description, across) \
	ABOUT(id, "row", passes, #variable, parameters, description)  \
	ALWAYS void id(piece *row SCALARS(parameters));               \
	LOOP(id, passes, parameters, across)                          \
	ALWAYS void id(piece *row SCALARS(parameters))
