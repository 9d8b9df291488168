/* What defining a loss means.

	LOSS(variable, id, parameters, description) { body }         one number a sample
	TUPLE(id, inputs, targets, parameters, description) { body }  a few numbers a sample: mean and variance, a box
	ROW(variable, id, passes, parameters, description) { body }  a row of numbers a sample, one a class (row.h)

   declares the function whose body follows, exports the loop that applies it to a block, and exports its description
   as JSON: the module is its own registry, and everything else is derived from it.

   The variable says what the body sees:
     residual     r = z - y     real prediction z, real target y
     margin       m = y z       score z, target y = -1 or 1
     logit        z, y          score z before sigmoid or softmax
     powered      z, y, e       the same with e = exp(-|z|), which a loop of its own makes
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

#define residual_NAME "residual"
#define residual_FORMALS real r
#define residual_AT z_[i_] - y_[i_]
#define residual_CHAIN(slope) (slope)
#define residual_SECOND PLAIN
#define residual_LOOP GROUPED
#define margin_NAME "margin"
#define margin_FORMALS real m
#define margin_AT y_[i_] * z_[i_]
#define margin_CHAIN(slope) (y_[i_] * (slope))
#define margin_SECOND PLAIN
#define margin_LOOP GROUPED
#define logit_NAME "logit"
#define logit_FORMALS real z, real y
#define logit_AT z_[i_], y_[i_]
#define logit_CHAIN(slope) (slope)
#define logit_SECOND PLAIN
#define logit_LOOP PLAIN
#define probability_NAME "probability"
#define probability_FORMALS real p, real y
#define probability_AT z_[i_], y_[i_]
#define probability_CHAIN(slope) (slope)
#define probability_SECOND PLAIN
#define probability_LOOP PLAIN
#define powered_NAME "logit"
#define powered_FORMALS real z, real y, real e
#define powered_AT z_[i_], y_[i_], v_[i_]
#define powered_CHAIN(slope) (slope)
#define powered_SECOND POWERED
#define powered_LOOP POWERED
#define prediction_NAME "prediction"
#define prediction_FORMALS real f, real y
#define prediction_AT z_[i_], y_[i_]
#define prediction_CHAIN(slope) (slope)
#define prediction_SECOND PLAIN
#define prediction_LOOP PLAIN

/* The sum of a group, or of its beginning, a multiple of eight.  Numbers become doubles as they are loaded, two at a time. */
APART void sum_group(const lane *x, const lane *end, lanes8 *into)
{
	wide a = { 0 }, b = a, c = a, d = a, *lanes = (wide *)into;
	for (; x < end; x += 8) a += widen(x), b += widen(x + 2), c += widen(x + 4), d += widen(x + 6);
	lanes[0] = a, lanes[1] = b, lanes[2] = c, lanes[3] = d;
}

/* Names within the macros end in _, so that a parameter may have any name. */
#define LOSS(variable, id, parameters, description)                                                  \
	ABOUT(id, "element", 0, variable##_NAME, parameters, description)                            \
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
	case 2: variable##_SECOND(STORED_2(variable), variable, id, parameters)      \
	}
#endif

/* A few vectors at a time, until the values are at their end; what is computed beyond n is never read. */
#define EACH(end, step, stores, variable, id, parameters)                                    \
	for (; (lane *)v_ < end; z_ += step, y_ += step, v_ += step, g_ += step, h_ += step) \
		UNROLL for (int i_ = 0; i_ < step; i_++)                                     \
		{                                                                            \
			const out o_ = id(variable##_AT ACTUALS(parameters));                \
			stores;                                                              \
		}
#define PLAIN(stores, variable, id, parameters) EACH((lane *)block.v + n_, 1, stores, variable, id, parameters)

/* The exponentials come first, to the place of the values: of two loops with short chains of operations more rounds overlap
   than of one with a long chain. */
#define POWERED(stores, variable, id, parameters)   \
	powers_below(z_, v_, (lane *)block.v + n_); \
	PLAIN(stores, variable, id, parameters)
APART void powers_below(const real *z, real *to, const lane *end)
{
	for (; (lane *)to < end; z++, to++) *to = exp_below(rnabs(*z), BRIEF);
}

/* For bodies of a few instructions: in single precision four vectors share the loop's own, and a group is summed up while the
   next one comes from memory. */
#define GROUPED(stores, variable, id, parameters)                                                        \
	grouped = 0;                                                                                     \
	for (lane *from_ = (lane *)block.v, *to_, *const end_ = from_ + n_; from_ < end_; from_ = to_) { \
		to_ = end_ - from_ < GROUP ? end_ : from_ + GROUP;                                       \
		EACH(to_, K(4, 1), stores, variable, id, parameters)                                     \
		if (order_ & SUMMED && to_ - from_ == GROUP) sum_group(from_, to_, &groups[grouped++]);  \
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
