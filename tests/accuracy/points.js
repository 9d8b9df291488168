// Points where a loss may go wrong: all exponents, tails, the neighbourhood of kinks, of zeros, and of targets met.
import { interval } from '../../web/lib/interval.js'
import { kinks, random, widths } from '../help/samples.js'

/** @typedef {import('../../web/lib/module.js').Description} Description */
/** @typedef {{ samples: number, classes: number, yTrue: Float64Array, yPred: Float64Array }} Points */

const word = new DataView(new ArrayBuffer(8))

/** The largest exponent of two numbers that meet, and of the cells of a row. */
const [MEET, ROW] = [100, 20]

const reachOf = (/** @type {Description} */ { shape, variable }) =>
	shape === 'row' ? ROW : variable === 'residual' || variable === 'margin' ? 0 : MEET

/** Numbers of an interval in many ways. @param {() => number} next @param {number} [reach] the largest exponent; 0: of any number */
function source(next, reach = 0) {
	const sign = () => (next() < 0.5 ? -1 : 1)
	const pick = (/** @type {number[]} */ from) => from[Math.floor(from.length * next())]
	const tiny = () => next() * 2 ** -Math.floor(52 * next())
	const meets = (/** @type {number} */ x) =>
		!reach || x === 0 || (Math.abs(x) < 2 ** reach && Math.abs(x) > 2 ** -reach)
	/** Beside x, at any distance. @param {number} x */
	const beside = (x) => x + sign() * (x === 0 ? 1 : Math.abs(x)) * tiny()
	const drawn = () => {
		word.setUint32(0, next() * 2 ** 32)
		word.setUint32(4, next() * 2 ** 32)
		return word.getFloat64(0)
	}
	const free = [
		() => 8 * next() - 4,
		() => pick([40, 800, 5000]) * (2 * next() - 1),
		() => sign() * 2 ** (70 * next() - 58),
		drawn,
		() => beside(pick([0, 1, -1, 0.5, 2])),
	]
	const bounded = [next, () => tiny(), () => 1 - tiny(), () => 2 ** (-(reach || 1074) * next())]

	/**
	 * A number of an interval, or beside one of those given.
	 *
	 * @param {string} text @param {number[]} near
	 */
	function number(text, near = []) {
		const { low, high, includes } = interval(text)
		for (let tries = 0; tries < 8; tries++) {
			let x
			if (near.length && next() < 0.3) x = beside(pick(near))
			else if (Number.isFinite(low) && Number.isFinite(high)) {
				const share = pick(/** @type {any[]} */ (bounded))()
				x =
					low < 0 && next() < 0.5
						? (low + high) / 2 + ((sign() * (high - low)) / 2) * share
						: low + (high - low) * share
			} else {
				x = pick(/** @type {any[]} */ (free))()
				if (Number.isFinite(low)) x = low + Math.abs(x)
			}
			if (Number.isFinite(x) && includes(x) && meets(x)) return x
		}
		return near.length && includes(near[0]) ? near[0] : Number.isFinite(low) ? low + Math.min(1, high - low) / 2 : 1
	}
	return { number, beside, meets, pick }
}

/**
 * Points of one number a sample, as functions of that number: residuals with a target of 0, margins of either label.
 *
 * @param {Description} loss @param {Record<string, any>} parameters @param {number} samples @param {number} seed @param {number[]} near
 * @returns {Points}
 */
export function elements(loss, parameters, samples, seed, near) {
	const next = random(seed)
	const { number } = source(next, reachOf(loss))
	const yTrue = new Float64Array(samples)
	const target = () => {
		if (loss.variable === 'residual') return 0
		if (loss.labels === 'pm1') return next() < 0.5 ? -1 : 1
		if (loss.labels === 'unit' && next() < 0.7) return next() < 0.5 ? 0 : 1
		return number(loss.targets)
	}
	const yPred = yTrue.map((_, i) => {
		yTrue[i] = target()
		const close = loss.variable === 'margin' ? near.map((x) => x * yTrue[i]) : near
		return number(loss.domain, [
			...close,
			...kinks(loss, parameters, yTrue[i]).map((x) => (loss.variable === 'margin' ? x * yTrue[i] : x)),
			...(loss.variable === 'prediction' ? [yTrue[i]] : []),
		])
	})
	return { samples, classes: 1, yTrue, yPred }
}

/**
 * Rows and tuples: independent cells, cells near their targets, one cell that outweighs the others.
 *
 * @param {Description} loss @param {number} samples @param {number} seed @param {number} classes
 * @returns {Points}
 */
export function rows(loss, samples, seed, classes) {
	const next = random(seed)
	const { number, beside, pick } = source(next, reachOf(loss))
	const [inputs, truths] = widths(loss, classes)
	const yTrue = new Float64Array(samples * truths)
	const yPred = new Float64Array(samples * inputs)
	const range = (/** @type {any[]} */ fields, /** @type {number} */ k, /** @type {string} */ all) =>
		loss.shape === 'tuple' ? fields[k].range : all || '(-inf, inf)'
	for (let s = 0; s < samples; s++) {
		const [z, y] = [yPred.subarray(s * inputs, (s + 1) * inputs), yTrue.subarray(s * truths, (s + 1) * truths)]
		const [way, hard, size] = [next(), next() < 0.4, pick([1, 4, 30])]
		const tame = interval(range(loss.predicted, 0, loss.domain))
		for (let k = 0; k < truths; k++)
			y[k] =
				hard && loss.labels === 'classes'
					? 0
					: way < 0.7
						? moderate(range(loss.observed, k, loss.targets))
						: number(range(loss.observed, k, loss.targets))
		if (hard && loss.labels === 'classes') y[Math.floor(truths * next())] = 1
		if (loss.normalized) normalize(y)
		for (let k = 0; k < inputs; k++) {
			const text = range(loss.predicted, k, loss.domain)
			z[k] = way < 0.5 ? moderate(text) : number(text)
			if (way >= 0.4 && way < 0.7 && k < truths && interval(text).includes(y[k])) z[k] = near(y[k], text)
		}
		if (next() < 0.9)
			for (const [fields, numbers] of [
				[loss.predicted, z],
				[loss.observed, y],
			])
				order(fields, numbers)
		if (next() < 0.3 && tame.low === -Infinity) z[Math.floor(inputs * next())] += pick([1, 10, 40])

		/** @param {string} text */
		function moderate(text) {
			const { low, high } = interval(text)
			if (Number.isFinite(low) && Number.isFinite(high)) return low + (high - low) * next()
			return Number.isFinite(low) ? low + size * next() + 2 ** -30 : size * (2 * next() - 1)
		}
		/** @param {number} x @param {string} text */
		function near(x, text) {
			const close = beside(x)
			return interval(text).includes(close) ? close : x
		}
	}
	return { samples, classes, yTrue, yPred }
}

/** Corners of a box: x1 before x2. @param {import('../../web/lib/module.js').Field[]} fields @param {Float64Array} numbers */
function order(fields, numbers) {
	fields.forEach(({ name }, k) => {
		const far = fields.findIndex((other) => other.name === name.replace('1', '2'))
		if (far > k && numbers[far] < numbers[k]) [numbers[k], numbers[far]] = [numbers[far], numbers[k]]
	})
}

/** @param {Float64Array} row */
function normalize(row) {
	let total = 0
	for (const x of row) total += x
	for (let k = 0; k < row.length; k++) row[k] = total > 0 && total < Infinity ? row[k] / total : Number(k === 0)
}

/**
 * Points around those given, ever closer: errors have their peaks there.
 *
 * @param {Description} loss @param {Points} points @param {number[]} which samples @param {number} times @param {number} seed
 * @returns {Points}
 */
export function around(loss, { classes, yTrue, yPred }, which, times, seed) {
	const next = random(seed)
	const { beside, meets } = source(next, reachOf(loss))
	const [inputs, truths] = widths(loss, classes)
	const samples = which.length * times
	const all = { samples, classes, yTrue: new Float64Array(samples * truths), yPred: new Float64Array(samples * inputs) }
	/** @param {string} text @param {number} x */
	const moved = (text, x) => {
		const close = beside(x)
		return Number.isFinite(close) && interval(text).includes(close) && meets(close) ? close : x
	}
	for (let i = 0; i < samples; i++) {
		const from = which[i % which.length]
		for (let k = 0; k < inputs; k++) {
			const text = loss.shape === 'tuple' ? loss.predicted[k].range : loss.domain
			const x = yPred[from * inputs + k]
			all.yPred[i * inputs + k] = next() < 0.7 ? moved(text, x) : x
		}
		const free = loss.variable === 'prediction' && loss.labels === 'real' && loss.shape === 'element'
		for (let k = 0; k < truths; k++) {
			const y = yTrue[from * truths + k]
			all.yTrue[i * truths + k] = free && next() < 0.3 ? moved(loss.targets, y) : y
		}
	}
	return all
}
