// The option `sample`: what has a value and a weight, an element or a row of them. For every loss of elements, from its description.
import * as assert from 'uvu/assert'
import { alloc, losses, squaredError } from '../dist/lib/index.js'
import { refuses } from './help/refuses.js'
import { data, random } from './help/samples.js'
import { suite } from './help/uvu.js'

const BLOCK = 2048
const none = { reduction: 'none' }
const elements = Object.values(losses).filter(({ shape }) => shape === 'element')
const cut = (x, width) => Array.from({ length: x.length / width }, (_, i) => x.subarray(i * width, (i + 1) * width))
const close = (got, want, tolerance, what) =>
	Array.from(got).forEach((x, i) =>
		assert.ok(Math.abs(x - want[i]) <= tolerance * (1 + Math.abs(want[i])), `${what}, at ${i}: ${x} for ${want[i]}`),
	)
const add = (x) => x.reduce((a, b) => a + b, 0)

for (const loss of elements) {
	const test = suite(`sample: ${loss.id}`)
	const given = (rows, width) => data(loss, rows * width, 7)

	test('the value of a row is its mean, by the bits of the row alone', () => {
		for (const width of loss === squaredError
			? [1, 2, 3, 9, 100, BLOCK - 1, BLOCK, BLOCK + 1, 5000]
			: [1, 3, BLOCK + 1])
			for (const Float of [Float64Array, Float32Array]) {
				const rows = width > 100 ? 2 : 9
				const [y, z] = [given(rows, width).yTrue, given(rows, width).yPred].map((x) => Float.from(x))
				const alone = cut(z, width).map((row, i) => loss(cut(y, width)[i], row))
				const got = loss(y, z, { sample: 'row', classes: width, ...none })
				assert.equal(Array.from(got), Array.from(Float.from(alone)), `rows of ${width}`)
				assert.equal(loss(y, cut(z, width), { sample: 'row', ...none }), got, 'nested')
				const slopes = loss.gradient(y, z, { sample: 'row', classes: width, ...none })
				const tolerance = Float === Float64Array ? 1e-15 : 3e-7
				close(slopes, cut(z, width).flatMap((row, i) => Array.from(loss.gradient(cut(y, width)[i], row))), tolerance, `gradient in rows of ${width}`) // prettier-ignore
			}
	})

	test('rows are weighed, added and averaged as other samples', () => {
		for (const [rows, width] of [
			[40, 3],
			[3, BLOCK + 5],
		]) {
			// prettier-ignore
			const { yTrue: y, yPred: z } = given(rows, width)
			const next = random(9)
			const weights = Float64Array.from({ length: rows }, (_, i) => (i % 3 === 1 ? 0 : next() * 3))
			const row = { sample: 'row', classes: width }
			const values = loss(y, z, { ...row, ...none })
			const weighed = values.map((value, i) => weights[i] * value)
			const by = { weights: add(weights), count: rows, nonzero: weights.filter(Boolean).length }
			close([loss(y, z, row)], [add(values) / rows], 1e-14, 'mean')
			close([loss(y, z, { ...row, reduction: 'sum' })], [add(values)], 1e-14, 'sum')
			close(loss(y, z, { ...row, ...none, weights }), weighed, 1e-15, 'weighed')
			for (const denominator of Object.keys(by)) {
				const options = { ...row, weights, denominator }
				const value = loss(y, z, options)
				close([value], [add(weighed) / by[denominator]], 1e-14, `mean over ${denominator}`)
				for (const part of ['gradient', 'hessian']) {
					const own = loss[part](y, z, none)
					const want = own.map((d, i) => (d * weights[Math.floor(i / width)]) / width / by[denominator] || 0)
					close(loss[part](y, z, options), want, 1e-14, `${part} of a mean over ${denominator}`)
				}
				const both = loss.valueAndGradient(y, z, options)
				assert.is(both.value, value)
				assert.equal(both.gradient, loss.gradient(y, z, options))
				const stream = loss.stream({ ...row, denominator })
				const at = [0, 1, rows]
				for (const i of [0, 1])
					stream.push(
						y.subarray(at[i] * width, at[i + 1] * width),
						z.subarray(at[i] * width, at[i + 1] * width),
						weights.subarray(at[i], at[i + 1]),
					)
				assert.is(stream.value(), value, 'in a stream')
				assert.is(stream.count, rows)
			}
			const out = new Float64Array(rows)
			assert.is(loss(y, z, { ...row, ...none, out }), out)
			assert.equal(out, values)
		}
	})

	test('a row of weight 0 is left out, whatever it holds', () => {
		const { yTrue: y, yPred: z } = given(2, 3)
		z[4] = NaN
		const row = { sample: 'row', classes: 3 }
		const [first, second] = loss(y, z, { ...row, ...none })
		assert.ok(Number.isNaN(second))
		assert.equal(Array.from(loss(y, z, { ...row, ...none, weights: [1, 0] })), [first, 0])
		assert.equal(Array.from(loss.gradient(y, z, { ...row, weights: [1, 0] })).slice(3), [0, 0, 0])
	})

	test.run()
}

const test = suite('sample')
const [y, z] = [[[1, 2, 3], [0, 0, 0]], [[1.5, 2, 1], [1, 2, 3.5]]] // prettier-ignore

test('auto takes rows where yPred has them', () => {
	const auto = { sample: 'auto', ...none }
	assert.is(squaredError(y, z, auto).length, 2)
	assert.is(squaredError(y.flat(), z.flat(), auto).length, 6)
	assert.is(squaredError(y.flat(), z.flat(), { ...auto, classes: 2 }).length, 3)
	assert.is(squaredError(y.flat(), z.flat(), { sample: 'row', ...none }).length, 1, 'a flat yPred is one row')
	assert.is(squaredError([[y]], [[z]], auto).length, 2, 'the innermost rows')
	assert.equal(Array.from(squaredError([], [], { sample: 'row', classes: 3, ...none })), [])
	assert.ok(Number.isNaN(squaredError([], [], { sample: 'row' })))
})

test('Keras takes the mean of rows first', () => {
	const keras = { convention: 'keras', ...none }
	assert.equal(squaredError(y, z, keras), squaredError(y, z, { sample: 'row', ...none }))
	assert.is(squaredError(y.flat(), z.flat(), keras).length, 6)
	assert.is(squaredError(y, z, { ...keras, sample: 'element' }).length, 6)
	assert.is(losses.softmaxCrossEntropy([0, 1], z, keras).length, 2)
})

test('finite wherever the mean of a row is, and the denominator of targets is of rows, too', () => {
	const far = [[1e308, 1e308, 1e308]]
	assert.equal(Array.from(losses.absoluteError([[0, 0, 0]], far, { sample: 'row', ...none })), [1e308])
	const targets = { sample: 'row', denominator: 'targets' }
	assert.is(losses.absoluteError(y, z, targets), losses.absoluteError(y.flat(), z.flat(), { denominator: 'targets' }))
})

test('labels 0 and 1, and options that change data, reach the elements', () => {
	const [labels, scores] = [[[0, 1], [1, 1]], [[0.5, 0.25], [-1, 3]]] // prettier-ignore
	const pm1 = labels.map((row) => row.map((label) => 2 * label - 1))
	const row = { sample: 'row', ...none }
	assert.equal(losses.hinge(labels, scores, { ...row, labels: '01' }), losses.hinge(pm1, scores, row))
	assert.equal(
		losses.binaryCrossEntropy([[0, 1]], [[0, 1]], { ...row, clip: 0.25 }),
		losses.binaryCrossEntropy([[0, 1]], [[0.25, 0.75]], row),
	)
})

test('arrays in the memory of the module are rows as well', () => {
	const [a, b] = alloc(Float64Array, 3 * BLOCK, 3 * BLOCK)
	a.forEach((_, i) => ((a[i] = i % 7), (b[i] = i % 5)))
	const row = { sample: 'row', classes: 3, ...none }
	assert.is(squaredError(a, b), squaredError(a.slice(), b.slice()))
	assert.equal(squaredError(a, b, row), squaredError(a.slice(), b.slice(), row))
	assert.equal(squaredError.gradient(a, b, row), squaredError.gradient(a.slice(), b.slice(), row))
})

test('says what is wrong', () => {
	const bad = (/** @type {any[]} */ args, /** @type {string} */ code, /** @type {string} */ message) =>
		refuses(squaredError, args, code, `squaredError: ${message}`)
	bad([y, z, { sample: 'rows' }], 'option', 'sample must be "element", "row" or "auto", got "rows"')
	bad([y.flat(), z.flat(), { classes: 3 }], 'option', 'classes is for rows, but each element is a sample; use { sample: "row" }') // prettier-ignore
	bad([y.flat(), z.flat(), { sample: 'row', classes: 4 }], 'shape', 'yPred has 6 values, which is not a whole number of rows of 4 classes') // prettier-ignore
	bad([y, z, { sample: 'row', classes: 2 }], 'shape', 'classes is 2, but the rows of yPred have 3 values')
	bad([[[1, 2], [3, 4], [5, 6]], z, { sample: 'row' }], 'shape', 'the rows of yTrue have 2 values, those of yPred 3') // prettier-ignore
	bad([y, z, { sample: 'row', weights: [1, 2, 3, 4, 5, 6] }], 'length', 'weights has 6 values, but there are 2 samples') // prettier-ignore
	assert.throws(() => losses.softmaxCrossEntropy([0], [[1, 2]], { sample: 'row' }), /unknown option "sample"/)
	assert.throws(() => losses.gaussianNll([0], [[1, 2]], { sample: 'row' }), /unknown option "sample"/)
})

test.run()
