// The options of derivatives: which slope holds at a kink, and what stands in for a curvature; of every loss that takes them. And
// targets of any size, where a parameter allows them.
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/index.js'
import { bends } from '../web/lib/options.js'
import { sampled } from './help/catalogue.js'
import { atFold, data, defaults, kinks, variable } from './help/samples.js'
import { suite } from './help/uvu.js'

const SUM = { reduction: 'sum' }
const CHOICES = ['left', 'right', 'middle', 'steepest']
/** How far from a kink its one-sided slopes are taken, and what a slope that begins like a root has become by there. */
const BESIDE = 2 ** -30
const TOLERANCE = 2 * Math.sqrt(BESIDE)

/** @param {number} got @param {number} want @param {string} what */
const close = (got, want, what) =>
	assert.ok(Math.abs(got - want) <= TOLERANCE * (1 + Math.abs(want)), `${what}: got ${got}, want ${want}`)

/** What each choice is, of a left and a right slope. @param {number} left @param {number} right */
const chosen = (left, right) => ({
	least: left * right <= 0 ? 0 : Math.sign(left) * Math.min(Math.abs(left), Math.abs(right)),
	left,
	right,
	middle: (left + right) / 2,
	steepest: Math.abs(left) > Math.abs(right) ? left : right,
})

const bent = sampled.filter(bends)

for (const loss of bent) {
	const test = suite(`subgradients: ${loss.id}`)
	const parameters = defaults(loss)

	if (loss.shape === 'element')
		test('at a kink each is what its name says', () => {
			for (const y of loss.labels === 'pm1' ? [1, -1] : [0.5])
				for (const kink of kinks(loss, parameters, y)) {
					const z = loss.variable === 'residual' ? y + kink : loss.variable === 'margin' ? y * kink : kink
					const slope = (/** @type {number} */ x, options = {}) => loss.gradient([y], [x], { ...SUM, ...options })[0]
					const wanted = chosen(slope(z - BESIDE), slope(z + BESIDE))
					for (const [subgradient, want] of Object.entries(wanted)) {
						close(slope(z, { subgradient }), want, `${subgradient} at ${kink} for ${y}`)
						const both = loss.valueAndGradient([y, y], [z, z], { subgradient, weights: [1, 3] })
						close(both.gradient[1], 0.75 * want, `${subgradient} at ${kink}, in a weighted mean`)
						assert.is(both.value, loss([y, y], [z, z], { weights: [1, 3] }))
					}
				}
		})

	test('elsewhere each is the slope', () => {
		for (const Float of [Float64Array, Float32Array]) {
			const { yTrue, yPred, options } = data(loss, 50, 3)
			const [y, z] = [Float.from(yTrue), Float.from(yPred)]
			const want = loss.gradient(y, z, options)
			const [width, truths] = loss.shape === 'tuple' ? [loss.predicted.length, loss.observed.length] : [1, 1]
			const near = (/** @type {number} */ i) =>
				loss.shape === 'tuple'
					? atFold(loss, y.slice(i * truths, (i + 1) * truths), z.slice(i * width, (i + 1) * width), parameters)
					: kinks(loss, parameters, y[i]).some((kink) => Math.abs(variable(loss, y[i], z[i]) - kink) < 0.01)
			for (const subgradient of CHOICES) {
				const got = loss.gradient(y, z, { ...options, subgradient })
				for (let i = 0; i < want.length; i++)
					if (!near(Math.floor(i / width))) assert.is(got[i], want[i], `${subgradient}, at ${i} of ${Float.name}`)
			}
		}
	})
	test.run()
}

const whole = suite('subgradients')

whole('of several predictions each has its own sides', () => {
	const at = (/** @type {string} */ subgradient) =>
		Array.from(losses.marginRanking.gradient([1, -1], [[1, 1], [2, 2]], { ...SUM, subgradient })) // prettier-ignore
	assert.equal(at('left'), [-1, 0, 0, -1])
	assert.equal(at('right'), [0, 1, 1, 0])
	assert.equal(at('steepest'), [-1, 1, 1, -1])
	assert.equal(at('middle'), [-0.5, 0.5, 0.5, -0.5])
})

whole('a kink off the target is found where a prediction is much smaller than both', () => {
	for (const Float of [Float64Array, Float32Array])
		for (const x of [0, 1e-40, -1e-25]) {
			const z = Float.of(x)
			assert.is(losses.epsilonInsensitive.gradient([0.1], z, { epsilon: Float.of(0.1)[0], subgradient: 'left' })[0], -1)
			const pair = { margin: 0.5, subgradient: 'steepest' }
			assert.equal(Array.from(losses.marginRanking.gradient([1], Float.of(x, -0.5), pair)), [-1, 1])
			assert.equal(Array.from(losses.marginRanking.gradient([-1], Float.of(-0.5, x), pair)), [1, -1])
		}
	assert.equal(Array.from(losses.laplaceNll.gradient([0], [1e-30, 1], { subgradient: 'left' })), [1, 1])
})

whole('of any size, in both precisions, with rows as samples', () => {
	for (const Float of [Float64Array, Float32Array])
		for (const x of [0, 1e-30, 1, 3e7, 1e30]) {
			const z = Float.of(x, x, 2 * x + 1, -x)
			const y = Float.of(x, x, x, -x)
			const options = { ...SUM, sample: 'row', classes: 2, subgradient: 'left' }
			assert.equal(Array.from(losses.absoluteError.gradient(y, z, options)), [-0.5, -0.5, 0.5, -0.5])
		}
	assert.ok(Number.isNaN(losses.absoluteError.gradient([0], [NaN], { subgradient: 'left' })[0]))
	assert.is(losses.absoluteError.gradient([0], [Infinity], { subgradient: 'right' })[0], 1)
})

whole('a curvature of its own is that of half the squared error', () => {
	const stands = sampled.filter(({ curvature }) => curvature === 'surrogate')
	assert.ok(stands.length > 0)
	const [y, z] = [[0, 1, 2], [0, 3, 5]] // prettier-ignore
	for (const loss of stands)
		for (const options of [
			{},
			SUM,
			{ weights: [1, 0, 4] },
			{ denominator: 'count', weights: [1, 2, 3] },
			{ reduction: 'none' },
		])
			assert.equal(
				loss.hessian(y, z, { ...options, curvature: 'surrogate' }),
				losses.halfSquaredError.hessian(y, z, options),
				`${loss.id} with ${JSON.stringify(options)}`,
			)
	assert.equal(losses.huber.hessian(y, z, { curvature: 'exact' }), losses.huber.hessian(y, z))
	assert.throws(() => losses.squaredError.hessian(y, z, { curvature: 'surrogate' }), /unknown option "curvature"/)
	assert.throws(
		() => losses.huber.hessian(y, z, { curvature: 'friedman' }),
		/huber: curvature must be "exact" or "surrogate", got "friedman"/,
	)
})

whole('that of softmax may be times classes / (classes - 1)', () => {
	for (const rows of [
		[
			[1, 2, 3],
			[3, 2, 1],
		],
		[[1, 2]],
	]) {
		// prettier-ignore
		const labels = rows.map(() => 1)
		const exact = losses.softmaxCrossEntropy.hessian(labels, rows)
		const [{ length }] = rows
		losses.softmaxCrossEntropy
			.hessian(labels, rows, { curvature: 'friedman' })
			.forEach((/** @type {number} */ h, /** @type {number} */ i) =>
				close(h, (exact[i] * length) / (length - 1), `of ${length} at ${i}`),
			)
	}
})

whole('targets of any size, where a parameter is not positive', () => {
	const free = sampled.filter((loss) => loss.free)
	assert.ok(free.length > 0)
	for (const loss of free) {
		for (const allowed of [0, -1, -2.5])
			for (const call of [loss, loss.gradient, (/** @type {any} */ ...all) => loss.stream(all[2]).push(all[0], all[1])])
				assert.not.throws(() => call([-2, 3], [0.5, 1], { [loss.free]: allowed }))
		assert.throws(() => loss([-2, 3], [0.5, 1], { [loss.free]: 0.5 }), /yTrue\[0\] is -2, but it must be >= 0/)
	}
})

whole.run()
