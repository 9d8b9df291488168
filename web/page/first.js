/** The elements of the first view, and with them all that the later ones build upon: one file for every page. */

import first from 'losslab:first'
import { define, defineLater } from '../elements/element.js'
import { provideFormulas } from '../elements/formulas.js'
import { LossBars } from '../elements/loss-bars.js'
import { LossCalculator } from '../elements/loss-calculator.js'
import { LossControls } from '../elements/loss-controls.js'
import { LossCurve } from '../elements/loss-curve.js'
import { LossPicker } from '../elements/loss-picker.js'
import { LossResult } from '../elements/loss-result.js'
import { LossScope } from '../elements/loss-scope.js'
import { LossTable } from '../elements/loss-table.js'
import { LossValue } from '../elements/loss-value.js'
import { batchBelow, batched, below, formulas, more } from './later.js'

/** What two of the later files share is no file of its own. */
export { programCard } from '../elements/program.js'
export { sigmoid } from '../elements/chain.js'
export { code } from '../elements/styles/code.js'
export { unfold, unpack } from '../elements/pack.js'
export { language, startShell } from './shell.js'

const elements = {
	'loss-scope': LossScope,
	'loss-picker': LossPicker,
	'loss-controls': LossControls,
	'loss-table': LossTable,
	'loss-curve': LossCurve,
	'loss-bars': LossBars,
	'loss-result': LossResult,
	'loss-value': LossValue,
	'loss-calculator': LossCalculator,
}
const lower = ['loss-code', 'loss-derivation']
const later = ['loss-compare', 'loss-conventions', 'loss-counting', 'loss-curves', 'loss-sweep', 'loss-check']

export const names = [...Object.keys(elements), ...lower, ...later, 'loss-batch', 'loss-batch-derivation']

export function defineElements() {
	provideFormulas(first, formulas)
	defineLater(lower, below)
	defineLater(later, more)
	defineLater(['loss-batch'], batched)
	defineLater(['loss-batch-derivation'], batchBelow)
	for (const [name, element] of Object.entries(elements)) define(name, element)
}
