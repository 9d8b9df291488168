/** From a state to what the library says of it: every number shown comes from here. */

import { LossError } from 'losslab'
import { catalogue, choices, hasClasses, hasTargets, hasWidth, isTuple } from './describe.js'
import { parseNumber } from './numbers.js'
import { classes } from './state.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Loss} Loss */
/** @typedef {import('./types.js').Problem} Problem */
/**
 * @typedef {object} Result
 * @property {Loss} loss
 * @property {Record<string, any>} options
 * @property {Record<string, any>} own the loss's own options
 * @property {Record<string, any>} base those and the shape, without reduction and weights
 * @property {number[]} rows those that take part, in order
 * @property {number} width classes
 * @property {number | null} value
 * @property {ArrayLike<number>} each value of every row that takes part
 * @property {ArrayLike<number>} gradient of the value, by every prediction
 * @property {ArrayLike<number>} slopes of every row's own value, by its prediction
 * @property {Float64Array} yTrue
 * @property {Float64Array} yPred
 * @property {Float64Array | null} weights
 * @property {Problem | null} problem of the whole
 * @property {Map<string, Problem>} cells by `y:row:k`
 */

/** @type {WeakMap<State, Map<string, Result>>} */
const known = new WeakMap()

/** @param {State} state @param {string} [id] @param {'p' | 'q'} [model] @returns {Result} */
export function compute(state, id = state.loss, model = 'p') {
	const results = known.get(state) ?? new Map()
	known.set(state, results)
	const key = `${id} ${model}`
	if (!results.has(key)) results.set(key, fresh(state, catalogue[id], model))
	return results.get(key)
}

/** @param {Loss} loss @param {State} state @param {Map<string, Problem>} cells */
export function ownOptions(loss, state, cells = new Map()) {
	const own = /** @type {Record<string, any>} */ ({})
	for (const parameter of loss.parameters) {
		const text = state.parameters[parameter.name]
		if (text === undefined) continue
		const number = parseNumber(text)
		if (choices(parameter).length)
			own[parameter.name] = text === 'true' || text === 'false' ? text === 'true' : (number ?? text)
		else if (number === undefined) cells.set(`parameter:${parameter.name}`, fault('cell', text))
		else own[parameter.name] = number
	}
	if (loss.labels === 'pm1' && state.coding === '01') own.labels = '01'
	if (hasClasses(loss) && loss.variable !== 'prediction') {
		const smoothing = parseNumber(state.smoothing)
		if (smoothing === undefined) cells.set('parameter:labelSmoothing', fault('cell', state.smoothing))
		else if (smoothing !== 0) own.labelSmoothing = smoothing
	}
	if (!hasClasses(loss)) return own
	if (state.classWeights) {
		const given = state.classWeights
		own.classWeights = Array.from({ length: classes(state) }, (_, k) => {
			const weight = parseNumber(given[k] ?? '1')
			if (weight === undefined) cells.set(`parameter:class${k}`, fault('cell', given[k]))
			return weight ?? 1
		})
	}
	const ignored = parseNumber(state.ignoreIndex)
	if (ignored !== undefined && state.y.every((row) => row.length <= 1)) own.ignoreIndex = ignored
	return own
}

/** Rows weigh what the classes of their targets do. @param {Record<string, any>} own */
export const isByClass = (own) => own.classWeights !== undefined || own.ignoreIndex !== undefined

/** @param {string} code @param {any} got @returns {Problem} */
const fault = (code, got) => ({ code, message: String(got), details: { got } })

/** @param {unknown} error @returns {Problem} */
export function toProblem(error) {
	if (error instanceof LossError) return { code: error.code, message: error.message, details: error.details ?? {} }
	throw error
}

/** @param {State} state @param {Loss} loss @param {'p' | 'q'} model @returns {Result} */
function fresh(state, loss, model) {
	const cells = /** @type {Map<string, Problem>} */ (new Map())
	const own = ownOptions(loss, state, cells)
	const read = readRows(state, loss, model, cells)
	/** @type {Result} */
	const result = {
		loss,
		own,
		cells,
		options: own,
		base: own,
		rows: [],
		width: read.width,
		value: null,
		each: [],
		gradient: [],
		slopes: [],
		yTrue: new Float64Array(0),
		yPred: new Float64Array(0),
		weights: null,
		problem: null,
	}
	let rows = read.rows
	for (let attempt = 0; attempt < 50; attempt++) {
		Object.assign(result, gather(read, rows), { rows })
		try {
			run(result, state)
			result.problem = null
			return result
		} catch (error) {
			result.problem = toProblem(error)
			const bad = blame(result, rows, model)
			if (bad < 0 || rows.length < 2) break
			rows = rows.filter((row) => row !== bad)
		}
	}
	return Object.assign(result, { value: null, each: [], gradient: [], slopes: [] })
}

/** @param {Result} result @param {State} state */
function run(result, state) {
	const { loss, own, yPred, weights, width } = result
	const yTrue = hasTargets(loss) ? result.yTrue : null
	const shape = hasWidth(loss) ? { classes: width } : {}
	const base = { ...own, ...shape }
	result.base = base
	result.options = { ...base, reduction: state.reduction }
	if (weights) result.options.weights = weights
	if (state.reduction === 'mean' && state.denominator !== 'weights' && (weights || isByClass(own)))
		result.options.denominator = state.denominator
	const value = loss(yTrue, yPred, result.options)
	result.value = state.reduction === 'none' ? null : value
	result.each = loss(yTrue, yPred, { ...base, reduction: 'none' })
	result.gradient = loss.gradient(yTrue, yPred, result.options)
	result.slopes = loss.gradient(yTrue, yPred, { ...base, reduction: 'sum' })
}

/** @param {State} state @param {Loss} loss @param {'p' | 'q'} model @param {Map<string, Problem>} cells */
function readRows(state, loss, model, cells) {
	const predictions = state[model] ?? []
	const width = isTuple(loss)
		? loss.predicted.length
		: Math.max(1, ...predictions.slice(0, 1000).map((row) => row.length))
	const isIndex = hasClasses(loss) && state.y.every((row) => row.length <= 1) && width > 1
	const wide = !hasTargets(loss) ? 0 : isTuple(loss) ? loss.observed.length : isIndex ? 1 : width
	const count = predictions.length
	const yTrue = new Float64Array(count * wide)
	const yPred = new Float64Array(count * width)
	const weights = state.w && new Float64Array(count)
	const rows = /** @type {number[]} */ ([])
	for (let i = 0; i < count; i++) {
		let isGood = true
		const number = (/** @type {string} */ text, /** @type {string} */ column, /** @type {number} */ k) => {
			const value = parseNumber(text)
			if (value !== undefined) return value
			cells.set(`${column}:${i}:${k}`, fault(text.trim() === '' ? 'empty' : 'cell', text))
			isGood = false
			return 0
		}
		for (let k = 0; k < width; k++) yPred[i * width + k] = number(predictions[i][k] ?? '', model, k)
		for (let k = 0; k < wide; k++) yTrue[i * wide + k] = number(state.y[i]?.[k] ?? '', 'y', k)
		if (weights) weights[i] = number(state.w?.[i] ?? '', 'w', 0)
		if (isGood) rows.push(i)
	}
	return { rows, yTrue, yPred, weights, width, wide }
}

/** @param {ReturnType<typeof readRows>} read @param {number[]} rows */
function gather({ wide, width, ...read }, rows) {
	/** @param {Float64Array} all @param {number} n numbers a row */
	const pick = (all, n) => {
		if (rows.length * n === all.length) return all
		const picked = new Float64Array(rows.length * n)
		rows.forEach((row, i) => picked.set(all.subarray(row * n, (row + 1) * n), i * n))
		return picked
	}
	return {
		yTrue: pick(read.yTrue, wide),
		yPred: pick(read.yPred, width),
		weights: read.weights && pick(read.weights, 1),
	}
}

/** Finds the cell that an error is about, and marks it. @param {Result} result @param {number[]} rows @param {string} model @returns {number} row or -1 */
function blame(result, rows, model) {
	const { problem, cells, yTrue, width, loss } = result
	if (!problem) return -1
	const { argument, index, option } = problem.details
	if (argument === 'classWeights') cells.set(`parameter:class${index ?? 0}`, problem)
	if (
		option &&
		(option === 'labelSmoothing' ||
			option === 'ignoreIndex' ||
			loss.parameters.some((parameter) => parameter.name === option))
	)
		cells.set(`parameter:${option}`, problem)
	if (typeof index !== 'number' || argument === 'classWeights') return -1
	const column = argument === 'yTrue' ? 'y' : argument === 'weights' ? 'w' : model
	const wide = column === 'y' ? yTrue.length / rows.length : column === 'w' ? 1 : width
	const isWhole = column === 'y' && wide > 1 && problem.details.allowed === 1
	const row = rows[isWhole ? index : Math.floor(index / wide)]
	if (row === undefined) return -1
	for (let k = 0; k < (isWhole ? wide : 1); k++) cells.set(`${column}:${row}:${isWhole ? k : index % wide}`, problem)
	return row
}
