/** The state as the fragment of an address: #v1&loss=tripletMargin&anchor=0,0;1,1&positive=...&margin=2 */

import { batches } from './losses.js'
import { complete, lengthsOf, relaid } from './state.js'

/** @typedef {import('./state.js').State} State */

/** Between the members of the fastest dimension, of the next, of the slowest. */
const MARKS = [',', ';', '|']
const encode = (/** @type {string} */ text) => encodeURIComponent(text)
const decode = (/** @type {string} */ text) => {
	try {
		return decodeURIComponent(text)
	} catch {
		return text
	}
}

/** @param {string[]} cells @param {number[]} lengths @returns {string} */
export function write(cells, lengths) {
	const [length, ...rest] = lengths
	if (length === undefined || !rest.length) return cells.map(encode).join(',')
	const size = cells.length / length
	return Array.from({ length }, (_, i) => write(cells.slice(i * size, (i + 1) * size), rest)).join(MARKS[rest.length])
}

/** @param {string} text @param {number} depth @returns {{cells: string[], lengths: number[]}} in rows of the longest's length */
function read(text, depth) {
	if (depth < 2) {
		const cells = text.split(',').map(decode)
		return { cells, lengths: depth ? [cells.length] : [] }
	}
	const parts = text.split(MARKS[depth - 1]).map((part) => read(part, depth - 1))
	const lengths = parts[0].lengths.map((_, k) => Math.max(...parts.map((part) => part.lengths[k])))
	const size = lengths.reduce((a, b) => a * b, 1)
	const cells = parts.flatMap((part) => Array.from({ length: size }, (_, i) => part.cells[i] ?? ''))
	return { cells, lengths: [parts.length, ...lengths] }
}

/** @param {State} state @returns {string} without the '#' */
export function toLink(state) {
	const loss = batches[state.loss]
	const inputs = loss.inputs.filter(({ name }) => state.cells[name])
	return [
		'v1',
		`loss=${state.loss}`,
		...inputs.map((input) => `${input.name}=${write(state.cells[input.name], lengthsOf(input, state.sizes))}`),
		...(state.weights ? [`weights=${state.weights.map(encode).join(',')}`] : []),
		...(state.reduction === 'mean' ? [] : [`reduction=${state.reduction}`]),
		...Object.entries(state.parameters).map(([name, value]) => `${name}=${encode(value)}`),
		...state.rest,
	].join('&')
}

/** @param {string} fragment @returns {State | undefined} undefined if it is no state of a loss of batches */
export function fromLink(fragment) {
	const [version, ...parts] = fragment.replace(/^#/, '').split('&')
	if (!/^v\d+$/.test(version)) return undefined
	const pairs = parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)])
	const fields = Object.fromEntries(pairs)
	if (!Object.hasOwn(batches, fields.loss ?? '')) return undefined
	return complete(fromFields(fields.loss, fields))
}

/** A part of a state. Inputs that do not agree in a size have the largest, and empty cells. @param {string} id @param {Record<string, string>} fields as in a link @returns {Partial<State>} */
export function fromFields(id, fields) {
	const loss = batches[id]
	const given = loss.inputs.flatMap((input) =>
		Object.hasOwn(fields, input.name) ? [{ input, ...read(fields[input.name], input.dimensions.length) }] : [],
	)
	const sizes = /** @type {Record<string, number>} */ ({})
	for (const { input, lengths } of given)
		input.dimensions.forEach((name, k) => (sizes[name] = Math.max(sizes[name] ?? 0, lengths[k])))
	const cells = Object.fromEntries(
		given.map(({ input, cells, lengths }) => [input.name, relaid(cells, lengths, lengthsOf(input, sizes))]),
	)
	const state = /** @type {any} */ ({ loss: id, sizes, cells, parameters: {}, rest: [] })
	for (const [name, text] of Object.entries(fields)) {
		if (name === 'weights') state.weights = text.split(',').map(decode)
		else if (name === 'reduction') state.reduction = ['sum', 'none'].includes(text) ? text : 'mean'
		else if (loss.parameters.some((parameter) => parameter.name === name)) state.parameters[name] = decode(text)
		else if (name && name !== 'loss' && !(name in cells)) state.rest.push(`${name}=${text}`)
	}
	return state
}

/** A state's attributes: its inputs by name, and its parameters as one. @param {State} state @returns {Record<string, string>} */
export function toAttributes(state) {
	const parameters = Object.entries(state.parameters).map(([name, value]) => `${name}:${encode(value)}`)
	const inputs = batches[state.loss].inputs.filter(({ name }) => state.cells[name])
	return {
		loss: state.loss,
		...Object.fromEntries(
			inputs.map((input) => [kebab(input.name), write(state.cells[input.name], lengthsOf(input, state.sizes))]),
		),
		...(state.weights ? { weights: state.weights.map(encode).join(',') } : {}),
		...(state.reduction === 'mean' ? {} : { reduction: state.reduction }),
		...(parameters.length ? { parameters: parameters.join(',') } : {}),
	}
}

/** Those that any loss of batches may have. */
export const ATTRIBUTES = [
	'loss',
	...new Set(Object.values(batches).flatMap(({ inputs }) => inputs.map(({ name }) => kebab(name)))),
	'weights',
	'reduction',
	'parameters',
]

/** @param {Record<string, string>} attributes @returns {Partial<State>} what is not of this loss is nothing */
export function fromAttributes({ loss: id = '', ...attributes }) {
	if (!Object.hasOwn(batches, id)) return {}
	const { inputs, parameters } = batches[id]
	const known = ['weights', 'reduction', ...inputs.map(({ name }) => name)]
	const given = known.filter((name) => Object.hasOwn(attributes, kebab(name))).map((name) => [name, attributes[kebab(name)]]) // prettier-ignore
	const set = (attributes.parameters ?? '')
		.split(',')
		.map((pair) => pair.split(':'))
		.filter(([name]) => parameters.some((parameter) => parameter.name === name.trim()))
		.map(([name, value = '']) => [name.trim(), value.trim()])
	return fromFields(id, Object.fromEntries([...given, ...set]))
}

/** @param {string} name as an attribute is written */
function kebab(name) {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
