/* Errors of single precision in units in the last place, in a form that compilers make vectors of. */
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Doubles as integers: their fields, and for those that are not negative their order. */
static int64_t word(double x)
{
	int64_t w;
	memcpy(&w, &x, sizeof w);
	return w;
}

static double number(int64_t w)
{
	double x;
	memcpy(&x, &w, sizeof x);
	return x;
}

/* The largest of numbers that are not negative. */
static double largest(const double *x, int n)
{
	int64_t most = 0;
	for (int i = 0; i < n; i++) most = word(x[i]) > most ? word(x[i]) : most;
	return number(most);
}

/* Infinity stands for 2^128, so that overflow may come neither early nor late. */
static double clamped(double x) { return x > 0x1p128 ? 0x1p128 : x < -0x1p128 ? -0x1p128 : x; }

/* How many units in the last place of w there are in 1; w is clamped. */
static double last_places(double w)
{
	enum { LOWEST = 1023 - 126, HIGHEST = 1023 + 127 };
	int64_t e = word(w) >> 52 & 0x7ff;
	e = e < LOWEST ? LOWEST : e > HIGHEST ? HIGHEST : e;
	return number((2 * 1023 + 23 - e) << 52);
}

/* The error of a float; w is clamped.  NaN is right where it should be, and infinitely wrong elsewhere. */
static double error_in_places(float got, double w)
{
	const double off = fabs(clamped((double)got) - w) * last_places(w);
	const int a = got != got, b = w != w;
	return a & b ? 0 : a | b ? INFINITY : off;
}
