/** The state as the fragment of an address: #v1&loss=tripletMargin&anchor=0,0;1,1&positive=...&margin=2 */

import { batches } from './losses.js'
import { complete, lengthsOf } from './state.js'

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

/** @param {string} id @param {Record<string, string>} fields as in a link, or as attributes @returns {Partial<State>} */
export function fromFields(id, fields) {
	const loss = batches[id]
	const part = { loss: id, sizes: {}, cells: {}, parameters: {}, rest: [] }
	const state = /** @type {any} */ (part)
	for (const [name, text] of Object.entries(fields)) {
		const input = loss.inputs.find((one) => one.name === name)
		if (input) {
			const { cells, lengths } = read(text, input.dimensions.length)
			if (input.dimensions.some((dimension, k) => (state.sizes[dimension] ?? lengths[k]) !== lengths[k])) continue
			state.cells[name] = cells
			input.dimensions.forEach((dimension, k) => (state.sizes[dimension] = lengths[k]))
		} else if (name === 'weights') state.weights = text.split(',').map(decode)
		else if (name === 'reduction') state.reduction = ['sum', 'none'].includes(text) ? text : 'mean'
		else if (loss.parameters.some((parameter) => parameter.name === name)) state.parameters[name] = decode(text)
		else if (name && name !== 'loss') state.rest.push(`${name}=${text}`)
	}
	return state
}
