// What holds for every loss of samples, in both precisions, found from its description alone.
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/index.js'
import { sampled } from './help/catalogue.js'
import {
	CLASSES,
	atFold,
	bounds,
	data,
	defaults,
	expected,
	freezes,
	kinks,
	random,
	settingsOf,
	steadied,
	ulps,
	variable,
	widths,
} from './help/samples.js'
import { closeSlope, rounded, slopeOf } from './help/slopes.js'
import { suite } from './help/uvu.js'

const BLOCK = 2048
/** Rows of as many classes lie across the lanes (c/row.h). */
const SHORT = 128
const LENGTHS = [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 63, 64, 65, 127, 255, 256, 257, 1023, 1024]
const AROUND = [0, 1, 2, 3, 4, 5, 9, 127, 128, 129, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3]

const close = (got, want, tolerance, what) =>
	assert.ok(
		Object.is(got, want) || Math.abs(got - want) <= tolerance * (1 + Math.abs(want)),
		`${what}: got ${got}, want ${want}`,
	)
const same = (got, want, what) => {
	assert.is(got.length, want.length, what)
	got.forEach((x, i) => assert.ok(Object.is(x, want[i]), `${what}, at ${i}: got ${x}, want ${want[i]}`))
}
const single = ({ yTrue, yPred, options }) => ({
	yTrue: yTrue && Float32Array.from(yTrue),
	yPred: Float32Array.from(yPred),
	options,
})
const none = { reduction: 'none' }

for (const loss of sampled) {
	const test = suite(loss.id)
	const row = loss.shape === 'row'
	const samples = row ? 40 : 200
	const [width, truths] = widths(loss)
	/** Samples from one to another, as the arguments of a call. */
	const cut = ({ yTrue, yPred }, from, to) => [
		yTrue && yTrue.subarray(from * truths, to * truths),
		yPred.subarray(from * width, to * width),
	]

	const settings = settingsOf(loss)

	const slope = (f, x, i) => slopeOf(f, x, i, bounds(loss.domain))
	const nearKink = (y, z, parameters) =>
		kinks(loss, parameters, y).some((kink) => Math.abs(variable(loss, y, z) - kink) < 0.01)

	test('is described', () => {
		for (const field of ['id', 'name', 'family', 'shape', 'variable', 'labels', 'domain', 'formula', 'reference'])
			assert.type(loss[field], 'string', field)
		assert.ok(loss.names.en && /\p{Script=Han}/u.test(loss.names.zh), 'names in both languages')
		assert.is(losses[loss.id], loss)
		assert.ok(loss.aliases.length > 0)
		assert.not(JSON.stringify(loss.aliases).includes(`"${loss.id}"`))
	})

	test('value is the formula', () => {
		for (const setting of settings) {
			const { yTrue, yPred, options } = data(loss, samples)
			const want = expected(loss, yTrue, yPred, { ...defaults(loss), ...setting })
			loss(yTrue, yPred, { ...options, ...setting, ...none }).forEach((value, i) =>
				close(value, want[i], 1e-13, `sample ${i} with ${JSON.stringify(setting)}`),
			)
		}
	})

	test('gradient is the slope of the value, Hessian that of the gradient', () => {
		for (const setting of settings) {
			const count = row ? 6 : 60
			const { yTrue, yPred, options } = data(loss, count, 2)
			const given = { ...options, ...setting, reduction: 'sum' }
			const gradient = loss.gradient(yTrue, yPred, given)
			const hessian = loss.hessian(yTrue, yPred, given)
			const frozen = freezes(loss, setting)
			for (let i = 0; i < yPred.length; i++) {
				if (loss.shape === 'element' && nearKink(yTrue[i], yPred[i], { ...defaults(loss), ...setting })) continue
				const of = Math.floor(i / width)
				const [y, x] = cut({ yTrue, yPred }, of, of + 1)
				if (loss.shape === 'tuple' && atFold(loss, y, x, { ...defaults(loss), ...setting })) continue
				const j = i - of * width
				const held = (z) => expected(loss, y, z, { ...defaults(loss), ...setting }, undefined, x)[0]
				const value = (z) => rounded(frozen ? held(z) : loss(y, z, given))
				const derivative = (z) => (frozen ? slope(value, z, j) : rounded(loss.gradient(y, z, given)[j]))
				const what = `cell ${i} with ${JSON.stringify(setting)}`
				if (!steadied(setting, yPred[i])) closeSlope(gradient[i], slope(value, x, j), `gradient of ${what}`)
				closeSlope(hessian[i], slope(derivative, x, j), `Hessian of ${what}`)
			}
		}
	})

	test('at a kink holds the minimum-norm subgradient', () => {
		const y = loss.labels === 'pm1' ? 1 : 0.5
		for (const kink of loss.shape === 'element' ? kinks(loss, defaults(loss), y) : []) {
			const z = loss.variable === 'residual' ? y + kink : kink
			const sides = [-1, 1].map((side) => loss.gradient([y], [z + side * 2 ** -30], { reduction: 'sum' })[0])
			const [got] = loss.gradient([y], [z], { reduction: 'sum' })
			const least = sides[0] * sides[1] <= 0 ? 0 : Math.sign(sides[0]) * Math.min(...sides.map(Math.abs))
			close(got, least, 1e-8, `at ${kink}`)
		}
	})

	// Within 16 ulp; near a zero of the result, within one unit of the largest or what one of the inputs does.
	test('single precision agrees with double', () => {
		for (const setting of settings) {
			const double = data(loss, samples, 3)
			if (loss.variable === 'residual')
				for (const x of [double.yTrue, double.yPred]) x.forEach((value, i) => (x[i] = Math.round(value * 4096) / 4096))
			const { yTrue, yPred, options } = single(double)
			const parameters = Object.entries({ ...defaults(loss), ...setting })
			const rounded = Object.fromEntries(
				parameters.map(([name, x]) => [name, typeof x === 'number' ? Math.fround(x) : x]),
			)
			const given = { ...options, ...rounded, ...none }
			for (const part of [loss, loss.gradient, loss.hessian]) {
				const want = part(double.yTrue, double.yPred, given)
				const beside = part(
					double.yTrue,
					double.yPred.map((x) => x * (1 + 2 ** -23)),
					given,
				)
				const got = part(yTrue, yPred, given)
				assert.instance(got, Float32Array)
				const size = Math.max(...want.map(Math.abs).filter(Number.isFinite))
				got.forEach((value, i) =>
					assert.ok(
						ulps(value, want[i], true) <= 16 ||
							Math.abs(value - want[i]) <= Math.max(2 ** -23 * size, Math.abs(beside[i] - want[i])),
						`${value} for ${want[i]} with ${JSON.stringify(setting)}`,
					),
				)
			}
		}
	})

	test('NaN in, NaN out', () => {
		const next = random(4)
		for (const n of LENGTHS)
			for (const precise of [false, true]) {
				const given = data(loss, n, n)
				const { yTrue, yPred, options } = precise ? given : single(given)
				const at = Math.floor(next() * n)
				for (const array of [yPred, yTrue]) {
					if (!array) continue
					const size = array === yPred ? width : truths
					const cell = at * size + Math.floor(next() * size)
					const kept = array[cell]
					array[cell] = Number.NaN
					assert.ok(Number.isNaN(loss(yTrue, yPred, options)), `mean at length ${n}`)
					const values = loss(yTrue, yPred, { ...options, ...none })
					values.forEach((value, i) => assert.is(Number.isNaN(value), i === at, `value ${i} of ${n}, NaN at ${at}`))
					for (const part of [loss.gradient, loss.hessian])
						part(yTrue, yPred, { ...options, ...none }).forEach((value, i) => {
							const inside = Math.floor(i / width) === at
							if (!inside) assert.not(Number.isNaN(value), `derivative ${i} of ${n}, NaN at ${cell}`)
							else if (loss.shape === 'tuple' || i === cell)
								assert.ok(Number.isNaN(value), `derivative ${i} of ${n}, NaN at ${cell}`)
						})
					array[cell] = kept
				}
			}
	})

	if (loss.labels === 'classes')
		test('NaN in, NaN out, of class indices', () => {
			const next = random(14)
			for (const classes of [2, 3, SHORT, SHORT + 1, BLOCK + 3])
				for (const precise of [false, true]) {
					const n = classes > SHORT ? 3 : 7
					const given = data(loss, n, 15, classes)
					const { yPred, options } = precise ? given : single(given)
					const index = Int32Array.from({ length: n }, () => Math.floor(next() * classes))
					const at = Math.floor(next() * n)
					for (const k of new Set([0, index[at], classes - 1, Math.floor(next() * classes)])) {
						const cell = at * classes + k
						const kept = yPred[cell]
						const what = `class ${k} of ${classes}, target ${index[at]}`
						yPred[cell] = Number.NaN
						assert.ok(Number.isNaN(loss(index, yPred, options)), `mean: ${what}`)
						const values = loss(index, yPred, { ...options, ...none })
						values.forEach((value, i) => assert.is(Number.isNaN(value), i === at, `value ${i}: ${what}`))
						const parts = [loss.gradient, loss.hessian, (...call) => loss.valueAndGradient(...call).gradient]
						for (const part of parts) {
							const slopes = part(index, yPred, { ...options, ...none })
							assert.ok(Number.isNaN(slopes[cell]), `derivative: ${what}`)
							slopes.forEach((slope, i) => {
								if (Math.floor(i / classes) !== at) assert.not(Number.isNaN(slope), `derivative ${i}: ${what}`)
							})
						}
						yPred[cell] = kept
					}
				}
		})

	test('any length, any cut, any merge at blocks: the same bits', () => {
		for (const n of AROUND) {
			const all = data(loss, n, 5)
			const values = loss(all.yTrue, all.yPred, { ...all.options, ...none })
			assert.is(values.length, n)
			values.forEach((value) => assert.not(Number.isNaN(value)))
			if (n === 0) {
				assert.ok(Number.isNaN(loss(all.yTrue, all.yPred, all.options)))
				assert.is(loss(all.yTrue, all.yPred, { ...all.options, reduction: 'sum' }), 0)
				continue
			}
			for (const { yTrue, yPred, options } of [all, single(all)]) {
				const part = (from, to) => cut({ yTrue, yPred }, from, to)
				const whole = loss(yTrue, yPred, options)
				for (const step of [1, 3, 100, BLOCK, BLOCK + 1]) {
					if (n / step > 300) continue
					const stream = loss.stream(options)
					for (let from = 0; from < n; from += step) stream.push(...part(from, Math.min(n, from + step)))
					assert.is(stream.value(), whole, `pushes of ${step} of ${n}`)
					assert.is(stream.count, n)
				}
				const at = BLOCK * Math.floor(n / BLOCK / 2 + 0.5)
				const [first, second] = [loss.stream(options).push(...part(0, at)), loss.stream(options).push(...part(at, n))]
				assert.is(first.merge(JSON.parse(JSON.stringify(second))).value(), whole, `merged at ${at} of ${n}`)
				const one = (i) => loss(...part(i, i + 1), { ...options, reduction: 'none' })[0]
				const some = loss(yTrue, yPred, { ...options, reduction: 'none' })
				for (const i of [0, n >> 1, n - 1]) assert.is(one(i), some[i], `sample ${i} of ${n} alone`)
			}
		}
	})

	test('an exact stream forgets cut and order', () => {
		const n = 3000
		const { yTrue, yPred, options } = data(loss, n, 6)
		const part = (from, to) => cut({ yTrue, yPred }, from, to)
		const exact = { ...options, exact: true }
		const forward = loss
			.stream(exact)
			.push(...part(0, n))
			.value()
		const back = loss.stream(exact)
		for (let to = n; to > 0; to -= 7) back.push(...part(Math.max(0, to - 7), to))
		assert.is(back.value(), forward)
		close(forward, loss(yTrue, yPred, options), 1e-15, 'exact mean')
	})

	test('the parts are the whole', () => {
		const { yTrue, yPred, options } = data(loss, samples, 7)
		const next = random(8)
		const weights = Float64Array.from({ length: samples }, (_, i) => (i % 5 ? next() * 3 : 0))
		const values = loss(yTrue, yPred, { ...options, ...none })
		const slopes = loss.gradient(yTrue, yPred, { ...options, ...none })
		const curves = loss.hessian(yTrue, yPred, { ...options, ...none })
		const weighted = values.map((value, i) => (weights[i] ? weights[i] * value : 0))
		const total = (x) => x.reduce((a, b) => a + b, 0)
		const by = { weights: total(weights), count: samples, nonzero: weights.filter(Boolean).length }
		const tolerance = 1e-13
		close(loss(yTrue, yPred, { ...options, reduction: 'sum' }), total(values), tolerance, 'sum')
		close(loss(yTrue, yPred, options), total(values) / samples, tolerance, 'mean')
		same(loss(yTrue, yPred, { ...options, ...none, weights }), weighted, 'weighted values')
		for (const denominator of Object.keys(by)) {
			const given = { ...options, weights, denominator }
			close(loss(yTrue, yPred, given), total(weighted) / by[denominator], tolerance, `mean over ${denominator}`)
			const gradient = loss.gradient(yTrue, yPred, given)
			gradient.forEach((value, i) => {
				const w = weights[Math.floor(i / width)]
				close(value, w ? (w * slopes[i]) / by[denominator] : 0, tolerance, `gradient ${i}`)
			})
			loss.hessian(yTrue, yPred, given).forEach((value, i) => {
				const w = weights[Math.floor(i / width)]
				close(value, w ? (w * curves[i]) / by[denominator] : 0, tolerance, `Hessian ${i}`)
			})
			const both = loss.valueAndGradient(yTrue, yPred, given)
			assert.is(both.value, loss(yTrue, yPred, given))
			same(both.gradient, gradient, 'both')
			const push = loss.stream({ ...options, denominator }).push(yTrue, yPred, weights)
			assert.is(push.value(), both.value)
		}
		const out = new Float64Array(yPred.length)
		assert.is(loss.gradient(yTrue, yPred, { ...options, ...none, out }), out)
		same(out, slopes, 'out')
		const place = yPred.slice()
		same(loss.gradient(yTrue, place, { ...options, ...none, out: place }), slopes, 'in place')
		assert.is(loss(yTrue, yPred, { ...options, weights: new Float64Array(samples) }), 0)
	})

	if (loss.shape === 'element' && loss.domain === '(-inf, inf)' && !/\b(sin|cos)\(/.test(loss.formula))
		test('tails: infinity is the limit', () => {
			for (const y of loss.labels === 'pm1'
				? [-1, 1]
				: loss.labels === 'unit'
					? [0, 1, 0.25]
					: loss.targets.startsWith('(0')
						? [0.5, 3]
						: [0, 3])
				for (const sign of [-1, 1])
					for (const [Float, far] of [
						[Float64Array, 1e300],
						[Float32Array, 1e38],
					]) {
						const value = (z, part = loss) => part(Float.of(y), Float.of(z), none)[0]
						for (const z of [1e3, 1e30, far]) assert.not(Number.isNaN(value(sign * z)), `value at ${sign * z} for ${y}`)
						for (const part of [loss, loss.gradient]) {
							const path = [0.2, 0.4, 0.6, 0.8, 1].map((share) => value(sign * far ** share, part))
							const steps = path.slice(1).map((x, i) => x - path[i])
							const limit = path[4]
							const got = value(sign * Infinity, part)
							const what = `at ${sign} infinity for ${y}`
							if (Math.abs(limit) > 1e30) assert.is(got, Math.sign(limit) * Infinity, what)
							else if (Math.abs(steps[3]) <= 1e-12 * (1 + Math.abs(limit))) close(got, limit, 1e-12, what)
							else if (steps.every((step) => step * steps[3] > 0)) assert.is(got, Math.sign(steps[3]) * Infinity, what)
						}
					}
		})

	if (row)
		test('rows of any width, longer than a block too', () => {
			for (const classes of [2, 3, 4, 7, 100, BLOCK - 1, BLOCK, BLOCK + 1, 5000]) {
				const all = data(loss, 2, 9, classes)
				const want = expected(loss, all.yTrue, all.yPred, defaults(loss), classes)
				for (const { yTrue, yPred, options } of [all, single(all)]) {
					const tolerance = yPred instanceof Float64Array ? 1e-12 : 3e-6
					loss(yTrue, yPred, { ...options, ...none }).forEach((value, i) =>
						close(value, want[i], tolerance, `row of ${classes}`),
					)
					const gradient = loss.gradient(yTrue, yPred, { ...options, ...none })
					const [head, rest] = [gradient.slice(0, classes), gradient.slice(classes)]
					const alone = (at) =>
						loss.gradient(yTrue && yTrue.subarray(at, at + classes), yPred.subarray(at, at + classes), {
							...options,
							...none,
						})
					same(head, alone(0), 'first row')
					same(rest, alone(classes), 'second row')
					if (classes <= 100) continue
					const double = loss.gradient(all.yTrue, all.yPred, { ...options, ...none })
					const size = Math.max(1, yTrue ? yTrue.reduce((a, b) => a + Math.abs(b), 0) : 0)
					gradient.forEach((value, i) => close(value, double[i], tolerance * size, `gradient ${i} of ${classes}`))
				}
			}
		})

	if (loss.labels === 'classes')
		test('a class index is a row with a single 1', () => {
			const { yPred, options } = data(loss, 30, 10)
			const next = random(11)
			const index = Int32Array.from({ length: 30 }, () => Math.floor(next() * CLASSES))
			const rows = new Float64Array(30 * CLASSES)
			index.forEach((k, i) => (rows[i * CLASSES + k] = 1))
			const classWeights = [1, 2, 0.5, 0, 3]
			for (const extra of [{}, { classWeights }, { labelSmoothing: 0.1 }, { labelSmoothing: 0.2, classWeights }])
				for (const part of [loss, loss.gradient, loss.hessian])
					for (const reduction of ['mean', 'sum', 'none']) {
						const given = { ...options, ...extra, reduction }
						const [a, b] = [part(index, yPred, given), part(rows, yPred, given)]
						if (typeof a === 'number') assert.is(a, b, JSON.stringify(given))
						else same(a, b, JSON.stringify(given))
					}
			const ignored = Array.from(index, (k, i) => (i % 3 ? k : -100))
			const kept = Array.from(index.keys()).filter((i) => i % 3)
			const mean = loss(
				Int32Array.from(kept, (i) => index[i]),
				kept.flatMap((i) => Array.from(yPred.subarray(i * CLASSES, (i + 1) * CLASSES))),
				options,
			)
			close(loss(ignored, yPred, { ...options, ignoreIndex: -100 }), mean, 1e-14, 'ignored rows')
			assert.is(loss(Array(30).fill(-100), yPred, { ...options, ignoreIndex: -100 }), 0)
		})

	test.run()
}
