/**
 * What a loss says about bad input. `code` is stable; `details` holds what the message names.
 *
 * Codes: `length` `shape` `type` `detached` `option` `parameter` `label` `class` `domain` `weight` `out` `stream` `memory` `module`
 */
export class LossError extends Error {
	/**
	 * @param {string} code
	 * @param {string} loss id of the loss
	 * @param {string} text the message, without the loss
	 * @param {Record<string, unknown>} [details]
	 */
	constructor(code, loss, text, details = {}) {
		super(`${loss}: ${text}`)
		this.name = 'LossError'
		this.code = code
		this.details = { loss, ...details }
	}

	/** The package may be there twice, as modules and as CommonJS; an error of one is an error of the other. @param {any} value */
	static [Symbol.hasInstance](value) {
		return value instanceof Error && value.name === 'LossError'
	}
}

/** How a value looks in a message. @param {unknown} value */
export function show(value) {
	if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
	if (typeof value === 'bigint') return `${value}n`
	if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`
	if (value === null || typeof value !== 'object') return String(value)
	const kind = Array.isArray(value) ? 'array' : value.constructor?.name
	return article(kind && kind !== 'Object' ? kind : 'object')
}

/** @param {string} word */
const article = (word) => `${/^[aeio]/i.test(word) ? 'an' : 'a'} ${word}`

/** The word of a list that is nearest to one that is not in it, or undefined. @param {string} word @param {string[]} list */
export function nearest(word, list) {
	const [best] = list
		.map((known) => ({ known, far: distance(word.toLowerCase(), known.toLowerCase()) }))
		.sort((a, b) => a.far - b.far)
	return best && best.far <= Math.max(2, word.length / 3) ? best.known : undefined
}

/** Levenshtein's distance. @param {string} a @param {string} b */
function distance(a, b) {
	let row = Array.from({ length: b.length + 1 }, (_, j) => j)
	for (let i = 1; i <= a.length; i++) {
		const next = [i]
		for (let j = 1; j <= b.length; j++)
			next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]))
		row = next
	}
	return row[b.length]
}
