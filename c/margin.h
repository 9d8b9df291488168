/* Losses of the margin m = y z of a score z and a target y = -1 or 1. */
#undef FAMILY
#define FAMILY "margin"

#ifndef RARE
LOSS(margin, hinge, (threshold, 1, "[0, inf)"),
     NAMES("Hinge", "合页损失")
     ALIASES("svm_loss l1_hinge L1HingeLoss l1_svm binary:hinge")
     EQUALS("keras Hinge labels=auto subgradient=middle; sklearn Hinge subgradient=steepest; optax hinge_loss subgradient=middle; tfjs hingeLoss labels=01; flux hinge_loss")
     FORMULA("max(0, threshold - m)") KINKS("threshold")
     REFERENCE("Cortes & Vapnik 1995, doi:10.1007/BF00994018"))
{
	return (out){ rmax(threshold - m, 0), like(m, keep(m < threshold, -1)), like(m, 0) };
}

LOSS(margin, squared_hinge, (threshold, 1, "[0, inf)"),
     NAMES("Squared hinge", "平方合页损失")
     ALIASES("l2_svm l2_hinge")
     EQUALS("keras SquaredHinge labels=auto; sklearn SquaredHinge; flux squared_hinge_loss")
     FORMULA("max(0, threshold - m)^2") KINKS("threshold")
     REFERENCE("Lee & Mangasarian 2001, doi:10.1023/A:1011215321374"))
{
	real lack = rmax(threshold - m, 0);
	return (out){ lack * lack, -2 * lack, like(m, pick(m < threshold, 2, 0)) };
}

LOSS(margin, logistic_margin, UNIT,
     NAMES("Logistic margin", "逻辑斯谛间隔损失")
     ALIASES("soft_margin logistic LogitMarginLoss")
     EQUALS("torch SoftMarginLoss")
     FORMULA("log(1 + exp(-m)) / log(base)")
     REFERENCE("Friedman, Hastie & Tibshirani 2000, doi:10.1214/aos/1016218223"))
{
	real e = rexpneg(rnabs(m)), s = 1 / (1 + e), p = pick(m < 0, s, e * s);
	return (out){ base * (rmax(-m, 0) + rlog1p01(e)), base * -p, base * (e * s * s) };
}
#endif

#ifdef RARE
LOSS(margin, exponential_margin, NONE,
     NAMES("Exponential", "指数损失")
     ALIASES("exponential exp_loss adaboost ExponentialLoss boosting_loss")
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

/* Linear below 1 - gamma. */
LOSS(margin, smoothed_hinge, (gamma, 1, "(0, inf)"),
     NAMES("Smoothed hinge", "平滑合页损失")
     ALIASES("smoothHinge SmoothedL1HingeLoss quadratically_smoothed_hinge quadratically_smoothed_svm Rennie")
     FORMULA("m >= 1 ? 0 : m > 1 - gamma ? (1 - m)^2 / (2 * gamma) : 1 - m - gamma / 2") KINKS("1 - gamma, 1")
     REFERENCE("Rennie & Srebro 2005, Loss functions for preference levels"))
{
	real lack = rmax(1 - m, 0), q = rmin(lack, gamma), t = q / gamma;
	return (out){ t * (lack - q / 2), -t, like(m, keep((m < 1) & (m > 1 - gamma), 1 / gamma)) };
}

LOSS(margin, modified_huber, NONE,
     NAMES("Modified Huber", "修正 Huber 损失")
     ALIASES("ModifiedHuberLoss modified_huber_loss")
     EQUALS("sklearn ModifiedHuber")
     FORMULA("m >= 1 ? 0 : m >= -1 ? (1 - m)^2 : -4 * m") KINKS("-1, 1")
     REFERENCE("Zhang 2004, doi:10.1214/aos/1079120130"))
{
	real lack = rmax(1 - m, 0), q = rmin(lack, 2);
	return (out){ q * (2 * lack - q), -2 * q, like(m, pick((m < 1) & (m >= -1), 2, 0)) };
}

LOSS(margin, perceptron, NONE,
     NAMES("Perceptron", "感知机损失")
     ALIASES("PerceptronLoss perceptronLoss")
     EQUALS("optax perceptron_loss subgradient=middle")
     FORMULA("max(0, -m)") KINKS("0")
     REFERENCE("Rosenblatt 1958, doi:10.1037/h0042519"))
{
	return (out){ rmax(-m, 0), like(m, pick(m < 0, -1, 0)), like(m, 0) };
}

LOSS(margin, squared_margin, NONE,
     NAMES("Squared margin", "平方间隔损失")
     ALIASES("L2MarginLoss l2_margin squaredMarginLoss")
     FORMULA("(1 - m)^2")
     REFERENCE("Suykens & Vandewalle 1999, doi:10.1023/A:1018628609742"))
{
	real lack = 1 - m;
	return (out){ lack * lack, -2 * lack, like(m, 2) };
}

/* 1 - tanh(m) = 2 s(-2m), of which the derivatives are products of s(2m) and s(-2m). */
LOSS(margin, sigmoid_margin, NONE,
     NAMES("Sigmoid margin", "Sigmoid 间隔损失")
     ALIASES("SigmoidLoss sigmoidLoss")
     FORMULA("1 - tanh(m)")
     REFERENCE("LossFunctions.jl, SigmoidLoss"))
{
	real p = rsigmoid(-2 * m), slope = 4 * p * rsigmoid(2 * m);
	return (out){ 2 * p, -slope, 2 * slope * rtanh(m) };
}

/* The edge is at q / (q + 1); beyond it the loss is (edge / m)^q / (q + 1). */
LOSS(margin, distance_weighted, (power, 1, "(0, inf)"),
     NAMES("Distance-weighted discrimination", "距离加权判别损失")
     ALIASES("dwd DWDMarginLoss distance_weighted_discrimination")
     FORMULA("m <= power / (power + 1) ? 1 - m : (power / ((power + 1) * m))^power / (power + 1)")
     KINKS("power / (power + 1)")
     REFERENCE("Marron, Todd & Ahn 2007, doi:10.1198/016214507000001120"))
{
	real edge = power / (power + 1), held = rmax(m, edge), t = edge / held, small = rpow(t, power);
	bits inside = m <= edge;
	return (out){
		pick(inside, 1 - m, small / (power + 1)),
		like(m, pick(inside, -1, -small * t)),
		like(m, keep(~inside, (power + 1) * small * t / held)),
	};
}

LOSS(margin, ramp, NONE,
     NAMES("Ramp", "斜坡损失")
     ALIASES("rampLoss truncated_hinge RampLoss")
     FORMULA("min(1, max(0, 1 - m))") KINKS("0, 1")
     REFERENCE("Collobert, Sinz, Weston & Bottou 2006, ICML, 201-208"))
{
	return (out){ rmin(rmax(1 - m, 0), 1), like(m, pick((m > 0) & (m < 1), -1, 0)), like(m, 0) };
}

/* q^2, q = s(-m): the gradient is -2 q^2 s(m), in which the rounding of 1 + e, thrice a factor, is made up for; and
   2 s(m) - q is expm1(m + log 2) q. */
LOSS(margin, savage, NONE,
     NAMES("Savage", "Savage 损失")
     ALIASES("savageLoss SavageLoss")
     FORMULA("1 / (1 + exp(m))^2")
     REFERENCE("Masnadi-Shirazi & Vasconcelos 2008, On the design of loss functions for classification"))
{
	const lane ln2 = 0x1.62e42fefa39efp-1, ln2_rest = 0x1.abc9e3b39803fp-56;
	real e = rexpneg(rnabs(m)), d = 1 + e, lost = (e - (d - 1)) / d, part = pick(m < 0, 1, e) / d;
	real slope = 2 * (pick(m < 0, e, e * e) / (d * d * d)) * (1 - 3 * lost);
	return (out){ part * part, -slope, slope * (pick(m < 0, rexpm1(m + ln2 + ln2_rest), 2 - e) / d) };
}

/* 2 atan(m) - 1 = 2 atan((m - a) / (1 + a m)) with its zero a = tan(1/2) */
LOSS(margin, tangent, NONE,
     NAMES("Tangent", "正切损失")
     ALIASES("tangentLoss TangentLoss")
     FORMULA("(2 * atan(m) - 1)^2")
     REFERENCE("Masnadi-Shirazi, Mahadevan & Vasconcelos 2010, On the design of robust classifiers for computer vision"))
{
	const lane root = 0x1.17b4f5bf3474ap-1, root_rest = 0x1.0c5e59201e209p-55; /* tan(1/2) */
	bits near = (m > (lane)0.3) & (m < (lane)0.8);
	real t = 2 * ratan(pick(near, (m - root - root_rest) / (1 + m * root), m)) - pick(near, 0, 1);
	real u = pick(rabs(m) > LARGE, 1 / m / m, 1 / (1 + m * m));
	return (out){ t * t, 4 * t * u, 8 * u * (u - redescent(m, u) * t) };
}
#endif
