/* Short rows of logits across the lanes: so many rows as there are lanes are a group, and its classes are columns, a vector each.
   Several groups go through each step one after the other: of a short step a processor has several under way at once, but of all
   steps of a group, which wait for each other, hardly one. */
#pragma once
#include "cells.h"

#ifndef RARE
enum { SHORT = 128, COLUMNS = 256, ABREAST = 16 }; /* classes, columns and groups at most */

static struct {
	real z[COLUMNS + LANES], y[COLUMNS + LANES], g[COLUMNS + LANES], h[COLUMNS + LANES];
} columns;

#if REAL == 32
#define ZIPPED(a, b, part) __builtin_shufflevector(a, b, 2 * part, 2 * part + 4, 2 * part + 1, 2 * part + 5)
#else
#define ZIPPED(a, b, part) __builtin_shufflevector(a, b, part, part + 2)
#endif

/* Rows of LANES numbers become columns: zipped once or twice. */
ALWAYS void transpose(real *x)
{
	UNROLL
	for (int n = LANES; n > 1; n /= 2) {
		real to[LANES];
		UNROLL
		for (int l = 0; l < LANES / 2; l++) {
			to[2 * l] = ZIPPED(x[l], x[l + LANES / 2], 0);
			to[2 * l + 1] = ZIPPED(x[l], x[l + LANES / 2], 1);
		}
		UNROLL
		for (int l = 0; l < LANES; l++) x[l] = to[l];
	}
}

/* The next rows that go through the steps together. */
typedef struct {
	int rows, cells, count;
} bundle;

ALWAYS bundle bundle_of(int rows, int cells)
{
	const int most = cells * ABREAST > COLUMNS ? COLUMNS / cells : ABREAST, count = (rows + LANES - 1) / LANES;
	return (bundle){ rows, cells, count < most ? count : most };
}

#define EACH_GROUP(of, k) ROLLED for (int k = 0; k < (of).count; k++)

/* How far from the first row of a group the one in lane l begins; in place of those that are missing stands the first. */
ALWAYS int start(bundle of, int k, int l) { return (k * LANES + l < of.rows ? k * LANES + l : k * LANES) * of.cells; }

/* What is written beyond a group is overwritten by the next one. */
APART void turn(bundle of, const lane *from, real *to)
{
	EACH_GROUP(of, k) ROLLED for (int i = 0; i < of.cells; i += LANES)
	{
		real x[LANES];
		UNROLL
		for (int l = 0; l < LANES; l++) x[l] = load(from + start(of, k, l) + i);
		transpose(x);
		UNROLL
		for (int l = 0; l < LANES; l++) to[k * of.cells + i + l] = x[l];
	}
}

/* What reaches beyond a row is overwritten: by the next row, and by the cells to the left. */
APART void turn_back(bundle of, const real *from, lane *to)
{
	EACH_GROUP(of, k) ROLLED for (int i = (of.cells - 1) / LANES * LANES; i >= 0; i -= LANES)
	{
		real x[LANES];
		UNROLL
		for (int l = 0; l < LANES; l++) x[l] = from[k * of.cells + i + l];
		transpose(x);
		UNROLL
		for (int l = 0; l < LANES; l++)
			if (k * LANES + l < of.rows) store(to + start(of, k, l) + i, x[l]);
	}
}

/* The cells of a group that its class indices name. */
typedef struct {
	int cell[LANES];
} names;

ALWAYS names named_across(bundle of, int k, const int32_t *label)
{
	names by;
	UNROLL
	for (int l = 0; l < LANES; l++)
		by.cell[l] = (k * of.cells + label[k * LANES + (k * LANES + l < of.rows ? l : 0)]) * LANES + l;
	return by;
}

ALWAYS real of_names(names by, const real *from)
{
	real x = { 0 };
	UNROLL
	for (int l = 0; l < LANES; l++) x[l] = ((const lane *)from)[by.cell[l]];
	return x;
}

ALWAYS void to_names(names by, real *to, real x)
{
	UNROLL
	for (int l = 0; l < LANES; l++) ((lane *)to)[by.cell[l]] = x[l];
}

/* What is known of each group of short rows. */
static struct {
	real top[ABREAST];
	sum rest[ABREAST], gaps[ABREAST], inner[ABREAST], outer[ABREAST], log[ABREAST];
} known;

/* Before the logarithms: tops, powers and their sums, and what targets gather. */
APART void survey_across(bundle of, const int32_t *label)
{
	EACH_GROUP(of, k)
	{
		const real *z = columns.z + k * of.cells, *const end = z + of.cells;
		real top = splat(-INF), other = top;
		ROLLED for (; z + 1 < end; z += 2) top = rmax(top, z[0]), other = rmax(other, z[1]);
		if (z < end) top = rmax(top, *z);
		known.top[k] = rmax(top, other);
	}
	EACH_GROUP(of, k)
	{
		const real *z = columns.z + k * of.cells, *y = columns.y + k * of.cells, top = known.top[k];
		real *powers_to = columns.g + k * of.cells;
		sum rests = { 0 }, others = rests, gaps = { 0 }, inner = { 0 }, outer = { 0 };
		powers((const lane *)z, (lane *)powers_to, of.cells * LANES, top, &rests, &others);
		known.rest[k] = rest_of(rests, others, of.cells);
		if (label)
			take_label((bits){} - 1, top, of_names(named_across(of, k, label), columns.z), &gaps, &inner,
			           &outer);
		else take_targets((const lane *)z, (const lane *)y, of.cells * LANES, top, &gaps, &inner, &outer);
		known.gaps[k] = gaps, known.inner[k] = inner, known.outer[k] = outer;
	}
}

APART void emit_across(bundle of, const int32_t *label, real unit, double base, int order)
{
	EACH_GROUP(of, k)
	{
		const int at = k * of.cells, n = of.cells * LANES;
		const slopes s = slopes_of(known.top[k], base, known.inner[k], known.outer[k], known.rest[k]);
		lane *g = (lane *)(columns.g + at), *h = order > 1 ? (lane *)(columns.h + at) : 0;
		if (label) {
			const names cell = named_across(of, k, label);
			const real own = slope_of_label(&s, of_names(cell, columns.z), of_names(cell, columns.g));
			emit_chances(&s, n, unit, g);
			to_names(cell, columns.g, unit * own);
		} else emit_slopes(&s, (const lane *)(columns.z + at), (const lane *)(columns.y + at), n, unit, g, h);
	}
}

APART int softmax_cross_entropy_across(int order, int rows, int cells, double scale, int labelled, double base)
{
	bundle of;
	for (int at = 0; at < rows; at += of.count * LANES) {
		const int32_t *label = labelled ? (const int32_t *)block.label + at : 0;
		of = bundle_of(rows - at, cells);
		turn(of, (const lane *)places.z + at * cells, columns.z);
		if (!label) turn(of, (const lane *)places.y + at * cells, columns.y);
		survey_across(of, label);
		log1p_each((const double *)known.rest, (double *)known.log, of.count * LANES);
		EACH_GROUP(of, k)
		store((lane *)block.v + at + k * LANES,
		      narrow(base * (known.gaps[k] + (known.inner[k] + known.outer[k]) * known.log[k])));
		if (order > 0) {
			emit_across(of, label, splat((lane)scale), base, order);
			turn_back(of, columns.g, (lane *)places.g + at * cells);
		}
		if (order > 1) turn_back(of, columns.h, (lane *)places.h + at * cells);
	}
	return 0;
}
#endif
