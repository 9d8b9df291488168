/* Losses of a row of numbers, one a class; targets are class indices or rows. */
#undef FAMILY
#define FAMILY "multiclass"

ROW(probability, categorical_cross_entropy, 1, UNIT,
    NAMES("Categorical cross-entropy", "分类交叉熵")
    ALIASES("cce sparse_categorical_cross_entropy CategoricalCrossentropy categorical_crossentropy multiclass_log_loss")
    LABELS(classes, "[0, inf)") LINEAR DOMAIN("[0, 1]")
    FORMULA("-sum(k, y[k] * log(p[k])) / log(base)")
    REFERENCE("Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x"))
{
	static sum logs;
	START { logs = (sum){ 0 }; }
	PASS(1) { SUM(logs, rxlogy(y, p)); }
	THEN(1) { VALUE(-base * total(logs)); }
	EMIT
	{
		real share = pick(y == 0, like(p, y), splat(base) * y / p);
		g = -share, h = pick(y == 0, share, share / p);
	}
}

/* Cells at the maximum stay out of the sum, so that a confident row keeps its digits: log sum exp(z - top) is
   log1p(rest), 1 - p of such a cell is rest / (1 + rest), and its gradient is minus the sum of the others'. */
ROW(logit, softmax_cross_entropy, 2, UNIT,
    NAMES("Softmax cross-entropy", "Softmax 交叉熵")
    ALIASES("cross_entropy CrossEntropyLoss softmax_loss sparse_softmax_cross_entropy multinomial_logistic")
    LABELS(classes, "[0, inf)") LINEAR
    FORMULA("(sum(k, y[k]) * log(sum(k, exp(z[k]))) - sum(k, y[k] * z[k])) / log(base)")
    REFERENCE("Bridle 1990, doi:10.1007/978-3-642-76153-9_28"))
{
	static real top;
	static bits ties;
	static sum rests, gaps, inner, outer;
	static double rest, inside, outside;
	START { top = splat(-INF), ties = (bits){ 0 }, rests = gaps = inner = outer = (sum){ 0 }; }
	PASS(1) { HIGHEST(top, z); }
	THEN(1) { top = highest(top); }
	PASS(2)
	{
		bits at = z == top, off = ~at;
		real e = rexpneg(z - top);
		KEEP(e);
		SUM(rests, off & (bits)e);
		COUNT(ties, at);
		if (any(y != 0)) { /* a class index has one such cell */
			SUM(gaps, pick(at | (y == 0), 0, y * (top - z)));
			SUM(inner, at & (bits)y);
			SUM(outer, off & (bits)y);
		}
	}
	THEN(2)
	{
		rest = total(rests) + (counted(ties) - 1), inside = total(inner), outside = total(outer);
		VALUE(base * (total(gaps) + (inside + outside) * nlog1p(rest)));
	}
	EMIT
	{
		real mass = splat(inside + outside), share = splat(1 / (1 + rest)), others = splat(rest / (1 + rest));
		real q = KEPT(rexpneg(z - top)) * share;
		real most = splat(outside) + (splat(inside) - y) - mass * others;
		g = splat(base) * pick(z == top, most, mass * q - y);
		h = splat(base) * mass * q * pick(z == top, others, 1 - q);
	}
}

/* The first of equal cells is the choice. */
ROW(prediction, zero_one, 2, NONE,
    NAMES("Zero-one", "0-1 损失（分类错误率）")
    ALIASES("classification_error error_rate misclass zero_one_loss")
    LABELS(classes, "(-inf, inf)")
    FORMULA("argmax(k, f[k]) == argmax(k, y[k]) ? 0 : 1") KINKS("ties")
    REFERENCE("scikit-learn, zero_one_loss"))
{
	static real top, target, choice, truth;
	static sum unknown;
	START { top = target = splat(-INF), choice = truth = splat(INF), unknown = (sum){ 0 }; }
	PASS(1)
	{
		HIGHEST(top, f), HIGHEST(target, y);
		SUM(unknown, pick(f == f, 0, f));
		SUM(unknown, pick(y == y, 0, y));
	}
	THEN(1) { top = highest(top), target = highest(target); }
	PASS(2)
	{
		LOWEST(choice, pick(f == top, k, choice));
		LOWEST(truth, pick(y == target, k, truth));
	}
	THEN(2) { VALUE((lowest(choice)[0] != lowest(truth)[0]) + total(unknown)); }
	EMIT { g = h = splat(total(unknown)); }
}

ROW(prediction, row_squared_error, 1, NONE,
    NAMES("Squared error of a row", "逐行平方误差")
    ALIASES("sum_squared_error sse brier_multiclass")
    LABELS(classes, "(-inf, inf)")
    FORMULA("sum(k, (f[k] - y[k])^2)")
    REFERENCE("Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2"))
{
	static sum squares;
	START { squares = (sum){ 0 }; }
	PASS(1) { SUM(squares, (f - y) * (f - y)); }
	THEN(1) { VALUE(total(squares)); }
	EMIT { g = 2 * (f - y), h = like(g, 2); }
}
