/**
 * How other frameworks write a loss, where they have it.
 *
 * @typedef {object} Entry
 * @property {string} call its name and arguments; a name in braces is a parameter of ours, `weights` and the like stand where they enter
 * @property {string} [pred] the prediction as it takes it, if not `y_pred`
 * @property {string} [true] the target as it takes it, if not `y_true`
 * @property {Record<string, any>} [where] values that our parameters must have
 * @property {boolean} [isHard] targets must be labels, not probabilities
 * @property {boolean} [isOneHot] class indices are given as rows
 * @property {string} [mean] its word for the mean over samples
 * @property {string} [each] what makes one number a sample of what reduction none gives
 * @property {string} [around] an expression around the call, as `1 - $`, which may name a parameter
 * @property {boolean} [isPlain] a function without an option for the reduction: one number a sample
 * @property {string[]} [takes] of classWeights, ignoreIndex, labelSmoothing
 * @property {boolean} [isClipped] rows of probabilities are made to sum to 1
 */

const NATS = { base: 'e' }
const split = { pred: 'y_pred[:, 0], y_pred[:, 1]' }

/** @type {Record<string, Entry>} */
const torch = {
	squaredError: { call: 'MSELoss()' },
	absoluteError: { call: 'L1Loss()' },
	huber: { call: 'HuberLoss(delta={delta})' },
	smoothL1: { call: 'SmoothL1Loss(beta={beta})' },
	binaryCrossEntropy: { call: 'BCELoss()', where: NATS },
	sigmoidCrossEntropy: { call: 'BCEWithLogitsLoss(pos_weight={posWeight})', where: NATS },
	logisticMargin: { call: 'SoftMarginLoss()', where: NATS },
	hingeEmbedding: { call: 'HingeEmbeddingLoss(margin={margin})' },
	negativeLogLikelihood: {
		call: 'NLLLoss(weight={classWeights}, ignore_index={ignoreIndex})',
		isHard: true,
		takes: ['classWeights', 'ignoreIndex'],
	},
	softmaxCrossEntropy: {
		call: 'CrossEntropyLoss(weight={classWeights}, ignore_index={ignoreIndex}, label_smoothing={labelSmoothing})',
		where: NATS,
		takes: ['classWeights', 'ignoreIndex', 'labelSmoothing'],
	},
	westonWatkins: {
		call: 'MultiMarginLoss(p={power}, margin={margin})',
		where: { average: true },
		isHard: true,
	},
	multiLabelSoftMargin: { call: 'MultiLabelSoftMarginLoss()', where: NATS },
	klDivergence: {
		call: 'KLDivLoss()',
		pred: 'y_pred.log()',
		where: NATS,
		isOneHot: true,
		mean: 'batchmean',
		each: '.sum(-1)',
	},
	klDivergenceFromLog: { call: 'KLDivLoss()', where: NATS, isOneHot: true, mean: 'batchmean', each: '.sum(-1)' },
	klDivergenceOfLogs: { call: 'KLDivLoss(log_target=True)', where: NATS, mean: 'batchmean', each: '.sum(-1)' },
	cosineDistance: { call: 'functional.cosine_similarity', around: '1 - $', isPlain: true },
	poissonNll: { call: 'PoissonNLLLoss(log_input=False, eps={epsilon})', where: { full: false } },
	poissonLogRate: { call: 'PoissonNLLLoss()', where: { full: false } },
	gaussianNll: {
		call: 'GaussianNLLLoss(full={full}, eps={epsilon})',
		pred: 'y_pred[:, 0]',
		true: 'y_true, y_pred[:, 1]',
	},
	marginRanking: { call: 'MarginRankingLoss(margin={margin})', ...split },
}

/** @type {Record<string, Entry>} */
const keras = {
	squaredError: { call: 'MeanSquaredError()' },
	absoluteError: { call: 'MeanAbsoluteError()' },
	huber: { call: 'Huber(delta={delta})' },
	logCosh: { call: 'LogCosh()' },
	absolutePercentageError: { call: 'MeanAbsolutePercentageError()', where: { percent: true, epsilon: 0 } },
	squaredLogError: { call: 'MeanSquaredLogarithmicError()' },
	poissonNll: { call: 'Poisson()', where: { full: false } },
	binaryCrossEntropy: { call: 'BinaryCrossentropy()', where: NATS },
	sigmoidCrossEntropy: { call: 'BinaryCrossentropy(from_logits=True)', where: { ...NATS, posWeight: 1 } },
	binaryFocal: {
		call: 'BinaryFocalCrossentropy(gamma={gamma}, alpha={alpha}, apply_class_balancing={balanced})',
	},
	sigmoidFocal: {
		call: 'BinaryFocalCrossentropy(gamma={gamma}, alpha={alpha}, apply_class_balancing={balanced}, from_logits=True)',
	},
	hinge: { call: 'Hinge()', where: { threshold: 1 } },
	squaredHinge: { call: 'SquaredHinge()', where: { threshold: 1 } },
	categoricalCrossEntropy: {
		call: 'CategoricalCrossentropy(label_smoothing={labelSmoothing})',
		where: NATS,
		isOneHot: true,
		isClipped: true,
		takes: ['labelSmoothing'],
	},
	softmaxCrossEntropy: {
		call: 'CategoricalCrossentropy(from_logits=True, label_smoothing={labelSmoothing})',
		where: NATS,
		isOneHot: true,
		takes: ['labelSmoothing'],
	},
	categoricalFocal: {
		call: 'CategoricalFocalCrossentropy(alpha={alpha}, gamma={gamma})',
		isOneHot: true,
		isClipped: true,
	},
	softmaxFocal: {
		call: 'CategoricalFocalCrossentropy(alpha={alpha}, gamma={gamma}, from_logits=True)',
		isOneHot: true,
	},
	generalizedCrossEntropy: { call: 'CategoricalGeneralizedCrossEntropy(q={q})', isHard: true },
	kerasCategoricalHinge: { call: 'CategoricalHinge()', isOneHot: true },
	klDivergence: { call: 'KLDivergence()', where: NATS, isOneHot: true, isClipped: true },
	cosineDistance: { call: 'CosineSimilarity()', around: '{orthogonal} + $' },
}

/** @type {Record<string, Entry>} */
const sklearn = {
	squaredError: { call: 'mean_squared_error' },
	absoluteError: { call: 'mean_absolute_error' },
	squaredLogError: { call: 'mean_squared_log_error' },
	absolutePercentageError: { call: 'mean_absolute_percentage_error', where: { percent: false, epsilon: 0 } },
	pinball: { call: 'mean_pinball_loss(alpha={quantile})' },
	poissonDeviance: { call: 'mean_poisson_deviance', where: { half: false } },
	gammaDeviance: { call: 'mean_gamma_deviance', where: { half: false } },
	tweedieDeviance: { call: 'mean_tweedie_deviance(power={power})', where: { half: false } },
	binaryCrossEntropy: { call: 'log_loss', where: NATS, isHard: true },
	binaryBrier: { call: 'brier_score_loss', isHard: true },
	hinge: { call: 'hinge_loss', where: { threshold: 1 }, isHard: true },
	categoricalCrossEntropy: { call: 'log_loss(labels={classes})', where: NATS, isHard: true, isClipped: true },
	crammerSinger: { call: 'hinge_loss(labels={classes})', where: { margin: 1 }, isHard: true },
	zeroOne: { call: 'zero_one_loss', pred: 'y_pred.argmax(axis=1)', isHard: true },
}

/** @type {Record<string, Record<string, Entry>>} */
export const frameworks = { torch, keras, sklearn }
