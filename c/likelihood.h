/* Negative log-likelihoods and deviances: losses of what a distribution is described by. */
#undef FAMILY
#define FAMILY "likelihood"

/* With log y!, or for y > 1 alone the approximation that PyTorch adds, by Stirling.  Large terms would cancel in
   f - y log(f) + log y!: that is the excess of f over y, and what is left of log y! - y log(y) + y.  In double alone, which
   lends it to single precision. */
wide with_factorial_of(wide value, wide rate, wide epsilon, wide y, wide full);
#if REAL == 64
#define with_factorial with_factorial_of
#else
APART real with_factorial(real value, real rate, real epsilon, real y, real full)
{
	wide low = with_factorial_of(widen_low(value), widen_low(rate), widen_low(epsilon), widen_low(y),
	                             widen_low(full)),
	     high = with_factorial_of(widen_high(value), widen_high(rate), widen_high(epsilon), widen_high(y),
	                              widen_high(full));
	return narrow(__builtin_shufflevector(low, high, 0, 1, 2, 3));
}
#endif
#ifdef RARE
__attribute__((noinline)) real with_factorial_of(real value, real rate, real epsilon, real y, real full)
{
	real less = pick(full == 2, rlog((lane)0x1.921fb54442d18p2 * y) / 2, rstirling(y));
	real whole = y * excess_of_ratio(rate, y) - epsilon + less;
	return pick((y > 1) & (rate > 0), whole, value + keep(full == 1, rlgamma1p(y)));
}
#endif

#define FULL (full, false, "false | true | stirling")
#define LOG_FACTORIAL "(full == stirling ? (y > 1 ? y * log(y) - y + log(2 * pi * y) / 2 : 0) : full * lgamma(y + 1))"

#ifndef RARE
LOSS(prediction, poisson_log_rate, FULL,
     NAMES("Poisson from log-rate", "泊松损失（对数率）")
     ALIASES("count:poisson log_linear")
     EQUALS("torch PoissonNLLLoss; torch PoissonNLLLoss(full=True) full=stirling; sklearn HalfPoissonLoss")
     LABELS(real, "[0, inf)")
     FORMULA("exp(f) - y * f + " LOG_FACTORIAL)
     REFERENCE("Nelder & Wedderburn 1972, doi:10.2307/2344614"))
{
	/* The two terms come close to each other for counts of 3 and more. */
	const sundered e = exp_sundered(f);
	const real at = rmin(f, 1000), p = product(y, at);
	const real lost = keep((rabs(at) < LARGE) & (rabs(p) < LARGE), product_rest(y, at, p));
	real value = exp_less(e, p) - lost;
	const real gap = splat((lane)-0x1.1542457337d43p6) - f; /* from the logarithm of the least rate */
	if (any(full != 0))
		value = with_factorial(value, rmax(e.all, (lane)0x1p-100), -product(y, rmax(gap, 0)), y, full);
	return (out){ value, exp_less(e, y), like(y, e.all) };
}
#endif

#ifdef RARE
LOSS(prediction, poisson_nll, FULL(epsilon, 0, "[0, 1)"),
     NAMES("Poisson negative log-likelihood", "泊松负对数似然")
     ALIASES("poisson poissonLoss")
     EQUALS("torch PoissonNLLLoss(log_input=False) epsilon=1e-8; torch PoissonNLLLoss(log_input=False,full=True) epsilon=1e-8 full=stirling; keras Poisson epsilon=1e-7; flux poisson_loss")
     LABELS(real, "[0, inf)") DOMAIN("[0, inf)")
     FORMULA("f - y * log(f + epsilon) + " LOG_FACTORIAL)
     REFERENCE("Nelder & Wedderburn 1972, doi:10.2307/2344614"))
{
	real rate = f + epsilon, slope = pick((y == 0) | (f == INF), 1, (f - y + epsilon) / rate);
	real lost = keep((rate > 0) & (rate < FINITE), sum_rest(f, epsilon, rate) / rate); /* of the logarithm */
	real value = f - rxlogy(y, rmin(rate, FINITE)) - y * lost;
	if (any(full != 0)) value = with_factorial(value, rate, epsilon, y, full);
	return (out){ value, like(f, slope), like(f, keep(y != 0, y / rate / rate)) };
}

/* The variance is predicted, too; it is the second number of a sample.  Where epsilon raises it, its derivatives are those at
   epsilon, as PyTorch has them, and not 0. */
TUPLE(gaussian_nll, 2, 1, (full, false, "false | true")(epsilon, 0, "[0, inf)"),
     NAMES("Gaussian negative log-likelihood", "高斯负对数似然")
     ALIASES("heteroscedastic heteroscedastic_regression")
     EQUALS("torch GaussianNLLLoss epsilon=1e-6")
     PREDICTED("mean (-inf, inf); variance (0, inf)")
     FORMULA("v = variance + frozen(max(0, epsilon - variance)); (log(v) + (mean - y)^2 / v + full * log(2 * pi)) / 2")
     REFERENCE("Nix & Weigend 1994, doi:10.1109/ICNN.1994.374138"))
{
	real r = f[0] - y[0], v = pick(f[1] < epsilon, epsilon, f[1]), q = r / v, d = r * q;
	return (outs){
		(rlog(v) + d + full * (lane)0x1.d67f1c864beb5p0) / 2,
		{ q, (1 - d) / v / 2 },
		{ like(r, 1 / v), (d - (lane)0.5) / v / v },
	};
}

LOSS(prediction, poisson_deviance, (half, false, "false | true"),
     NAMES("Poisson deviance", "泊松偏差")
     ALIASES("poissonDevianceLoss")
     EQUALS("sklearn mean_poisson_deviance")
     LABELS(real, "[0, inf)") DOMAIN("[0, inf)")
     FORMULA("(2 - half) * (y == 0 ? f : y * log(y / f) - y + f)")
     REFERENCE("Nelder & Wedderburn 1972, doi:10.2307/2344614"))
{
	real k = 2 - half, slope = pick((y == 0) | (f == INF), 1, (f - y) / f);
	return (out){ k * pick(y == 0, f, y * excess_of_ratio(f, y)), k * like(f, slope),
		      k * like(f, keep(y != 0, y / f / f)) };
}

LOSS(prediction, gamma_log_rate, NONE,
     NAMES("Gamma from log-rate", "伽马损失（对数率）")
     ALIASES("gamma gamma_nll reg:gamma")
     EQUALS("sklearn HalfGammaLoss")
     LABELS(real, "(0, inf)")
     FORMULA("f + y * exp(-f)")
     REFERENCE("Nelder & Wedderburn 1972, doi:10.2307/2344614"))
{
	real e = times_exp(y, -f);
	return (out){ rmax(f, -1000) + e, pick(rabs(f) < 1, 1 - y - y * rexpm1(-f), 1 - e), e };
}

LOSS(prediction, gamma_deviance, (half, false, "false | true"),
     NAMES("Gamma deviance", "伽马偏差")
     ALIASES("gammaDevianceLoss")
     EQUALS("sklearn mean_gamma_deviance")
     LABELS(real, "(0, inf)") DOMAIN("(0, inf)")
     FORMULA("(2 - half) * (log(f / y) + y / f - 1)")
     REFERENCE("Nelder & Wedderburn 1972, doi:10.2307/2344614"))
{
	real k = 2 - half, less = pick(f == INF, -1, (2 * y - f) / f);
	return (out){ k * excess_of_ratio(y, f), k * pick(f == INF, 1, (f - y) / f) / f, k * (less / f / f) };
}

/* Terms that do not depend on the prediction are left out. */
LOSS(prediction, tweedie_log_rate, (power, 1.5, "(-inf, inf)"),
     NAMES("Tweedie from log-rate", "Tweedie 损失（对数率）")
     ALIASES("tweedie reg:tweedie tweedie_nll")
     EQUALS("sklearn HalfTweedieLoss")
     LABELS(real, "[0, inf)") FREE(power)
     FORMULA("(power == 2 ? f : exp((2 - power) * f) / (2 - power)) - y * (power == 1 ? f : exp((1 - power) * f) / (1 - power))")
     REFERENCE("Jørgensen 1987, doi:10.1111/j.2517-6161.1987.tb01685.x"))
{
	real a = 2 - power, b = 1 - power, far = rmax(rmin(f, 1000), -1000);
	real rate = rexp(product(a, f)), held = times_exp(y, product(b, f));
	real up = pick(a == 0, f, rate / a), down = product(y, pick(b == 0, far, held / y / b)),
	     value = pick(b == 0, up - down, up - held / b);
	const sundered e = exp_sundered(f);
	real slope = pick((rabs(f) < 300) & (rabs(b * f) < 300), exp_less(e, y) * rexp(product(b, f)), rate - held);
	real curve = product(a, rate) - product(b, held), all = like(y, f);
	return (out){
		like(all, pick(value == value, value, INF)),
		like(all, pick(slope == slope, slope, rcopysign(splat(INF), f - rlog(y)))),
		like(all, pick(curve == curve, curve, rcopysign(splat(INF), a * e.all - b * y))),
	};
}

/* (x^a - 1 - a (x - 1)) / (a b), b = a - 1, where l = log(x).  Near x = 1 the bracket is the difference of two excesses of
   exp, taken so that it vanishes neither at a = 0 nor at b = 0; far out x itself counts, since exp would multiply the error
   of l. */
APART real tweedie_bracket(real x, real l, real a, real b)
{
	const real al = a * l, bl = b * l, excess = excess_of_exp(l);
	const real by_a = (excess_of_exp(al) / a - excess) / b,
	           by_b = (x * (excess_of_exp(bl) / b) + l * (x - 1) - excess) / a;
	const real small_a = (rexpm1(al) - a * (x - 1)) / a / b, small_b = (x * rexpm1(bl) - b * (x - 1)) / a / b;
	const real far = (rpow(x, a) - a * x + b) / (a * b);
	return pick(rabs(l) < 2, pick(a < (lane)0.5, by_a, by_b),
	            pick(rabs(al) < 1, small_a, pick(rabs(bl) < 1, small_b, far)));
}

/* f^a times the bracket, where x = y / f and a = 2 - power. */
LOSS(prediction, tweedie_deviance, (power, 1.5, "(-inf, inf)")(half, false, "false | true"),
     NAMES("Tweedie deviance", "Tweedie 偏差")
     ALIASES("tweedieDevianceLoss")
     EQUALS("sklearn mean_tweedie_deviance power=0; sklearn HalfTweedieLossIdentity half=true")
     LABELS(real, "[0, inf)") FREE(power) DOMAIN("(0, inf)")
     FORMULA("(2 - half) * (power == 0 ? (y - f)^2 / 2 : power == 1 ? (y == 0 ? f : y * log(y / f) - y + f) : power == 2 ? log(f / y) + y / f - 1 : max(y, 0)^(2 - power) / ((1 - power) * (2 - power)) - y * f^(1 - power) / (1 - power) + f^(2 - power) / (2 - power))")
     REFERENCE("Jørgensen 1987, doi:10.1111/j.2517-6161.1987.tb01685.x"))
{
	const lane tiny = (lane)K(0x1p-60f, 0x1p-200);
	real k = 2 - half, r = f - y, a = 2 - power, b = 1 - power, x = y / f;
	real l = rcopysign(rlog1p(rabs(r) / rmin(y, f)), -r);
	real p = pick(rabs(a) < tiny, tiny, a), q = pick(rabs(b) < tiny, tiny, b);
	bits low = a < (lane)0.5;
	real near = tweedie_bracket(x, l, pick(low, p, 1 + q), pick(low, p - 1, q));
	real below = pick(a > 0, 1 / a - x / q + keep(power == 0, x * (x / 2)), INF);
	real bracket = pick(y <= 0, below, pick(r == 0, 0, near));
	real at = rpow(f, -power);
	return (out){ k * rpow(f, a) * bracket, k * product(r, at), k * (at * (b + power * x)) };
}

TUPLE(gaussian_log_variance, 2, 1, (full, false, "false | true"),
     NAMES("Gaussian from log-variance", "高斯负对数似然（对数方差）")
     ALIASES("gaussianLogVarianceNll log_variance_nll")
     PREDICTED("mean (-inf, inf); logVariance (-inf, inf)")
     FORMULA("(logVariance + (mean - y)^2 * exp(-logVariance) + full * log(2 * pi)) / 2")
     REFERENCE("Kendall & Gal 2017, arXiv:1703.04977"))
{
	real r = f[0] - y[0], w = rexp(-f[1]), q = times_exp(r, -f[1]), d = product(r, q);
	return (outs){
		(f[1] + d + full * (lane)0x1.d67f1c864beb5p0) / 2,
		{ like(f[1], q), (1 - d) / 2 },
		{ like(r, w), d / 2 },
	};
}

TUPLE(laplace_nll, 2, 1, (full, false, "false | true"),
     NAMES("Laplace negative log-likelihood", "拉普拉斯负对数似然")
     ALIASES("laplaceNllLoss LaplaceNLLLoss")
     PREDICTED("location (-inf, inf); scale (0, inf)") KINKS("location - y")
     FORMULA("log(scale) + abs(location - y) / scale + full * log(2)")
     REFERENCE("Laplace 1774, Mémoire sur la probabilité des causes par les événements"))
{
	real r = f[0] - y[0], b = f[1], d = rabs(r) / b;
	return (outs){
		rlog(b) + d + full * (lane)0x1.62e42fefa39efp-1,
		{ rsign(r) / b, (1 - d) / b },
		{ like(d, 0), (d - 1 + d) / b / b },
	};
}

/* As Cauchy's loss in x = r / (scale sqrt(degrees)). */
TUPLE(student_t_nll, 2, 1, (degrees, 4, "(0, inf)")(full, false, "false | true"),
     NAMES("Student-t negative log-likelihood", "学生 t 负对数似然")
     ALIASES("studentT student_t_loss StudentTNLLLoss")
     PREDICTED("location (-inf, inf); scale (0, inf)")
     FORMULA("(degrees + 1) / 2 * log(1 + (location - y)^2 / (degrees * scale^2)) + log(scale) + full * (lgamma(degrees / 2) - lgamma((degrees + 1) / 2) + log(degrees * pi) / 2)")
     REFERENCE("Lange, Little & Taylor 1989, doi:10.2307/2290063"))
{
	real s = f[1], wide = s * rroot(degrees), x = (f[0] - y[0]) / wide, sq = x * x, u = 1 / (1 + sq),
	     k = degrees + 1;
	real known = rlgamma(degrees / 2) - rlgamma(k / 2) + rlog(degrees * (lane)0x1.921fb54442d18p1) / 2,
	     w = saturation(sq);
	return (outs){
		k / 2 * log1p_square(rabs(x)) + rlog(s) + keep(full != 0, known),
		{ k * redescent(x, u) / wide, (1 - k * w) / s },
		{ k * (pick(sq < 1, (1 - sq) * u, 2 * u - 1) * u) / wide / wide, (k * w * (3 - 2 * w) - 1) / s / s },
	};
}
#endif
