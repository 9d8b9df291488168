import { flatten, many } from '../arrays.js'
import { LossError, show } from '../errors.js'

/**
 * @typedef {import('./module.js').BatchDescription} Description
 * @typedef {import('../check.js').Numbers} Numbers
 *
 * @typedef {object} Given an argument as it came, and flat
 * @property {any} x
 * @property {Numbers} flat
 * @property {number[]} [lengths] of its rows, where these may differ
 */

/** Switches as numbers. @param {any} x @returns {any} */
const switches = (x) => (Array.isArray(x) ? x.map(switches) : typeof x === 'boolean' ? Number(x) : x)

/** @param {Description} loss @param {import('./module.js').Input} input @param {any} x @returns {Given} */
export function arrayOf(loss, { name, kind, dimensions, ragged }, x) {
	if (!dimensions.length) {
		if (typeof x === 'number') return { x, flat: [x] }
		throw new LossError('type', loss.id, `${name} must be a number, got ${show(x)}`, { argument: name, got: show(x) })
	}
	const listed = dimensions.length === 1 && loss.inputs.some(({ lists }) => lists)
	return { x, ...flatten(loss, name, kind === 'binary' ? switches(x) : x, ragged || listed) }
}

/** Groups by their numbers: 0, 1, 2 ... by first appearance. @param {Numbers} flat */
export function numbered(flat) {
	/** @type {Map<number, number>} */
	const seen = new Map()
	return Int32Array.from(flat, (got) => {
		const group = seen.get(got) ?? seen.size
		seen.set(got, group)
		return group
	})
}

/**
 * The list that each sample is in, where the loss has lists: by its groups, by the rows of nested arguments, or all in one.
 * Sets their number among the sizes.
 *
 * @param {Description} loss
 * @param {(Given | undefined)[]} arrays
 * @param {Map<string, number>} sizes
 */
export function gathered(loss, arrays, sizes) {
	const at = loss.inputs.findIndex(({ lists }) => lists)
	if (at < 0) return undefined
	const { lists = '', dimensions } = loss.inputs[at]
	const given = arrays[at]
	if (given) {
		const groups = numbered(given.flat)
		sizes.set(lists, groups.reduce((most, group) => Math.max(most, group), -1) + 1)
		return groups
	}
	const samples = sizes.get(dimensions[0]) ?? 0
	const rows = sameRows(loss, arrays)
	sizes.set(lists, rows ? rows.length : Math.min(samples, 1))
	return Int32Array.from(
		rows ? rows.flatMap((length, list) => new Array(length).fill(list)) : new Array(samples).fill(0),
	)
}

/** The lengths of the rows, which all nested arguments must agree in. @param {Description} loss @param {(Given | undefined)[]} arrays */
function sameRows(loss, arrays) {
	const [first, ...others] = arrays.flatMap((array, i) =>
		array?.lengths ? [{ name: loss.inputs[i].name, lengths: array.lengths }] : [],
	)
	for (const { name, lengths } of others) {
		const odd = lengths.findIndex((length, i) => length !== first.lengths[i])
		if (odd >= 0)
			throw new LossError(
				'shape',
				loss.id,
				`${name}[${odd}] has ${many(lengths[odd], 'value')}, but ${first.name}[${odd}] has ${first.lengths[odd] ?? 0}`,
				{ argument: name, index: odd, got: lengths[odd], allowed: first.lengths[odd] },
			)
	}
	return first?.lengths
}

/** Rows filled up with -1. @param {Int32Array} flat @param {number[]} lengths @param {number} width */
export function padded(flat, lengths, width) {
	const full = new Int32Array(lengths.length * width).fill(-1)
	let from = 0
	lengths.forEach((length, row) => {
		full.set(flat.subarray(from, from + length), row * width)
		from += length
	})
	return full
}
