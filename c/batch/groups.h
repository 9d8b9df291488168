/* Losses of embeddings with a label each: rows with equal labels are positives of each other, all others are negatives.
   The value of a row is the sum of its terms, and the mean is that of all terms; a row that lacks positives or negatives,
   where both are needed, has none. */
#undef FAMILY
#define FAMILY "embedding"

#define GROUPS (labels, group, "samples")(embeddings, variable, "samples features")
#define MEASURE (distance, "euclidean", "euclidean | squared | cosine")(normalize, false, "false | true")

/* Words of the formulas: the cosine, and the distance that MEASURE says. */
#define COSINES \
	"s(a, b) = sum(k, features, embeddings[a][k] * embeddings[b][k]) / sqrt(sum(k, features, embeddings[a][k]^2) * sum(k, features, embeddings[b][k]^2)); "
#define DISTANCES                                                                                                          \
	COSINES "x(a, f) = normalize ? embeddings[a][f] / sqrt(sum(k, features, embeddings[a][k]^2)) : embeddings[a][f]; " \
	        "d(a, b) = distance == cosine ? 1 - s(a, b) : sum(f, features, (x(a, f) - x(b, f))^2)^(distance == squared ? 1 : 1 / 2); "
#define POSITIVE(p) #p " != i and labels[" #p "] == labels[i]"
#define NEGATIVE(n) "labels[" #n "] != labels[i]"
#define ANY(condition) "sum(j, samples, " condition " ? 1 : 0) > 0"
#define POSITIVES "sum(j, samples, " POSITIVE(j) " ? 1 : 0)"

/* Whether rows are positives, or negatives, of each other. */
static inline int positive(const input *labels, int i, int j) { return i != j && labels->k[i] == labels->k[j]; }
static inline int negative(const input *labels, int i, int j) { return labels->k[i] != labels->k[j]; }
typedef int relation(const input *, int, int);

/* Of the rows that are so related to row i, that with the highest score, times `sign`: the first one, or the first that is
   unknown; -1 if there is none. */
static int extreme(const scores *m, const input *labels, int i, relation related, double sign)
{
	int best = -1;
	for (int j = 0; j < labels->rows; j++) {
		if (!related(labels, i, j)) continue;
		const double s = sign * score(m, i, j);
		if (best < 0 || s > sign * score(m, i, best) || s != s) best = j;
	}
	return best;
}

/* The nearest negative beyond a distance, or else the farthest one. */
static int semi_hard(const scores *m, const input *labels, int i, double from)
{
	int best = -1;
	for (int j = 0; j < labels->rows; j++) {
		const double s = score(m, i, j);
		if (negative(labels, i, j) && s > from && (best < 0 || s < score(m, i, best))) best = j;
	}
	return best < 0 ? extreme(m, labels, i, negative, 1) : best;
}

#define LACK "far(p, n) = swap ? min(d(i, n), d(p, n)) : d(i, n); lack(p, n) = d(i, p) - far(p, n) + margin; "

/* The mean is that of the terms above 0. */
BATCH(triplet_all, GROUPS, (margin, 0.05, "[0, inf)") MEASURE(swap, false, "false | true")(smooth, false, "false | true"),
      NAMES("Triplet, all of a batch", "批内全部三元组损失")
      ALIASES("batch_all batch_all_triplet_loss BatchAllTripletLoss")
      EACH("samples") SHARE(DISTANCES LACK "sum(p, samples, sum(n, samples, " POSITIVE(p) " and " NEGATIVE(n) " and (smooth or lack(p, n) > 0) ? 1 : 0))")
      FORMULA(DISTANCES LACK "sum(p, samples, sum(n, samples, " POSITIVE(p) " and " NEGATIVE(n) " ? (smooth ? log(1 + exp(lack(p, n))) : max(0, lack(p, n))) : 0))")
      REFERENCE("Hermans, Beyer & Leibe 2017, arXiv:1703.07737"))
{
	scores m;
	score_all(&m, MEASURED(distance, normalize), order, &embeddings, &embeddings);
	for (int i = 0; i < labels.rows; i++) {
		double sum = 0, count = 0;
		for (int p = 0; p < labels.rows; p++)
			for (int n = 0; n < labels.rows && positive(&labels, i, p); n++) {
				if (!negative(&labels, i, n)) continue;
				const int from = swap != 0 && score(&m, p, n) < score(&m, i, n) ? p : i;
				const bent by = penalty(score(&m, i, p) - score(&m, from, n) + margin, smooth);
				sum += by.v, count += by.g != 0;
				compare(&m, weight(i), by, i, p, from, n);
			}
		value(i, sum, count);
	}
}

/* For each pair of positives the nearest negative beyond it, or, if there is none, the farthest one. */
BATCH(triplet_semi_hard, GROUPS, (margin, 1, "[0, inf)") MEASURE,
      NAMES("Triplet, semi-hard", "半难三元组损失")
      ALIASES("TripletSemiHardLoss triplet_semihard_loss semihard_triplet")
      EACH("samples") SHARE(ANY(NEGATIVE(j)) " ? " POSITIVES " : 0")
      FORMULA(DISTANCES "near(p) = smallest(n, samples, " NEGATIVE(n) " and d(i, n) > d(i, p) ? d(i, n) : inf); far = largest(n, samples, " NEGATIVE(n) " ? d(i, n) : -inf); sum(p, samples, " POSITIVE(p) " and far > -inf ? max(0, d(i, p) - (near(p) < inf ? near(p) : far) + margin) : 0)")
      REFERENCE("Schroff, Kalenichenko & Philbin 2015, arXiv:1503.03832"))
{
	scores m;
	score_all(&m, MEASURED(distance, normalize), order, &embeddings, &embeddings);
	for (int i = 0; i < embeddings.rows; i++) {
		double sum = 0, count = 0;
		for (int p = 0; p < embeddings.rows; p++) {
			if (!positive(&labels, i, p)) continue;
			const int n = semi_hard(&m, &labels, i, score(&m, i, p));
			if (n < 0) break;
			const bent by = penalty(lead(&m, i, p, n) + margin, 0);
			sum += by.v, count += counts(by.v);
			compare(&m, weight(i), by, i, p, i, n);
		}
		value(i, sum, count);
	}
}

/* The farthest positive against the nearest negative; the soft form has no margin. */
BATCH(triplet_hard, GROUPS, (margin, 1, "[0, inf)") MEASURE(soft, false, "false | true"),
      NAMES("Triplet, batch-hard", "批内最难三元组损失")
      ALIASES("TripletHardLoss triplet_hard_loss batch_hard BatchHardTripletLoss BatchHardSoftMarginTripletLoss")
      EACH("samples") SHARE(ANY(NEGATIVE(j)) " and " ANY(POSITIVE(j)) " ? 1 : 0")
      FORMULA(DISTANCES "far = largest(p, samples, " POSITIVE(p) " ? d(i, p) : -inf); near = smallest(n, samples, " NEGATIVE(n) " ? d(i, n) : inf); soft ? log(1 + exp(far - near)) : max(0, far - near + margin)")
      REFERENCE("Hermans, Beyer & Leibe 2017, arXiv:1703.07737"))
{
	scores m;
	score_all(&m, MEASURED(distance, normalize), order, &embeddings, &embeddings);
	for (int i = 0; i < embeddings.rows; i++) {
		const int p = extreme(&m, &labels, i, positive, 1), n = extreme(&m, &labels, i, negative, -1);
		if (p < 0 || n < 0) continue;
		const bent by = penalty(lead(&m, i, p, n) + (soft != 0 ? 0 : margin), soft);
		value(i, by.v, 1);
		compare(&m, weight(i), by, i, p, i, n);
	}
}

/* What a pair with the score s is beyond its margin, to a power. */
static bent beyond(double s, int same, double positiveMargin, double negativeMargin, double power)
{
	const double u = same ? s - positiveMargin : negativeMargin - s, turn = same ? 1 : -1;
	if (u <= 0) return (bent){ 0, 0, 0 };
	return power == 2 ? (bent){ u * u, turn * (2 * u), 2 } : (bent){ u, turn, 0 };
}

/* The penalties of positive and of negative pairs, each divided by how many of its kind are above 0. */
BATCH(contrastive_embedding, GROUPS,
      (positiveMargin, 0, "[0, inf)")(negativeMargin, 1, "[0, inf)")(power, 1, "1 | 2")(distance, "euclidean", "euclidean | squared | cosine")(normalize, true, "false | true"),
      NAMES("Contrastive, pairs of a batch", "批内对比损失")
      ALIASES("pairwise_contrastive OnlineContrastiveLoss")
      FORMULA(DISTANCES "u(i, j) = labels[i] == labels[j] ? d(i, j) - positiveMargin : negativeMargin - d(i, j); total(same) = sum(i, samples, sum(j, samples, i != j and (labels[i] == labels[j]) == same ? max(0, u(i, j))^power : 0)); count(same) = sum(i, samples, sum(j, samples, i != j and (labels[i] == labels[j]) == same and u(i, j) > 0 ? 1 : 0)); total(true) / max(1, count(true)) + total(false) / max(1, count(false))")
      REFERENCE("Hadsell, Chopra & LeCun 2006, doi:10.1109/CVPR.2006.100"))
{
	double sum[2] = { 0 }, count[2] = { 0 };
	scores m;
	score_all(&m, MEASURED(distance, normalize), order, &embeddings, &embeddings);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < labels.rows; i++)
			for (int j = 0; j < labels.rows; j++) {
				const int same = labels.k[i] == labels.k[j];
				const bent by = beyond(score(&m, i, j), same, positiveMargin, negativeMargin, power);
				if (i == j || by.g == 0) continue;
				if (round) meet(&m, i, j, 1 / count[same] * by.g, by.h / count[same], 0, 0);
				else sum[same] += by.v, count[same]++;
			}
	value(0, labels.rows ? sum[0] / larger(1, count[0]) + sum[1] / larger(1, count[1]) : NAN, 1);
}

/* One row, which has the target, and the negatives of row i. */
static void against_negatives(contest *c, const input *labels, int i)
{
	c->count = 0, enter(c, i, 1);
	for (int j = 0; j < labels->rows; j++)
		if (negative(labels, i, j)) enter(c, j, 0);
}

/* The other pairs of the group stand aside.  Rows shorter than lengthFloor are divided by it, not by their length. */
BATCH(nt_xent, GROUPS, (temperature, 0.07, "(0, inf)")(lengthFloor, 0, "[0, inf)"),
      NAMES("NT-Xent", "归一化温度缩放交叉熵（NT-Xent）")
      ALIASES("NTXentLoss ntxent_loss normalized_temperature_cross_entropy infonce InfoNCE")
      EACH("samples") EQUALS("optax ntxent lengthFloor=1.4901161193847656e-8") SHARE(POSITIVES)
      FORMULA("r(a) = max(lengthFloor, sqrt(sum(k, features, embeddings[a][k]^2))); s(a, b) = sum(k, features, embeddings[a][k] * embeddings[b][k]) / (r(a) * r(b)); sum(p, samples, " POSITIVE(p) " ? log(1 + sum(n, samples, " NEGATIVE(n) " ? exp((s(i, n) - s(i, p)) / temperature) : 0)) : 0)")
      REFERENCE("Chen, Kornblith, Norouzi & Hinton 2020, arXiv:2002.05709"))
{
	contest c = contest_of(labels.rows);
	scores m;
	score_floored(&m, order, &embeddings, lengthFloor);
	for (int i = 0; i < labels.rows; i++) {
		double sum = 0, pairs = 0;
		against_negatives(&c, &labels, i);
		for (int j = 0; j < labels.rows; j++) {
			if (!positive(&labels, i, j)) continue;
			c.who[0] = j;
			const double v = contrast(&m, i, &c, -1 / temperature, weight(i));
			sum += v, pairs += counts(v);
		}
		value(i, sum, pairs);
	}
}

/* All positives share the target, and all other rows the denominator. */
BATCH(sup_con, GROUPS, (temperature, 0.1, "(0, inf)"),
      NAMES("Supervised contrastive (SupCon)", "监督对比损失")
      ALIASES("SupConLoss supervised_contrastive supcon_loss")
      EACH("samples") SHARE(ANY(POSITIVE(j)) " ? 1 : 0")
      FORMULA(COSINES "positives = " POSITIVES "; positives == 0 ? 0 : log(sum(j, samples, j != i ? exp(s(i, j) / temperature) : 0)) - sum(p, samples, " POSITIVE(p) " ? s(i, p) / temperature : 0) / positives")
      REFERENCE("Khosla et al. 2020, arXiv:2004.11362"))
{
	const int rows = embeddings.rows;
	contest c = contest_of(rows);
	scores m;
	score_all(&m, ANGULAR, order, &embeddings, &embeddings);
	for (int i = 0; i < rows; i++) {
		double positives = 0;
		c.count = 0;
		for (int j = 0; j < rows; j++) positives += positive(&labels, i, j);
		if (positives == 0) continue;
		for (int j = 0; j < rows; j++)
			if (j != i) enter(&c, j, positive(&labels, i, j) / positives);
		value(i, contrast(&m, i, &c, -1 / temperature, weight(i)), 1);
	}
}
