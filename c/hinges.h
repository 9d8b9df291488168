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

/* The best score of a row: the class that has it first, and how many have it, which may share its slope; and its lead over the
   target's, with the margin. */
#define TIED (tied, "first", "first | shared")
static struct {
	real best, who, count, peer; /* peer: what the target's score is among the best, where it is one of them */
	sum rest;
	double lead;
} leader;

#define LEAD(x)                                                                                                    \
	leader.count = pick(valid & ((x) > leader.best), 1, leader.count + keep(valid & ((x) == leader.best), 1)); \
	FIRST(leader.best, leader.who, x)

SHARED void begin_leader(void)
{
	leader.best = leader.peer = splat(-INF), leader.who = splat(INF), leader.count = splat(0);
	leader.rest = (sum){ 0 };
}

SHARED void settle_leader(void)
{
	const real before = leader.best;
	settle(&leader.best, &leader.who);
	leader.count = splat((lane)total(broad(keep(before == leader.best, leader.count))));
}

SHARED real slope_of_leader(real x, real k, double tied)
{
	return tied == 0 ? keep(k == leader.who, 1) : keep(x == leader.best, 1 / leader.count);
}

/* A hinge of the lead; whether it has a slope: at its margin a shared one. */
ALWAYS double hinge_of_lead(double x) { return leader.lead = x, x <= 0 ? 0 : x; }
ALWAYS int rises(double tied) { return leader.lead > 0 || (tied != 0 && leader.lead == 0); }

/* The target's score against the best of the others. */
ROW(prediction, crammer_singer, 2, (margin, 1, "[0, inf)") TIED,
    NAMES("Crammer–Singer hinge", "Crammer–Singer 多类合页损失")
    ALIASES("structured_hinge")
    EQUALS("sklearn hinge_loss; optax multiclass_hinge_loss tied=shared")
    LABELS(classes, "(-inf, inf)")
    FORMULA("largest(k, f[k] + (k == argmax(j, y[j]) ? 0 : margin)) - f[argmax(j, y[j])]") KINKS("ties")
    REFERENCE("Crammer & Singer 2001, Journal of Machine Learning Research 2, 265-292"))
{
	find_truth(row);
	START { begin_leader(); }
	PASS(2)
	{
		LEAD(pick(k == truth.class, -INF, f));
		SUM(leader.rest, unknown(f));
	}
	THEN(2)
	{
		settle_leader();
		VALUE(hinge_of_lead(margin + ((double)leader.best[0] - truth.score) + total(leader.rest)));
		if (leader.lead == 0) leader.count += 1, leader.peer = leader.best;
	}
	EMIT
	{
		const real rise = slope_of_leader(pick(k == truth.class, leader.peer, f), k, tied);
		h = like(f + y, 0), g = rises(tied) ? like(h, rise - keep(k == truth.class, 1)) : h;
	}
}

/* The target enters the maximum as 0, and a row of several ones sums them. */
ROW(prediction, keras_categorical_hinge, 1, TIED,
    NAMES("Categorical hinge (Keras)", "Keras 分类合页损失")
    EQUALS("keras CategoricalHinge tied=shared")
    LABELS(classes, "[0, 1]")
    FORMULA("max(0, 1 + largest(k, (1 - y[k]) * f[k]) - sum(k, y[k] * f[k]))") KINKS("ties")
    REFERENCE("Keras, CategoricalHinge"))
{
	START { begin_leader(); }
	PASS(1)
	{
		LEAD(share(1 - y, f));
		SUM(leader.rest, share(y, f) + unknown(f + y));
	}
	THEN(1)
	{
		settle_leader();
		VALUE(hinge_of_lead(1 + ((double)leader.best[0] - total(leader.rest))));
	}
	EMIT
	{
		const real slope = slope_of_leader(share(1 - y, f), k, tied) * (1 - y) - y;
		h = like(f + y, 0), g = rises(tied) ? like(h, leader.lead > 0 ? slope : slope / 2) : h;
	}
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
ROW(prediction, multiclass_perceptron, 2, TIED,
    NAMES("Multi-class perceptron", "多类感知机损失")
    ALIASES("structured_perceptron")
    EQUALS("optax multiclass_perceptron_loss tied=shared")
    LABELS(classes, "(-inf, inf)")
    FORMULA("largest(k, f[k]) - f[argmax(j, y[j])]") KINKS("ties")
    REFERENCE("Collins 2002, doi:10.3115/1118693.1118694"))
{
	find_truth(row);
	START { begin_leader(); }
	PASS(1)
	{
		LEAD(f);
		SUM(leader.rest, unknown(f));
	}
	THEN(1) { settle_leader(); }
	THEN(2) { VALUE((double)leader.best[0] - (truth.score + total(leader.rest))); }
	EMIT { h = like(f + y, 0), g = h + slope_of_leader(f, k, tied) - pick(k == truth.class, 1, 0); }
}
