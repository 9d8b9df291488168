// Where a formula says nothing or little: kinks, hard targets, tiny and huge inputs, cells that do not count.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/index.js'
import { open } from '../web/lib/module.js'
import { sampled as all } from './help/catalogue.js'
import { CLASSES, data, defaults, expected, kinks } from './help/samples.js'
import { suite } from './help/uvu.js'

const {
	binaryCrossEntropy,
	huber,
	klDivergence,
	logisticMargin,
	sigmoidCrossEntropy,
	softmaxCrossEntropy,
	squaredLogError,
	zeroOne,
} = losses
const machine = open(readFileSync(new URL('../dist/lib/losslab.wasm', import.meta.url)))
const none = { reduction: 'none' }

/** Within a few units of the last place of a double. @param {number} got @param {number} want @param {string} [what] */
const near = (got, want, what = '') =>
	assert.ok(got === want || Math.abs(got - want) <= 2 ** -50 * Math.abs(want), `${what}: got ${got}, want ${want}`)

const edges = suite('edges')

edges('at a kink holds the value of the formula', () => {
	for (const loss of all.filter(({ shape }) => shape === 'element')) {
		const y = loss.labels === 'pm1' ? 1 : 0
		for (const kink of kinks(loss, defaults(loss), y)) {
			const z = loss.variable === 'residual' ? y + kink : kink
			const [got, want] = [loss([y], [z]), expected(loss, [y], [z], defaults(loss))[0]]
			// a kink that is no number of the machine's is met nearly
			if (!(Math.abs(got - want) < 2 ** -100)) near(got, want, `${loss.id} at ${kink}`)
		}
	}
})

edges('huber: at delta the second derivative is that of the quadratic piece', () => {
	assert.equal(
		Array.from(huber.hessian([0, 0, 0, 0], [-1, 1, -1.0000001, 1.0000001], { reduction: 'sum' })),
		[1, 1, 0, 0],
	)
	assert.equal(Array.from(huber.hessian([0, 0], Float32Array.of(-2, 2), { delta: 2, reduction: 'sum' })), [1, 1])
})

edges('differences of logarithms do not cancel', () => {
	for (const [y, d] of [
		[0, 1e-12],
		[0, 1e-300],
		[1e10, 3],
		[5, 1e-9],
		[5, -1e-9],
		[-0.5, 1e-10],
	])
		// prettier-ignore
		near(squaredLogError([y], [y + d]), Math.log1p((y + d - y) / (1 + y)) ** 2, `squaredLogError of ${y} and ${y} + ${d}`)
	for (const p of [1e-300, 1e-20, 1e-9, 1e-3]) {
		near(binaryCrossEntropy([0], [p]), -Math.log1p(-p), `binaryCrossEntropy of 0 and ${p}`)
		near(
			sigmoidCrossEntropy([0], [Math.log(p)]),
			Math.log1p(Math.exp(Math.log(p))),
			`sigmoidCrossEntropy of 0 and log ${p}`,
		)
		near(logisticMargin([1], [-Math.log(p)]), Math.log1p(Math.exp(Math.log(p))), `logisticMargin of -log ${p}`)
	}
})

edges('poissonLogRate: where the rate vanishes, `full` adds what it adds elsewhere', () => {
	for (const [full, constant] of /** @type {const} */ ([
		[true, Math.log(6)],
		['stirling', 3 * Math.log(3) - 3 + Math.log(6 * Math.PI) / 2],
	]))
		for (const f of [-60, -80, -110, -740, -800]) {
			near(losses.poissonLogRate([3], [f], { full }), -3 * f + constant, `${full} at ${f}`)
			const single = losses.poissonLogRate([3], Float32Array.of(f), { full })
			assert.ok(Math.abs(single / (-3 * f + constant) - 1) < 2 ** -23, `${full} at ${f}, single precision`)
		}
})

edges('where a parameter moves the end of a domain, the formula has its limit', () => {
	const { tweedieDeviance } = losses
	for (const offset of [0, 0.5, 2])
		for (const f of [-1, -0.75, -0.25, 0.5]) {
			const want = (Math.log(offset + f) - Math.log(offset + 1)) ** 2
			const got = squaredLogError([1], [f], { offset })
			assert.ok(Object.is(got, want) || Math.abs(got - want) < 1e-14 * want, `${f} with offset ${offset}: ${got}`)
		}
	for (const power of [2, 2.5, 3]) assert.is(tweedieDeviance([0], [1], { power }), Infinity)
	for (const power of [1, 1.5]) assert.ok(Number.isFinite(tweedieDeviance([0], [1], { power })))
})

edges('nothing overflows on the way', () => {
	for (const z of [100, 1000, 1e30, 1e300]) {
		assert.is(logisticMargin([1], [-z]), z)
		assert.is(logisticMargin([-1], [z]), z)
		assert.is(sigmoidCrossEntropy([0], [z]), z)
		assert.is(sigmoidCrossEntropy([1], [-z]), z)
		assert.is(softmaxCrossEntropy([0], [[0, z]]), z)
		assert.equal(Array.from(logisticMargin.gradient([1], [-z])), [-1])
		assert.equal(Array.from(softmaxCrossEntropy.gradient([0], [[0, z]])), [-1, 1])
	}
	for (const z of [50, 80, 1000]) assert.is(logisticMargin([1], Float32Array.of(-z)), z)
})

edges('a hard target that is met has the gradient of its side', () => {
	assert.equal(Array.from(binaryCrossEntropy.gradient([0, 1], [0, 1], { reduction: 'sum' })), [1, -1])
	assert.equal(Array.from(binaryCrossEntropy([0, 1], [0, 1], none)), [0, 0])
	assert.equal(Array.from(binaryCrossEntropy([1, 0], [0, 1], none)), [Infinity, Infinity])
	assert.equal(Array.from(binaryCrossEntropy.gradient([1, 0], [0, 1], { reduction: 'sum' })), [-Infinity, Infinity])
})

edges('a sample of weight 0 is left out, whatever it holds', () => {
	for (const loss of all)
		for (const Float of [Float64Array, Float32Array]) {
			const { yTrue, yPred, options } = data(loss, 3)
			const z = Float.from(yPred)
			const width = z.length / 3
			const want = loss(yTrue, z, { ...options, weights: [2, 0, 1] })
			for (const bad of [
				NaN,
				...(loss.domain === '(-inf, inf)' && loss.shape !== 'tuple' ? [Infinity, -Infinity] : []),
			]) {
				z[width] = bad
				const given = { ...options, weights: [2, 0, 1] }
				assert.is(loss(yTrue, z, given), want, `${loss.id} with ${bad}`)
				assert.is(loss.stream(options).push(yTrue, z, given.weights).value(), want, `stream of ${loss.id} with ${bad}`)
				assert.is(loss(yTrue, z, { ...given, ...none })[1], 0, loss.id)
				for (const part of [loss.gradient, loss.hessian])
					assert.equal(Array.from(part(yTrue, z, given)).slice(width, 2 * width), Array(width).fill(0), loss.id)
			}
		}
})

edges('an ignored row is left out, whatever it holds', () => {
	for (const loss of all.filter(({ labels }) => labels === 'classes')) {
		const rows = [[0.25, 0.75], [NaN, NaN], [0.5, 0.5]] // prettier-ignore
		const want = loss([0, 1], [rows[0], rows[2]])
		assert.is(loss([0, -1, 1], rows, { ignoreIndex: -1 }), want, loss.id)
		assert.equal(Array.from(loss.gradient([0, -1, 1], rows, { ignoreIndex: -1 }).subarray(2, 4)), [0, 0], loss.id)
		assert.is(loss([0, -1, 1], rows, { ignoreIndex: -1, reduction: 'none' })[1], 0, loss.id)
	}
})

edges('NaN in a cell without a target is NaN', () => {
	for (const loss of all.filter(({ labels }) => labels === 'classes'))
		for (const Float of [Float64Array, Float32Array]) {
			const [values, gradient] = [loss, loss.gradient].map((part) =>
				part([0, 0], Float.of(0.5, NaN, 0.5, 0.5), { classes: 2, ...none }),
			)
			assert.ok(Number.isNaN(values[0]) && !Number.isNaN(values[1]), loss.id)
			assert.ok(Number.isNaN(gradient[1]) && !Number.isNaN(gradient[3]), loss.id)
		}
	assert.ok(Number.isNaN(klDivergence([[0, 1]], [[NaN, 1]])))
})

edges('class weights multiply the targets where these are linear, and rows elsewhere', () => {
	const isLinear = (/** @type {string} */ id) =>
		machine.describe(id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).linear
	for (const id of ['categoricalCrossEntropy', 'softmaxCrossEntropy', 'negativeLogLikelihood'])
		if (id in losses) assert.ok(isLinear(id), id)
	const classWeights = [1, 2, 0.5, 0, 3]
	for (const loss of all.filter(({ labels }) => labels === 'classes')) {
		const { yTrue, yPred, options } = data(loss, 4)
		const given = { ...options, classWeights, reduction: 'none' }
		const linear = isLinear(loss.id)
		if (linear) {
			const value = (/** @type {Float64Array} */ y) => expected(loss, y, yPred, defaults(loss))
			const doubled = value(yTrue.map((/** @type {number} */ y) => 2 * y))
			value(yTrue).forEach((one, row) =>
				assert.ok(Math.abs(doubled[row] - 2 * one) <= 1e-12 * Math.abs(one), `${loss.id} is linear in its targets`),
			)
		}
		const weighed = yTrue.map((/** @type {number} */ y, /** @type {number} */ i) => y * classWeights[i % CLASSES])
		const plain = expected(loss, linear ? weighed : yTrue, yPred, defaults(loss))
		const mass = Array.from({ length: 4 }, (_, row) =>
			weighed.subarray(row * CLASSES, (row + 1) * CLASSES).reduce((a, b) => a + b),
		)
		loss(yTrue, yPred, given).forEach((/** @type {number} */ value, /** @type {number} */ row) => {
			const want = plain[row] * (linear ? 1 : mass[row])
			assert.ok(
				Math.abs(value - want) <= 1e-12 * Math.max(1, Math.abs(want)),
				`${loss.id}, row ${row}: got ${value}, want ${want}`,
			)
		})
		const sum = plain.reduce((a, value, row) => a + value * (linear ? 1 : mass[row]), 0)
		near(loss(yTrue, yPred, { ...given, reduction: 'mean' }) * mass.reduce((a, b) => a + b), sum, loss.id)
	}
})

edges('classes of a row that is longer than a block have their own numbers', () => {
	const scores = new Float32Array(5000)
	scores[3000] = 1
	assert.is(zeroOne([3000], scores), 0)
	for (const other of [3000 - 2048, 3000 + 1000, 0]) assert.is(zeroOne([other], scores), 1)
	scores[952] = 1
	assert.is(zeroOne([952], scores), 0, 'the first of ties')
	for (const k of [0, 952, 2047, 2048, 4999]) {
		const gradient = softmaxCrossEntropy.gradient([k], scores)
		assert.is(
			gradient.findIndex((/** @type {number} */ g) => g < 0),
			k,
		)
	}
})

edges('a bad number is found anywhere in a long array, among NaN', () => {
	const { hinge, poissonNll } = losses
	for (const Float of [Float32Array, Float64Array])
		for (const length of [64, 65, 67, 2047, 2049, 4099])
			for (const at of [0, 1, 5, 14, 17, 63, length - 2, length - 1])
				for (const fill of [0.5, NaN]) {
					const bad = (/** @type {number} */ x) => new Float(length).fill(x, at, at + 1)
					const filled = (/** @type {number} */ x) => new Float(length).fill(fill).fill(x, at, at + 1)
					const place = new RegExp(`\\[${at}\\]`)
					assert.throws(() => sigmoidCrossEntropy(filled(1.5), bad(0)), place)
					assert.throws(() => sigmoidCrossEntropy(filled(-0.25), bad(0)), place)
					assert.throws(() => poissonNll(bad(0), filled(-1)), place)
					assert.throws(
						() => hinge(new Float(length).fill(Number.isNaN(fill) ? NaN : 1).fill(0, at, at + 1), bad(0)),
						place,
					)
				}
})

edges('scores that tie share a slope, in rows of any length', () => {
	const { crammerSinger, kerasCategoricalHinge, multiclassPerceptron } = losses
	for (const length of [6, 2049, 5000])
		for (const others of [[1], [1, length - 1], [1, 3, length - 2, length - 1]]) {
			const scores = new Float64Array(length)
			for (const k of others) scores[k] = 2
			for (const loss of [multiclassPerceptron, crammerSinger, kerasCategoricalHinge])
				for (const tied of ['first', 'shared']) {
					const holders = tied === 'first' ? [1] : others
					const want = new Float64Array(length)
					for (const k of holders) want[k] = 1 / holders.length
					want[0] = -1
					const what = `${loss.id} of ${length} classes, ${others.length} of them tied`
					assert.equal(loss.gradient([0], scores, { tied }), want, what)
				}
		}
	const met = { margin: 2, tied: 'shared' }
	assert.equal([...crammerSinger.gradient([0], [2, 0, 0, -1], met)], [1 / 3 - 1, 1 / 3, 1 / 3, 0], 'the target, too')
	assert.equal([...crammerSinger.gradient([0], [2, 0, 0, -1], { margin: 2 })], [0, 0, 0, 0])
})

edges('a cosine by lengths at their floor is a product, with its slope', () => {
	const { cosineDistance } = losses
	const options = { orthogonal: 0, lengthFloor: 0.25 }
	const [short, long] = [[0.0625, 0, 0.125], [3, -4, 12]] // prettier-ignore
	const list = (/** @type {any} */ x) => [...x]
	for (const Float of [Float32Array, Float64Array]) {
		const at = (/** @type {number[]} */ y, /** @type {number[]} */ f, more = {}) => {
			const given = { ...options, ...more }
			return [cosineDistance([y], Float.from(f), given), cosineDistance.gradient([y], Float.from(f), given)]
		}
		assert.equal(at(short, short).map(Number)[0], -0.3125, 'both')
		assert.equal(list(at(short, short)[1]), [-1, 0, -2], 'the slope of a product')
		assert.equal(list(at(long, [0, 0, 0])[1]), long.map((x) => Float.from([-x * 4 / 13])[0]), 'of zeros, too') // prettier-ignore
		assert.equal(list(cosineDistance.hessian([long], Float.from(short), options)), [0, 0, 0])
		const [value, gradient] = at(short, long)
		near(value, Float.from([-1.6875 / 3.25])[0])
		assert.ok(Math.abs(gradient.reduce((sum, g, i) => sum + g * long[i], 0)) < 1e-6, 'a slope across f')
		assert.is(at(long, long)[0], -1)
		assert.is(at(long, long, { orthogonal: 1 })[0], 0)
		assert.is(at([-4, 12, 4], long, { orthogonal: 1, lengthFloor: 0 })[0] > 0, true)
		assert.is(at([4, 3, 0], long)[0], -0 + 0, 'orthogonal')
	}
})

edges.run()
