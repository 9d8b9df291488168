/* Losses of a prediction for one of two classes; targets 0 and 1, or anything between. */
#undef FAMILY
#define FAMILY "binary"

/* 0 log 0 = 0, and log1p(-p) for log(1 - p).  The gradient (p - y) / (p (1 - p)) is 0 / 0 where a hard target is met. */
LOSS(probability, binary_cross_entropy, UNIT,
     NAMES("Binary cross-entropy", "二元交叉熵")
     ALIASES("bce BCELoss log_loss BinaryCrossentropy binary_crossentropy")
     DOMAIN("[0, 1]")
     FORMULA("-(y * log(p) + (1 - y) * log(1 - p)) / log(base)")
     REFERENCE("Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x"))
{
	real q = 1 - p, n = 1 - y;
	real lost = pick(n == 0, n, n * rlog1p(-p)), held = rxlogy(y, p);
	real slope = pick(y == 0, 1 / q, pick(n == 0, -1 / p, (p - y) / (p * q)));
	real curve = pick(y == 0, y, y / p / p) + pick(n == 0, n, n / q / q);
	return (out){ base * -(held + lost), base * slope, base * like(p, curve) };
}

/* With e = exp(-|z|) every term is positive: |z| w + log(1 + e), where w is the weight of the wrong side. */
LOSS(logit, sigmoid_cross_entropy, UNIT,
     NAMES("Sigmoid cross-entropy", "Sigmoid 交叉熵")
     ALIASES("bce_with_logits BCEWithLogitsLoss logistic_loss HalfBinomialLoss sigmoid_binary_cross_entropy")
     FORMULA("(log(1 + exp(z)) - y * z) / log(base)")
     REFERENCE("Cox 1958, doi:10.1111/j.2517-6161.1958.tb00292.x"))
{
	real a = rabs(z), e = rexpneg(-a), s = 1 / (1 + e), w = pick(z < 0, y, 1 - y), d = w - e * s;
	real far = pick(w == 0, w, a * w);
	return (out){ base * (far + rlog1p01(e)), base * pick(z < 0, -d, d), base * like(y, e * s * s) };
}
