/* Losses of embeddings: of pairs, triplets and groups of rows. */
#undef FAMILY
#define FAMILY "embedding"

/* Equal rows are 0 apart, and there the distance has the derivative 0; `eps` is added to each component of a difference. */
BATCH(triplet_margin,
      (anchor, variable, "samples features")(positive, variable, "samples features")(negative, variable, "samples features"),
      (margin, 1, "[0, inf)")(p, 2, "[1, inf)")(eps, 0, "[0, inf)")(swap, false, "false | true"),
      NAMES("Triplet margin", "三元组间隔损失")
      ALIASES("triplet_margin_loss triplet_loss TripletMarginWithDistanceLoss triplet")
      EQUALS("torch TripletMarginLoss eps=1e-6")
      EACH("samples")
      FORMULA("d(a, b) = sum(k, features, abs(a[i][k] - b[i][k] + eps)^p)^(1 / p); far = swap ? min(d(anchor, negative), d(positive, negative)) : d(anchor, negative); max(0, d(anchor, positive) - far + margin)")
      REFERENCE("Balntas, Riba, Ponsa & Mikolajczyk 2016, doi:10.5244/C.30.119"))
{
	const int n = anchor.columns;
	for (int i = 0; i < anchor.rows; i++) {
		const double *a = anchor.x + (size_t)i * n, *b = positive.x + (size_t)i * n,
		             *c = negative.x + (size_t)i * n;
		const double near = distance(a, b, n, p, eps), far = distance(a, c, n, p, eps);
		const double other = swap ? distance(b, c, n, p, eps) : far;
		const double lack = near - (other < far ? other : far) + margin, w = lack <= 0 ? 0 : weight(i);
		value(i, positive_part(lack), 1);
		add_distance(order, w, near, &anchor, i, &positive, i, p, eps);
		if (other < far) add_distance(order, -w, other, &positive, i, &negative, i, p, eps);
		else add_distance(order, -w, far, &anchor, i, &negative, i, p, eps);
	}
}

/* Each pair of one group against the samples of the others; the other pairs of the group stand aside.  The value of a sample
   is the sum over its pairs, and the mean that over all pairs. */
BATCH(nt_xent, (labels, group, "samples")(embeddings, variable, "samples features"), (temperature, 0.07, "(0, inf)"),
      NAMES("NT-Xent", "归一化温度交叉熵")
      ALIASES("NTXentLoss ntxent_loss normalized_temperature_cross_entropy infonce InfoNCE")
      EQUALS("optax ntxent")
      EACH("samples") SHARE("sum(p, samples, p != i and labels[p] == labels[i] ? 1 : 0)")
      FORMULA("s(a, b) = sum(k, features, embeddings[a][k] * embeddings[b][k]) / sqrt(sum(k, features, embeddings[a][k]^2) * sum(k, features, embeddings[b][k]^2)); sum(p, samples, p != i and labels[p] == labels[i] ? log(1 + sum(n, samples, labels[n] != labels[i] ? exp((s(i, n) - s(i, p)) / temperature) : 0)) : 0)")
      REFERENCE("Chen, Kornblith, Norouzi & Hinton 2020, arXiv:2002.05709"))
{
	const int rows = embeddings.rows;
	double *z = numbers(rows), *t = zeros(rows), *p = numbers(rows), *a = numbers(rows);
	int32_t *who = integers(rows);
	scores m;
	score_all(&m, COSINE, order, &embeddings, &embeddings);
	t[0] = 1;
	for (int i = 0; i < rows; i++) {
		double sum = 0, pairs = 0;
		int count = 1;
		for (int j = 0; j < rows; j++)
			if (labels.k[j] != labels.k[i]) z[count] = score(&m, i, j) / temperature, who[count++] = j;
		for (int j = 0; j < rows; j++) {
			if (j == i || labels.k[j] != labels.k[i]) continue;
			const double w = weight(i) / temperature, c = w / temperature;
			z[0] = score(&m, i, j) / temperature, who[0] = j;
			sum += cross_entropy(count, z, t, p, order ? a : 0), pairs++;
			for (int k = 0; order && w != 0 && k < count; k++)
				meet(&m, i, who[k], w * a[k], c * p[k], p[k]);
			settle(&m, -c);
		}
		value(i, sum, pairs);
	}
}
