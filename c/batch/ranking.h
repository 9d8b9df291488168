/* Losses of ranked lists: of their pairs, or of each list as a whole.  A list without a pair, or without a sample, has the
   value 0 and no share in the mean. */
#undef FAMILY
#define FAMILY "ranking"
#define LISTED                                                                                                         \
	(labels, given, "samples")(scores, variable, "samples")(groups, group, "samples", OPTION("0") LISTS("lists"))( \
	        mask, binary, "samples", OPTION("1"))
#define IN_LIST "has(k) = groups[k] == i and mask[k] == 1; "

/* The samples of each list in their order: list l has who[start[l]] to who[start[l + 1] - 1]. */
typedef struct {
	int32_t *start, *who;
} lists;

APART lists lists_of(const input *groups, const input *mask)
{
	const int n = groups->rows, count = groups->columns;
	lists all = { (int32_t *)zeros(count / 2 + 1), integers(n) };
	for (int k = 0; k < n; k++) all.start[groups->k[k]] += !mask->k || mask->k[k];
	for (int l = 1; l <= count; l++) all.start[l] += all.start[l - 1];
	for (int k = n; k-- > 0;)
		if (!mask->k || mask->k[k]) all.who[--all.start[groups->k[k]]] = k;
	return all;
}

/* Adds derivatives by one score; NaN to what is NaN. */
static void add_score(int order, const input *scores, int k, double g, double h)
{
	if (order > 0) scores->g[k] += g;
	if (order > 1) scores->h[k] += h;
}

/* ---- Pairs ---- */

/* Of a pair: its value and the derivatives by d, the score of the sample with the higher label less that of the other. */
typedef struct {
	double v, g, h;
} term;
typedef term pair_loss(double d, double parameter);

/* Pairs whose labels differ; the same with d less the difference of the labels; also pairs of equal labels, once. */
enum { HIGHER, APART_BY, TIES };

#define LN2 0x1.62e42fefa39efp-1

/* What the swap of two samples changes the normalized discounted cumulative gain by. */
typedef struct {
	double *gain, *discount;
} gains;

APART gains gains_of(const input *labels, const input *scores, const int32_t *who, int n, double cut)
{
	double *key = numbers(n), ideal = 0;
	gains all = { numbers(n), numbers(n) };
	for (int i = 0; i < n; i++) key[i] = -labels->x[who[i]];
	const int32_t *best = ascending(key, n);
	for (int i = 0; i < n; i++) {
		all.gain[i] = nexpm1(LN2 * labels->x[who[i]]);
		if (i < cut) ideal += nexpm1(LN2 * labels->x[who[best[i]]]) * (LN2 / nlog(i + 2));
	}
	for (int i = 0; i < n; i++) key[i] = -scores->x[who[i]], all.gain[i] = ideal == 0 ? 0 : all.gain[i] / ideal;
	const int32_t *by = ascending(key, n);
	for (int i = 0; i < n; i++) all.discount[by[i]] = i < cut ? LN2 / nlog(i + 2) : 0;
	return all;
}

/* The sum over pairs; `cut` makes them weigh what their swap changes, down to there. */
APART void pairwise(int order, const input *labels, const input *scores, const input *groups, const input *mask,
                    pair_loss *of, double parameter, int pairing, double cut)
{
	const lists all = lists_of(groups, mask);
	for (int l = 0; l < groups->columns; l++) {
		const int32_t *who = all.who + all.start[l];
		const int n = all.start[l + 1] - all.start[l];
		const double w = weight(l);
		const gains swap = cut ? gains_of(labels, scores, who, n, cut) : (gains){ 0 };
		double sum = 0, pairs = 0;
		for (int i = 0; i < n; i++) {
			const double y = labels->x[who[i]], s = scores->x[who[i]];
			if (y != y || s != s) sum = NAN, add_score(order, scores, who[i], NAN, NAN);
			for (int j = 0; j < n; j++) {
				const double more = y - labels->x[who[j]];
				if (!(more > 0 || (pairing == TIES && more == 0 && i < j))) continue;
				const double d = s - scores->x[who[j]];
				const double by = cut ? magnitude(swap.gain[i] - swap.gain[j]) *
				                                  magnitude(swap.discount[i] - swap.discount[j])
				                      : 1;
				const term one = of(pairing ? d - more : d, parameter),
				           t = { by * one.v, by * one.g, by * one.h };
				sum += t.v, pairs += counts(t.v);
				if (w == 0) continue;
				add_score(order, scores, who[i], w * t.g, w * t.h);
				add_score(order, scores, who[j], -w * t.g, w * t.h);
			}
		}
		value(l, sum, pairs);
	}
}

static term logistic_pair(double d, double scale)
{
	const double x = scale * d, e = nexp(-magnitude(x)), t = 1 / (1 + e);
	return (term){ positive_part(-x) + nlog1p(e), -scale * (x > 0 ? e * t : t), scale * scale * (e * t * t) };
}

static term hinge_pair(double d, double margin)
{
	const double lack = positive_part(margin - d);
	return (term){ lack, -sign(lack), 0 };
}

static term soft_zero_one_pair(double d, double scale)
{
	const double x = scale * d, e = nexp(-magnitude(x)), t = 1 / (1 + e), slope = scale * (e * t * t);
	return (term){ x > 0 ? e * t : t, -slope, -scale * slope * sign(x) * nexpm1(-magnitude(x)) * t };
}

static term squared_pair(double r, double factor) { return (term){ factor * (r * r), 2 * factor * r, 2 * factor }; }

static term pinball_pair(double r, double quantile)
{
	const double slope = r < 0 ? -quantile : r > 0 ? 1 - quantile : r;
	return (term){ slope * r, slope, 0 };
}

#define ORDERED_PAIRS(of, parameter, pairing) \
	pairwise(order, &labels, &scores, &groups, &mask, of, parameter, pairing, 0)
#define OVER_PAIRS(term) \
	IN_LIST "sum(a, samples, sum(b, samples, has(a) and has(b) and labels[a] > labels[b] ? " term " : 0))"
#define OVER_TIES(term)                                                                                                                              \
	IN_LIST "sum(a, samples, sum(b, samples, has(a) and has(b) and (labels[a] > labels[b] or ties and labels[a] == labels[b] and a < b) ? " term \
	        " : 0))"

BATCH(pairwise_logistic, LISTED, (scale, 1, "(0, inf)"),
      NAMES("Pairwise logistic (RankNet)", "成对逻辑损失（RankNet）")
      ALIASES("ranknet RankNet bpr BPR pairwise_logistic_loss PairwiseLogisticLoss bayesian_personalized_ranking rank:pairwise")
      EACH("lists") SHARE(OVER_PAIRS("1"))
      FORMULA(OVER_PAIRS("log(1 + exp(scale * (scores[b] - scores[a])))"))
      REFERENCE("Burges et al. 2005, doi:10.1145/1102351.1102363"))
{
	ORDERED_PAIRS(logistic_pair, scale, HIGHER);
}

BATCH(pairwise_hinge, LISTED, (margin, 1, "[0, inf)"),
      NAMES("Pairwise hinge (RankSVM)", "成对合页损失（RankSVM）")
      ALIASES("pairwise_hinge_loss PairwiseHingeLoss ranksvm RankSVM")
      EACH("lists") SHARE(OVER_PAIRS("1"))
      FORMULA(OVER_PAIRS("max(0, margin - (scores[a] - scores[b]))"))
      REFERENCE("Joachims 2002, doi:10.1145/775047.775067"))
{
	ORDERED_PAIRS(hinge_pair, margin, HIGHER);
}

BATCH(pairwise_soft_zero_one, LISTED, (scale, 1, "(0, inf)"),
      NAMES("Pairwise soft zero-one", "成对软 0-1 损失")
      ALIASES("pairwise_soft_zero_one_loss PairwiseSoftZeroOneLoss")
      EACH("lists") SHARE(OVER_PAIRS("1"))
      FORMULA(OVER_PAIRS("1 / (1 + exp(scale * (scores[a] - scores[b])))"))
      REFERENCE("Qin, Liu & Li 2010, doi:10.1007/s10791-009-9124-x"))
{
	ORDERED_PAIRS(soft_zero_one_pair, scale, HIGHER);
}

BATCH(pairwise_squared, LISTED, (ties, false, "false | true"),
      NAMES("Pairwise squared error", "成对平方误差")
      ALIASES("pairwise_mse pairwise_mse_loss PairwiseMeanSquaredError ranking_mse")
      EACH("lists") SHARE(OVER_TIES("1"))
      FORMULA(OVER_TIES("(scores[a] - scores[b] - (labels[a] - labels[b]))^2"))
      REFERENCE("Pahikkala et al. 2009, Machine Learning 75, 129-165"))
{
	ORDERED_PAIRS(squared_pair, 1, ties ? TIES : APART_BY);
}

BATCH(pairwise_pinball, LISTED, (quantile, 0.5, "(0, 1)"),
      NAMES("Pairwise pinball", "成对分位数损失")
      ALIASES("pairwise_quantile pairwise_qr_loss pairwise_quantile_regression")
      EACH("lists") SHARE(OVER_PAIRS("1"))
      FORMULA("e(a, b) = labels[a] - labels[b] - (scores[a] - scores[b]); " OVER_PAIRS("max(quantile * e(a, b), (quantile - 1) * e(a, b))"))
      REFERENCE("Koenker & Bassett 1978, doi:10.2307/1913643"))
{
	ORDERED_PAIRS(pinball_pair, quantile, APART_BY);
}

/* Pairs weigh what their swap would change NDCG by, which is constant between scores that meet; of equal scores the first
   ranks higher.  `cut` is how far down ranks count. */
BATCH(lambda_rank, LISTED, (scale, 1, "(0, inf)")(cut, 1e999, "[1, inf]"),
      NAMES("LambdaRank", "LambdaRank 排序损失")
      ALIASES("lambdarank lambdamart LambdaMART rank:ndcg lambda_loss")
      EACH("lists") SHARE(OVER_PAIRS("1"))
      FORMULA("gain(k) = 2^labels[k] - 1; above(x, a, k) = x[a] > x[k] or x[a] == x[k] and a < k; rank(x, k) = sum(c, samples, groups[c] == i and mask[c] == 1 and above(x, c, k) ? 1 : 0); discount(rank) = rank < cut ? 1 / log2(rank + 2) : 0; ideal = sum(k, samples, groups[k] == i and mask[k] == 1 ? gain(k) * discount(rank(labels, k)) : 0); " OVER_PAIRS("log(1 + exp(scale * (scores[b] - scores[a]))) * abs(gain(a) - gain(b)) * abs(discount(rank(scores, a)) - discount(rank(scores, b))) / (ideal == 0 ? inf : ideal)"))
      REFERENCE("Burges, Ragno & Le 2006, Learning to rank with nonsmooth cost functions"))
{
	pairwise(order, &labels, &scores, &groups, &mask, logistic_pair, scale, HIGHER, cut);
}

/* ---- Lists ---- */

/* The cross-entropy of scores against labels t. */
APART double softmax_term(int order, double w, const input *scores, const int32_t *who, int n, double *z, double *t)
{
	double *p = z + n, *a = p + n, total = 0;
	for (int k = 0; k < n; k++) z[k] = scores->x[who[k]], total += t[k];
	const double v = cross_entropy(n, z, t, p, order ? a : 0);
	for (int k = 0; order && w != 0 && k < n; k++)
		add_score(order, scores, who[k], w * a[k], order < 2 ? 0 : w * total * (p[k] * complement(p, n, k)));
	return v + 0 * p[0];
}

/* Labels are no distribution: a list weighs their sum. */
BATCH(ranking_softmax, LISTED, NONE,
      NAMES("Ranking softmax", "排序 Softmax 损失")
      ALIASES("softmax_ranking_loss listwise_softmax rax_softmax_loss")
      EQUALS("optax ranking_softmax_loss")
      EACH("lists") SHARE(IN_LIST "largest(k, samples, has(k) ? 1 : 0)")
      FORMULA(IN_LIST "sum(a, samples, has(a) ? labels[a] * (log(sum(k, samples, has(k) ? exp(scores[k]) : 0)) - scores[a]) : 0)")
      REFERENCE("Bruch, Wang, Bendersky & Najork 2019, doi:10.1145/3341981.3344221"))
{
	const lists all = lists_of(&groups, &mask);
	double *z = numbers(3.0 * scores.rows), *t = numbers(scores.rows);
	for (int l = 0; l < groups.columns; l++) {
		const int32_t *who = all.who + all.start[l];
		const int n = all.start[l + 1] - all.start[l];
		for (int k = 0; k < n; k++) t[k] = labels.x[who[k]];
		value(l, n ? softmax_term(order, weight(l), &scores, who, n, z, t) : 0, n > 0);
	}
}

/* Each sample against those with lower labels alone, times its gain 2^label - 1. */
BATCH(unique_softmax, LISTED, NONE,
      NAMES("Unique softmax", "唯一 Softmax 排序损失")
      ALIASES("unique_softmax_loss UniqueSoftmaxLoss")
      EACH("lists") SHARE(IN_LIST "largest(k, samples, has(k) ? 1 : 0)")
      FORMULA(IN_LIST "sum(a, samples, has(a) ? (2^labels[a] - 1) * log(1 + sum(b, samples, has(b) and labels[b] < labels[a] ? exp(scores[b] - scores[a]) : 0)) : 0)")
      REFERENCE("Zhu & Klabjan 2020, arXiv:2001.01828"))
{
	const lists all = lists_of(&groups, &mask);
	double *z = numbers(3.0 * scores.rows), *t = zeros(scores.rows);
	int32_t *low = integers(scores.rows);
	for (int l = 0; l < groups.columns; l++) {
		double sum = 0;
		for (int i = all.start[l]; i < all.start[l + 1]; i++) {
			int n = 1;
			low[0] = all.who[i], t[0] = nexpm1(LN2 * labels.x[low[0]]);
			for (int j = all.start[l]; j < all.start[l + 1]; j++)
				if (labels.x[all.who[j]] < labels.x[low[0]]) low[n++] = all.who[j];
			sum += softmax_term(order, weight(l), &scores, low, n, z, t);
		}
		value(l, sum, all.start[l + 1] > all.start[l]);
	}
}

/* The Plackett-Luce likelihood of samples in the order `by`.  From the last place on, the gap is the log of what follows less
   the score; p = 1 / (1 + e^gap) is the chance of the place's own sample, q = 1 - p. */
static double plackett_luce(const input *scores, const int32_t *who, const int32_t *by, int n, double *p, double *q)
{
	double sum = 0, rest = -INF;
	for (int k = n; k-- > 0;) {
		const double s = scores->x[who[by[k]]], gap = rest - s, e = nexp(-magnitude(gap)), t = 1 / (1 + e);
		const double bend = nlog1p(e);
		p[k] = gap > 0 ? e * t : t, q[k] = gap > 0 ? t : e * t;
		sum += positive_part(gap) + bend, rest = (gap > 0 ? rest : s) + bend;
	}
	return sum;
}

/* At an earlier place the chance of sample k is p Q, where Q is the product of the q between; c and v are the sums of Q and
   Q (1 - Q). */
static void add_plackett_luce(int order, double w, const input *scores, const int32_t *who, const int32_t *by, int n,
                              const double *p, const double *q)
{
	double c = 0, v = 0;
	for (int k = 0; k < n; k++) {
		add_score(order, scores, who[by[k]], w * (p[k] * c - q[k]), w * p[k] * (q[k] * (1 + c) + p[k] * v));
		v = q[k] * (p[k] * (1 + c) + q[k] * v), c = (1 + c) * q[k];
	}
}

/* In the order of the labels, of equal ones that of the samples. */
BATCH(list_mle, LISTED, NONE,
      NAMES("ListMLE", "ListMLE 列表最大似然")
      ALIASES("listmle listmle_loss ListMLELoss plackett_luce")
      EACH("lists") SHARE(IN_LIST "largest(k, samples, has(k) ? 1 : 0)")
      FORMULA(IN_LIST "after(a, b) = labels[b] < labels[a] or labels[b] == labels[a] and b >= a; sum(a, samples, has(a) ? log(sum(b, samples, has(b) and after(a, b) ? exp(scores[b]) : 0)) - scores[a] : 0)")
      REFERENCE("Xia, Liu, Wang, Zhang & Li 2008, doi:10.1145/1390156.1390306"))
{
	const lists all = lists_of(&groups, &mask);
	double *key = numbers(scores.rows), *p = numbers(scores.rows), *q = numbers(scores.rows);
	for (int l = 0; l < groups.columns; l++) {
		const int32_t *who = all.who + all.start[l];
		const int n = all.start[l + 1] - all.start[l];
		for (int k = 0; k < n; k++) key[k] = -labels.x[who[k]];
		const int32_t *by = ascending(key, n);
		value(l, unsound(key, n) + plackett_luce(&scores, who, by, n, p, q), n > 0);
		if (weight(l) != 0) add_plackett_luce(order, weight(l), &scores, who, by, n, p, q);
	}
}
