/* Losses of scores: a term is F(s1, s2 ...) of similarities or distances s between rows.  A body knows only the slopes and
   the curvature of F by the scores; the chain rule to the rows is here, once.  Where the Hessian of F is diag(c) + k q q',
   the second derivative by one number of a row is  sum(a s'' + c s'^2) + k (sum q s')^2,  over the scores of that row.  So
   a term is told score by score, then settled:

	for (...) meet(&m, i, j, a, c, q, 1);
	settle(&m, k);

   A term w log sum exp(u), where u has the derivative q by its score and the softmax is p, adds w times the variance of
   q s' under p.  No digits are lost if it is taken about the likeliest one, which is told first and has no share itself:

	likeliest(&m, w, i, j, t, q);
	for (...) meet(&m, i, j, a, c, q, p);
	settle(&m, -w);

   Where the slopes a / q of such a term sum to 0 (`even`), and all of its scores are of row i, that row takes the differences
   q s' from the likeliest one's: those of near rows would cancel in the sum.

   The weight of a sample multiplies a, c, k and w. */
#pragma once
#include "../angles.h"
#include "rows.h"

/* Dot products; cosines; distances and their squares, of rows or (CHORD) of their directions; 1 - cosine.  A row of zeros
   has the cosine 0 with all others, and no slope; nor has a distance of 0. */
enum { DOT, EUCLIDEAN, SQUARED, COSINE, ANGULAR, CHORD, SQUARED_CHORD };

/* The kind of the options `distance`, which is euclidean | squared | cosine, and `normalize`. */
#define MEASURED(distance, normalize) \
	((distance) == 2 ? ANGULAR : ((normalize) != 0 ? CHORD : EUCLIDEAN) + (int)(distance))

#define MOSTLY 0.875 /* a cosine: beyond it derivatives of cosines cancel to a fifth and less */

/* Rows on one side of the scores. */
typedef struct {
	const input *of;
	double *size;               /* their lengths, or a floor under these */
	double *unit;               /* the rows over these, where the kind has to do with directions */
	int32_t *lone;              /* whether one number is nearly all of a row */
	int32_t *floored;           /* whether that is it */
	double *low;                /* sum(q s') of the term */
	int32_t *met, *last, count; /* rows of the term; the last term of each row */
	int scaled;                 /* cosines are multiplied by the lengths of these rows */
} side;

/* A row of the likeliest score: its derivative there, how likely are the scores that are not of this row, and the slopes of
   flat ones. */
typedef struct {
	side *of;
	int row;
	double *base, away, flat;
} pivot;

typedef struct {
	int kind, order, term, wide, even;
	side from, *to, other; /* rows i, and rows j: the same ones, or others */
	double *s;             /* of row i and row j, or (not wide) of row i and its own */
	double vary;           /* the factor of the variance in the term */
	pivot pivots[2];
} scores;

static side side_of(const input *x, int kind, int order, double floor)
{
	const int n = x->columns, rows = x->rows;
	side part = { .of = x, .size = numbers(rows), .lone = integers(rows), .floored = integers(rows) };
	part.unit = kind < COSINE ? 0 : numbers((double)rows * n);
	for (int i = 0; kind >= COSINE && i < rows; i++) {
		const double *row = x->x + (size_t)i * n, own = length(row, n);
		const double size = part.size[i] = larger(own, floor);
		part.lone[i] = 0, part.floored[i] = own < floor;
		for (int f = 0; f < n; f++)
			part.lone[i] |= magnitude(row[f]) > MOSTLY * size, part.unit[(size_t)i * n + f] = row[f] / size;
	}
	if (order < 2) return part;
	part.low = zeros((double)rows * n), part.met = integers(rows), part.last = (int32_t *)zeros(rows / 2 + 1);
	return part;
}

/* What makes the part of a row y across a row x, over the lengths of both, of x and y: products to twice the digits, which
   cancel where the rows are nearly of one direction, or x of one axis. */
typedef struct {
	twofold square, product;
	double unit;
} normal;

static normal normal_of(const double *x, const double *y, int n, double r, double t)
{
	const twofold square = fine_dot(x, x, n);
	return (normal){ square, fine_dot(x, y, n), 1 / (r * t) / square.high };
}

APART double normal_part(const normal *d, double x, double y)
{
	const double p = y * d->square.high, q = x * d->product.high;
	const real rests = product_rest((real){ y, x }, (real){ d->square.high, d->product.high }, (real){ p, q });
	return d->unit * (p - q + (rests[0] - rests[1] + (y * d->square.low - x * d->product.low)));
}

/* The square of the sine between two rows. */
static double sine_square(const double *x, const double *y, int n, double r, double t)
{
	const normal by = normal_of(x, y, n, r, t);
	double sum = 0;
	for (int f = 0; f < n; f++) {
		const double part = r * normal_part(&by, x[f], y[f]);
		sum += part * part;
	}
	return sum;
}

/* Of row i of one side and row j of another.  What the kinds of directions have in common is |x / |x| - y / |y||^2 =
   2 (1 - cosine) = 2 sine^2 / (1 + cosine). */
static double score_of(int kind, const side *one, int i, const side *two, int j)
{
	const int n = one->of->columns;
	const size_t at = (size_t)i * n, to = (size_t)j * n;
	const double *x = one->of->x + at, *y = two->of->x + to, r = one->size[i], t = two->size[j];
	if (kind == DOT) return dot(x, y, n);
	if (kind == EUCLIDEAN) return distance(x, y, n, 2, 0, 0);
	if (kind == SQUARED) return squared_distance(x, y, n);
	const double none = r == 0 || t == 0 ? 0 * (r + t) : 1;
	if (kind == COSINE) return none == 1 ? dot(x, y, n) / (r * t) : none;
	if (one->floored[i] || two->floored[j]) return 1 - dot(one->unit + at, two->unit + to, n);
	double sum = none == 1 ? squared_distance(one->unit + at, two->unit + to, n) : 2 + none;
	if (sum < 2 * (1 - MOSTLY) && moderate(r) && moderate(t)) sum = sine_square(x, y, n, r, t) / (1 - sum / 4);
	return kind == ANGULAR ? sum / 2 : kind == CHORD ? nroot(sum) : sum;
}

static void score_some(scores *m, int kind, int order, const input *from, const input *to, int wide, double floor)
{
	const int n = from->columns, rows = from->rows, columns = wide ? to->rows : 1;
	m->kind = kind, m->order = order, m->term = 1, m->wide = wide, m->even = 0,
	m->to = from == to ? &m->from : &m->other;
	m->from = side_of(from, kind, order, floor);
	if (from != to) m->other = side_of(to, kind, order, floor);
	m->s = numbers((double)rows * columns), m->vary = 0;
	for (int k = 0; k < 2; k++) m->pivots[k] = (pivot){ 0, 0, order ? numbers(n) : 0, 0, 0 };
	for (int i = 0; i < rows; i++)
		for (int k = 0; k < columns; k++)
			m->s[(size_t)i * columns + k] = score_of(kind, &m->from, i, m->to, wide ? k : i);
}

/* All scores between two inputs, or within one; or those of rows with the rows beside them.  Not to be copied: it points
   to itself. */
static void score_all(scores *m, int kind, int order, const input *from, const input *to)
{
	score_some(m, kind, order, from, to, 1, 0);
}
/* Cosines within an input, whose rows have at least the length `floor`: what is shorter is divided by that. */
static void score_floored(scores *m, int order, const input *of, double floor)
{
	score_some(m, ANGULAR, order, of, of, 1, floor);
}
static void score_pairs(scores *m, int kind, int order, const input *from, const input *to)
{
	score_some(m, kind, order, from, to, 0, 0);
}

/* The score of row i and row j. */
static inline double score(const scores *m, int i, int j)
{
	return m->s[m->wide ? (size_t)i * m->to->of->rows + j : (size_t)i];
}

/* The score of rows i and j less that of rows i and k. */
static double lead(const scores *m, int i, int j, int k)
{
	const int n = m->from.of->columns;
	const double *x = m->from.of->x + (size_t)i * n, *y = m->to->of->x;
	return gap(x, y + (size_t)j * n, x, y + (size_t)k * n, n, m->kind == EUCLIDEAN ? 2 : 0, 0, score(m, i, j),
	           score(m, i, k));
}

/* A score that is a cosine, as a target (margins.h) wants it. */
static facing facing_of(const scores *m, int i, int j)
{
	const int n = m->from.of->columns;
	const double c = score(m, i, j), r = m->from.size[i], t = m->to->size[j];
	facing at = { c, positive_part(1 - c), positive_part(1 + c) };
	if (m->kind != COSINE || magnitude(c) <= MOSTLY || !moderate(r) || !moderate(t)) return at;
	const double square = sine_square(m->from.of->x + (size_t)i * n, m->to->of->x + (size_t)j * n, n, r, t);
	if (c > 0) at.near = square / at.far;
	else at.far = square / at.near;
	return at;
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

/* A score by row x of one side, of length r: s' = along x + across u, s'' = delta + kappa u^2 + x (mu x + nu u).  Here u is
   y; or (y - x) / s of a distance; or the derivative of the cosine, alpha x + beta y or that of the normal, and
   s = N t(cosine), where N is 1 or the length, or that times the length of y. */
typedef struct {
	double along, across, delta, kappa, mu, nu, alpha, beta;
	normal normal;
	int far, fine;
} slopes;

static slopes slopes_of(const scores *m, const side *one, int i, const side *two, int j, bent t)
{
	const int kind = m->kind, n = one->of->columns;
	slopes d = { .across = 1, .beta = 1, .far = kind == EUCLIDEAN || kind == SQUARED };
	if (kind >= COSINE) {
		const double r = one->size[i], square = one->floored[i] ? INF : r * r; /* a floor has no slope */
		const double many = (one->scaled ? r : 1) * (two->scaled ? two->size[j] : 1);
		const double cosine = cosine_of(kind, score(m, one == &m->from ? i : j, one == &m->from ? j : i));
		d.beta = 1 / (r * two->size[j]), d.alpha = -cosine / square, d.across = many * t.g;
		d.delta = d.across * d.alpha, d.kappa = many * t.h, d.nu = -2 * d.across / square;
		d.mu = d.across * cosine / square / square;
		d.fine = (one->lone[i] || magnitude(cosine) > MOSTLY) && moderate(r) && moderate(two->size[j]) &&
		         !one->floored[i];
		if (d.fine)
			d.normal =
			        normal_of(one->of->x + (size_t)i * n, two->of->x + (size_t)j * n, n, r, two->size[j]);
		if (kind == CHORD && n == 2 && cosine > 0) /* u and x span the plane: the rest, of order 1 / s, is 0 */
			d.delta = d.mu = 0, d.kappa = -1 / (t.v * (4 - t.v * t.v));
		if (one->scaled) {
			d.along = many * t.v / square, d.nu = 0;
			d.delta = many * (t.v - cosine * t.g) / square, d.mu = -d.delta / square;
		}
	} else if (kind == EUCLIDEAN) d.beta = 1 / t.v, d.across = -1, d.delta = d.beta, d.kappa = -d.beta;
	else if (kind == SQUARED) d.across = -2, d.delta = 2;
	return d;
}
ALWAYS double part_of(const slopes *d, double x, double y)
{
	if (d->fine) return normal_part(&d->normal, x, y);
	return d->far ? d->beta * (y - x) : d->alpha * x + d->beta * y;
}

ALWAYS double slope_of(const slopes *d, double x, double y) { return d->along * x + d->across * part_of(d, x, y); }

/* A distance of 0, or a cosine with a row of zeros, is flat. */
static int is_flat(const scores *m, int i, int j, bent t)
{
	if (m->kind >= COSINE && (m->from.size[i] == 0 || m->to->size[j] == 0)) return 1;
	return (m->kind == EUCLIDEAN || m->kind == CHORD) && t.v == 0;
}

static void enlist(scores *m, side *one, int i)
{
	if (one->last[i] != m->term) one->last[i] = m->term, one->met[one->count++] = i;
}

static void meet_side(scores *m, side *one, int i, const side *two, int j, bent t, double a, double c, double q,
                      double p)
{
	const int n = one->of->columns;
	const slopes by = slopes_of(m, one, i, two, j, t);
	const double *x = one->of->x + (size_t)i * n, *y = two->of->x + (size_t)j * n, *base = 0;
	double *g = one->of->g + (size_t)i * n, *h = one->of->h + (size_t)i * n, *low = one->low + (size_t)i * n;
	for (int k = 0; k < 2; k++)
		if (m->pivots[k].of == one && m->pivots[k].row == i) base = m->pivots[k].base;
	const int even = m->even && base == m->pivots->base;
	const double share = even ? a / q : 0;
	for (int f = 0; m->order < 2 && even && f < n; f++) g[f] += share * (q * slope_of(&by, x[f], y[f]) - base[f]);
	for (int f = 0; m->order < 2 && !even && f < n; f++) g[f] += a * slope_of(&by, x[f], y[f]);
	if (m->order < 2) return;
	for (int f = 0; f < n; f++) {
		const double u = part_of(&by, x[f], y[f]), d = by.along * x[f] + by.across * u;
		const double moves = q * d - (base ? base[f] : 0);
		g[f] += even ? share * moves : a * d;
		h[f] += a * (by.delta + by.kappa * u * u + x[f] * (by.mu * x[f] + by.nu * u)) + c * d * d;
		h[f] += m->vary * p * (moves * moves), low[f] += p * moves;
	}
	if (p != 0) enlist(m, one, i);
}

/* A share of the term that is of no score, or of a flat one (with the slope a / q). */
static void pass(scores *m, double p) { m->pivots[0].away += p, m->pivots[1].away += p; }

/* Takes the score of row i and row j into the term: its slope a, its curvature c, and the share p of q s'.  A score
   t(cosine) may take the place of the cosine. */
static void meet_bent(scores *m, int i, int j, bent t, double a, double c, double q, double p)
{
	if (!m->order || (a == 0 && c == 0 && p == 0)) return;
	if (is_flat(m, i, j, t)) {
		pass(m, p), m->pivots->flat += m->even ? a / q : 0;
		return;
	}
	for (pivot *one = m->pivots; m->order > 1 && one < m->pivots + 2; one++)
		if (!(one->of == &m->from && one->row == i) && !(one->of == m->to && one->row == j)) one->away += p;
	meet_side(m, &m->from, i, m->to, j, t, a, c, q, p);
	meet_side(m, m->to, j, &m->from, i, t, a, c, q, p);
}
static void meet(scores *m, int i, int j, double a, double c, double q, double p)
{
	meet_bent(m, i, j, itself(m->kind, score(m, i, j)), a, c, q, p);
}

/* Begins a term that is w times a variance, about q s' of the score of row i and row j. */
static void likeliest(scores *m, double w, int i, int j, bent t, double q)
{
	if (m->order < 2 && !m->even) return;
	m->vary = w;
	for (int k = 0; k < m->order && !is_flat(m, i, j, t); k++) {
		side *one = k ? m->to : &m->from, *two = k ? &m->from : m->to;
		const int row = k ? j : i, other = k ? i : j, n = one->of->columns;
		const slopes by = slopes_of(m, one, row, two, other, t);
		const double *x = one->of->x + (size_t)row * n, *y = two->of->x + (size_t)other * n;
		double *base = m->pivots[k].base;
		for (int f = 0; f < n; f++) base[f] = q * slope_of(&by, x[f], y[f]);
		m->pivots[k] = (pivot){ one, row, base, 0, 0 };
		if (m->order > 1) enlist(m, one, row);
	}
}

/* Ends a term: k times the square of what its parts sum to. */
static void settle(scores *m, double k)
{
	for (pivot *one = m->pivots; one < m->pivots + m->order; one++) {
		for (int f = 0; one->of && f < one->of->of->columns; f++) {
			const size_t at = (size_t)one->row * one->of->of->columns + f;
			if (one->flat != 0) one->of->of->g[at] -= one->flat * one->base[f];
			if (m->order < 2) continue;
			one->of->of->h[at] += m->vary * one->away * (one->base[f] * one->base[f]);
			one->of->low[at] -= one->away * one->base[f];
		}
		one->of = 0;
	}
	for (side *one = &m->from; m->order > 1; one = m->to) {
		const int n = one->of->columns;
		for (; one->count; one->count--) {
			const size_t at = (size_t)one->met[one->count - 1] * n;
			for (int f = 0; f < n; f++)
				one->of->h[at + f] += k * one->low[at + f] * one->low[at + f], one->low[at + f] = 0;
		}
		if (one == m->to) break;
	}
	m->term++, m->vary = 0;
}
