/* Losses of a prediction for one of two classes; targets 0 and 1, or anything between. */
#undef FAMILY
#define FAMILY "binary"

#ifndef RARE
/* 0 log 0 = 0.  Of p and 1 - p the smaller one, s, is exact: log(s) and log1p(-s) are both accurate.  The gradient
   (p - y) / (p (1 - p)) is 0 / 0 where a hard target is met. */
LOSS(probability, binary_cross_entropy, (posWeight, 1, "[0, inf)")UNIT GUARDS,
     NAMES("Binary cross-entropy", "二元交叉熵")
     ALIASES("bce binary_crossentropy binaryCrossentropy bernoulli_nll")
     EQUALS("torch BCELoss logFloor=-100; keras BinaryCrossentropy clip=1e-7; sklearn log_loss clip=2.220446049250313e-16; tfjs logLoss epsilon=1e-7; flux binarycrossentropy epsilon=2.220446049250313e-16")
     DOMAIN("[0, 1]")
     FORMULA("-(posWeight * y * log(p) + (1 - y) * log(1 - p)) / log(base)")
     REFERENCE("Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x"))
{
	real q = 1 - p, a = p + epsilon, b = q + epsilon, w = posWeight * y, n = 1 - y;
	bits high = p > (lane)0.5;
	real s = pick(high, q, p), t = s + epsilon, small = rlog(t), large = rlog1p(epsilon - s);
	if (any(epsilon > (lane)0.5)) small = small + sum_rest(s, epsilon, t) / t;
	real up = pick(high, large, small), down = pick(high, small, large);
	bits held = (w == 0) | ((up <= logFloor) & (logFloor > -INF)),
	     lost = (n == 0) | ((down <= logFloor) & (logFloor > -INF));
	real value = pick(w == 0, like(p, w), w * rmax(up, logFloor)) + pick(n == 0, n, n * rmax(down, logFloor));
	real both = (p - y + epsilon * (n - y) + (1 - posWeight) * y * b) / a / b;
	real slope = pick(held, keep(~lost, base * n / b), pick(lost, -base * w / a, base * both));
	real curve = keep(~held, base * w / a / a) + keep(~lost, base * n / b / b);
	return (out){ base * -value, like(p, slope), like(p, like(y, curve)) };
}

/* With e = exp(-|z|) every term is positive: |z| w + (weight of both sides) log(1 + e), where w is that of the wrong side. */
LOSS(powered, sigmoid_cross_entropy, (posWeight, 1, "[0, inf)")UNIT,
     NAMES("Sigmoid cross-entropy", "Sigmoid 交叉熵")
     ALIASES("bce_with_logits binary_cross_entropy_with_logits logistic_loss binary:logistic")
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

#define FOCUS (gamma, 2, "[0, inf)")(alpha, 0.25, "[0, 1]")(balanced, false, "false | true")(posWeight, 1, "[0, inf)")

#ifdef RARE
/* With A = 1 - p_t, the distance from the target, and B the cross-entropy, A^gamma B; B / A -> 1 where a hard target is met. */
LOSS(probability, binary_focal, FOCUS,
     NAMES("Binary focal", "二元焦点损失")
     ALIASES("binary_focal_crossentropy binaryFocalCrossentropy")
     EQUALS("keras BinaryFocalCrossentropy clip=1e-7; keras BinaryFocalCrossentropy(apply_class_balancing=True) balanced=true clip=1e-7; flux binary_focal_loss")
     DOMAIN("[0, 1]")
     FORMULA("(balanced ? alpha * y + (1 - alpha) * (1 - y) : 1) * (y * (1 - p) + (1 - y) * p)^gamma * -(posWeight * y * log(p) + (1 - y) * log(1 - p))")
     REFERENCE("Lin et al. 2017, doi:10.1109/ICCV.2017.324"))
{
	real q = 1 - p, n = 1 - y, w = posWeight * y, far = y * q + n * p, away = n - y;
	real lack = pick(q == 0, 0, sum_rest(splat(1), -p, q) / q),
	     rest = distance_rest((chances){ .p = p, .q = q, .q_rest = lack }, y, far);
	real log = rlog(p), a = -product(w, log), b = -pick(n == 0, n, n * rlog1p(-p)), loss = a + b,
	     share = loss / far;
	real gone = sum_rest(a, b, loss) - product_rest(w, log, -a),
	     more = (quotient_rest(loss, far, share) + gone) / far - share * rest;
	real ratio = like(p, pick(far == 0, w + n, share + keep((far > 0) & (loss < INF) & (w > 0), more)));
	real both = pick(p > w / 2, (p - y + (1 - posWeight) * y * q) / (p * q), n / q - w / p);
	real slope = pick(w == 0, keep(n != 0, n / q), pick(n == 0, -w / p, both));
	real curve = pick(w == 0, w, w / p / p) + pick(n == 0, n, n / q / q);
	real weight = pick(balanced != 0, alpha * y + (1 - alpha) * n, 1);
	real f = rpow_of(far, rest, gamma), less = rpow_of(far, rest, gamma - 1);
	real bend = product(gamma * away, (gamma - 1) * away * ratio + 2 * slope);
	return (out){
		weight * product(f, loss),
		weight * product(f, slope + product(gamma * away, ratio)),
		weight * like(p, product(bend, less) + product(f, curve)),
	};
}
#endif

#ifndef RARE
/* The same from a logit; R = A' / A. */
LOSS(logit, sigmoid_focal, FOCUS,
     NAMES("Sigmoid focal", "Sigmoid 焦点损失")
     ALIASES("SigmoidFocalCrossEntropy RetinaNet focal_loss_with_logits")
     EQUALS("torch torchvision.sigmoid_focal_loss balanced=true; optax sigmoid_focal_loss")
     FORMULA("(balanced ? alpha * y + (1 - alpha) * (1 - y) : 1) * (y / (1 + exp(z)) + (1 - y) / (1 + exp(-z)))^gamma * (posWeight * y * log(1 + exp(-z)) + (1 - y) * log(1 + exp(z)))")
     REFERENCE("Lin et al. 2017, doi:10.1109/ICCV.2017.324"))
{
	const chances c = sigmoids(z);
	real p = c.p, q = c.q, n = 1 - y, u = posWeight * y, v = p * q;
	real far = y * q + n * p, slope = n * p - u * q;
	real loss = product(pick(z < 0, u, n), rabs(z)) + (u + n) * softplus_rest(c);
	real rest =
	        any((y != 0) & (n != 0)) ? distance_rest(c, y, far) : pick(y == 0, c.p_rest, keep(n == 0, c.q_rest));
	real square = far * far, more = product_rest(far, far, square) + 2 * rest * square;
	real f = any(gamma != 2) ? rpow_of(far, rest, gamma) : square + more;
	real weight = pick(balanced != 0, alpha * y + (1 - alpha) * n, 1);
	real R = pick(y == 0, q, pick(n == 0, -p, like(y, keep(far > 0, (n - y) * v / far))));
	real pull = gamma * product(R, loss);
	return (out){
		weight * product(f, loss),
		weight * f * (slope + pull),
		weight * f * (pull * ((gamma - 1) * R + (q - p)) + 2 * gamma * R * slope + (u + n) * v),
	};
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

/* Cross-entropy with a focus of its own for either label; negatives below the clip are easy enough to count nothing. */
LOSS(logit, asymmetric_focal, (positiveGamma, 1, "[0, inf)")(negativeGamma, 4, "[0, inf)")(clip, 0.05, "[0, 1)"),
     NAMES("Asymmetric focal (ASL)", "非对称焦点损失（ASL）")
     ALIASES("asl AsymmetricLoss asymmetric_loss AsymmetricLossOptimized")
     FORMULA("y * (1 / (1 + exp(z)))^positiveGamma * log(1 + exp(-z)) - (1 - y) * max(0, 1 / (1 + exp(-z)) - clip)^negativeGamma * log(min(1, 1 / (1 + exp(z)) + clip))")
     KINKS("log(clip / (1 - clip))")
     REFERENCE("Ridnik et al. 2021, arXiv:2009.14119"))
{
	const chances c = sigmoids(z);
	real p = c.p, q = c.q, v = p * q, n = 1 - y;
	real B = rsoftplus(-z), A = rpow_of(q, c.q_rest, positiveGamma);
	real pull = positiveGamma * product(p, B), rest = 1 - clip, over = pick(z < 0, p - clip, rest - q);
	bits hard = over > 0;
	real less = pick(z < 0, sum_rest(p, -clip, over) + p * c.p_rest,
	                 sum_rest(rest, -q, over) + (1 - rest - clip) - q * c.q_rest);
	real m = rmax(over + less, 0), N = pick(m > (lane)0.5, q + clip, 1 - m),
	     C = rpow_of(m, keep(hard, (over - m + less) / m), negativeGamma);
	real left = pick(clip == 0, q, N),
	     far = pick(clip == 0, rsoftplus(z), -pick(m > (lane)0.5, rlog(N), rlog1p(-m)));
	real R = like(z, keep(hard, v / m)), D = like(z, keep(hard, pick(clip == 0, p, v / left))),
	     push = negativeGamma * product(R, far);
	real bend = push * ((negativeGamma - 1) * R + (q - p)) + 2 * negativeGamma * R * D +
	            D * (q - pick(clip == 0, 0, p * clip / left));
	return (out){
		product(y, A * B) + product(n, C * far),
		n * C * (push + D) - y * A * (q + pull),
		n * C * bend + y * A * (pull * (positiveGamma * p - q) + 2 * positiveGamma * v + v),
	};
}
#endif
