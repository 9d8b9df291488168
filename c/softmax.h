/* Losses of logits, one a class, through softmax; targets are class indices or rows. */
#undef FAMILY
#define FAMILY "multiclass"

#ifndef RARE
ALWAYS void targets_along(const piece *row, real top, sum *gaps, sum *inner, sum *outer)
{
	if (row->label) take_label(named(row), top, of_name(row, row->z), gaps, inner, outer);
	else take_targets(row->z, row->y, row->cells, top, gaps, inner, outer);
}

ALWAYS void emit_along(const piece *row, slopes s)
{
	if (!row->label) {
		emit_slopes(&s, row->z, row->y, row->cells, row->unit, row->g, row->order > 1 ? row->h : 0);
		return;
	}
	const real own = slope_of_label(&s, of_name(row, row->z), of_name(row, row->g));
	emit_chances(&s, row->cells, row->unit, row->g), to_name(row, row->g, row->unit * own);
}

/* Cells at the maximum stay out of the sum, so that a confident row keeps its digits: log sum exp(z - top) is
   log1p(rest), 1 - p of such a cell is rest / (1 + rest), and its gradient minus the sum of the others'. */
ROWS(logit, softmax_cross_entropy, 2, UNIT,
    NAMES("Softmax cross-entropy", "Softmax 交叉熵")
    ALIASES("cross_entropy softmax_loss sparse_softmax_cross_entropy multinomial_logistic safe_softmax_cross_entropy multi:softmax multi:softprob")
    EQUALS("torch CrossEntropyLoss denominator=weights ignoreIndex=-100; torch CrossEntropyLoss(probabilities); keras CategoricalCrossentropy(from_logits=True); keras SparseCategoricalCrossentropy(from_logits=True); sklearn HalfMultinomialLoss; optax softmax_cross_entropy; optax softmax_cross_entropy_with_integer_labels; optax ranking_softmax_loss; tfjs softmaxCrossEntropy; flux logitcrossentropy")
    LABELS(classes, "[0, inf)") LINEAR CURVATURE(friedman)
    FORMULA("(sum(k, y[k]) * log(sum(k, exp(z[k]))) - sum(k, y[k] * z[k])) / log(base)")
    REFERENCE("Bridle 1990, doi:10.1007/978-3-642-76153-9_28"))
{
	static real top;
	static sum rests, others, rest, gaps, inner, outer;
	START { top = splat(-INF), rests = others = gaps = inner = outer = (sum){ 0 }; }
	if (RUNS(1)) top = summit(row->z, row->cells, top);
	THEN(1) { top = highest(top); }
	if (RUNS(2)) powers(row->z, row->g, row->cells, top, &rests, &others);
	if (RUNS(2)) targets_along(row, top, &gaps, &inner, &outer);
	THEN(2)
	{
		gaps = all(gaps), inner = all(inner), outer = all(outer);
		rest = rest_of(all(rests), all(others), row->total);
		VALUE((base * (gaps + (inner + outer) * log1p_of(rest)))[0]);
	}
	if (RUNS(EMISSION)) emit_along(row, slopes_of(top, base, inner, outer, rest));
}
#endif

#ifdef RARE
SOFTMAX(softmax_focal, (alpha, 1, "[0, inf)")(gamma, 2, "[0, inf)"),
        NAMES("Softmax focal", "Softmax 焦点损失") ALIASES("categorical_focal_with_logits")
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
              "Poly-1 交叉熵") ALIASES("poly_loss poly1_softmax_loss")
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
    ALIASES("listnet_top1")
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
