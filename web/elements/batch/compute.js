/** From a state to what the library says of it. */

import { toProblem } from '../compute.js'
import { choices } from '../describe.js'
import { parseNumber } from '../numbers.js'
import { batches } from './losses.js'
import { lengthsOf } from './state.js'

/** @typedef {import('./state.js').State} State */
/** @typedef {import('../types.js').Problem} Problem */
/**
 * @typedef {object} Result
 * @property {import('./losses.js').Loss} loss
 * @property {any[]} given the arguments, nested
 * @property {Record<string, any>} options
 * @property {number | null} value null if nothing is reduced, or cannot be
 * @property {ArrayLike<number>} each a value for each member of the dimension that has them
 * @property {number} total the sum that a mean divides
 * @property {Record<string, ArrayLike<number>>} gradient of the value, by input
 * @property {Problem | null} problem of the whole
 * @property {Map<string, Problem>} cells by `input:place`
 */

/** @type {WeakMap<State, Result>} */
const known = new WeakMap()

/** @param {State} state @returns {Result} */
export function compute(state) {
	const found = known.get(state) ?? fresh(state)
	known.set(state, found)
	return found
}

/** @param {State} state @returns {Result} */
function fresh(state) {
	const loss = batches[state.loss]
	const cells = /** @type {Map<string, Problem>} */ (new Map())
	const { given, options } = read(state, cells)
	const result = { loss, given, options, value: null, each: [], total: Number.NaN, gradient: {}, problem: null, cells }
	if (cells.size) return result
	try {
		return { ...result, ...run(loss, given, options) }
	} catch (error) {
		const problem = toProblem(error)
		const { argument, option, index } = problem.details
		const name = argument ?? option
		if (name) cells.set(index === undefined ? name : `${name}:${index}`, problem)
		return { ...result, problem }
	}
}

/** @param {import('./losses.js').Loss} loss @param {any[]} given @param {Record<string, any>} options */
export function run(loss, given, options) {
	const value = loss(...given, options)
	const gradient = loss.gradient(...given, options)
	const variables = loss.inputs.filter(({ kind }) => kind === 'variable')
	const rest = { ...options, reduction: undefined }
	return {
		value: typeof value === 'number' ? value : null,
		each: loss.each ? loss(...given, { ...rest, weights: undefined, reduction: 'none' }) : [value],
		total: loss.each ? loss(...given, { ...rest, reduction: 'sum' }) : value,
		gradient: variables.length === 1 ? { [variables[0].name]: gradient } : gradient,
	}
}

/** The arguments and options that the cells and settings say. @param {State} state @param {Map<string, Problem>} cells those that are wrong */
function read(state, cells) {
	const loss = batches[state.loss]
	const number = (/** @type {string} */ text, /** @type {string} */ key) => {
		const value = parseNumber(text)
		if (value === undefined) cells.set(key, fault(text))
		return value ?? 0
	}
	const options = /** @type {Record<string, any>} */ ({})
	for (const parameter of loss.parameters) {
		const text = state.parameters[parameter.name]
		if (text === undefined) continue
		const isWord = choices(parameter).length > 0
		if (text === 'true' || text === 'false') options[parameter.name] = text === 'true'
		else options[parameter.name] = isWord ? (parseNumber(text) ?? text) : number(text, parameter.name)
	}
	if (loss.each && state.reduction !== 'mean') options.reduction = state.reduction
	if (state.weights) options.weights = state.weights.map((text, i) => number(text, `weights:${i}`))
	const given = []
	for (const input of loss.inputs) {
		const texts = state.cells[input.name]
		if (!texts) continue
		const array = nested(texts, lengthsOf(input, state.sizes), (text, at) =>
			input.ragged && text.trim() === '' ? undefined : number(text, `${input.name}:${at}`),
		)
		if (input.option === undefined) given.push(array)
		else options[input.name] = array
	}
	return { given, options }
}

/** What is undefined is left out. @param {string[]} texts @param {number[]} lengths @param {(text: string, at: number) => number | undefined} number @returns {any} */
function nested(texts, lengths, number, from = 0) {
	const [length, ...rest] = lengths
	if (length === undefined) return number(texts[from], from)
	const size = rest.reduce((a, b) => a * b, 1)
	return Array.from({ length }, (_, i) =>
		rest.length ? nested(texts, rest, number, from + i * size) : number(texts[from + i], from + i),
	).filter((part) => part !== undefined)
}

/** @param {string} text @returns {Problem} */
const fault = (text) => ({ code: text.trim() === '' ? 'empty' : 'cell', message: text, details: { got: text } })
