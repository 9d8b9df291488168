/* Losses of a residual that bound the influence of outliers; t = r / c. */
#undef FAMILY
#define FAMILY "regression"

LOSS(residual, fair, (c, 1, "(0, inf)"),
     NAMES("Fair", "Fair 损失")
     ALIASES("fair_loss FairLoss")
     FORMULA("c^2 * (abs(r) / c - log(1 + abs(r) / c))")
     REFERENCE("Fair 1974, On the robust estimation of econometric models"))
{
	real t = rabs(r) / c, u = 1 / (1 + t);
	return (out){ c * c * excess_of_log(t), toward(r, c * saturation(t)), u * u };
}

/* The second derivative at 0 is that of either side. */
LOSS(residual, wing, (width, 10, "(0, inf)")(epsilon, 2, "(0, inf)"),
     NAMES("Wing", "Wing 损失")
     ALIASES("wing_loss WingLoss")
     FORMULA("abs(r) < width ? width * log(1 + abs(r) / epsilon) : abs(r) - width + width * log(1 + width / epsilon)")
     KINKS("-width, 0, width")
     REFERENCE("Feng et al. 2018, doi:10.1109/CVPR.2018.00238"))
{
	real a = rabs(r), near = rmin(a, width), steep = width / (epsilon + near);
	bits inside = a <= width;
	return (out){
		width * rlog1p(near / epsilon) + keep(~inside, a - width),
		rsign(r) * like(r, pick(inside, steep, 1)),
		like(r, keep(inside, -steep / (epsilon + near))),
	};
}

LOSS(residual, cauchy, (c, 1, "(0, inf)"),
     NAMES("Cauchy (Lorentzian)", "柯西损失")
     ALIASES("lorentzian cauchyLoss CauchyLoss")
     FORMULA("c^2 / 2 * log(1 + (r / c)^2)")
     REFERENCE("Black & Anandan 1996, doi:10.1006/cviu.1996.0006"))
{
	real t = r / c, s = t * t, u = 1 / (1 + s), left = 1 - s - square_rest(r, c, t, s), far = left * u;
	real bend = pick(s < LARGE, far, -1);
	return (out){ c * (c / 2) * log1p_square(rabs(t)), c * redescent(t, u), bend * u };
}

LOSS(residual, geman_mcclure, (c, 1, "(0, inf)"),
     NAMES("Geman-McClure", "Geman-McClure 损失")
     ALIASES("gemanLoss geman_mcclure_loss GemanMcClure")
     FORMULA("c^2 / 2 * (r / c)^2 / (1 + (r / c)^2)")
     REFERENCE("Geman & McClure 1987, Statistical methods for tomographic image reconstruction"))
{
	real t = r / c, s = t * t, u = 1 / (1 + s), left = 1 - 2 * s - s - 3 * square_rest(r, c, t, s);
	real bend = pick(s < LARGE, left * u, -3);
	return (out){ c * (c / 2) * saturation(s), pick(s < LARGE, r * u, c * redescent(t, u)) * u, bend * (u * u) };
}

LOSS(residual, welsch, (c, 1, "(0, inf)"),
     NAMES("Welsch (Leclerc)", "Welsch 损失")
     ALIASES("leclerc correntropy welschLoss WelschLoss")
     FORMULA("c^2 / 2 * (1 - exp(-(r / c)^2))")
     REFERENCE("Dennis & Welsch 1978, doi:10.1080/03610917808812083"))
{
	real t = r / c, s = t * t, rest = square_rest(r, c, t, s), e = rexpneg(-s);
	return (out){
		c * (c / 2) * -rexpm1(-s),
		product(e, r * (1 - rest)),
		product(e, (1 - 2 * s - 2 * rest) * (1 - rest)),
	};
}

/* 1 - (1 - s)^3 = s (3 - s (3 - s)) */
LOSS(residual, tukey, (c, 4.685, "(0, inf)"),
     NAMES("Tukey biweight", "Tukey 双权损失")
     ALIASES("bisquare biweight tukeyBiweight TukeyBiweight")
     FORMULA("abs(r) <= c ? c^2 / 6 * (1 - (1 - (r / c)^2)^3) : c^2 / 6") KINKS("-c, c")
     REFERENCE("Beaton & Tukey 1974, doi:10.1080/00401706.1974.10489171"))
{
	real a = rmin(rabs(r), c), t = a / c, s = t * t, rest = square_rest(a, c, t, s), left = 1 - s - rest;
	return (out){
		pick(s < (lane)0.5, a * (a / 6) * (3 - s * (3 - s)), c * (c / 6) * (1 - left * left * left)),
		toward(r, a * (left * left)),
		left * (1 - 4 * s - s - 5 * rest),
	};
}

/* With b = 2 - alpha and s = x^2 = t^2 / b it is b / alpha ((1 + s)^(alpha / 2) - 1), whose slope falls behind that of the
   square by (1 + s)^(alpha / 2 - 1).  Where x is large 1 + s = x x.  Where s is small both powers are taken by way of the
   logarithm.  alpha = 0 and -inf need no case of their own if they are replaced by what rounds to them. */
LOSS(residual, barron, (alpha, 1, "[-inf, 2]")(c, 1, "(0, inf)"),
     NAMES("Barron (general robust)", "Barron 通用鲁棒损失")
     ALIASES("generalRobust adaptive_robust_loss AdaptiveLossFunction general_robust_loss")
     FORMULA("alpha == 2 ? (r / c)^2 / 2 : alpha == 0 ? log((r / c)^2 / 2 + 1) : alpha == -inf ? 1 - exp(-(r / c)^2 / 2) : (2 - alpha) / alpha * (((r / c)^2 / (2 - alpha) + 1)^(alpha / 2) - 1)")
     REFERENCE("Barron 2019, doi:10.1109/CVPR.2019.00446"))
{
	const real a = nonzero(rmax(alpha, -(lane)0x1p100)), b = nonzero(2 - a), width = rroot(b), t = r / c;
	const real x = rabs(t) / width, s = x * x, log = log1p_square(x), e = a / 2 * log, scale = b / a;
	const bits far = x > LARGE, near = s < 1, quadratic = (a == 2) | (rabs(t) < (lane)0x1p-30);
	const real base = pick(far, x, 1 + s), grown = rpow(base, a / 2);
	const real less = rpow(base, pick(far, a - 1, a / 2 - 1));
	const real grows = pick(far, scale * grown * grown - scale, scale * (grown - 1));
	const real value = pick(near | (rabs(e) < 1), scale * rexpm1(e), grows);
	const real fall = pick(near, rexp(-b / 2 * log), less / pick(far, x, 1));
	const real slope = pick(far, toward(r, width * less), t * fall);
	const real bend = pick(near, (1 + s * (a - 1)) / (1 + s), a - 1 + b / (1 + s));
	return (out){ pick(quadratic, t * (t / 2), value), pick(quadratic, t, slope) / c,
		      like(r, pick(quadratic, 1, fall * bend)) / c / c };
}
