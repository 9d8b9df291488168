/* A loss's description: JSON, glued by the preprocessor, exported as a function under the loss's id.  Exported by the
   double unit, for both.  Texts may not contain quotation marks or backslashes. */
#pragma once
#include "block.h"

#define NAMES(en, zh) "\"names\":{\"en\":\"" en "\",\"zh\":\"" zh "\"},"
#define ALIASES(words) "\"aliases\":\"" words "\"," /* separated by blanks */
#define EQUALS(list) "\"equal\":\"" list "\","      /* framework, name there, options: `keras Dice s2=1e-7; ...` */
#define LABELS(coding, range) "\"labels\":\"" #coding "\",\"targets\":\"" range "\","
#define PREDICTED(list) "\"predicted\":\"" list "\"," /* of a tuple: name and range, separated by semicolons */
#define OBSERVED(list) "\"observed\":\"" list "\","
#define LINEAR "\"linear\":true,"                        /* in the targets: class weights multiply their cells */
#define TERMWISE "\"termwise\":true,"                    /* class weights multiply the terms of a row's sum: THEIR(x) */
#define NORMALIZED "\"normalized\":true,"                /* target rows sum to 1 */
#define FLOORED "\"floored\":true,"                      /* takes the option floor */
#define ROOTED "\"rooted\":true,"                        /* takes the option root */
#define FREE(parameter) "\"free\":\"" #parameter "\","   /* where it is not positive, targets may be any numbers */
#define CURVATURE(stand) "\"curvature\":\"" #stand "\"," /* what may stand in for it: surrogate, friedman */
#define DOMAIN(range) "\"domain\":\"" range "\","
#define FORMULA(expression) "\"formula\":\"" expression "\","
#define KINKS(positions) "\"kinks\":\"" positions "\"," /* of the variable, separated by commas */
#define REFERENCE(text) "\"reference\":\"" text "\","

/* The unit of an information: nats, bits or hartleys.  The body sees the factor 1 / ln(base). */
#define UNIT (base, "e", "e | 2 | 10")
#define NONE

#if REAL == 64
#define ABOUT(id, shape, passes, variable, parameters, description)                               \
	EXPORT_ONCE(#id) const char *id##_about(void)                                             \
	{                                                                                         \
		return "{\"shape\":\"" shape                                                      \
		       "\",\"passes\":" TEXT(passes) ",\"variable\":\"" variable "\","            \
		                                     "\"family\":\"" FAMILY "\"," description     \
		                                     "\"parameters\":[" RECORDS(parameters) "]}"; \
	}
#else
#define ABOUT(id, shape, passes, variable, parameters, description)
#endif

/* Guards of a logarithm, which the formula leaves out: what is added to the prediction in it, the least it may be (1e999 is
   how JSON writes infinity), and the least variance p (1 - p) that slopes are divided by, whatever values do. */
#define GUARDS (epsilon, 0, "[0, 1)")(logFloor, -1e999, "[-inf, 0]")(varianceFloor, 0, "[0, 1)")

/* A sequence of tuples, (a, 1, "r")(b, 2, "s"), is walked by two macros that call each other; the last one finds no
   tuple and is ended by _END. */
#define ENDED_(...) __VA_ARGS__##_END
#define ENDED(...) ENDED_(__VA_ARGS__)

#define FORMALS(seq) ENDED(FORMAL1 seq)
#define FORMAL1(name, ...) , real name FORMAL2
#define FORMAL2(name, ...) , real name FORMAL1
#define FORMAL1_END
#define FORMAL2_END

#define SCALARS(seq) ENDED(SCALAR1 seq)
#define SCALAR1(name, ...) , double name SCALAR2
#define SCALAR2(name, ...) , double name SCALAR1
#define SCALAR1_END
#define SCALAR2_END

#define ACTUALS(seq) ENDED(ACTUAL1 seq)
#define ACTUAL1(name, ...) , name ACTUAL2
#define ACTUAL2(name, ...) , name ACTUAL1
#define ACTUAL1_END
#define ACTUAL2_END

#define SPLATS(seq) ENDED(SPLAT1 seq)
#define SPLAT1(name, ...) , splat((lane)name) SPLAT2
#define SPLAT2(name, ...) , splat((lane)name) SPLAT1
#define SPLAT1_END
#define SPLAT2_END

#define VECTORS(seq, from)                 \
	const double *parameter_ = (from); \
	(void)parameter_;                  \
	ENDED(VECTOR1 seq)
#define VECTOR1(name, ...)                      \
	const real name = splat(*parameter_++); \
	VECTOR2
#define VECTOR2(name, ...)                      \
	const real name = splat(*parameter_++); \
	VECTOR1
#define VECTOR1_END
#define VECTOR2_END

#define DOUBLES(seq, from)                 \
	const double *parameter_ = (from); \
	(void)parameter_;                  \
	ENDED(DOUBLE1 seq)
#define DOUBLE1(name, ...)                 \
	const double name = *parameter_++; \
	DOUBLE2
#define DOUBLE2(name, ...)                 \
	const double name = *parameter_++; \
	DOUBLE1
#define DOUBLE1_END
#define DOUBLE2_END

#define RECORDS(seq) ENDED(RECORD1 seq)
#define RECORD1(name, value, range) RECORD(name, value, range) RECORD2
#define RECORD2(name, value, range) "," RECORD(name, value, range) RECORD3
#define RECORD3(name, value, range) "," RECORD(name, value, range) RECORD2
#define RECORD1_END
#define RECORD2_END
#define RECORD3_END
#define RECORD(name, value, range) "{\"name\":\"" #name "\",\"value\":" #value ",\"range\":\"" range "\"}"
