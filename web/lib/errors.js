/**
 * What a loss says about bad input. `code` is stable; `details` holds what the message names.
 *
 * Codes: `length` `shape` `type` `detached` `option` `parameter` `label` `class` `domain` `weight` `out` `stream` `module`
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
}

/** How a value looks in a message. @param {unknown} value */
export function show(value) {
	if (typeof value === 'string') return JSON.stringify(value)
	if (typeof value === 'number' || value === null || value === undefined) return String(value)
	if (Array.isArray(value)) return 'an array'
	if (typeof value === 'object') return value.constructor?.name ? `a ${value.constructor.name}` : 'an object'
	return `${value}` || typeof value
}

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
