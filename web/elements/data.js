/** Cells: first data of each kind, and those that are pasted. */

import { interval, isRow, isTuple } from './describe.js'

/** @typedef {import('./types.js').Loss} Loss */
/** @typedef {{y: string[][], p: string[][]}} Data */

/** @param {(string | number)[]} list @returns {string[][]} */
const column = (list) => list.map((v) => [String(v)])
/** @param {number[][]} rows @returns {string[][]} */
const matrix = (rows) => rows.map((row) => row.map(String))

/** Values in the range of each field. @param {{range: string}[]} fields @param {number} shift @returns {string[][]} */
function tuples(fields, shift) {
	const values = (/** @type {string} */ range, /** @type {number} */ k) => {
		const { low, high } = interval(range)
		if (low === -1 && high === 1) return [1, -1, 1]
		if (low >= 0 && high <= 1) return [0.2, 0.4, 0.6].map((v) => v + (k % 2) / 5)
		return [1, 2, 3].map((v) => Math.round((v + shift + (k >= 2 ? 3 : 0)) * 10) / 10)
	}
	const table = fields.map(({ range }, k) => values(range, k))
	return [0, 1, 2].map((i) => table.map((list) => String(list[i])))
}

/** Rows of three numbers within an interval. @param {string} range @param {boolean} isTarget */
function rowsWithin(range, isTarget) {
	const { low, high } = interval(range)
	const rows = () => {
		if (high === 1 && isTarget) return ['1 0 1', '1 0 0', '0 1 1']
		if (low === 0 && high === 1) return ['0.8 0.3 0.6', '0.7 0.2 0.4', '0.6 0.9 0.1']
		if (high === 1) return ['0.1 0.3 0.8', '0.5 0.7 -0.2', '0.6 -0.4 0.2']
		if (low === 0) return isTarget ? ['1 2 3', '1 4 2', '3 1 2'] : ['2 3 2.5', '1 3 2', '2 1 4']
		return isTarget ? ['1 2 3', '1 0 0', '1 1 0'] : ['2 4 6.5', '0 1 0', '1 0.5 -1']
	}
	return rows().map((row) => row.split(' '))
}

/** Distributions, a row a sample. */
const SOFT = [
	[0.2, 0.2, 0.6],
	[0.1, 0.6, 0.3],
	[0.5, 0.3, 0.2],
]

/** First data for a loss, chosen by its description alone. @param {Loss} loss @returns {Data} */
export function sample(loss) {
	const { low, high } = interval(loss.domain)
	const unit = low === 0 && high === 1
	if (isTuple(loss)) return { y: tuples(loss.observed, 0), p: tuples(loss.predicted, 0.4) }
	if (isRow(loss)) {
		if (loss.labels === 'rows') return { y: rowsWithin(loss.targets, true), p: rowsWithin(loss.domain, false) }
		if (low === -1 && high === 1) return { y: column([2, 1, 0]), p: rowsWithin(loss.domain, false) }
		const p = unit
			? [
					[0.1, 0.2, 0.7],
					[0.1, 0.7, 0.2],
					[0.3, 0.4, 0.3],
				]
			: [
					[1, 2, 3],
					[2, 1, 3],
					[3, 2, 1],
				]
		// two distributions, for some divergences are infinite where a target is 0
		const isDivergence = unit && loss.family === 'divergence' && loss.labels === 'classes'
		return { y: isDivergence ? matrix(SOFT) : column([2, 1, 0]), p: matrix(p) }
	}
	if (loss.labels === 'pm1')
		return { y: column([1, -1, 1, -1]), p: column(low >= 0 ? [1.6, 0.4, 0.5, 0.8] : [1.6, -0.4, -0.5, 0.8]) }
	if (loss.labels === 'unit')
		return {
			y: column([1, 0, 1, 0]),
			p: column(unit ? [0.9, 0.2, 0.4, 0.6] : low >= 0 ? [2.2, 1.4, 0.4, 0.6] : [2.2, -1.4, -0.4, 0.4]),
		}
	if (interval(loss.targets).low >= -1 && low < -1) return { y: column([3, 5, 2.5, 7]), p: column([1, 1.5, 1.2, 2]) }
	if (loss.labels === 'nonnegative' || low >= -1) return { y: column([3, 5, 2.5, 7]), p: column([2.5, 5, 4, 8]) }
	return { y: column([3, -0.5, 2, 7]), p: column([2.5, 0, 2, 8]) }
}

/** What a link or a preset gives as numbers or text. @param {any} value @returns {string[][]} */
export function toCells(value) {
	return Array.from(value, (/** @type {any} */ row) => (Array.isArray(row) ? row.map(String) : [String(row)]))
}

/** The cells that are pasted, if there are several; one is left to the browser. @param {ClipboardEvent} event */
export async function pasted(event) {
	const text = event.clipboardData?.getData('text/plain') ?? ''
	if (!/[\s,;，；、[(]/.test(text.trim())) return undefined
	event.preventDefault()
	const { parseCells } = await import('./import.js')
	return parseCells(text)
}
