/** Text that is pasted, and files, as cells and as data, whose columns are known by their names or by their places. */

import { dsvFormat } from 'd3-dsv'
import { catalogue, hasClasses, hasTargets, hasWidth, isTuple } from './describe.js'
import { narrow, parseNumber } from './numbers.js'
import { classes } from './state.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./state.js').Column} Column */

/** The lines of a table, of a spreadsheet, CSV or text in columns. @param {string} text @returns {string[][]} */
function linesOf(text) {
	// a Chinese comma is never a decimal one, so that a semicolon beside it ends a row
	const rows = /[，、]/.test(text) ? text.replace(/；/g, '\n') : text
	const plain = narrow(rows.replace(/^\ufeff/, '')).replace(/^[\r\n ]+|[\r\n ]+$/g, '')
	const unquoted = plain.replace(/(?<=^|[\n\t,;])"([^"]|"")*"(?=[\r\n\t,;]|$)/g, '')
	const separator = ['\t', ';', ','].find((sign) => unquoted.includes(sign))
	const decimalComma = (separator === ';' || separator === '\t') && !/\d\.\d/.test(plain)
	const lines = separator ? dsvFormat(separator).parseRows(plain) : plain.split(/\s*\n/).map((line) => line.split(/ +/))
	return lines
		.map((line) =>
			line.map((cell) => (decimalComma ? cell.trim().replace(/^([+-]?\d+),(\d+)$/, '$1.$2') : cell.trim())),
		)
		.filter((line) => line.some((cell) => cell !== ''))
}

/** Text of a spreadsheet, CSV, Python list, nested list or printed tensor, as cells. @param {string} text @param {string[][]} [known] its lines, where they are known @returns {string[][]} */
export function parseCells(text, known) {
	const inner = narrow(text)
		.trim()
		.replace(/^(np\.|torch\.|tf\.)?(array|tensor|constant)\s*\(/i, '')
		.replace(/\s*(,\s*(dtype|device)=[^)]*)?\)$/, '')
	if (/^[[({]/.test(inner) && !inner.includes('\n"')) return brackets(inner)
	const lines = known ?? linesOf(text)
	const isHead = lines.length > 1 && lines[0].every((cell) => parseNumber(cell) === undefined)
	return isHead ? lines.slice(1) : lines
}

/** @param {string} text @returns {string[][]} */
function brackets(text) {
	const rows = text.match(/[[({][^[\](){}]*[\])}]/g) ?? []
	const nested = /^[[({]\s*[[({]/.test(text)
	const cells = rows.map((row) =>
		row
			.slice(1, -1)
			.split(/[\s,;]+/)
			.filter(Boolean),
	)
	return nested ? cells : cells.flat().map((cell) => [cell])
}

/** What columns are called, in lower case without signs. @type {[Column, RegExp][]} */
const NAMES = [
	['q', /^(q|(p|pred|prediction|ypred|yhat|model|预测)2|secondmodel)$/],
	['w', /^(w|(sample)?weights?|(样本)?权重)$/],
	[
		'y',
		/^(y|ytrue|targets?|labels?|true|truth|class|observed|actual|真实(值|标签)?|真值|实际值?|观测值|目标值?|标签)$/,
	],
	['p', /^(p|f|z|y?preds?|yhat|predictions?|predicted|scores?|logits?|probs?|probability|probabilities|model1|ŷ|预测(值|概率)?|概率|得分)$/], // prettier-ignore
]

/** The column and the component that a name means: `prediction2` is a component where there is also a `prediction0`. @param {string} text @param {string[]} all */
function meaning(text, all) {
	const plain = (/** @type {string} */ name) =>
		narrow(name)
			.toLowerCase()
			.replace(/[\s_.\-()[\]"']/g, '')
	const name = plain(text)
	const [, stem, index] = /^(.*?)(\d+)$/.exec(name) ?? []
	const isComponent = stem !== undefined && all.map(plain).includes(`${stem}0`)
	const found = NAMES.find(([, names]) => names.test(isComponent ? stem : name))
	return found && { column: found[0], k: isComponent ? Number(index) : 0 }
}

/** @param {string} text of a file or the clipboard @param {State} state @returns {Partial<State> | null} null if it holds no number */
export function readData(text, state) {
	const object = fromJSON(text)
	if (object !== undefined) return object
	const lines = linesOf(text)
	const named = fromHead(lines)
	if (named) return named
	const cells = parseCells(text, lines)
	if (!cells.some((row) => row.some((cell) => parseNumber(cell) !== undefined))) return null
	return byPlace(cells, state)
}

/** @param {Record<Column, any[] | undefined>} columns @returns {Partial<State> | null} */
function patchOf({ y, p, q, w }) {
	if (!y && !p) return null
	const rows = (/** @type {any[]} */ list) => list.map((row) => [row].flat().map(String))
	const blank = (/** @type {any[]} */ list) => list.map(() => [''])
	return {
		y: y ? rows(y) : blank(p ?? []),
		p: p ? rows(p) : blank(y ?? []),
		q: q ? rows(q) : null,
		w: w ? w.map(String) : null,
		selected: 0,
	}
}

/** `{"y": [...], "p": [...]}`, or a list of objects. @param {string} text @returns {Partial<State> | null | undefined} undefined if it is no object */
function fromJSON(text) {
	let value
	try {
		value = JSON.parse(text)
	} catch {
		return undefined
	}
	const isList = Array.isArray(value) && value.length && typeof value[0] === 'object' && !Array.isArray(value[0])
	if (isList) {
		const names = Object.keys(value[0] ?? {})
		return gathered(names, value.map((/** @type {any} */ row) => names.map((name) => row[name]))) // prettier-ignore
	}
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
	const columns = /** @type {Record<string, any>} */ ({})
	for (const [name, list] of Object.entries(value)) {
		const found = meaning(name, Object.keys(value))
		if (found && Array.isArray(list)) columns[found.column] = list
	}
	return patchOf(/** @type {any} */ (columns))
}

/** A table with names above its columns. @param {string[][]} lines @returns {Partial<State> | null} */
function fromHead([names = [], ...lines]) {
	if (!names.some((name) => meaning(name, names)) || names.some((name) => parseNumber(name) !== undefined)) return null
	return gathered(names, lines)
}

/** @param {string[]} names @param {any[][]} rows @returns {Partial<State> | null} */
function gathered(names, rows) {
	const columns = /** @type {Record<string, any[][]>} */ ({})
	names.forEach((name, i) => {
		const found = meaning(name, names)
		if (!found) return
		const column = (columns[found.column] ??= rows.map(() => []))
		rows.forEach((row, r) => {
			if (Array.isArray(row[i])) column[r] = row[i]
			else column[r][found.k] = row[i] ?? ''
		})
	})
	const { w, ...others } = columns
	return patchOf(/** @type {any} */ ({ ...others, w: w?.map((row) => row[0]) }))
}

/** Targets first, then predictions, then a second model's, then weights. @param {string[][]} cells @param {State} state @returns {Partial<State>} */
function byPlace(cells, state) {
	const loss = catalogue[state.loss]
	const across = Math.max(...cells.map((row) => row.length))
	if (!hasTargets(loss)) return { y: cells.map(() => ['']), p: cells, q: null, selected: 0 }
	let [wide, width] = [1, 1]
	if (isTuple(loss)) [wide, width] = [loss.observed.length, loss.predicted.length]
	else if (hasWidth(loss)) {
		const count = classes(state)
		const isWhole = hasClasses(loss) ? across === 2 * count : across % 2 === 0
		;[wide, width] = isWhole ? [across / 2, across / 2] : [1, across - 1]
	}
	const part = (/** @type {number} */ from, /** @type {number} */ count) =>
		cells.map((row) => Array.from({ length: count }, (_, k) => row[from + k] ?? ''))
	const rest = across - wide - width
	return {
		y: part(0, wide),
		p: part(wide, width),
		q: rest >= width && !(rest === 1 && state.w && !state.q) ? part(wide + width, width) : null,
		w: rest === width + 1 || (rest === 1 && state.w && !state.q) ? part(across - 1, 1).map(([cell]) => cell) : null,
		selected: 0,
	}
}
