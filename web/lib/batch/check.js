import { flatten, kind as kindOf, many, where } from '../arrays.js'
import { checkOut, classIndices, nonNegative, within } from '../check.js'
import { settled } from '../conventions.js'
import { LossError, show } from '../errors.js'
import { interval } from '../interval.js'
import { checkOptions, NONE } from '../options.js'
import { derived, widths } from './options.js'

/**
 * @typedef {import('./module.js').BatchDescription} Description
 * @typedef {import('./module.js').Input} Input
 * @typedef {import('../check.js').Numbers} Numbers
 * @typedef {import('../module.js').Reals} Reals
 *
 * @typedef {object} Given
 * @property {Input['kind']} kind
 * @property {string} name
 * @property {Numbers | undefined} flat undefined where an option is absent
 * @property {number[]} sizes of the dimensions
 *
 * @typedef {object} Job a call that has been checked
 * @property {string} loss
 * @property {Float32ArrayConstructor | Float64ArrayConstructor} Float
 * @property {Given[]} inputs
 * @property {number} samples values: one each, or one
 * @property {Numbers | undefined} weights
 * @property {number[]} parameters
 * @property {'mean' | 'sum' | 'none'} reduction
 * @property {any} out
 */

/**
 * Check a whole call, before anything is computed.
 *
 * @param {import('../module.js').Machine} machine
 * @param {Description} loss
 * @param {any[]} call
 * @param {'value' | 'gradient'} output what `out` would take
 * @returns {Job}
 */
export function checkBatch(machine, loss, call, output) {
	const positional = loss.inputs.filter(({ option }) => option === undefined).length
	const options = settled(loss, call[positional] ?? NONE)
	const parameters = checkOptions(loss, options)
	const arrays = loss.inputs.map((input, i) => {
		const x = i < positional ? call[i] : options[input.name]
		return i >= positional && x === undefined ? undefined : { x, ...flatten(loss, input.name, x) }
	})
	const sizes = measure(loss, arrays, options)
	/** @param {string} dimension */
	const size = (dimension) => sizes.get(dimension) ?? 0
	const inputs = loss.inputs.map(({ name, kind, dimensions, ...more }, i) => {
		const array = arrays[i]
		const flat = array && KINDS[kind](machine, loss, { name, kind, dimensions, ...more }, array, size, options)
		return { name, kind, flat, sizes: dimensions.map(size) }
	})
	const variables = inputs.filter(({ kind, flat }) => kind === 'variable' && flat)
	const Float = variables.every(({ flat }) => kindOf(flat) === 'Float32Array') ? Float32Array : Float64Array
	const weighed = loss.each ?? loss.weighted
	const count = weighed ? size(weighed) : 1
	const weights = nonNegative(loss, 'weights', options.weights, count, ...plural(weighed ?? ''))
	const { reduction = 'mean' } = options
	const samples = loss.each ? count : 1
	const out = outOf(loss, options.out, Float, output === 'gradient' ? variables : undefined, reduction, samples)
	return { loss: loss.id, Float, inputs, samples, weights, parameters, reduction, out }
}

/** One and many of a dimension's members. @param {string} dimension @returns {[string, string]} */
const plural = (dimension) => [dimension.replace(/(ss)es$|s$/, '$1'), dimension]

/**
 * The sizes of the dimensions: nested arrays say them, options do, and what is flat is divided by those that are known; a
 * flat array of which nothing is known is one row.
 *
 * @param {Description} loss
 * @param {({ x: any, flat: Numbers } | undefined)[]} arrays
 * @param {Record<string, any>} options
 */
function measure(loss, arrays, options) {
	/** @type {Map<string, number>} */
	const sizes = new Map()
	/** @type {Map<string, string>} who said so */
	const sources = new Map()
	/** @param {string} dimension @param {number} size @param {string} source */
	const set = (dimension, size, source) => {
		const known = sizes.get(dimension)
		if (known !== undefined && known !== size) {
			const [first, other] = [sources.get(dimension), source]
			throw new LossError(
				'length',
				loss.id,
				`${other} has ${many(size, ...plural(dimension))}, but ${first} has ${known}; they must be equal`,
				{ argument: other, dimension, got: size, allowed: known },
			)
		}
		if (known === undefined) sources.set(dimension, source)
		sizes.set(dimension, size)
	}
	for (const dimension of widths(loss))
		if (options[dimension] !== undefined) set(dimension, options[dimension], 'the option')
	const flat = arrays.flatMap((array, i) => {
		if (!array) return []
		const { name, dimensions } = loss.inputs[i]
		const extents = dimensions.length === 1 ? [array.flat.length] : shape(array.x)
		if (extents.length === dimensions.length) dimensions.forEach((dimension, k) => set(dimension, extents[k], name))
		else if (extents.length === 1) return [{ name, dimensions, length: array.flat.length }]
		else
			throw new LossError(
				'shape',
				loss.id,
				`${name} must be flat or nested ${dimensions.length} deep (${dimensions.join(', ')}), got ${extents.length} deep`,
				{ argument: name, got: extents.length, allowed: dimensions },
			)
		return []
	})
	while (flat.length) {
		const unknown = flat.map(({ dimensions }) => dimensions.filter((dimension) => !sizes.has(dimension)))
		const at = Math.max(
			unknown.findIndex((rest) => rest.length < 2),
			0,
		)
		const [{ name, dimensions, length }] = flat.splice(at, 1)
		if (unknown[at].length > 1) set(dimensions[0], length ? 1 : 0, name)
		const [missing] = dimensions.filter((dimension) => !sizes.has(dimension))
		const known = dimensions.reduce((product, dimension) => product * (sizes.get(dimension) ?? 1), 1)
		const rest = known ? length / known : 0
		if (missing && Number.isInteger(rest)) set(missing, rest, name)
		else if (missing || known !== length) {
			const wanted = dimensions.filter((dimension) => dimension !== missing)
			throw new LossError(
				'length',
				loss.id,
				`${name} has ${many(length, 'value')}, which is not ${wanted.map((dimension) => many(sizes.get(dimension) ?? 0, ...plural(dimension))).join(' of ')}${missing ? ` of any number of ${missing}` : ''}`,
				{ argument: name, got: length },
			)
		}
	}
	return sizes
}

/** The lengths of nested arrays. @param {any} x @returns {number[]} */
const shape = (x) =>
	Array.isArray(x) && (Array.isArray(x[0]) || ArrayBuffer.isView(x[0])) ? [x.length, ...shape(x[0])] : [x.length]

/**
 * @typedef {(machine: import('../module.js').Machine, loss: Description, input: Input, array: { x: any, flat: Numbers },
 *   size: (dimension: string) => number, options: Record<string, any>) => Numbers} Check
 */

/** @type {Check} */
function real(machine, loss, { name, kind, range }, { x, flat }) {
	within(machine, loss, name, kind === 'variable' ? 'domain' : 'label', x, flat, interval(range))
	return flat
}

/** @type {Record<Input['kind'], Check>} what each kind of input may hold, and what the module is given */
const KINDS = {
	variable: real,
	given: real,
	sign(_, loss, { name }, { x, flat }) {
		return Int32Array.from(flat, (got, i) => {
			if (got === 1 || got === -1) return got
			throw new LossError('label', loss.id, `${name}${where(x, i)} is ${got}, but it must be 1 or -1`, {
				argument: name,
				index: i,
				place: where(x, i),
				got,
				allowed: [-1, 1],
			})
		})
	},
	group(_, loss, { name }, { x, flat }) {
		/** @type {Map<number, number>} */
		const seen = new Map()
		return Int32Array.from(flat, (got, i) => {
			if (!Number.isInteger(got))
				throw new LossError('label', loss.id, `${name}${where(x, i)} is ${got}, but it must be an integer`, {
					argument: name,
					index: i,
					place: where(x, i),
					got,
					allowed: 'an integer',
				})
			const group = seen.get(got) ?? seen.size
			seen.set(got, group)
			return group
		})
	},
	index(_, loss, { name, of = '' }, { x, flat }, size, { ignoreIndex }) {
		classIndices(loss, flat, size(of), ignoreIndex, name, (i) => where(x, i))
		return Int32Array.from(flat, (k) => (k === ignoreIndex ? -1 : k))
	},
	count(_, loss, { name, of = '' }, { x, flat }, size) {
		const most = size(of)
		return Int32Array.from(flat, (got, i) => {
			if (!(Number.isInteger(got) && got >= 0 && got <= most))
				throw new LossError(
					'label',
					loss.id,
					`${name}${where(x, i)} is ${got}, but it must be an integer from 0 to ${most}, the number of ${of}`,
					{ argument: name, index: i, place: where(x, i), got, allowed: [0, most] },
				)
			return got
		})
	},
}

/**
 * Where results go: an array for values and for a single derivative; for several, an object of arrays by input.
 *
 * @param {Description} loss
 * @param {any} out
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Float
 * @param {Given[] | undefined} variables
 * @param {string} reduction
 * @param {number} samples
 */
function outOf(loss, out, Float, variables, reduction, samples) {
	if (out === undefined) return undefined
	if (!variables) {
		if (loss.each && reduction === 'none') return checkOut(loss, out, Float, samples)
		const what = loss.each ? `reduction ${show(reduction)}` : 'this loss'
		throw new LossError('out', loss.id, `out is for arrays, but ${what} gives a number`, { reduction })
	}
	if (derived(loss).length === 1) return checkOut(loss, out, Float, variables[0].flat?.length ?? 0)
	const names = variables.map(({ name }) => name)
	if (
		out === null ||
		typeof out !== 'object' ||
		ArrayBuffer.isView(out) ||
		!Object.keys(out).every((name) => names.includes(name))
	)
		throw new LossError(
			'out',
			loss.id,
			`out must be an object of arrays by input (${names.join(', ')}), got ${show(out)}`,
			{
				got: show(out),
				allowed: names,
			},
		)
	for (const { name, flat } of variables) checkOut(loss, out[name], Float, flat?.length ?? 0, `out.${name}`)
	return out
}
