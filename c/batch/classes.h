/* Losses of classes that meet: the labels of a sample with one another, the classes of all samples. */
#undef FAMILY
#define FAMILY "multiclass"

/* What the scores f of labels that are there lack against those of labels that are not, in all and over n; adds w times the
   slopes of what is lacking to g. */
static double label_pairs(const double *y, const double *f, int n, double margin, double w, double *g)
{
	double sum = unsound(y, n) + unsound(f, n);
	for (int j = 0; j < n; j++)
		for (int k = 0; k < n; k++) {
			const double c = j == k ? 0 : y[j] * (1 - y[k]), lack = margin - f[j] + f[k];
			if (c == 0 || lack <= 0) continue;
			sum += c * lack / n;
			if (w != 0) g[j] -= w * c, g[k] += w * c;
		}
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
		const double *y = yTrue.x + at, *f = yPred.x + at, w = order ? weight(i) / n : 0;
		value(i, label_pairs(y, f, n, margin, w, yPred.g + at), 1);
		for (int k = 0; w != 0 && k < n; k++) {
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

/* What is missed, weighed by how far, and what chance would miss; how far each class is from the labels on average. */
typedef struct {
	double missed, chance, *by_chance;
} disagreement;

static disagreement disagreement_of(const input *labels, const input *p, double power)
{
	const int n = p->columns, rows = p->rows;
	disagreement d = { 0, 0, zeros(n) };
	for (int c = 0; c < n; c++) {
		for (int j = 0; j < rows; j++) d.by_chance[c] += apart(labels->k[j], c, power) / rows;
		for (int i = 0; i < rows; i++) {
			d.missed += apart(labels->k[i], c, power) * p->x[(size_t)i * n + c];
			d.chance += d.by_chance[c] * p->x[(size_t)i * n + c];
		}
	}
	return d;
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
	const disagreement d = disagreement_of(&labels, &probabilities, power);
	const double q = d.chance == 0 ? 0 : d.missed / d.chance;
	value(0, rows ? nlog(q + epsilon) : NAN, 1);
	for (size_t at = 0; order && at < (size_t)rows * n; at++) {
		const double far = apart(labels.k[at / n], (int)(at % n), power), by_chance = d.by_chance[at % n];
		const double slope = d.chance == 0 ? 0 : (far - q * by_chance) / d.chance / (q + epsilon);
		const double turn = d.chance == 0 ? 0 : 2 * by_chance / d.chance;
		derive(order, &probabilities, at, slope, -slope * (slope + turn));
	}
}

#undef FAMILY
#define FAMILY "segmentation"

/* The weights of the classes by the targets of so many samples from one on: the size of a class to a negative power.  Their sum. */
static double class_weights(const input *yTrue, int from, int samples, double *w, double power, double epsilon)
{
	const int classes = yTrue->columns, cells = yTrue->depth;
	double most = 0, total = 0;
	for (int c = 0; c < classes; c++) {
		double size = 0;
		for (int i = from; i < from + samples; i++)
			for (int k = 0; k < cells; k++) size += yTrue->x[((size_t)i * classes + c) * cells + k];
		const double below = (power == 0 ? 1 : power == 1 ? size : size * size) + epsilon;
		w[c] = size == 0 && epsilon == 0 ? -1 : 1 / below;
		if (w[c] > most) most = w[c];
	}
	for (int c = 0; c < classes; c++) total += w[c] = w[c] < 0 ? most : w[c];
	return total;
}

/* Twice what t and p have in common, what they have not, and the sum of both, which is their size: cells weigh what their
   class does. */
typedef struct {
	double both, odd, size;
} overlap;

static overlap overlap_of(const double *t, const double *p, const double *w, int classes, int cells, double s1,
                          double s2)
{
	overlap o = { s1, s2 - s1, s2 };
	for (int c = 0; c < classes; c++, t += cells, p += cells)
		for (int k = 0; k < cells; k++) {
			o.odd += w[c] * (p[k] * (1 - t[k]) + t[k] * (1 - p[k]));
			o.both += 2 * w[c] * (t[k] * p[k]);
			o.size += w[c] * (p[k] + t[k]);
		}
	return o;
}

/* The loss of some classes of sample i, from one on, and `share` times its derivatives. */
static double add_overlap(int order, int i, double share, const input *yTrue, const input *yPred, int from, int classes,
                          const double *w, double s1, double s2)
{
	const int cells = yPred->depth;
	const size_t at = ((size_t)i * yPred->columns + from) * cells;
	const double *t = yTrue->x + at;
	const overlap o = overlap_of(t, yPred->x + at, w, classes, cells, s1, s2);
	const double loss = o.size == 0 ? 0 : o.odd / o.size;
	for (int k = 0; order && weight(i) != 0 && o.size != 0 && k < classes * cells; k++) {
		const double by = w[k / cells] / o.size;
		const double slope = by * (loss < 0.5 ? 1 - 2 * t[k] - loss : o.both / o.size - 2 * t[k]);
		derive(order, yPred, at + k, weight(i) * share * slope, -2 * weight(i) * share * by * slope);
	}
	return share * loss;
}

/* One ratio of all classes' overlaps, or (classwise) the mean of theirs, rare classes weighing more: by the size of their targets,
   in a sample or in the whole batch, to a negative power.  A class without a target weighs as much as the heaviest of the others,
   unless epsilon is added; nothing of nothing is no loss. */
BATCH(generalized_dice,
      (yTrue, given, "samples classes cells", RANGE("[0, 1]"))(yPred, variable, "samples classes cells", RANGE("[0, 1]")),
      (power, 2, "0 | 1 | 2")(s1, 0, "[0, inf)")(s2, 0, "[0, inf)")(epsilon, 0, "[0, inf)")(frequencies, "sample", "sample | batch")(classwise, false, "false | true"),
      NAMES("Generalized Dice", "广义 Dice 损失")
      ALIASES("GeneralizedDiceLoss generalized_dice_loss gdl multiclass_generalized_dice_loss")
      EQUALS("optax multiclass_generalized_dice_loss classwise=true frequencies=batch epsilon=1e-7 s1=2 s2=2")
      EACH("samples")
      FORMULA("T(c) = sum(j, samples, frequencies == batch or j == i ? sum(k, cells, yTrue[j][c][k]) : 0); u(c) = T(c) == 0 and epsilon == 0 ? 0 : 1 / (T(c)^power + epsilon); w(c) = T(c) == 0 and epsilon == 0 ? largest(m, classes, u(m)) : u(c); I(c) = 2 * sum(k, cells, yTrue[i][c][k] * yPred[i][c][k]); S(c) = sum(k, cells, yTrue[i][c][k] + yPred[i][c][k]); classwise ? sum(c, classes, w(c) * (1 - (I(c) + s1) / (S(c) + s2))) / sum(c, classes, w(c)) : 1 - (sum(c, classes, w(c) * I(c)) + s1) / (sum(c, classes, w(c) * S(c)) + s2)")
      REFERENCE("Sudre et al. 2017, doi:10.1007/978-3-319-67558-9_28; Optax"))
{
	const int samples = frequencies != 0 ? yPred.rows : 1, classes = yPred.columns,
	          joined = classwise ? 1 : classes;
	double *w = numbers(classes), one = 1, total = 0;
	for (int i = 0; i < yPred.rows; i++) {
		double loss = 0;
		if (i % samples == 0) total = class_weights(&yTrue, i, samples, w, power, epsilon);
		for (int c = 0; c < classes; c += joined) {
			const double share = !classwise ? 1 : total == 0 ? 0 : w[c] / total;
			loss += add_overlap(order, i, share, &yTrue, &yPred, c, joined, classwise ? &one : w, s1, s2);
		}
		value(i, loss, 1);
	}
}
