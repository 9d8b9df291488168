/* Losses of logits, one a class, whose classes far below the highest have no share at all: those beyond a threshold. */
#undef FAMILY
#define FAMILY "multiclass"

#ifdef RARE
/* A step of Newton's to tau, from how far cells are above it (below the highest logit) and how many these are, which are taken
   to 0: 1 if they are fewer than before. */
ALWAYS int narrower(sum *above, sum *support, real *tau, double *size)
{
	const double before = *size;
	*size = total(*support), *tau = splat((lane)((total(*above) - 1) / *size));
	*above = *support = (sum){ 0 };
	return *size < before;
}

ALWAYS real sparse_term(real x, real y) { return pick(x > 0, (x - y) * (x - y), share(y, y - 2 * x)); }

/* The threshold tau where sum(max(z - tau, 0)) is 1, by Newton's iteration from below: exact once the support stays.  With
   x = z - tau, every term of the loss is positive: (x - y)^2 / 2 inside the support, y (y / 2 - x) outside; and what y's sum lacks of 1 counts at tau. */
ROW(logit, sparsemax, 3, NONE,
    NAMES("Sparsemax", "Sparsemax 损失")
    ALIASES("SparsemaxLoss sparsemax_loss")
    EQUALS("optax multiclass_sparsemax_loss")
    LABELS(classes, "[0, 1]") NORMALIZED
    FORMULA("tau = threshold(j, z[j]); sum(k, max(0, z[k] - tau)^2 + y[k]^2) / 2 + tau - sum(k, y[k] * z[k])") KINKS("ties")
    REFERENCE("Martins & Astudillo 2016, arXiv:1602.02068"))
{
	static real top, tau;
	static sum above, support, terms, masses;
	static double size;
	START { top = splat(-INF), tau = splat(-1), above = support = terms = masses = (sum){ 0 }, size = (double)INF; }
	if (RUNS(1)) top = highest(summit(row->z, row->cells, top));
	PASS(2) { SUM(above, keep(z - top > tau, z - top)), SUM(support, keep(z - top > tau, 1)); }
	THEN(2) { AGAIN(2, narrower(&above, &support, &tau, &size)); }
	PASS(3) { SUM(terms, sparse_term(z - top - tau, y)), SUM(masses, y); }
	THEN(3) { VALUE(total(terms) / 2 + (double)(top + tau)[0] * (1 - total(masses))); }
	EMIT
	{
		const real x = z - top - tau;
		g = pick(x > 0, x, like(x, 0)) - y, h = like(g, pick(x > 0, splat((lane)(1 - 1 / size)), 0));
	}
}

/* The regulariser is Tsallis' entropy: with b = alpha - 1, p = (1 + b x)^(1 / b), x = z - threshold, which is exp(x) where b is 0;
   the slope of p is p^(1 - b).  What x, b x, 1 + b x and 1 / b lose by rounding is made up for: a power multiplies it. */
typedef struct {
	real x, rest;
} shifted;

typedef struct {
	real log, p, miss, slope;
} deformed;

SHARED deformed deform(shifted at, real b)
{
	const real u = rmax(b * at.x, -1), base = 1 + u, power = 1 / b;
	const real off = keep(base > 0, (product_rest(b, at.x, b * at.x) + b * at.rest) / base);
	const real log = (rlog1p(u) + off) / b, lost = keep(base > 0, sum_rest(splat(1), u, base) / base + off);
	const real p = pick(b < (lane)0.01, rexp(log),
	                    rpow_of(base, lost + quotient_rest(splat(1), b, power) * log * b, power));
	return (deformed){ log, p, -rexpm1(log), keep(p != 0, rexp((1 - b) * log)) };
}

/* (y^a - p^a) / (a b) - (y - p) (x + 1 / b), which is p^a times a bracket in l = log(y / p) near p, each of second order. */
SHARED real fenchel_gap(real y, shifted at_x, real a, real b)
{
	const deformed at = deform(at_x, b);
	const real x = at_x.x, p = at.p, whole = rexp(a * at.log);
	const real d = -beyond_target(p, at.miss, y), l = rcopysign(rlog1p(rabs(d) / rmin(y, p)), d), ratio = y / p;
	const real near = ratio * (excess_of_exp(b * l) / b) + l * (ratio - 1) - excess_of_exp(l);
	const real far = whole + share(y, rexpm1(b * rlog(y)) / b - a * x - 1);
	return pick(d == 0, 0, pick(rabs(l) < 1, whole * near, far)) / a;
}

/* The threshold over the highest logit, a number of two, where sum(p) is 1, by Newton's iteration (Peters, Niculae & Martins
   2019 bisect): the sum is convex, so that it comes from below.  A round sums p beside the top, slopes there, and ties. */
static struct entmax {
	real top;
	sum others, rests, ties;
	double level, fine, rest, peak, equal;
} entmax;

/* x of a logit: its distance from the highest less the threshold's. */
ALWAYS shifted over_threshold(real z)
{
	const real gap = pick(z == entmax.top, 0, z - entmax.top), high = splat((lane)entmax.level), x = gap - high;
	const real rest = keep(rabs(x) < INF, sum_rest(gap, -high, x) + lost(z, entmax.top, gap));
	return (shifted){ x, rest - splat((lane)entmax.fine) };
}

ALWAYS void gather_chances(bits valid, bits at, deformed e)
{
	SUM(entmax.others, keep(~at, e.p)), SUM(entmax.rests, keep(~at, e.slope)), SUM(entmax.ties, keep(at, 1));
}

/* Newton's step, and its length.  What the sum exceeds 1 by is summed without the 1. */
ALWAYS double newton_step(real b)
{
	const deformed e = deform((shifted){ splat((lane)-entmax.level), splat((lane)-entmax.fine) }, b);
	entmax.equal = total(entmax.ties), entmax.rest = total(entmax.rests), entmax.peak = (double)e.slope[0];
	const double more = total(entmax.others) + (entmax.equal - 1) * (double)e.p[0] - (double)e.miss[0];
	const double step = more / (entmax.rest + entmax.equal * entmax.peak),
	             next = entmax.level + (step + entmax.fine);
	entmax.others = entmax.rests = entmax.ties = (sum){ 0 };
	entmax.fine += step - (next - entmax.level), entmax.level = next;
	return step;
}

/* The derivative of a p of slope s by its own logit, which moves the threshold, too: s (1 - s / the sum of all slopes). */
ALWAYS real entmax_slope(bits at, real s)
{
	const real all = splat((lane)(entmax.rest + entmax.equal * entmax.peak));
	return s * pick(at, splat((lane)(entmax.rest + (entmax.equal - 1) * entmax.peak)), all - s) / all;
}

/* What a sum of targets lacks of 1 counts at a threshold; where nothing is lacking, that may be infinite. */
ALWAYS double lacking(double lack, double at) { return lack == 0 ? 0 : lack * at; }

ROW(logit, fenchel_young, 3, (alpha, 1.5, "[1, 2]"),
    NAMES("Fenchel–Young", "Fenchel–Young 损失")
    ALIASES("entmax entmax15_loss EntmaxBisectLoss tsallis make_fenchel_young_loss")
    EQUALS("optax make_fenchel_young_loss(logsumexp) alpha=1")
    LABELS(classes, "[0, 1]") NORMALIZED
    FORMULA("q = 1 / (alpha - 1); tau = threshold(j, z[j] / q, q); alpha == 1 ? log(sum(k, exp(z[k]))) + sum(k, y[k] * (log(y[k]) - z[k])) : sum(k, max(0, z[k] / q - tau)^(q + 1) * q / (q + 1) - y[k] * z[k] + (y[k]^alpha - y[k]) / alpha * q) + (tau + 1 / alpha) * q") KINKS("ties")
    REFERENCE("Blondel, Martins & Niculae 2020, arXiv:1901.02324"))
{
	static sum terms, masses;
	const real a = splat((lane)alpha), b = rmax(splat((lane)(alpha - 1)), (lane)0x1p-100);
	START { entmax = (struct entmax){ .top = splat(-INF) }, terms = masses = (sum){ 0 }; }
	if (RUNS(1)) entmax.top = summit(row->z, row->cells, entmax.top);
	THEN(1) { entmax.top = highest(entmax.top); }
	PASS(2) { gather_chances(valid, z == entmax.top, deform(over_threshold(z), b)); }
	THEN(2) { AGAIN(2, newton_step(b) > 0x1p-48 * entmax.level); }
	PASS(3) { SUM(terms, fenchel_gap(y, over_threshold(z), a, b)), SUM(masses, y); }
	THEN(3) { VALUE(total(terms) + lacking(1 - total(masses), (double)entmax.top[0] + entmax.level - 1 / alpha)); }
	EMIT
	{
		const deformed e = deform(over_threshold(z), b);
		g = beyond_target(e.p, e.miss, y), h = like(g, entmax_slope(z == entmax.top, e.slope));
	}
}
#endif
