// Arrays in the module's memory: the same bits as of arrays elsewhere, whatever is in place, and nothing else is written.
import * as assert from 'uvu/assert'
import { from } from '../dist/lib/external.js'
import { alloc, huber, losses, squaredError } from '../dist/lib/index.js'
import { readFileSync } from 'node:fs'
import { sampled } from './help/catalogue.js'
import { data } from './help/samples.js'
import { suite } from './help/uvu.js'

/** Over two blocks, and a part of a third. */
const N = 2 * 2048 + 131
/** @type {Float32ArrayConstructor[]} both */
const PRECISIONS = [Float32Array, /** @type {any} */ (Float64Array)]
const PARTS = ['gradient', 'hessian', 'valueAndGradient']

/** Arrays of one memory with these numbers, and as many more. @param {any} Float @param {ArrayLike<number>[]} given @param {number[]} more */
function inside(Float, given, ...more) {
	const arrays = alloc(Float, ...given.map(({ length }) => length), ...more)
	given.forEach((numbers, k) => arrays[k].set(numbers))
	return arrays
}

/** The bytes of an array. @param {any} x */
const bytes = (x) => Buffer.from(x.buffer, x.byteOffset, x.byteLength)

/** Whether two results have the same bits. @param {any} a @param {any} b @returns {boolean} */
const same = (a, b) =>
	ArrayBuffer.isView(a) ? bytes(a).equals(bytes(b)) : a.value === b.value && same(a.gradient, b.gradient)

const arrays = suite('alloc')

arrays('gives zeros in one memory, apart from each other, at the beginning of cache lines', () => {
	for (const Float of PRECISIONS) {
		const made = alloc(Float, 3, 0, 100)
		assert.equal(
			made.map((array) => [array.constructor, Array.from(array)]),
			[3, 0, 100].map((length) => [Float, Array(length).fill(0)]),
		)
		assert.is(new Set(made.map(({ buffer }) => buffer)).size, 1)
		for (const { byteOffset } of made) assert.is(byteOffset % 64, 0)
		made[0].fill(1)
		assert.ok(made[2].every((x) => x === 0))
	}
	assert.equal(alloc(Float32Array), [])
	assert.is.not(alloc(Float32Array, 1)[0].buffer, alloc(Float32Array, 1)[0].buffer)
})

arrays('refuses what it cannot give', () => {
	const any = /** @type {any} */ (alloc)
	for (const [code, message, ...given] of [
		['type', 'alloc: it takes Float32Array or Float64Array, got a function', Int32Array, 3],
		['type', 'alloc: it takes Float32Array or Float64Array, got 3', 3],
		['length', 'alloc: a length must be an integer >= 0, got -1', Float32Array, 2, -1],
		['length', 'alloc: a length must be an integer >= 0, got 1.5', Float32Array, 1.5],
		['memory', 'alloc: there is no memory of 8000000000 bytes; a module may have 4 GB', Float64Array, 1e9],
	])
		assert.throws(
			() => any(...given),
			(/** @type {any} */ error) => error.code === code && error.message === message,
		)
	assert.is(huber([1], [2]), 0.5)
})

arrays('is none of the losses, and comes with those of another module', () => {
	const own = from(readFileSync(new URL('../dist/lib/losslab.wasm', import.meta.url)))
	assert.not('alloc' in Object.fromEntries(Object.entries(own)))
	const [y, z] = own.alloc(Float32Array, 2, 2)
	z.fill(2)
	assert.is(own.squaredError(y, z), 4)
	assert.is(squaredError(y, z), 4)
})

arrays.run()

const bits = suite('the bits of resident arrays')

bits('every loss, each array in place or not', () => {
	for (const loss of sampled)
		for (const Float of PRECISIONS) {
			const made = data(loss, Math.ceil(N / (loss.shape === 'element' ? 1 : 5)))
			const [z, y] = [new Float(made.yPred), made.yTrue && new Float(made.yTrue)]
			const [zIn, yIn, out] = inside(Float, [z, y ?? []], z.length)
			for (const [yTrue, yPred] of loss.shape === 'element'
				? [
						[yIn, zIn],
						[y, zIn],
						[yIn, z],
					]
				: [[y && yIn, zIn]]) {
				assert.is(loss(yTrue, yPred, made.options), loss(y, z, made.options), loss.id)
				for (const part of PARTS) {
					const want = loss[part](y, z, made.options)
					assert.ok(same(loss[part](yTrue, yPred, made.options), want), `${loss.id}.${part}`)
					const got = loss[part](yTrue, yPred, { ...made.options, out })
					assert.ok(same(got, want), `${loss.id}.${part} to out`)
					assert.is(got.gradient ?? got, out)
				}
			}
			assert.ok(same(zIn, z), `${loss.id}: predictions are as they were`)
			if (y) assert.ok(same(yIn, y), `${loss.id}: targets are as they were`)
		}
})

bits('weights, reductions, labels, and the precision of one array alone', () => {
	const { yTrue, yPred } = data(losses.hinge, N)
	const weights = Float64Array.from(yPred, (_, i) => i % 3)
	const coded = /** @type {Float64Array} */ (yTrue).map((y) => (y + 1) / 2)
	const [y, z, w, out, y01] = inside(Float64Array, [/** @type {any} */ (yTrue), yPred, weights], N, N)
	y01.set(coded)
	for (const [targets, inPlace, options] of /** @type {[any, any, any][]} */ ([
		[yTrue, y, { weights }],
		[yTrue, y, { weights: w }],
		[yTrue, y, { reduction: 'sum' }],
		[coded, y01, { labels: '01' }],
		[coded, y01, { labels: 'auto', weights }],
	])) {
		assert.is(losses.hinge(inPlace, z, options), losses.hinge(targets, yPred, options))
		const want = losses.hinge.valueAndGradient(targets, yPred, options)
		assert.equal(losses.hinge.valueAndGradient(inPlace, z, { ...options, out }), want)
		const narrow = Float32Array.from(yPred)
		assert.is(losses.hinge(inPlace, narrow, options), losses.hinge(targets, narrow, options))
	}
	assert.equal(Array.from(y01), Array.from(coded), 'labels are as they were')
	const stream = huber.stream().push(y, z)
	assert.is(stream.value(), huber(/** @type {any} */ (yTrue), yPred))
})

bits('parts of arrays, in place of their own predictions, and over others', () => {
	const { yTrue, yPred } = data(huber, N)
	for (const Float of PRECISIONS) {
		const [y, z] = [new Float(/** @type {any} */ (yTrue)), new Float(yPred)]
		const want = huber.gradient(y.subarray(3), z.subarray(3), { reduction: 'sum' })
		const [yIn, zIn, out] = inside(Float, [y, z], N + 64)
		out.fill(7)
		const part = out.subarray(5, 5 + N - 3)
		assert.equal(huber.gradient(yIn.subarray(3), zIn.subarray(3), { reduction: 'sum', out: part }), want)
		assert.ok(
			[...out.subarray(0, 5), ...out.subarray(5 + N - 3)].every((x) => x === 7),
			'nothing else is written',
		)
		// A shift by one: what is written must not be read.
		const shifted = zIn.subarray(3)
		assert.equal(huber.gradient(yIn.subarray(3), zIn.subarray(3), { reduction: 'sum', out: part }), want)
		const copy = Array.from(zIn)
		huber.gradient(yIn.subarray(3), zIn.subarray(2, N - 1), { reduction: 'sum', out: shifted })
		const elsewhere = new Float(copy)
		huber.gradient(y.subarray(3), elsewhere.subarray(2, N - 1), { reduction: 'sum', out: elsewhere.subarray(3) })
		assert.equal(Array.from(zIn), Array.from(elsewhere))
		zIn.set(z)
		huber.gradient(yIn.subarray(3), zIn.subarray(3), { reduction: 'sum', out: zIn.subarray(3) })
		assert.equal(Array.from(zIn), [...z.subarray(0, 3), ...want])
	}
})

bits('rows of any width: to an array, over their own predictions, and nothing beyond', () => {
	for (const Float of PRECISIONS)
		for (const [loss, classes] of /** @type {[any, number][]} */ ([
			[losses.softmaxCrossEntropy, 10],
			[losses.softmaxCrossEntropy, 999],
			[losses.softmaxCrossEntropy, 5001],
			[losses.cosineDistance, 130],
			[losses.cosineDistance, 2051],
		])) {
			const rows = Math.ceil(N / classes) + 1
			const z = Float.from({ length: rows * classes }, (_, i) => 9 * Math.sin(i * i))
			const soft = Float.from(z, (x) => (x + 9) / 18)
			const hard = Int32Array.from({ length: rows }, (_, i) => (7 * i) % classes)
			const [zIn, yIn, out] = inside(Float, [z, soft], z.length + 64)
			for (const [y, there] of loss === losses.cosineDistance
				? [[soft, yIn]]
				: [
						[hard, hard],
						[soft, yIn],
					]) {
				const want = loss.valueAndGradient(y, z, { classes })
				out.fill(7)
				const part = out.subarray(5, 5 + z.length)
				assert.ok(same(loss.valueAndGradient(there, zIn, { classes, out: part }), want), `${loss.id}, ${classes}`)
				assert.ok(
					[...out.subarray(0, 5), ...out.subarray(5 + z.length)].every((x) => x === 7),
					'nothing else is written',
				)
				const own = z.slice()
				assert.ok(same(loss.valueAndGradient(y, own, { classes, out: own }), want), 'over predictions elsewhere')
				assert.ok(same(loss.valueAndGradient(there, zIn, { classes, out: zIn }), want), 'over predictions in place')
				zIn.set(z)
			}
		}
})

bits('a bad number is found wherever it is, and nothing is written', () => {
	const { binaryCrossEntropy: loss, hinge } = losses
	const made = data(loss, N)
	const [y, z, out, other] = inside(Float32Array, [/** @type {any} */ (made.yTrue), made.yPred], N, N)
	out.fill(7)
	for (const at of [0, 2047, 2048, N - 1]) {
		const [kept, keptLabel] = [z[at], y[at]]
		z[at] = 1.5
		for (const options of [{}, { out }])
			assert.throws(
				() => loss.gradient(y, z, options),
				(/** @type {any} */ { details }) => details.argument === 'yPred' && details.index === at,
			)
		z[at] = kept
		y[at] = -0.5
		assert.throws(
			() => loss(y, z),
			(/** @type {any} */ { details }) => details.argument === 'yTrue' && details.index === at,
		)
		y[at] = keptLabel
		other.fill(1)
		other[at] = 0.5
		assert.throws(
			() => hinge(other, z),
			(/** @type {any} */ { code, details }) => code === 'label' && details.index === at,
		)
		other[at] = Number.NaN
		assert.ok(Number.isNaN(hinge(other, z)))
		const want = hinge.gradient(Float32Array.from(other), Float32Array.from(z))
		assert.equal(Array.from(hinge.gradient(other, z)), Array.from(want))
	}
	assert.ok(out.every((x) => x === 7))
})

bits.run()
