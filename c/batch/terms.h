/* Terms of scores (scores.h): cross-entropies, log sum exp, penalties of differences. */
#pragma once
#include "scores.h"

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
	const double v = cross_entropy(c->count, c->z, c->t, c->p, m->order ? c->a : 0);
	if (m->order == 0 || w == 0) return v;
	const int best = highest_of(c->p, c->count), j = c->who[best];
	m->even = 1, likeliest(m, w, i, j, itself(m->kind, score(m, i, j)), sharp);
	for (int k = 0; k < c->count; k++)
		meet(m, i, c->who[k], w * sharp * c->a[k], 0, sharp, k == best ? 0 : c->p[k]);
	settle(m, -w);
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
	const int best = highest_of(one->u, one->count);
	double rest = 0;
	if (!one->count) return -INF;
	for (int k = 0; k < one->count; k++) {
		one->p[k] = k == best ? 1 : nexp(one->u[k] - one->u[best]);
		if (k != best) rest += one->p[k];
	}
	for (int k = 0; k < one->count; k++) one->p[k] /= 1 + rest;
	return one->u[best] + nlog1p(rest);
}

/* Adds w times the derivatives of that: a term of its own. */
static void spread(scores *m, const pool *one, double w)
{
	if (w == 0) return;
	const int best = highest_of(one->p, one->count), i = one->i[best], j = one->j[best];
	if (i >= 0) likeliest(m, w, i, j, itself(m->kind, score(m, i, j)), one->d[best]);
	else m->vary = w;
	for (int k = 0; k < one->count; k++) {
		const double p = one->p[k], a = w * p * one->d[k], share = k == best ? 0 : p;
		if (one->i[k] < 0) pass(m, share);
		else meet(m, one->i[k], one->j[k], a, w * p * one->e[k], one->d[k], share);
	}
	settle(m, -w);
}

/* Its slopes alone, as parts of a term that is settled elsewhere. */
static void take_part(scores *m, const pool *one)
{
	for (int k = 0; k < one->count; k++)
		if (one->i[k] >= 0) meet(m, one->i[k], one->j[k], 0, 0, one->d[k], one->p[k]);
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
	meet(m, i, j, w * by.g, 0, 1, by.h != 0), meet(m, k, l, -w * by.g, 0, -1, by.h != 0);
	settle(m, w * by.h);
}
