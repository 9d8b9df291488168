/* What defining a loss means.

	LOSS(variable, id, parameters, description) { body }         one number a sample
	TUPLE(id, inputs, targets, parameters, description) { body }  a few numbers a sample: mean and variance, a box
	ROW(variable, id, passes, parameters, description) { body }  a row of numbers a sample, one a class

   declares the function whose body follows, exports the loop that applies it to a block, and exports its description
   as JSON: the module is its own registry, and everything else is derived from it.

   The variable says what the body sees:
     residual     r = z - y     real prediction z, real target y
     margin       m = y z       score z, target y = -1 or 1
     logit        z, y          score z before sigmoid or softmax
     probability  p, y
     prediction   f, y          any other
   A parameter is a tuple (name, default, range); the body sees its name.  Scores, targets and results are vectors
   (real.h): a body has no branches, and its loop is SIMD by construction. */
#pragma once
#include "about.h"
#include "block.h"
#include "real.h"
#include "reduce.h"

#define UNROLLED _Pragma("GCC unroll 4")
#define ALWAYS static inline __attribute__((always_inline))

typedef real loose __attribute__((aligned(sizeof(lane)))); /* anywhere in an array */
ALWAYS real load(const lane *at) { return *(const loose *)at; }
ALWAYS void store(lane *at, real x) { *(loose *)at = x; }

#ifdef __wasm__
ALWAYS int any(bits mask) { return __builtin_wasm_any_true_v128(mask); }
#else
ALWAYS int any(bits mask)
{
	int found = 0;
	UNROLLED for (int l = 0; l < LANES; l++) found |= mask[l] != 0;
	return found;
}
#endif

/* ---- One number a sample ---- */

/* Value, first and second derivative by the variable.  What a loop does not store is not computed. */
typedef struct {
	real v, g, h;
} out;

#define residual_FORMALS real r
#define residual_AT z_[i_] - y_[i_]
#define residual_CHAIN(slope) (slope)
#define residual_LOOP GROUPED
#define margin_FORMALS real m
#define margin_AT y_[i_] * z_[i_]
#define margin_CHAIN(slope) (y_[i_] * (slope))
#define margin_LOOP GROUPED
#define logit_FORMALS real z, real y
#define logit_AT z_[i_], y_[i_]
#define logit_CHAIN(slope) (slope)
#define logit_LOOP PLAIN
#define probability_FORMALS real p, real y
#define probability_AT z_[i_], y_[i_]
#define probability_CHAIN(slope) (slope)
#define probability_LOOP PLAIN
#define prediction_FORMALS real f, real y
#define prediction_AT z_[i_], y_[i_]
#define prediction_CHAIN(slope) (slope)
#define prediction_LOOP PLAIN

/* The sum of a group.  Numbers become doubles as they are loaded, two at a time. */
static __attribute__((noinline)) void sum_group(const lane *x, lanes8 *into)
{
	wide a = { 0 }, b = a, c = a, d = a, *lanes = (wide *)into;
	_Pragma("clang loop unroll_count(2)") for (const lane *end = x + GROUP; x < end; x += 8) a += widen(x),
	        b += widen(x + 2), c += widen(x + 4), d += widen(x + 6);
	lanes[0] = a, lanes[1] = b, lanes[2] = c, lanes[3] = d;
}

/* Names within the macros end in _, so that a parameter may have any name. */
#define LOSS(variable, id, parameters, description)                                                  \
	ABOUT(id, "element", 0, #variable, parameters, description)                                  \
	ALWAYS out id(variable##_FORMALS FORMALS(parameters));                                       \
	EXPORT_ONCE(#id ".f" TEXT(REAL)) void PASTE(id##_f, REAL)(int order_, int n_, double scale_) \
	{                                                                                            \
		const real *z_ = places.z, *y_ = places.y, unit_ = splat((lane)scale_);              \
		real *v_ = (real *)block.v, *g_ = places.g, *h_ = places.h;                          \
		VECTORS(parameters, block.p)                                                         \
		ORDERS(variable, id, parameters)                                                     \
	}                                                                                            \
	ALWAYS out id(variable##_FORMALS FORMALS(parameters))

/* A loop an order; the rare losses, which are compiled for size, have one for all: what is not asked for is written in vain. */
enum { SUMMED = 4 }; /* with an order: the values of each group are summed up, where the loop is GROUPED */
#define STORED_0 v_[i_] = o_.v
#define STORED_1(variable) (STORED_0, g_[i_] = unit_ * variable##_CHAIN(o_.g))
#define STORED_2(variable) (STORED_1(variable), h_[i_] = unit_ * o_.h)
#ifdef RARE
#define ORDERS(variable, id, parameters) \
	(void)order_;                    \
	PLAIN(STORED_2(variable), variable, id, parameters)
#else
#define ORDERS(variable, id, parameters)                                             \
	switch (order_ & ~SUMMED) {                                                  \
	case 0: variable##_LOOP(STORED_0, variable, id, parameters) break;           \
	case 1: variable##_LOOP(STORED_1(variable), variable, id, parameters) break; \
	case 2: PLAIN(STORED_2(variable), variable, id, parameters)                  \
	}
#endif

/* A few vectors at a time, until the values are at their end; what is computed beyond n is never read. */
#define EACH(end, step, stores, variable, id, parameters)                                    \
	for (; (lane *)v_ < end; z_ += step, y_ += step, v_ += step, g_ += step, h_ += step) \
		for (int i_ = 0; i_ < step; i_++) {                                          \
			const out o_ = id(variable##_AT ACTUALS(parameters));                \
			stores;                                                              \
		}
#define PLAIN(stores, variable, id, parameters) EACH((lane *)block.v + n_, 1, stores, variable, id, parameters)

/* For bodies of a few instructions: in single precision four vectors share the loop's own, and a group is summed up while the
   next one comes from memory. */
#define GROUPED(stores, variable, id, parameters)                                                        \
	grouped = 0;                                                                                     \
	for (lane *from_ = (lane *)block.v, *to_, *const end_ = from_ + n_; from_ < end_; from_ = to_) { \
		to_ = end_ - from_ < GROUP ? end_ : from_ + GROUP;                                       \
		EACH(to_, K(4, 1), stores, variable, id, parameters)                                     \
		if (order_ & SUMMED && to_ - from_ == GROUP) sum_group(from_, &groups[grouped++]);       \
	}

/* ---- A few numbers a sample ---- */

/* Predictions and targets come interleaved; the body sees them as f[input] and y[target], and derives by each input. */
enum { INPUTS_MOST = 4 };

typedef struct {
	real v, g[INPUTS_MOST], h[INPUTS_MOST];
} outs;

#define TUPLE(id, inputs, targets, parameters, description)                                             \
	ABOUT(id, "tuple", 0, "prediction", parameters, description)                                    \
	ALWAYS outs id(const real *f, const real *y FORMALS(parameters));                               \
	EXPORT_ONCE(#id ".f" TEXT(REAL)) void PASTE(id##_f, REAL)(int order_, int n_, double scale_)    \
	{                                                                                               \
		const real unit_ = splat((lane)scale_);                                                 \
		VECTORS(parameters, block.p)                                                            \
		for (int i_ = 0; i_ < n_; i_ += LANES) {                                                \
			real f_[inputs], y_[targets];                                                   \
			apart((lane *)block.z + i_ * (inputs), inputs, f_);                             \
			apart((lane *)block.y + i_ * (targets), targets, y_);                           \
			const outs o_ = id(f_, y_ ACTUALS(parameters));                                 \
			store((lane *)block.v + i_, o_.v);                                              \
			if (order_ > 0) together((lane *)block.g + i_ * (inputs), inputs, o_.g, unit_); \
			if (order_ > 1) together((lane *)block.h + i_ * (inputs), inputs, o_.h, unit_); \
		}                                                                                       \
	}                                                                                               \
	ALWAYS outs id(const real *f, const real *y FORMALS(parameters))

ALWAYS void apart(const lane *from, int width, real *parts)
{
	UNROLLED for (int k = 0; k < width; k++) UNROLLED for (int l = 0; l < LANES; l++) parts[k][l] =
	        from[l * width + k];
}

ALWAYS void together(lane *to, int width, const real *parts, real unit)
{
	UNROLLED for (int k = 0; k < width; k++) UNROLLED for (int l = 0; l < LANES; l++) to[l * width + k] =
	        parts[k][l] * unit[l];
}

/* ---- A row a sample ---- */

/* A body reads its row one or several times, each time in a PASS over the cells, and keeps what it learns in static
   variables.  START comes before, THEN after a pass; VALUE states the result; EMIT visits the cells once more for g and h.
   Where THEN finds that its pass, not the first, has not settled, AGAIN has it repeated.
   A row that fits into the block runs through in one call; a longer one is fed piece by piece, pass after pass. */
typedef struct {
	int first, last, order; /* passes to run; derivatives to write */
	int again;              /* the pass to repeat, or 0 */
	int cells, from, total; /* this piece: so many cells, from this class on, of so many classes */
	const lane *z, *y;
	lane *v, *g, *h;
	real unit;
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
#define COUNT(into, mask) ((into) -= valid & (mask))
#define HIGHEST(into, x) ((into) = rmax(into, (real)(~valid | (bits)(x)))) /* NaN is passed over */
#define LOWEST(into, x) ((into) = rmin(into, (real)(~valid | (bits)(x))))

/* The highest z of a piece and of what came before it, lane by lane: four at a time, for each waits for its last. */
ALWAYS real summit(const piece *row, real top)
{
	real tops[4] = { top, top, top, top };
	int i = 0;
	for (; i + 4 * LANES <= row->cells; i += 4 * LANES)
		UNROLLED for (int t = 0; t < 4; t++) tops[t] = rmax(tops[t], load(row->z + i + t * LANES));
	top = rmax(rmax(tops[0], tops[1]), rmax(tops[2], tops[3]));
	for (; i < row->cells; i += LANES) top = rmax(top, (real)(~below(row->cells - i) | (bits)load(row->z + i)));
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

ALWAYS double counted(bits n)
{
	return (double)n[0] + (double)n[1] + (LANES == 4 ? (double)n[2 % LANES] + (double)n[3 % LANES] : 0);
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

ALWAYS void derivatives(const piece *row, int i, real g, real h)
{
	store(row->g + i, row->unit * g);
	if (row->order > 1) store(row->h + i, row->unit * h);
}

/* Whole rows (pass 0), or one piece of one row in one pass: 1 if that pass is to be repeated. */
#define ROW(variable, id, passes, parameters, description)                                                          \
	ABOUT(id, "row", passes, #variable, parameters, description)                                                \
	ALWAYS void id(piece *row SCALARS(parameters));                                                             \
	EXPORT_ONCE(#id ".f" TEXT(REAL))                                                                            \
	int PASTE(id##_f, REAL)(int order_, int rows_, int cells_, double scale_, int pass_, int from_, int total_) \
	{                                                                                                           \
		DOUBLES(parameters, block.p)                                                                        \
		for (int r_ = 0; r_ < rows_; r_++) {                                                                \
			const int at_ = r_ * cells_;                                                                \
			piece row_ = {                                                                              \
				pass_ ? pass_ : 1,                                                                  \
				pass_    ? pass_                                                                    \
				: order_ ? EMISSION                                                                 \
				         : passes,                                                                  \
				order_,                                                                             \
				0,                                                                                  \
				cells_,                                                                             \
				from_,                                                                              \
				total_,                                                                             \
				(lane *)block.z + at_,                                                              \
				(lane *)block.y + at_,                                                              \
				(lane *)block.v + r_,                                                               \
				(lane *)block.g + at_,                                                              \
				(lane *)block.h + at_,                                                              \
				splat((lane)scale_),                                                                \
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
