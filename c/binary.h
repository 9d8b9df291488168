/* Losses of a prediction for one of two classes; targets 0 and 1, or anything between. */
#undef FAMILY
#define FAMILY "binary"

#ifndef RARE
/* The logarithm of the smaller of p and 1 - p, with what is added in it; and whether one is at its floor. */
ALWAYS real guarded_log(real s, real epsilon)
{
	const real t = s + epsilon, log = rlog(t);
	return any(epsilon > (lane)0.5) ? log + sum_rest(s, epsilon, t) / t : log;
}
ALWAYS bits at_floor(real log, real logFloor) { return (log <= logFloor) & (logFloor > -INF); }

/* Derivatives of a slope over a variance a b that is at least `floor`; w and n are the weights of both sides. */
APART out by_variance(real value, real rest, real a, real b, real w, real n, real floor)
{
	const real variance = a * b, curve = pick(variance < floor, (w + n) / floor, w / a / a + n / b / b);
	return (out){ value, rest / rmax(variance, floor), like(rest, curve) };
}

/* 0 log 0 = 0.  Of p and 1 - p the smaller one, s, is exact: log(s) and log1p(-s) are both accurate.  The gradient
   (p - y) / (p (1 - p)) is 0 / 0 where a hard target is met. */
LOSS(probability, binary_cross_entropy, (posWeight, 1, "[0, inf)")UNIT GUARDS,
     NAMES("Binary cross-entropy", "二元交叉熵")
     ALIASES("bce binaryCrossentropy bernoulli_nll")
     EQUALS("torch BCELoss logFloor=-100 varianceFloor=9.999999960041972e-13; keras BinaryCrossentropy clip=1e-7; sklearn log_loss clip=2.220446049250313e-16; tfjs logLoss epsilon=1e-7; tfjs metrics.binaryCrossentropy clip=1e-7 sample=auto; flux binarycrossentropy epsilon=2.220446049250313e-16")
     DOMAIN("[0, 1]")
     FORMULA("-(posWeight * y * log(p) + (1 - y) * log(1 - p)) / log(base)")
     REFERENCE("Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x"))
{
	real q = 1 - p, a = p + epsilon, b = q + epsilon, w = posWeight * y, n = 1 - y;
	bits high = p > (lane)0.5;
	real s = pick(high, q, p), small = guarded_log(s, epsilon), large = rlog1p(epsilon - s);
	real up = pick(high, large, small), down = pick(high, small, large);
	bits held = (w == 0) | at_floor(up, logFloor), lost = (n == 0) | at_floor(down, logFloor);
	real value = pick(w == 0, like(p, w), w * rmax(up, logFloor)) + pick(n == 0, n, n * rmax(down, logFloor));
	real rest = p - y + epsilon * (n - y) + (1 - posWeight) * y * b;
	if (any(varianceFloor > 0))
		return by_variance(base * -value, base * rest, a, b, base * w, base * n, varianceFloor);
	real slope = pick(held, keep(~lost, base * n / b), pick(lost, -base * w / a, base * (rest / a / b)));
	real curve = keep(~held, base * w / a / a) + keep(~lost, base * n / b / b);
	return (out){ base * -value, like(p, slope), like(p, like(y, curve)) };
}

/* With e = exp(-|z|) every term is positive: |z| w + (weight of both sides) log(1 + e), where w is that of the wrong side. */
LOSS(powered, sigmoid_cross_entropy, (posWeight, 1, "[0, inf)")UNIT,
     NAMES("Sigmoid cross-entropy", "Sigmoid 交叉熵")
     ALIASES("bce_with_logits binary_cross_entropy_with_logits logistic_loss binary:logistic binary:logitraw reg:logistic xentropy")
     EQUALS("torch BCEWithLogitsLoss; keras BinaryCrossentropy(from_logits=True); sklearn HalfBinomialLoss; optax sigmoid_binary_cross_entropy; tfjs sigmoidCrossEntropy; flux logitbinarycrossentropy")
     FORMULA("(posWeight * y * log(1 + exp(-z)) + (1 - y) * log(1 + exp(z))) / log(base)")
     REFERENCE("Cox 1958, doi:10.1111/j.2517-6161.1958.tb00292.x"))
{
	real s = 1 / (1 + e), n = 1 - y, w = posWeight * y, both = w + n;
	bits low = z < 0;
	real wrong = pick(low, w, n), right = pick(low, n, w), slope = (wrong - e * right) * s;
	real value = rmax(0, wrong * rabs(z)) + both * rlog1pbrief(e); /* 0 inf is 0 here */
	return (out){ base * value, base * flip(low, slope), base * both * (e * s * s) };
}
#endif

/* Class balancing of Lin et al. */
ALWAYS real balance(real y, real alpha, real balanced)
{
	return pick(balanced != 0, alpha * y + (1 - alpha) * (1 - y), 1);
}

#define FOCUS (gamma, 2, "[0, inf)")(alpha, 0.25, "[0, 1]")(balanced, false, "false | true")(posWeight, 1, "[0, inf)")

#ifdef RARE
/* Cross-entropy by p, and what its value lost.  Where both logarithms count alike its slope is by the difference of p and y. */
ALWAYS out cross_entropy(real p, real q, real y, real posWeight, real *gone)
{
	const real n = 1 - y, w = posWeight * y, log = rlog(p), a = product(w, log), b = product(n, rlog1p(-p));
	const real up = ratio(w, p), down = ratio(n, q), near = (p - y + (1 - posWeight) * y * q) / (p * q);
	const bits alike = (p > w / 2) & (up > 0) & (down > 0);
	*gone = sum_rest(a, b, a + b) + product_rest(w, log, a);
	return (out){ -(a + b), pick(alike, near, down - up), ratio(up, p) + ratio(down, q) };
}

/* With A = 1 - p_t, the distance from the target, and B the cross-entropy, A^gamma B; B / A -> 1 where a hard target is met.
   A clip of the logarithms alone leaves A its slope. */
LOSS(probability, binary_focal, FOCUS(logClip, 0, "[0, 0.5)"),
     NAMES("Binary focal", "二元焦点损失")
     ALIASES("binary_focal_crossentropy binaryFocalCrossentropy")
     EQUALS("keras BinaryFocalCrossentropy logClip=1e-7; keras BinaryFocalCrossentropy(apply_class_balancing=True) balanced=true logClip=1e-7; flux binary_focal_loss")
     DOMAIN("[0, 1]")
     FORMULA("(balanced ? alpha * y + (1 - alpha) * (1 - y) : 1) * (y * (1 - p) + (1 - y) * p)^gamma * -(posWeight * y * log(p) + (1 - y) * log(1 - p))")
     REFERENCE("Lin et al. 2017, doi:10.1109/ICCV.2017.324"))
{
	const real q = 1 - p, n = 1 - y, far = y * q + n * p, away = n - y, s = rmin(rmax(p, logClip), 1 - logClip);
	const chances c = { .p = p, .q = q, .q_rest = keep(q > 0, sum_rest(splat(1), -p, q) / q) };
	real gone;
	out entropy = cross_entropy(s, 1 - s, y, posWeight, &gone);
	const bits free = (logClip == 0) | ((p > logClip) & (q > logClip));
	entropy.g = keep(free, entropy.g), entropy.h = keep(free, entropy.h);
	const real share = entropy.v / far, rest = distance_rest(c, y, far), weight = balance(y, alpha, balanced);
	const real off = (quotient_rest(entropy.v, far, share) - gone) / far - share * rest;
	const bits inside = (far > 0) & (entropy.v < INF) & (posWeight * y > 0);
	const real chord = pick(far == 0, posWeight * y + n, share + keep(inside, off));
	const real f = weight * rpow_of(far, rest, gamma), less = weight * rpow_of(far, rest, gamma - 1);
	return modulated_by(entropy, gamma, f, away, less, chord, splat(0));
}
#endif

#ifndef RARE
/* far^gamma for the distance from the target, which for the usual gamma is a product. */
ALWAYS real distance_power(chances c, real y, real far, real gamma)
{
	const bits soft = (y != 0) & (y != 1);
	const real rest = any(soft) ? distance_rest(c, y, far) : pick(y == 0, c.p_rest, keep(y == 1, c.q_rest));
	const real square = far * far, more = product_rest(far, far, square) + 2 * rest * square;
	return any(gamma != 2) ? rpow_of(far, rest, gamma) : square + more;
}

/* The same from a logit. */
LOSS(logit, sigmoid_focal, FOCUS,
     NAMES("Sigmoid focal", "Sigmoid 焦点损失")
     ALIASES("SigmoidFocalCrossEntropy RetinaNet focal_loss_with_logits")
     EQUALS("torch torchvision.sigmoid_focal_loss balanced=true; optax sigmoid_focal_loss")
     FORMULA("(balanced ? alpha * y + (1 - alpha) * (1 - y) : 1) * (y / (1 + exp(z)) + (1 - y) / (1 + exp(-z)))^gamma * (posWeight * y * log(1 + exp(-z)) + (1 - y) * log(1 + exp(z)))")
     REFERENCE("Lin et al. 2017, doi:10.1109/ICCV.2017.324"))
{
	const chances c = sigmoids(z);
	const real n = 1 - y, w = posWeight * y, v = c.p * c.q, far = y * c.q + n * c.p;
	const real value = product(pick(z < 0, w, n), rabs(z)) + (w + n) * softplus_rest(c);
	const out entropy = { value, n * c.p - w * c.q, (w + n) * v };
	const real f = balance(y, alpha, balanced) * distance_power(c, y, far, gamma);
	const real lean = pick(y == 0, c.q, pick(y == 1, -c.p, like(y, keep(far > 0, (n - y) * v / far))));
	return modulated(entropy, gamma, f, lean, c.q - c.p);
}
#endif

#ifdef RARE
LOSS(logit, binary_exponential, NONE,
     NAMES("Binary exponential", "二元指数损失")
     ALIASES("HalfExponentialLoss binary_exponential_loss")
     EQUALS("sklearn ExponentialLoss")
     FORMULA("y * exp(-z) + (1 - y) * exp(z)")
     REFERENCE("Friedman, Hastie & Tibshirani 2000, doi:10.1214/aos/1016218223"))
{
	real up = times_exp(1 - y, z), down = times_exp(y, -z);
	return (out){ up + down, up - down, like(y, up + down) };
}

LOSS(logit, binary_sparsemax, NONE,
     NAMES("Binary sparsemax", "二元 Sparsemax 损失")
     ALIASES("binary_sparsemax_loss SparsemaxBinary")
     EQUALS("optax sparsemax_loss")
     FORMULA("y * (z >= 1 ? 0 : z > -1 ? (1 - z)^2 / 4 : -z) + (1 - y) * (z <= -1 ? 0 : z < 1 ? (1 + z)^2 / 4 : z)")
     KINKS("-1, 1")
     REFERENCE("Martins & Astudillo 2016, arXiv:1602.02068"))
{
	real up = rmin(rmax(1 + z, 0), 2) / 2, down = rmin(rmax(1 - z, 0), 2) / 2, n = 1 - y;
	real over = product(n, product(up, 1 + z - up)), under = product(y, product(down, 1 - z - down));
	return (out){ over + under, n * up - y * down, like(y, like(z, keep(rabs(z) < 1, 1) / 2)) };
}

LOSS(probability, binary_brier, NONE,
     NAMES("Binary Brier score", "二元 Brier 评分")
     ALIASES("binary_brier_score BrierScore brier_score")
     EQUALS("sklearn brier_score_loss")
     DOMAIN("[0, 1]")
     FORMULA("(p - y)^2")
     REFERENCE("Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2"))
{
	real r = p - y;
	return (out){ r * r, 2 * r, like(r, 2) };
}

/* L is the rate log(1 + exp(score)) times the exposure, u = 1 - exp(-L) the chance of an event.  Where the score is low
   the second derivative needs gap = w s - u, in which the first orders cancel. */
TUPLE(cross_entropy_lambda, 1, 2, NONE,
      NAMES("Cross-entropy lambda", "带暴露量的交叉熵")
      ALIASES("xentlambda CrossEntropyLambda")
      PREDICTED("score (-inf, inf)") OBSERVED("y [0, 1]; exposure (0, inf)")
      FORMULA("-y * log(1 - (1 + exp(score))^(-exposure)) + (1 - y) * exposure * log(1 + exp(score))")
      REFERENCE("LightGBM, objective cross_entropy_lambda"))
{
	real w = y[1], n = 1 - y[0], low = rmax(f[0], K(-40, -300)), x = rexp(rmin(low, 0)), rate = rsoftplus(low);
	real s = rsigmoid(low), q = rsigmoid(-low), L = w * rate, E = rexpneg(-L), u = -rexpm1(-L), lift = w * s / u;
	real gap = w * (excess_of_log(x) - x * s) + excess_of_exp(-L), slope = w * rsigmoid(f[0]);
	real chance = pick(L < K(0x1p-26f, 0x1p-54), rlog(w) + f[0], pick(L < 1, rlog(u), rlog1p(-E)));
	real below = q + y[0] * ((gap / u + s * (1 - w)) / u), above = q * (n - E) / u + y[0] * E * lift / u;
	return (outs){
		product(n, w * rsoftplus(f[0])) - product(y[0], chance),
		{ n * slope - y[0] * (E * lift) },
		{ slope * pick(f[0] < 0, below, above) },
	};
}

/* The scores of pairs, y = 1 where they belong together.  In the tails the rounding of m is all the error there is: it is
   taken off in first order. */
LOSS(prediction, siglip, (temperature, 10, "(0, inf)")(bias, -10, "(-inf, inf)"),
     NAMES("Pairwise sigmoid (SigLIP)", "成对 Sigmoid 损失（SigLIP）")
     ALIASES("siglipLoss SigLipLoss sigmoid_contrastive")
     LABELS(pm1, "[-1, 1]")
     FORMULA("log(1 + exp(-y * (temperature * f + bias)))")
     REFERENCE("Zhai et al. 2023, arXiv:2303.15343"))
{
	real scaled = temperature * f, score = scaled + bias, m = y * score, p = rsigmoid(-m), q = rsigmoid(m);
	real rest = product_rest(temperature, f, scaled) + sum_rest(scaled, bias, score),
	     off = keep(rabs(m) < 1000, y * rest);
	return (out){
		rsoftplus(-m) - off * p,
		-temperature * (y * p) * (1 - off * q),
		(temperature * p) * (temperature * q) * (1 - off * (q - p)),
	};
}

/* The chances where that of the event counts less by a clip, or not at all. */
ALWAYS chances clipped(chances c, real clip)
{
	const real least = 1 - clip, over = pick(c.p < c.q, c.p - clip, least - c.q);
	const real off = pick(c.p < c.q, sum_rest(c.p, -clip, over) + c.p * c.p_rest,
	                      sum_rest(least, -c.q, over) + (1 - least - clip) - c.q * c.q_rest);
	c.p = rmax(over + off, 0), c.p_rest = keep(over > 0, (over - c.p + off) / c.p);
	c.q = pick(c.p > (lane)0.5, c.q + clip, 1 - c.p);
	return c;
}

/* -log(1 - p) of that chance, by the logit of the whole one.  Without a clip 1 - p may vanish. */
ALWAYS out clipped_entropy(real z, chances c, chances d, real clip)
{
	const bits whole = clip == 0;
	const real value = -pick(d.p > (lane)0.5, rlog(d.q), rlog1p(-d.p));
	const real slope = keep(d.p > 0, pick(whole, c.p, c.p * c.q / d.q));
	return (out){ pick(whole, rsoftplus(z), value), slope, slope * (c.q - pick(whole, 0, c.p * clip / d.q)) };
}

/* y a + (1 - y) b */
ALWAYS out blend(real y, out a, out b)
{
	const real n = 1 - y;
	return (out){ product(y, a.v) + product(n, b.v), n * b.g + y * a.g, n * b.h + y * a.h };
}

/* Cross-entropy with a focus of its own for either label; negatives below the clip are easy enough to count nothing. */
LOSS(logit, asymmetric_focal, (positiveGamma, 1, "[0, inf)")(negativeGamma, 4, "[0, inf)")(clip, 0.05, "[0, 1)"),
     NAMES("Asymmetric focal (ASL)", "非对称焦点损失（ASL）")
     ALIASES("asl AsymmetricLoss asymmetric_loss AsymmetricLossOptimized")
     FORMULA("y * (1 / (1 + exp(z)))^positiveGamma * log(1 + exp(-z)) - (1 - y) * max(0, 1 / (1 + exp(-z)) - clip)^negativeGamma * log(min(1, 1 / (1 + exp(z)) + clip))")
     KINKS("log(clip / (1 - clip))")
     REFERENCE("Ridnik et al. 2021, arXiv:2009.14119"))
{
	const chances c = sigmoids(z), d = clipped(c, clip);
	const real turn = c.q - c.p, v = c.p * c.q, lean = keep(d.p > 0, v / d.p);
	const real easy = rpow_of(c.q, c.q_rest, positiveGamma), hard = rpow_of(d.p, d.p_rest, negativeGamma);
	const out hit = { rsoftplus(-z), -c.q, v }, miss = clipped_entropy(z, c, d, clip);
	const out positive = modulated(hit, positiveGamma, easy, -c.p, turn);
	const out negative = modulated(miss, negativeGamma, hard, lean, turn);
	return blend(y, positive, negative);
}
#endif
