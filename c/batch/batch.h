/* What defining a loss of a whole batch means: one whose terms join several samples, or whose parts have shapes of
   their own.

	BATCH(id, inputs, parameters, description) { body }

   exports the loss and its description as JSON, as LOSS does (../kernel.h); the rest follows from that.  The inputs are
   tuples (name, kind, "dimensions", more), in the order of the arguments.  Kinds:
     variable   real numbers that the loss is derived by
     given      real numbers that it is not derived by
     sign       1 or -1
     group      integers; samples with equal ones belong together; the body sees them as 0, 1, 2 ... by first appearance
     index      integers from 0 on, below the dimension OF("classes"); IGNORABLE ones may be left out, and are -1
     binary     0 or 1, or switches; IGNORABLE ones may be left out, and are -1
     count      integers from 0 on, at most the dimension OF("frames")
   Dimensions have names, the slowest first; those of one name are equal; a lone number has none.  More:
     RANGE("[0, 1]")  what the numbers lie in
     OPTION("0")      given among the options, or not at all: then x is null, and the formula takes this number
     COLUMN           a flat array is one column; without it, one row
     RAGGED           nested rows may differ in length, and are filled up with -1
     EXCEPT("blank")  indices but the one that this option names
     LISTS("lists")   the groups are the members of this dimension, in the order of their numbers; nested arguments say them
                      too, as rows that may differ in length.  Where neither does, all samples are one list: k is never null
   The body sees each input by its name (struct input) and each parameter as a double; `order` says what is wanted: 0 the
   value, 1 the derivatives g too, 2 the second derivatives h (the diagonal) too.  It states the value of each sample, and adds
   its derivatives, times the sample's weight, to g and h, which are 0 at first.  It divides by nothing: the mean is formed
   outside.  Memory from numbers() and integers() is the body's until it returns.  Everything is double: single precision runs
   in double and is rounded once. */
#pragma once
#include "../about.h"
#include "../real.h"
#include "../special.h"

enum { INPUTS = 8 };

typedef struct {
	union {
		const double *x;
		const int32_t *k; /* sign, group, index, binary, count */
	};
	double *g, *h;            /* null unless wanted */
	int rows, columns, depth; /* sizes of the dimensions; 1 where there are fewer */
} input;

extern struct batch {
	input in[INPUTS];
	ARRAY(p, PARAMETERS);
	const double *w; /* weights of the samples, or null */
	double *v, *s;   /* the samples' values and shares */
	int positive;    /* whether only terms above 0 have a share */
} batch;

/* Words of a description. */
#define EACH(dimension) "\"each\":\"" dimension "\"," /* a value for each of these; without it, one value in all */
#define SHARE(formula) "\"share\":\"" formula "\","   /* of each in the denominator of the mean, where it is not 1 */
#define WEIGHTED(dimension) "\"weighted\":\"" dimension "\"," /* one value in all, yet these have weights */
#define RANGE(range) ",\"range\":\"" range "\""
#define OPTION(value) ",\"option\":" value
#define OF(dimension) ",\"of\":\"" dimension "\""
#define IGNORABLE ",\"ignorable\":true"
#define COLUMN ",\"column\":true"
#define RAGGED ",\"ragged\":true"
#define EXCEPT(option) ",\"except\":\"" option "\""
#define LISTS(dimension) ",\"lists\":\"" dimension "\""

#define BATCH(id, inputs, parameters, description)                                                \
	EXPORT(#id) const char *id##_about(void)                                                  \
	{                                                                                         \
		return "{\"shape\":\"batch\",\"family\":\"" FAMILY "\"," description              \
		       "\"inputs\":[" LIST(inputs) "],\"parameters\":[" RECORDS(parameters) "]}"; \
	}                                                                                         \
	static void id(int order INPUTS_OF(inputs) SCALARS(parameters));                          \
	EXPORT(#id ".batch") void id##_batch(int order_)                                          \
	{                                                                                         \
		const input *input_ = batch.in;                                                   \
		TAKEN(inputs)                                                                     \
		DOUBLES(parameters, batch.p)                                                      \
		id(order_ ACTUALS(inputs) ACTUALS(parameters));                                   \
	}                                                                                         \
	static void id(int order INPUTS_OF(inputs) SCALARS(parameters))

#define INPUTS_OF(seq) ENDED(INPUT1 seq)
#define INPUT1(name, ...) , const input name INPUT2
#define INPUT2(name, ...) , const input name INPUT1
#define INPUT1_END
#define INPUT2_END

#define TAKEN(seq) ENDED(TAKE1 seq)
#define TAKE1(name, ...)              \
	const input name = *input_++; \
	TAKE2
#define TAKE2(name, ...)              \
	const input name = *input_++; \
	TAKE1
#define TAKE1_END
#define TAKE2_END

#define LIST(seq) ENDED(ITEM1 seq)
#define ITEM1(...) ITEM(__VA_ARGS__, ) ITEM2
#define ITEM2(...) "," ITEM(__VA_ARGS__, ) ITEM3
#define ITEM3(...) "," ITEM(__VA_ARGS__, ) ITEM2
#define ITEM1_END
#define ITEM2_END
#define ITEM3_END
#define ITEM(name, kind, dimensions, more, ...) \
	"{\"name\":\"" #name "\",\"kind\":\"" #kind "\",\"dimensions\":\"" dimensions "\"" more "}"

/* ---- Samples ---- */

static inline double weight(int i) { return batch.w ? batch.w[i] : 1; }

/* Whether a term has a share in the denominator of the mean. */
static inline int counts(double term) { return !batch.positive || !(term <= 0); }

/* The value of sample i, and its share there: 1, or how many of the terms count that the value is a sum of. */
static inline void value(int i, double v, double share) { batch.v[i] = v, batch.s[i] = counts(v) ? share : 0; }

/* Number k of an input that may be missing. */
static inline double optional(const input *f, int k, double otherwise) { return f->x ? f->x[k] : otherwise; }

/* ---- Memory: one call long, no limit but that of wasm ---- */

void *take(double count); /* so many doubles */
double *zeros(double count);
static inline double *numbers(double count) { return take(count); }
static inline int32_t *integers(double count) { return take(count / 2 + 1); }
