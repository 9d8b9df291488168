/** What an example sets, and whether its numbers are those of the library. */

import { compute } from '../elements/compute.js'
import { read } from '../elements/convert.js'
import { complete } from '../elements/state.js'

/** @typedef {import('./presets.js').Preset} Preset */
/** @typedef {import('./presets.js').Expectation} Expectation */

/** The whole state that a preset sets. @param {Preset} preset */
export const stateOf = (preset) => complete({ view: 'values', ...preset.state, preset: preset.id })

/** What the library gives for one of a preset's numbers. @param {Preset} preset @param {Expectation} expectation @returns {number[]} */
export function actual(preset, { loss, model = 1, of = 'value', reduction }) {
	const state = { ...stateOf(preset), ...(reduction ? { reduction } : {}) }
	const id = loss ?? state.loss
	if (of === 'gradient') return Array.from(compute(state, id).gradient)
	const reading = read(state, id, model === 2 ? 'q' : 'p')
	return of === 'each' ? Array.from(reading.each) : [reading.value ?? Number.NaN]
}

/** @param {Expectation} expectation @param {number[]} values */
export function agrees({ value, tolerance = 1e-14 }, values) {
	const expected = [value].flat()
	return (
		expected.length === values.length &&
		expected.every((x, i) => Math.abs(x - values[i]) <= tolerance + 4e-16 * Math.abs(x))
	)
}

/** Ours shortened as the source prints it. @param {Expectation} expectation @param {number[]} values */
export function agreesWithPrint({ printed, truncated, single }, values) {
	if (!printed) return true
	return printed.split(/,\s*/).every((text, i) => {
		if (text.includes('/')) return Math.abs(Number(text.split('/')[0]) / Number(text.split('/')[1]) - values[i]) < 1e-12
		if (single) return Math.abs(Number(text) - values[i]) <= 1e-6 * Math.abs(values[i])
		const places = text.split('.')[1]?.length ?? 0
		const scale = 10 ** places
		const short = truncated ? Math.trunc(values[i] * scale + 1e-9) / scale : Math.round(values[i] * scale) / scale
		return Math.abs(short - Number(text)) < 0.5 / scale
	})
}
