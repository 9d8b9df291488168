/* Losses of classes that meet: the labels of a sample with one another, the classes of all samples. */
#undef FAMILY
#define FAMILY "multiclass"

/* NaN if one of n numbers is, else 0. */
static double unsound(const double *x, int n)
{
	double sum = 0;
	for (int k = 0; k < n; k++)
		if (x[k] != x[k]) sum = NAN;
	return sum;
}

/* Each label that is there against each that is not; between these, y says how much so.  At the margin there is no slope. */
BATCH(multi_label_margin, (yTrue, given, "samples classes", RANGE("[0, 1]"))(yPred, variable, "samples classes"),
      (margin, 1, "[0, inf)"),
      NAMES("Multi-label margin", "多标签间隔损失")
      ALIASES("multilabel_margin_loss multilabel_margin")
      EQUALS("torch MultiLabelMarginLoss")
      EACH("samples")
      FORMULA("sum(j, classes, sum(k, classes, j == k ? 0 : yTrue[i][j] * (1 - yTrue[i][k]) * max(0, margin - yPred[i][j] + yPred[i][k]))) / sum(j, classes, 1)")
      REFERENCE("PyTorch, MultiLabelMarginLoss"))
{
	const int n = yPred.columns;
	for (int i = 0; i < yPred.rows; i++) {
		const size_t at = (size_t)i * n;
		const double *y = yTrue.x + at, *f = yPred.x + at, w = weight(i) / n;
		double sum = unsound(y, n) + unsound(f, n);
		for (int j = 0; j < n; j++)
			for (int k = 0; k < n; k++) {
				const double c = j == k ? 0 : y[j] * (1 - y[k]), lack = margin - f[j] + f[k];
				if (c == 0 || lack <= 0) continue;
				sum += c * lack / n;
				if (order && w != 0) yPred.g[at + j] -= w * c, yPred.g[at + k] += w * c;
			}
		value(i, sum, 1);
		for (int k = 0; order && w != 0 && k < n; k++) {
			yPred.g[at + k] += unsound(f + k, 1) + unsound(y + k, 1);
			if (order > 1) yPred.h[at + k] = 0 * yPred.g[at + k];
		}
	}
}

/* The distance of two classes, or its square. */
static double apart(int label, int k, double power)
{
	const double d = label < k ? k - label : label - k;
	return power == 1 ? d : d * d;
}

/* Cohen's kappa of ordered classes, as log(1 - kappa): what is missed, weighed by how far, over what chance would miss.  q is
   their quotient, 0 where chance misses nothing. */
BATCH(weighted_kappa,
      (labels, index, "samples", OF("classes"))(probabilities, variable, "samples classes", RANGE("[0, 1]")),
      (power, 2, "1 | 2")(epsilon, 1e-6, "[0, inf)"),
      NAMES("Weighted kappa", "加权 Kappa 损失")
      ALIASES("WeightedKappaLoss weighted_kappa_loss cohen_kappa quadratic_weighted_kappa")
      FORMULA("q = sum(i, samples, sum(c, classes, abs(labels[i] - c)^power * probabilities[i][c])) / (sum(i, samples, sum(j, samples, sum(c, classes, abs(labels[j] - c)^power * probabilities[i][c]))) / sum(i, samples, 1)); log(q + epsilon)")
      REFERENCE("de la Torre, Puig & Valls 2018, Pattern Recognition Letters 105, 144-154"))
{
	const int n = probabilities.columns, rows = probabilities.rows;
	const double *p = probabilities.x;
	double missed = 0, chance = 0, *by_chance = zeros(n);
	for (int c = 0; c < n; c++) {
		for (int j = 0; j < rows; j++) by_chance[c] += apart(labels.k[j], c, power) / rows;
		for (int i = 0; i < rows; i++) {
			missed += apart(labels.k[i], c, power) * p[(size_t)i * n + c];
			chance += by_chance[c] * p[(size_t)i * n + c];
		}
	}
	const double q = chance == 0 ? 0 : missed / chance;
	value(0, rows ? nlog(q + epsilon) : NAN, 1);
	for (size_t at = 0; order && at < (size_t)rows * n; at++) {
		const int i = (int)(at / n), c = (int)(at % n);
		const double turn = (apart(labels.k[i], c, power) - q * by_chance[c]) / chance,
		             slope = chance == 0 ? 0 : turn / (q + epsilon);
		probabilities.g[at] = slope;
		if (order > 1) probabilities.h[at] = -slope * (slope + (chance == 0 ? 0 : 2 * by_chance[c] / chance));
	}
}

#undef FAMILY
#define FAMILY "segmentation"

/* One ratio of all classes' overlaps, rare classes weighing more: by the size of their targets to a negative power.  A class
   without a target weighs as much as the heaviest of the others; nothing of nothing is no loss. */
BATCH(generalized_dice,
      (yTrue, given, "samples classes cells", RANGE("[0, 1]"))(yPred, variable, "samples classes cells", RANGE("[0, 1]")),
      (power, 2, "0 | 1 | 2")(s1, 0, "[0, inf)")(s2, 0, "[0, inf)"),
      NAMES("Generalized Dice", "广义 Dice 损失")
      ALIASES("GeneralizedDiceLoss generalized_dice_loss gdl multiclass_generalized_dice_loss")
      EACH("samples")
      FORMULA("T(c) = sum(k, cells, yTrue[i][c][k]); most = largest(c, classes, T(c) == 0 ? 0 : T(c)^(-power)); w(c) = T(c) == 0 ? most : T(c)^(-power); 1 - (2 * sum(c, classes, w(c) * sum(k, cells, yTrue[i][c][k] * yPred[i][c][k])) + s1) / (sum(c, classes, w(c) * sum(k, cells, yTrue[i][c][k] + yPred[i][c][k])) + s2)")
      REFERENCE("Sudre et al. 2017, doi:10.1007/978-3-319-67558-9_28"))
{
	const int classes = yPred.columns, cells = yPred.depth;
	double *w = numbers(classes);
	for (int i = 0; i < yPred.rows; i++) {
		const size_t from = (size_t)i * classes * cells;
		double most = 0, odd = s2 - s1, both = s1, size = s2;
		for (int c = 0; c < classes; c++) {
			const double *t = yTrue.x + from + (size_t)c * cells;
			double sum = 0;
			for (int k = 0; k < cells; k++) sum += t[k];
			w[c] = sum == 0 ? -1 : power == 0 ? 1 : 1 / (power == 1 ? sum : sum * sum);
			if (w[c] > most) most = w[c];
		}
		for (int c = 0; c < classes; c++) {
			const double *t = yTrue.x + from + (size_t)c * cells, *p = yPred.x + from + (size_t)c * cells;
			if (w[c] < 0) w[c] = most;
			for (int k = 0; k < cells; k++) {
				odd += w[c] * (p[k] * (1 - t[k]) + t[k] * (1 - p[k]));
				both += 2 * w[c] * (t[k] * p[k]);
				size += w[c] * (p[k] + t[k]);
			}
		}
		const double loss = size == 0 ? 0 : odd / size;
		value(i, loss, 1);
		for (size_t at = 0; order && weight(i) != 0 && size != 0 && at < (size_t)classes * cells; at++) {
			const double by = w[at / cells] / size, t = yTrue.x[from + at];
			const double slope = by * (loss < 0.5 ? 1 - 2 * t - loss : both / size - 2 * t);
			yPred.g[from + at] = weight(i) * slope;
			if (order > 1) yPred.h[from + at] = -2 * weight(i) * by * slope;
		}
	}
}
