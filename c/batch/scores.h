/* Losses of scores: a term is F(s1, s2 ...) of similarities or distances s between rows.  A body knows only the slopes and
   the curvature of F by the scores; the chain rule to the rows is here, once.  Where the Hessian of F is diag(c) + k q q',
   the second derivative by one number of a row is  sum(a s'' + c s'^2) + k (sum q s')^2,  over the scores of that row.  So
   a term is told score by score, then settled:

	for (...) meet(&m, i, j, a, c, q);
	settle(&m, k);

   For a cross-entropy (rows.h) with total t of its targets, a are its slopes, c = t p, q = p and k = -t.  The weight of a
   sample multiplies a, c and k. */
#pragma once
#include "../angles.h"
#include "rows.h"

/* Dot products; cosines; distances and their squares, of rows or (CHORD) of their directions; 1 - cosine.  A row of zeros
   has the cosine 0 with all others, and no slope; nor has a distance of 0. */
enum { DOT, EUCLIDEAN, SQUARED, COSINE, ANGULAR, CHORD, SQUARED_CHORD };

/* The kind of the options `distance`, which is euclidean | squared | cosine, and `normalize`. */
#define MEASURED(distance, normalize) \
	((distance) == 2 ? ANGULAR : ((normalize) != 0 ? CHORD : EUCLIDEAN) + (int)(distance))

/* Rows on one side of the scores. */
typedef struct {
	const input *of;
	double *size;               /* their lengths */
	double *low;                /* sum(q s') of the term */
	int32_t *met, *last, count; /* rows of the term; the last term of each row */
	int scaled;                 /* cosines are multiplied by the lengths of these rows */
} side;

typedef struct {
	int kind, order, term, wide;
	side from, *to, other; /* rows i, and rows j: the same ones, or others */
	double *s;             /* of row i and row j, or (not wide) of row i and its own */
} scores;

static side side_of(const input *x, int kind, int order)
{
	const int n = x->columns, rows = x->rows;
	side part = { x, numbers(rows), 0, 0, 0, 0, 0 };
	for (int i = 0; kind >= COSINE && i < rows; i++) part.size[i] = length(x->x + (size_t)i * n, n);
	if (order < 2) return part;
	part.low = zeros((double)rows * n), part.met = integers(rows), part.last = (int32_t *)zeros(rows / 2 + 1);
	return part;
}

/* Of two rows with the lengths r and t.  What the kinds of directions have in common is |x / r - y / t|^2 = 2 (1 - cosine),
   where no digits are lost. */
static double score_of(int kind, const double *x, const double *y, int n, double r, double t)
{
	if (kind == DOT) return dot(x, y, n);
	if (kind == EUCLIDEAN) return distance(x, y, n, 2, 0);
	if (kind == SQUARED) return squared_distance(x, y, n);
	const double none = r == 0 || t == 0 ? 0 * (r + t) : 1;
	if (kind == COSINE) return none == 1 ? dot(x, y, n) / (r * t) : none;
	double sum = none == 1 ? 0 : 2 + none;
	for (int f = 0; none == 1 && f < n; f++) sum += (x[f] / r - y[f] / t) * (x[f] / r - y[f] / t);
	return kind == ANGULAR ? sum / 2 : kind == CHORD ? nroot(sum) : sum;
}

static void score_some(scores *m, int kind, int order, const input *from, const input *to, int wide)
{
	const int n = from->columns, rows = from->rows, columns = wide ? to->rows : 1;
	m->kind = kind, m->order = order, m->term = 1, m->wide = wide, m->to = from == to ? &m->from : &m->other;
	m->from = side_of(from, kind, order);
	if (from != to) m->other = side_of(to, kind, order);
	m->s = numbers((double)rows * columns);
	for (int i = 0; i < rows; i++)
		for (int k = 0; k < columns; k++) {
			const int j = wide ? k : i;
			const double *x = from->x + (size_t)i * n, *y = to->x + (size_t)j * n;
			m->s[(size_t)i * columns + k] = score_of(kind, x, y, n, m->from.size[i], m->to->size[j]);
		}
}

/* All scores between two inputs, or within one; or those of rows with the rows beside them.  Not to be copied: it points
   to itself. */
static void score_all(scores *m, int kind, int order, const input *from, const input *to)
{
	score_some(m, kind, order, from, to, 1);
}
static void score_pairs(scores *m, int kind, int order, const input *from, const input *to)
{
	score_some(m, kind, order, from, to, 0);
}

/* The score of row i and row j. */
static inline double score(const scores *m, int i, int j)
{
	return m->s[m->wide ? (size_t)i * m->to->of->rows + j : (size_t)i];
}

/* What a score is of a cosine, with its derivatives. */
static inline bent itself(int kind, double s)
{
	if (kind == CHORD) return (bent){ s, -1 / s, -1 / (s * s * s) };
	return (bent){ s, kind == ANGULAR ? -1 : kind == SQUARED_CHORD ? -2 : 1, 0 };
}
static inline double cosine_of(int kind, double s)
{
	return kind == COSINE ? s : 1 - (kind == ANGULAR ? s : kind == CHORD ? s * s / 2 : s / 2);
}

/* By row i of one side, of length r: s' = along x + across u, s'' = delta + kappa u^2 + x (mu x + nu u).  Here u is y; or
   (y - x) / s of a distance; or the derivative of the cosine, alpha x + beta y, and s = N t(cosine), where N is 1 or the
   length, or that times the length of y. */
static void meet_side(scores *m, side *one, int i, const side *two, int j, bent t, double a, double c, double q)
{
	const int n = one->of->columns, kind = m->kind;
	const double *x = one->of->x + (size_t)i * n, *y = two->of->x + (size_t)j * n;
	double alpha = 0, beta = 1, along = 0, across = 1, delta = 0, kappa = 0, mu = 0, nu = 0;
	if (kind >= COSINE) {
		const double r = one->size[i], square = r * r;
		const double many = (one->scaled ? r : 1) * (two->scaled ? two->size[j] : 1);
		const double cosine = cosine_of(kind, score(m, one == &m->from ? i : j, one == &m->from ? j : i));
		if (r == 0 || two->size[j] == 0) return;
		beta = 1 / (r * two->size[j]), alpha = -cosine / square, across = many * t.g;
		delta = across * alpha, kappa = many * t.h, nu = -2 * across / square;
		mu = across * cosine / square / square;
		if (one->scaled) {
			along = many * t.v / square;
			delta += along, mu -= along / square, nu -= nu;
		}
	} else if (kind == EUCLIDEAN) beta = 1 / t.v, across = -1, delta = beta, kappa = -beta;
	else if (kind == SQUARED) across = -2, delta = 2;
	const int far = kind == EUCLIDEAN || kind == SQUARED;
	double *g = one->of->g + (size_t)i * n, *h = one->of->h + (size_t)i * n, *low = one->low + (size_t)i * n;
	for (int f = 0; f < n; f++) {
		const double u = far ? beta * (y[f] - x[f]) : alpha * x[f] + beta * y[f];
		const double d = along * x[f] + across * u;
		g[f] += a * d;
		if (m->order < 2) continue;
		h[f] += a * (delta + kappa * u * u + x[f] * (mu * x[f] + nu * u)) + c * d * d;
		low[f] += q * d;
	}
	if (m->order < 2 || q == 0 || one->last[i] == m->term) return;
	one->last[i] = m->term, one->met[one->count++] = i;
}

/* Takes the score of row i and row j into the term: its slope a, its curvature c, its part q.  A score t(cosine) may take the
   place of the cosine. */
static void meet_bent(scores *m, int i, int j, bent t, double a, double c, double q)
{
	if (!m->order || (a == 0 && c == 0 && q == 0)) return;
	if ((m->kind == EUCLIDEAN || m->kind == CHORD) && t.v == 0) return;
	meet_side(m, &m->from, i, m->to, j, t, a, c, q);
	meet_side(m, m->to, j, &m->from, i, t, a, c, q);
}
static void meet(scores *m, int i, int j, double a, double c, double q)
{
	meet_bent(m, i, j, itself(m->kind, score(m, i, j)), a, c, q);
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

/* ---- Terms ---- */

/* Rows that an anchor is to tell apart, with their targets t, which sum to 1, and room for as many logits, probabilities and
   slopes. */
typedef struct {
	int count;
	int32_t *who;
	double *t, *z, *p, *a;
} contest;

static contest contest_of(int most)
{
	return (contest){ 0, integers(most), numbers(most), numbers(most), numbers(most), numbers(most) };
}

static void enter(contest *c, int j, double t) { c->who[c->count] = j, c->t[c->count++] = t; }

/* The cross-entropy of `sharp` times the scores of row i with those: adds w times its derivatives. */
static double contrast(scores *m, int i, const contest *c, double sharp, double w)
{
	for (int k = 0; k < c->count; k++) c->z[k] = sharp * score(m, i, c->who[k]);
	const double v = cross_entropy(c->count, c->z, c->t, c->p, m->order ? c->a : 0), slope = w * sharp,
	             curve = slope * sharp;
	if (m->order == 0 || w == 0) return v;
	for (int k = 0; k < c->count; k++) meet(m, i, c->who[k], slope * c->a[k], curve * c->p[k], c->p[k]);
	settle(m, -curve);
	return v;
}

/* Scores joined by log sum exp(u), where u has the derivatives d and e by its score. */
typedef struct {
	int count;
	int32_t *i, *j; /* i < 0: a number that is no score */
	double *u, *d, *e, *p;
} pool;

static pool pool_of(int most)
{
	return (pool){ 0, integers(most), integers(most), numbers(most), numbers(most), numbers(most), numbers(most) };
}

static void join(pool *one, int i, int j, double u, double d, double e)
{
	const int k = one->count++;
	one->i[k] = i, one->j[k] = j, one->u[k] = u, one->d[k] = d, one->e[k] = e;
}

/* log sum exp u, and the softmax p. */
static double pooled(pool *one)
{
	int best = 0;
	double rest = 0;
	if (!one->count) return -INF;
	for (int k = 1; k < one->count; k++)
		if (one->u[k] > one->u[best]) best = k;
	for (int k = 0; k < one->count; k++) {
		one->p[k] = k == best ? 1 : nexp(one->u[k] - one->u[best]);
		if (k != best) rest += one->p[k];
	}
	for (int k = 0; k < one->count; k++) one->p[k] /= 1 + rest;
	return one->u[best] + nlog1p(rest);
}

/* Adds a times the derivatives of that: a term of its own. */
static void spread(scores *m, const pool *one, double a)
{
	for (int k = 0; k < one->count; k++) {
		const double p = one->p[k], d = one->d[k];
		if (one->i[k] >= 0) meet(m, one->i[k], one->j[k], a * p * d, a * p * (d * d + one->e[k]), p * d);
	}
	settle(m, -a);
}

/* Its slopes alone, as parts of a term that is settled elsewhere. */
static void take_part(scores *m, const pool *one)
{
	for (int k = 0; k < one->count; k++)
		if (one->i[k] >= 0) meet(m, one->i[k], one->j[k], 0, 0, one->p[k] * one->d[k]);
}

/* max(0, x), flat at 0, or log(1 + exp x). */
static bent penalty(double x, double soft)
{
	if (soft == 0) return (bent){ positive_part(x), x <= 0 ? 0 : 1, 0 };
	const double e = nexp(-magnitude(x)), p = 1 / (1 + e);
	return (bent){ positive_part(x) + nlog1p(e), x > 0 ? p : e * p, e * p * p };
}

/* Adds w times the derivatives of a penalty of score(i, j) - score(k, l). */
static void compare(scores *m, double w, bent by, int i, int j, int k, int l)
{
	if (!m->order || w == 0 || by.g == 0) return;
	meet(m, i, j, w * by.g, 0, by.h != 0), meet(m, k, l, -w * by.g, 0, -(by.h != 0));
	settle(m, w * by.h);
}
