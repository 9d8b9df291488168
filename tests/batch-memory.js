// The memory of the losses of batches: it grows, is given back, and stays without the logits of a linear layer.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { LossError } from '../dist/lib/batch.js'
import { from } from '../dist/lib/external.js'
import { catalogue, sampled } from './help/catalogue.js'
import { suite } from './help/uvu.js'

const [samples, batches] = ['losslab.wasm', 'batch.wasm'].map((name) =>
	readFileSync(new URL(`../dist/lib/${name}`, import.meta.url)),
)
const memory = suite('memory of batches')

/** The batch modules that were started, in turn. @type {any[]} */
const started = []
const Bare = WebAssembly.Instance
memory.before(() => {
	WebAssembly.Instance = /** @type {any} */ (
		class extends Bare {
			/** @param {WebAssembly.Module} module */
			constructor(module) {
				super(module)
				if (this.exports.take) started.push(this.exports)
			}
		}
	)
})
memory.after(() => {
	WebAssembly.Instance = Bare
})

memory('is bounded over many calls, and given back after a large one', () => {
	const { tripletMargin } = from(samples, { batch: batches })
	const call = (/** @type {number} */ size) => [0, 1, 2].map((k) => new Float32Array(size).fill(k))
	const bytes = () => started.at(-1).memory.buffer.byteLength
	const first = tripletMargin.gradient(...call(1000), { features: 10 })
	const small = bytes()
	for (let i = 0; i < 500; i++) tripletMargin.gradient(...call(1000), { features: 10 })
	assert.is(started.length, 1)
	assert.is(bytes(), small)
	tripletMargin(...call(1e6), { features: 1000 })
	assert.ok(bytes() > small)
	assert.equal(tripletMargin.gradient(...call(1000), { features: 10 }), first)
	assert.is(started.length, 2)
	assert.is(bytes(), small)
})

memory('logits of a linear layer are never there at once', () => {
	const { linearCrossEntropy } = from(samples, { batch: batches })
	const [n, features, classes] = [96, 2, 2 ** 15]
	const call = [new Int32Array(n), new Float64Array(n * features).fill(0.5), new Float64Array(classes * features)]
	const given = call.reduce((sum, { length }) => sum + 8 * length, 0)
	for (const part of [linearCrossEntropy, linearCrossEntropy.gradient, linearCrossEntropy.hessian]) {
		part(...call, { features, labelSmoothing: 0.1 })
		assert.ok(started.at(-1).memory.buffer.byteLength < 4 * given + 2 ** 20)
	}
	assert.ok(8 * n * classes > 5 * (4 * given + 2 ** 20), 'they would be much more')
})

memory('what does not fit is refused, and the next call works', () => {
	const { tripletMargin } = from(samples, { batch: batches })
	const huge = new Uint8Array(2 ** 28)
	assert.throws(
		() => tripletMargin(huge, huge, huge, { features: 4 }),
		(/** @type {any} */ error) =>
			error instanceof LossError &&
			error.code === 'memory' &&
			error.message === 'tripletMargin: 805306368 numbers need more memory than there is',
	)
	assert.is(tripletMargin([[0]], [[1]], [[3]]), 0)
})

memory('without it there are the other losses', () => {
	const bare = from(samples)
	assert.is(bare.huber([1], [1.5]), 0.125)
	assert.equal(
		Object.keys(bare),
		sampled.map(({ id }) => id),
	)
	assert.equal(Object.keys(from(samples, { batch: batches })), Object.keys(catalogue))
	assert.throws(
		() => from(samples, { batch: samples }).tripletMargin([[0]], [[1]], [[3]]),
		(/** @type {any} */ error) => error.message === 'losslab: the batch module is not losslab/batch.wasm',
	)
})

memory.run()
