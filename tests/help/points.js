// Points all over a loss's domain, made of integers alone: moderate ones, floats of any exponent, and the corners.
// Nothing here may differ between engines: no Math function but imul, fround and the exact ones.
import { interval } from '../../web/lib/interval.js'
import { CLASSES, random, widths } from './samples.js'

const word = new DataView(new ArrayBuffer(8))

/** A float of any exponent: the bits are drawn. @param {() => number} next @param {boolean} single */
function drawn(next, single) {
	const [high, low] = [next() * 2 ** 32, next() * 2 ** 32]
	word.setUint32(0, high)
	word.setUint32(4, low)
	return single ? word.getFloat32(0) : word.getFloat64(0)
}

/** The corners of an interval and of the number type. @param {number} low @param {number} high @param {boolean} single */
function corners(low, high, single) {
	const [tiny, huge, step] = single ? [2 ** -149, 2 ** 127, 2 ** -23] : [2 ** -1074, 2 ** 1023, 2 ** -52]
	const around = [low, high].filter(Number.isFinite).flatMap((x) => [x, x + step, x - step, x + tiny])
	return [
		...around,
		0,
		-0,
		tiny,
		-tiny,
		1,
		-1,
		1 + step,
		1 - step,
		0.5,
		88.7,
		-88.7,
		huge,
		-huge,
		Infinity,
		-Infinity,
		NaN,
	]
}

/**
 * A source of numbers in an interval.
 *
 * @param {string} text
 * @param {() => number} next
 * @param {boolean} single
 */
function numbers(text, next, single) {
	const { low, high, includes } = interval(text)
	const round = single ? Math.fround : Number
	const special = corners(low, high, single).map(round).filter(includes)
	const bounded = Number.isFinite(low) && Number.isFinite(high)
	const moderate = () => {
		if (bounded) return round(low + (high - low) * (0.02 + 0.96 * next()))
		const size = [1, 1, 8, 64][Math.floor(4 * next())]
		return round(Number.isFinite(low) ? low + size * (0.01 + next()) : size * (2 * next() - 1))
	}
	const wild = () => {
		const x = drawn(next, single)
		if (!Number.isFinite(low)) return x
		const size = Math.abs(x)
		if (!bounded) return round(low + size)
		const share = size < 1 ? size : 1 / size
		return round(next() < 0.5 ? low + (high - low) * share : high - (high - low) * share)
	}
	const ways = [moderate, wild, () => special[Math.floor(special.length * next())]]
	/** @param {number} way 0 moderate, 1 wild, 2 a corner */
	return (way) => {
		const x = ways[way]()
		return includes(x) ? x : moderate()
	}
}

/**
 * Targets and predictions, flat, in one precision; most samples are moderate.
 *
 * @param {any} loss
 * @param {number} samples
 * @param {{ seed?: number, classes?: number, single?: boolean }} [options]
 */
export function points(loss, samples, { seed = 1, classes = CLASSES, single = false } = {}) {
	const next = random(seed)
	const [inputs, truths] = widths(loss, classes)
	const tuple = loss.shape === 'tuple'
	const sources = (/** @type {any[]} */ fields, /** @type {string} */ all) =>
		(tuple ? fields.map(({ range }) => range) : [all || '(-inf, inf)']).map((range) => numbers(range, next, single))
	const predicted = sources(loss.predicted, loss.domain)
	const observed = sources(loss.observed, loss.targets)
	const Float = single ? Float32Array : Float64Array
	const yPred = new Float(samples * inputs)
	const yTrue = new Float(samples * truths)
	for (let s = 0; s < samples; s++) {
		const kind = next()
		/** In a wild row most cells are moderate, so that not all its results are NaN. */
		const way = () => (kind < 0.5 || next() < 0.6 - 1 / inputs ? 0 : kind < 0.8 ? 1 : 2)
		for (let k = 0; k < inputs; k++) yPred[s * inputs + k] = predicted[k % predicted.length](way())
		const hard = next() < 0.6
		for (let k = 0; k < truths; k++) yTrue[s * truths + k] = target(k, hard, way)
		if (loss.normalized) normalize(yTrue.subarray(s * truths, (s + 1) * truths))
	}
	return { yTrue, yPred }

	/** @param {number} k @param {boolean} hard @param {() => number} way */
	function target(k, hard, way) {
		const choice = next()
		if (loss.labels === 'pm1') return choice < 0.5 ? -1 : 1
		if (loss.labels === 'unit' && hard) return choice < 0.5 ? 0 : 1
		if (loss.labels === 'classes' && choice < 0.3) return 0
		return observed[k % observed.length](way())
	}
}

/** @param {Float32Array | Float64Array} row */
function normalize(row) {
	let total = 0
	for (const x of row) total += x
	for (let k = 0; k < row.length; k++) row[k] = total > 0 && total < Infinity ? row[k] / total : Number(k === 0)
}
