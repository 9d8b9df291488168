/** The state as the fragment of an address, readable and versioned: #v1&loss=huber&y=3,2&p=2.5,2 */

import { complete, initial } from './state.js'

/** @typedef {import('./types.js').State} State */

const encode = (/** @type {string} */ text) => encodeURIComponent(text).replace(/%20/g, '+')
const decode = (/** @type {string} */ text) => {
	try {
		return decodeURIComponent(text.replace(/\+/g, '%20'))
	} catch {
		return text
	}
}

/** Columns are written `3,2`, rows `1,2;3,4`, one row `1,2;`. */
const cells = {
	/** @param {string[][]} rows */
	write(rows) {
		const isColumn = rows.every((row) => row.length === 1)
		const text = rows.map((row) => row.map(encode).join(',')).join(isColumn ? ',' : ';')
		return !isColumn && rows.length === 1 ? `${text};` : text
	},
	/** @param {string} text */
	read(text) {
		if (!text.includes(';')) return text.split(',').map((cell) => [decode(cell)])
		return text
			.replace(/;$/, '')
			.split(';')
			.map((row) => row.split(',').map(decode))
	},
}
const list = {
	write: (/** @type {string[]} */ items) => items.map(encode).join(','),
	read: (/** @type {string} */ text) => text.split(',').filter(Boolean).map(decode),
}
const word = { write: encode, read: decode }
const count = {
	write: String,
	read: (/** @type {string} */ text) => (/^\d{1,9}$/.test(text) ? Number(text) : 0),
}
const pairs = {
	write: (/** @type {Record<string, string>} */ map) =>
		Object.entries(map)
			.map((pair) => pair.map(encode).join(':'))
			.join(','),
	read: (/** @type {string} */ text) =>
		Object.fromEntries(list.read(text).map((pair) => [pair.split(':')[0], pair.split(':')[1] ?? ''])),
}
/** @param {string[]} words */
const oneOf = (...words) => ({
	write: encode,
	read: (/** @type {string} */ text) => (words.includes(text) ? text : words[0]),
})

/** Every part of a state that a link carries. @type {Record<string, {write: (value: any) => string, read: (text: string) => any}>} */
const FIELDS = {
	loss: word,
	others: list,
	parameters: pairs,
	y: cells,
	p: cells,
	q: cells,
	w: list,
	reduction: oneOf('mean', 'sum', 'none'),
	denominator: oneOf('weights', 'count', 'nonzero'),
	coding: oneOf('pm1', '01'),
	smoothing: word,
	classWeights: list,
	ignoreIndex: word,
	x: oneOf('variable', 'prediction'),
	equal: oneOf('raw', 'at', 'most'),
	each: oneOf('value', 'share'),
	sweep: word,
	view: oneOf('values', 'curve', 'compare'),
	selected: count,
	component: count,
	preset: word,
}

/** What the parts of a state are called as attributes. @type {Record<string, string>} */
export const ATTRIBUTES = {
	parameters: 'parameters',
	y: 'y',
	p: 'pred',
	q: 'pred2',
	w: 'weights',
	reduction: 'reduction',
	denominator: 'denominator',
	coding: 'labels',
	smoothing: 'smoothing',
	classWeights: 'class-weights',
	ignoreIndex: 'ignore-index',
	x: 'x',
	equal: 'equal',
	each: 'each',
	sweep: 'sweep',
	view: 'view',
	selected: 'selected',
	component: 'component',
}

export const LONGEST = 30000

/** @param {State} state @returns {string} without the '#' */
export function toLink(state) {
	const usual = /** @type {any} */ (initial())
	const parts = ['v1']
	for (const [name, field] of Object.entries(FIELDS)) {
		const value = /** @type {any} */ (state)[name]
		if (
			value === null ||
			(name !== 'loss' && name !== 'y' && name !== 'p' && field.write(value) === field.write(usual[name] ?? []))
		)
			continue
		parts.push(`${name}=${field.write(value)}`)
	}
	return [...parts, ...state.rest].join('&')
}

/** @param {string} fragment @returns {State | undefined} undefined if it is no state of ours */
export function fromLink(fragment) {
	const [version, ...parts] = fragment.replace(/^#/, '').split('&')
	if (!/^v\d+$/.test(version)) return undefined
	const state = /** @type {any} */ ({ rest: [] })
	for (const part of parts) {
		const at = part.indexOf('=')
		const name = part.slice(0, at)
		if (Object.hasOwn(FIELDS, name)) state[name] = FIELDS[name].read(part.slice(at + 1))
		else if (part) state.rest.push(part)
	}
	return complete(state)
}

/** A state as attributes of an element; what is as usual is left out. @param {State} state @returns {Record<string, string>} */
export function toAttributes(state) {
	const usual = /** @type {any} */ (initial())
	const attributes = /** @type {Record<string, string>} */ ({ loss: [state.loss, ...state.others].join(' ') })
	for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
		const value = /** @type {any} */ (state)[name]
		const field = FIELDS[name]
		const isData = name === 'y' || name === 'p'
		if (value === null || (!isData && usual[name] !== null && field.write(value) === field.write(usual[name]))) continue
		attributes[attribute] = field.write(value)
	}
	return attributes
}

/** Attributes that set a part of the state. @param {string} name @param {string} text @returns {Partial<State>} */
export function fromAttribute(name, text) {
	if (name === 'loss')
		return {
			loss: text.split(/[\s,]+/)[0],
			unknown: '',
			others: text
				.split(/[\s,]+/)
				.slice(1)
				.filter(Boolean),
		}
	const found = Object.entries(ATTRIBUTES).find(([, attribute]) => attribute === name)
	return found ? { [found[0]]: FIELDS[found[0]].read(text) } : {}
}
