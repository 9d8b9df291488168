/* The Lovasz extension of the Jaccard loss: errors in descending order, each times what its pixel adds to the loss of the
   set of wrong pixels.  These factors are constant between errors that meet; of equal errors the first pixel comes first. */
#undef FAMILY
#define FAMILY "segmentation"
#define SORTED \
	"above(j, k, m) = e(j, m) > e(k, m) or e(j, m) == e(k, m) and j <= k; all(m) = sum(k, pixels, t(k, m)); jaccard(k, m) = 1 - (all(m) - sum(j, pixels, used(j) and above(j, k, m) ? t(j, m) : 0)) / (all(m) + sum(j, pixels, used(j) and above(j, k, m) ? 1 - t(j, m) : 0)); before(k, m) = largest(j, pixels, used(j) and j != k and above(j, k, m) ? jaccard(j, m) : 0); loss(m) = sum(k, pixels, used(k) ? max(0, e(k, m)) * (jaccard(k, m) - before(k, m)) : 0); "

/* The n pixels of an image that are used: where they are, whether they are in the true set, their errors and factors. */
typedef struct {
	int n;
	int32_t *at;
	double *t, *e, *c;
} pixels;

static pixels pixels_of(const input *labels)
{
	const int n = labels->columns;
	return (pixels){ 0, integers(n), numbers(n), numbers(n), numbers(n) };
}

/* Those of image i. */
static void use(pixels *s, const input *labels, int i)
{
	s->n = 0;
	for (int k = i * labels->columns; k < (i + 1) * labels->columns; k++)
		if (labels->k[k] >= 0) s->at[s->n++] = k;
}

/* The factors of the errors. */
static void lovasz_factors(pixels *s)
{
	double *key = numbers(s->n), left = 0, spread = 0, before = 0;
	for (int k = 0; k < s->n; k++) key[k] = -s->e[k], left += s->t[k];
	const double all = left;
	const int32_t *by = ascending(key, s->n);
	for (int i = 0; i < s->n; i++) {
		const int k = by[i];
		left -= s->t[k], spread += 1 - s->t[k];
		const double now = 1 - left / (all + spread);
		s->c[k] = now - before, before = now;
	}
}

BATCH(lovasz_hinge, (labels, binary, "images pixels", IGNORABLE)(logits, variable, "images pixels"), NONE,
      NAMES("Lovász hinge", "Lovász 合页损失")
      ALIASES("lovasz_hinge LovaszHingeLoss lovasz_hinge_loss")
      EACH("images")
      FORMULA("used(k) = labels[i][k] >= 0; t(k, m) = used(k) ? labels[i][k] : 0; e(k, m) = 1 - logits[i][k] * (2 * t(k, m) - 1); " SORTED "loss(1)")
      REFERENCE("Berman, Triki & Blaschko 2018, arXiv:1705.08790"))
{
	pixels s = pixels_of(&labels);
	for (int i = 0; i < logits.rows; i++) {
		double sum = 0;
		use(&s, &labels, i);
		for (int k = 0; k < s.n; k++) s.t[k] = labels.k[s.at[k]];
		for (int k = 0; k < s.n; k++) s.e[k] = 1 - logits.x[s.at[k]] * (2 * s.t[k] - 1);
		lovasz_factors(&s);
		for (int k = 0; k < s.n; k++) {
			const double active = positive_part(s.e[k]), slope = -sign(active) * (2 * s.t[k] - 1);
			sum += s.c[k] * active;
			derive(order, &logits, s.at[k], weight(i) * s.c[k] * slope, 0 * active);
		}
		value(i, sum, 1);
	}
}

/* Adds the loss of class m, one of `many`, to the sum; w times its derivatives.  Many is 0 if it does not count: then it only
   hands on what is NaN. */
static void add_class(int order, double w, pixels *s, const input *labels, const input *p, int m, double many,
                      double *sum)
{
	for (int k = 0; k < s->n; k++) {
		s->t[k] = labels->k[s->at[k]] == m;
		s->e[k] = magnitude(s->t[k] - p->x[(size_t)s->at[k] * p->depth + m]);
	}
	if (many != 0) lovasz_factors(s);
	for (int k = 0; k < s->n; k++) {
		const size_t cell = (size_t)s->at[k] * p->depth + m;
		const double e = s->e[k], c = many == 0 ? 0 : s->c[k] / many;
		const double slope = e != e ? e : many == 0 ? 0 : c * sign(p->x[cell] - s->t[k]);
		*sum += slope == 0 ? 0 : many == 0 ? slope : c * e;
		derive(order, p, cell, w * slope, 0 * e);
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
	double *has = numbers(probabilities.depth);
	pixels s = pixels_of(&labels);
	for (int i = 0; i < probabilities.rows; i++) {
		double sum = 0, many = 0;
		use(&s, &labels, i);
		for (int m = 0; m < probabilities.depth; m++) has[m] = allClasses;
		for (int k = 0; k < s.n; k++) has[labels.k[s.at[k]]] = 1;
		for (int m = 0; m < probabilities.depth; m++) many += has[m];
		for (int m = 0; m < probabilities.depth && s.n; m++)
			add_class(order, weight(i), &s, &labels, &probabilities, m, has[m] != 0 ? many : 0, &sum);
		value(i, sum, s.n > 0);
	}
}
