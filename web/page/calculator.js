/** The calculator of the first page and of the one file. */

import { define } from '../elements/element.js'
import { defineElements, startShell } from './first.js'
import { more } from './later.js'
import { LossPresets } from './loss-presets.js'
import { preparePrint } from './paper.js'

export const calculator = /** @type {import('../elements/loss-calculator.js').LossCalculator} */ (
	document.querySelector('loss-calculator')
)

/** @param {(store: import('../elements/state.js').Store) => Promise<any>} keep the state in the address; whether there was one */
export async function startCalculator(keep) {
	startShell()
	preparePrint()
	defineElements()
	define('loss-presets', LossPresets)
	const asked = new URLSearchParams(location.search)
	calculator.toggleAttribute('readonly', asked.has('readonly'))
	if (asked.has('hide')) calculator.setAttribute('hide', asked.get('hide') ?? '')
	const { store } = calculator
	store.addEventListener('change', expand)
	if (!(await keep(store))) calculator.update()
	expand()
}

/** What is said of a preset stands among the rest. */
const expand = () => calculator.state.preset && more()
