/* Losses of embeddings: of pairs, triplets and groups of rows. */
#undef FAMILY
#define FAMILY "embedding"

/* Equal rows are 0 apart, and there the distance has the derivative 0; `eps` is added to each component of a difference, rootEps
   under the root.  (Optax's powers of differences keep their signs: it is this loss of even p alone.) */
BATCH(triplet_margin,
      (anchor, variable, "samples features")(positive, variable, "samples features")(negative, variable, "samples features"),
      (margin, 1, "[0, inf)")(p, 2, "[1, inf)")(eps, 0, "[0, inf)")(rootEps, 0, "[0, inf)")(swap, false, "false | true"),
      NAMES("Triplet margin", "三元组间隔损失")
      ALIASES("triplet_margin_loss triplet_loss TripletMarginWithDistanceLoss triplet FaceNet")
      EQUALS("torch TripletMarginLoss eps=1e-6; optax triplet_margin_loss rootEps=1e-6")
      EACH("samples")
      FORMULA("d(a, b) = (sum(k, features, abs(a[i][k] - b[i][k] + eps)^p) + rootEps)^(1 / p); far = swap ? min(d(anchor, negative), d(positive, negative)) : d(anchor, negative); max(0, d(anchor, positive) - far + margin)")
      REFERENCE("Balntas, Riba, Ponsa & Mikolajczyk 2016, doi:10.5244/C.30.119"))
{
	const int n = anchor.columns;
	const double rest = rootEps == 0 ? 0 : npow(rootEps, 1 / p);
	for (int i = 0; i < anchor.rows; i++) {
		const double *a = anchor.x + (size_t)i * n, *b = positive.x + (size_t)i * n,
		             *c = negative.x + (size_t)i * n;
		const double near = distance(a, b, n, p, eps, rest), far = distance(a, c, n, p, eps, rest);
		const double other = swap ? distance(b, c, n, p, eps, rest) : far, least = other < far ? other : far;
		const input *from = other < far ? &positive : &anchor;
		const double lack = gap(a, b, from->x + (size_t)i * n, c, n, p, eps, near, least) + margin;
		value(i, positive_part(lack), 1);
		add_distance(order, lack <= 0 ? 0 : weight(i), near, &anchor, i, &positive, i, p, eps);
		add_distance(order, lack <= 0 ? 0 : -weight(i), least, from, i, &negative, i, p, eps);
	}
}

/* The rows of x and two columns more, of which number `at` holds the root of epsilon: so that is added to the squared length of
   rows, and not to the product of two whose columns differ. */
static input lengthen(int order, const input *x, double epsilon, int at)
{
	const int n = x->columns, wide = n + 2;
	const double count = (double)x->rows * wide;
	double *to = zeros(count);
	for (int i = 0; i < x->rows; i++) {
		memcpy(to + (size_t)i * wide, x->x + (size_t)i * n, (size_t)n * sizeof *to);
		to[(size_t)i * wide + n + at] = nroot(epsilon);
	}
	return (input){ { to }, order > 0 ? zeros(count) : 0, order > 1 ? zeros(count) : 0, x->rows, wide, 1 };
}

/* Hands the derivatives by such rows on to x. */
static void shorten(int order, const input *longer, const input *x)
{
	for (size_t i = 0; order && i < (size_t)x->rows; i++)
		for (size_t k = 0, n = x->columns; k < n; k++)
			derive(order, x, i * n + k, longer->g[i * (n + 2) + k],
			       order > 1 ? longer->h[i * (n + 2) + k] : 0);
}

BATCH(cosine_embedding, (labels, sign, "samples")(x1, variable, "samples features")(x2, variable, "samples features"),
      (margin, 0, "[-1, 1]")(epsilon, 0, "[0, inf)"),
      NAMES("Cosine embedding", "余弦嵌入损失")
      ALIASES("CosineEmbeddingLoss cosine_embedding_loss")
      EQUALS("torch CosineEmbeddingLoss epsilon=9.999999960041972e-13")
      EACH("samples")
      FORMULA("c = sum(k, features, x1[i][k] * x2[i][k]) / sqrt((sum(k, features, x1[i][k]^2) + epsilon) * (sum(k, features, x2[i][k]^2) + epsilon)); labels[i] > 0 ? 1 - c : max(0, c - margin)")
      REFERENCE("Hadsell, Chopra & LeCun 2006, doi:10.1109/CVPR.2006.100; PyTorch"))
{
	const int lengthened = epsilon > 0;
	const input one = lengthened ? lengthen(order, &x1, epsilon, 0) : x1;
	const input two = lengthened ? lengthen(order, &x2, epsilon, 1) : x2;
	scores m;
	score_pairs(&m, COSINE, order, &one, &two);
	for (int i = 0; i < x1.rows; i++) {
		const facing at = facing_of(&m, i, i);
		const bent by = labels.k[i] > 0 ? (bent){ at.near, -1, 0 } : penalty(at.c - margin, 0);
		value(i, by.v, 1);
		meet(&m, i, i, weight(i) * by.g, 0, 0, 0);
	}
	if (lengthened) shorten(order, &one, &x1), shorten(order, &two, &x2);
}

#define PAIRS (anchor, variable, "samples features")(positive, variable, "samples features")
#define PRODUCTS "z(j) = sum(k, features, anchor[i][k] * positive[j][k]); "

/* The products of each anchor with all positives are logits; those of its own label share the target. */
BATCH(n_pairs, (labels, group, "samples") PAIRS, NONE,
      NAMES("N-pairs", "N 对损失")
      ALIASES("NpairsLoss npairs_loss NPairsLoss")
      EACH("samples")
      FORMULA(PRODUCTS "log(sum(j, samples, exp(z(j)))) - sum(j, samples, labels[j] == labels[i] ? z(j) : 0) / sum(j, samples, labels[j] == labels[i] ? 1 : 0)")
      REFERENCE("Sohn 2016, Improved deep metric learning with multi-class N-pair loss objective"))
{
	const int rows = anchor.rows;
	contest c = contest_of(rows);
	scores m;
	score_all(&m, DOT, order, &anchor, &positive);
	for (int i = 0; i < rows; i++) {
		double same = 0;
		c.count = 0;
		for (int j = 0; j < rows; j++) same += labels.k[j] == labels.k[i];
		for (int j = 0; j < rows; j++) enter(&c, j, (labels.k[j] == labels.k[i]) / same);
		value(i, contrast(&m, i, &c, 1, weight(i)), 1);
	}
}

/* How much the labels of two samples have in common. */
static double common(const input *labels, int i, int j)
{
	const int n = labels->columns;
	return dot(labels->x + (size_t)i * n, labels->x + (size_t)j * n, n);
}

/* Targets in proportion to the labels in common; an anchor without any stands out. */
BATCH(multi_label_n_pairs, (labels, given, "samples classes", RANGE("[0, 1]")) PAIRS, NONE,
      NAMES("Multi-label N-pairs", "多标签 N 对损失")
      ALIASES("NpairsMultilabelLoss npairs_multilabel_loss")
      EACH("samples") SHARE("sum(j, samples, sum(c, classes, labels[i][c] * labels[j][c])) == 0 ? 0 : 1")
      FORMULA(PRODUCTS "common(j) = sum(c, classes, labels[i][c] * labels[j][c]); all = sum(j, samples, common(j)); all == 0 ? 0 : log(sum(j, samples, exp(z(j)))) - sum(j, samples, common(j) * z(j)) / all")
      REFERENCE("Sohn 2016, Improved deep metric learning with multi-class N-pair loss objective; TensorFlow Addons"))
{
	contest c = contest_of(anchor.rows);
	scores m;
	score_all(&m, DOT, order, &anchor, &positive);
	for (int i = 0; i < anchor.rows; i++) {
		double all = 0;
		c.count = 0;
		for (int j = 0; j < anchor.rows; j++) enter(&c, j, common(&labels, i, j)), all += c.t[j];
		if (all == 0) continue;
		for (int j = 0; j < anchor.rows; j++) c.t[j] /= all;
		value(i, contrast(&m, i, &c, 1, weight(i)), 1);
	}
}
