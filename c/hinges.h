/* Margins between the scores of classes; targets are class indices, or rows whose first highest cell is the class. */
#undef FAMILY
#define FAMILY "multiclass"

/* The target's score against the best of the others. */
ROW(prediction, crammer_singer, 2, (margin, 1, "[0, inf)"),
    NAMES("Crammer–Singer hinge", "Crammer–Singer 多类合页损失")
    ALIASES("multiclass_hinge structured_hinge")
    EQUALS("sklearn hinge_loss; optax multiclass_hinge_loss")
    LABELS(classes, "(-inf, inf)")
    FORMULA("largest(k, f[k] + (k == argmax(j, y[j]) ? 0 : margin)) - f[argmax(j, y[j])]") KINKS("ties")
    REFERENCE("Crammer & Singer 2001, Journal of Machine Learning Research 2, 265-292"))
{
	static real target, truth, best, rival;
	static sum score, lost;
	static double short_of;
	START { target = best = splat(-INF), truth = rival = splat(INF), score = lost = (sum){ 0 }; }
	PASS(1)
	{
		FIRST(target, truth, y);
		SUM(lost, unknown(y));
	}
	THEN(1) { settle(&target, &truth); }
	PASS(2)
	{
		FIRST(best, rival, pick(k == truth, -INF, f));
		SUM(score, keep(k == truth, f)), SUM(lost, unknown(f));
	}
	THEN(2)
	{
		settle(&best, &rival);
		short_of = margin + ((double)best[0] - total(score)) + total(lost);
		VALUE(short_of <= 0 ? 0 : short_of);
	}
	EMIT { h = like(f + y, 0), g = short_of > 0 ? like(h, pick(k == truth, -1, pick(k == rival, 1, 0))) : h; }
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
	static real target, truth, score;
	static sum scores, terms, slopes, active;
	static double share_of, slope, count_of;
	START
	{
		target = splat(-INF), truth = splat(INF), scores = terms = slopes = active = (sum){ 0 };
		share_of = average ? 1.0 / row->total : 1;
	}
	PASS(1)
	{
		FIRST(target, truth, y);
		SUM(scores, unknown(y));
	}
	THEN(1) { settle(&target, &truth); }
	PASS(2) { SUM(scores, keep(k == truth, f)); }
	THEN(2) { score = splat((lane)total(scores)); }
	PASS(3)
	{
		const real m = keep(k != truth, rmax(f - score + splat((lane)margin), 0)), on = keep(m > 0, 1);
		SUM(terms, power == 1 ? m : m * m), SUM(slopes, power == 1 ? on : 2 * m), SUM(active, on);
	}
	THEN(3)
	{
		slope = share_of * total(slopes), count_of = 2 * share_of * total(active),
		VALUE(share_of * total(terms));
	}
	EMIT
	{
		const real m = rmax(f - score + splat((lane)margin), 0), on = keep(m > 0, splat((lane)share_of)),
		           none = like(f + y, 0);
		g = none + pick(k == truth, splat((lane)-slope), power == 1 ? on : 2 * splat((lane)share_of) * m);
		h = power == 1 ? none : none + pick(k == truth, splat((lane)count_of), 2 * on);
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
	static real target, truth, best, choice;
	static sum score;
	START { target = best = splat(-INF), truth = choice = splat(INF), score = (sum){ 0 }; }
	PASS(1)
	{
		FIRST(target, truth, y);
		FIRST(best, choice, f);
		SUM(score, unknown(f) + unknown(y));
	}
	THEN(1) { settle(&target, &truth), settle(&best, &choice); }
	PASS(2) { SUM(score, keep(k == truth, f)); }
	THEN(2) { VALUE((double)best[0] - total(score)); }
	EMIT { h = like(f + y, 0), g = h + pick(k == choice, 1, 0) - pick(k == truth, 1, 0); }
}
