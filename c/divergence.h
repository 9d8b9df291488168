/* Losses between distributions, one a row; the target comes first: KL(y || p). */
#undef FAMILY
#define FAMILY "divergence"

/* log(y / p) = log1p((y - p) / p), with the smaller of the two below. */
ROW(probability, kl_divergence, 1, UNIT,
    NAMES("Kullback–Leibler divergence", "KL 散度")
    ALIASES("kld KLDivergence KLDivLoss relative_entropy kullback_leibler_divergence")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("sum(k, y[k] * log(y[k] / p[k])) / log(base)")
    REFERENCE("Kullback & Leibler 1951, doi:10.1214/aoms/1177729694"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1)
	{
		real d = y - p, ratio = rsign(d) * rlog1p(rabs(d) / rmin(p, y));
		SUM(terms, pick(y == 0, like(p, y), y * ratio));
	}
	THEN(1) { VALUE(base * total(terms)); }
	EMIT
	{
		real share = pick(y == 0, like(p, y), splat(base) * y / p);
		g = -share, h = pick(y == 0, share, share / p);
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
	THEN(1) { VALUE(-base * total(terms)); }
	EMIT { g = splat(-base) * (1 + rlog(p)), h = splat(-base) / p; }
}
