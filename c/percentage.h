/* Losses of a prediction relative to its target. */
#undef FAMILY
#define FAMILY "regression"

/* With o the offset, log(o + f) - log(o + y) = log1p((f - y) / (o + y)): no difference of logarithms; the smaller of f and y goes
   below, so that the argument is not negative.  The square doubles errors: what the quotient lost is made up for.  Below -o there
   is no logarithm. */
LOSS(prediction, squared_log_error, (offset, 1, "[0, inf)"),
     NAMES("Squared logarithmic error", "平方对数误差")
     ALIASES("meanSquaredLogarithmicError RMSLE reg:squaredlogerror")
     EQUALS("keras MeanSquaredLogarithmicError floor=1e-7; sklearn mean_squared_log_error; sklearn root_mean_squared_log_error root=true; flux msle offset=2.220446049250313e-16")
     LABELS(real, "[-1, inf)") DOMAIN("[-1, inf)")
     FLOORED ROOTED FORMULA("(log(offset + f) - log(offset + y))^2")
     REFERENCE("scikit-learn, mean_squared_log_error"))
{
	const lane huge = K(0x1p100f, 0x1p1000), scale = K(0x1p-64f, 0x1p-64);
	real low = rmin(f, y), most = rmax(f, y), a = most - low, below = offset + low, s = offset + f;
	bits far = a > huge;
	real t = pick(far, a * scale, a) / below, rest = quotient_rest(a, below, t) + sum_rest(most, -low, a);
	real more = (rest - t * sum_rest(offset, low, below)) / (offset + most);
	real size = rlog1p(pick(below < 0, -2, t)) + keep(far, 64 * (LN2_HI + LN2_LO)), bit = keep(t < LARGE, more),
	     u = rsign(f - y) * (size + bit);
	return (out){ like(u, size * (size + 2 * bit)), 2 * u / s, 2 * (1 - u) / s / s };
}

/* A target of 0 that is met costs nothing, any other prediction infinitely much, unless epsilon says otherwise. */
LOSS(prediction, absolute_percentage_error, (epsilon, 0, "[0, inf)")(percent, false, "false | true"),
     NAMES("Absolute percentage error", "绝对百分比误差")
     ALIASES("mape relative_error")
     EQUALS("keras MeanAbsolutePercentageError percent=true epsilon=1e-7 subgradient=left; sklearn mean_absolute_percentage_error epsilon=2.220446049250313e-16; tfjs metrics.meanAbsolutePercentageError percent=true epsilon=1e-7 sample=auto subgradient=right")
     FORMULA("f == y ? 0 : (1 + 99 * percent) * abs(f - y) / max(abs(y), epsilon)") KINKS("y")
     REFERENCE("de Myttenaere et al. 2016, doi:10.1016/j.neucom.2015.12.114"))
{
	real r = f - y, by = rmax(rabs(y), epsilon), k = 1 + 99 * percent;
	return (out){ k * keep(r != 0, rabs(r) / by), k * keep(r != 0, rsign(r) / by), like(r, 0) };
}

/* A function of a = |f| and b = |y|, where f and y have one sign; 2 where they do not.  Nothing missed costs nothing. */
LOSS(prediction, symmetric_percentage_error, NONE,
     NAMES("Symmetric absolute percentage error", "对称绝对百分比误差")
     ALIASES("smape symmetric_mean_absolute_percentage_error SymmetricMeanAbsolutePercentageError symmetric_mape")
     FORMULA("f == y ? 0 : 2 * abs(f - y) / (abs(f) + abs(y))") KINKS("0, y")
     REFERENCE("Makridakis 1993, doi:10.1016/0169-2070(93)90079-3"))
{
	real r = f - y, a = rabs(f), b = rabs(y), all = a + b;
	bits apart = ((f < 0) & (y > 0)) | ((f > 0) & (y < 0)), smooth = ~apart & (f != 0) & (r != 0);
	real slope = keep(smooth, rcopysign(4 * (b / all / all), a - b));
	return (out){
		like(r, pick(apart | (all == INF), 2, keep(r != 0, 2 * rabs(r) / all))),
		like(r, toward(f, slope)),
		like(r, -2 * product(slope, 1 / all)),
	};
}
