/** All elements. */

import { define } from './element.js'
import { LossBars } from './loss-bars.js'
import { LossCalculator } from './loss-calculator.js'
import { LossCode } from './loss-code.js'
import { LossCompare } from './loss-compare.js'
import { LossControls } from './loss-controls.js'
import { LossConventions } from './loss-conventions.js'
import { LossCounting } from './loss-counting.js'
import { LossCurve } from './loss-curve.js'
import { LossCurves } from './loss-curves.js'
import { LossDerivation } from './loss-derivation.js'
import { LossPicker } from './loss-picker.js'
import { LossResult } from './loss-result.js'
import { LossScope } from './loss-scope.js'
import { LossSweep } from './loss-sweep.js'
import { LossTable } from './loss-table.js'
import { LossValue } from './loss-value.js'

export const elements = {
	'loss-scope': LossScope,
	'loss-picker': LossPicker,
	'loss-controls': LossControls,
	'loss-table': LossTable,
	'loss-curve': LossCurve,
	'loss-curves': LossCurves,
	'loss-bars': LossBars,
	'loss-derivation': LossDerivation,
	'loss-result': LossResult,
	'loss-value': LossValue,
	'loss-compare': LossCompare,
	'loss-conventions': LossConventions,
	'loss-counting': LossCounting,
	'loss-sweep': LossSweep,
	'loss-code': LossCode,
	'loss-calculator': LossCalculator,
}

/** Defines all elements; a second call, or a second copy on the page, changes nothing. */
export function defineElements() {
	for (const [name, element] of Object.entries(elements)) define(name, element)
}

export { provideFormulas } from './formulas.js'
export { LossElement } from './element.js'
export { languages, messages, say, toLanguage } from './i18n.js'
export { fromLink, LONGEST, toLink } from './link.js'
export { complete, Store } from './state.js'
