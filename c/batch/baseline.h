/* D squared: what a prediction explains of the deviance that the best constant leaves: 1 - missed / left, 1 at best, 0 for
   that constant.  NaN for fewer than two samples.  Where the constant leaves nothing, 1 for a perfect prediction and 0 for any
   other, without a slope. */
#undef FAMILY
#define FAMILY "evaluation"
#define EXPLAINED(missed, left) "(" left " == 0 ? (" missed " == 0 ? 1 : 0) : 1 - " missed " / " left ")"

/* The derivatives of what column o misses become those of its score's share in the mean over columns, which is the result:
   1 - missed / left, or near 0, where this would cancel, gain / left, of a gain, left - missed, that is summed by itself. */
static double explained(int order, const input *f, int o, double missed, double left, double gain, int samples)
{
	const int n = f->columns;
	const double scale = samples < 2 ? NAN : left == 0 ? 0 : -1 / (left * n);
	for (size_t at = o; order && at < (size_t)f->rows * n; at += n) {
		f->g[at] = scale == 0 ? 0 : scale * f->g[at];
		if (order > 1) f->h[at] = scale == 0 ? 0 : scale * f->h[at];
	}
	const double score = magnitude(gain) < left / 2 ? gain / left : 1 - missed / left;
	return (samples < 2 ? NAN : left == 0 ? missed == 0 : score) / n;
}

/* Samples that count. */
static int weighing(int n)
{
	int count = 0;
	for (int k = 0; k < n; k++) count += weight(k) != 0;
	return count;
}

/* ---- Numbers ---- */

/* exp(x) - 1 - x */
static double excess_of_exp(double x)
{
	const real t = splat(x);
	return magnitude(x) < 0.34 ? (t * t * HORNER(t, EXP))[0] : nexpm1(x) - (x < 1000 ? x : 1000);
}

/* Twice f^a (x^a - 1 - a (x - 1)) / (a (a - 1)), where x = y / f and a = 2 - power: the form of ../likelihood.h. */
static double deviance(double y, double f, double power)
{
	const double a = 2 - power, b = 1 - power, x = y / f, grow = nlog1p(magnitude(f - y) / (y < f ? y : f));
	const double l = y < f ? -grow : grow, grown = excess_of_exp(l);
	const double p = magnitude(a) < 0x1p-200 ? 0x1p-200 : a, q = magnitude(b) < 0x1p-200 ? 0x1p-200 : b;
	const double by_a = (excess_of_exp(p * l) / p - grown) / (p - 1),
	             by_b = (x * (excess_of_exp(q * l) / q) + l * (x - 1) - grown) / (1 + q);
	if (y == f) return 0;
	if (power == 0) return (y - f) * (y - f);
	return 2 * npow(f, a) * (y <= 0 ? (a > 0 ? 1 / a - x / q : INF) : a < 0.5 ? by_a : by_b);
}

/* The deviance of m less that of f: twice the integral of (u - y) u^-power from f to m. */
static double deviance_saved(double y, double f, double m, double power)
{
	const double a = 2 - power, b = 1 - power, grow = nlog1p(magnitude(m - f) / (m < f ? m : f));
	const double l = m < f ? -grow : grow, by_a = magnitude(a * l) < 0x1p-200 ? l : nexpm1(a * l) / a,
	             by_b = magnitude(b * l) < 0x1p-200 ? l : nexpm1(b * l) / b;
	if (power == 0) return (m - f) * (m + f - 2 * y);
	return 2 * npow(f, b) * (f * by_a - y * by_b);
}

/* The best constant is the mean. */
BATCH(d2_tweedie,
      (yTrue, given, "samples", RANGE("[0, inf)"))(yPred, variable, "samples", RANGE("(0, inf)")),
      (power, 1.5, "(-inf, inf)"),
      NAMES("D squared, Tweedie", "D² 评分（Tweedie 偏差）")
      ALIASES("tweedie_deviance_explained D2")
      EQUALS("sklearn d2_tweedie_score power=0")
      WEIGHTED("samples") FREE(power)
      FORMULA("all = sum(k, samples, weights[k]); middle = sum(k, samples, weights[k] * yTrue[k]) / all; unit(y, f) = power == 0 ? (y - f)^2 / 2 : power == 1 ? (y == 0 ? f : y * log(y / f) - y + f) : power == 2 ? log(f / y) + y / f - 1 : max(y, 0)^(2 - power) / ((1 - power) * (2 - power)) - y * f^(1 - power) / (1 - power) + f^(2 - power) / (2 - power); missed = sum(k, samples, weights[k] * unit(yTrue[k], yPred[k])); left = sum(k, samples, weights[k] * unit(yTrue[k], middle)); " EXPLAINED("missed", "left"))
      REFERENCE("Hastie, Tibshirani & Wainwright 2015, Statistical Learning with Sparsity, 3.11"))
{
	double missed = 0, left = 0, gain = 0;
	if (unknown(order, &yTrue, &yPred)) return;
	const moments m = moments_of(&yTrue, &yPred, 0);
	const double mean = m.y0 + m.mean_y;
	for (int k = 0; k < yPred.rows; k++) {
		const double w = weight(k), y = yTrue.x[k], f = yPred.x[k], at = 2 * w * npow(f, -power);
		if (w == 0) continue;
		missed += w * deviance(y, f, power), left += w * deviance(y, mean, power);
		gain += w * deviance_saved(y, f, mean, power);
		derive(order, &yPred, k, at * (f - y), at * (1 - power + power * (y / f)));
	}
	value(0, explained(order, &yPred, 0, missed, left, gain, m.count), 1);
}

/* By the residual r. */
static double pinball_slope(double r, double quantile) { return r > 0 ? 1 - quantile : r < 0 ? -quantile : 0; }

/* The sum of column o of targets against their own quantile. */
static double pinball_left(const input *yTrue, int o, double quantile)
{
	const int n = yTrue->columns, rows = yTrue->rows;
	double *y = numbers(rows), all = 0, below = 0, middle = 0, left = 0;
	for (int k = 0; k < rows; k++) y[k] = yTrue->x[(size_t)k * n + o], all += weight(k);
	const int32_t *by = ascending(y, rows);
	for (int i = 0; i < rows && (below == 0 || below < quantile * all); i++)
		below += weight(by[i]), middle = weight(by[i]) == 0 ? middle : y[by[i]];
	for (int k = 0; k < rows; k++) {
		const double off = middle - y[k];
		if (weight(k) != 0) left += weight(k) * pinball_slope(off, quantile) * off;
	}
	return left;
}

/* The best constant is the quantile of the targets; at the default their median, and the score is that of absolute errors. */
BATCH(d2_pinball, OUTPUTS, (quantile, 0.5, "[0, 1]"),
      NAMES("D squared, pinball", "D² 评分（分位数损失）")
      ALIASES("d2AbsoluteError pinball_loss_explained")
      EQUALS("sklearn d2_pinball_score; sklearn d2_absolute_error_score")
      WEIGHTED("samples")
      FORMULA("all = sum(k, samples, weights[k]); below(k, o) = sum(j, samples, yTrue[j][o] <= yTrue[k][o] ? weights[j] : 0); middle(o) = smallest(k, samples, weights[k] > 0 and below(k, o) >= quantile * all ? yTrue[k][o] : inf); pinball(y, f) = max(quantile * (y - f), (quantile - 1) * (y - f)); missed(o) = sum(k, samples, weights[k] * pinball(yTrue[k][o], yPred[k][o])); left(o) = sum(k, samples, weights[k] * pinball(yTrue[k][o], middle(o))); sum(o, outputs, " EXPLAINED("missed(o)", "left(o)") ") / sum(o, outputs, 1)")
      REFERENCE("Koenker & Machado 1999, doi:10.1080/01621459.1999.10473882"))
{
	const int n = yPred.columns;
	double score = 0;
	if (unknown(order, &yTrue, &yPred)) return;
	for (int o = 0; o < n; o++) {
		double missed = 0, left = pinball_left(&yTrue, o, quantile);
		for (size_t at = o; at < (size_t)yPred.rows * n; at += n) {
			const double w = weight(at / n), r = yPred.x[at] - yTrue.x[at];
			if (w == 0) continue;
			missed += w * pinball_slope(r, quantile) * r;
			if (order) yPred.g[at] = w * pinball_slope(r, quantile);
		}
		score += explained(order, &yPred, o, missed, left, left - missed, weighing(yPred.rows));
	}
	value(0, score, 1);
}

/* ---- Classes ---- */

#define CLASSIFIED \
	(labels, index, "samples", OF("classes"))(probabilities, variable, "samples classes", RANGE("[0, 1]"))
#define SHARES "all = sum(k, samples, weights[k]); share(c) = sum(k, samples, labels[k] == c ? weights[k] : 0) / all; "

/* The shares of the classes, which are the best constant. */
static double *shares_of(const input *labels, int classes)
{
	double all = 0, *share = zeros(classes);
	for (int k = 0; k < labels->rows; k++) all += weight(k), share[labels->k[k]] += weight(k);
	for (int c = 0; c < classes; c++) share[c] /= all;
	return share;
}

/* A matrix as one column. */
static input column_of(input f)
{
	f.rows *= f.columns, f.columns = 1;
	return f;
}

/* Probabilities are brought between `clip` and 1 less that, beyond which they have no slope. */
BATCH(d2_log_loss, CLASSIFIED, (clip, 0, "[0, 0.5)"),
      NAMES("D squared, log loss", "D² 评分（对数损失）")
      ALIASES("mcfadden_r2 likelihood_ratio_index")
      EQUALS("sklearn d2_log_loss_score clip=2.220446049250313e-16")
      WEIGHTED("samples")
      FORMULA(SHARES "missed = -sum(k, samples, weights[k] == 0 ? 0 : weights[k] * log(min(max(probabilities[k][labels[k]], clip), 1 - clip))); left = -all * sum(c, classes, share(c) == 0 ? 0 : share(c) * log(share(c))); " EXPLAINED("missed", "left"))
      REFERENCE("McFadden 1974, Conditional logit analysis of qualitative choice behavior"))
{
	const input p = column_of(probabilities);
	double missed = 0, left = 0, gain = 0;
	if (unknown(order, 0, &probabilities)) return;
	const double *share = shares_of(&labels, probabilities.columns);
	for (int k = 0; k < labels.rows; k++) {
		const size_t at = (size_t)k * probabilities.columns + labels.k[k];
		const double w = weight(k), given = p.x[at], held = larger(given > 1 - clip ? 1 - clip : given, clip),
		             known = share[labels.k[k]];
		if (w == 0) continue;
		missed -= w * nlog(held), left -= w * nlog(known), gain += w * nlog1p((held - known) / known);
		if (clip == 0 || (given > clip && given < 1 - clip)) derive(order, &p, at, -w / held, w / held / held);
	}
	value(0, explained(order, &p, 0, missed, left, gain, weighing(labels.rows)), 1);
}

BATCH(d2_brier, CLASSIFIED, NONE,
      NAMES("D squared, Brier", "D² 评分（Brier）")
      ALIASES("brier_skill_score scaled_brier_score")
      EQUALS("sklearn d2_brier_score")
      WEIGHTED("samples")
      FORMULA(SHARES "missed = sum(k, samples, weights[k] * sum(c, classes, (probabilities[k][c] - (labels[k] == c ? 1 : 0))^2)); left = all * sum(c, classes, share(c) * (1 - share(c))); " EXPLAINED("missed", "left"))
      REFERENCE("Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2"))
{
	const int n = probabilities.columns;
	const input p = column_of(probabilities);
	double missed = 0, left = 0;
	if (unknown(order, 0, &probabilities)) return;
	const double *share = shares_of(&labels, n);
	for (int at = 0; at < p.rows; at++) {
		const int k = at / n, c = at % n, is = labels.k[k] == c;
		const double w = weight(k), r = p.x[at] - is, off = share[c] - is;
		if (w == 0) continue;
		missed += w * (r * r), left += w * (off * off);
		derive(order, &p, at, 2 * w * r, 2 * w);
	}
	value(0, explained(order, &p, 0, missed, left, left - missed, weighing(labels.rows)), 1);
}
