/* Divergences of a chosen order, those of spectra, and distances: of any classes and of ordered ones. */
#undef FAMILY
#define FAMILY "divergence"

/* Over the mass of y, so that order 1 is the limit: y^a p^(1 - a) = y exp((a - 1) log(y / p)).  The default order is the one
   at which y and p may be exchanged: twice Bhattacharyya's distance. */
ROW(probability, renyi, 1, (alpha, 0.5, "(0, inf)") UNIT,
    NAMES("Rényi divergence", "Rényi 散度")
    ALIASES("renyi_divergence")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("(alpha == 1 ? sum(k, y[k] * log(y[k] / p[k])) / sum(k, y[k]) : log(sum(k, y[k]^alpha * p[k]^(1 - alpha)) / sum(k, y[k])) / (alpha - 1)) / log(base)")
    REFERENCE("Rényi 1961, Proceedings of the Fourth Berkeley Symposium 1, 547-561"))
{
	static sum terms, powers, masses;
	static double whole;
	START { terms = powers = masses = (sum){ 0 }; }
	PASS(1)
	{
		const real l = log_ratio(y, p), a = splat((lane)(alpha - 1));
		SUM(terms, share(y, alpha == 1 ? l : rexpm1(a * l))),
		        SUM(powers, share(y, rpow(pick(y == 0, like(p, 0), y / p), a))), SUM(masses, y);
	}
	THEN(1)
	{
		const double mass = total(masses), off = total(terms) / mass, scale = alpha == 1 ? 1 : 1 / (alpha - 1);
		const int near = off > -0.5 && off < 1;
		whole = alpha == 1 ? mass : near ? total(terms) + mass : total(powers);
		VALUE(base * scale * (alpha == 1 ? off : near ? nlog1p(off) : nlog(whole / mass)));
	}
	EMIT
	{
		const real a = splat((lane)alpha), l = log_ratio(y, p), ratio = y / p, s = splat((lane)whole);
		const real middle = pick(rabs(l) < 1, rexp(a * l) / s, rpow(ratio, a - 1) / s * ratio);
		const real e = whole > K(1e-30, 1e-200) && whole < K(1e30, 1e200)
		                       ? middle
		                       : rexp(a * l - splat((lane)nlog(whole)));
		const real share_of = pick(y == 0, like(p, y), e);
		g = splat((lane)-base) * share_of;
		h = splat((lane)base) * pick(share_of == 0, share_of, share_of * (a / p + (1 - a) * share_of));
	}
}

/* KL at order 1, reverse KL at 0, half the chi-square of Pearson at 2, of Neyman at -1; order a is 1 - a with both exchanged.
   With the linear terms it is never negative.  In l = log(y / p) and q = a - 1 a cell is y expm1(q l) / q - (y - p), over a,
   which near p is taken by the excess of exp, exp(x) - 1 - x, and does not cancel. */
ROW(probability, alpha_divergence, 1, (alpha, 0.5, "(-inf, inf)"),
    NAMES("Alpha divergence", "α 散度")
    ALIASES("amari_divergence cressie_read power_divergence")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, alpha == 1 ? y[k] * log(y[k] / p[k]) - y[k] + p[k] : alpha == 0 ? p[k] * log(p[k] / y[k]) - p[k] + y[k] : (y[k]^alpha * p[k]^(1 - alpha) - alpha * y[k] - (1 - alpha) * p[k]) / (alpha * (alpha - 1)))")
    REFERENCE("Cichocki & Amari 2010, doi:10.3390/e12061532"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1)
	{
		const int low = alpha < 0.5;
		const double off = low ? -alpha : alpha - 1, least = off < 0 ? -off : off;
		const real q = splat((lane)(least < 1e-30 ? 1e-30 : off)), a = 1 + q;
		const real u = low ? p : y, w = low ? y : p, l = log_ratio(u, w), x = u / w, m = q * l;
		const real near = (u * (excess_of_exp(m) / q) + excess(u, w)) / a;
		const real grown = pick(rabs(m) < 1, rexpm1(m), rpow(x, q) - 1), far = (u * (grown / q) - (u - w)) / a;
		const real lone = alpha > 0 ? p / splat((lane)alpha) : pick(p == 0, 0, INF),
		           lost = alpha < 1 ? y / splat((lane)(1 - alpha)) : splat(INF);
		SUM(terms, pick((y == 0) | (p == 0), like(y + p, pick(y == 0, lone, lost)),
		                pick(rabs(l) < (lane)0.34, near, far)));
	}
	THEN(1) { VALUE(total(terms)); }
	EMIT
	{
		const real a = splat((lane)alpha), l = pick(y == 0, like(p, -INF), log_ratio(y, p));
		const real power = rpow(pick(y == 0, like(p, 0), y / p), a);
		const real none = alpha > 0 ? splat(0) : alpha < 0 ? splat(INF) : 1 / p;
		const real bare = alpha > -1 ? splat(INF) : alpha < -1 ? splat(0) : 1 / y;
		g = alpha == 0 ? -l : pick(rabs(a * l) < (lane)0.34, -rexpm1(a * l), 1 - power) / a;
		h = pick(y == 0, like(p, none), pick(p == 0, like(y, bare), power / p));
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
    ALIASES("total_variation_distance statistical_distance")
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
