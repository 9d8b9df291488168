/* Losses of a real prediction. */
#undef FAMILY
#define FAMILY "regression"

LOSS(residual, squared_error, NONE,
     NAMES("Squared error", "平方误差")
     ALIASES("mse l2 mean_squared_error MSELoss quadratic")
     FORMULA("r^2")
     REFERENCE("Gauss 1809, Theoria motus corporum coelestium"))
{
	return (out){ r * r, 2 * r, like(r, 2) };
}

LOSS(residual, absolute_error, NONE,
     NAMES("Absolute error", "绝对误差")
     ALIASES("mae l1 mean_absolute_error L1Loss")
     FORMULA("abs(r)") KINKS("0")
     REFERENCE("Boscovich 1757, De litteraria expeditione"))
{
	return (out){ rabs(r), rsign(r), like(r, 0) };
}

/* log(1 + f) - log(1 + y) = log1p((f - y) / (1 + y)): no difference of logarithms; the smaller of f and y goes below, so
   that the argument is not negative. */
LOSS(prediction, squared_log_error, NONE,
     NAMES("Squared logarithmic error", "平方对数误差")
     ALIASES("msle mean_squared_log_error MeanSquaredLogarithmicError")
     LABELS(real, "[-1, inf)") DOMAIN("[-1, inf)")
     FORMULA("(log(1 + f) - log(1 + y))^2")
     REFERENCE("scikit-learn, mean_squared_log_error"))
{
	real r = f - y, u = rsign(r) * rlog1p(rabs(r) / (1 + rmin(f, y))), s = 1 + f;
	return (out){ u * u, 2 * u / s, 2 * (1 - u) / (s * s) };
}

/* At |r| = delta the second derivative is that of the quadratic piece. */
LOSS(residual, huber, (delta, 1, "(0, inf)"),
     NAMES("Huber", "Huber 损失")
     ALIASES("huber_loss HuberLoss")
     FORMULA("abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2)") KINKS("-delta, delta")
     REFERENCE("Huber 1964, doi:10.1214/aoms/1177703732"))
{
	real a = rabs(r), q = rmin(a, delta);
	return (out){ q * (a - q / 2), pick(r < 0, -q, q), like(r, pick(a <= delta, 1, 0)) };
}

/* The variance is predicted, too; it is the second number of a sample. */
TUPLE(gaussian_nll, 2, 1, (full, false, "false | true"),
     NAMES("Gaussian negative log-likelihood", "高斯负对数似然")
     ALIASES("GaussianNLLLoss gaussian_nll_loss heteroscedastic")
     PREDICTED("mean (-inf, inf); variance (0, inf)")
     FORMULA("(log(variance) + (mean - y)^2 / variance + full * log(2 * pi)) / 2")
     REFERENCE("Nix & Weigend 1994, doi:10.1109/ICNN.1994.374138"))
{
	real r = f[0] - y[0], v = f[1], q = r / v, d = r * q;
	return (outs){
		(rlog(v) + d + full * (lane)0x1.d67f1c864beb5p0) / 2,
		{ q, (1 - d) / v / 2 },
		{ like(r, 1 / v), (d - (lane)0.5) / v / v },
	};
}
