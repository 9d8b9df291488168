// A hash over what every loss computes: values, gradients, Hessians and means, in both precisions, at odd lengths, on
// moderate numbers, floats of any exponent, and corners. It runs in any engine: no module of Node's, no inexact Math.
import { batch } from './batches.js'
import { points } from './points.js'
import { CLASSES, random, settingsOf } from './samples.js'

const LENGTHS = [1, 3, 7, 129, 2049]
const WIDTHS = [2, 3, 7, 33, 2051]

/** Two hashes of 32 bits (MurmurHash3's rounds, from two seeds), fed with arrays and numbers. */
function hasher() {
	const h = [0x9747b28c, 0x1b873593]
	/** @param {number} word */
	const add = (word) => {
		for (let i = 0; i < 2; i++) {
			let k = Math.imul(word, i ? 0x85ebca6b : 0xcc9e2d51)
			k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
			const x = h[i] ^ k
			h[i] = (Math.imul((x << 13) | (x >>> 19), 5) + 0xe6546b64) | 0
		}
	}
	return {
		/** Bits as they are, except that NaN has many. @param {Float32Array | Float64Array} array */
		array(array) {
			const words = new Int32Array(array.buffer, array.byteOffset, array.byteLength / 4)
			const size = array.BYTES_PER_ELEMENT / 4
			add(array.length)
			for (let i = 0; i < array.length; i++)
				for (let k = 0; k < size; k++) add(Number.isNaN(array[i]) ? 0x7fc00000 : words[size * i + k])
		},
		digest: () => h.map((x) => (x >>> 0).toString(16).padStart(8, '0')).join(''),
	}
}

/** @param {any} loss */
function hash(loss) {
	const into = hasher()
	/** @param {any} yTrue @param {any} yPred @param {object} options */
	const call = (yTrue, yPred, options) => {
		const each = { ...options, reduction: 'none' }
		into.array(loss(yTrue, yPred, each))
		into.array(loss.gradient(yTrue, yPred, each))
		into.array(loss.hessian(yTrue, yPred, each))
		const { value, gradient } = loss.valueAndGradient(yTrue, yPred, options)
		into.array(Float64Array.of(value, loss(yTrue, yPred, { ...options, reduction: 'sum' })))
		into.array(gradient)
	}
	const row = loss.shape === 'row'
	const targets = (/** @type {any} */ y) => (loss.labels === 'none' ? null : y)
	const sizes = row ? [...WIDTHS.map((classes) => [3, classes]), [411, CLASSES]] : LENGTHS.map((n) => [n, 1])
	for (const single of [true, false])
		for (const setting of settingsOf(loss)) {
			let seed = 1
			for (const [samples, classes] of sizes) {
				const { yTrue, yPred } = points(loss, samples, { seed: seed++, classes, single })
				const options = row ? { ...setting, classes } : setting
				call(targets(yTrue), yPred, options)
				const next = random(seed)
				const weights = Float64Array.from({ length: samples }, () => Math.floor(4 * next()) / 2)
				call(targets(yTrue), yPred, { ...options, weights })
				if (loss.labels !== 'classes') continue
				const indices = Int32Array.from(weights, () => Math.floor(classes * next()))
				call(indices, yPred, options)
				call(indices, yPred, { ...options, labelSmoothing: 0.1, ignoreIndex: 0 })
			}
		}
	return into.digest()
}

/** @param {any} loss */
function hashBatch(loss) {
	const into = hasher()
	for (const setting of settingsOf(loss))
		for (let seed = 1; seed <= 4; seed++) {
			const sizes = { samples: 4 * seed + 1, features: 3 * seed, classes: 2 + seed }
			const { call, options } = batch(loss, { seed, sizes, full: seed % 2 === 0 })
			const given = [...call, { ...options, ...setting }]
			for (const part of [loss.gradient, loss.hessian]) {
				const result = part(...given)
				for (const array of ArrayBuffer.isView(result) ? [result] : Object.values(result)) into.array(array)
			}
			into.array(Float64Array.of(loss(...given)))
		}
	return into.digest()
}

/** One hash a loss. @param {Record<string, any>} losses @returns {Record<string, string>} */
export const hashes = (losses) =>
	Object.fromEntries(Object.values(losses).map((loss) => [loss.id, (loss.shape === 'batch' ? hashBatch : hash)(loss)]))
