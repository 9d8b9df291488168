/** A parameter swept: what the loss's curve, and the value of the data at hand, make of it. */

import { compute } from './compute.js'
import { catalogue, choices, hasClasses, hasTargets, sliderRange } from './describe.js'
import { parseNumber, toInput } from './numbers.js'
import { picture } from './sampling.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Parameter} Parameter */
/** @typedef {{model: 'p' | 'q', values: number[]}} Series */
/** @typedef {{parameter: Parameter, at: number, x: number[], series: Series[]}} Sweep */

const SMOOTHING = { name: 'labelSmoothing', value: 0, range: '[0, 1]' }
/** Numbers that a sweep may compute in all. */
const EFFORT = 2e6

/** Parameters that are numbers. @param {State} state @returns {Parameter[]} */
export function sweepable(state) {
	const loss = catalogue[state.loss]
	const own = loss.parameters.filter(
		(parameter) => !choices(parameter).length && Number.isFinite(Number(parameter.value)),
	)
	return hasClasses(loss) && loss.variable !== 'prediction' ? [...own, SMOOTHING] : own
}

/** @param {State} state @returns {Parameter | undefined} the one that is swept */
export const sweptIn = (state) => sweepable(state).find(({ name }) => name === state.sweep) ?? sweepable(state)[0]

/** @param {State} state @param {Parameter} parameter */
function current(state, { name, value }) {
	const text = name === SMOOTHING.name ? state.smoothing : state.parameters[name]
	return parseNumber(text ?? String(value)) ?? Number(value)
}

/** The value of each model against the parameter. @param {State} state @returns {Sweep | null} */
export function sweep(state) {
	const parameter = sweptIn(state)
	const first = compute(state)
	if (!parameter || first.problem || !first.rows.length) return null
	const { from, to } = sliderRange(parameter)
	const typed = current(state, parameter)
	const at = Number.isFinite(typed) ? typed : Number(parameter.value)
	const [low, high] = [Math.min(from, at), Math.max(to, at)]
	const count = Math.max(12, Math.min(96, Math.floor(EFFORT / first.yPred.length)))
	const x = Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count)
	const models = /** @type {('p' | 'q')[]} */ (state.q ? ['p', 'q'] : ['p'])
	return { parameter, at, x, series: models.map((model) => ({ model, values: valuesOf(state, model, parameter, x) })) }
}

/** @param {State} state @param {'p' | 'q'} model @param {Parameter} parameter @param {number[]} x */
function valuesOf(state, model, { name }, x) {
	const { loss, yTrue, yPred, options, problem, rows } = compute(state, state.loss, model)
	if (problem || !rows.length) return x.map(() => Number.NaN)
	const reduction = options.reduction === 'none' ? 'mean' : options.reduction
	return x.map((value) => {
		try {
			return loss(hasTargets(loss) ? yTrue : null, yPred, { ...options, reduction, [name]: value })
		} catch {
			return Number.NaN
		}
	})
}

/** The loss's curve for a few values of the parameter, the one at hand among them. @param {State} state @param {Sweep} swept */
export function family(state, { parameter, at, x }) {
	const { step } = sliderRange(parameter)
	const [low, high] = [x[0], x[x.length - 1]]
	const spread = [low, low + (high - low) / 4, low + (high - low) / 2, high]
		.map((value) => Number(toInput(value, step)))
		.filter((value) => Math.abs(value - at) > (high - low) / 16)
	const values = [at, ...spread].sort((a, b) => a - b)
	const isSmoothing = parameter.name === SMOOTHING.name
	const pictures = values.map((value) =>
		picture(
			{
				...state,
				others: [],
				...(isSmoothing
					? { smoothing: String(value) }
					: { parameters: { ...state.parameters, [parameter.name]: String(value) } }),
			},
			{ count: 120 },
		),
	)
	const base = pictures[values.indexOf(at)]
	if (!base) return null
	const curves = pictures.flatMap((found, i) =>
		found
			? [
					{
						...found.curves[0],
						target: values[i],
						tone: values[i] === at ? 0 : 1 + (i % 5),
						isDashed: values[i] !== at,
					},
				]
			: [],
	)
	return { ...base, curves, points: [] }
}

/** What was found: a key of a sentence and its numbers. @param {Sweep} swept @returns {[string, Record<string, any>]} */
export function finding({ parameter, x, series }) {
	const name = parameter.name
	const [a, b] = series.map(({ values }) => values)
	if (b) return preference(name, x, a, b)
	const seen = a.map((value, i) => ({ value, at: x[i] })).filter(({ value }) => Number.isFinite(value))
	if (!seen.length) return ['sweep.none', { name }]
	const first = seen[0]
	const last = seen[seen.length - 1]
	const most = seen.reduce((best, s) => (s.value > best.value ? s : best))
	const least = seen.reduce((best, s) => (s.value < best.value ? s : best))
	const size = most.value - least.value
	const ends = { name, from: first.at, to: last.at, first: first.value, last: last.value }
	if (size <= 1e-9 * Math.max(Math.abs(most.value), 1e-300)) return ['sweep.flat', { name }]
	if (Math.max(first.value, last.value) < most.value - size * 1e-3)
		return ['sweep.peak', { ...ends, at: most.at, value: most.value }]
	if (Math.min(first.value, last.value) > least.value + size * 1e-3)
		return ['sweep.dip', { ...ends, at: least.at, value: least.value }]
	return [last.value > first.value ? 'sweep.rises' : 'sweep.falls', ends]
}

/** Which of two models has the smaller value, and where that turns. @param {string} name @param {number[]} x @param {number[]} a @param {number[]} b @returns {[string, Record<string, any>]} */
function preference(name, x, a, b) {
	const signs = a.map((value, i) => Math.sign(value - b[i]))
	const decided = signs.flatMap((sign, i) => (sign < 0 || sign > 0 ? [i] : []))
	const turn = decided.findIndex((i, k) => k > 0 && signs[i] !== signs[decided[k - 1]])
	if (turn > 0) {
		const [from, to] = [decided[turn - 1], decided[turn]]
		const [d0, d1] = [a[from] - b[from], a[to] - b[to]]
		const at = x[from] + ((x[to] - x[from]) * d0) / (d0 - d1)
		return ['sweep.turn', { name, at, before: d0 < 0 ? 1 : 2, after: d0 < 0 ? 2 : 1 }]
	}
	if (!decided.length) return ['sweep.equal', { name }]
	return ['sweep.always', { name, n: signs[decided[0]] < 0 ? 1 : 2 }]
}
