// Runs of TensorFlow.js, recorded in tests/values/frameworks/tfjs.json: in a folder that has @tensorflow/tfjs,
//   node .../tests/oracle/tfjs.js
// Single precision, on its CPU back end. Lines as in frameworks.py; the weights are those of its `weights` argument.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const tf = createRequire(`${process.cwd()}/`)('@tensorflow/tfjs')
await tf.setBackend('cpu')

const REAL = [[[1.5, -0.75, 2, 0.25], [1.75, -2.5, 2.125, 3.5]]] // prettier-ignore
const ROWS_OF_REAL = [[[1.5, -0.75, 2], [0.25, -3, 0.5]], [[1.75, -2.5, 2.125], [3.5, -2.25, 0.375]]] // prettier-ignore
const MET = [[1.5, -0.75, 2, 0.25], [1.5, 0.25, 0, 0.25]] // prettier-ignore
const WEIGHTS = [1, 0.5, 0, 3]
const SOFT = [1, 0.25, 0.5, 0]
const [P, ENDS] = [[0.8, 0.3, 0.6, 0.05], [0, 1, 0.5, 0]] // prettier-ignore
const [Z, FAR] = [[1.5, -0.75, 2, -4], [50, -50, -50, 50]] // prettier-ignore
const ROWS = [[0.7, 0.2, 0.1], [0.05, 0.15, 0.8], [0.3, 0.4, 0.3], [0.25, 0.5, 0.25]] // prettier-ignore
const SCORES = [[1.2, -0.8, -0.5], [0.9, -1.2, 1.1], [-3, 2.5, 0.25], [0.125, 0.5, -0.25]] // prettier-ignore
const DENSE = [[1, 0, 0], [0, 0, 1], [0.2, 0.5, 0.3], [0, 0.75, 0.25]] // prettier-ignore

const entries = {}
const tensor = (/** @type {any} */ x) => tf.tensor(x, undefined, 'float32')

/** @param {string} entry @param {(y: any, z: any, options: any) => any} call @param {any[][]} points */
function add(entry, call, ...points) {
	entries[entry] = points.map(([y, z, ours = {}, theirs = ours, ...hard]) => {
		const f = (/** @type {any} */ prediction) => call(tensor(y), prediction, theirs)
		const gradient = tf
			.grad((/** @type {any} */ x) => f(x).sum())(tensor(z))
			.arraySync()
		return [y, z, ours, f(tensor(z)).arraySync(), gradient, ...hard]
	})
}

const weights = [{ weights: WEIGHTS }, { weights: tensor(WEIGHTS) }]
const reductions = Object.entries({
	MEAN: { denominator: 'weights' },
	SUM: { reduction: 'sum' },
	NONE: { reduction: 'none' },
}).map(([name, ours]) => [
	{ weights: WEIGHTS, ...ours },
	{ weights: tensor(WEIGHTS), reduction: tf.Reduction[name] },
])
const plain =
	(/** @type {string} */ name) =>
	(/** @type {any} */ y, /** @type {any} */ z, /** @type {any} */ { weights, reduction }) =>
		name === 'huberLoss' ? tf.losses[name](y, z, weights, 1, reduction) : tf.losses[name](y, z, weights, reduction)
const smoothed =
	(/** @type {string} */ name) =>
	(y, z, { weights, smoothing }) =>
		tf.losses[name](y, z, weights, smoothing)
const smoothing = [{ labelSmoothing: 0.2 }, { smoothing: 0.2 }]
for (const [loss, name] of [
	['squaredError', 'meanSquaredError'],
	['absoluteError', 'absoluteDifference'],
	['huber', 'huberLoss'],
])
	// prettier-ignore
	add(`${loss} ${name}`, plain(name), ...REAL, [...REAL[0], ...weights], [...MET, {}, {}, true], ...reductions.map((pair) => [...REAL[0], ...pair]))
add('binaryCrossEntropy logLoss', plain('logLoss'), [SOFT, P], [SOFT, P, ...weights], [SOFT, ENDS, {}, {}, true])
add('sigmoidCrossEntropy sigmoidCrossEntropy', smoothed('sigmoidCrossEntropy'), [SOFT, Z], [SOFT, Z, ...weights], [SOFT, Z, ...smoothing], [SOFT, FAR]) // prettier-ignore
add('hinge hingeLoss', plain('hingeLoss'), [[1, 0, 1, 0], Z], [[1, 0, 1, 0], Z, ...weights], [[1, 0, 0, 1], [1, -1, 0, 0], {}, {}, true]) // prettier-ignore
add('softmaxCrossEntropy softmaxCrossEntropy', smoothed('softmaxCrossEntropy'), [DENSE, SCORES], [DENSE, SCORES, ...weights], [DENSE, SCORES, ...smoothing]) // prettier-ignore
// prettier-ignore
add('cosineDistance cosineDistance', (y, z, { weights }) => tf.losses.cosineDistance(y, z, 1, weights), [DENSE, SCORES], [DENSE, SCORES, { weights: WEIGHTS }, { weights: tensor(WEIGHTS).expandDims(1) }], [ROWS_OF_REAL[0], ROWS_OF_REAL[1]])
const none = { reduction: 'none' }
const metric = (/** @type {string} */ name) => (/** @type {any} */ y, /** @type {any} */ z) => tf.metrics[name](y, z)
const SMALL = [[1e-4, -2e-4, 1e-4], [0, 0, 0], [1.5, -0.75, 2]] // prettier-ignore
// prettier-ignore
add('cosineDistance metrics.cosineProximity', metric('cosineProximity'), [...ROWS_OF_REAL, none, {}], [SMALL.toReversed(), SMALL, none, {}], [SMALL, SMALL.map(() => [0.5, 2, -1]), none, {}])
add('categoricalCrossEntropy metrics.categoricalCrossentropy', metric('categoricalCrossentropy'), [DENSE, ROWS, none, {}], [[[0, 1, 0]], [[1, 0, 0]], none, {}, true]) // prettier-ignore
add('squaredError metrics.meanSquaredError', metric('meanSquaredError'), ...REAL, [...ROWS_OF_REAL, none, {}])
add(
	'absoluteError metrics.meanAbsoluteError',
	metric('meanAbsoluteError'),
	...REAL,
	[...MET, {}, {}, true],
	[...ROWS_OF_REAL, none, {}],
)
add('binaryCrossEntropy metrics.binaryCrossentropy', metric('binaryCrossentropy'), [SOFT, P], [[SOFT, SOFT], [P, P], none, {}]) // prettier-ignore
add('r2 metrics.r2Score', metric('r2Score'), ...REAL)
add('absolutePercentageError metrics.meanAbsolutePercentageError', metric('meanAbsolutePercentageError'), ...REAL, [
	...ROWS_OF_REAL,
	none,
	{},
])

const lines = Object.entries(entries).map(
	([name, points]) => `${JSON.stringify(name)}: [\n${points.map((line) => JSON.stringify(line)).join(',\n')}\n]`,
)
const recorded = `@tensorflow/tfjs ${tf.version.tfjs}, CPU back end, float32`
writeFileSync(
	new URL('../values/frameworks/tfjs.json', import.meta.url),
	`{\n"recorded": ${JSON.stringify(recorded)},\n"single": true,\n"tolerance": 1e-5,\n"entries": {\n${lines.join(',\n')}\n}\n}\n`,
)
