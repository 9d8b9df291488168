/** The loss as a function of one of its numbers, computed by the library. */

import { interval } from '../describe.js'
import { compute } from './compute.js'
import { lengthsOf } from './state.js'

const COUNT = 120
/** Of an end that does not belong to the range. */
const INSET = 1e-3

/** @param {import('./state.js').State} state @param {{range?: [number, number], count?: number}} [options] @returns {import('../sampling.js').Picture | null} */
export function picture(state, { range: pinned, count = COUNT } = {}) {
	const along = line(state)
	if (!along) return null
	const { loss, gradient, value, total } = compute(state)
	const { input, lengths, here } = along
	const { low: least, high: most, lowOpen, highOpen } = interval(input.range)
	const [low, high] = [least + (lowOpen ? INSET : 0), most - (highOpen ? INSET : 0)]
	const half = Math.max(2, Math.ceil(Math.abs(here) * 1.25))
	const bounds = /** @type {[number, number]} */ ([low, high])
	const range = pinned ?? [Math.max(low, -half), Math.min(high, half)]
	const samples = Array.from({ length: count + 1 }, (_, j) => {
		const x = range[0] + ((range[1] - range[0]) * j) / count
		const found = loss.valueAndGradient(...along.call(x))
		const slopes = ArrayBuffer.isView(found.gradient) ? found.gradient : found.gradient[input.name]
		return { x, value: found.value, slope: slopes[state.place], bend: Number.NaN }
	})
	const point = {
		row: 0,
		isSelected: true,
		x: here,
		value: value ?? total,
		slope: gradient[input.name][state.place],
		bend: Number.NaN,
	}
	const symbol = symbolOf(input.name, lengths, state.place)
	return {
		symbol,
		by: symbol,
		range,
		curves: [{ loss: /** @type {any} */ (loss), target: null, tone: 0, isDashed: false, samples }],
		points: [point],
		point,
		kinks: [],
		target: null,
		bounds,
		hasBend: false,
		equalAt: 0,
	}
}

/** Where the selected number is, and the call with another in its place; what is not reduced is summed. @param {import('./state.js').State} state */
export function line(state) {
	const { loss, given, options, problem, cells } = compute(state)
	const index = loss.inputs.findIndex(({ name }) => name === state.input)
	const input = loss.inputs[index]
	if (problem || cells.size || input.kind !== 'variable') return null
	const lengths = lengthsOf(input, state.sizes)
	const isOption = input.option !== undefined
	const array = isOption ? options[input.name] : given[index]
	const reduced = { ...options, ...(options.reduction === 'none' ? { reduction: 'sum' } : {}) }
	return {
		input,
		lengths,
		here: /** @type {number} */ (Array.isArray(array) ? part(array, lengths, state.place) : array),
		/** @param {number} x @returns {any[]} */
		call(x) {
			const moved = replaced(array, lengths, state.place, x)
			if (isOption) return [...given, { ...reduced, [input.name]: moved }]
			return [...given.map((old, i) => (i === index ? moved : old)), reduced]
		},
	}
}

/** @param {any} array @param {number[]} lengths @param {number} place @returns {any} */
function part(array, lengths, place) {
	const size = lengths.slice(1).reduce((a, b) => a * b, 1)
	const inner = array[Math.floor(place / size)]
	return lengths.length > 1 ? part(inner, lengths.slice(1), place % size) : inner
}

/** @param {any} array @param {number[]} lengths @param {number} place @param {number} x @returns {any} */
function replaced(array, lengths, place, x) {
	if (!lengths.length) return x
	const size = lengths.slice(1).reduce((a, b) => a * b, 1)
	return array.map((/** @type {any} */ inner, /** @type {number} */ i) =>
		i === Math.floor(place / size) ? replaced(inner, lengths.slice(1), place % size, x) : inner,
	)
}

/** `anchor[1][0]`, as code has it. @param {string} name @param {number[]} lengths @param {number} place */
export const symbolOf = (name, lengths, place) =>
	name +
	lengths
		.map((length, k) => `[${Math.floor(place / lengths.slice(k + 1).reduce((a, b) => a * b, 1)) % length}]`)
		.join('')
