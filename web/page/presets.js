/** The worked examples: records with a source and expected values, recomputed by a test. */

import { complete } from '../elements/state.js'
import { read } from '../elements/convert.js'
import { compute } from '../elements/compute.js'
import keras from './presets/keras.json' with { type: 'json' }
import more from './presets/more.json' with { type: 'json' }
import sklearn from './presets/sklearn.json' with { type: 'json' }
import t1 from './presets/t1.json' with { type: 'json' }
import t2 from './presets/t2.json' with { type: 'json' }
import t3 from './presets/t3.json' with { type: 'json' }
import t4 from './presets/t4.json' with { type: 'json' }

/**
 * @typedef {{en: string, zh: string}} Words
 * @typedef {{loss?: string, model?: number, of?: string, reduction?: string, value: number | number[], printed?: string,
 *   truncated?: boolean, tolerance?: number, name?: Words}} Expectation
 * @typedef {{id: string, title: Words, say: Words, source?: string, state: Record<string, any>, expect: Expectation[]}} Preset
 */

export const groups = /** @type {{tutorial: string, title: Words, presets: Preset[]}[]} */ ([
	t1,
	t2,
	t3,
	t4,
	sklearn,
	keras,
	more,
])
export const presets = groups.flatMap((group) => group.presets)

/** @param {string} id */
export const presetById = (id) => presets.find((preset) => preset.id === id)

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
export function agreesWithPrint({ printed, truncated }, values) {
	if (!printed) return true
	return printed.split(/,\s*/).every((text, i) => {
		if (text.includes('/')) return Math.abs(Number(text.split('/')[0]) / Number(text.split('/')[1]) - values[i]) < 1e-12
		const places = text.split('.')[1]?.length ?? 0
		const scale = 10 ** places
		const short = truncated ? Math.trunc(values[i] * scale + 1e-9) / scale : Math.round(values[i] * scale) / scale
		return Math.abs(short - Number(text)) < 0.5 / scale
	})
}
