/* Losses of scores: a term is F(s1, s2 ...) of similarities or distances s between rows.  A body knows only the slopes and
   the curvature of F by the scores; the chain rule to the rows is here, once.  Where the Hessian of F is diag(c) + k q q',
   the second derivative by one number of a row is  sum(a s'' + c s'^2) + k (sum q s')^2,  over the scores of that row.  So
   a term is told score by score, then settled:

	for (...) meet(&m, i, j, a, c, q);
	settle(&m, k);

   For a cross-entropy (rows.h) with total t of its targets, a are its slopes, c = t p, q = p and k = -t.  The weight of a
   sample multiplies a, c and k. */
#pragma once
#include "rows.h"

/* Dot products; cosines, 0 with a row of zeros, and flat there; distances, flat at 0; their squares. */
enum { DOT, COSINE, EUCLIDEAN, SQUARED };

/* Rows on one side of the scores. */
typedef struct {
	const input *of;
	double *size;               /* their lengths */
	double *low;                /* sum(q s') of the term */
	int32_t *met, *last, count; /* rows of the term; the last term of each row */
} side;

typedef struct {
	int kind, order, term;
	side from, *to, other; /* rows i, and rows j: the same ones, or others */
	double *s;
} scores;

static side side_of(const input *x, int kind, int order)
{
	const int n = x->columns, rows = x->rows;
	side part = { x, numbers(rows), 0, 0, 0, 0 };
	for (int i = 0; kind == COSINE && i < rows; i++) part.size[i] = length(x->x + (size_t)i * n, n);
	if (order < 2) return part;
	part.low = zeros((double)rows * n), part.met = integers(rows), part.last = (int32_t *)zeros(rows / 2 + 1);
	return part;
}

/* All scores between two inputs, or within one.  Not to be copied: it points to itself. */
static void score_all(scores *m, int kind, int order, const input *from, const input *to)
{
	const int n = from->columns, rows = from->rows, columns = to->rows;
	m->kind = kind, m->order = order, m->term = 1, m->to = from == to ? &m->from : &m->other;
	m->from = side_of(from, kind, order);
	if (from != to) m->other = side_of(to, kind, order);
	m->s = numbers((double)rows * columns);
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < columns; j++) {
			const double *x = from->x + (size_t)i * n, *y = to->x + (size_t)j * n;
			const double size = kind == COSINE ? m->from.size[i] * m->to->size[j] : 1;
			m->s[(size_t)i * columns + j] = kind == SQUARED     ? squared_distance(x, y, n)
			                                : kind == EUCLIDEAN ? distance(x, y, n, 2, 0)
			                                : size == 0         ? 0
			                                                    : dot(x, y, n) / size;
		}
}

/* The score of row i and row j. */
static inline double score(const scores *m, int i, int j) { return m->s[(size_t)i * m->to->of->rows + j]; }

/* By row i of one side: s' = alpha x + beta z, s'' = delta + kappa s'^2 + x (mu x + nu s'), where z is y, or y - x of a
   distance, which loses no digits. */
static void meet_side(scores *m, side *one, int i, const side *two, int j, double s, double a, double c, double q)
{
	const int n = one->of->columns, far = m->kind >= EUCLIDEAN;
	const double *x = one->of->x + (size_t)i * n, *y = two->of->x + (size_t)j * n;
	double alpha = 0, beta = 1, delta = 0, kappa = 0, mu = 0, nu = 0;
	if (m->kind == COSINE) {
		const double r = one->size[i], square = r * r;
		if (r == 0 || two->size[j] == 0) return;
		beta = 1 / (r * two->size[j]), alpha = -s / square;
		delta = alpha, nu = -2 / square, mu = s / square / square;
	} else if (m->kind == EUCLIDEAN) {
		if (s == 0) return;
		beta = -1 / s, delta = 1 / s, kappa = -1 / s;
	} else if (m->kind == SQUARED) beta = -2, delta = 2;
	double *g = one->of->g + (size_t)i * n, *h = one->of->h + (size_t)i * n, *low = one->low + (size_t)i * n;
	for (int f = 0; f < n; f++) {
		const double d = alpha * x[f] + beta * (far ? y[f] - x[f] : y[f]);
		g[f] += a * d;
		if (m->order < 2) continue;
		h[f] += a * (delta + kappa * d * d + x[f] * (mu * x[f] + nu * d)) + c * d * d;
		low[f] += q * d;
	}
	if (m->order < 2 || q == 0 || one->last[i] == m->term) return;
	one->last[i] = m->term, one->met[one->count++] = i;
}

/* Takes one score into the term: its slope a, its curvature c, its part q. */
static void meet(scores *m, int i, int j, double a, double c, double q)
{
	if (!m->order || (a == 0 && c == 0 && q == 0)) return;
	const double s = score(m, i, j);
	meet_side(m, &m->from, i, m->to, j, s, a, c, q);
	meet_side(m, m->to, j, &m->from, i, s, a, c, q);
}

/* Ends a term: k times the square of what its parts sum to. */
static void settle(scores *m, double k)
{
	if (m->order < 2) return;
	for (side *one = &m->from;; one = m->to) {
		const int n = one->of->columns;
		for (; one->count; one->count--) {
			const size_t at = (size_t)one->met[one->count - 1] * n;
			for (int f = 0; f < n; f++)
				one->of->h[at + f] += k * one->low[at + f] * one->low[at + f], one->low[at + f] = 0;
		}
		if (one == m->to) break;
	}
	m->term++;
}
