import { kind as kindOf, many, where } from '../arrays.js'
import { checkOut, nonNegative, within } from '../check.js'
import { settled } from '../conventions.js'
import { LossError, show } from '../errors.js'
import { interval } from '../interval.js'
import { checkOptions, isFree, NONE } from '../options.js'
import { arrayOf, gathered, numbered, padded } from './lists.js'
import { classIndices } from '../shapes.js'
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
 * @property {'weights' | 'count' | 'nonzero' | 'positive'} denominator
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
		return i >= positional && x === undefined ? undefined : arrayOf(loss, input, x)
	})
	const sizes = measure(loss, arrays, options)
	const groups = gathered(loss, arrays, sizes)
	/** @param {string} dimension */
	const size = (dimension) => sizes.get(dimension) ?? 0
	const free = isFree(loss, parameters)
	const inputs = loss.inputs.map((input, i) => {
		const { name, kind, dimensions, lists } = input
		const array = arrays[i]
		const known = free && kind === 'given' ? { ...input, range: '(-inf, inf)' } : input
		const checked = array && KINDS[kind](machine, loss, known, array, size, options)
		const flat = lists ? groups : checked
		return { name, kind, flat, sizes: [...dimensions, ...(lists ? [lists] : [])].map(size) }
	})
	const variables = inputs.filter(({ kind, flat }) => kind === 'variable' && flat)
	const Float = variables.every(({ flat }) => kindOf(flat) === 'Float32Array') ? Float32Array : Float64Array
	const weighed = loss.each ?? loss.weighted
	const count = weighed ? size(weighed) : 1
	const weights = nonNegative(loss, 'weights', options.weights, count, ...plural(weighed ?? ''))
	const { reduction = 'mean', denominator = 'weights' } = options
	const samples = loss.each ? count : 1
	const out = outOf(loss, options.out, Float, output === 'gradient' ? variables : undefined, reduction, samples)
	return { loss: loss.id, Float, inputs, samples, weights, parameters, reduction, denominator, out }
}

/** One and many of a dimension's members. @param {string} dimension @returns {[string, string]} */
const plural = (dimension) => [dimension.replace(/(ss)es$|s$/, '$1'), dimension]

/**
 * The sizes of the dimensions: nested arrays say them, options do, and what is flat is divided by those that are known; a
 * flat array of which nothing is known is one row, or one column.
 *
 * @param {Description} loss
 * @param {(import('./lists.js').Given | undefined)[]} arrays
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
		const { name, dimensions, column } = loss.inputs[i]
		const extents = dimensions.length < 2 ? [array.flat.length].slice(1 - dimensions.length) : shape(array)
		if (extents.length === dimensions.length) dimensions.forEach((dimension, k) => set(dimension, extents[k], name))
		else if (extents.length === 1) return [{ name, dimensions, column, length: array.flat.length }]
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
		const [{ name, dimensions, column, length }] = flat.splice(at, 1)
		if (unknown[at].length > 1) set(dimensions[column ? 1 : 0], length || column ? 1 : 0, name)
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

/** The lengths of nested arrays, of rows that differ that of the longest. @param {import('./lists.js').Given} array */
const shape = ({ x, lengths }) => (lengths ? [lengths.length, Math.max(0, ...lengths)] : extent(x))

/** @param {any} x @returns {number[]} */
const extent = (x) =>
	Array.isArray(x) && (Array.isArray(x[0]) || ArrayBuffer.isView(x[0])) ? [x.length, ...extent(x[0])] : [x.length]

/**
 * @typedef {(machine: import('../module.js').Machine, loss: Description, input: Input, array: import('./lists.js').Given,
 *   size: (dimension: string) => number, options: Record<string, any>) => Numbers} Check
 */

/** @type {Check} */
function real(machine, loss, { name, kind, range }, { x, flat }) {
	within(machine, loss, name, kind === 'variable' ? 'domain' : 'label', x, flat, interval(range))
	return flat
}

/** Integers that a test holds for. @param {Description} loss @param {string} name @param {import('./lists.js').Given} array @param {(got: number) => boolean} holds @param {string} phrase @param {any} allowed */
const integers = (loss, name, { x, flat }, holds, phrase, allowed) =>
	Int32Array.from(flat, (got, i) => {
		if (holds(got)) return got
		const place = where(x, i)
		throw new LossError('label', loss.id, `${name}${place} is ${got}, but it must be ${phrase}`, {
			argument: name,
			index: i,
			place,
			got,
			allowed,
		})
	})

/** Indices but one, as labels beside a blank: of those that count, which are not left out and not behind a row's length. @param {Description} loss @param {Input} input @param {import('./lists.js').Given} array @param {(dimension: string) => number} size @param {Record<string, any>} options */
function others(loss, { name, dimensions: [rows, columns], except = '' }, { x, flat, lengths }, size, options) {
	const got = Number(options[except] ?? loss.inputs.find((input) => input.name === except)?.option)
	if (got === options.ignoreIndex) return
	const count = loss.inputs.find(({ kind, of }) => kind === 'count' && of === columns)
	const counts = count && options[count.name]
	for (let row = 0, at = 0; row < size(rows); row++) {
		const width = lengths ? lengths[row] : size(columns)
		for (let i = at; i < at + Math.min(width, counts ? Number(counts[row]) : width); i++)
			if (Number(flat[i]) === got) {
				const [place, allowed] = [where(x, i), `a class other than the ${except}`]
				throw new LossError('label', loss.id, `${name}${place} is ${got}, but it must be ${allowed}`, {
					argument: name,
					index: i,
					place,
					got,
					allowed,
				})
			}
		at += width
	}
}

/** @type {Record<Input['kind'], Check>} what each kind of input may hold, and what the module is given */
const KINDS = {
	variable: real,
	given: real,
	sign(_, loss, { name }, array) {
		return integers(loss, name, array, (got) => got === 1 || got === -1, '1 or -1', [-1, 1])
	},
	group(_, loss, { name }, array) {
		integers(loss, name, array, Number.isInteger, 'an integer', 'an integer')
		return numbered(array.flat)
	},
	index(_, loss, input, array, size, options) {
		const { name, of = '', dimensions, except } = input
		const { x, flat, lengths } = array
		const { ignoreIndex } = options
		classIndices(loss, flat, size(of), ignoreIndex, name, (i) => (dimensions.length ? where(x, i) : ''))
		if (except) others(loss, input, array, size, options)
		const indices = Int32Array.from(flat, (k) => (k === ignoreIndex ? -1 : k))
		return lengths ? padded(indices, lengths, size(dimensions[1])) : indices
	},
	binary(_, loss, { name }, array, size, { ignoreIndex }) {
		const holds = (/** @type {number} */ got) => got === 0 || got === 1 || got === ignoreIndex
		return integers(loss, name, array, holds, '0 or 1', [0, 1]).map((got) => (got === 0 || got === 1 ? got : -1))
	},
	count(_, loss, { name, of = '' }, array, size) {
		const most = size(of)
		const holds = (/** @type {number} */ got) => Number.isInteger(got) && got >= 0 && got <= most
		const allowed = Array.from({ length: most + 1 }, (_, n) => n)
		return integers(loss, name, array, holds, `an integer from 0 to ${most}, the number of ${of}`, allowed)
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
