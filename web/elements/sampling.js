/** What a chart shows of a state: axes, curves, points and kinks, all computed by the library. */

import { bisector } from 'd3-array'
import { compute, ownOptions } from './compute.js'
import {
	boundsOf,
	catalogue,
	componentName,
	hasTargets,
	hasWidth,
	interval,
	isDerived,
	isRow,
	isTuple,
	kind,
	symbol,
	targets,
	variableAt,
	variableSymbol,
} from './describe.js'
import { equalised, placeOf } from './equal.js'
import { constant } from './expression.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Loss} Loss */
/** @typedef {{x: number, value: number, slope: number, bend: number}} Sample bend: the second derivative, NaN where it is not asked for */
/** @typedef {Sample & {row: number, isSelected: boolean}} Point */
/** @typedef {{loss: Loss, target: number | null, tone: number, isDashed: boolean, samples: Sample[]}} Curve */
/**
 * @typedef {object} Picture
 * @property {string} symbol of the abscissa
 * @property {string} by symbol that the slope is taken by
 * @property {[number, number]} range
 * @property {Curve[]} curves
 * @property {Point[]} points
 * @property {Point | undefined} point the selected one
 * @property {number[]} kinks
 * @property {number | null} target where prediction and target agree
 * @property {[number, number]} bounds of the abscissa
 * @property {boolean} hasBend second derivatives are there
 * @property {number} equalAt the abscissa at which overlaid curves are made equal, where that is asked for
 */

const COUNT = 240

/** Abscissas that make sense for a loss. @param {Loss} loss */
export const abscissas = (loss) => (isDerived(loss) ? ['variable', 'prediction'] : ['variable'])

/**
 * @typedef {object} Options what is wanted of a picture
 * @property {[number, number]} [range] of the abscissa; without it one that holds all points
 * @property {number} [count] of the samples of a curve
 * @property {boolean} [hasBend] whether second derivatives are asked for
 * @property {Cache} [cache] keeps lines from one picture to the next
 */

/** @param {State} state @param {Options} [options] @returns {Picture | null} */
export function picture(state, { range, count = COUNT, hasBend = false, cache = new Cache() } = {}) {
	const how = { range, count, hasBend, cache }
	const result = compute(state)
	const at = result.rows.indexOf(state.selected)
	const i = at < 0 ? 0 : at
	if (!result.rows.length || !result.each.length) return null
	const make = isRow(result.loss) ? rowPicture : elementPicture
	return { ...make(state, i, how), hasBend }
}

/** @typedef {Pick<Picture, 'curves' | 'kinks'>} Lines */

/** The lines of the last picture: while a point is dragged they stay as they are. */
export class Cache {
	#key = ''
	/** @type {Lines} */
	#lines = { curves: [], kinks: [] }

	/** @param {any[]} from text and finite numbers, all that the lines are made from @param {() => Lines} make */
	lines(from, make) {
		const key = JSON.stringify(from)
		if (key !== this.#key) [this.#key, this.#lines] = [key, make()]
		return this.#lines
	}
}

/** What of a state lines are made from: all but the other rows, and the number that the abscissa stands for. @param {State} state @param {number} row @param {number} k component */
const origin = (state, row, k) => {
	const { loss, others, parameters, coding, smoothing, classWeights, ignoreIndex, x, equal } = state
	const rest = state.p[row].filter((_, j) => j !== k)
	return [loss, others, parameters, coding, smoothing, classWeights, ignoreIndex, x, equal, state.y[row], k, rest]
}

/** @typedef {{range: [number, number] | undefined, count: number, hasBend: boolean, cache: Cache}} How */

/** @param {State} state @param {number} i @param {How} how @returns {Omit<Picture, 'hasBend'>} */
function elementPicture(state, i, { range: pinned, count, hasBend, cache }) {
	const { loss, own, rows, yTrue, yPred, each, slopes } = compute(state)
	const bends = bendsOf(state, hasBend)
	const isVariable = isDerived(loss) && state.x === 'variable'
	const isMargin = loss.variable === 'margin'
	const sign = (/** @type {number} */ y) => (isMargin && own.labels === '01' ? (y > 0 ? 1 : -1) : y)
	const toX = (/** @type {number} */ y, /** @type {number} */ f) => (isVariable ? variableAt(loss, sign(y), f) : f)
	const y0 = yTrue[i]
	const hard = targets(loss).map((y) => (isMargin && own.labels === '01' && y < 0 ? 0 : y))
	const curveTargets = isVariable ? [isMargin ? hard[0] : y0] : hard.length ? hard : [y0]
	if (!isVariable && !curveTargets.includes(y0)) curveTargets.unshift(y0)

	/** @type {Point[]} */
	let points = []
	for (let j = 0; j < rows.length && points.length < 400; j++) {
		if (!isVariable && !curveTargets.includes(yTrue[j])) continue
		const slope = isVariable && isMargin ? slopes[j] * sign(yTrue[j]) : slopes[j]
		points.push({
			row: rows[j],
			isSelected: j === i,
			x: toX(yTrue[j], yPred[j]),
			value: each[j],
			slope,
			bend: bends[j],
		})
	}
	if (!points.some((p) => p.isSelected))
		points.push({
			row: rows[i],
			isSelected: true,
			x: toX(y0, yPred[i]),
			value: each[i],
			slope: slopes[i],
			bend: bends[i],
		})
	points = points.filter(hasPlace).sort((a, b) => Number(a.isSelected) - Number(b.isSelected))
	const target = loss.labels === 'pm1' || loss.labels === 'unit' || !Number.isFinite(y0) ? null : isVariable ? 0 : y0
	const bounds = limits(loss, isVariable ? y0 : 0)
	const range = pinned ?? cover([...points.map((p) => p.x), ...(target === null ? [] : [target])], bounds, target)

	const scope = parameterValues(loss, own)
	const kinkVariables = loss.kinks.map((text) => constant(text, { ...scope, y: y0 })).filter((k) => k !== undefined)
	const toKinks = (/** @type {number} */ y) =>
		isVariable || !isDerived(loss) ? kinkVariables : kinkVariables.map((k) => (isMargin ? k * sign(y) : y + k))
	const list = [loss, ...state.others.map((id) => catalogue[id]).filter((other) => overlays(loss, other))]
	const curve = (
		/** @type {Loss} */ other,
		/** @type {number} */ l,
		/** @type {number} */ y,
		/** @type {number} */ j,
	) => {
		const x = grid(range, l === 0 ? toKinks(y) : kinksOf(other, state, y, isVariable), count)
		const f = Float64Array.from(x, isVariable ? (v) => (isMargin ? v * sign(y) : y + v) : undefined)
		const options = l === 0 ? own : ownOptions(other, state)
		const way = isVariable && isMargin ? sign(y) : 1
		return {
			loss: other,
			target: isVariable ? null : y,
			tone: list.length > 1 ? l : j,
			isDashed: (list.length > 1 ? l : j) > 0,
			samples: sampleAt(other, x, new Float64Array(x.length).fill(y), f, options, way, hasBend),
		}
	}
	const equalAt = placeOf(loss, isVariable, y0, range)
	const lines = cache.lines([origin(state, rows[i], 0), range, count, hasBend], () => ({
		curves: equalised(
			list.flatMap((other, l) =>
				(list.length > 1 && !isVariable ? [y0] : curveTargets).map((y, j) => curve(other, l, y, j)),
			),
			state.equal,
			equalAt,
		),
		kinks: [...new Set((isVariable ? [y0] : curveTargets).flatMap(toKinks))].filter(
			(k) => k >= range[0] && k <= range[1],
		),
	}))
	const x = isVariable ? variableSymbol(loss) : symbol(loss)
	const point = points.find((p) => p.isSelected)
	return { symbol: x, by: x, range, ...lines, points, point, target, bounds, equalAt }
}

/** @param {State} state @param {number} i @param {How} how @returns {Omit<Picture, 'hasBend'>} */
function rowPicture(state, i, { range: pinned, count, hasBend, cache }) {
	const { loss, own, rows, width, yTrue, yPred, each, slopes } = compute(state)
	const k = Math.min(state.component, width - 1)
	const wide = yTrue.length / rows.length
	const row = yPred.slice(i * width, (i + 1) * width)
	const y = yTrue.slice(i * wide, (i + 1) * wide)
	const bounds = limits(loss, 0, k)
	const range = pinned ?? cover([...row], bounds, null)
	const equalAt = placeOf(loss, false, 0, range)
	const lines = cache.lines([origin(state, rows[i], k), range, count, hasBend, width, wide], () => {
		const x = grid(range, [], Math.min(count, Math.max(40, Math.floor(20000 / width))))
		const repeat = (/** @type {Float64Array} */ part) => {
			const out = new Float64Array(x.length * part.length)
			for (let j = 0; j < x.length; j++) out.set(part, j * part.length)
			return out
		}
		const many = repeat(row)
		for (let j = 0; j < x.length; j++) many[j * width + k] = x[j]
		const repeated = repeat(y)
		const list = [loss, ...state.others.map((id) => catalogue[id]).filter((other) => overlays(loss, other))]
		const curves = list.map((other, l) => {
			const options = { ...(l === 0 ? own : ownOptions(other, state)), ...(hasWidth(other) ? { classes: width } : {}) }
			const target = hasTargets(other) ? repeated : null
			const samples = attempt(() => {
				const values = other(target, many, { ...options, reduction: 'none' })
				const gradient = other.gradient(target, many, { ...options, reduction: 'sum' })
				const hessian = hasBend ? other.hessian(target, many, { ...options, reduction: 'sum' }) : []
				const bend = (/** @type {number} */ j) => hessian[j * width + k] ?? Number.NaN
				return x.map((v, j) => ({ x: v, value: values[j], slope: gradient[j * width + k], bend: bend(j) }))
			})
			return { loss: other, target: null, tone: l, isDashed: l > 0, samples }
		})
		return { curves: equalised(curves, state.equal, equalAt), kinks: [] }
	})
	const at = i * width + k
	const bend = bendsOf(state, hasBend)[at]
	const point = { row: rows[i], isSelected: true, x: row[k], value: each[i], slope: slopes[at], bend }
	const points = [point].filter(hasPlace)
	const name = componentName(loss, k)
	return { symbol: name, by: name, range, ...lines, points, point: points[0], target: null, bounds, equalAt }
}

/** At infinity nothing can be drawn. @param {Point} point */
const hasPlace = (point) => Number.isFinite(point.x)

/** Second derivatives of every row's own value, by its prediction. @param {State} state @param {boolean} isAsked @returns {ArrayLike<number>} */
function bendsOf(state, isAsked) {
	const { loss, yTrue, yPred, base } = compute(state)
	return isAsked ? loss.hessian(hasTargets(loss) ? yTrue : null, yPred, { ...base, reduction: 'sum' }) : []
}

/** @template T @param {() => T[]} task @returns {T[]} */
function attempt(task) {
	try {
		return task()
	} catch {
		return []
	}
}

/** @param {Loss} loss @param {number[]} x @param {Float64Array} y @param {Float64Array} f @param {any} own @param {number} sign @param {boolean} hasBend @returns {Sample[]} */
function sampleAt(loss, x, y, f, own, sign, hasBend) {
	return attempt(() => {
		const values = loss(y, f, { ...own, reduction: 'none' })
		const slopes = loss.gradient(y, f, { ...own, reduction: 'sum' })
		const bends = hasBend ? loss.hessian(y, f, { ...own, reduction: 'sum' }) : []
		return x.map((v, j) => ({ x: v, value: values[j], slope: slopes[j] * sign, bend: bends[j] ?? Number.NaN }))
	})
}

/** Losses that can be drawn over one another: they read the same numbers. @param {Loss} a @param {Loss} b */
export function overlays(a, b) {
	if (!b || a.shape !== b.shape) return false
	if (isTuple(a)) return kind(a) === kind(b)
	if (a.shape === 'row')
		return a.labels === b.labels && !(interval(a.domain).high === Infinity && interval(b.domain).high < Infinity)
	if (isDerived(a) || isDerived(b)) return a.variable === b.variable && a.labels === b.labels
	return a.labels === b.labels && a.domain === b.domain
}

/** @param {Loss} loss @param {State} state @param {number} y @param {boolean} isVariable @returns {number[]} */
function kinksOf(loss, state, y, isVariable) {
	const scope = { ...parameterValues(loss, ownOptions(loss, state)), y }
	const kinks = loss.kinks.map((text) => constant(text, scope)).filter((k) => k !== undefined)
	return isVariable || !isDerived(loss) ? kinks : kinks.map((k) => (loss.variable === 'margin' ? k * y : y + k))
}

/** @param {Loss} loss @param {Record<string, any>} own @returns {Record<string, any>} */
export const parameterValues = (loss, own) =>
	Object.fromEntries(loss.parameters.map((parameter) => [parameter.name, own[parameter.name] ?? parameter.value]))

/** Bounds of the abscissa. @param {Loss} loss @param {number} y @param {number} [k] component @returns {[number, number]} */
function limits(loss, y, k = 0) {
	const { low, high, lowOpen, highOpen } = boundsOf(loss, k)
	const shift = loss.variable === 'residual' ? y : 0
	const inset = 1e-3
	return [
		low - shift + (lowOpen && Number.isFinite(low) ? inset : 0),
		high - shift - (highOpen && Number.isFinite(high) ? inset : 0),
	]
}

/** A calm range that holds all points. @param {number[]} xs @param {[number, number]} bounds @param {number | null} centre @returns {[number, number]} */
function cover(xs, bounds, centre) {
	if (Number.isFinite(bounds[0]) && Number.isFinite(bounds[1])) return bounds
	const finite = xs.filter(Number.isFinite)
	const far = Math.max(...finite.map((x) => Math.abs(x - (centre ?? 0))), 0)
	const half = Math.max(3, Math.ceil(far * 1.25))
	const middle = centre ?? 0
	return [Math.max(bounds[0], middle - half), Math.min(bounds[1], middle + half)]
}

/** Abscissas of a curve: even steps, close to the ends of the range, and both sides of every kink. @param {[number, number]} range @param {number[]} kinks @param {number} count @returns {number[]} */
function grid([from, to], kinks, count) {
	const size = to - from
	const x = Array.from({ length: count + 1 }, (_, j) => from + (size * j) / count)
	for (const part of [1e-4, 3e-4, 1e-3, 2e-3]) x.push(from + size * part, to - size * part)
	for (const kink of kinks) if (kink > from && kink < to) x.push(kink - size * 1e-7, kink, kink + size * 1e-7)
	return x.sort((a, b) => a - b)
}

const nearest = bisector((/** @type {Sample} */ s) => s.x).center
/** @param {Sample[]} samples @param {number} x */
export const sampleNear = (samples, x) => samples[nearest(samples, x)]
