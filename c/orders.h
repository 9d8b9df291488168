/* Divergences of a chosen order, those of spectra, and distances: of any classes and of ordered ones. */
#undef FAMILY
#define FAMILY "divergence"

/* x^q - 1 for x = y / p, by l = log(x) where it cancels */
SHARED real power_less_one(real x, real l, real q) { return pick(rabs(q * l) < 1, rexpm1(q * l), rpow(x, q) - 1); }

/* Of a row, with x = y / p: the sum of y, that of y x^q, and by how much the mean of x^q is more than 1, which keeps its digits
   where y is near p. */
static struct {
	sum masses, powers, gains;
	double mass, whole, gain;
} tilt;

SHARED void tilted(const piece *row, real q)
{
	START { tilt.masses = tilt.powers = tilt.gains = (sum){ 0 }; }
	PASS(1)
	{
		const real x = ratio(y, p);
		SUM(tilt.masses, y);
		SUM(tilt.powers, share(y, rpow(x, q)));
		SUM(tilt.gains, share(y, power_less_one(x, log_ratio(y, p), q)));
	}
	THEN(1)
	{
		tilt.mass = total(tilt.masses), tilt.gain = total(tilt.gains) / tilt.mass;
		tilt.whole = tilt.gain > -0.5 ? total(tilt.gains) + tilt.mass : total(tilt.powers);
	}
}

/* Over the mass of y, so that order 1 is the limit.  The default order is the one at which y and p may be exchanged: twice
   Bhattacharyya's distance.  A cell's slope is its part in the sum, over p: 0 where the sum is beyond all numbers. */
ROW(probability, renyi, 1, (alpha, 0.5, "(0, inf)") UNIT,
    NAMES("Rényi divergence", "Rényi 散度")
    ALIASES("renyi_divergence")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("(alpha == 1 ? sum(k, y[k] * log(y[k] / p[k])) / sum(k, y[k]) : log(sum(k, y[k]^alpha * p[k]^(1 - alpha)) / sum(k, y[k])) / (alpha - 1)) / log(base)")
    REFERENCE("Rényi 1961, Proceedings of the Fourth Berkeley Symposium 1, 547-561"))
{
	const real a = splat(alpha), q = nonzero(a - 1);
	tilted(row, q);
	THEN(1) { VALUE(base / q[0] * (tilt.gain > -0.5 ? nlog1p(tilt.gain) : nlog(tilt.whole / tilt.mass))); }
	EMIT
	{
		const double per = 1 / (alpha == 1 ? tilt.mass : tilt.whole);
		const real power = rpow(ratio(y, p), a), none = pick(p == 0, power, like(power, 0));
		const real part = per == 0 ? none : product(power, splat(per));
		g = splat(-base) * part;
		h = splat(base) * product(part, a / p + (1 - a) * part);
	}
}

/* What y gains over p by the deformed logarithm of order q, log_q(x) = (x^q - 1) / q: y log_q(y / p) - (y - p), over 1 + q.
   Near p it is taken by the excess of exp, exp(m) - 1 - m with m = q log(y / p), and does not cancel. */
SHARED real excess_of_order(real q, real y, real p)
{
	const real l = log_ratio(y, p), near = y * (excess_of_exp(q * l) / q) + excess(y, p);
	return pick(rabs(l) < (lane)0.34, near, share(y, power_less_one(y / p, l, q) / q) - (y - p)) / (1 + q);
}

/* KL at order 1, reverse KL at 0, half the chi-square of Pearson at 2, of Neyman at -1; order a is 1 - a with both exchanged.
   With the linear terms it is never negative. */
ROW(probability, alpha_divergence, 1, (alpha, 0.5, "(-inf, inf)"),
    NAMES("Alpha divergence", "α 散度")
    ALIASES("amari_divergence cressie_read power_divergence")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, alpha == 1 ? y[k] * log(y[k] / p[k]) - y[k] + p[k] : alpha == 0 ? p[k] * log(p[k] / y[k]) - p[k] + y[k] : (y[k]^alpha * p[k]^(1 - alpha) - alpha * y[k] - (1 - alpha) * p[k]) / (alpha * (alpha - 1)))")
    REFERENCE("Cichocki & Amari 2010, doi:10.3390/e12061532"))
{
	static sum terms;
	const real a = splat(alpha);
	START { terms = (sum){ 0 }; }
	PASS(1)
	{
		SUM(terms, alpha < 0.5 ? excess_of_order(nonzero(-a), p, y) : excess_of_order(nonzero(a - 1), y, p));
	}
	THEN(1) { VALUE(total(terms)); }
	EMIT
	{
		const real x = ratio(y, p), l = pick(y == 0, like(p, -INF), log_ratio(y, p));
		g = alpha == 0 ? -l : -power_less_one(x, l, a) / a;
		h = pick((p == 0) & (y > 0), rpow(x, a + 1) / y, product(rpow(x, a), 1 / p));
	}
}

/* y / p - log(y / p) - 1 is the excess of y over p, divided by p. */
ROW(probability, itakura_saito, 1, NONE,
    NAMES("Itakura–Saito divergence", "Itakura–Saito 散度（板仓-斋藤）")
    ALIASES("itakura_saito_distance is_divergence")
    LABELS(rows, "(0, inf)") DOMAIN("(0, inf)")
    FORMULA("sum(k, y[k] / p[k] - log(y[k] / p[k]) - 1)")
    REFERENCE("Itakura & Saito 1968, Reports of the 6th International Congress on Acoustics, C-5-5"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, excess(p, y) / p); }
	THEN(1) { VALUE(total(terms)); }
	EMIT { g = (p - y) / p / p, h = (2 * (y / p) - 1) / p / p; }
}

ROW(probability, total_variation, 1, NONE,
    NAMES("Total variation distance", "全变差距离")
    ALIASES("statistical_distance")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, abs(y[k] - p[k])) / 2") KINKS("ties")
    REFERENCE("Levin, Peres & Wilmer 2009, Markov Chains and Mixing Times, 4.1"))
{
	static sum gaps;
	START { gaps = (sum){ 0 }; }
	PASS(1) { SUM(gaps, rabs(y - p)); }
	THEN(1) { VALUE(total(gaps) / 2); }
	EMIT { g = (lane)0.5 * rsign(p - y), h = like(g, 0); }
}

/* What a gap between two cumulative distributions adds to their area, and its sign.  At the last cell both are 1: of what is
   left of a gap there only NaN counts. */
ALWAYS int is_last(const piece *row, int cell) { return row->from + cell == row->total - 1; }
ALWAYS double side(double gap, int last) { return last ? 0 : (gap > 0) - (gap < 0); }
ALWAYS double width(double gap, int last) { return last ? (gap == gap ? 0 : gap) : gap < 0 ? -gap : gap; }

/* The classes are ordered: the area between the two cumulative distributions, which end at the same 1.  They depend cell on
   cell, so this walks the row cell by cell.  A cell moves every later difference: its slope is the sum of their signs. */
ROW(probability, wasserstein, 1, NONE,
    NAMES("Wasserstein distance of ordered classes", "一维 Wasserstein 距离（推土机距离）")
    ALIASES("earth_mover emd wasserstein_distance")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, k < classes - 1 ? abs(cumulative(k, y[k] - p[k])) : 0)") KINKS("ties")
    REFERENCE("Vallender 1974, doi:10.1137/1118101"))
{
	static double gap, area, signs, passed;
	START { gap = area = signs = 0; }
	PASS(1)
	{
		for (int l = 0; l < LANES && i + l < row->cells; l++) {
			gap += (double)y[l] - (double)p[l];
			area += width(gap, is_last(row, i + l)), signs += side(gap, is_last(row, i + l));
		}
	}
	THEN(1) { gap = passed = 0, VALUE(area); }
	EMIT
	{
		h = like(y + p, 0), g = h;
		for (int l = 0; l < LANES && i + l < row->cells; l++) {
			g[l] += (lane)(passed - signs);
			gap += (double)y[l] - (double)p[l], passed += side(gap, is_last(row, i + l));
		}
	}
}
