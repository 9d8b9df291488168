/* Losses of logits, one a class, through softmax; targets are class indices or rows. */
#undef FAMILY
#define FAMILY "multiclass"

#ifndef RARE
/* The exponentials of n cells, times 2^RAISED, to g where it is given, and the sum of those beside the highest logit with
   their count.  In single precision four are added first, for doubles are dear. */
APART void powers(const lane *z, lane *g, int n, real top, sum *rests, bits *others)
{
	sum rest = *rests;
	bits count = *others;
	int i = 0;
	for (; i + LANES * LANES <= n; i += LANES * LANES) {
		real x[LANES], e[LANES];
		UNROLLED for (int t = 0; t < LANES; t++) x[t] = load(z + i + t * LANES);
		UNROLLED for (int t = 0; t < LANES; t++) e[t] = rexpraised(x[t] - top);
		if (g) UNROLLED for (int t = 0; t < LANES; t++) store(g + i + t * LANES, e[t]);
		UNROLLED for (int t = 0; t < LANES; t++) count -= x[t] != top, e[t] = keep(x[t] != top, e[t]);
		UNROLLED for (int t = LANES / 2; t > 0; t /= 2) UNROLLED for (int u = 0; u < t; u++) e[u] += e[u + t];
		rest += broad(e[0]);
	}
	for (; i < n; i += LANES) {
		const real x = load(z + i), e = rexpraised(x - top);
		const bits beside = below(n - i) & (x != top);
		if (g) store(g + i, e);
		count -= beside, rest += broad(keep(beside, e));
	}
	*rests = rest, *others = count;
}

/* What a target adds beside the logarithm of the sum. */
ALWAYS real gap(real top, real z, real y) { return pick((z == top) | (y == 0), 0, y * (top - z)); }

/* What the derivatives by a logit take of its row: base; the targets' sums at the top and elsewhere; of a cell at the top the
   probability and what it lacks of 1, alone and times base and the targets' sum. */
typedef struct {
	real top, base, inner, outer, p, miss, most, least;
} slopes;

/* What a row's targets gather: what they add beside the logarithm, and their sums at the top and elsewhere. */
ALWAYS void take_target(bits valid, real top, real z, real y, sum *gaps, sum *inner, sum *outer)
{
	SUM(*gaps, gap(top, z, y));
	SUM(*inner, keep(z == top, y)), SUM(*outer, keep(z != top, y));
}

ALWAYS void take_targets(const piece *row, real top, sum *gaps, sum *inner, sum *outer)
{
	if (RUNS(2) && row->label) take_target(named(row), top, of_name(row, row->z), splat(1), gaps, inner, outer);
	else PASS(2) take_target(valid, top, z, y, gaps, inner, outer);
	THEN(2) { *gaps = all(row, *gaps), *inner = all(row, *inner), *outer = all(row, *outer); }
}

/* What the sum over a row has beside one cell at the top. */
ALWAYS sum rest_of(const piece *row, sum rests, bits others)
{
	return all(row, rests) * (double)LOWER + (row->total - 1 - all(row, counted(others)));
}

ALWAYS slopes slopes_of(real top, double base, sum inner, sum outer, sum rest)
{
	const sum p = 1 / (1 + rest), most = base * (inner + outer) * p;
	return (slopes){ top,       splat((lane)base), narrow(inner), narrow(outer),
		         narrow(p), narrow(p * rest),  narrow(most),  narrow(most * rest) };
}

/* p times the power, with which it would underflow slowly where it is next to nothing. */
ALWAYS real chance_of(real power, real p) { return keep(power > RAISED_LEAST, power) * (p * LOWER); }

ALWAYS out slope(slopes s, real z, real power, real y)
{
	const bits at = z == s.top;
	const real p = pick(at, s.p, chance_of(power, s.p)), most = pick(at, s.most, chance_of(power, s.most));
	return (out){
		.g = pick(at & (y > s.outer + (s.inner - y)), s.base * (s.outer + (s.inner - y)) - s.least,
		          most - s.base * y),
		.h = most * pick(at, s.miss, 1 - p),
	};
}

/* The derivatives of a row whose powers stand in g.  Where it has a label, those of all other classes are powers times one
   number. */
ALWAYS void emit_slopes(const piece *row, slopes s)
{
	if (RUNS(EMISSION) && row->label && !any(rabs(s.top) == INF)) {
		const real own = slope(s, of_name(row, row->z), of_name(row, row->g), splat(1)).g;
		for (int i = 0; i < row->extent; i += LANES)
			store(row->g + i, row->unit * chance_of(load(row->g + i), s.most));
		to_name(row, row->g, row->unit * own);
	} else EMIT
		{
			const out o = slope(s, z, load(row->g + i), y);
			g = o.g, h = o.h;
		}
}

/* Cells at the maximum stay out of the sum, so that a confident row keeps its digits: log sum exp(z - top) is
   log1p(rest), 1 - p of such a cell is rest / (1 + rest), and its gradient minus the sum of the others'. */
ROWS(logit, softmax_cross_entropy, 2, UNIT,
    NAMES("Softmax cross-entropy", "Softmax 交叉熵")
    ALIASES("cross_entropy softmax_loss sparse_softmax_cross_entropy multinomial_logistic safe_softmax_cross_entropy multi:softmax multi:softprob")
    EQUALS("torch CrossEntropyLoss denominator=weights ignoreIndex=-100; torch CrossEntropyLoss(probabilities); keras CategoricalCrossentropy(from_logits=True); keras SparseCategoricalCrossentropy(from_logits=True); sklearn HalfMultinomialLoss; optax softmax_cross_entropy; optax softmax_cross_entropy_with_integer_labels; optax ranking_softmax_loss; tfjs softmaxCrossEntropy; flux logitcrossentropy")
    LABELS(classes, "[0, inf)") LINEAR
    FORMULA("(sum(k, y[k]) * log(sum(k, exp(z[k]))) - sum(k, y[k] * z[k])) / log(base)")
    REFERENCE("Bridle 1990, doi:10.1007/978-3-642-76153-9_28"))
{
	static real top;
	static bits others;
	static sum rests, rest, gaps, inner, outer;
	START { top = splat(-INF), others = (bits){ 0 }, rests = gaps = inner = outer = (sum){ 0 }; }
	if (RUNS(1)) top = summit(row->z, row->extent, top);
	THEN(1) { top = highest_of(row, top); }
	if (RUNS(2)) powers(row->z, row->order ? row->g : 0, row->extent, top, &rests, &others);
	take_targets(row, top, &gaps, &inner, &outer);
	THEN(2) { rest = rest_of(row, rests, others), VALUES(base * (gaps + (inner + outer) * log1p_of(rest))); }
	emit_slopes(row, slopes_of(top, base, inner, outer, rest));
}
#endif

#ifdef RARE
SOFTMAX(softmax_focal, (alpha, 1, "[0, inf)")(gamma, 2, "[0, inf)"),
        NAMES("Softmax focal", "Softmax 焦点损失") ALIASES("softmax_focal_loss categorical_focal_with_logits")
                LABELS(classes, "[0, inf)") LINEAR FORMULA(
                        "-alpha * sum(k, y[k] * (1 - exp(z[k]) / sum(j, exp(z[j])))^gamma * (z[k] - log(sum(j, exp(z[j])))))")
                        REFERENCE("Lin et al. 2017, doi:10.1109/ICCV.2017.324"))
{
	out o = focal(p, miss, log, gamma);
	return (out){ alpha * share(y, o.v), alpha * share(y, o.g), alpha * share(y, o.h) };
}

/* The first term of the cross-entropy's series in m = 1 - p, more or less of it.  Without it -log(1 - m) - m is left, which is
   m s + (2 artanh(s) - 2 s), s = m / (2 - m). */
SOFTMAX(poly1, (epsilon, 1, "[-1, inf)"),
        NAMES("Poly-1 cross-entropy",
              "Poly-1 交叉熵") ALIASES("poly1_cross_entropy poly_loss poly1_softmax_loss")
              EQUALS("optax poly_loss_cross_entropy epsilon=2")
                LABELS(classes, "[0, inf)") LINEAR FORMULA(
                        "sum(k, y[k] * (log(sum(j, exp(z[j]))) - z[k] + epsilon * (1 - exp(z[k]) / sum(j, exp(z[j])))))")
                        REFERENCE("Leng et al. 2022, arXiv:2204.12511"))
{
	const real s = miss / (2 - miss),
	           left = pick(p >= (lane)0.5, miss * s + s * s * s * HORNER(s * s, LOG1P), -log - miss);
	const real slope = pick(p >= (lane)0.5, (1 + epsilon) - epsilon * miss, 1 + epsilon * p);
	return (out){ share(y, (1 + epsilon) * miss + left), -y * slope, -y * epsilon * p };
}

SOFTMAX(softmax_generalized_cross_entropy, (q, 0.5, "(0, 1]"),
        NAMES("Softmax generalized cross-entropy", "Softmax 广义交叉熵")
                ALIASES("generalized_cross_entropy_with_logits lq_loss") LABELS(classes, "[0, inf)")
                        LINEAR FORMULA("sum(k, y[k] * (1 - (exp(z[k]) / sum(j, exp(z[j])))^q)) / q")
                                REFERENCE("Zhang & Sabuncu 2018, arXiv:1805.07836"))
{
	const real power = pick(p > K(0x1p-100f, 0x1p-1000), rpow(p, q), rexp(q * log));
	return (out){ -y * rexpm1(q * log) / q, -y * power, -y * q * power };
}

SOFTMAX(softmax_brier, NONE,
        NAMES("Softmax Brier score", "Softmax Brier 评分") ALIASES("brier_with_logits") LABELS(classes, "[0, 1]")
                FORMULA("sum(k, (exp(z[k]) / sum(j, exp(z[j])) - y[k])^2)")
                        REFERENCE("Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2"))
{
	const real d = beyond_target(p, miss, y);
	return (out){ d * d, 2 * p * d, 2 * p * (d + p) };
}

/* The softmax of a row's relevances. */
static heights relevances;
SHARED void survey_relevances(const piece *row) { survey_of(row, &relevances, 1); }

ALWAYS chance relevance(real y) { return softmax(y, relevances.top, relevances.odds); }

/* Cross-entropy of two softmax distributions, t of the relevances and p of the scores.  Near t, p is t exp(d) / (1 + E) with
   d = z - y, up to a constant, and E = sum(t expm1(d)): the slope p - t does not cancel. */
ALWAYS real drift(real z, real y) { return rexpm1((z - y) - (peak.top - relevances.top)); }

ALWAYS real excess_chance(chance q, chance t, real d, double drifts, double moves)
{
	const real all = splat((lane)drifts), near = t.p * (d - all) / (1 + all);
	const real far = pick(q.p > (lane)0.5, t.miss - q.miss, q.p - t.p);
	return pick((rabs(d) < 1) & (splat((lane)moves) < (lane)0.5), near, far);
}

ROW(logit, list_net, 3, UNIT,
    NAMES("ListNet", "ListNet 列表排序损失")
    ALIASES("listnet_top1 list_net_loss")
    LABELS(rows, "(-inf, inf)")
    FORMULA("sum(k, exp(y[k]) * (log(sum(j, exp(z[j]))) - z[k])) / sum(k, exp(y[k])) / log(base)")
    REFERENCE("Cao et al. 2007, doi:10.1145/1273496.1273513"))
{
	static sum terms, drifts, moves;
	START { terms = drifts = moves = (sum){ 0 }; }
	survey_relevances(row), survey(row);
	PASS(3)
	{
		const real t = relevance(y).p, moved = product(t, drift(z, y));
		SUM(terms, share(t, softmax(z, peak.top, peak.odds).log)), SUM(drifts, moved), SUM(moves, rabs(moved));
	}
	THEN(3) { VALUE(0 - base * total(terms)); }
	EMIT
	{
		const chance q = softmax(z, peak.top, peak.odds);
		g = splat((lane)base) * excess_chance(q, relevance(y), drift(z, y), total(drifts), total(moves));
		h = splat((lane)base) * like(y, q.p * q.miss);
	}
}
#endif
