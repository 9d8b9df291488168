// Data that suits a loss of batches, made from its description.
import { interval } from '../../web/lib/interval.js'
import { formula } from './formula.js'
import { defaults, random } from './samples.js'

/** @type {Record<string, number>} */
const SIZES = { samples: 7, features: 3, classes: 4, frames: 4, positions: 2, lists: 1, outputs: 2 }
const OTHER = 5
const LISTS = 3

/** A number well inside an interval. @param {string} range @param {() => number} next */
function inside(range, next) {
	const { low, high } = interval(range)
	if (low === -Infinity) return 3 * next() - 1.5
	return high === Infinity ? low + 0.1 + 2 * next() : low + (high - low) * (0.05 + 0.9 * next())
}

/** @param {number[]} sizes @param {(i: number) => number} number @returns {any} */
const nest = ([size, ...rest], number, from = 0) =>
	size === undefined
		? number(from)
		: Array.from({ length: size }, (_, i) => {
				const at = from * size + i
				return rest.length ? nest(rest, number, at) : number(at)
			})

/**
 * A batch: arguments and options, nested, all numbers floats of single precision.
 *
 * @param {any} loss
 * @param {{ seed?: number, sizes?: Record<string, number>, full?: boolean }} [options] `full`: with what may be left out
 */
export function batch(loss, { seed = 1, sizes: stated = {}, full = false } = {}) {
	const next = random(seed)
	/** @type {Record<string, number>} */
	const sizes = Object.fromEntries(
		loss.inputs.flatMap(({ dimensions }) =>
			dimensions.map((/** @type {string} */ name) => [name, stated[name] ?? SIZES[name] ?? OTHER]),
		),
	)
	/** @type {any[]} */
	const call = []
	/** @type {Record<string, any>} */
	const options = {}
	const grouping = loss.inputs.find((/** @type {any} */ { lists }) => lists)
	if (grouping) sizes[grouping.lists] = full ? LISTS : 1
	for (const { name, kind, dimensions, range, of, option, except } of loss.inputs) {
		if (option !== undefined && !full) continue
		const isExcepted = loss.inputs.some((/** @type {any} */ other) => other.except === name)
		// The class that indices are not is the first, as usual, or the last.
		const classes = except ? sizes[of] - 1 : sizes[of]
		/** @type {Record<string, (i: number) => number>} */
		const kinds = {
			sign: (i) => (i % 3 === 1 ? -1 : 1),
			group: (i) => 10 - 3 * (i % LISTS),
			binary: (i) => Number(i !== 3),
			index: (i) =>
				isExcepted ? sizes[of] - 1 : ((i + Math.floor(2 * next())) % classes) + Number(Boolean(except) && !full),
			count: () => sizes[of],
		}
		const number = kinds[kind] ?? (() => Math.fround(inside(range, next)))
		const x = nest(
			dimensions.map((/** @type {string} */ dimension) => sizes[dimension]),
			number,
		)
		if (option === undefined) call.push(x)
		else options[name] = x
	}
	const weighed = loss.each ?? loss.weighted
	if (full && weighed) options.weights = nest([sizes[weighed]], (i) => (i === 2 ? 0 : Math.fround(0.25 + next())))
	return { call, options, sizes }
}

/** Groups as the members of a dimension, by first appearance. @param {number[]} groups */
export const numbered = (groups) => groups.map((group) => [...new Set(groups)].indexOf(group))

/** The inputs by name, those that were left out too. @param {any} loss @param {{ call: any[], options: Record<string, any>, sizes: Record<string, number> }} batch */
function inputs(loss, { call, options, sizes }) {
	let at = 0
	const entries = loss.inputs.map(({ name, dimensions, option, lists }) => {
		const lengths = dimensions.map((/** @type {string} */ dimension) => sizes[dimension])
		const given = option === undefined ? call[at++] : (options[name] ?? nest(lengths, () => option))
		return [name, lists ? numbered(given) : given]
	})
	return Object.fromEntries(entries)
}

/** What the formula says: of each member of the dimension that has values, or of all; what it freezes is computed of another batch, if one is given. @param {any} loss @param {{ call: any[], options: Record<string, any>, sizes: Record<string, number> }} batch @param {Record<string, any>} parameters @param {{ text?: string, frozen?: any }} [more] @returns {number[]} */
export function expected(loss, batch, parameters, { text = loss.formula, frozen } = {}) {
	const value = formula(text)
	const { options, sizes } = batch
	const scope = { ...defaults(loss), ...parameters, sizes, ...inputs(loss, batch) }
	const weighed = loss.each ?? loss.weighted
	if (weighed) scope.weights = options.weights ?? nest([sizes[weighed]], () => 1)
	return Array.from({ length: loss.each ? sizes[loss.each] : 1 }, (_, i) =>
		value({ ...scope, i, at: frozen && inputs(loss, frozen) }),
	)
}
