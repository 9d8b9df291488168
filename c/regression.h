/* Losses of a residual: squares, distances, and what lies between. */
#undef FAMILY
#define FAMILY "regression"

#ifndef RARE
LOSS(residual, squared_error, NONE,
     NAMES("Squared error", "平方误差")
     ALIASES("l2 quadratic L2DistLoss least_squares RMSE regression_l2")
     EQUALS("torch MSELoss denominator=weights; keras MeanSquaredError; keras RootMeanSquaredError root=true denominator=weights; sklearn mean_squared_error; sklearn root_mean_squared_error root=true; optax squared_error; tfjs meanSquaredError; tfjs metrics.meanSquaredError sample=auto; flux mse")
     ROOTED FORMULA("r^2")
     REFERENCE("Gauss 1809, Theoria motus corporum coelestium"))
{
	return (out){ r * r, 2 * r, like(r, 2) };
}

LOSS(residual, half_squared_error, NONE,
     NAMES("Half squared error", "半平方误差")
     ALIASES("halfMse reg:squarederror half_squared_loss")
     EQUALS("sklearn HalfSquaredError; optax l2_loss")
     FORMULA("r^2 / 2")
     REFERENCE("Gauss 1809, Theoria motus corporum coelestium"))
{
	return (out){ r * (r / 2), r, like(r, 1) };
}

LOSS(residual, absolute_error, NONE,
     NAMES("Absolute error", "绝对误差")
     ALIASES("l1 L1DistLoss LAD Laplace reg:absoluteerror regression_l1 WAPE weighted_absolute_percentage_error")
     EQUALS("torch L1Loss denominator=weights; keras MeanAbsoluteError subgradient=left; sklearn mean_absolute_error; sklearn AbsoluteError subgradient=left curvature=surrogate; tfjs absoluteDifference subgradient=right; tfjs metrics.meanAbsoluteError subgradient=left sample=auto; flux mae")
     CURVATURE(surrogate)
     FORMULA("abs(r)") KINKS("0")
     REFERENCE("Boscovich 1757, De litteraria expeditione"))
{
	return (out){ rabs(r), rsign(r), like(r, 0) };
}

/* At |r| = delta the second derivative is that of the quadratic piece. */
LOSS(residual, huber, (delta, 1, "(0, inf)"),
     NAMES("Huber", "Huber 损失")
     ALIASES("robust_l2")
     EQUALS("torch HuberLoss; keras Huber; sklearn HuberLoss; optax huber_loss; tfjs huberLoss; flux huber_loss") CURVATURE(surrogate)
     FORMULA("abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2)") KINKS("-delta, delta")
     REFERENCE("Huber 1964, doi:10.1214/aoms/1177703732"))
{
	real a = rabs(r), q = rmin(a, delta);
	return (out){ q * (a - q / 2), rmax(rmin(r, delta), -delta), like(r, pick(a <= delta, 1, 0)) };
}

/* Huber's loss divided by beta; with beta = 0 the absolute error. */
LOSS(residual, smooth_l1, (beta, 1, "[0, inf)"),
     NAMES("Smooth L1", "平滑 L1 损失")
     ALIASES("smooth_l1_loss fast_r_cnn_loss")
     EQUALS("torch SmoothL1Loss")
     FORMULA("abs(r) < beta ? r^2 / (2 * beta) : abs(r) - beta / 2") KINKS("-beta, beta")
     REFERENCE("Girshick 2015, doi:10.1109/ICCV.2015.169"))
{
	real a = rabs(r), t = r / beta;
	bits inside = a < beta;
	return (out){ pick(inside, r * (t / 2), a - beta / 2), pick(inside, t, rsign(r)),
		      like(r, keep(inside, 1 / beta)) };
}
#endif

#ifdef RARE
/* delta^2 (sqrt(1 + t^2) - 1) = delta |r| t / (1 + sqrt(1 + t^2)) */
LOSS(residual, pseudo_huber, (delta, 1, "(0, inf)"),
     NAMES("Pseudo-Huber", "伪 Huber 损失")
     ALIASES("reg:pseudohubererror pseudo_huber_loss PseudoHuberLoss L1-L2")
     FORMULA("delta^2 * (sqrt(1 + (r / delta)^2) - 1)")
     REFERENCE("Charbonnier et al. 1997, doi:10.1109/83.551699"))
{
	real a = rabs(r), t = a / delta, root = secant(t), u = 1 / root;
	bits far = t > LARGE;
	return (out){ delta * a * pick(far, 1, t / (1 + root)), toward(r, pick(far, delta, a * u)), u * u * u };
}

LOSS(residual, charbonnier, (epsilon, 0.001, "(0, inf)"),
     NAMES("Charbonnier", "Charbonnier 损失")
     ALIASES("CharbonnierLoss l1_charbonnier")
     FORMULA("sqrt(r^2 + epsilon^2)")
     REFERENCE("Charbonnier et al. 1994, doi:10.1109/ICIP.1994.413553"))
{
	real a = rabs(r), t = a / epsilon, root = secant(t), u = 1 / root;
	bits far = t > LARGE;
	return (out){ pick(far, a, epsilon * root), toward(r, pick(far, 1, t * u)), u * u * (u / epsilon) };
}
/* The quantile is the share of targets that shall lie below the prediction. */
LOSS(residual, pinball, (quantile, 0.5, "[0, 1]"),
     NAMES("Pinball (quantile)", "分位数损失")
     ALIASES("quantile quantileLoss QuantileLoss check tick reg:quantileerror")
     EQUALS("sklearn PinballLoss subgradient=left curvature=surrogate; sklearn mean_pinball_loss") CURVATURE(surrogate)
     FORMULA("max(-quantile * r, (1 - quantile) * r)") KINKS("0")
     REFERENCE("Koenker & Bassett 1978, doi:10.2307/1913643"))
{
	real over = 1 - quantile, slope = like(r, pick(r < 0, -quantile, keep(r > 0, over)));
	return (out){ product(pick(r < 0, quantile, over), rabs(r)) + like(r, 0), slope, like(r, 0) };
}
LOSS(residual, expectile, (level, 0.5, "[0, 1]"),
     NAMES("Expectile", "期望分位数损失")
     ALIASES("expectileLoss reg:expectileerror asymmetric_least_squares asymmetric_squared_error")
     FORMULA("(r > 0 ? 1 - level : level) * r^2") KINKS("0")
     REFERENCE("Newey & Powell 1987, doi:10.2307/1911031"))
{
	real share = pick(r > 0, 1 - level, level), slope = share * r;
	return (out){ slope * r, 2 * slope, like(r, 2 * share) };
}

LOSS(residual, epsilon_insensitive, (epsilon, 0.1, "[0, inf)"),
     NAMES("Epsilon-insensitive", "ε-不敏感损失")
     ALIASES("svr l1_epsilon_insensitive L1EpsilonInsLoss svr_l1")
     EQUALS("sklearn EpsilonInsensitive")
     FORMULA("max(0, abs(r) - epsilon)") KINKS("-epsilon, epsilon")
     REFERENCE("Vapnik 1995, doi:10.1007/978-1-4757-2440-0"))
{
	real beyond = rabs(r) - epsilon;
	return (out){ rmax(beyond, 0), like(r, keep(beyond > 0, rsign(r))), like(r, 0) };
}

LOSS(residual, squared_epsilon_insensitive, (epsilon, 0.1, "[0, inf)"),
     NAMES("Squared epsilon-insensitive", "平方 ε-不敏感损失")
     ALIASES("l2_epsilon_insensitive L2EpsilonInsLoss svr_l2")
     EQUALS("sklearn SquaredEpsilonInsensitive")
     FORMULA("max(0, abs(r) - epsilon)^2") KINKS("-epsilon, epsilon")
     REFERENCE("scikit-learn, SGDRegressor"))
{
	real beyond = rmax(rabs(r) - epsilon, 0);
	return (out){ beyond * beyond, toward(r, 2 * beyond), like(r, pick((beyond > 0) | (epsilon == 0), 2, 0)) };
}
#endif

#ifndef RARE
LOSS(residual, log_cosh, NONE,
     NAMES("Log-cosh", "对数双曲余弦损失")
     ALIASES("logcosh log_cosh_loss LogCoshLoss log_hyperbolic_cosine")
     EQUALS("keras LogCosh; optax log_cosh")
     FORMULA("log(cosh(r))")
     REFERENCE("Green 1990, doi:10.1109/42.52985"))
{
	real e = rexpneg(-2 * rabs(r)), s = 1 / (1 + e);
	return (out){ rlogcosh(r), rtanh(r), 4 * e * s * s };
}
#endif

#ifdef RARE
/* 2 log cosh(r / 2) */
LOSS(residual, logistic_distance, NONE,
     NAMES("Logistic distance", "逻辑斯谛距离")
     ALIASES("LogitDistLoss logisticDistanceLoss")
     FORMULA("abs(r) + 2 * log(1 + exp(-abs(r))) - 2 * log(2)")
     REFERENCE("LossFunctions.jl, LogitDistLoss"))
{
	real e = rexpneg(rnabs(r)), s = 1 / (1 + e);
	return (out){ 2 * rlogcosh(r / 2), rtanh(r / 2), 2 * e * s * s };
}

/* With power 1 the absolute error, with 2 the squared one. */
LOSS(residual, power_error, (power, 1.5, "[1, inf)"),
     NAMES("Power error", "幂误差")
     ALIASES("lp LPDistLoss lpLoss LpDistance minkowski")
     FORMULA("abs(r)^power") KINKS("0")
     REFERENCE("LossFunctions.jl, LPDistLoss"))
{
	real a = rabs(r), sign = rsign(r);
	return (out){ rpow(a, power), power * sign * rpow(a, power - 1),
		      like(r, product(power - 1, power * rpow(a, power - 2))) };
}

/* Whole periods are taken off first; what is left is at most half of one.  The zeros of the derivatives are then multiples of
   a quarter, from which the angles are measured. */
LOSS(residual, periodic, (circumference, 1, "(0, inf)"),
     NAMES("Periodic", "周期损失")
     ALIASES("PeriodicLoss periodicLoss circular von_mises")
     FORMULA("1 - cos(2 * pi * r / circumference)")
     REFERENCE("LossFunctions.jl, PeriodicLoss"))
{
	const lane half_turn = (lane)0x1.921fb54442d18p1;
	real rest = residue(r, circumference), a = rabs(rest), quarter = circumference / 4,
	     k = 2 * half_turn / circumference;
	real s = rsin(half_turn * (rest / circumference)), slope = rsin(k * rmin(a, 2 * quarter - a));
	return (out){ 2 * s * s, k * toward(rest, slope), k * k * rsin(k * (quarter - a)) };
}
#endif
