/* Losses of embeddings: of pairs, triplets and groups of rows. */
#undef FAMILY
#define FAMILY "embedding"

/* Equal rows are 0 apart, and there the distance has the derivative 0; `eps` is added to each component of a difference. */
BATCH(triplet_margin,
      (anchor, variable, "samples features")(positive, variable, "samples features")(negative, variable, "samples features"),
      (margin, 1, "[0, inf)")(p, 2, "[1, inf)")(eps, 0, "[0, inf)")(swap, false, "false | true"),
      NAMES("Triplet margin", "三元组间隔损失")
      ALIASES("TripletMarginLoss triplet_margin_loss triplet_loss TripletMarginWithDistanceLoss triplet")
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
