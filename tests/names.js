// What the losses are called elsewhere leads to them: words of the field, names in frameworks and libraries. Capitals, hyphens
// and the word loss do not matter.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import * as batches from '../dist/lib/batch.js'
import { from } from '../dist/lib/external.js'
import * as samples from '../dist/lib/index.js'
import { matches } from '../web/elements/search.js'
import { catalogue } from './help/catalogue.js'
import { suite } from './help/uvu.js'

/** Several names of a loss, separated by semicolons. */
const NAMES = {
	squaredError: 'MSE; L2; quadratic; least squares; MSELoss; MeanSquaredError; mean_squared_error; squared_error; meanSquaredError; L2DistLoss; RMSE; RootMeanSquaredError; root_mean_squared_error',
	halfSquaredError: 'l2_loss; HalfSquaredError; reg:squarederror',
	absoluteError: 'MAE; L1; LAD; Laplace; L1Loss; MeanAbsoluteError; mean_absolute_error; absoluteDifference; meanAbsoluteError; AbsoluteError; L1DistLoss; reg:absoluteerror; WAPE; weighted absolute percentage error',
	huber: 'robust L2; HuberLoss; huber_loss',
	smoothL1: 'Fast R-CNN loss; SmoothL1Loss',
	pseudoHuber: 'L1-L2; reg:pseudohubererror',
	charbonnier: 'Charbonnier loss',
	logCosh: 'log hyperbolic cosine; LogCosh; log_cosh; logcosh; LogCoshLoss',
	pinball: 'quantile; check; tick loss; PinballLoss; mean_pinball_loss; QuantileLoss; reg:quantileerror',
	expectile: 'asymmetric least squares; reg:expectileerror',
	epsilonInsensitive: 'SVR; SVR L1; epsilon_insensitive; L1EpsilonInsLoss',
	squaredEpsilonInsensitive: 'SVR L2; squared_epsilon_insensitive; L2EpsilonInsLoss',
	fair: 'FairLoss',
	wing: 'WingLoss',
	cauchy: 'Lorentzian',
	gemanMcclure: 'Geman-McClure',
	welsch: 'Leclerc; correntropy',
	tukey: 'bisquare; biweight; Tukey biweight',
	barron: 'general robust; adaptive robust loss',
	powerError: 'LPDistLoss',
	logisticDistance: 'LogitDistLoss',
	periodic: 'PeriodicLoss',
	absolutePercentageError: 'MAPE; relative error; MeanAbsolutePercentageError; mean_absolute_percentage_error; meanAbsolutePercentageError',
	symmetricPercentageError: 'SMAPE; symmetric MAPE',
	squaredLogError: 'MSLE; RMSLE; MeanSquaredLogarithmicError; mean_squared_log_error; root_mean_squared_log_error; meanSquaredLogarithmicError; reg:squaredlogerror',
	poissonNll: 'Poisson; poisson_loss',
	poissonLogRate: 'PoissonNLLLoss; log-linear; HalfPoissonLoss; count:poisson',
	poissonDeviance: 'mean_poisson_deviance',
	gammaLogRate: 'HalfGammaLoss; reg:gamma',
	gammaDeviance: 'mean_gamma_deviance',
	tweedieLogRate: 'HalfTweedieLoss; reg:tweedie',
	tweedieDeviance: 'mean_tweedie_deviance; HalfTweedieLossIdentity',
	gaussianNll: 'GaussianNLLLoss; heteroscedastic regression',
	laplaceNll: 'Laplace NLL',
	studentTNll: 'Student-t NLL',
	binaryCrossEntropy: 'BCE; log loss; Bernoulli NLL; BCELoss; BinaryCrossentropy; binary cross-entropy; logLoss; binarycrossentropy',
	sigmoidCrossEntropy: 'BCEWithLogitsLoss; logistic loss; half binomial; HalfBinomialLoss; sigmoid_binary_cross_entropy; sigmoid cross-entropy; logitbinarycrossentropy; binary:logistic',
	binaryFocal: 'BinaryFocalCrossentropy; binary_focal_loss',
	sigmoidFocal: 'RetinaNet loss; SigmoidFocalCrossEntropy; sigmoid_focal_loss',
	binaryExponential: 'ExponentialLoss',
	binarySparsemax: 'sparsemax_loss',
	binaryBrier: 'Brier score; brier_score_loss',
	crossEntropyLambda: 'cross_entropy_lambda; xentlambda',
	siglip: 'SigLIP',
	asymmetricFocal: 'ASL; asymmetric loss',
	zeroOneMargin: 'ZeroOneLoss',
	hinge: 'SVM; L1-SVM; Hinge; hinge_loss; hingeLoss; L1HingeLoss; binary:hinge',
	squaredHinge: 'L2-SVM; SquaredHinge; squared_hinge; squared_hinge_loss; L2HingeLoss',
	smoothedHinge: 'smooth hinge; quadratically smoothed SVM; Rennie; SmoothedL1HingeLoss',
	modifiedHuber: 'modified_huber; ModifiedHuberLoss',
	logisticMargin: 'soft margin; SoftMarginLoss; LogitMarginLoss',
	exponentialMargin: 'exponential; AdaBoost loss; boosting loss; ExpLoss',
	perceptron: 'PerceptronLoss; perceptron_loss',
	squaredMargin: 'L2MarginLoss',
	sigmoidMargin: 'SigmoidLoss',
	distanceWeighted: 'DWDMarginLoss; distance-weighted discrimination',
	categoricalCrossEntropy: 'CategoricalCrossentropy; SparseCategoricalCrossentropy; categoricalCrossentropy; sparseCategoricalCrossentropy; crossentropy; log_loss',
	negativeLogLikelihood: 'NLL; NLLLoss; NegativeLogLikelihoodLoss',
	softmaxCrossEntropy: 'cross-entropy; softmax loss; multinomial logistic; CrossEntropyLoss; SoftmaxCrossEntropyLoss; half multinomial; HalfMultinomialLoss; softmax_cross_entropy; safe_softmax_cross_entropy; softmax_cross_entropy_with_integer_labels; logitcrossentropy; multi:softmax',
	categoricalFocal: 'focal; CategoricalFocalCrossentropy; focal_loss',
	generalizedCrossEntropy: 'GCE; L_q; CategoricalGeneralizedCrossEntropy',
	poly1: 'PolyLoss; poly_loss_cross_entropy; poly1_softmax_loss',
	crammerSinger: 'multi-class hinge; structured hinge; multiclass_hinge_loss; hinge_loss',
	kerasCategoricalHinge: 'CategoricalHinge; categoricalHinge',
	westonWatkins: 'MultiMargin; MultiMarginLoss; multi_margin_loss',
	multiclassPerceptron: 'multiclass_perceptron_loss',
	sparsemax: 'SparsemaxLoss; multiclass_sparsemax_loss',
	fenchelYoung: 'entmax; entmax loss; entmax15_loss; EntmaxBisectLoss; Tsallis; make_fenchel_young_loss',
	multiLabelMargin: 'MultiLabelMarginLoss',
	multiLabelSoftMargin: 'MultiLabelSoftMarginLoss',
	oneVersusAll: 'multiclassova; one-vs-all',
	linearCrossEntropy: 'LinearCrossEntropyLoss; linear_cross_entropy',
	weightedKappa: 'WeightedKappaLoss',
	categoricalBrier: 'brier_score_loss; quadratic score',
	klDivergence: 'relative entropy; KLDivergence; kullbackLeiblerDivergence; kldivergence; kullback_leibler',
	klDivergenceFromLog: 'KLDivLoss; kl_div; kl_divergence',
	klDivergenceOfLogs: 'kl_divergence_with_log_targets',
	generalizedKl: 'I-divergence; generalized KL',
	generalizedKlFromLog: 'generalized_kl_divergence',
	jensenShannon: 'JS divergence; Jensen-Shannon',
	squaredHellinger: 'Hellinger',
	chiSquare: 'chi2 divergence',
	wasserstein: 'EMD; earth mover; Wasserstein distance',
	cosineDistance: 'CosineSimilarity; cosine_distance; cosineDistance; cosineProximity; cosine_similarity',
	cosineEmbedding: 'CosineEmbeddingLoss',
	hingeEmbedding: 'HingeEmbeddingLoss',
	contrastive: 'ContrastiveLoss; siamese; siamese_contrastive_loss',
	tripletMargin: 'triplet; FaceNet; TripletMarginLoss; TripletMarginWithDistanceLoss; triplet_margin_loss',
	tripletSemiHard: 'TripletSemiHardLoss',
	tripletHard: 'TripletHardLoss; batch hard',
	nPairs: 'NpairsLoss; NPairsLoss',
	multiLabelNPairs: 'NpairsMultilabelLoss',
	liftedStructure: 'LiftedStructLoss; LiftedStructureLoss',
	generalizedLiftedStructure: 'GeneralizedLiftedStructureLoss',
	ntXent: 'NTXentLoss; InfoNCE; ntxent',
	supCon: 'SupConLoss',
	circle: 'CircleLoss',
	multiSimilarity: 'MultiSimilarityLoss',
	normalizedSoftmax: 'normSoftmax; NormFace',
	linearNormalizedSoftmax: 'NormalizedSoftmaxLoss',
	linearLargeMargin: 'lSoftmax; L-Softmax; large-margin softmax; LargeMarginSoftmaxLoss',
	sphereFace: 'A-Softmax; SphereFace',
	linearSphereFace: 'SphereFaceLoss',
	cosFace: 'AM-Softmax; LMCL; CosFace',
	linearCosFace: 'CosFaceLoss',
	arcFace: 'AAM-Softmax; ArcFace',
	linearArcFace: 'ArcFaceLoss',
	subCenterArcFace: 'SubCenterArcFaceLoss',
	smSoftmax: 'soft-margin softmax',
	marginRanking: 'MarginRankingLoss',
	pairwiseLogistic: 'RankNet; BPR; pairwise_logistic_loss; rank:pairwise',
	pairwiseHinge: 'pairwise_hinge_loss',
	pairwiseSoftZeroOne: 'pairwise_soft_zero_one_loss',
	pairwiseSquared: 'pairwise_mse',
	pairwisePinball: 'pairwise_qr',
	rankingSoftmax: 'ranking_softmax_loss',
	listNet: 'ListNet',
	listMle: 'ListMLE; Plackett-Luce',
	lambdaRank: 'LambdaRank; LambdaMART; rank:ndcg',
	uniqueSoftmax: 'unique_softmax_loss',
	dice: 'Dice; F1 loss; dice_loss; binary_dice_loss',
	squaredDice: 'dice_coeff_loss',
	generalizedDice: 'multiclass_generalized_dice_loss',
	tversky: 'Tversky; tversky_loss',
	jaccard: 'soft IoU',
	lovaszHinge: 'Lovász hinge',
	lovaszSoftmax: 'Lovász; Lovász-Softmax',
	matthews: 'MCCLoss; Matthews correlation',
	iou: 'IoU',
	giou: 'GIoULoss; generalized_box_iou_loss',
	diou: 'distance_box_iou_loss',
	ciou: 'complete_box_iou_loss',
	ctc: 'CTCLoss; CTC; ctc_loss',
	zeroOne: 'zero_one_loss; classification error; MisclassLoss; merror',
	hamming: 'hamming_loss',
	multiLabelZeroOne: 'subset accuracy',
	maxError: 'max_error',
	medianAbsoluteError: 'median_absolute_error',
	r2: 'r2_score; R2Score; r2Score',
	explainedVariance: 'explained_variance_score',
	d2Tweedie: 'd2_tweedie_score; D2',
	d2Pinball: 'd2_pinball_score; d2_absolute_error_score',
	d2LogLoss: 'd2_log_loss_score',
	d2Brier: 'd2_brier_score; Brier skill score',
	pearson: 'PearsonCorrelation',
	concordance: 'ConcordanceCorrelation',
} // prettier-ignore

/**
 * What the frameworks export that is a loss, or a metric that is one: functions and classes of torch.nn and its functional (PyTorch
 * 2.13), keras.losses and metrics (3.16), sklearn.metrics, `_loss` and the names of `loss=` (1.8), optax.losses (0.2.9),
 * tfjs's tf.losses and tf.metrics (4.22), Flux.Losses (0.16), torchvision.ops, tfa.losses; of PyTorch Metric Learning (2.9), XGBoost
 * and LightGBM (objectives) what the catalogue has.
 *
 * @type {Record<string, string>}
 */
const FRAMEWORKS = {
	torch: `L1Loss NLLLoss PoissonNLLLoss GaussianNLLLoss KLDivLoss MSELoss BCELoss BCEWithLogitsLoss HingeEmbeddingLoss
		MultiLabelMarginLoss SmoothL1Loss HuberLoss SoftMarginLoss CrossEntropyLoss MultiLabelSoftMarginLoss CosineEmbeddingLoss
		MarginRankingLoss MultiMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss CTCLoss LinearCrossEntropyLoss
		binary_cross_entropy binary_cross_entropy_with_logits cosine_embedding_loss cross_entropy ctc_loss gaussian_nll_loss
		hinge_embedding_loss huber_loss kl_div l1_loss linear_cross_entropy margin_ranking_loss mse_loss multi_margin_loss
		multilabel_margin_loss multilabel_soft_margin_loss nll_loss poisson_nll_loss smooth_l1_loss soft_margin_loss
		triplet_margin_loss triplet_margin_with_distance_loss cosine_similarity`,
	keras: `BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy CategoricalFocalCrossentropy
		SparseCategoricalCrossentropy CategoricalGeneralizedCrossEntropy Poisson CTC KLDivergence MeanSquaredError MeanAbsoluteError
		MeanAbsolutePercentageError MeanSquaredLogarithmicError CosineSimilarity LogCosh Huber Hinge SquaredHinge CategoricalHinge
		Dice Tversky Circle RootMeanSquaredError R2Score PearsonCorrelation ConcordanceCorrelation binary_crossentropy
		binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy sparse_categorical_crossentropy poisson
		ctc kl_divergence kld mean_squared_error mean_absolute_error mean_absolute_percentage_error
		mean_squared_logarithmic_error cosine_similarity log_cosh huber hinge squared_hinge categorical_hinge dice tversky circle
		categorical_generalized_cross_entropy mse mae mape msle bce`,
	sklearn: `mean_squared_error root_mean_squared_error mean_absolute_error mean_absolute_percentage_error
		mean_squared_log_error root_mean_squared_log_error mean_pinball_loss mean_poisson_deviance mean_gamma_deviance
		mean_tweedie_deviance median_absolute_error max_error r2_score explained_variance_score d2_tweedie_score
		d2_pinball_score d2_absolute_error_score d2_log_loss_score d2_brier_score log_loss brier_score_loss hinge_loss
		zero_one_loss hamming_loss HalfSquaredError AbsoluteError PinballLoss HuberLoss HalfPoissonLoss HalfGammaLoss
		HalfTweedieLoss HalfTweedieLossIdentity HalfBinomialLoss HalfMultinomialLoss ExponentialLoss squared_error
		absolute_error quantile gamma exponential huber epsilon_insensitive squared_epsilon_insensitive hinge squared_hinge
		modified_huber perceptron`,
	optax: `squared_error l2_loss huber_loss log_cosh cosine_distance cosine_similarity sigmoid_binary_cross_entropy hinge_loss
		perceptron_loss sparsemax_loss sigmoid_focal_loss softmax_cross_entropy safe_softmax_cross_entropy
		softmax_cross_entropy_with_integer_labels poly_loss_cross_entropy multiclass_hinge_loss multiclass_perceptron_loss
		multiclass_sparsemax_loss kl_divergence kl_divergence_with_log_targets convex_kl_divergence generalized_kl_divergence
		ctc_loss ctc_loss_with_forward_probs make_fenchel_young_loss ntxent triplet_margin_loss ranking_softmax_loss dice_loss binary_dice_loss
		multiclass_generalized_dice_loss`,
	tfjs: `absoluteDifference cosineDistance hingeLoss huberLoss logLoss meanSquaredError sigmoidCrossEntropy softmaxCrossEntropy
		binaryCrossentropy categoricalCrossentropy sparseCategoricalCrossentropy cosineProximity meanAbsoluteError
		meanAbsolutePercentageError meanSquaredLogarithmicError squaredHinge hinge categoricalHinge logcosh
		kullbackLeiblerDivergence poisson r2Score mse MSE mae MAE mape MAPE`,
	flux: `mae mse msle huber_loss crossentropy logitcrossentropy binarycrossentropy logitbinarycrossentropy kldivergence poisson_loss
		hinge_loss squared_hinge_loss dice_coeff_loss tversky_loss binary_focal_loss focal_loss siamese_contrastive_loss ctc_loss`,
	torchvision: 'sigmoid_focal_loss generalized_box_iou_loss distance_box_iou_loss complete_box_iou_loss',
	tfa: `ContrastiveLoss GIoULoss LiftedStructLoss NpairsLoss NpairsMultilabelLoss PinballLoss SigmoidFocalCrossEntropy SparsemaxLoss
		TripletHardLoss TripletSemiHardLoss WeightedKappaLoss contrastive_loss giou_loss lifted_struct_loss npairs_loss
		npairs_multilabel_loss pinball_loss sigmoid_focal_crossentropy sparsemax_loss triplet_hard_loss triplet_semihard_loss`,
	pml: `ArcFaceLoss CircleLoss ContrastiveLoss CosFaceLoss GeneralizedLiftedStructureLoss LargeMarginSoftmaxLoss LiftedStructureLoss
		MultiSimilarityLoss NPairsLoss NTXentLoss NormalizedSoftmaxLoss SphereFaceLoss SubCenterArcFaceLoss SupConLoss TripletMarginLoss`,
	xgboost: `reg:squarederror reg:squaredlogerror reg:logistic reg:pseudohubererror reg:absoluteerror reg:quantileerror
		reg:expectileerror reg:gamma reg:tweedie binary:logistic binary:logitraw binary:hinge count:poisson multi:softmax multi:softprob
		rank:ndcg rank:pairwise`,
	lightgbm: `regression_l1 regression_l2 huber fair poisson quantile mape gamma tweedie multiclassova cross_entropy xentropy
		cross_entropy_lambda xentlambda lambdarank`,
}

const bytes = (/** @type {string} */ name) => readFileSync(new URL(`../dist/lib/${name}.wasm`, import.meta.url))

const test = suite('names')
const plain = (/** @type {string} */ name) =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '')
		.replace(/loss$/, '')

/** @param {any} loss */
const words = ({ id, name, aliases }) => new Set([id, name, ...aliases].map(plain))

for (const [id, names] of Object.entries(NAMES))
	test(id, () => {
		const loss = catalogue[id]
		assert.ok(loss, 'the loss exists')
		const known = words(loss)
		const missing = names.split('; ').filter((name) => !known.has(plain(name)))
		assert.is(missing.join('; '), '')
	})

const searching = suite('names: search')

searching('the page finds a loss by each of its names', () => {
	for (const [id, names] of Object.entries(NAMES))
		for (const name of names.split('; ')) assert.ok(matches(catalogue[id], name), `${name} for ${id}`)
})

for (const [framework, names] of Object.entries(FRAMEWORKS))
	searching(`and by those that ${framework} exports`, () => {
		for (const name of names.split(/\s+/))
			assert.ok(
				Object.values(catalogue).some((loss) => matches(loss, name)),
				name,
			)
	})

searching('by what is typed in part, in either language, and by nothing else', () => {
	const found = (/** @type {string} */ query) =>
		Object.values(catalogue)
			.filter((loss) => matches(loss, query))
			.map(({ id }) => id)
	assert.ok(found('bcewith').includes('sigmoidCrossEntropy'))
	assert.ok(found('交叉熵').includes('softmaxCrossEntropy'))
	assert.ok(found('ＨＵＢＥＲ').includes('huber'))
	assert.equal(found('no such loss'), [])
})

searching.run()

const finding = suite('names: find')

finding('a loss is found by its id, and by what it is called elsewhere', () => {
	for (const entry of [samples, batches])
		for (const loss of Object.values(entry.losses)) {
			assert.is(entry.find(loss.id), loss)
			for (const word of [loss.name, ...loss.aliases]) assert.ok(words(entry.find(word)).has(plain(word)), word)
		}
	assert.is(samples.find('BCEWithLogitsLoss'), samples.losses.sigmoidCrossEntropy)
	assert.is(samples.find('mean-squared error'), samples.losses.squaredError)
	assert.is(batches.find('TripletMarginLoss'), batches.losses.tripletMargin)
	assert.not.ok('find' in { ...samples.losses }, 'it is none of them')
	const both = from(bytes('losslab'), { batch: bytes('batch') })
	assert.is(both.find('CTCLoss'), both.ctc)
	assert.is(both.find('MSELoss'), both.squaredError)
})

for (const [framework, names] of Object.entries(FRAMEWORKS))
	finding(`what ${framework} exports is found`, () => {
		const { find } = from(bytes('losslab'), { batch: bytes('batch') })
		const missing = names.split(/\s+/).filter((name) => {
			try {
				return !find(name).id
			} catch {
				return true
			}
		})
		assert.equal(missing, [])
	})

finding('what is no name suggests the nearest one', () => {
	/** @type {[any, string, string, Record<string, any>][]} */
	const cases = [
		['hubre', 'name', 'no loss is called "hubre"; did you mean "huber"?', { got: 'hubre', nearest: 'huber' }],
		[
			'MSELos',
			'name',
			'no loss is called "MSELos"; did you mean "MSELoss", which is squaredError?',
			{ nearest: 'squaredError' },
		],
		['qqqqqqqqqqqqqqqqqq', 'name', 'no loss is called "qqqqqqqqqqqqqqqqqq"', { nearest: undefined }],
		[3, 'type', 'it takes a name, got 3', { argument: 'name' }],
	]
	for (const [name, code, message, details] of cases)
		assert.throws(
			() => samples.find(name),
			(/** @type {any} */ error) =>
				error instanceof samples.LossError &&
				error.code === code &&
				error.message === `find: ${message}` &&
				Object.entries(details).every(([key, value]) => error.details[key] === value),
			message,
		)
})

test.run()
finding.run()
