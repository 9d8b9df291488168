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

/* The derivatives of a row whose powers stand in g: its own class apart, all others of a labelled row are powers times one number. */
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
    ALIASES("cross_entropy softmax_loss sparse_softmax_cross_entropy multinomial_logistic safe_softmax_cross_entropy multi:softmax")
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

/* A step of Newton's to tau, from how far cells are above it (below the highest logit) and how many these are, which are taken to 0:
   1 if they are fewer than before. */
ALWAYS int narrower(sum *above, sum *support, real *tau, double *size)
{
	const double before = *size;
	*size = total(*support), *tau = splat((lane)((total(*above) - 1) / *size));
	*above = *support = (sum){ 0 };
	return *size < before;
}

ALWAYS real sparse_term(real x, real y) { return pick(x > 0, (x - y) * (x - y), share(y, y - 2 * x)); }

/* The threshold tau where sum(max(z - tau, 0)) is 1, by Newton's iteration from below: exact once the support stays.  With
   x = z - tau, every term of the loss is positive: (x - y)^2 / 2 inside the support, y (y / 2 - x) outside; and what y's sum lacks of 1 counts at tau. */
ROW(logit, sparsemax, 3, NONE,
    NAMES("Sparsemax", "Sparsemax 损失")
    ALIASES("SparsemaxLoss sparsemax_loss")
    EQUALS("optax multiclass_sparsemax_loss")
    LABELS(classes, "[0, 1]") NORMALIZED
    FORMULA("(sum(k, max(z[k], threshold(j, z[j]))^2 - threshold(j, z[j])^2 + y[k]^2)) / 2 - sum(k, y[k] * z[k])") KINKS("ties")
    REFERENCE("Martins & Astudillo 2016, arXiv:1602.02068"))
{
	static real top, tau;
	static sum above, support, terms, masses;
	static double size;
	START { top = splat(-INF), tau = splat(-1), above = support = terms = masses = (sum){ 0 }, size = (double)INF; }
	if (RUNS(1)) top = highest(summit(row->z, row->cells, top));
	PASS(2) { SUM(above, keep(z - top > tau, z - top)), SUM(support, keep(z - top > tau, 1)); }
	THEN(2) { AGAIN(2, narrower(&above, &support, &tau, &size)); }
	PASS(3) { SUM(terms, sparse_term(z - top - tau, y)), SUM(masses, y); }
	THEN(3) { VALUE(total(terms) / 2 + (double)(top + tau)[0] * (1 - total(masses))); }
	EMIT
	{
		const real x = z - top - tau;
		g = pick(x > 0, x, like(x, 0)) - y, h = like(g, pick(x > 0, splat((lane)(1 - 1 / size)), 0));
	}
}

/* The regulariser is Tsallis' entropy: with b = alpha - 1, p = (1 + b x)^(1 / b), x = z - threshold, which is exp(x) where b is 0;
   the slope of p is p^(1 - b).  What x, b x, 1 + b x and 1 / b lose by rounding is made up for: a power multiplies it. */
typedef struct {
	real x, rest;
} shifted;

typedef struct {
	real log, p, miss, slope;
} deformed;

SHARED deformed deform(shifted at, real b)
{
	const real u = rmax(b * at.x, -1), base = 1 + u, power = 1 / b;
	const real off = keep(base > 0, (product_rest(b, at.x, b * at.x) + b * at.rest) / base);
	const real log = (rlog1p(u) + off) / b, lost = keep(base > 0, sum_rest(splat(1), u, base) / base + off);
	const real p = pick(b < (lane)0.01, rexp(log),
	                    rpow_of(base, lost + quotient_rest(splat(1), b, power) * log * b, power));
	return (deformed){ log, p, -rexpm1(log), keep(p != 0, rexp((1 - b) * log)) };
}

/* (y^a - p^a) / (a b) - (y - p) (x + 1 / b), which is p^a times a bracket in l = log(y / p) near p, each of second order. */
SHARED real fenchel_gap(real y, shifted at_x, real a, real b)
{
	const deformed at = deform(at_x, b);
	const real x = at_x.x, p = at.p, whole = rexp(a * at.log);
	const real d = -beyond_target(p, at.miss, y), l = rcopysign(rlog1p(rabs(d) / rmin(y, p)), d), ratio = y / p;
	const real near = ratio * (excess_of_exp(b * l) / b) + l * (ratio - 1) - excess_of_exp(l);
	const real far = whole + share(y, rexpm1(b * rlog(y)) / b - a * x - 1);
	return pick(d == 0, 0, pick(rabs(l) < 1, whole * near, far)) / a;
}

/* x of a logit: its distance from the highest less the threshold's, a number of two. */
ALWAYS shifted above(real z, real top, double level, double fine)
{
	const real gap = pick(z == top, 0, z - top), high = splat((lane)level), x = gap - high;
	return (shifted){ x, keep(rabs(x) < INF, sum_rest(gap, -high, x) + lost(z, top, gap)) - splat((lane)fine) };
}

/* The threshold over the highest logit, where sum(p) is 1, by Newton's iteration (Peters, Niculae & Martins 2019 bisect): the sum is convex, so that it comes from
   below.  What it exceeds 1 by is summed without the 1. */
ROW(logit, fenchel_young, 3, (alpha, 1.5, "[1, 2]"),
    NAMES("Fenchel–Young", "Fenchel–Young 损失")
    ALIASES("entmax entmax15_loss EntmaxBisectLoss tsallis make_fenchel_young_loss")
    EQUALS("optax make_fenchel_young_loss(logsumexp) alpha=1")
    LABELS(classes, "[0, 1]") NORMALIZED
    FORMULA("tau = threshold(j, (alpha - 1) * z[j], 1 / (alpha - 1)); alpha == 1 ? log(sum(k, exp(z[k]))) + sum(k, y[k] * (log(y[k]) - z[k])) : sum(k, max((alpha - 1) * z[k] - tau, 0)^(alpha / (alpha - 1)) / alpha - y[k] * z[k] + (y[k]^alpha - y[k]) / alpha / (alpha - 1)) + (tau + 1 / alpha) / (alpha - 1)") KINKS("ties")
    REFERENCE("Blondel, Martins & Niculae 2020, Journal of Machine Learning Research 21(35)"))
{
	static real top;
	static sum others, rests, ties, terms, masses;
	static double level, fine, rest, peak, equal;
	const real b = rmax(splat((lane)(alpha - 1)), (lane)0x1p-100);
	START { top = splat(-INF), others = rests = ties = terms = masses = (sum){ 0 }, level = fine = 0; }
	if (RUNS(1)) top = summit(row->z, row->cells, top);
	THEN(1) { top = highest(top); }
	PASS(2)
	{
		const bits at = z == top;
		const deformed e = deform(above(z, top, level, fine), b);
		SUM(others, keep(~at, e.p)), SUM(rests, keep(~at, e.slope)), SUM(ties, keep(at, 1));
	}
	THEN(2)
	{
		const deformed e = deform((shifted){ splat((lane)-level), splat((lane)-fine) }, b);
		equal = total(ties), rest = total(rests), peak = (double)e.slope[0];
		const double more = total(others) + (equal - 1) * (double)e.p[0] - (double)e.miss[0];
		const double step = more / (rest + equal * peak);
		const double next = level + (step + fine);
		others = rests = ties = (sum){ 0 }, fine += step - (next - level), level = next;
		AGAIN(2, step > 0x1p-48 * level)
	}
	PASS(3) { SUM(terms, fenchel_gap(y, above(z, top, level, fine), splat((lane)alpha), b)), SUM(masses, y); }
	THEN(3)
	{
		const double lack = 1 - total(masses);
		VALUE(total(terms) + (lack == 0 ? 0 : lack * ((double)top[0] + level - 1 / alpha)));
	}
	EMIT
	{
		const bits at = z == top;
		const deformed e = deform(above(z, top, level, fine), b);
		const real s = e.slope, all = splat((lane)(rest + equal * peak));
		g = beyond_target(e.p, e.miss, y);
		h = like(g, s * pick(at, splat((lane)(rest + (equal - 1) * peak)), all - s) / all);
	}
}

/* Cross-entropy of two softmax distributions, t of the relevances and p of the scores.  Near t, p is t exp(d) / (1 + E) with
   d = z - y, up to a constant, and E = sum(t expm1(d)): the slope p - t does not cancel. */
ALWAYS real drift(real z, real y, real top, real target) { return rexpm1((z - y) - (top - target)); }

ROW(logit, list_net, 3, UNIT,
    NAMES("ListNet", "ListNet 列表排序损失")
    ALIASES("listnet_top1 list_net_loss")
    LABELS(rows, "(-inf, inf)")
    FORMULA("sum(k, exp(y[k]) * (log(sum(j, exp(z[j]))) - z[k])) / sum(k, exp(y[k])) / log(base)")
    REFERENCE("Cao et al. 2007, doi:10.1145/1273496.1273513"))
{
	static real target;
	static odds truth;
	static sum remainders, equals, terms, drifts, moves;
	START { target = splat(-INF), remainders = equals = terms = drifts = moves = (sum){ 0 }; }
	PASS(1) { HIGHEST(target, y); }
	THEN(1) { target = highest(target); }
	PASS(2) { SUM(remainders, keep(y != target, rexpneg(y - target))), SUM(equals, keep(y == target, 1)); }
	THEN(2) { truth = odds_of(total(remainders) + (total(equals) - 1)); }
	survey(row);
	PASS(3)
	{
		const real t = softmax(y, target, truth).p, moved = product(t, drift(z, y, peak.top, target));
		SUM(terms, share(t, softmax(z, peak.top, peak.odds).log));
		SUM(drifts, moved), SUM(moves, rabs(moved));
	}
	THEN(3) { VALUE(0 - base * total(terms)); }
	EMIT
	{
		const chance q = softmax(z, peak.top, peak.odds), t = softmax(y, target, truth);
		const real d = drift(z, y, peak.top, target), all = splat((lane)total(drifts)),
		           near = t.p * (d - all) / (1 + all);
		const real far = pick(q.p > (lane)0.5, t.miss - q.miss, q.p - t.p);
		g = splat((lane)base) * pick((rabs(d) < 1) & (splat((lane)total(moves)) < (lane)0.5), near, far);
		h = splat((lane)base) * like(y, q.p * q.miss);
	}
}
#endif
