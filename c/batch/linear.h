/* Losses of a linear layer: of embeddings and a matrix with a row a class. */
#undef FAMILY
#define FAMILY "multiclass"

/* to[k] += c (x[k] - y[k]) */
static void add_difference(double *to, double c, const double *x, const double *y, int n)
{
	const real many = splat(c);
	int k = 0;
	for (; k + 2 <= n; k += 2) store(to + k, load(to + k) + many * (load(x + k) - load(y + k)));
	if (k < n) to[k] += c * (x[k] - y[k]);
}

/* Adds w times the derivatives of a cross-entropy (rows.h) of the logits of sample i.  Its slopes sum to 0: the differences of
   the class rows do for them, which do not cancel where these are near each other. */
static void add_linear(int order, double w, int i, const double *t, const double *p, const double *a,
                       const input *embeddings, const input *classes, const input *bias)
{
	if (!order || w == 0) return;
	const int n = embeddings->columns, m = classes->rows;
	const size_t at = (size_t)i * n;
	const double *x = embeddings->x + at, *likeliest = classes->x + (size_t)highest_of(p, m) * n;
	double total = 0, *mean = order > 1 ? zeros(n) : 0;
	for (int k = 0; k < m; k++) {
		add_difference(embeddings->g + at, w * a[k], classes->x + (size_t)k * n, likeliest, n);
		add(classes->g + (size_t)k * n, w * a[k], x, n);
		if (bias->g) bias->g[k] += w * a[k];
		if (order > 1) add(mean, p[k], classes->x + (size_t)k * n, n), total += t[k];
	}
	for (int k = 0; order > 1 && k < m; k++) {
		const double many = w * total * p[k], curve = many * complement(p, m, k),
		             *row = classes->x + (size_t)k * n;
		for (int f = 0; f < n; f++) {
			embeddings->h[at + f] += many * ((row[f] - mean[f]) * (row[f] - mean[f]));
			classes->h[(size_t)k * n + f] += curve * (x[f] * x[f]);
		}
		if (bias->h) bias->h[k] += curve;
	}
}

/* Those of sample i. */
static void linear_logits(double *z, int i, const input *embeddings, const input *classes, const input *bias)
{
	const int n = embeddings->columns;
	for (int k = 0; k < classes->rows; k++)
		z[k] = dot(embeddings->x + (size_t)i * n, classes->x + (size_t)k * n, n) + optional(bias, k, 0);
}

/* A label as a target of n classes, smoothed, then weighed. */
static void smooth_target(double *t, int label, double smoothing, const input *classWeights, int n)
{
	for (int k = 0; k < n; k++)
		t[k] = ((k == label ? 1 - smoothing : 0) + smoothing / n) * optional(classWeights, k, 1);
}

/* The logits of one sample at a time: they are never all there.  The Hessian by an embedding is the variance of the class
   rows under the softmax. */
BATCH(linear_cross_entropy,
      (labels, index, "samples", OF("classes") IGNORABLE)(embeddings, variable, "samples features")(classes, variable, "classes features")
      (bias, variable, "classes", OPTION("0"))(classWeights, given, "classes", OPTION("1") RANGE("[0, inf)")),
      (labelSmoothing, 0, "[0, 1]"),
      NAMES("Linear cross-entropy", "线性层交叉熵")
      ALIASES("LinearCrossEntropyLoss linear_cross_entropy fused_linear_cross_entropy cut_cross_entropy")
      EACH("samples") SHARE("labels[i] < 0 ? 0 : classWeights[labels[i]]")
      FORMULA("z(k) = bias[k] + sum(f, features, embeddings[i][f] * classes[k][f]); t(k) = classWeights[k] * ((k == labels[i] ? 1 - labelSmoothing : 0) + labelSmoothing / sum(j, classes, 1)); sum(k, classes, t(k) * (log(sum(j, classes, exp(z(j)))) - z(k)))")
      REFERENCE("Wijmans et al. 2024, arXiv:2411.09009"))
{
	const int m = classes.rows;
	double *z = numbers(m), *t = numbers(m), *p = numbers(m), *a = numbers(m);
	for (int i = 0; i < embeddings.rows; i++) {
		const int label = labels.k[i];
		if (label < 0) {
			value(i, 0, 0);
			continue;
		}
		linear_logits(z, i, &embeddings, &classes, &bias);
		smooth_target(t, label, labelSmoothing, &classWeights, m);
		const double v = cross_entropy(m, z, t, p, order ? a : 0);
		value(i, v, optional(&classWeights, label, 1));
		add_linear(order, weight(i), i, t, p, a, &embeddings, &classes, &bias);
	}
}
