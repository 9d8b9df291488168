/* Margins between the scores of classes; targets are class indices, or rows whose first highest cell is the class. */
#undef FAMILY
#define FAMILY "multiclass"

/* The first two passes of those of one target: its class and its score, NaN where a target is. */
static struct {
	real mark, class;
	sum scores;
	double score;
} truth;

SHARED void find_truth(const piece *row)
{
	START { truth.mark = splat(-INF), truth.class = splat(INF), truth.scores = (sum){ 0 }; }
	PASS(1)
	{
		FIRST(truth.mark, truth.class, y);
		SUM(truth.scores, unknown(y));
	}
	THEN(1) { settle(&truth.mark, &truth.class); }
	PASS(2) { SUM(truth.scores, keep(k == truth.class, f)); }
	THEN(2) { truth.score = total(truth.scores); }
}

/* The target's score against the best of the others. */
ROW(prediction, crammer_singer, 2, (margin, 1, "[0, inf)"),
    NAMES("Crammer–Singer hinge", "Crammer–Singer 多类合页损失")
    ALIASES("multiclass_hinge structured_hinge")
    EQUALS("sklearn hinge_loss; optax multiclass_hinge_loss")
    LABELS(classes, "(-inf, inf)")
    FORMULA("largest(k, f[k] + (k == argmax(j, y[j]) ? 0 : margin)) - f[argmax(j, y[j])]") KINKS("ties")
    REFERENCE("Crammer & Singer 2001, Journal of Machine Learning Research 2, 265-292"))
{
	static real best, rival;
	static sum lost;
	static double short_of;
	find_truth(row);
	START { best = splat(-INF), rival = splat(INF), lost = (sum){ 0 }; }
	PASS(2)
	{
		FIRST(best, rival, pick(k == truth.class, -INF, f));
		SUM(lost, unknown(f));
	}
	THEN(2)
	{
		settle(&best, &rival), short_of = margin + ((double)best[0] - truth.score) + total(lost);
		VALUE(short_of <= 0 ? 0 : short_of);
	}
	EMIT { h = like(f + y, 0), g = short_of > 0 ? like(h, pick(k == truth.class, -1, keep(k == rival, 1))) : h; }
}

/* The target enters the maximum as 0, and a row of several ones sums them. */
ROW(prediction, keras_categorical_hinge, 1, NONE,
    NAMES("Categorical hinge (Keras)", "Keras 分类合页损失")
    ALIASES("categorical_hinge")
    EQUALS("keras CategoricalHinge")
    LABELS(classes, "[0, 1]")
    FORMULA("max(0, 1 + largest(k, (1 - y[k]) * f[k]) - sum(k, y[k] * f[k]))") KINKS("ties")
    REFERENCE("Keras, CategoricalHinge"))
{
	static real best, rival;
	static sum score;
	static double short_of;
	START { best = splat(-INF), rival = splat(INF), score = (sum){ 0 }; }
	PASS(1)
	{
		FIRST(best, rival, share(1 - y, f));
		SUM(score, share(y, f) + unknown(f + y));
	}
	THEN(1)
	{
		settle(&best, &rival);
		short_of = 1 + ((double)best[0] - total(score));
		VALUE(short_of <= 0 ? 0 : short_of);
	}
	EMIT { h = like(f + y, 0), g = short_of > 0 ? like(h, pick(k == rival, 1 - y, 0) - y) : h; }
}

/* A hinge of a rival's lead to a power of 1 or 2; its derivatives times a share. */
ALWAYS out hinge_of(real lead, double power, double share_of)
{
	const real m = rmax(lead, 0), s = splat((lane)share_of), on = keep(m > 0, s);
	return power == 1 ? (out){ m, on, splat(0) } : (out){ m * m, 2 * s * m, 2 * on };
}

ALWAYS real lead(real f, real k, double margin)
{
	return pick(k == truth.class, 0, f - splat((lane)truth.score) + splat((lane)margin));
}

/* The target's score against each of the others. */
ROW(prediction, weston_watkins, 3, (margin, 1, "[0, inf)")(power, 1, "1 | 2")(average, true, "false | true"),
    NAMES("Weston–Watkins hinge", "Weston–Watkins 多类合页损失")
    ALIASES("multi_margin_loss multi_margin")
    EQUALS("torch MultiMarginLoss")
    LABELS(classes, "(-inf, inf)")
    FORMULA("sum(k, k == argmax(j, y[j]) ? 0 : max(0, margin + f[k] - f[argmax(j, y[j])])^power) / (average ? classes : 1)")
    KINKS("ties")
    REFERENCE("Weston & Watkins 1999, ESANN, 219-224"))
{
	static sum terms, slopes, curves;
	static double share_of, slope, curve;
	find_truth(row);
	START { terms = slopes = curves = (sum){ 0 }, share_of = average ? 1.0 / row->total : 1; }
	PASS(3)
	{
		const out o = hinge_of(lead(f, k, margin), power, 1);
		SUM(terms, o.v), SUM(slopes, o.g), SUM(curves, o.h);
	}
	THEN(3) { slope = share_of * total(slopes), curve = share_of * total(curves), VALUE(share_of * total(terms)); }
	EMIT
	{
		const out o = hinge_of(lead(f, k, margin), power, share_of);
		g = like(f + y, 0) + pick(k == truth.class, splat((lane)-slope), o.g);
		h = like(f + y, 0) + pick(k == truth.class, splat((lane)curve), o.h);
	}
}

/* Without a margin: a right choice costs nothing. */
ROW(prediction, multiclass_perceptron, 2, NONE,
    NAMES("Multi-class perceptron", "多类感知机损失")
    ALIASES("structured_perceptron")
    EQUALS("optax multiclass_perceptron_loss")
    LABELS(classes, "(-inf, inf)")
    FORMULA("largest(k, f[k]) - f[argmax(j, y[j])]") KINKS("ties")
    REFERENCE("Collins 2002, doi:10.3115/1118693.1118694"))
{
	static real best, choice;
	static sum lost;
	find_truth(row);
	START { best = splat(-INF), choice = splat(INF), lost = (sum){ 0 }; }
	PASS(1)
	{
		FIRST(best, choice, f);
		SUM(lost, unknown(f));
	}
	THEN(1) { settle(&best, &choice); }
	THEN(2) { VALUE((double)best[0] - (truth.score + total(lost))); }
	EMIT { h = like(f + y, 0), g = h + pick(k == choice, 1, 0) - pick(k == truth.class, 1, 0); }
}
