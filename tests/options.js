// Options that change data before a loss or the result after it, and conventions, which set options: of every loss that
// takes them, by what they mean.
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/index.js'
import { changes } from '../web/lib/adapt.js'
import { refuses } from './help/refuses.js'
import { CLASSES, data, widths } from './help/samples.js'
import { suite } from './help/uvu.js'

const { absoluteError, binaryCrossEntropy, crossEntropyLambda, huber, klDivergenceFromLog, squaredError } = losses
const all = Object.values(losses)
const SAMPLES = 6
const OFFSETS = [0.5, -1, 0, 2, 0.25]

/** @param {ArrayLike<number>} got @param {ArrayLike<number>} want @param {number} tolerance @param {string} what */
function close(got, want, tolerance, what) {
	assert.is(got.length, want.length, what)
	Array.from(got).forEach((x, i) =>
		assert.ok(Math.abs(x - want[i]) <= tolerance * (1 + Math.abs(want[i])), `${what}, at ${i}: ${x} for ${want[i]}`),
	)
}

/** Data that an option meets: some of it beyond its bounds. @param {any} loss */
function given(loss) {
	const { yTrue, yPred, options } = data(loss, SAMPLES, 3)
	return { y: yTrue, z: yPred, options: { ...options, reduction: 'sum' } }
}

/** What an option does, by hand. @type {Record<string, { option: any, z?: (z: Float64Array) => Float64Array, y?: (y: Float64Array) => Float64Array }>} */
const MEANING = {
	clip: { option: 0.3, z: (z) => z.map((x) => Math.min(Math.max(x, 0.3), 0.7)) },
	floor: { option: 0.25, z: (z) => z.map((x) => Math.max(x, 0.25)), y: (y) => y.map((x) => Math.max(x, 0.25)) },
	normalize: {
		option: true,
		z: (z) => z.map((x, i) => x / z.slice(i - (i % CLASSES), i - (i % CLASSES) + CLASSES).reduce((a, b) => a + b)),
	},
	offsets: { option: OFFSETS, z: (z) => z.map((x, i) => x + OFFSETS[i % CLASSES]) },
	labelSmoothing: { option: 0.3, y: (y) => y.map((x) => 0.7 * x + 0.15) },
}

for (const [name, { option, z: ofPrediction = (z) => z, y: ofTarget = (y) => y }] of Object.entries(MEANING)) {
	const test = suite(`options: ${name}`)
	for (const loss of all.filter((one) => changes(one).includes(name)))
		test(loss.id, () => {
			const { y, z, options } = given(loss)
			const set = { ...options, [name]: option }
			const plain = loss(y, z, options)
			assert.is(loss(y, z, { ...set, [name]: undefined }), plain, 'undefined is not given')
			const value = (/** @type {Float64Array} */ x) => loss(y, x, set)
			// A target row that a floor has changed may not sum to 1 any more.
			if (!loss.normalized || name !== 'floor')
				close([value(z)], [loss(y && ofTarget(y), ofPrediction(z), options)], 1e-13, 'value')
			const [gradient, hessian] = [loss.gradient(y, z, set), loss.hessian(y, z, set)]
			const changed = name === 'clip' || name === 'floor' ? ofPrediction(z) : undefined
			z.forEach((x, i) => {
				if (changed && changed[i] !== x) {
					assert.is(gradient[i], 0, 'beyond the bounds nothing changes')
					assert.is(hessian[i], 0)
					return
				}
				const at = (/** @type {number} */ h) => Float64Array.from(z, (w, k) => (k === i ? w + h : w))
				const h = 1e-5
				const slope = (value(at(h)) - value(at(-h))) / (2 * h)
				const bend = (loss.gradient(y, at(h), set)[i] - loss.gradient(y, at(-h), set)[i]) / (2 * h)
				close([gradient[i], hessian[i]], [slope, bend], 1e-6, `derivatives of cell ${i}`)
			})
			const [width, truths] = widths(loss)
			const half = SAMPLES >> 1
			const parts = [[0, half], [half, SAMPLES]] // prettier-ignore
			const stream = loss.stream(set)
			for (const [from, to] of parts)
				stream.push(y && y.subarray(from * truths, to * truths), z.subarray(from * width, to * width))
			assert.is(stream.value(), value(z), 'in a stream')
			const both = loss.valueAndGradient(y, z, set)
			assert.is(both.value, value(z))
			assert.equal(both.gradient, gradient)
			assert.equal(z, given(loss).z, 'what is given stays')
		})
	test('of losses that do not take it, it is unknown', () => {
		const other = all.find(
			(one) => !changes(one).includes(name) && !(name === 'labelSmoothing' && one.labels === 'classes'),
		)
		assert.throws(() => other([0], [0.5], { [name]: option }), /unknown option/)
	})
	test.run()
}

const parts = suite('options: normalize, of any numbers that are not negative')

for (const loss of all.filter((one) => changes(one).includes('normalize')))
	parts(loss.id, () => {
		const { y, z, options } = given(loss)
		const set = { ...options, normalize: true }
		const many = z.map((x) => 8 * x)
		assert.is(loss(y, many, set), loss(y, z, set))
		close(Array.from(loss.gradient(y, many, set), (g) => 8 * g), loss.gradient(y, z, set), 1e-14, 'gradient') // prettier-ignore
		assert.throws(() => loss(y, many, options), /must be in \[0, 1\]/)
		many[1] = -0.5
		assert.throws(() => loss(y, many, set), /yPred\[1\] is -0.5, but it must be >= 0/)
	})

parts.run()

const reductions = suite('options: reductions')

reductions('root is the root of the mean or the sum, and so are its derivatives', () => {
	const [y, z] = [[1, 2, 0.5], [1.5, 0.25, 0.75]] // prettier-ignore
	for (const loss of all.filter((one) => one.rooted))
		for (const options of [{}, { reduction: 'sum' }, { weights: [1, 0.5, 3] }]) {
			const given = { ...options, root: true }
			assert.is(loss(y, z, given), Math.sqrt(loss(y, z, options)))
			const [gradient, hessian] = [loss.gradient(y, z, given), loss.hessian(y, z, given)]
			z.forEach((_, i) => {
				const at = (/** @type {number} */ h) => z.map((x, k) => (k === i ? x + h : x))
				close([gradient[i]], [(loss(y, at(1e-5), given) - loss(y, at(-1e-5), given)) / 2e-5], 1e-8, 'gradient')
				const slope = (/** @type {number} */ h) => loss.gradient(y, at(h), given)[i]
				close([hessian[i]], [(slope(1e-5) - slope(-1e-5)) / 2e-5], 1e-8, 'Hessian')
			})
			const stream = loss.stream({ ...given, weights: undefined }).push(y, z, options.weights)
			assert.is(stream.value(), loss(y, z, given))
			assert.is(loss.valueAndGradient(y, z, given).value, loss(y, z, given))
		}
	assert.equal(
		Array.from(squaredError.gradient([1, 2], [1, 2], { root: true })),
		[0, 0],
		'the least slope where all is met',
	)
	const message = 'squaredError: root is of a mean or a sum, but reduction is "none"'
	refuses(squaredError, [[1], [2], { root: true, reduction: 'none' }], 'option', message)
})

reductions('a mean over targets is the weighted percentage error', () => {
	const [y, z] = [[2, -4, 0], [3, -2, 1]] // prettier-ignore
	const options = { denominator: 'targets' }
	assert.is(absoluteError(y, z, options), 4 / 6)
	assert.is(absoluteError(y, z, { ...options, weights: [1, 2, 3] }), 8 / 10)
	assert.is(absoluteError.stream(options).push([2], [3]).push([-4, 0], [-2, 1]).value(), 4 / 6)
	assert.equal(Array.from(absoluteError.gradient(y, z, options)), [1 / 6, 1 / 6, 1 / 6])
	assert.is(absoluteError([0, 0], [1, 0], options), Infinity)
	assert.is(absoluteError([0, 0], [0, 0], options), 0)
})

reductions('a mean over cells divides by rows and classes', () => {
	const [y, z] = [[[0.5, 0.5], [0.25, 0.75]], [[-1, -0.5], [-2, -0.25]]] // prettier-ignore
	const cells = { denominator: 'cells' }
	assert.is(klDivergenceFromLog(y, z, cells), klDivergenceFromLog(y, z) / 2)
	assert.is(
		klDivergenceFromLog.stream(cells).push([y[0]], [z[0]]).push([y[1]], [z[1]]).value(),
		klDivergenceFromLog(y, z) / 2,
	)
	assert.is(
		losses.softmaxCrossEntropy([0, -1], z, { ...cells, ignoreIndex: -1 }),
		losses.softmaxCrossEntropy([0], [z[0]]) / 2,
	)
})

reductions('weights of classes multiply the terms of a row', () => {
	const loss = losses.multiLabelSoftMargin
	const [y, z, classWeights] = [[1, 0, 1], [0.5, 2, -1], [2, 0, 0.5]] // prettier-ignore
	const alone = [0, 1, 2].map((k) => loss(y, z, { classWeights: [0, 1, 2].map((j) => Number(j === k)) }))
	close([loss(y, z)], [alone[0] + alone[1] + alone[2]], 1e-15, 'the sum of its terms')
	close([loss(y, z, { classWeights })], [2 * alone[0] + alone[2] / 2], 1e-15, 'weighted')
	assert.is(loss(y, [0.5, NaN, -1], { classWeights }), loss(y, z, { classWeights }), 'a weight of 0 leaves out')
	assert.is(loss(y, z), loss(y, z, { classWeights: [1, 1, 1] }), 'the next call has none')
	const long = Array.from({ length: 5000 }, (_, k) => k % 3)
	const only = { classWeights: long.map((_, k) => Number(k === 4321)) }
	close(
		[
			loss(
				long.map(() => 1),
				long,
				only,
			),
		],
		[Math.log1p(Math.exp(-long[4321])) / 5000],
		1e-14,
		'of a long row',
	)
})

reductions.run()

const conventions = suite('options: conventions')

conventions('a convention sets options, and explicit ones win', () => {
	const [y, p] = [[1, 0], [0, 0.5]] // prettier-ignore
	const keras = { convention: 'keras' }
	assert.is(binaryCrossEntropy(y, p, keras), binaryCrossEntropy(y, p, { clip: 1e-7, denominator: 'count' }))
	assert.is(binaryCrossEntropy(y, p, { ...keras, clip: 0.25 }), binaryCrossEntropy(y, p, { clip: 0.25 }))
	assert.is(binaryCrossEntropy(y, p, { ...keras, clip: undefined }), binaryCrossEntropy(y, p, keras))
	assert.is(binaryCrossEntropy([1], [0], { convention: 'torch' }), 100)
	const weights = [0.2, 3]
	assert.is(huber([0, 0], [1, 2], { ...keras, weights }), huber([0, 0], [1, 2], { weights, denominator: 'count' }))
	assert.is(binaryCrossEntropy.stream(keras).push(y, p).value(), binaryCrossEntropy(y, p, keras))
})

conventions('a convention that a loss does not have names those it has', () => {
	const message = 'huber: convention must be "torch", "keras", "sklearn", "optax", "tfjs" or "flux", got "jax"'
	refuses(huber, [[1], [2], { convention: 'jax' }], 'option', message)
	const one = 'gaussianNll: convention must be "torch", got "keras"'
	refuses(losses.gaussianNll, [[1], [1, 2], { convention: 'keras' }], 'option', one)
	assert.throws(() => crossEntropyLambda([1, 1], [2], { convention: 'torch' }), /unknown option "convention"/)
	assert.throws(() => huber.stream({ convention: 'jax' }), /convention must be/)
})

conventions('an ignored class of a convention does not stand against rows of targets', () => {
	const rows = [[1, 2, 3], [3, 2, 1]] // prettier-ignore
	const torch = { convention: 'torch' }
	assert.is(losses.softmaxCrossEntropy([2, -100], rows, torch), losses.softmaxCrossEntropy([2], [rows[0]]))
	assert.is(losses.softmaxCrossEntropy([[0, 0, 1], [1, 0, 0]], rows, torch), losses.softmaxCrossEntropy([2, 0], rows)) // prettier-ignore
})

conventions('labels of either coding', () => {
	const auto = { labels: 'auto' }
	assert.is(losses.hinge([1, 0], [0.5, 0.25], auto), losses.hinge([1, -1], [0.5, 0.25]))
	assert.is(losses.hinge([1, -1], [0.5, 0.25], auto), losses.hinge([1, -1], [0.5, 0.25]))
	refuses(losses.hinge, [[1, 2], [0, 0], auto], 'label', 'hinge: yTrue[1] is 2, but labels must be -1 or 1')
})

conventions.run()

const again = suite('options: that come again')

again('an object is read anew at each call', () => {
	const [y, z] = [[0, 0], [1, 3]] // prettier-ignore
	/** @type {any} */
	const options = { delta: 2 }
	assert.is(huber(y, z, options), (0.5 + 4) / 2)
	options.delta = 1
	assert.is(huber(y, z, options), huber(y, z))
	options.delta = -1
	refuses(huber, [y, z, options], 'parameter', 'huber: delta must be > 0, got -1')
	options.delta = 1
	options.reduction = 'sum'
	assert.is(huber(y, z, options), 3)
	assert.is(huber(y, z, { reduction: 'sum', delta: 1 }), 3)
	delete options.delta
	options.redaction = 'sum'
	assert.throws(() => huber(y, z, options), /unknown option "redaction"/)
})

again('arrays are those of the call', () => {
	const [y, z] = [[0, 0], Float64Array.of(1, 2)] // prettier-ignore
	for (const weights of [[1, 3], [3, 1], undefined, [2, 2]])
		assert.is(huber(y, z, { weights }), weights ? (0.5 * weights[0] + 1.5 * weights[1]) / 4 : 1)
	refuses(huber, [y, z, { weights: [1, -1] }], 'weight', 'huber: weights[1] is -1, but it must be >= 0')
	for (const out of [undefined, new Float64Array(2), undefined, new Float64Array(2)]) {
		const got = huber.gradient(y, z, { out })
		assert.equal(got, Float64Array.of(0.5, 0.5))
		assert.is(got === out, out !== undefined)
	}
	for (const offsets of [undefined, [0, 0], [0, 1], undefined, [0, Math.log(3)]])
		close(
			[losses.softmaxCrossEntropy([0], [[0, 0]], { offsets })],
			[Math.log(1 + Math.exp(offsets ? offsets[1] : 0))],
			1e-15,
			`offsets ${offsets}`,
		)
})

again('what is no object of options is none after empty ones, either', () => {
	assert.is(huber([0], [1], {}), 0.5)
	for (const wrong of [null, [], 'sum', new Float64Array(0), () => 1])
		assert.throws(() => huber([0], [1], /** @type {any} */ (wrong)), /options must be an object/)
	assert.throws(() => huber([0], [1], /** @type {any} */ (Object.assign(() => 1, { delta: 2 }))), /must be an object/)
})

again.run()
