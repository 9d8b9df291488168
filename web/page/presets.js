/** The worked examples: records with a source and expected values, recomputed by a test. Nothing but data: a file of its own. */

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
 *   truncated?: boolean, single?: boolean, tolerance?: number, name?: Words}} Expectation
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
