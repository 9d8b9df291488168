/* Losses of a row of numbers, one a class; targets are class indices or rows. */
#undef FAMILY
#define FAMILY "multiclass"

#ifndef RARE
ROW(probability, categorical_cross_entropy, 1, UNIT,
    NAMES("Categorical cross-entropy", "分类交叉熵")
    ALIASES("cce multiclass_log_loss")
    EQUALS("keras CategoricalCrossentropy normalize=true clip=1e-7; keras SparseCategoricalCrossentropy normalize=true clip=1e-7; sklearn log_loss clip=2.220446049250313e-16; tfjs metrics.categoricalCrossentropy normalize=true clip=1e-7; flux crossentropy")
    LABELS(classes, "[0, inf)") LINEAR DOMAIN("[0, 1]")
    FORMULA("-sum(k, y[k] * log(p[k])) / log(base)")
    REFERENCE("Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x"))
{
	static sum logs;
	START { logs = (sum){ 0 }; }
	PASS(1) { SUM(logs, rxlogy(y, p)); }
	THEN(1) { VALUE(0 - base * total(logs)); }
	EMIT
	{
		real slope = pick(y == 0, like(p, y), splat(base) * y / p);
		g = -slope, h = pick(y == 0, slope, slope / p);
	}
}

ROW(prediction, negative_log_likelihood, 1, NONE,
    NAMES("Negative log-likelihood", "负对数似然")
    ALIASES("nll")
    EQUALS("torch NLLLoss denominator=weights ignoreIndex=-100")
    LABELS(classes, "[0, inf)") LINEAR
    FORMULA("-sum(k, y[k] * f[k])")
    REFERENCE("PyTorch, NLLLoss"))
{
	static sum logs;
	START { logs = (sum){ 0 }; }
	PASS(1) { SUM(logs, share(y, f)); }
	THEN(1) { VALUE(-total(logs)); }
	EMIT { g = like(f, -y), h = like(f + y, 0); }
}
#endif

#ifdef RARE
/* The exponential of the cross-entropy c, to c units in the last place. */
ROW(probability, perplexity, 1, NONE,
    NAMES("Perplexity", "困惑度")
    ALIASES("ppl exponentiated_cross_entropy")
    LABELS(classes, "[0, 1]") NORMALIZED DOMAIN("[0, 1]")
    FORMULA("exp(-sum(k, y[k] * log(p[k])))")
    REFERENCE("Jelinek, Mercer, Bahl & Baker 1977, doi:10.1121/1.2016299"))
{
	static sum logs;
	static double value;
	START { logs = (sum){ 0 }; }
	PASS(1) { SUM(logs, rxlogy(y, p)); }
	THEN(1) { value = nexp(-total(logs)), VALUE(value); }
	EMIT
	{
		real slope = pick(y == 0, like(p, y), y / p);
		g = splat((lane)-value) * slope, h = splat((lane)value) * pick(y == 0, slope, slope * (slope + 1 / p));
	}
}

/* The probability of the target is left alone where it is high: (1 - p)^gamma weighs what is easy down. */
ROW(probability, categorical_focal, 1, (alpha, 1, "[0, inf)")(gamma, 2, "[0, inf)"),
    NAMES("Categorical focal", "多分类焦点损失")
    ALIASES("multiclass_focal")
    EQUALS("keras CategoricalFocalCrossentropy alpha=0.25 normalize=true clip=1e-7; flux focal_loss")
    LABELS(classes, "[0, inf)") LINEAR DOMAIN("[0, 1]")
    FORMULA("-alpha * sum(k, y[k] * (1 - p[k])^gamma * log(p[k]))")
    REFERENCE("Lin et al. 2017, doi:10.1109/ICCV.2017.324"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, share(y, focal(p, 1 - p, rlog(p), splat((lane)gamma)).v)); }
	THEN(1) { VALUE(alpha * total(terms)); }
	EMIT
	{
		const real power = splat((lane)gamma), scale = splat((lane)alpha), miss = 1 - p;
		const real steep = gamma == 0 ? like(p, 0) : power * rpow(miss, power - 1);
		const out o = focal(p, miss, rlog(p), power);
		g = scale * share(y, o.g / p);
		h = scale *
		    share(y, (rpow(miss, power) + steep * p * (2 - (power - 1) * bend(p, miss, rlog(p)))) / p / p);
	}
}

/* Between cross-entropy (q -> 0) and 1 - p (q = 1); (p^q - 1) / q without cancellation. */
ROW(probability, generalized_cross_entropy, 1, (q, 0.5, "(0, 1]"),
    NAMES("Generalized cross-entropy", "广义交叉熵")
    ALIASES("gce truncated_lq l_q")
    EQUALS("keras CategoricalGeneralizedCrossEntropy")
    LABELS(classes, "[0, inf)") LINEAR DOMAIN("[0, 1]")
    FORMULA("sum(k, y[k] * (1 - p[k]^q)) / q")
    REFERENCE("Zhang & Sabuncu 2018, arXiv:1805.07836"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, share(y, -rexpm1(splat((lane)q) * rlog(p)))); }
	THEN(1) { VALUE(total(terms) / q); }
	EMIT
	{
		real power = rpow(p, splat((lane)(q - 1)));
		g = -share(y, power), h = q == 1 ? like(g, 0) : splat((lane)(1 - q)) * share(y, power / p);
	}
}

ROW(probability, categorical_brier, 1, NONE,
    NAMES("Brier score (classes)", "多分类 Brier 评分")
    ALIASES("brier_multiclass quadratic_score")
    EQUALS("sklearn brier_score_loss")
    LABELS(classes, "[0, 1]") DOMAIN("[0, 1]")
    FORMULA("sum(k, (p[k] - y[k])^2)")
    REFERENCE("Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2"))
{
	static sum squares;
	START { squares = (sum){ 0 }; }
	PASS(1) { SUM(squares, (p - y) * (p - y)); }
	THEN(1) { VALUE(total(squares)); }
	EMIT { g = 2 * (p - y), h = like(g, 2); }
}
#endif

#ifndef RARE
ROW(prediction, row_squared_error, 1, NONE,
    NAMES("Squared error of a row", "逐行平方误差")
    ALIASES("sum_squared_error sse")
    LABELS(classes, "(-inf, inf)")
    FORMULA("sum(k, (f[k] - y[k])^2)")
    REFERENCE("Legendre 1805, Nouvelles méthodes pour la détermination des orbites des comètes"))
{
	static sum squares;
	START { squares = (sum){ 0 }; }
	PASS(1) { SUM(squares, (f - y) * (f - y)); }
	THEN(1) { VALUE(total(squares)); }
	EMIT { g = 2 * (f - y), h = like(g, 2); }
}
#endif

#ifdef RARE
/* The first of equal cells is the choice. */
ROW(prediction, zero_one, 1, NONE,
    NAMES("Zero-one", "0-1 损失（分类错误率）")
    ALIASES("classification_error error_rate misclass merror")
    EQUALS("sklearn zero_one_loss")
    LABELS(classes, "(-inf, inf)")
    FORMULA("argmax(k, f[k]) == argmax(k, y[k]) ? 0 : 1") KINKS("ties")
    REFERENCE("scikit-learn, zero_one_loss"))
{
	static real top, target, choice, truth;
	static sum lost;
	START { top = target = splat(-INF), choice = truth = splat(INF), lost = (sum){ 0 }; }
	PASS(1)
	{
		FIRST(top, choice, f);
		FIRST(target, truth, y);
		SUM(lost, unknown(f) + unknown(y));
	}
	THEN(1)
	{
		settle(&top, &choice), settle(&target, &truth);
		VALUE((choice[0] != truth[0]) + total(lost));
	}
	EMIT { g = h = splat((lane)total(lost)); }
}

/* What a label is told to be is wrong by its share: between 0 and 1, a target says how much it is there. */
ALWAYS real told_wrong(real f, real y, real threshold) { return like(f, rabs(pick(f > threshold, 1, 0) - y)); }

ROW(prediction, hamming, 1, (threshold, 0.5, "(-inf, inf)"),
    NAMES("Hamming", "汉明损失")
    ALIASES("hamming_distance multilabel_error_rate")
    EQUALS("sklearn hamming_loss")
    LABELS(rows, "[0, 1]")
    FORMULA("sum(k, abs((f[k] > threshold ? 1 : 0) - y[k])) / classes") KINKS("threshold")
    REFERENCE("Schapire & Singer 2000, doi:10.1023/A:1007649029923"))
{
	static sum wrong;
	START { wrong = (sum){ 0 }; }
	PASS(1) { SUM(wrong, told_wrong(f, y, splat((lane)threshold))); }
	THEN(1) { VALUE(total(wrong) / row->total); }
	EMIT { g = h = like(f + y, 0); }
}

/* One wrong label is as bad as all: the worst of a row. */
ROW(prediction, multi_label_zero_one, 1, (threshold, 0.5, "(-inf, inf)"),
    NAMES("Multi-label zero-one", "多标签子集 0-1 损失")
    ALIASES("subset_zero_one_loss subset_accuracy exact_match_ratio")
    EQUALS("sklearn zero_one_loss(multilabel)")
    LABELS(rows, "[0, 1]")
    FORMULA("largest(k, abs((f[k] > threshold ? 1 : 0) - y[k]))") KINKS("threshold")
    REFERENCE("scikit-learn, zero_one_loss"))
{
	static real worst;
	static sum lost;
	START { worst = (real){ 0 }, lost = (sum){ 0 }; }
	PASS(1)
	{
		const real wrong = told_wrong(f, y, splat((lane)threshold));
		HIGHEST(worst, wrong);
		SUM(lost, unknown(wrong));
	}
	THEN(1) { VALUE((double)highest(worst)[0] + total(lost)); }
	EMIT { g = h = like(f + y, 0); }
}
#endif

#if REAL == 64 && !defined RARE /* the body is that of another loss */
/* One binary decision a class. */
ROW(logit, one_versus_all, 1, UNIT,
    NAMES("One-versus-all logistic", "一对多逻辑损失")
    ALIASES("multiclassova one_vs_rest ova_logistic one_vs_all")
    LABELS(classes, "[0, 1]")
    FORMULA("sum(k, log(1 + exp(z[k])) - y[k] * z[k]) / log(base)")
    REFERENCE("Rifkin & Klautau 2004, Journal of Machine Learning Research 5, 101-141"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, sigmoid_cross_entropy(z, y, rexpneg(rnabs(z)), splat(1), splat(1)).v); }
	THEN(1) { VALUE(base * total(terms)); }
	EMIT
	{
		out o = sigmoid_cross_entropy(z, y, rexpneg(rnabs(z)), splat(1), splat((lane)base));
		g = o.g, h = o.h;
	}
}

/* The mean over the labels of a row, each there or not. */
ROW(logit, multi_label_soft_margin, 1, UNIT,
    NAMES("Multi-label soft margin", "多标签软间隔损失")
    EQUALS("torch MultiLabelSoftMarginLoss")
    LABELS(rows, "[0, 1]") TERMWISE
    FORMULA("sum(k, log(1 + exp(z[k])) - y[k] * z[k]) / classes / log(base)")
    REFERENCE("PyTorch, MultiLabelSoftMarginLoss"))
{
	static sum terms;
	START { terms = (sum){ 0 }; }
	PASS(1) { SUM(terms, THEIR(sigmoid_cross_entropy(z, y, rexpneg(rnabs(z)), splat(1), splat(1)).v)); }
	THEN(1) { VALUE(base * total(terms) / row->total); }
	EMIT
	{
		out o = sigmoid_cross_entropy(z, y, rexpneg(rnabs(z)), splat(1), splat((lane)(base / row->total)));
		g = THEIR(o.g), h = THEIR(o.h);
	}
}
#endif
