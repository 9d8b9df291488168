/* A row a sample.

   A body reads its row one or several times, each time in a PASS over the cells, and keeps what it learns in static
   variables.  START comes before, THEN after a pass; VALUE states the result; EMIT visits the cells once more for g and h.
   Where THEN finds that its pass, not the first, has not settled, AGAIN has it repeated.
   A row that fits into the block runs through in one call; a longer one is fed piece by piece, pass after pass.

   ROWS is a ROW whose body takes several short rows at once: they lie across the lanes, a vector a class.  Where such a
   body brings lanes together (all, highest_of) or states its VALUES, there is one for each lane. */
#pragma once
#include "kernel.h"

typedef struct {
	int first, last, order; /* passes to run; derivatives to write */
	int again;              /* the pass to repeat, or 0 */
	int cells, from, total; /* this piece: so many cells, from this class on, of so many classes */
	const lane *z, *y;
	lane *v, *g, *h;
	real unit;
	int across, rows;     /* whether they lie across the lanes, and how many do */
	const int32_t *label; /* class indices, where they stand for y */
} piece;

enum { EMISSION = 9 };

#define RUNS(pass) (row->first <= (pass) && (pass) <= row->last)
#define START if (RUNS(1) && row->from == 0)
#define PASS(pass) \
	if (RUNS(pass)) CELL
#define THEN(pass) if (RUNS(pass) && row->from + row->cells == row->total)
#define VALUE(x) (*row->v = (lane)(x))
#define VALUES(x) (row->across ? store(row->v, narrow(x)) : (void)VALUE((x)[0]))
#define AGAIN(pass, unsettled)       \
	if (unsettled) {             \
		row->again = (pass); \
		return;              \
	}
#define EMIT \
	if (RUNS(EMISSION)) CELL for (real g = { 0 }, h = { 0 }; go; go = 0, derivatives(row, i, g, h))

/* What a pass computes for each cell may be kept for EMIT, where the row runs through in one call: in the gradient's place. */
#define KEEPS (row->first == 1 && row->last == EMISSION)
#define KEEP(x) \
	if (KEEPS) store(row->g + i, x)
#define KEPT(x) (KEEPS ? load(row->g + i) : (x))

#if REAL == 32
#define EACH_LANE 0, 1, 2, 3
#else
#define EACH_LANE 0, 1
#endif

ALWAYS bits below(int n) { return (bits){ EACH_LANE } < n; }
ALWAYS real count(int from) { return (real){ EACH_LANE } + (lane)from; }

/* The cells of a piece, a vector at a time: z (or p, or f), y, class numbers k, and which lanes are of this row; these are
   all of them but in the last round. */
ALWAYS int extent(const piece *row) { return row->across ? row->cells * LANES : row->cells; }
#define CELL                                                                                                    \
	for (int round = 0, i = 0, go; round < (row->across ? 1 : 2); round++)                                  \
		for (const bits valid __attribute__((unused)) = round ? below(extent(row) - i) : (bits){} - 1;  \
		     i < (round ? extent(row) : extent(row) / LANES * LANES); i += LANES)                       \
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
#define COUNT(into, mask) ((into) -= valid & (mask))
#define HIGHEST(into, x) ((into) = rmax(into, (real)(~valid | (bits)(x)))) /* NaN is passed over */
#define LOWEST(into, x) ((into) = rmin(into, (real)(~valid | (bits)(x))))

/* Which lanes of the vector at i are of this row. */
ALWAYS bits within(const piece *row, int i) { return row->across ? (bits){} - 1 : below(row->cells - i); }

/* The highest z of a piece and of what came before it, lane by lane: four at a time, for each waits for its last. */
ALWAYS real summit(const piece *row, real top)
{
	real tops[4] = { top, top, top, top };
	int i = 0;
	for (; i + 4 * LANES <= extent(row); i += 4 * LANES)
		UNROLLED for (int t = 0; t < 4; t++) tops[t] = rmax(tops[t], load(row->z + i + t * LANES));
	top = rmax(rmax(tops[0], tops[1]), rmax(tops[2], tops[3]));
	for (; i < extent(row); i += LANES) top = rmax(top, (real)(~within(row, i) | (bits)load(row->z + i)));
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

ALWAYS real narrow(sum s)
{
#if REAL == 32
	typedef float half __attribute__((vector_size(8)));
	typedef double two __attribute__((vector_size(16)));
	two low = __builtin_shufflevector(s, s, 0, 1), high = __builtin_shufflevector(s, s, 2, 3);
	half l = __builtin_convertvector(low, half), h = __builtin_convertvector(high, half);
	return __builtin_shufflevector(l, h, 0, 1, 2, 3);
#else
	return s;
#endif
}

ALWAYS double total(sum s) { return LANES == 4 ? (s[0] + s[2 % LANES]) + (s[1] + s[3 % LANES]) : s[0] + s[1]; }

ALWAYS sum counted(bits n) { return __builtin_convertvector(n, sum); }

ALWAYS sum log1p_of(sum x)
{
#if REAL == 32
	const wide low = wlog1p(__builtin_shufflevector(x, x, 0, 1)),
	           high = wlog1p(__builtin_shufflevector(x, x, 2, 3));
	return __builtin_shufflevector(low, high, 0, 1, 2, 3);
#else
	return wlog1p(x);
#endif
}

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

/* What the lanes have gathered of each row: in every lane, where they are of one. */
ALWAYS sum all(const piece *row, sum s) { return row->across ? s : (sum){} + total(s); }
ALWAYS real highest_of(const piece *row, real x) { return row->across ? x : highest(x); }

/* The cell that a class index names, in the lane of its row (the first, where rows lie along the lanes), and in which
   lanes this piece has it. */
ALWAYS int place(const piece *row, int l)
{
	return row->across ? row->label[l < row->rows ? l : 0] * LANES + l : *row->label - row->from;
}

ALWAYS bits named(const piece *row)
{
	const int at = place(row, 0);
	return row->across ? (bits){} - 1 : below(at >= 0 && at < row->cells);
}

ALWAYS real of_name(const piece *row, const lane *from)
{
	real x = { 0 };
	for (int l = 0; l < (row->across ? LANES : named(row)[0] != 0); l++) x[l] = from[place(row, l)];
	return x;
}

ALWAYS void to_name(const piece *row, lane *to, real x)
{
	for (int l = 0; l < (row->across ? LANES : named(row)[0] != 0); l++) to[place(row, l)] = x[l];
}

ALWAYS void derivatives(const piece *row, int i, real g, real h)
{
	store(row->g + i, row->unit * g);
	if (row->order > 1) store(row->h + i, row->unit * h);
}

/* ---- Short rows across the lanes ---- */

enum { SHORT = 128 }; /* classes at most */

static struct {
	real z[SHORT], y[SHORT], g[SHORT], h[SHORT];
} columns;

#if REAL == 32
#define ZIPPED(a, b, part) __builtin_shufflevector(a, b, 2 * part, 2 * part + 4, 2 * part + 1, 2 * part + 5)
#else
#define ZIPPED(a, b, part) __builtin_shufflevector(a, b, part, part + 2)
#endif

/* Rows of LANES numbers become columns: zipped once or twice. */
ALWAYS void transpose(real *x)
{
	UNROLLED for (int n = LANES; n > 1; n /= 2)
	{
		real to[LANES];
		UNROLLED for (int l = 0; l < LANES / 2; l++)
		{
			to[2 * l] = ZIPPED(x[l], x[l + LANES / 2], 0);
			to[2 * l + 1] = ZIPPED(x[l], x[l + LANES / 2], 1);
		}
		UNROLLED for (int l = 0; l < LANES; l++) x[l] = to[l];
	}
}

/* For rows that are missing the last one stands. */
ALWAYS void turn(const lane *from, const piece *row, real *to)
{
	for (int i = 0; i < row->cells; i += LANES) {
		UNROLLED for (int l = 0; l < LANES; l++) to[i + l] =
		        load(from + (l < row->rows ? l : row->rows - 1) * row->cells + i);
		transpose(to + i);
	}
}

/* What reaches beyond a row is overwritten: by the next row, and by the cells to the left. */
ALWAYS void turn_back(real *from, const piece *row, lane *to)
{
	for (int i = (row->cells - 1) / LANES * LANES; i >= 0; i -= LANES) {
		transpose(from + i);
		for (int l = 0; l < row->rows; l++) store(to + l * row->cells + i, from[i + l]);
	}
}

ALWAYS piece across(int r, int rows, int passes, int order, int cells, double scale, const int32_t *label)
{
	const piece row = {
		.first = 1,
		.last = order ? EMISSION : passes,
		.order = order,
		.cells = cells,
		.total = cells,
		.z = (lane *)columns.z,
		.y = (lane *)columns.y,
		.v = (lane *)block.v + r,
		.g = (lane *)columns.g,
		.h = (lane *)columns.h,
		.unit = splat((lane)scale),
		.across = 1,
		.rows = rows - r < LANES ? rows - r : LANES,
		.label = label ? label + r : 0,
	};
	turn((lane *)block.z + r * cells, &row, columns.z);
	if (!label) turn((lane *)block.y + r * cells, &row, columns.y);
	return row;
}

ALWAYS void along(const piece *row, int r)
{
	if (row->order > 0) turn_back(columns.g, row, (lane *)block.g + r * row->cells);
	if (row->order > 1) turn_back(columns.h, row, (lane *)block.h + r * row->cells);
}

/* ---- The kernel of a loss ---- */

#define ROW(variable, id, passes, parameters, description) KERNEL(variable, id, passes, parameters, description, 0)
#define ROWS(variable, id, passes, parameters, description) \
	KERNEL(variable, id, passes, parameters, "\"indexed\":true," description, 1)

/* Whole rows (pass 0), or one piece of one row in one pass: 1 if that pass is to be repeated. */
#define KERNEL(variable, id, passes, parameters, description, turns)                                                \
	ABOUT(id, "row", passes, #variable, parameters, description)                                                \
	ALWAYS void id(piece *row SCALARS(parameters));                                                             \
	EXPORT_ONCE(#id ".f" TEXT(REAL))                                                                            \
	int PASTE(id##_f, REAL)(int order_, int rows_, int cells_, double scale_, int pass_, int from_, int total_, \
	                        int labelled_)                                                                      \
	{                                                                                                           \
		const int32_t *const label_ = (turns) && labelled_ ? (const int32_t *)block.label : 0;              \
		DOUBLES(parameters, block.p)                                                                        \
		if ((turns) && !pass_ && cells_ <= SHORT) {                                                         \
			for (int r_ = 0; r_ < rows_; r_ += LANES) {                                                 \
				piece row_ = across(r_, rows_, passes, order_, cells_, scale_, label_);             \
				id(&row_ ACTUALS(parameters));                                                      \
				along(&row_, r_);                                                                   \
			}                                                                                           \
			return 0;                                                                                   \
		}                                                                                                   \
		for (int r_ = 0; r_ < rows_; r_++) {                                                                \
			const int at_ = r_ * cells_;                                                                \
			piece row_ = {                                                                              \
				.first = pass_ ? pass_ : 1,                                                         \
				.last = pass_    ? pass_                                                            \
				        : order_ ? EMISSION                                                         \
				                 : passes,                                                          \
				.order = order_,                                                                    \
				.cells = cells_,                                                                    \
				.from = from_,                                                                      \
				.total = total_,                                                                    \
				.z = (lane *)block.z + at_,                                                         \
				.y = (lane *)block.y + at_,                                                         \
				.v = (lane *)block.v + r_,                                                          \
				.g = (lane *)block.g + at_,                                                         \
				.h = (lane *)block.h + at_,                                                         \
				.unit = splat((lane)scale_),                                                        \
				.rows = 1,                                                                          \
				.label = label_ ? label_ + r_ : 0,                                                  \
			};                                                                                          \
			for (;;) {                                                                                  \
				id(&row_ ACTUALS(parameters));                                                      \
				if (!row_.again) break;                                                             \
				if (pass_) return 1;                                                                \
				row_.first = row_.again, row_.again = 0;                                            \
			}                                                                                           \
		}                                                                                                   \
		return 0;                                                                                           \
	}                                                                                                           \
	ALWAYS void id(piece *row SCALARS(parameters))
