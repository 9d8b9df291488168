// The public interface, to the letter: losses, arrays, options, streams.
import { readFile } from 'node:fs/promises'
import * as assert from 'uvu/assert'
import * as batchEntry from '../dist/lib/batch.js'
import * as entry from '../dist/lib/index.js'
import { from } from '../dist/lib/external.js'
import { elsewhere, index, lib } from './help/process.js'
import { batched, sampled } from './help/catalogue.js'
import { suite } from './help/uvu.js'
import { data } from './help/samples.js'

const { losses, huber, hinge, softmaxCrossEntropy } = entry
const all = [...sampled, ...batched]
const bytes = await readFile(new URL('losslab.wasm', lib))

const names = suite('names')

names('the losses come in the order of the catalogue', async () => {
	const read = (/** @type {string} */ name) => readFile(new URL(`../c/${name}`, import.meta.url), 'utf8')
	const files = [...(await read('losses.h')).matchAll(/#include "(\w+\.h)"/g)].map(([, name]) => name).slice(1)
	const text = (await Promise.all(files.map(read))).join('\n')
	const places = sampled.map(({ id }) => {
		const name = id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
		const place = text.search(new RegExp(`^[A-Z_]+\\((\\w+, )?${name}\\b`, 'm'))
		assert.ok(place >= 0, `${name} is not defined`)
		return place
	})
	// Those that are compiled for speed come first, then the rare ones.
	const turns = places.filter((place, i) => i > 0 && place < places[i - 1])
	assert.ok(turns.length <= 1, `${turns.length} losses come before what stands before them`)
})

names('every loss is an export of its entry, and so are its aliases: the same object', () => {
	const aliases = all.flatMap(({ aliases: words }) => words)
	const names = all.flatMap(({ equals }) => equals.map((/** @type {any} */ { name }) => name.split('.').at(-1)))
	const twice = aliases.filter((alias, i) => aliases.indexOf(alias) < i)
	for (const [{ losses, ...exported }, members] of /** @type {[any, any[]][]} */ ([
		[entry, sampled],
		[batchEntry, batched],
	])) {
		assert.equal(Object.values(losses), members)
		for (const loss of members) {
			assert.is(exported[loss.id], loss)
			assert.is(losses[loss.id], loss)
			for (const alias of loss.aliases) if (alias in exported) assert.is(exported[alias], loss, alias)
		}
		for (const alias of twice) {
			assert.ok(names.includes(alias), `${alias} means two losses, and no framework calls them so`)
			assert.not(alias in exported, `${alias} means two losses`)
		}
		for (const alias of aliases) assert.not(alias in losses, `${alias} is an alias and an id`)
		const known = new Set(members.flatMap(({ id, aliases: words }) => [id, ...words, 'LossError', 'alloc', 'find']))
		for (const name of Object.keys(exported)) assert.ok(known.has(name), `${name} is exported`)
	}
	for (const [name, value] of Object.entries({ mse: 'squaredError', mae: 'absoluteError', bce: 'binaryCrossEntropy' }))
		assert.is(/** @type {any} */ (entry)[name], losses[value])
})

names('nothing can be changed', () => {
	const change = [
		() => (losses.huber = 1),
		() => (losses.more = 1),
		() => delete huber.gradient,
		() => (huber.id = 'other'),
	]
	for (const one of change) assert.throws(one, (/** @type {any} */ error) => error instanceof TypeError)
	/** @param {any} value @param {string} path */
	function frozen(value, path) {
		if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return
		assert.ok(Object.isFrozen(value), `${path} can be changed`)
		for (const [key, inner] of Object.entries(value)) if (typeof inner !== 'function') frozen(inner, `${path}.${key}`)
	}
	for (const one of [losses, batchEntry.losses]) frozen(one, 'losses')
	for (const loss of all) frozen(loss, loss.id)
})

names('a loss says what it is', () => {
	const { id, name, family, aliases, labels, formula, parameters, reference } = huber
	assert.equal({ id, name, family, labels }, { id: 'huber', name: 'Huber', family: 'regression', labels: 'real' })
	assert.equal(parameters, [{ name: 'delta', value: 1, range: '(0, inf)' }])
	assert.is(formula, 'abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2)')
	assert.ok(aliases.includes('HuberLoss'))
	assert.match(reference, /Huber 1964/)
	assert.equal([hinge.labels, softmaxCrossEntropy.labels, losses.entropy.labels], ['pm1', 'classes', 'none'])
	for (const loss of all)
		for (const part of ['gradient', 'hessian', 'valueAndGradient']) assert.type(loss[part], 'function')
	for (const loss of sampled) assert.type(loss.stream, 'function')
})

names.run()

const arrays = suite('arrays')

arrays('precision follows yPred', () => {
	const [single, double] = [Float32Array.of(0.1, 0.2), Float64Array.of(0.1, 0.2)]
	for (const part of [huber, huber.gradient, huber.hessian]) {
		assert.instance(part(double, single, { reduction: 'none' }), Float32Array)
		assert.instance(part(single, double, { reduction: 'none' }), Float64Array)
		assert.instance(part(single, [0.1, 0.2], { reduction: 'none' }), Float64Array)
		assert.instance(part(single, Int8Array.of(1, 2), { reduction: 'none' }), Float64Array)
		assert.instance(part([[1], [2]], [single.subarray(1), single.subarray(1)], { reduction: 'none' }), Float32Array)
		assert.instance(part([[1], [2]], [single.subarray(1), double.subarray(1)], { reduction: 'none' }), Float64Array)
	}
	for (const reduction of ['mean', 'sum']) assert.type(huber(single, single, { reduction }), 'number')
	assert.is(
		losses.squaredError([0], Float32Array.of(0.1), { reduction: 'none' })[0],
		Math.fround(Math.fround(0.1) ** 2),
	)
})

const TYPES = [
	'Int8',
	'Uint8',
	'Uint8Clamped',
	'Int16',
	'Uint16',
	'Int32',
	'Uint32',
	'Float16',
	'Float32',
	'Float64',
	'BigInt64',
	'BigUint64',
]
for (const type of TYPES) {
	const name = `${type}Array`
	const Kind = /** @type {any} */ (globalThis)[name]
	const test = Kind ? arrays : arrays.skip
	test(`${name} as targets, predictions and weights`, () => {
		const array = (/** @type {number[]} */ ...values) => Kind.from(values, type.startsWith('Big') ? BigInt : Number)
		for (const reduction of ['mean', 'sum']) {
			assert.is(huber(array(1, 2, 3), [1.5, 2, 5], { reduction }), huber([1, 2, 3], [1.5, 2, 5], { reduction }))
			assert.is(huber([1.5, 2, 5], array(1, 2, 3), { reduction }), huber([1.5, 2, 5], [1, 2, 3], { reduction }))
			const weights = array(3, 0, 1)
			assert.is(
				huber([1, 2, 3], [1.5, 2, 5], { reduction, weights }),
				huber([1, 2, 3], [1.5, 2, 5], { reduction, weights: [3, 0, 1] }),
			)
		}
		assert.is(hinge(array(0, 1), [1, 2], { labels: '01' }), 1)
		const logits = Float32Array.of(1, 2, 3, 3, 2, 1)
		assert.is(
			softmaxCrossEntropy(array(2, 0), logits, { classes: 3 }),
			softmaxCrossEntropy([2, 0], logits, { classes: 3 }),
		)
		assert.is(softmaxCrossEntropy(array(0, 1, 0), [1, 2, 3]), softmaxCrossEntropy([1], [[1, 2, 3]]))
		const long = Kind.from({ length: 5000 }, (/** @type {any} */ _, /** @type {number} */ i) =>
			type.startsWith('Big') ? BigInt(i % 2) : i % 2,
		)
		assert.is(losses.squaredError(long, new Float64Array(5000)), 0.5)
	})
}

arrays('views into the middle of a buffer, and shared memory', () => {
	const shared = new Float64Array(new SharedArrayBuffer(64))
	shared.set([9, 1, 2, 3, 9])
	assert.is(huber(shared.subarray(1, 4), [1.5, 2, 5]), (0.125 + 1.5) / 3)
	const out = new Float32Array(5).fill(7)
	const part = out.subarray(1, 4)
	assert.is(huber.gradient([1, 2, 3], Float32Array.of(1.5, 2, 5), { reduction: 'sum', out: part }), part)
	assert.equal(Array.from(out), [7, 0.5, 0, 1, 7])
})

arrays('nested and flat, with and without classes', () => {
	const nested = [[1, 2, 3], [3, 2, 1]] // prettier-ignore
	const flat = nested.flat()
	const want = softmaxCrossEntropy([2, 0], nested)
	assert.is(softmaxCrossEntropy([2, 0], flat, { classes: 3 }), want)
	assert.is(softmaxCrossEntropy([2, 0], nested, { classes: 3 }), want)
	assert.is(softmaxCrossEntropy([2, 0], [Float64Array.of(1, 2, 3), [3, 2, 1]]), want)
	assert.is(softmaxCrossEntropy([[0, 0, 1], [1, 0, 0]], nested), want) // prettier-ignore
	assert.is(softmaxCrossEntropy([0, 0, 1, 1, 0, 0], Float64Array.from(flat), { classes: 3 }), want)
	assert.is(softmaxCrossEntropy([2], [1, 2, 3]), softmaxCrossEntropy([2], [[1, 2, 3]]), 'a flat yPred is one row')
	assert.is(softmaxCrossEntropy([0, 0], [[5], [6]]), 0, 'rows of one class')
	assert.is(huber([[1, 2], [3, 4]], [[1.5, 2], [5, 4]]), huber([1, 2, 3, 4], [1.5, 2, 5, 4])) // prettier-ignore
	assert.is(losses.entropy([0.5, 0.5], { base: 2 }), 1)
	assert.is(losses.entropy(null, [[0.5, 0.5], [1, 0]], { base: 2 }), 0.5) // prettier-ignore
})

arrays('label codings', () => {
	assert.is(hinge([0, 1], [0.5, 0.5], { labels: '01' }), hinge([-1, 1], [0.5, 0.5]))
	assert.is(hinge([-1, 1], [0.5, 0.5], { labels: 'pm1' }), 1)
	const given = Float32Array.of(0, 1)
	hinge(given, Float32Array.of(1, 2), { labels: '01' })
	assert.equal(Array.from(given), [0, 1], 'targets are read, not written')
})

arrays('out is filled and returned', () => {
	for (const loss of sampled)
		for (const Float of [Float64Array, Float32Array]) {
			const { yTrue, yPred, options } = data(loss, 700)
			const z = Float.from(yPred)
			const before = [Array.from(yTrue ?? []), Array.from(z)]
			const values = loss(yTrue, z, { ...options, reduction: 'none' })
			const place = new Float(values.length).fill(7)
			assert.is(loss(yTrue, z, { ...options, reduction: 'none', out: place }), place, loss.id)
			assert.equal(place, values, loss.id)
			for (const part of ['gradient', 'hessian', 'valueAndGradient']) {
				const out = new Float(z.length).fill(7)
				const [got, want] = [loss[part](yTrue, z, { ...options, out }), loss[part](yTrue, z, options)]
				assert.is(got.gradient ?? got, out, `${loss.id}.${part}`)
				assert.equal(got, want, `${loss.id}.${part}`)
			}
			assert.equal([Array.from(yTrue ?? []), Array.from(z)], before, `${loss.id}: what was given is as it was`)
		}
})

arrays('results are the caller’s own', () => {
	const first = huber([1, 2], [1.5, 4], { reduction: 'none' })
	const kept = Array.from(first)
	huber([5, 6], [9, 9], { reduction: 'none' })
	assert.equal(Array.from(first), kept)
	assert.is(first.buffer.byteLength, first.byteLength)
})

arrays('valueAndGradient is both', () => {
	for (const reduction of ['mean', 'sum', 'none']) {
		const got = huber.valueAndGradient([1, 2], [1.5, 4], { reduction })
		assert.equal(Object.keys(got), ['value', 'gradient'])
		assert.equal(got.value, huber([1, 2], [1.5, 4], { reduction }))
		assert.equal(got.gradient, huber.gradient([1, 2], [1.5, 4], { reduction }))
	}
})

arrays.run()

const size = suite('size')

size('the mean of 2^25 single-precision ones is exactly 1', () => {
	const ones = new Float32Array(2 ** 25).fill(1)
	assert.is(losses.absoluteError(new Uint8Array(2 ** 25), ones), 1)
})

size('memory is constant', () => {
	const BareInstance = WebAssembly.Instance
	/** @type {any[]} */
	const made = []
	Object.assign(WebAssembly, {
		Instance: class extends BareInstance {
			/** @param {[WebAssembly.Module]} given */
			constructor(...given) {
				super(...given)
				made.push(this.exports.memory)
			}
		},
	})
	const own = from(bytes)
	own.huber([1], [2])
	Object.assign(WebAssembly, { Instance: BareInstance })
	assert.is(made.length, 1)
	const before = made[0].buffer
	own.huber.gradient(new Float32Array(1e6), new Float32Array(1e6).fill(0.5))
	const logits = new Float32Array(200_000)
	logits[199_999] = 20
	const value = own.softmaxCrossEntropy([199_999], logits)
	const others = 199_999 * Math.exp(-20)
	assert.ok(Math.abs(value - Math.log1p(others)) < 1e-9, `${value}`)
	const gradient = own.softmaxCrossEntropy.gradient([199_999], logits)
	assert.ok(Math.abs(gradient.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0)) < 1e-6)
	assert.ok(Math.abs(gradient[199_999] + others / (1 + others)) < 1e-9)
	assert.is(made[0].buffer, before, 'the same buffer: it neither grew nor was detached')
})

size.run()

const streams = suite('streams')

streams('a stream is one call in pieces', () => {
	const stream = huber.stream({ delta: 2 })
	assert.is(stream.count, 0)
	assert.is(stream.push([1, 2], [1.5, 4]), stream)
	assert.is(stream.value(), huber([1, 2], [1.5, 4], { delta: 2 }))
	stream.push([3], [9])
	assert.is(stream.count, 3)
	assert.is(stream.value(), huber([1, 2, 3], [1.5, 4, 9], { delta: 2 }))
	const other = huber.stream({ delta: 2 }).push([0], [1])
	assert.is(stream.merge(other), stream)
	assert.is(stream.value(), huber([1, 2, 3, 0], [1.5, 4, 9, 1], { delta: 2 }))
	assert.is(other.value(), 0.5, 'the other one stays as it is')
	assert.throws(() => Object.assign(stream, { count: 5 }), /./)
	assert.is(
		stream.merge(stream).value(),
		huber([1, 2, 3, 0, 1, 2, 3, 0], [1.5, 4, 9, 1, 1.5, 4, 9, 1], { delta: 2 }),
		'with itself',
	)
})

streams('many at once, with calls between', () => {
	const open = sampled.map((loss) => ({
		loss,
		stream: loss.stream(loss.shape === 'row' ? { classes: 5 } : {}),
		given: data(loss, 50),
	}))
	for (let at = 0; at < 50; at += 10)
		for (const { loss, stream, given } of open) {
			const width = loss.shape === 'row' ? 5 : loss.shape === 'tuple' ? loss.predicted.length : 1
			const truths = loss.shape === 'tuple' ? loss.observed.length : width
			stream.push(
				given.yTrue && given.yTrue.subarray(at * truths, (at + 10) * truths),
				given.yPred.subarray(at * width, (at + 10) * width),
			)
			huber([1], [2])
		}
	for (const { loss, stream, given } of open)
		assert.is(stream.value(), loss(given.yTrue, given.yPred, given.options), loss.id)
})

streams('its JSON goes to another process and back', async () => {
	const [y, z] = [
		Float64Array.from({ length: 5000 }, (_, i) => i / 7),
		Float64Array.from({ length: 5000 }, (_, i) => i / 7 + Math.sin(i)),
	]
	const weights = Float64Array.from({ length: 5000 }, (_, i) => (i % 3) / 3)
	for (const options of [{}, { exact: true }, { delta: 0.5, reduction: 'sum' }, { denominator: 'nonzero' }]) {
		const there = await elsewhere(`import { huber } from ${index}
			const weights = Float64Array.from({ length: 5000 }, (_, i) => (i % 3) / 3).subarray(0, 4096)
			const y = Float64Array.from({ length: 4096 }, (_, i) => i / 7)
			const z = Float64Array.from(${JSON.stringify(Array.from(z.subarray(0, 4096)))})
			console.log(JSON.stringify(huber.stream(${JSON.stringify(options)}).push(y, z, weights)))`)
		assert.is(there.count, 4096)
		const rest = huber.stream(options).push(y.subarray(4096), z.subarray(4096), weights.subarray(4096))
		const whole = huber.stream(options).push(y, z, weights).value()
		assert.is(huber.stream(options).merge(there).merge(rest).value(), whole, JSON.stringify(options))
	}
	for (const extreme of [NaN, Infinity, -Infinity, 1e308, 5e-324, -0])
		for (const exact of [false, true]) {
			const record = JSON.stringify(losses.absoluteError.stream({ exact, reduction: 'sum' }).push([0], [extreme]))
			const back = losses.absoluteError.stream({ exact, reduction: 'sum' }).merge(JSON.parse(record))
			assert.ok(Object.is(back.value(), Math.abs(extreme)), `${extreme}, and back: ${back.value()}`)
		}
})

streams.run()
