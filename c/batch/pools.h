/* Losses of groups (groups.h) whose terms join scores by log sum exp. */

/* Adds the negatives of row i to a pool, by margin - score. */
static void join_negatives(pool *one, const scores *m, const input *labels, int i, double margin)
{
	for (int j = 0; j < labels->rows; j++)
		if (negative(labels, i, j)) join(one, i, j, margin - score(m, i, j), -1, 0);
}

/* Each pair of positives against the negatives of both. */
BATCH(lifted_structure, GROUPS, (margin, 1, "(-inf, inf)")(positiveMargin, 0, "(-inf, inf)") MEASURE,
      NAMES("Lifted structure", "提升结构损失")
      ALIASES("LiftedStructLoss LiftedStructureLoss lifted_struct_loss")
      EACH("samples") SHARE(POSITIVES)
      FORMULA(DISTANCES "others(i) = sum(n, samples, labels[n] != labels[i] ? exp(margin - d(i, n)) : 0); sum(p, samples, " POSITIVE(p) " ? max(0, log(others(i) + others(p)) + d(i, p) - positiveMargin)^2 / 2 : 0)")
      REFERENCE("Oh Song et al. 2016, arXiv:1511.06452"))
{
	const int rows = embeddings.rows;
	scores m;
	score_all(&m, MEASURED(distance, normalize), order, &embeddings, &embeddings);
	pool others = pool_of(2.0 * rows);
	for (int i = 0; i < rows; i++) {
		double sum = 0, count = 0;
		for (int j = 0; j < rows; j++) {
			if (!positive(&labels, i, j)) continue;
			others.count = 0;
			join_negatives(&others, &m, &labels, i, margin);
			join_negatives(&others, &m, &labels, j, margin);
			const double lack = pooled(&others) + score(&m, i, j) - positiveMargin, w = weight(i);
			sum += positive_part(lack) * positive_part(lack) / 2, count++;
			if (!order || lack <= 0 || w == 0) continue;
			spread(&m, &others, w * lack);
			take_part(&m, &others), meet(&m, i, j, w * lack, 0, 1, 1);
			settle(&m, w);
		}
		value(i, sum, count);
	}
}

/* Each row with all of its positives against all of its negatives. */
BATCH(generalized_lifted_structure, GROUPS,
      (margin, 1, "(-inf, inf)")(positiveMargin, 0, "(-inf, inf)")(distance, "euclidean", "euclidean | squared | cosine")(normalize, true, "false | true"),
      NAMES("Generalized lifted structure", "广义提升结构损失")
      ALIASES("GeneralizedLiftedStructureLoss lifted_embedding")
      EACH("samples") SHARE(ANY(NEGATIVE(j)) " and " ANY(POSITIVE(j)) " ? 1 : 0")
      FORMULA(DISTANCES ANY(NEGATIVE(j)) " and " ANY(POSITIVE(j)) " ? max(0, log(sum(p, samples, " POSITIVE(p) " ? exp(d(i, p) - positiveMargin) : 0)) + log(sum(n, samples, " NEGATIVE(n) " ? exp(margin - d(i, n)) : 0))) : 0")
      REFERENCE("Hermans, Beyer & Leibe 2017, arXiv:1703.07737"))
{
	const int rows = embeddings.rows;
	scores m;
	score_all(&m, MEASURED(distance, normalize), order, &embeddings, &embeddings);
	pool near = pool_of(rows), far = pool_of(rows);
	for (int i = 0; i < rows; i++) {
		near.count = far.count = 0;
		for (int j = 0; j < rows; j++)
			if (positive(&labels, i, j)) join(&near, i, j, score(&m, i, j) - positiveMargin, 1, 0);
		join_negatives(&far, &m, &labels, i, margin);
		if (!near.count || !far.count) continue;
		const bent by = penalty(pooled(&near) + pooled(&far), 0);
		value(i, by.v, 1);
		if (by.g != 0) spread(&m, &near, weight(i)), spread(&m, &far, weight(i));
	}
}

/* Pairs are weighed by how far they are from their optimum: 1 + margin of positives, -margin of negatives.  In the paper's
   gradient (constantWeights) these weights count as constants. */
BATCH(circle, GROUPS, (gamma, 80, "(0, inf)")(margin, 0.4, "[0, 1]")(constantWeights, false, "false | true"),
      NAMES("Circle", "圆损失")
      ALIASES("CircleLoss circle_loss")
      EQUALS("keras Circle")
      EACH("samples") SHARE(ANY(NEGATIVE(j)) " and " ANY(POSITIVE(j)) " ? 1 : 0")
      FORMULA(COSINES "wp(p) = max(0, 1 + margin - s(i, p)); wn(n) = max(0, s(i, n) + margin); near = sum(p, samples, " POSITIVE(p) " ? exp(gamma * (constantWeights ? frozen(wp(p)) : wp(p)) * (1 - margin - s(i, p))) : 0); far = sum(n, samples, " NEGATIVE(n) " ? exp(gamma * (constantWeights ? frozen(wn(n)) : wn(n)) * (s(i, n) - margin)) : 0); log(1 + near * far)")
      REFERENCE("Sun et al. 2020, arXiv:2002.10857"))
{
	const int rows = embeddings.rows, moves = constantWeights == 0;
	scores m;
	score_all(&m, COSINE, order, &embeddings, &embeddings);
	pool near = pool_of(rows), far = pool_of(rows);
	for (int i = 0; i < rows; i++) {
		near.count = far.count = 0;
		for (int j = 0; j < rows; j++) {
			const int same = positive(&labels, i, j), sign = same ? -1 : 1;
			if (!same && !negative(&labels, i, j)) continue;
			/* from the pair's optimum s = 1 or 0: w = r + margin, u = gamma w (r - margin) */
			const double r = same ? 1 - score(&m, i, j) : score(&m, i, j), w = positive_part(r + margin);
			join(same ? &near : &far, i, j, gamma * w * (r - margin),
			     sign * gamma * (moves && w != 0 ? 2 * r : w), moves && w != 0 ? 2 * gamma : 0);
		}
		if (!near.count || !far.count) continue;
		const bent by = penalty(pooled(&near) + pooled(&far), 1);
		value(i, by.v, 1);
		if (!order || weight(i) == 0) continue;
		spread(&m, &near, weight(i) * by.g), spread(&m, &far, weight(i) * by.g);
		take_part(&m, &near), take_part(&m, &far), settle(&m, weight(i) * by.h);
	}
}

BATCH(multi_similarity, GROUPS, (alpha, 2, "(0, inf)")(beta, 50, "(0, inf)")(threshold, 0.5, "[-1, 1]"),
      NAMES("Multi-similarity", "多重相似度损失")
      ALIASES("MultiSimilarityLoss multi_similarity_loss ms_loss")
      EACH("samples")
      FORMULA(COSINES "log(1 + sum(p, samples, " POSITIVE(p) " ? exp(alpha * (threshold - s(i, p))) : 0)) / alpha + log(1 + sum(n, samples, " NEGATIVE(n) " ? exp(beta * (s(i, n) - threshold)) : 0)) / beta")
      REFERENCE("Wang et al. 2019, arXiv:1904.06627"))
{
	const int rows = embeddings.rows;
	scores m;
	score_all(&m, COSINE, order, &embeddings, &embeddings);
	pool one = pool_of(rows + 1.0);
	for (int i = 0; i < rows; i++) {
		double sum = 0;
		for (int same = 0; same < 2; same++) {
			const double sharp = same ? -alpha : beta, size = same ? alpha : beta;
			one.count = 0;
			join(&one, -1, -1, 0, 0, 0);
			for (int j = 0; j < rows; j++)
				if (same ? positive(&labels, i, j) : negative(&labels, i, j))
					join(&one, i, j, sharp * (score(&m, i, j) - threshold), sharp, 0);
			sum += pooled(&one) / size;
			if (order && weight(i) != 0) spread(&m, &one, weight(i) / size);
		}
		value(i, sum, 1);
	}
}
