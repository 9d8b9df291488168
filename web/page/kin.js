/** The relatives of a loss: what it is to others, a line each; where nothing is said, those of its family that read the same data. */

/**
 * `a kind b`: on the page of a stands b, as this kind; on the page of b stands a, as the opposite.
 */
const LINES = `
squaredError half halfSquaredError
squaredError general powerError
squaredError robust huber
squaredError robust absoluteError
squaredError logs squaredLogError
squaredError rows rowSquaredError
squaredError skewed expectile
halfSquaredError robust huber
absoluteError smooth huber
absoluteError smooth logCosh
absoluteError smooth charbonnier
absoluteError skewed pinball
absoluteError relative absolutePercentageError
absoluteError tube epsilonInsensitive
absolutePercentageError kin symmetricPercentageError
huber half smoothL1
huber smooth pseudoHuber
huber robust fair
huber general barron
huber binary modifiedHuber
smoothL1 robust wing
pinball smooth expectile
pinball pairs pairwisePinball
logCosh kin logisticDistance
logCosh kin pseudoHuber
charbonnier half pseudoHuber
epsilonInsensitive squared squaredEpsilonInsensitive
epsilonInsensitive kin hinge
periodic kin cosineDistance
cauchy general barron
cauchy kin studentTNll
gemanMcclure general barron
welsch general barron
cauchy robust welsch
welsch kin tukey
welsch kin gemanMcclure
fair kin cauchy
binaryCrossEntropy logit sigmoidCrossEntropy
binaryCrossEntropy classes categoricalCrossEntropy
binaryCrossEntropy focal binaryFocal
binaryCrossEntropy flat binaryBrier
sigmoidCrossEntropy labels logisticMargin
sigmoidCrossEntropy classes softmaxCrossEntropy
sigmoidCrossEntropy focal sigmoidFocal
sigmoidCrossEntropy pairs siglip
sigmoidCrossEntropy sparse binarySparsemax
sigmoidCrossEntropy kin crossEntropyLambda
binaryFocal logit sigmoidFocal
binaryFocal classes categoricalFocal
sigmoidFocal skewed asymmetricFocal
sigmoidFocal classes softmaxFocal
binaryBrier classes categoricalBrier
binaryBrier kin squaredError
binaryExponential labels exponentialMargin
binarySparsemax classes sparsemax
hinge squared squaredHinge
hinge smooth smoothedHinge
hinge smooth logisticMargin
hinge shifted perceptron
hinge robust ramp
hinge counted zeroOneMargin
hinge classes crammerSinger
hinge rows kerasCategoricalHinge
squaredHinge robust modifiedHuber
logisticMargin steep exponentialMargin
logisticMargin robust savage
logisticMargin robust tangent
zeroOneMargin smooth sigmoidMargin
zeroOneMargin smooth ramp
zeroOneMargin classes zeroOne
squaredMargin kin squaredError
smoothedHinge general modifiedHuber
distanceWeighted kin hinge
categoricalCrossEntropy logit softmaxCrossEntropy
categoricalCrossEntropy logs negativeLogLikelihood
categoricalCrossEntropy focal categoricalFocal
categoricalCrossEntropy general generalizedCrossEntropy
categoricalCrossEntropy flat categoricalBrier
categoricalCrossEntropy sum klDivergence
softmaxCrossEntropy focal softmaxFocal
softmaxCrossEntropy general poly1
softmaxCrossEntropy power perplexity
softmaxCrossEntropy sparse sparsemax
softmaxCrossEntropy general fenchelYoung
sparsemax general fenchelYoung
softmaxCrossEntropy margin smSoftmax
softmaxCrossEntropy layer linearCrossEntropy
softmaxCrossEntropy kin listNet
categoricalFocal logit softmaxFocal
generalizedCrossEntropy logit softmaxGeneralizedCrossEntropy
categoricalBrier logit softmaxBrier
categoricalBrier kin rowSquaredError
oneVersusAll kin multiLabelSoftMargin
oneVersusAll kin sigmoidCrossEntropy
crammerSinger sum westonWatkins
crammerSinger shifted multiclassPerceptron
crammerSinger kin kerasCategoricalHinge
westonWatkins many multiLabelMargin
perceptron classes multiclassPerceptron
normalizedSoftmax margin cosFace
normalizedSoftmax margin arcFace
normalizedSoftmax layer linearNormalizedSoftmax
cosFace general combinedMargin
arcFace general combinedMargin
sphereFace general combinedMargin
sphereFace kin linearLargeMargin
cosFace layer linearCosFace
arcFace layer linearArcFace
sphereFace layer linearSphereFace
combinedMargin layer linearCombinedMargin
smSoftmax layer linearSmSoftmax
linearArcFace general subCenterArcFace
linearCosFace kin linearArcFace
linearCosFace general linearCombinedMargin
linearArcFace general linearCombinedMargin
linearLargeMargin kin linearSphereFace
linearNormalizedSoftmax margin linearCosFace
linearNormalizedSoftmax margin linearArcFace
linearCrossEntropy margin linearSmSoftmax
linearCrossEntropy unit linearNormalizedSoftmax
klDivergence logs klDivergenceFromLog
klDivergence logs klDivergenceOfLogs
klDivergence logit softmaxKlDivergence
klDivergence turned reverseKl
klDivergence even jensenShannon
klDivergence general generalizedKl
klDivergence general renyi
klDivergence general alphaDivergence
entropy logit softmaxEntropy
entropy sum klDivergence
generalizedKl logs generalizedKlFromLog
generalizedKl kin poissonNll
squaredHellinger general alphaDivergence
chiSquare general alphaDivergence
totalVariation kin squaredHellinger
totalVariation kin jensenShannon
renyi kin alphaDivergence
itakuraSaito kin gammaDeviance
wasserstein kin totalVariation
klDivergenceFromLog kin klDivergenceOfLogs
cosineDistance pairs cosineEmbedding
hingeEmbedding kin contrastive
contrastive kin contrastiveEmbedding
contrastive kin tripletMargin
cosineEmbedding kin hingeEmbedding
tripletMargin batch tripletAll
tripletMargin batch tripletHard
tripletMargin batch tripletSemiHard
tripletAll mined tripletHard
tripletAll mined tripletSemiHard
nPairs many multiLabelNPairs
nPairs kin ntXent
ntXent kin supCon
supCon kin multiSimilarity
liftedStructure general generalizedLiftedStructure
circle kin multiSimilarity
circle kin linearCosFace
contrastiveEmbedding kin tripletAll
ntXent pairs siglip
gaussianNll logs gaussianLogVariance
gaussianNll kin squaredError
laplaceNll kin absoluteError
gaussianNll robust studentTNll
gaussianNll robust laplaceNll
poissonNll logs poissonLogRate
poissonNll shifted poissonDeviance
poissonDeviance general tweedieDeviance
gammaDeviance general tweedieDeviance
gammaDeviance logs gammaLogRate
poissonLogRate general tweedieLogRate
gammaLogRate general tweedieLogRate
tweedieDeviance logs tweedieLogRate
dice general tversky
dice squared squaredDice
dice kin jaccard
dice classes generalizedDice
jaccard general tversky
tversky focal focalTversky
jaccard hull lovaszSoftmax
lovaszHinge classes lovaszSoftmax
hinge hull lovaszHinge
matthews kin dice
jaccard kin iou
iou general giou
iou general diou
diou general ciou
marginRanking batch pairwiseHinge
marginRanking kin hinge
pairwiseHinge smooth pairwiseLogistic
pairwiseLogistic robust pairwiseSoftZeroOne
pairwiseSquared kin squaredError
pairwiseSquared skewed pairwisePinball
rankingSoftmax kin listNet
rankingSoftmax kin listMle
rankingSoftmax kin pairwiseLogistic
weightedKappa kin categoricalBrier
multiLabelMargin kin multiLabelSoftMargin
ctc kin negativeLogLikelihood
ctc kin softmaxCrossEntropy
maxError kin absoluteError
medianAbsoluteError kin absoluteError
r2 kin squaredError
r2 kin explainedVariance
pearson kin concordance
pearson kin cosineDistance
pearson kin r2
symmetricPercentageError kin absoluteError
zeroOne many multiLabelZeroOne
multiLabelZeroOne kin hamming
hamming kin multiLabelMargin
jensenShannon logit softmaxJensenShannon
squaredHellinger logit softmaxHellinger
softmaxJensenShannon kin softmaxHellinger
lambdaRank kin pairwiseLogistic
uniqueSoftmax kin rankingSoftmax
uniqueSoftmax kin listMle
r2 kin d2Tweedie
r2 kin d2LogLoss
r2 kin d2Brier
d2Tweedie kin tweedieDeviance
d2Pinball kin pinball
d2Pinball kin r2
d2LogLoss kin categoricalCrossEntropy
d2Brier kin categoricalBrier
`

/** What the other is, seen from the other side. @type {Record<string, string>} */
const OPPOSITE = {
	logit: 'probability',
	logs: 'plain',
	general: 'special',
	robust: 'sensitive',
	smooth: 'kinked',
	squared: 'root',
	classes: 'binary',
	focal: 'unfocused',
	margin: 'marginless',
	layer: 'scores',
	batch: 'single',
	mined: 'all',
	rows: 'numbers',
	pairs: 'single',
	many: 'one',
	skewed: 'symmetric',
	sparse: 'dense',
	sum: 'part',
	power: 'log',
	hull: 'set',
	relative: 'absolute',
	tube: 'tubeless',
	steep: 'gentle',
	counted: 'surrogate',
	unit: 'unbounded',
	even: 'uneven',
	flat: 'sharp',
	binary: 'classes',
}

/** Two losses, and what the second is to the first. */
export const relations = LINES.trim().split('\n').map((line) => line.split(' ')) // prettier-ignore
/** Every kind of kinship. */
export const KINDS = [...new Set(relations.flatMap(([, kind]) => [kind, OPPOSITE[kind] ?? kind])), 'family']

/** At most so many are shown. */
const MOST = 6

/** @typedef {{id: string, family: string, labels?: string, shape: string}} Loss */

/** @param {Loss} loss @param {Loss[]} all @returns {{id: string, kind: string}[]} */
export function relatives(loss, all) {
	const found = relations.flatMap(([a, kind, b]) =>
		a === loss.id ? [{ id: b, kind }] : b === loss.id ? [{ id: a, kind: OPPOSITE[kind] ?? kind }] : [],
	)
	const known = found.filter(({ id }) => all.some((other) => other.id === id))
	if (known.length) return known.slice(0, MOST)
	const isNear = (/** @type {Loss} */ other) =>
		other !== loss && other.family === loss.family && other.labels === loss.labels && other.shape === loss.shape
	return all.filter(isNear).slice(0, MOST).map(({ id }) => ({ id, kind: 'family' })) // prettier-ignore
}
