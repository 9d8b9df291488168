/* Losses of groups (groups.h) whose terms join scores by log sum exp. */

/* Adds the rows that are so related to row i to a pool, by `sharp` times their scores beyond a threshold. */
static void join_related(pool *one, const scores *m, const input *labels, int i, relation related, double sharp,
                         double threshold)
{
	for (int j = 0; j < labels->rows; j++)
		if (related(labels, i, j)) join(one, i, j, sharp * (score(m, i, j) - threshold), sharp, 0);
}

/* Makes a pool of the negatives of row i and those of row j, by margin - score. */
static double pooled_negatives(pool *one, const scores *m, const input *labels, int i, int j, double margin)
{
	one->count = 0;
	join_related(one, m, labels, i, negative, -1, margin);
	join_related(one, m, labels, j, negative, -1, margin);
	return pooled(one);
}

/* Adds w times the derivatives of max(0, lack)^2 / 2, where lack is log sum exp of a pool and the score of i and j. */
static void add_squared(scores *m, double w, double lack, const pool *one, int i, int j)
{
	if (!m->order || lack <= 0 || w == 0) return;
	spread(m, one, w * lack);
	take_part(m, one), meet(m, i, j, w * lack, 0, 1, 1);
	settle(m, w);
}

/* The term of row i: the penalty of log sum exp of its positives and that of its negatives, if it has both. */
static void oppose(scores *m, int i, pool *near, pool *far, double soft)
{
	if (!near->count || !far->count) return;
	const bent by = penalty(pooled(near) + pooled(far), soft);
	const double w = weight(i);
	value(i, by.v, 1);
	if (!m->order || w == 0) return;
	spread(m, near, w * by.g), spread(m, far, w * by.g);
	if (soft == 0) return;
	take_part(m, near), take_part(m, far), settle(m, w * by.h);
}

/* Each pair of positives against the negatives of both. */
BATCH(lifted_structure, GROUPS, (margin, 1, "(-inf, inf)")(positiveMargin, 0, "(-inf, inf)") MEASURE,
      NAMES("Lifted structure", "提升结构损失")
      ALIASES("LiftedStructLoss LiftedStructureLoss lifted_struct_loss")
      EACH("samples") SHARE(POSITIVES)
      FORMULA(DISTANCES "others(i) = sum(n, samples, labels[n] != labels[i] ? exp(margin - d(i, n)) : 0); sum(p, samples, " POSITIVE(p) " ? max(0, log(others(i) + others(p)) + d(i, p) - positiveMargin)^2 / 2 : 0)")
      REFERENCE("Oh Song et al. 2016, arXiv:1511.06452"))
{
	scores m;
	score_all(&m, MEASURED(distance, normalize), order, &embeddings, &embeddings);
	pool others = pool_of(2.0 * labels.rows);
	for (int i = 0; i < labels.rows; i++) {
		double sum = 0, count = 0;
		for (int j = 0; j < labels.rows; j++) {
			if (!positive(&labels, i, j)) continue;
			const double far = pooled_negatives(&others, &m, &labels, i, j, margin);
			const double lack = far + score(&m, i, j) - positiveMargin;
			sum += positive_part(lack) * positive_part(lack) / 2, count += counts(lack);
			add_squared(&m, weight(i), lack, &others, i, j);
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
		join_related(&near, &m, &labels, i, positive, 1, positiveMargin);
		join_related(&far, &m, &labels, i, negative, -1, margin);
		oppose(&m, i, &near, &far, 0);
	}
}

/* Of a pair with the distance d = 1 - cosine, whose optimum is 0 for the same label, else 1: u = gamma w (r - margin), where r
   is how far it is from there, and w = max(0, r + margin) may move with the distance. */
static bent exponent(double d, int same, double gamma, double margin, int moves)
{
	const double r = same ? d : 1 - d, w = positive_part(r + margin), turn = same ? gamma : -gamma;
	return (bent){ gamma * w * (r - margin), turn * (moves && w != 0 ? 2 * r : w),
		       moves && w != 0 ? 2 * gamma : 0 };
}

/* Pairs are weighed by how far they are from their optimum: 1 + margin of positives, -margin of negatives.  In the paper's
   gradient (constantWeights) these weights count as constants. */
BATCH(circle, GROUPS, (gamma, 80, "(0, inf)")(margin, 0.4, "[0, 1]")(constantWeights, false, "false | true"),
      NAMES("Circle", "Circle 损失")
      ALIASES("CircleLoss circle_loss")
      EQUALS("keras Circle denominator=count")
      EACH("samples") SHARE(ANY(NEGATIVE(j)) " and " ANY(POSITIVE(j)) " ? 1 : 0")
      FORMULA(COSINES "wp(p) = max(0, 1 + margin - s(i, p)); wn(n) = max(0, s(i, n) + margin); near = sum(p, samples, " POSITIVE(p) " ? exp(gamma * (constantWeights ? frozen(wp(p)) : wp(p)) * (1 - margin - s(i, p))) : 0); far = sum(n, samples, " NEGATIVE(n) " ? exp(gamma * (constantWeights ? frozen(wn(n)) : wn(n)) * (s(i, n) - margin)) : 0); log(1 + near * far)")
      REFERENCE("Sun et al. 2020, arXiv:2002.10857"))
{
	const int rows = embeddings.rows;
	scores m;
	score_all(&m, ANGULAR, order, &embeddings, &embeddings);
	pool near = pool_of(rows), far = pool_of(rows);
	for (int i = 0; i < rows; i++) {
		near.count = far.count = 0;
		for (int j = 0; j < rows; j++) {
			const int same = labels.k[i] == labels.k[j];
			const bent u = exponent(score(&m, i, j), same, gamma, margin, constantWeights == 0);
			if (i != j) join(same ? &near : &far, i, j, u.v, u.g, u.h);
		}
		oppose(&m, i, &near, &far, 1);
	}
}

BATCH(multi_similarity, GROUPS, (alpha, 2, "(0, inf)")(beta, 50, "(0, inf)")(threshold, 0.5, "[-1, 1]"),
      NAMES("Multi-similarity", "多重相似度损失")
      ALIASES("MultiSimilarityLoss multi_similarity_loss ms_loss")
      EACH("samples")
      FORMULA(COSINES "log(1 + sum(p, samples, " POSITIVE(p) " ? exp(alpha * (threshold - s(i, p))) : 0)) / alpha + log(1 + sum(n, samples, " NEGATIVE(n) " ? exp(beta * (s(i, n) - threshold)) : 0)) / beta")
      REFERENCE("Wang et al. 2019, arXiv:1904.06627"))
{
	scores m;
	score_all(&m, ANGULAR, order, &embeddings, &embeddings);
	pool one = pool_of(labels.rows + 1.0);
	for (int i = 0; i < labels.rows; i++) {
		double sum = 0;
		for (int same = 0; same < 2; same++) {
			const double sharp = same ? alpha : -beta, size = same ? alpha : beta;
			one.count = 0, join(&one, -1, -1, 0, 0, 0);
			join_related(&one, &m, &labels, i, same ? positive : negative, sharp, 1 - threshold);
			sum += pooled(&one) / size;
			if (order && weight(i) != 0) spread(&m, &one, weight(i) / size);
		}
		value(i, sum, 1);
	}
}
