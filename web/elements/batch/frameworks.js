/**
 * How other frameworks write a loss of batches, where they have it.
 *
 * @typedef {object} Entry
 * @property {string} call its name and arguments; a name in braces is a parameter of ours, or what a program puts there (code.js)
 * @property {string[]} given what it is called with: expressions of the inputs' names; `+ {bias}` falls away with what is not given
 * @property {string[]} [before] lines that make that
 * @property {string[]} [takes] of weights and the inputs that may be left out: those it has a place for
 * @property {(values: Record<string, any>, result: import('./compute.js').Result) => boolean} [when] it gives the same number
 */

/** @type {Record<string, Entry>} */
const torch = {
	tripletMargin: {
		call: 'torch.nn.TripletMarginLoss(margin={margin}, p={p}, eps={eps}, swap={swap})',
		given: ['anchor', 'positive', 'negative'],
		when: ({ rootEps }) => rootEps === 0,
	},
	cosineEmbedding: {
		call: 'torch.nn.CosineEmbeddingLoss(margin={margin})',
		given: ['x1', 'x2', 'labels'],
		when: ({ epsilon }) => epsilon <= 1e-12,
	},
	linearCrossEntropy: {
		call: 'torch.nn.CrossEntropyLoss(weight={classWeights}, label_smoothing={labelSmoothing})',
		given: ['embeddings @ classes.T + {bias}', 'labels'],
		takes: ['bias', 'classWeights'],
		when: ({ classWeights, labelSmoothing }) => !classWeights || labelSmoothing === 0,
	},
	multiLabelMargin: {
		call: 'torch.nn.MultiLabelMarginLoss()',
		before: ['targets = torch.tensor({indices})  # the classes that hold, then -1'],
		given: ['yPred', 'targets'],
		when: ({ margin }, { given }) =>
			margin === 1 && given[0].flat().every((/** @type {number} */ y) => y === 0 || y === 1),
	},
	ctc: {
		call: 'torch.nn.CTCLoss(blank={blank}, zero_infinity={zeroInfinity})',
		before: ['lengths = torch.tensor({frames}), torch.tensor({lengths})  # of the logits, of the labels'],
		given: ['logits.log_softmax(-1).transpose(0, 1)', 'labels', '*lengths'],
		takes: ['blank', 'labelLengths', 'inputLengths'],
		when: ({ perLabel }, { options }) => perLabel === (options.reduction === undefined),
	},
}

/** @type {Record<string, Entry>} */
const keras = {
	circle: {
		call: 'keras.losses.Circle(gamma={gamma}, margin={margin})',
		before: ['unit = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)'],
		given: ['labels', 'unit'],
		when: ({ constantWeights }) => !constantWeights,
	},
}

const DETERMINATION = { given: ['yTrue', 'yPred'], takes: ['weights'] }
/** @type {Record<string, Entry>} */
const sklearn = {
	maxError: { call: 'max_error', given: ['yTrue', 'yPred'] },
	medianAbsoluteError: { call: 'median_absolute_error', ...DETERMINATION },
	r2: { call: 'r2_score(multioutput={average}, force_finite={forceFinite})', ...DETERMINATION },
	explainedVariance: {
		call: 'explained_variance_score(multioutput={average}, force_finite={forceFinite})',
		...DETERMINATION,
	},
	d2Tweedie: { call: 'd2_tweedie_score(power={power})', ...DETERMINATION },
	d2Pinball: { call: 'd2_pinball_score(alpha={quantile})', ...DETERMINATION },
	d2LogLoss: {
		call: 'd2_log_loss_score',
		given: ['labels', 'probabilities'],
		takes: ['weights'],
		when: ({ clip }) => clip === 0,
	},
	d2Brier: { call: 'd2_brier_score', given: ['labels', 'probabilities'], takes: ['weights'] },
}

/** @type {Record<string, Record<string, Entry>>} */
export const frameworks = { torch, keras, sklearn }
