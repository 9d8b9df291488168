/** What the formula's names stand for in one sample, and in which cells their numbers are written. */

import { choices, isRow, isTuple, variableAt } from './describe.js'
import { parameterValues } from './sampling.js'

/** @typedef {import('./compute.js').Result} Result */

const BASES = /** @type {Record<string, number>} */ ({ e: Math.E })

/** Everything about a sample. @param {import('./types.js').State} state @param {Result} result @param {number} i its place among the rows */
export function factsOf(state, result, i) {
	const { loss, own, width, yTrue, yPred, rows, each, slopes, gradient } = result
	const wide = yTrue.length / rows.length
	const k = isRow(loss) ? Math.min(state.component, width - 1) : 0
	const y = Array.from(yTrue.slice(i * wide, (i + 1) * wide))
	const f = Array.from(yPred.slice(i * width, (i + 1) * width))
	const row = rows[i]
	const target = loss.labels === 'pm1' && own.labels === '01' ? (y[0] > 0 ? 1 : -1) : y[0]
	const at = i * width + k
	const numbers = { value: each[i], slope: slopes[at], gradient: gradient[at] }
	return { result, loss, own, i, k, f, row, target, width, ...numbers, scope: scopeOf(result, y, f, target, row) }
}

/** @param {Result} result @param {number[]} y @param {number[]} f @param {number} target @param {number} row @returns {import('./typeset.js').Scope} */
function scopeOf({ loss, own, width }, y, f, target, row) {
	const values = /** @type {Record<string, any>} */ ({})
	const cells = /** @type {Record<string, any>} */ ({})
	const put = (/** @type {string} */ name, /** @type {any} */ value, /** @type {any} */ cell) => {
		values[name] = value
		if (cell) cells[name] = cell
	}
	for (const [name, given] of Object.entries(parameterValues(loss, own)))
		put(name, BASES[given] ?? (Number.isNaN(Number(given)) ? given : Number(given)), null)
	for (const word of loss.parameters.flatMap(choices)) if (/^[a-z]{3,}$/.test(word)) values[word] ??= word
	const all = (/** @type {string} */ column) => Array.from({ length: width }, (_, k) => `${column}:${row}:${k}`)
	if (isTuple(loss)) {
		loss.predicted.forEach(({ name }, k) => put(name, f[k], `p:${row}:${k}`))
		loss.observed.forEach(({ name }, k) => put(name, y[k], `y:${row}:${k}`))
	} else if (isRow(loss)) {
		const isIndex = y.length === 1 && width > 1
		put('y', isIndex ? f.map((_, k) => Number(k === y[0])) : y, isIndex ? f.map(() => `y:${row}:0`) : all('y'))
		for (const name of ['p', 'z', 'f']) put(name, f, all('p'))
	} else {
		put('y', target, `y:${row}:0`)
		for (const name of ['r', 'm']) put(name, variableAt(loss, target, f[0]), null)
		for (const name of ['z', 'p', 'f']) put(name, f[0], `p:${row}:0`)
	}
	const cellOf = (/** @type {string} */ name, [k = 0] = /** @type {number[]} */ ([])) =>
		Array.isArray(cells[name]) ? cells[name][k] : cells[name]
	return { values, cellOf, count: width }
}
