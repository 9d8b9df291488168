/* Losses between distributions, one a row; the target comes first: KL(y || p). */
#undef FAMILY
#define FAMILY "divergence"

/* log(y / p) away from 1: the quotient may overflow or vanish where the logarithms do not, but rarely does. */
SHARED real log_quotient(real y, real p)
{
	const real ratio = y / pick(y == 0, like(p, splat(1)), p), most = splat(K(0x1p120f, 0x1p1000)),
	           log = rlog(ratio);
	const bits beyond = ~((ratio < most) & (ratio * most > 1)) & (y != 0);
	return any(beyond) ? pick(beyond, rlog(y) - rlog(p), log) : log;
}

/* 2 artanh(s) - 2 s, where log(y / p) = 2 artanh(s) with s = (y - p) / (y + p), |s| <= 1/3. */
ALWAYS real bend_of_ratio(real s) { return s * s * s * ESTRIN(s * s, LOG1P); }
/* (y - p) / (y + p), where the difference may be better known than the numbers; nothing of nothing is no difference. */
ALWAYS real contrast_by(real y, real p, real d) { return d / pick(y + p == 0, 1, y + p); }
ALWAYS real contrast(real y, real p) { return contrast_by(y, p, y - p); }
ALWAYS bits near_one(real s) { return rabs(s) <= (lane)(1.0 / 3); }

SHARED real log_ratio_by(real y, real p, real d)
{
	const real s = contrast_by(y, p, d);
	return pick(near_one(s), 2 * s + bend_of_ratio(s), log_quotient(y, p));
}
ALWAYS real log_ratio(real y, real p) { return log_ratio_by(y, p, y - p); }

/* y log(y / p) - y + p >= 0, which is of second order where y is near p: 2 y s - (y - p) = (y - p) s. */
SHARED real excess_by(real y, real p, real d)
{
	const real s = contrast_by(y, p, d), near = d * s + y * bend_of_ratio(s);
	return pick(y == 0, p, pick(near_one(s), near, y * log_quotient(y, p) - d));
}
ALWAYS real excess(real y, real p) { return excess_by(y, p, y - p); }

/* Sums of y log(y / p): near cells by their excess and y - p, which is exact. */
typedef struct {
	sum terms, gaps;
} relative;

/* Of probabilities: log(y / p) = k log(2) + 2 artanh(s), where s is the contrast of y and q = p 2^k. The difference of the
   representations holds the exponent of y / p; k is that of y / q between 1 and 2, or between 1/2 and 1 if y < p, so that both
   parts have one sign. Nothing of p makes infinity, and NaN is kept. */
ALWAYS void add_relative(relative *all, bits valid, real y, real p)
{
	const lane tiny = K(0x1p-100f, 0x1p-900), magic = K(0x1.8p23f, 0x1.8p52);
	enum { UP = K(64, 512) };
	const real unit = (real)(((rmin(p, y) < FETCH(tiny)) & ((integer)UP << MANTISSA)) + ONE);
	const real a = y * unit, b = p * unit, d = y - p;
	const bits apart = (bits)a - (bits)b, k = (apart + ((apart < 0) & (((integer)1 << MANTISSA) - 1))) >> MANTISSA;
	const real q = (real)((bits)b + (k << MANTISSA)), n = (real)((bits)FETCH(magic) + k) - FETCH(magic);
	const real s = (a - q) / (a + q), bend = bend_of_ratio(s);
	const bits some = valid & (y != 0), near = some & (k == 0);
	const real rest = (s + s + (bend + n * FETCH(LN2_LO))) + keep(p == 0, INF);
	const real term = pick(near, d * s + y * bend, y * (n * FETCH(LN2_HI) + rest));
	all->terms += broad((real)(((bits)term & some) | (valid & (p != p)))), all->gaps += broad(keep(near, d));
}

#ifndef RARE
ROW(probability, kl_divergence, 1, UNIT,
    NAMES("Kullback–Leibler divergence", "KL 散度")
    ALIASES("kld relative_entropy kullback_leibler")
    EQUALS("keras KLDivergence floor=1e-7; flux kldivergence")
    LABELS(classes, "[0, 1]") NORMALIZED FLOORED DOMAIN("[0, 1]")
    FORMULA("sum(k, y[k] * log(y[k] / p[k])) / log(base)")
    REFERENCE("Kullback & Leibler 1951, doi:10.1214/aoms/1177729694"))
{
	static relative all;
	START { all = (relative){ 0 }; }
	PASS(1) { add_relative(&all, valid, y, p); }
	THEN(1) { VALUE(base * (total(all.terms) + total(all.gaps))); }
	EMIT
	{
		real slope = pick(y == 0, like(p, y), splat((lane)base) * y / p);
		g = -slope, h = pick(y == 0, slope, slope / p);
	}
}

ROW(prediction, kl_divergence_from_log, 1, UNIT,
    NAMES("KL divergence from log-probabilities", "KL 散度（对数概率预测）")
    EQUALS("torch KLDivLoss denominator=cells; torch KLDivLoss(reduction='batchmean'); optax kl_divergence")
    LABELS(classes, "[0, 1]") NORMALIZED
    FORMULA("sum(k, y[k] * (log(y[k]) - f[k])) / log(base)")
    REFERENCE("Kullback & Leibler 1951, doi:10.1214/aoms/1177729694"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, share(y, rlog(y) - f)); }
	THEN(1) { VALUE(base * total(terms)); }
	EMIT { g = like(f, splat((lane)-base) * y), h = like(g, 0); }
}
#endif

#ifdef RARE
ROW(prediction, kl_divergence_of_logs, 1, UNIT,
    NAMES("KL divergence of log-probabilities", "KL 散度（均为对数概率）")
    ALIASES("KLDivLossLogTarget")
    EQUALS("torch KLDivLoss(log_target=True) denominator=cells; optax kl_divergence_with_log_targets")
    LABELS(rows, "(-inf, inf)")
    FORMULA("sum(k, exp(y[k]) * (y[k] - f[k])) / log(base)")
    REFERENCE("Kullback & Leibler 1951, doi:10.1214/aoms/1177729694"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, share(rexp(y), y - f)); }
	THEN(1) { VALUE(base * total(terms)); }
	EMIT { g = like(f, splat((lane)-base) * rexp(y)), h = like(g, 0); }
}

SOFTMAX(softmax_kl_divergence, UNIT,
        NAMES("Softmax KL divergence", "Softmax KL 散度") ALIASES("kl_divergence_with_logits distillation_loss")
                LABELS(classes, "[0, 1]")
                        NORMALIZED FORMULA("sum(k, y[k] * (log(y[k]) - z[k] + log(sum(j, exp(z[j]))))) / log(base)")
                                REFERENCE("Kullback & Leibler 1951, doi:10.1214/aoms/1177729694"))
{
	return (out){ base * share(y, rlog(y) - log), base * -y, like(y, 0) };
}

ROW(probability, generalized_kl, 1, UNIT,
    NAMES("Generalized KL divergence", "广义 KL 散度（I 散度）")
    ALIASES("i_divergence unnormalized_kl csiszar_i_divergence")
    LABELS(rows, "[0, inf)") DOMAIN("[0, inf)")
    FORMULA("sum(k, y[k] * log(y[k] / p[k]) - y[k] + p[k]) / log(base)")
    REFERENCE("Csiszár 1991, Annals of Statistics 19, 2032-2066"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, excess(y, p)); }
	THEN(1) { VALUE(base * total(terms)); }
	EMIT
	{
		const real unit = splat((lane)base);
		g = unit * pick(y == 0, like(p, 1), (p - y) / p), h = unit * pick(y == 0, like(p, 0), y / p / p);
	}
}

ROW(prediction, generalized_kl_from_log, 1, UNIT,
    NAMES("Generalized KL divergence from logarithms", "广义 KL 散度（对数预测）")
    ALIASES("convex_kl_divergence")
    EQUALS("optax generalized_kl_divergence")
    LABELS(rows, "[0, inf)")
    FORMULA("sum(k, y[k] * (log(y[k]) - f[k]) - y[k] + exp(f[k])) / log(base)")
    REFERENCE("Csiszár 1991, Annals of Statistics 19, 2032-2066"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1)
	{
		const real p = rexp(f), far = share(y, rlog(y) - f) - y + p;
		SUM(terms, pick((p < INF) & near_one(contrast(y, p)), excess(y, p), far));
	}
	THEN(1) { VALUE(base * total(terms)); }
	EMIT
	{
		const real e = like(y, rexp(f));
		g = splat((lane)base) * (e - y), h = splat((lane)base) * e;
	}
}

ROW(probability, entropy, 1, UNIT,
    NAMES("Entropy", "熵")
    ALIASES("shannon_entropy information_entropy")
    LABELS(none, "") DOMAIN("[0, 1]")
    FORMULA("-sum(k, p[k] * log(p[k])) / log(base)")
    REFERENCE("Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, rxlogy(p, p)); }
	THEN(1) { VALUE(0 - base * total(terms)); }
	EMIT { g = splat((lane)-base) * (1 + rlog(p)), h = splat((lane)-base) / p; }
}

SOFTMAX(softmax_entropy, UNIT,
        NAMES("Softmax entropy", "Softmax 熵") ALIASES("entropy_with_logits entropy_regularization") LABELS(none, "")
                FORMULA("(log(sum(k, exp(z[k]))) - sum(k, z[k] * exp(z[k])) / sum(k, exp(z[k]))) / log(base)")
                        REFERENCE("Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x"))
{
	const real e = share(p, gap); /* a constant beside log p changes no slope */
	return (out){ base * -share(p, log), base * -e, base * -(p + e) };
}

/* The mean of the divergences of both from their middle. */
ROW(probability, jensen_shannon, 1, UNIT,
    NAMES("Jensen–Shannon divergence", "JS 散度")
    ALIASES("js_divergence information_radius")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, y[k] * log(2 * y[k] / (y[k] + p[k])) + p[k] * log(2 * p[k] / (y[k] + p[k]))) / 2 / log(base)")
    REFERENCE("Lin 1991, doi:10.1109/18.61115"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1)
	{
		const real middle = (y + p) * (lane)0.5;
		SUM(terms, excess(y, middle) + excess(p, middle));
	}
	THEN(1) { VALUE(base / 2 * total(terms)); }
	EMIT
	{
		const real half = splat((lane)(base / 2)),
		           ratio = pick(y == 0, like(p, splat((lane)0.693147180559945309417)),
		                        log_ratio(p, (y + p) * (lane)0.5));
		g = half * ratio, h = half * pick(y == 0, like(p, 0), y / p / (y + p));
	}
}

/* A constant beside the slopes of all classes changes nothing: log(2 p / (y + p)) is taken less log(2), so that classes
   without a target have no slope of their own. */
SOFTMAX(softmax_jensen_shannon, UNIT,
        NAMES("Softmax Jensen–Shannon divergence", "Softmax JS 散度") ALIASES("js_divergence_with_logits")
                LABELS(classes, "[0, 1]") NORMALIZED FORMULA(
                        "sum(k, y[k] * log(2 * y[k] / (y[k] + exp(z[k]) / sum(j, exp(z[j])))) + exp(z[k]) / sum(j, exp(z[j])) * log(2 / (1 + y[k] * sum(j, exp(z[j])) / exp(z[k])))) / 2 / log(base)")
                        REFERENCE("Lin 1991, doi:10.1109/18.61115"))
{
	const real middle = (y + p) * (lane)0.5, d = beyond_target(p, miss, y) * (lane)0.5, half = base * (lane)0.5;
	const real part = share(y, 1 / (y + p)), ratio = y / p,
	           more = pick(ratio < LARGE, rlog1p(ratio), rlog(y) - log);
	const real bend = pick(part < (lane)0.5, excess_of_log(-part), more - part);
	return (out){ half * (excess_by(y, middle, -d) + excess_by(p, middle, d)), half * -share(p, more),
		      half * -share(p, bend) };
}

ROW(probability, reverse_kl, 1, UNIT,
    NAMES("Reverse KL divergence", "反向 KL 散度")
    ALIASES("exclusive_kl mode_seeking_kl")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, p[k] * log(p[k] / y[k])) / log(base)")
    REFERENCE("Kullback & Leibler 1951, doi:10.1214/aoms/1177729694"))
{
	static relative all;
	START { all = (relative){ 0 }; }
	PASS(1) { add_relative(&all, valid, p, y); }
	THEN(1) { VALUE(base * (total(all.terms) + total(all.gaps))); }
	EMIT
	{
		g = splat((lane)base) * (1 + pick(y == 0, like(p, INF), log_ratio(p, y)));
		h = splat((lane)base) * like(y, 1 / p);
	}
}

ROW(probability, squared_hellinger, 1, NONE,
    NAMES("Squared Hellinger distance", "平方 Hellinger 距离")
    ALIASES("hellinger bhattacharyya_distance_squared")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, (sqrt(y[k]) - sqrt(p[k]))^2) / 2")
    REFERENCE("Hellinger 1909, doi:10.1515/crll.1909.136.210"))
{
	static sum squares;
	START { squares = (sum){ 0 }; }
	PASS(1)
	{
		const real d = y - p, u = pick(d == 0, 0, d / (rroot(y) + rroot(p)));
		SUM(squares, u * u);
	}
	THEN(1) { VALUE(total(squares) / 2); }
	EMIT
	{
		const real a = rroot(y), b = rroot(p), u = (y - p) / (a + b);
		g = pick(y == 0, like(p, (lane)0.5), (lane)-0.5 * u / b);
		h = pick(y == 0, like(p, 0), (lane)0.25 * a / b / p);
	}
}

SOFTMAX(softmax_hellinger, NONE,
        NAMES("Softmax squared Hellinger distance", "Softmax 平方 Hellinger 距离") ALIASES("hellinger_with_logits")
                LABELS(classes, "[0, 1]")
                        NORMALIZED FORMULA("sum(k, (sqrt(y[k]) - sqrt(exp(z[k]) / sum(j, exp(z[j]))))^2) / 2")
                                REFERENCE("Hellinger 1909, doi:10.1515/crll.1909.136.210"))
{
	const real a = pick(p > K(0x1p-100f, 0x1p-1000), rroot(p), rexp(log / 2)), b = rroot(y);
	const real d = beyond_target(p, miss, y), u = pick(d == 0, 0, d / (a + b));
	const real both = p * y, slope = pick(both > K(0x1p-100f, 0x1p-1000), rroot(both), a * b) / 2;
	return (out){ u * u / 2, -slope, -slope / 2 };
}

ROW(probability, chi_square, 1, NONE,
    NAMES("Chi-square divergence", "卡方散度")
    ALIASES("pearson_chi_square chi2_divergence")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, (y[k] - p[k])^2 / p[k])")
    REFERENCE("Pearson 1900, doi:10.1080/14786440009463897"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, pick(y == 0, p, (y - p) / p * (y - p))); }
	THEN(1) { VALUE(total(terms)); }
	EMIT
	{
		const real ratio = y / p;
		g = pick(y == 0, like(p, 1), (p - y) / p * (1 + ratio)),
		h = pick(y == 0, like(p, 0), 2 * ratio * ratio / p);
	}
}
#endif
