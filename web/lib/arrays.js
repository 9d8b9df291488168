import { LossError, show } from './errors.js'

/**
 * @typedef {import('./module.js').Description} Description
 * @typedef {ArrayLike<number>} Numbers
 */

/** The name of a typed array's kind, across realms; of the usual ones of this realm faster. @param {any} x @returns {string | undefined} */
export function kind(x) {
	if (x instanceof Float32Array) return 'Float32Array'
	if (x instanceof Float64Array) return 'Float64Array'
	return ArrayBuffer.isView(x) ? /** @type {any} */ (x)[Symbol.toStringTag] : undefined
}

/**
 * A typed array as it is; anything else as a Float64Array, with the width of its innermost rows if it is nested.
 *
 * @param {{ id: string }} loss
 * @param {string} argument
 * @param {any} x
 * @param {boolean} [ragged] whether its rows may differ in length, which are given then
 * @returns {{ flat: Numbers, width?: number, lengths?: number[] }}
 */
export function flatten(loss, argument, x, ragged = false) {
	if (isUsual(x) && x.length > 0) return flat(x)
	const type = kind(x)
	if (type && type !== 'DataView') {
		checkAttached(loss, argument, x)
		return flat(type[0] === 'B' ? Float64Array.from(x, Number) : x)
	}
	if (!Array.isArray(x))
		throw new LossError('type', loss.id, `${argument} must be an array or a typed array of numbers, got ${show(x)}`, {
			argument,
			got: show(x),
		})
	if (isNested(x)) return nested(loss, argument, x, ragged)
	const numbers = new Float64Array(x.length)
	for (let i = 0; i < x.length; i++) {
		if (typeof x[i] !== 'number') throw notNumber(loss, argument, `[${i}]`, x[i], i)
		numbers[i] = x[i]
	}
	return flat(numbers)
}

/** @param {any} x */
const isUsual = (x) => x instanceof Float32Array || x instanceof Float64Array

/** @param {Numbers} x @param {number} [width] @param {number[]} [lengths] @returns {{ flat: Numbers, width?: number, lengths?: number[] }} */
const flat = (x, width, lengths) => ({ flat: x, width, lengths })

/** @param {{ id: string }} loss @param {string} argument @param {any[]} x @param {boolean} ragged */
function nested(loss, argument, x, ragged) {
	const parts = x.map((row, i) => {
		if (!Array.isArray(row) && !kind(row)) throw notNumber(loss, argument, `[${i}]`, row, i, 'a row')
		return flatten(loss, `${argument}[${i}]`, row)
	})
	const lengths = parts.map((part) => part.flat.length)
	const odd = lengths.findIndex((length) => length !== lengths[0])
	if (odd > 0 && !ragged)
		throw new LossError(
			'shape',
			loss.id,
			`${argument}[${odd}] has ${many(lengths[odd], 'value')}, but ${argument}[0] has ${lengths[0]}`,
			{
				argument,
				index: odd,
				got: lengths[odd],
				allowed: lengths[0],
			},
		)
	const single = parts.every((part) => kind(part.flat) === 'Float32Array')
	const all = new (single ? Float32Array : Float64Array)(lengths.reduce((sum, length) => sum + length, 0))
	let at = 0
	for (const part of parts) {
		all.set(part.flat, at)
		at += part.flat.length
	}
	return flat(all, parts[0].width ?? lengths[0], ragged ? lengths : undefined)
}

/** @param {{ id: string }} loss @param {string} argument @param {string} place @param {unknown} got @param {number} index @param {string} [wanted] */
const notNumber = (loss, argument, place, got, index, wanted = 'a number') =>
	new LossError('type', loss.id, `${argument}${place} is ${show(got)}, not ${wanted}`, {
		argument,
		index,
		got: show(got),
	})

/** @param {any} x */
const isNested = (x) => Array.isArray(x) && x.length > 0 && (Array.isArray(x[0]) || Boolean(kind(x[0])))

/** @param {any} x @returns {number} */
const cells = (x) => (isNested(x) ? x.length * cells(x[0]) : x.length)

/** Where the i-th number of an array stands: `[5]`, or `[1][2]` if it is nested. @param {any} x @param {number} i @returns {string} */
export function where(x, i) {
	if (!isNested(x)) return `[${i}]`
	let row = 0
	for (; i >= cells(x[row]); row++) i -= cells(x[row])
	return `[${row}]${where(x[row], i)}`
}

/** A number of things. @param {number} count @param {string} one @param {string} [more] */
export const many = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`

/** @param {{ id: string }} loss @param {string} argument @param {any} x a typed array */
export function checkAttached(loss, argument, x) {
	if (x.length === 0 && detached(x.buffer))
		throw new LossError('detached', loss.id, `the buffer of ${argument} is detached: it was transferred elsewhere`, {
			argument,
		})
}

/** @param {any} buffer */
function detached(buffer) {
	if ('detached' in buffer) return buffer.detached
	try {
		return !new Uint8Array(buffer)
	} catch {
		return true
	}
}

/** Whether arrays share bytes; plain ones have none. @param {any} a @param {any} b */
export const overlap = (a, b) =>
	a.buffer === b?.buffer && a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength
