/* What losses of batches share: rows of numbers, their distances, the cross-entropy of a row, order. */
#pragma once
#include "batch.h"
#include <string.h>

typedef real loose __attribute__((aligned(8))); /* anywhere in an array */
ALWAYS real load(const double *at) { return *(const loose *)at; }
ALWAYS void store(double *at, real x) { *(loose *)at = x; }

/* The derivatives by number `at` of an input, as far as they are wanted. */
static void derive(int order, const input *f, size_t at, double g, double h)
{
	if (order > 0) f->g[at] = g;
	if (order > 1) f->h[at] = h;
}

/* The sum of a[k] b[k]: four lanes, then the rest. */
static double dot(const double *a, const double *b, int n)
{
	real s = { 0 }, t = { 0 };
	int k = 0;
	for (; k + 4 <= n; k += 4) s += load(a + k) * load(b + k), t += load(a + k + 2) * load(b + k + 2);
	s += t;
	double sum = s[0] + s[1];
	for (; k < n; k++) sum += a[k] * b[k];
	return sum;
}

/* A number as a sum of two. */
typedef struct {
	double high, low;
} twofold;

/* The sum of a[k] b[k] to twice the digits (Ogita, Rump & Oishi 2005). */
static twofold fine_dot(const double *a, const double *b, int n)
{
	real sum = { 0 }, low = { 0 };
	for (int k = 0; k < n; k += 2) {
		const real x = k + 1 < n ? load(a + k) : (real){ a[k] }, y = k + 1 < n ? load(b + k) : (real){ b[k] };
		const real p = x * y, s = sum + p;
		low += product_rest(x, y, p) + sum_rest(sum, p, s), sum = s;
	}
	const double all = sum[0] + sum[1];
	return (twofold){ all, low[0] + low[1] + sum_rest(splat(sum[0]), splat(sum[1]), splat(all))[0] };
}

/* to[k] += c x[k] */
static void add(double *to, double c, const double *x, int n)
{
	const real many = splat(c);
	int k = 0;
	for (; k + 2 <= n; k += 2) store(to + k, load(to + k) + many * load(x + k));
	if (k < n) to[k] += c * x[k];
}

#define NAN __builtin_nan("")
static inline double magnitude(double x) { return x < 0 ? -x : x; }
static inline double larger(double a, double b) { return a < b ? b : a; } /* of a NaN, the first */

/* The maximum of 0 and x, NaN if x is. */
static inline double positive_part(double x) { return x <= 0 ? 0 : x; }
static inline double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

/* NaN if one of n numbers is, else 0. */
static double unsound(const double *x, int n)
{
	double sum = 0;
	for (int k = 0; k < n; k++)
		if (x[k] != x[k]) sum = NAN;
	return sum;
}

/* ---- Distances ---- */

/* The length in the norm p of a - b, to each component of which `offset` is added, and which has `rest` as one more. */
static double distance(const double *a, const double *b, int n, double p, double offset, double rest)
{
	double sum = p == 1 ? rest : rest * rest, most = rest;
	for (int k = 0; k < n; k++) {
		const double u = a[k] - b[k] + offset, size = magnitude(u);
		most = larger(size, most);
		sum += p == 1 ? size : u * u;
	}
	if (p == 1 || most == 0 || most != most) return most != most ? most : sum;
	if (p == 2 && sum > 0x1p-900 && sum < 0x1p900) return nroot(sum);
	sum = rest == 0 ? 0 : npow(rest / most, p);
	for (int k = 0; k < n; k++) {
		const double u = a[k] - b[k] + offset, size = magnitude(u) / most;
		sum += p == 2 ? size * size : npow(size, p);
	}
	return most * (p == 2 ? nroot(sum) : npow(sum, 1 / p));
}

/* What has a square that is neither infinite nor 0. */
static int moderate(double size) { return size > 0x1p-200 && size < 0x1p200; }

/* The distance `near` of a and b less the distance `far` of c and d: in the norm 2 by differences of rows, where these two
   would cancel, and a component that both have does. */
static double gap(const double *a, const double *b, const double *c, const double *d, int n, double p, double offset,
                  double near, double far)
{
	double sum = 0;
	if (p != 2 || !moderate(near + far)) return near - far;
	for (int k = 0; k < n; k++)
		sum += ((a[k] - c[k]) + (d[k] - b[k])) * ((a[k] - b[k] + offset) + (c[k] - d[k] + offset));
	return sum / (near + far);
}

/* Adds c times the derivatives of that distance, which is d, by row i of a and row j of b; none where it is 0. */
static void add_distance(int order, double c, double d, const input *a, int i, const input *b, int j, double p,
                         double offset)
{
	if (!order || c == 0 || d == 0) return;
	const int n = a->columns;
	const size_t at = (size_t)i * n, to = (size_t)j * n;
	for (int k = 0; k < n; k++) {
		const double u = a->x[at + k] - b->x[to + k] + offset, t = magnitude(u) / d;
		const double g = c * sign(u) * (p == 1 ? 1 : p == 2 ? t : npow(t, p - 1));
		a->g[at + k] += g, b->g[to + k] -= g;
		if (order < 2 || p == 1) continue;
		const double h = p == 2 ? c * (1 - t * t) / d : c * (p - 1) * (npow(t, p - 2) - npow(t, 2 * p - 2)) / d;
		a->h[at + k] += h, b->h[to + k] += h;
	}
}

static double squared_distance(const double *a, const double *b, int n)
{
	real s = { 0 }, t = { 0 };
	int k = 0;
	for (; k + 4 <= n; k += 4) {
		const real d = load(a + k) - load(b + k), e = load(a + k + 2) - load(b + k + 2);
		s += d * d, t += e * e;
	}
	s += t;
	double sum = s[0] + s[1];
	for (; k < n; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
	return sum;
}

/* The Euclidean length, without overflow. */
static double length(const double *x, int n)
{
	const double sum = dot(x, x, n);
	double most = 0, small = 0;
	if (sum > 0x1p-900 && sum < 0x1p900) return nroot(sum);
	for (int k = 0; k < n; k++) most = larger(magnitude(x[k]), most);
	for (int k = 0; k < n && most > 0; k++) small += x[k] / most * (x[k] / most);
	return most == 0 ? sum : most * nroot(small);
}

/* ---- Cross-entropy ---- */

/* The first of the highest of n numbers. */
static int highest_of(const double *x, int n)
{
	int best = 0;
	for (int k = 1; k < n; k++)
		if (x[k] > x[best]) best = k;
	return best;
}

/* The slopes total p - t where softmax and targets are all but even: with exp(z - highest) = 1 + m, whose sum is n + lack, and
   t = t[0] + d they are (sum d - n d + total m - t lack) / (n + lack).  Where these terms are no smaller, a stays as it is. */
static void even_slopes(int n, const double *z, const double *t, double *a, int best, double total)
{
	double uneven = 0, lack = 0;
	for (int k = 0; k < n; k++) uneven += t[k] - t[0], lack += nexpm1(z[k] - z[best]);
	for (int k = 0; k < n; k++) {
		const double m = nexpm1(z[k] - z[best]), odd = uneven - n * (t[k] - t[0]), all = n + lack;
		const double terms = k == best ? total - t[k] + t[k] * (all - 1) : total * (1 + m) + t[k] * all;
		if (magnitude(odd) - total * m - t[k] * lack < terms) a[k] = (odd + (total * m - t[k] * lack)) / all;
	}
}

/* That of scores z against targets t: sum(t) (log sum exp z - z) without cancellation.  Where wanted, p becomes the
   softmax of z, and a the slopes sum(t) p - t.  The Hessian is sum(t) (diag(p) - p p').  Needs p in any case. */
static double cross_entropy(int n, const double *z, const double *t, double *p, double *a)
{
	const int best = highest_of(z, n);
	double rest = 0, total = 0, others = 0, gaps = 0;
	for (int k = 0; k < n; k++) {
		const double gap = k == best && z[k] == z[k] ? 0 : z[best] - z[k];
		p[k] = nexp(-gap), total += t[k];
		if (k != best) rest += p[k], others += t[k];
		if (t[k] != 0) gaps += t[k] * gap;
	}
	for (int k = 0; a && k < n; k++) {
		p[k] /= 1 + rest;
		a[k] = k == best ? (others - t[k] * rest) / (1 + rest) : total * p[k] - t[k];
	}
	if (a && 1 + rest > 0.5 * n) even_slopes(n, z, t, a, best, total);
	return total == 0 ? 0 * rest : gaps + total * nlog1p(rest);
}

/* 1 - p[k], where the n numbers sum to 1. */
static double complement(const double *p, int n, int k)
{
	double rest = 0;
	for (int j = 0; p[k] > 0.5 && j < n; j++) rest += j == k ? 0 : p[j];
	return p[k] > 0.5 ? rest : 1 - p[k];
}

/* ---- Order ---- */

/* The numbers 0 to n - 1 in ascending order of their keys; equal keys keep their order (merge sort). */
static int32_t *ascending(const double *key, int n)
{
	int32_t *from = integers(n), *to = integers(n);
	for (int i = 0; i < n; i++) from[i] = i;
	for (int run = 1; run<n; run = run> n / 2 ? n : 2 * run) {
		for (int start = 0; start < n; start += 2 * run) {
			const int middle = start + (run < n - start ? run : n - start);
			const int end = middle + (run < n - middle ? run : n - middle);
			for (int a = start, b = middle, k = start; k < end; k++)
				to[k] = b == end || (a < middle && !(key[from[b]] < key[from[a]])) ? from[a++]
				                                                                   : from[b++];
			if (end == n) break;
		}
		int32_t *done = to;
		to = from, from = done;
	}
	return from;
}
