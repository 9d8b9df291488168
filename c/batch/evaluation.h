/* Measures of a whole prediction: one number, which is not a mean over samples. */
#undef FAMILY
#define FAMILY "evaluation"
#define PAIRED (yTrue, given, "samples")(yPred, variable, "samples")

/* Whether a number is NaN, of f or of y where there is one; then the value is, and so are all derivatives. */
static int unknown(int order, const input *y, const input *f)
{
	double sum = 0;
	const int n = f->rows * f->columns;
	for (int k = 0; k < n; k++)
		if (weight(k / f->columns) != 0 && ((y && y->x[k] != y->x[k]) || f->x[k] != f->x[k])) sum = NAN;
	for (int k = 0; k < n && sum != 0; k++) {
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

/* The samples, by their sizes, between which half of the weights lie at or below, and half at or above: mostly the same one.
   -1 if none weighs. */
typedef struct {
	int low, high;
} medians;

static medians medians_of(const double *size, int n)
{
	medians m = { -1, -1 };
	double all = 0, sum = 0;
	const int32_t *by = ascending(size, n);
	for (int i = 0; i < n; i++) all += weight(by[i]);
	for (int i = 0; i < n && m.high < 0; i++) {
		if (weight(by[i]) == 0) continue;
		sum += weight(by[i]);
		if (m.low < 0 && 2 * sum >= all) m.low = by[i];
		if (2 * sum > all) m.high = by[i];
	}
	return m;
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
	double *size = numbers(yPred.rows);
	for (int k = 0; k < yPred.rows; k++) size[k] = magnitude(yPred.x[k] - yTrue.x[k]);
	const medians m = medians_of(size, yPred.rows);
	value(0, m.low < 0 ? NAN : (size[m.low] + size[m.high]) / 2, 1);
	if (!order || m.low < 0) return;
	yPred.g[m.low] += sign(yPred.x[m.low] - yTrue.x[m.low]) / 2;
	yPred.g[m.high] += sign(yPred.x[m.high] - yTrue.x[m.high]) / 2;
}

/* Weighted sums of one column, the squares about the mean, and the residual's mean and squares.  Means are counted from the
   first sample on, so that equal numbers have a spread of 0, and numbers far from 0 keep their digits. */
typedef struct {
	double all, y0, f0, mean_y, mean_f, off, yy, ff, fy, missed;
	int count;
} moments;

/* Of columns o of y and f. */
static moments moments_of(const input *y, const input *f, int o)
{
	moments m = { 0 };
	double e0 = 0;
	const int n = f->columns;
	for (int k = 0; k < f->rows; k++) {
		const double w = weight(k), a = y->x[(size_t)k * n + o], b = f->x[(size_t)k * n + o];
		if (w == 0) continue;
		if (!m.count++) m.y0 = a, m.f0 = b, e0 = b - a;
		m.all += w, m.mean_y += w * (a - m.y0), m.mean_f += w * (b - m.f0), m.off += w * (b - a - e0);
	}
	m.mean_y /= m.all, m.mean_f /= m.all, m.off = e0 + m.off / m.all;
	for (int k = 0; k < f->rows; k++) {
		const double w = weight(k), y_k = y->x[(size_t)k * n + o], f_k = f->x[(size_t)k * n + o];
		const double a = y_k - m.y0 - m.mean_y, b = f_k - m.f0 - m.mean_f, e = f_k - y_k;
		if (w != 0) m.yy += w * (a * a), m.ff += w * (b * b), m.fy += w * (a * b), m.missed += w * (e * e);
	}
	return m;
}

/* The mean over columns of 1 - missed / spread, or that of their sums: the residuals, less their mean if they are `centred`,
   against the spread of the targets. */
static void determination(int order, const input *yTrue, const input *yPred, int centred, int least, int together,
                          int finite)
{
	const int n = yPred->columns, rows = yPred->rows;
	double total = 0, score = 0;
	moments *m = (moments *)zeros(n * (sizeof *m / 8 + 1));
	for (int o = 0; o < n; o++) m[o] = moments_of(yTrue, yPred, o), total += m[o].yy;
	for (int o = 0; o < n; o++) {
		const double scale = together && total > 0 ? 1 / total : 1 / (m[o].yy * n);
		const double drift = centred ? m[o].off : 0;
		const int none = m[o].count < least, flat = m[o].yy == 0;
		double missed = 0, gained = 0; /* the spread is their sum */
		for (int k = 0; k < rows; k++) {
			const size_t at = (size_t)k * n + o;
			const double w = weight(k), y = yTrue->x[at] - m[o].y0 - m[o].mean_y,
			             f = yPred->x[at] - (centred ? m[o].f0 : m[o].y0) -
			                 (centred ? m[o].mean_f : m[o].mean_y),
			             r = yPred->x[at] - yTrue->x[at] - drift;
			if (w != 0) missed += w * (r * r), gained += w * (f * (2 * y - f));
			if (!order || w == 0) continue;
			const double slope = none ? NAN : flat ? r - r : -2 * w * scale;
			yPred->g[at] = r == 0 ? 0 * slope : slope * r;
			if (order > 1) yPred->h[at] = slope * (centred ? 1 - w / m[o].all : 1);
		}
		const double of_flat = finite ? missed == 0 : 1 - missed / m[o].yy;
		if (none || missed != missed) score += NAN;
		else if (!flat) score += together && total > 0 ? gained / total : gained / m[o].yy / n;
		else if (!(together && total > 0)) score += of_flat / n;
	}
	value(0, score, 1);
}

#define OUTPUTS (yTrue, given, "samples outputs", COLUMN)(yPred, variable, "samples outputs", COLUMN)
#define MULTIPLE (varianceWeighted, false, "false | true")(forceFinite, true, "false | true")
#define DETERMINATION \
	"all = sum(k, samples, weights[k]); mean(o) = sum(k, samples, weights[k] * yTrue[k][o]) / all; spread(o) = sum(k, samples, weights[k] * (yTrue[k][o] - mean(o))^2); score(o) = spread(o) == 0 and forceFinite ? (missed(o) == 0 ? 1 : 0) : 1 - missed(o) / spread(o); total = sum(o, outputs, spread(o)); varianceWeighted and total > 0 ? 1 - sum(o, outputs, missed(o)) / total : sum(o, outputs, score(o)) / sum(o, outputs, 1)"

/* The coefficient of determination: a score, 1 at best.  NaN for fewer than two samples; where all targets are equal, 1 for
   a perfect prediction and 0 for any other, without a slope, or what the division gives. */
BATCH(r2, OUTPUTS, MULTIPLE,
      NAMES("R squared", "决定系数")
      ALIASES("coefficient_of_determination r_squared")
      EQUALS("sklearn r2_score; keras R2Score; tfjs metrics.r2Score")
      WEIGHTED("samples")
      FORMULA("missed(o) = sum(k, samples, weights[k] * (yPred[k][o] - yTrue[k][o])^2); " DETERMINATION)
      REFERENCE("Wright 1921, Correlation and causation"))
{
	if (!unknown(order, &yTrue, &yPred)) determination(order, &yTrue, &yPred, 0, 2, varianceWeighted, forceFinite);
}

/* The same of residuals less their mean: a constant error is none. */
BATCH(explained_variance, OUTPUTS, MULTIPLE,
      NAMES("Explained variance", "解释方差")
      ALIASES("ExplainedVariance explained_variation")
      EQUALS("sklearn explained_variance_score")
      WEIGHTED("samples")
      FORMULA("drift(o) = sum(k, samples, weights[k] * (yPred[k][o] - yTrue[k][o])) / sum(k, samples, weights[k]); missed(o) = sum(k, samples, weights[k] * (yPred[k][o] - yTrue[k][o] - drift(o))^2); " DETERMINATION)
      REFERENCE("scikit-learn, explained_variance_score"))
{
	if (!unknown(order, &yTrue, &yPred)) determination(order, &yTrue, &yPred, 1, 1, varianceWeighted, forceFinite);
}

/* ---- Agreement ---- */

#define MEANS \
	"all = sum(k, samples, weights[k]); a = sum(k, samples, weights[k] * yTrue[k]) / all; b = sum(k, samples, weights[k] * yPred[k]) / all; yy = sum(k, samples, weights[k] * (yTrue[k] - a)^2); ff = sum(k, samples, weights[k] * (yPred[k] - b)^2); fy = sum(k, samples, weights[k] * (yTrue[k] - a) * (yPred[k] - b)); "

/* Pearson's correlation, fy / sqrt(ff yy), or Lin's: 2 fy / (ff + yy + all ((b - a)^2 + epsilon)).  NaN where nothing varies. */
static void correlation(int order, const input *yTrue, const input *yPred, int lin, double epsilon)
{
	const moments m = moments_of(yTrue, yPred, 0);
	const double root = nroot(m.ff) * nroot(m.yy), size = m.ff + m.yy + m.all * (m.off * m.off + epsilon);
	const double c = lin ? 2 * m.fy / size : m.fy / root;
	value(0, c, 1);
	for (int k = 0; order && k < yPred->rows; k++) {
		const double w = weight(k), r = yPred->x[k] - yTrue->x[k], y = yTrue->x[k] - m.y0 - m.mean_y,
		             f = yPred->x[k] - m.f0 - m.mean_f;
		if (w == 0) continue;
		/* y is y + r less r, and 1 - c is what is missed over size: a good prediction keeps its digits */
		const double by = 2 * w * (y + r) / size, half = w * f / m.ff;
		const double near = by * ((m.missed + m.all * epsilon) / size) - 2 * w * r / size,
		             far = 2 * w * y / size - c * by;
		const double g = !lin ? w * y / root - c * half : c > 0.5 ? near : far;
		yPred->g[k] = g;
		if (order < 2) continue;
		yPred->h[k] = lin ? -2 * g * by - c * (2 * w / size)
		                  : c * (2 * half * half - w * (1 - w / m.all) / m.ff) - half * (w * y / root + g);
	}
}

BATCH(pearson, PAIRED, NONE,
      NAMES("Pearson correlation", "皮尔逊相关系数")
      ALIASES("pearsonr pearson_correlation corrcoef")
      EQUALS("keras PearsonCorrelation")
      WEIGHTED("samples")
      FORMULA(MEANS "fy / sqrt(ff * yy)")
      REFERENCE("Pearson 1895, doi:10.1098/rspl.1895.0041"))
{
	if (!unknown(order, &yTrue, &yPred)) correlation(order, &yTrue, &yPred, 0, 0);
}

BATCH(concordance, PAIRED, (epsilon, 0, "[0, inf)"),
      NAMES("Concordance correlation", "一致性相关系数")
      ALIASES("ccc concordance_correlation_coefficient lin_concordance")
      EQUALS("keras ConcordanceCorrelation epsilon=1e-7")
      WEIGHTED("samples")
      FORMULA(MEANS "2 * fy / (ff + yy + all * ((b - a)^2 + epsilon))")
      REFERENCE("Lin 1989, doi:10.2307/2532051"))
{
	if (!unknown(order, &yTrue, &yPred)) correlation(order, &yTrue, &yPred, 1, epsilon);
}
