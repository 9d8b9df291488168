/** What the names of a formula stand for in one member of a batch, and how its value comes about. */

import { choices } from '../describe.js'
import { evaluate, named, parse } from '../expression.js'
import { lengthsOf, weighedBy } from './state.js'

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./compute.js').Result} Result */
/** @typedef {import('../expression.js').Tree} Tree */
/** @typedef {import('../../lib/batch/module.js').Input} Input */
/**
 * @typedef {object} Part a named part of the formula
 * @property {string} name
 * @property {string[]} names of its arguments; none of a number
 * @property {Tree} tree
 * @property {Record<string, any>} values of the names in it
 * @property {{given: any[], value: number}[]} calls each with its value; the one value of a number
 */

/** The member that a selected number belongs to: its sample, its list, its image; nothing, if it belongs to all of them. @param {State} state @param {Result} result @returns {number | undefined} */
export function memberOf({ input, place, sizes }, { loss, options }) {
	if (!loss.each) return undefined
	const { dimensions } = /** @type {Input} */ (loss.inputs.find(({ name }) => name === input))
	const places = placesOf(lengthsOf({ dimensions }, sizes), place)
	const lists = loss.inputs.find((one) => one.lists === loss.each)
	if (!lists) return places[dimensions.indexOf(loss.each)]
	if (dimensions[0] !== lists.dimensions[0]) return undefined
	return options[lists.name] ? numbered(options[lists.name])[places[0]] : 0
}

/** The indices of a cell. @param {number[]} lengths @param {number} at */
export const placesOf = (lengths, at) =>
	lengths.map((length, k) => Math.floor(at / lengths.slice(k + 1).reduce((a, b) => a * b, 1)) % length)

/** Groups as the members of a dimension, by first appearance. @param {number[]} groups */
const numbered = (groups) => groups.map((group) => [...new Set(groups)].indexOf(group))

/** @param {number[]} lengths @param {number} number @returns {any} */
const filled = ([length, ...rest], number) =>
	length === undefined ? number : Array.from({ length }, () => filled(rest, number))

/** The inputs by name, those that were left out too, and the parameters as numbers or words. @param {State} state @param {Result} result */
function valuesOf({ sizes }, { loss, given, options, each }) {
	const rest = given.slice()
	const values = /** @type {Record<string, any>} */ ({ true: 1, false: 0 })
	for (const parameter of loss.parameters) {
		for (const word of choices(parameter)) if (/^[a-z]{2,}$/.test(word) && !(word in values)) values[word] = word
		const value = options[parameter.name] ?? parameter.value
		values[parameter.name] = typeof value === 'boolean' ? Number(value) : value
	}
	for (const { name, option, dimensions, lists } of loss.inputs) {
		const array =
			option === undefined ? rest.shift() : (options[name] ?? filled(lengthsOf({ dimensions }, sizes), option))
		values[name] = lists ? numbered(array) : array
	}
	const weighed = weighedBy(loss)
	if (weighed) values.weights = options.weights ?? filled([sizes[weighed] ?? each.length], 1)
	return { ...values, sizes }
}

/**
 * The formula computed for a member, with its named parts in their order.
 *
 * @param {State} state @param {Result} result @param {number} [i] the member; nothing, where the batch has one value
 * @returns {{parts: Part[], tree: Tree, values: Record<string, any>, value: number, inputs: Map<any, string>}} the inputs' names by their arrays
 */
export function derived(state, result, i) {
	let values = /** @type {Record<string, any>} */ ({ ...valuesOf(state, result), ...(i === undefined ? {} : { i }) })
	const inputs = new Map(result.loss.inputs.map(({ name }) => [values[name], name]))
	const parts = /** @type {Part[]} */ ([])
	let tree = parse(result.loss.formula)
	while (tree[0] === 'let' || tree[0] === 'define') {
		const [kind, name, names] = tree
		values = named(tree, values)
		const own = values[name]
		if (kind === 'let') parts.push({ name, names: [], tree: names, values, calls: [{ given: [], value: own }] })
		else parts.push({ name, names, tree: tree[3], values, calls: own.calls })
		tree = tree[tree.length - 1]
	}
	return { parts, tree, values, value: evaluate(tree, values), inputs }
}

const CONDITIONS = ['==', '!=', '<', '<=', '>', '>=', 'and', 'or', 'not']
const PLAIN = ['name', 'index', 'at', 'number']

/** There is something to be seen of a part: it is used, it is a number, and not just another's. @param {Part} part */
export function isShown({ names, tree, values, calls }) {
	if (!calls.length || CONDITIONS.includes(tree[0])) return false
	const own = Object.fromEntries(names.map((name, k) => [name, calls[0].given[k]]))
	return !PLAIN.includes(taken(tree, { ...values, ...own })[0])
}

/** The piece of an expression that holds. @param {Tree} tree @param {Record<string, any>} values @returns {Tree} */
export const taken = (tree, values) =>
	tree[0] === '?' ? taken(evaluate(tree[1], values) ? tree[2] : tree[3], values) : tree
