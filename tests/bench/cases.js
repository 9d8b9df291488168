// What is measured: losses, and the data that suits each. The same sequences are drawn by native.c and pytorch.py.

/**
 * @typedef {'value' | 'gradient' | 'stream' | 'exact'} Order value; value and gradient; a stream's push; that of an exact stream
 * @typedef {object} Case
 * @property {string} loss
 * @property {Order} order
 * @property {32 | 64} bits
 * @property {number} n predictions: samples, or the cells of all rows
 * @property {number} classes cells in a row; 1 for elementwise losses
 * @property {'score' | 'probability' | 'row'} scores
 * @property {'real' | 'bit' | 'sign' | 'count' | 'row' | 'class'} targets
 */

/** @type {[loss: string, scores: Case['scores'], targets: Case['targets'], classes: number][]} */
const LOSSES = [
	['squaredError', 'score', 'real', 1],
	['absoluteError', 'score', 'real', 1],
	['huber', 'score', 'real', 1],
	['hinge', 'score', 'sign', 1],
	['sigmoidCrossEntropy', 'score', 'bit', 1],
	['binaryCrossEntropy', 'probability', 'bit', 1],
	['sigmoidFocal', 'score', 'bit', 1],
	['logCosh', 'score', 'real', 1],
	['poissonLogRate', 'score', 'count', 1],
	['klDivergence', 'row', 'row', 10],
	['klDivergence', 'row', 'row', 1000],
	['cosineDistance', 'score', 'real', 128],
	['softmaxCrossEntropy', 'score', 'class', 10],
	['softmaxCrossEntropy', 'score', 'class', 1000],
	['softmaxCrossEntropy', 'score', 'class', 32_000],
	['softmaxCrossEntropy', 'score', 'class', 128_000],
]

/** What a stream costs is measured on a cheap and on a dear loss. */
const STREAMED = ['squaredError', 'sigmoidCrossEntropy']

const DECADES = [1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]
const USUAL = [1e1, 1e4, 1e6]

/**
 * The cases asked for.
 *
 * @param {{ all?: boolean, loss?: string[], size?: string[], order?: string[], bits?: string[] }} wanted
 * @returns {Case[]}
 */
export function cases({ all = false, loss, size, order, bits }) {
	const sizes = size?.map(Number) ?? (all ? DECADES : USUAL)
	const orders = /** @type {Order[]} */ (order ?? ['value', 'gradient', ...(all ? ['stream', 'exact'] : [])])
	const widths = /** @type {(32 | 64)[]} */ (bits?.map(Number) ?? (all ? [32, 64] : [32]))
	const found = []
	for (const [name, scores, targets, classes] of LOSSES) {
		if (loss && !loss.includes(name) && !loss.includes(`${name}:${classes}`)) continue
		for (const bits of widths)
			for (const order of orders) {
				if (order !== 'value' && order !== 'gradient' && !STREAMED.includes(name)) continue
				const whole = sizes.map((n) => Math.max(1, Math.round(n / classes)) * classes)
				for (const n of new Set(whole)) found.push({ loss: name, order, bits, n, classes, scores, targets })
			}
	}
	return found
}

/** Bytes that a call must read and write. @param {Case} task */
export function bytes({ order, bits, n, classes, targets }) {
	const labels = targets === 'class' ? (n / classes) * 4 : n * (bits / 8)
	return { read: n * (bits / 8) + labels, written: order === 'gradient' ? n * (bits / 8) : 0 }
}

/** The i-th number of a sequence, in [0, 1) (mulberry32). @param {number} seed @param {number} i */
function uniform(seed, i) {
	const state = (seed + Math.imul(i + 1, 0x6d2b79f5)) | 0
	let t = Math.imul(state ^ (state >>> 15), 1 | state)
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
	return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** The data of a case. @param {Case} task */
export function data({ bits, n, classes, scores, targets }) {
	const Float = bits === 32 ? Float32Array : Float64Array
	const made = {
		score: (/** @type {number} */ u) => 8 * u - 4,
		real: (/** @type {number} */ u) => 8 * u - 4,
		probability: (/** @type {number} */ u) => 0.02 + 0.96 * u,
		bit: (/** @type {number} */ u) => Number(u < 0.5),
		sign: (/** @type {number} */ u) => (u < 0.5 ? -1 : 1),
		count: (/** @type {number} */ u) => Math.floor(10 * u),
		class: (/** @type {number} */ u) => Math.floor(classes * u),
		row: (/** @type {number} */ u) => 0.05 + u,
	}
	/** @param {keyof made} kind @param {number} seed */
	const draw = (kind, seed) => {
		const x = kind === 'class' ? new Int32Array(n / classes) : new Float(n)
		for (let i = 0; i < x.length; i++) x[i] = made[kind](uniform(seed, i))
		if (kind === 'row')
			for (let i = 0; i < n; i += classes) {
				let total = 0
				for (let k = i; k < i + classes; k++) total += x[k]
				for (let k = i; k < i + classes; k++) x[k] /= total
			}
		return x
	}
	return { yPred: /** @type {Float32Array | Float64Array} */ (draw(scores, 1)), yTrue: draw(targets, 2) }
}
