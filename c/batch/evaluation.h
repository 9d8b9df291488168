/* Measures of a whole prediction: one number, which is not a mean over samples. */
#undef FAMILY
#define FAMILY "evaluation"
#define PAIRED (yTrue, given, "samples")(yPred, variable, "samples")

/* Whether a number is NaN; then the value is, and so are all derivatives. */
static int unknown(int order, const input *y, const input *f)
{
	double sum = 0;
	for (int k = 0; k < f->rows; k++)
		if (weight(k) != 0 && (y->x[k] != y->x[k] || f->x[k] != f->x[k])) sum = NAN;
	for (int k = 0; k < f->rows && sum != 0; k++) {
		if (order > 0) f->g[k] = NAN;
		if (order > 1) f->h[k] = NAN;
	}
	if (sum != 0) value(0, NAN, 1);
	return sum != 0;
}

/* The first of the largest takes the derivative. */
BATCH(max_error, PAIRED, NONE,
      NAMES("Maximum error", "最大误差")
      ALIASES("linf chebyshev_distance uniform_norm")
      EQUALS("sklearn max_error")
      FORMULA("largest(k, samples, abs(yPred[k] - yTrue[k]))")
      REFERENCE("scikit-learn, max_error"))
{
	int worst = -1;
	double most = NAN, r = 0;
	if (unknown(order, &yTrue, &yPred)) return;
	for (int k = 0; k < yPred.rows; k++) {
		const double e = yPred.x[k] - yTrue.x[k], size = magnitude(e);
		if (!(size <= most)) most = size, worst = k, r = e;
	}
	value(0, most, 1);
	if (order && worst >= 0) yPred.g[worst] = sign(r);
}

/* Half of the weights lie at or below the median, half at or above; where two samples qualify, it is their mean.  Of
   equal errors the first takes the derivative. */
BATCH(median_absolute_error, PAIRED, NONE,
      NAMES("Median absolute error", "中位数绝对误差")
      ALIASES("medae MedAE MedianAbsoluteError")
      EQUALS("sklearn median_absolute_error")
      WEIGHTED("samples")
      FORMULA("e(k) = abs(yPred[k] - yTrue[k]); below(k) = sum(j, samples, e(j) <= e(k) ? weights[j] : 0); above(k) = sum(j, samples, e(j) >= e(k) ? weights[j] : 0); all = sum(j, samples, weights[j]); (smallest(k, samples, 2 * below(k) >= all and weights[k] > 0 ? e(k) : inf) + largest(k, samples, 2 * above(k) >= all and weights[k] > 0 ? e(k) : -inf)) / 2")
      REFERENCE("scikit-learn, median_absolute_error"))
{
	if (unknown(order, &yTrue, &yPred)) return;
	const int n = yPred.rows;
	double *size = numbers(n), all = 0, sum = 0;
	for (int k = 0; k < n; k++) size[k] = magnitude(yPred.x[k] - yTrue.x[k]);
	const int32_t *by = ascending(size, n);
	for (int i = 0; i < n; i++) all += weight(by[i]);
	int low = -1, high = -1;
	for (int i = 0; i < n && high < 0; i++) {
		if (weight(by[i]) == 0) continue;
		sum += weight(by[i]);
		if (low < 0 && 2 * sum >= all) low = by[i];
		if (2 * sum > all) high = by[i];
	}
	value(0, low < 0 ? NAN : (size[low] + size[high]) / 2, 1);
	if (!order || low < 0) return;
	yPred.g[low] += sign(yPred.x[low] - yTrue.x[low]) / 2;
	yPred.g[high] += sign(yPred.x[high] - yTrue.x[high]) / 2;
}

/* The coefficient of determination: a score, 1 at best.  NaN for fewer than two samples; where all targets are equal, 1 for
   a perfect prediction and 0 for any other, without a slope. */
BATCH(r2, PAIRED, NONE,
      NAMES("R squared", "决定系数")
      ALIASES("R2Score coefficient_of_determination r_squared")
      EQUALS("sklearn r2_score")
      WEIGHTED("samples")
      FORMULA("mean = sum(k, samples, weights[k] * yTrue[k]) / sum(k, samples, weights[k]); 1 - sum(k, samples, weights[k] * (yPred[k] - yTrue[k])^2) / sum(k, samples, weights[k] * (yTrue[k] - mean)^2)")
      REFERENCE("Wright 1921, Correlation and causation"))
{
	if (unknown(order, &yTrue, &yPred)) return;
	const int n = yPred.rows;
	double all = 0, sum = 0, origin = 0, missed = 0, spread = 0;
	int count = 0;
	for (int k = 0; k < n; k++) {
		const double w = weight(k);
		if (w == 0) continue;
		if (!count++) origin = yTrue.x[k]; /* so that equal targets have a spread of 0 */
		all += w, sum += w * (yTrue.x[k] - origin);
	}
	for (int k = 0; k < n; k++) {
		const double w = weight(k), r = yPred.x[k] - yTrue.x[k], from = yTrue.x[k] - origin - sum / all;
		if (w != 0) missed += w * (r * r), spread += w * (from * from);
	}
	value(0, count < 2 ? NAN : spread == 0 ? missed == 0 : 1 - missed / spread, 1);
	for (int k = 0; order && k < n; k++) {
		const double slope = count < 2 ? NAN : spread == 0 || weight(k) == 0 ? 0 : -2 * weight(k) / spread;
		yPred.g[k] = slope == 0 ? 0 : slope * (yPred.x[k] - yTrue.x[k]);
		if (order > 1) yPred.h[k] = slope;
	}
}
