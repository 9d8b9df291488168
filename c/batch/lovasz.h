/* The Lovasz extension of the Jaccard loss: errors in descending order, each times what its pixel adds to the loss of the
   set of wrong pixels.  These factors are constant between errors that meet; of equal errors the first pixel comes first. */
#undef FAMILY
#define FAMILY "segmentation"
#define SORTED \
	"above(j, k, m) = e(j, m) > e(k, m) or e(j, m) == e(k, m) and j <= k; all(m) = sum(k, pixels, t(k, m)); jaccard(k, m) = 1 - (all(m) - sum(j, pixels, used(j) and above(j, k, m) ? t(j, m) : 0)) / (all(m) + sum(j, pixels, used(j) and above(j, k, m) ? 1 - t(j, m) : 0)); before(k, m) = largest(j, pixels, used(j) and j != k and above(j, k, m) ? jaccard(j, m) : 0); loss(m) = sum(k, pixels, used(k) ? max(0, e(k, m)) * (jaccard(k, m) - before(k, m)) : 0); "

/* The factors c of n errors e, whose pixels t are in the true set or not. */
static void lovasz_factors(const double *e, const double *t, double *c, int n)
{
	double *key = numbers(n), left = 0, spread = 0, before = 0;
	for (int k = 0; k < n; k++) key[k] = -e[k], left += t[k];
	const double all = left;
	const int32_t *by = ascending(key, n);
	for (int i = 0; i < n; i++) {
		const int k = by[i];
		left -= t[k], spread += 1 - t[k];
		const double now = 1 - left / (all + spread);
		c[k] = now - before, before = now;
	}
}

BATCH(lovasz_hinge, (labels, binary, "images pixels", IGNORABLE)(logits, variable, "images pixels"), NONE,
      NAMES("Lovász hinge", "Lovász 合页损失")
      ALIASES("lovasz_hinge LovaszHingeLoss lovasz_hinge_loss")
      EACH("images")
      FORMULA("used(k) = labels[i][k] >= 0; t(k, m) = used(k) ? labels[i][k] : 0; e(k, m) = 1 - logits[i][k] * (2 * t(k, m) - 1); " SORTED "loss(1)")
      REFERENCE("Berman, Triki & Blaschko 2018, arXiv:1705.08790"))
{
	double *e = numbers(logits.columns), *t = numbers(logits.columns), *c = numbers(logits.columns);
	for (int i = 0; i < logits.rows; i++) {
		const size_t at = (size_t)i * logits.columns;
		double sum = 0;
		int n = 0;
		for (int k = 0; k < logits.columns; k++)
			if (labels.k[at + k] >= 0)
				t[n] = labels.k[at + k], e[n] = 1 - logits.x[at + k] * (2 * t[n] - 1), n++;
		lovasz_factors(e, t, c, n), n = 0;
		for (int k = 0; k < logits.columns; k++) {
			if (labels.k[at + k] < 0) continue;
			const double active = positive_part(e[n]);
			sum += c[n] * active;
			if (order) logits.g[at + k] = weight(i) * c[n] * -sign(active) * (2 * t[n] - 1);
			if (order > 1) logits.h[at + k] = 0 * active;
			n++;
		}
		value(i, sum, 1);
	}
}

/* The mean over the classes that an image has, or over all; an image without any is 0, and has no share in the mean. */
BATCH(lovasz_softmax,
      (labels, index, "images pixels", OF("classes") IGNORABLE)(probabilities, variable, "images pixels classes", RANGE("[0, 1]")),
      (allClasses, false, "false | true"),
      NAMES("Lovász-Softmax", "Lovász-Softmax 损失")
      ALIASES("lovasz_softmax LovaszLoss LovaszSoftmaxLoss lovasz")
      EACH("images") SHARE("largest(k, pixels, labels[i][k] >= 0 ? 1 : 0)")
      FORMULA("used(k) = labels[i][k] >= 0; t(k, m) = labels[i][k] == m ? 1 : 0; e(k, m) = abs(t(k, m) - probabilities[i][k][m]); " SORTED "counts(m) = allClasses or all(m) > 0 ? 1 : 0; sum(m, classes, counts(m) * loss(m)) / max(1, sum(m, classes, counts(m)))")
      REFERENCE("Berman, Triki & Blaschko 2018, arXiv:1705.08790"))
{
	const int pixels = probabilities.columns, classes = probabilities.depth;
	double *e = numbers(pixels), *t = numbers(pixels), *c = numbers(pixels), *has = numbers(classes);
	for (int i = 0; i < probabilities.rows; i++) {
		const size_t at = (size_t)i * pixels;
		double sum = 0, count = 0;
		int used = 0;
		for (int m = 0; m < classes; m++) has[m] = allClasses;
		for (int k = 0; k < pixels; k++)
			if (labels.k[at + k] >= 0) has[labels.k[at + k]] = 1, used++;
		for (int m = 0; m < classes; m++) count += has[m];
		for (int m = 0; m < classes && used; m++) {
			const double *p = probabilities.x + at * classes + m;
			int n = 0;
			for (int k = 0; k < pixels; k++) {
				if (labels.k[at + k] < 0) continue;
				t[n] = labels.k[at + k] == m, e[n] = magnitude(t[n] - p[(size_t)k * classes]), n++;
			}
			if (has[m] != 0) lovasz_factors(e, t, c, n);
			n = 0;
			for (int k = 0; k < pixels; k++) {
				if (labels.k[at + k] < 0) continue;
				const size_t cell = (at + k) * classes + m;
				const double slope = e[n] != e[n]  ? e[n]
				                     : has[m] == 0 ? 0
				                                   : c[n] / count * sign(probabilities.x[cell] - t[n]);
				sum += slope == 0 ? 0 : has[m] == 0 ? slope : c[n] / count * e[n];
				if (order) probabilities.g[cell] = weight(i) * slope;
				if (order > 1) probabilities.h[cell] = 0 * e[n];
				n++;
			}
		}
		value(i, sum, used > 0);
	}
}
