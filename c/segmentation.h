/* Overlaps of a predicted and a true set; a row is one mask, or one class's cells. */
#undef FAMILY
#define FAMILY "segmentation"

/* Soft counts of a row: cells of both, of the prediction alone, of the target alone, of neither. */
static struct {
	sum both, over, under, none;
	double tp, fp, fn, tn;
} counts;

SHARED void overlap(const piece *row)
{
	START { counts.both = counts.over = counts.under = counts.none = (sum){ 0 }; }
	PASS(1)
	{
		const sum a = broad(GIVEN(p)), t = broad(GIVEN(y)), b = broad(GIVEN(1 - p)), s = broad(GIVEN(1 - y));
		counts.both += a * t, counts.over += a * s, counts.under += b * t, counts.none += b * s;
	}
	THEN(1)
	{
		counts.tp = total(counts.both), counts.fp = total(counts.over);
		counts.fn = total(counts.under), counts.tn = total(counts.none);
	}
}

/* a / b, and 0 of nothing */
ALWAYS double part(double a, double b) { return b == 0 ? 0 : a / b; }

/* into += times x */
APART void gather_times(twofold *into, double times, twofold x)
{
	const sum factor = times + (sum){ 0 };
	gather_product(into, factor, x.high), into->low += factor * x.low;
}

/* (1 - (tp + s1) / (tp + alpha fp + beta fn + s2))^gamma, of which all but Matthews' and the squared one are cases.  Nothing
   of nothing is no loss, and has no slope; neither has a full overlap where gamma < 1.  The size grows by alpha p, beta y and
   (1 - alpha - beta) p y.  A cell that outweighs all others has nearly no slope: there the ratio's last digits count. */
SHARED void tversky_of(piece *row, double alpha, double beta, double s1, double s2, double gamma)
{
	static twofold hits, predicted, truth, all, ratio, joint;
	static double loss, per, slope, curve;
	const sum none = { 0 };
	overlap(row);
	START { hits = predicted = truth = all = joint = (twofold){ none, none }; }
	if (row->order > 0 || gamma != 1) {
		PASS(1)
		{
			const sum a = broad(GIVEN(p)), t = broad(GIVEN(y));
			gather_product(&hits, a, t), gather(&predicted, a), gather(&truth, t);
		}
	}
	THEN(1)
	{
		hits = gathered(hits), predicted = gathered(predicted), truth = gathered(truth);
		gather(&joint, none + 1), gather(&joint, none - alpha), gather(&joint, none - beta);
		gather(&all, none + s2), gather_times(&all, alpha, predicted), gather_times(&all, beta, truth);
		gather_times(&all, joint.high[0], hits), all.low += joint.low * hits.high;
		gather(&hits, none + s1);
		const double wrong = alpha * counts.fp + beta * counts.fn, size = counts.tp + wrong + s2;
		ratio = size == 0 ? (twofold){ none, none } : quotient(hits, all);
		loss = part(wrong + (s2 - s1), size);
		per = part(1, size), slope = 1, curve = 0;
		if (gamma != 1) {
			twofold rest = { none - loss, none - ratio.low };
			gather(&rest, none + 1), gather(&rest, -ratio.high);
			const double off = loss > 0x1p-40 ? (rest.high[0] + rest.low[0]) / loss : 0;
			const double power = npow(loss, gamma) * (1 + gamma * off);
			slope = loss == 0 && gamma < 1 ? 0 : gamma * power / loss * (1 - off);
			curve = loss == 0 && gamma < 2 ? 0 : (gamma - 1) * slope / loss;
			VALUE(power);
		} else VALUE(loss);
	}
	EMIT
	{
		const sum t = broad(y);
		twofold weight = { none + alpha, joint.low * t };
		gather_product(&weight, joint.high, t);
		const real plain = narrow(product_less(ratio, weight, per == 0 ? none : t)) * splat((lane)per);
		g = splat((lane)slope) * plain;
		h = splat((lane)curve) * plain * plain - 2 * g * narrow(weight.high) * splat((lane)per);
	}
}

#define SMOOTHING (s1, 0, "[0, inf)")(s2, 0, "[0, inf)")

ROW(probability, dice, 1, SMOOTHING,
    NAMES("Dice", "Dice 损失")
    ALIASES("soft_dice f1_loss sorensen_dice binary_dice_loss")
    EQUALS("keras Dice s2=1e-7")
    LABELS(rows, "[0, 1]") DOMAIN("[0, 1]")
    FORMULA("1 - (2 * sum(k, p[k] * y[k]) + s1) / (sum(k, p[k] + y[k]) + s2)")
    REFERENCE("Dice 1945, doi:10.2307/1932409"))
{
	tversky_of(row, 0.5, 0.5, s1 / 2, s2 / 2, 1);
}

/* 1 - num / den = sum((p - y)^2) / den, and near 0 the slope is likewise in p - y. */
ROW(probability, squared_dice, 1, SMOOTHING,
    NAMES("Dice with squares", "平方分母 Dice 损失")
    ALIASES("v_net_dice")
    EQUALS("flux dice_coeff_loss s1=1 s2=1")
    LABELS(rows, "[0, 1]") DOMAIN("[0, 1]")
    FORMULA("1 - (2 * sum(k, p[k] * y[k]) + s1) / (sum(k, p[k]^2 + y[k]^2) + s2)")
    REFERENCE("Milletari, Navab & Ahmadi 2016, doi:10.1109/3DV.2016.79"))
{
	static sum gaps, sizes, products;
	static double size, loss, ratio;
	START { gaps = sizes = products = (sum){ 0 }; }
	PASS(1) { SUM(gaps, (p - y) * (p - y)), SUM(sizes, p * p + y * y), SUM(products, p * y); }
	THEN(1)
	{
		size = total(sizes) + s2, loss = part(total(gaps) + (s2 - s1), size);
		ratio = part(2 * total(products) + s1, size), VALUE(loss);
	}
	EMIT
	{
		const real per = splat(part(2, size));
		g = per * (loss < 0.5 ? (p - y) - p * splat((lane)loss) : p * splat((lane)ratio) - y);
		h = per * (splat((lane)ratio) - 2 * p * g);
	}
}

/* alpha weighs what is predicted too much, beta what is missed. */
ROW(probability, tversky, 1, (alpha, 0.5, "[0, inf)")(beta, 0.5, "[0, inf)") SMOOTHING,
    NAMES("Tversky", "Tversky 损失")
    EQUALS("keras Tversky s2=1e-7; flux tversky_loss alpha=0.7 beta=0.3 s1=1 s2=1")
    LABELS(rows, "[0, 1]") DOMAIN("[0, 1]")
    FORMULA("1 - (sum(k, p[k] * y[k]) + s1) / (sum(k, p[k] * y[k] + alpha * p[k] * (1 - y[k]) + beta * (1 - p[k]) * y[k]) + s2)")
    REFERENCE("Salehi, Erdogmus & Gholipour 2017, doi:10.1007/978-3-319-67389-9_44"))
{
	tversky_of(row, alpha, beta, s1, s2, 1);
}

ROW(probability, focal_tversky, 1, (alpha, 0.3, "[0, inf)")(beta, 0.7, "[0, inf)")(gamma, 0.75, "(0, inf)") SMOOTHING,
    NAMES("Focal Tversky", "焦点 Tversky 损失")
    ALIASES("focal_tversky_loss")
    LABELS(rows, "[0, 1]") DOMAIN("[0, 1]")
    FORMULA("(1 - (sum(k, p[k] * y[k]) + s1) / (sum(k, p[k] * y[k] + alpha * p[k] * (1 - y[k]) + beta * (1 - p[k]) * y[k]) + s2))^gamma")
    REFERENCE("Abraham & Khan 2019, doi:10.1109/ISBI.2019.8759329"))
{
	tversky_of(row, alpha, beta, s1, s2, gamma);
}

ROW(probability, jaccard, 1, SMOOTHING,
    NAMES("Jaccard", "Jaccard 损失（软 IoU）")
    ALIASES("soft_iou iou_loss")
    LABELS(rows, "[0, 1]") DOMAIN("[0, 1]")
    FORMULA("1 - (sum(k, p[k] * y[k]) + s1) / (sum(k, p[k] + y[k] - p[k] * y[k]) + s2)")
    REFERENCE("Rahman & Wang 2016, doi:10.1007/978-3-319-50835-1_22"))
{
	tversky_of(row, 1, 1, s1, s2, 1);
}

/* 1 - r by size^2 - covariance^2, in which every term is positive. */
ALWAYS double uncorrelated(double covariance, double size)
{
	const double a = counts.tp, b = counts.fp, c = counts.fn, d = counts.tn, cross = a * b + c * d,
	             side = a * c + b * d;
	const double rest = (a * d + b * c) * (cross + side) + side * cross + 4 * a * b * c * d;
	return covariance > 0 ? rest / (size * (size + covariance)) : 1 - covariance / size;
}

/* Where a row or a column of the table is empty there is no correlation: 0 if prediction and target agree, 1 if not.  A cell
   changes the covariance by what it hits or falsely reports, and the size by its lean. */
ROW(probability, matthews, 1, NONE,
    NAMES("Matthews correlation", "Matthews 相关系数损失")
    ALIASES("mcc phi_coefficient")
    LABELS(rows, "[0, 1]") DOMAIN("[0, 1]")
    FORMULA("1 - (classes * sum(k, p[k] * y[k]) - sum(k, p[k]) * sum(k, y[k])) / sqrt(sum(k, p[k]) * sum(k, y[k]) * sum(k, 1 - p[k]) * sum(k, 1 - y[k]))")
    REFERENCE("Matthews 1975, doi:10.1016/0005-2795(75)90109-9"))
{
	static double r, per, lean, hit, alarm;
	overlap(row);
	THEN(1)
	{
		const double a = counts.tp, b = counts.fp, c = counts.fn, d = counts.tn, covariance = a * d - b * c;
		const double predicted = (a + b) * (c + d), size = nroot(predicted * ((a + c) * (b + d)));
		VALUE(size == 0 ? b + c > 0 : uncorrelated(covariance, size));
		r = part(covariance, size), hit = part(b + d, size), alarm = part(a + c, size);
		lean = size == 0 ? 0 : ((c + d) - (a + b)) / (2 * predicted), per = part(r, predicted);
	}
	EMIT
	{
		g = splat(r * lean) - (y * splat(hit) - (1 - y) * splat(alarm));
		h = -splat(per) - splat(lean) * (splat(r * lean) + 2 * g);
	}
}
