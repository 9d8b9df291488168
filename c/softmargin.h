/* Softmax over cosines between an embedding and its classes' directions, where the target's cosine is lowered before: a
   margin.  A row holds one cosine a class; the target is a class index, or the first highest cell of a row.

	MARGIN(id, parameters, description) { body }

   states the target's cosine c as it enters, with its first and second derivatives; the others enter as they are, and all
   are multiplied by `scale`. */
#include "angles.h"
#undef FAMILY
#define FAMILY "multiclass"

static struct {
	real best, peak;
	sum rests, ties, gaps, masses[2];
	double mass[2];
	odds odds;
} angle;

/* The target's cosine, truth.score, and the highest of the others. */
SHARED void choose(const piece *row)
{
	find_truth(row);
	START { angle.best = splat(-INF); }
	PASS(2) { HIGHEST(angle.best, pick(k == truth.class, -INF, f)); }
	THEN(2) { angle.best = highest(angle.best); }
}

SHARED void compare(piece *row, double scale, bent target)
{
	const real s = splat((lane)scale), t = splat((lane)target.v);
	THEN(2)
	{
		angle.peak = rmax(t, angle.best);
		angle.rests = angle.ties = angle.gaps = angle.masses[0] = angle.masses[1] = (sum){ 0 };
	}
	PASS(3)
	{
		const real gap = s * (pick(k == truth.class, t, f) - angle.peak);
		const bits at = gap == 0;
		SUM(angle.rests, keep(~at, rexpneg(gap))), SUM(angle.ties, keep(at, 1)), SUM(angle.gaps, share(y, gap));
		SUM(angle.masses[0], keep(~at, y)), SUM(angle.masses[1], keep(at, y));
	}
	THEN(3)
	{
		angle.odds = odds_of(total(angle.rests) + (total(angle.ties) - 1));
		angle.mass[0] = total(angle.masses[0]), angle.mass[1] = total(angle.masses[1]);
		VALUE((angle.mass[0] + angle.mass[1]) * angle.odds.log - total(angle.gaps));
	}
	EMIT
	{
		const bits chosen = k == truth.class;
		const real gap = s * (pick(chosen, t, f) - angle.peak);
		const chance c = softmax(gap, splat(0), angle.odds);
		const real others = narrow(beside(gap == 0, angle.mass, y)), slope = c.p * others - y * c.miss;
		const real turn = s * pick(chosen, splat((lane)target.g), 1);
		g = slope * turn;
		h = (others + y) * c.p * c.miss * turn * turn + pick(chosen, slope * s * splat((lane)target.h), 0);
	}
}

#define MARGIN_OF(variable, id, scale, parameters, description)                    \
	ALWAYS bent id##_target(double c SCALARS(parameters));                     \
	ROW(variable, id, 3, parameters, description)                              \
	{                                                                          \
		static bent target;                                                \
		choose(row);                                                       \
		THEN(2) { target = id##_target(truth.score ACTUALS(parameters)); } \
		compare(row, scale, target);                                       \
	}                                                                          \
	ALWAYS bent id##_target(double c SCALARS(parameters))
#define MARGIN(id, parameters, description) MARGIN_OF(prediction, id, scale, parameters, description)

#define TARGET "argmax(j, y[j])"
/* sum(k, y[k]) lse(x) - sum(k, y[k] x[k]), where x is f but at the target */
#define BENT(target)                                                       \
	"sum(k, y[k]) * log(sum(k, exp(scale * (k == " TARGET " ? " target \
	" : f[k])))) - scale * sum(k, y[k] * (k == " TARGET " ? " target " : f[k]))"

MARGIN(normalized_softmax, (scale, 20, "(0, inf)"),
       NAMES("Normalized softmax", "归一化 Softmax 损失") ALIASES("norm_face norm_softmax")
               LABELS(classes, "[0, 1]") DOMAIN("[-1, 1]") FORMULA(BENT("f[k]"))
                       REFERENCE("Wang et al. 2017, doi:10.1145/3123266.3123359"))
{
	(void)scale;
	return (bent){ c, 1, 0 };
}

MARGIN(cos_face, (scale, 64, "(0, inf)")(margin, 0.35, "[0, inf)"),
       NAMES("CosFace (AM-Softmax)", "CosFace（AM-Softmax）损失")
               ALIASES("am_softmax lmcl large_margin_cosine") LABELS(classes, "[0, 1]") DOMAIN("[-1, 1]")
                       FORMULA(BENT("f[k] - margin")) REFERENCE("Wang et al. 2018, doi:10.1109/CVPR.2018.00552"))
{
	(void)scale;
	return (bent){ c - margin, 1, 0 };
}

MARGIN(sphere_face, (scale, 1, "(0, inf)")(margin, 4, "1 | 2 | 3 | 4 | 5 | 6"),
       NAMES("SphereFace (A-Softmax)", "SphereFace（A-Softmax）损失") ALIASES(
               "a_softmax angular_softmax large_margin_softmax")
               LABELS(classes, "[0, 1]") DOMAIN("[-1, 1]") FORMULA(BENT(FOLDED("f[k]")))
                       KINKS("ties") REFERENCE("Liu et al. 2017, doi:10.1109/CVPR.2017.713"))
{
	(void)scale;
	return folded(c, margin);
}

MARGIN(arc_face,
       (scale, 64, "(0, inf)")(margin, 0.5, "[0, 3]")(monotone, true, "false | true")(easyMargin, false,
                                                                                      "false | true"),
       NAMES("ArcFace (AAM-Softmax)",
             "ArcFace（AAM-Softmax）损失") ALIASES("aam_softmax additive_angular_margin")
               LABELS(classes, "[0, 1]") DOMAIN("[-1, 1]") FORMULA(BENT(ADDED("f[k]")))
                       KINKS("ties") REFERENCE("Deng et al. 2019, doi:10.1109/CVPR.2019.00482"))
{
	(void)scale;
	return added((facing){ c, 1 - c, 1 + c }, margin, monotone, easyMargin);
}

/* A factor on the angle, a summand to it, and one to its cosine. */
MARGIN(combined_margin, (scale, 30, "(0, inf)")(m1, 1, "[1, inf)")(m2, 0.5, "[0, inf)")(m3, 0, "[0, inf)"),
       NAMES("Combined angular margin", "组合角度间隔 Softmax 损失") ALIASES("combined_margin_softmax cm_softmax")
               LABELS(classes, "[0, 1]") DOMAIN("[-1, 1]") FORMULA(BENT(TURNED("f[k]")))
                       REFERENCE("Deng et al. 2019, doi:10.1109/CVPR.2019.00482"))
{
	(void)scale;
	return turned((facing){ c, 1 - c, 1 + c }, m1, m2, m3);
}

/* From logits: log(1 + sum of exp(z - target + margin)). */
MARGIN_OF(logit, sm_softmax, 1, (margin, 0.5, "[0, inf)"),
          NAMES("Soft-margin softmax", "软间隔 Softmax 损失") ALIASES("soft_margin_softmax")
                  LABELS(classes, "[0, 1]")
                          FORMULA("sum(k, y[k]) * log(sum(k, exp(z[k] - (k == " TARGET
                                  " ? margin : 0)))) - sum(k, y[k] * (z[k] - (k == " TARGET " ? margin : 0)))")
                                  REFERENCE("Liang et al. 2017, doi:10.1007/978-3-319-70096-0_43"))
{
	return (bent){ c - margin, 1, 0 };
}
