/** How the samples' values become one number: what is added, and what the sum is divided by. */

import { isByClass } from './compute.js'
import { hasTargets } from './describe.js'
import { format } from './numbers.js'

/** @param {string} text */
export const bracketed = (text) => (text.startsWith('−') ? `(${text})` : text)

/** A term and what joins it to those before; a negative one is taken away. @param {string} term @param {number} i @returns {[string, string]} */
export const joined = (term, i) => (i > 0 && term.startsWith('−') ? [' − ', term.slice(1)] : [i > 0 ? ' + ' : '', term])

/** So many terms are written out. */
const SHOWN = 5

/**
 * @param {import('./types.js').State} state
 * @param {import('./compute.js').Result} result
 * @returns {{terms: string[], total: string, by: string, name: string}} the terms, their sum, the divisor and its message; a sum has no divisor
 */
export function reduction({ reduction, denominator }, { loss, own, each, value, weights, rows, yTrue, yPred, base }) {
	const total = loss(hasTargets(loss) ? yTrue : null, yPred, {
		...base,
		...(weights ? { weights } : {}),
		reduction: 'sum',
	})
	const terms = Array.from({ length: Math.min(SHOWN, each.length) }, (_, i) =>
		weights ? `${format(weights[i], 3)} × ${bracketed(format(each[i], 4))}` : format(each[i], 4),
	)
	if (each.length > SHOWN) terms.push('…')
	const divided = (/** @type {number} */ by, /** @type {string} */ name) => ({
		...{ terms, total: format(total), by: format(by) },
		name: `result.by.${name}`,
	})
	if (reduction === 'sum') return { terms, total: format(total), by: '', name: '' }
	if (denominator === 'weights' && isByClass(own)) return divided(value ? total / value : rows.length, 'classes')
	if (weights && denominator === 'weights') return divided(weights.reduce((a, b) => a + b, 0), 'weights') // prettier-ignore
	if (weights && denominator === 'nonzero') return divided(weights.filter((w) => w !== 0).length, 'nonzero')
	return divided(rows.length, 'samples')
}
