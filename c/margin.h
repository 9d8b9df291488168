/* Losses of the margin m = y z of a score z and a target y = -1 or 1. */
#undef FAMILY
#define FAMILY "margin"

LOSS(margin, hinge, NONE,
     NAMES("Hinge", "合页损失")
     ALIASES("svm_loss hinge_loss l1_hinge")
     FORMULA("max(0, 1 - m)") KINKS("1")
     REFERENCE("Cortes & Vapnik 1995, doi:10.1007/BF00994018"))
{
	return (out){ rmax(1 - m, 0), like(m, pick(m < 1, -1, 0)), like(m, 0) };
}

LOSS(margin, squared_hinge, NONE,
     NAMES("Squared hinge", "平方合页损失")
     ALIASES("l2_svm SquaredHinge l2_hinge")
     FORMULA("max(0, 1 - m)^2") KINKS("1")
     REFERENCE("Lee & Mangasarian 2001, doi:10.1023/A:1011215321374"))
{
	real short_of = rmax(1 - m, 0);
	return (out){ short_of * short_of, -2 * short_of, like(m, pick(m < 1, 2, 0)) };
}

LOSS(margin, logistic_margin, UNIT,
     NAMES("Logistic margin", "逻辑斯谛间隔损失")
     ALIASES("soft_margin SoftMarginLoss logistic LogitMarginLoss")
     FORMULA("log(1 + exp(-m)) / log(base)")
     REFERENCE("Friedman, Hastie & Tibshirani 2000, doi:10.1214/aos/1016218223"))
{
	real e = rexpneg(rnabs(m)), s = 1 / (1 + e), p = pick(m < 0, s, e * s);
	return (out){ base * (rmax(-m, 0) + rlog1p01(e)), base * -p, base * (e * s * s) };
}

LOSS(margin, exponential_margin, NONE,
     NAMES("Exponential", "指数损失")
     ALIASES("exponential exp_loss adaboost ExponentialLoss")
     FORMULA("exp(-m)")
     REFERENCE("Freund & Schapire 1997, doi:10.1006/jcss.1997.1504"))
{
	real e = rexp(-m);
	return (out){ e, -e, e };
}

/* A score of zero counts as right. */
LOSS(margin, zero_one_margin, NONE,
     NAMES("Zero-one (margin)", "0-1 损失（间隔）")
     ALIASES("misclassification ZeroOneLoss")
     FORMULA("m < 0 ? 1 : 0") KINKS("0")
     REFERENCE("Fisher 1936, doi:10.1111/j.1469-1809.1936.tb02137.x"))
{
	return (out){ like(m, pick(m < 0, 1, 0)), like(m, 0), like(m, 0) };
}
