/** For notebooks: a widget module as anywidget defines it. The model holds `state`, a link's text, and
 * `element`, and may hold `language` and `theme`. */

import batchFormulas from 'losslab:batch-formulas'
import formulas from 'losslab:formulas'
import { LossBatch } from '../elements/batch/loss-batch.js'
import { LossBatchDerivation } from '../elements/batch/loss-batch-derivation.js'
import { define } from '../elements/element.js'
import { defineElements, elements as ofSamples, provideFormulas } from '../elements/index.js'

/** @typedef {{get(name: string): any, set(name: string, value: any): void, save_changes(): void, on(event: string, call: () => void): void, off(event: string, call: () => void): void}} Model */

const ofBatches = { 'loss-batch': LossBatch, 'loss-batch-derivation': LossBatchDerivation }
const elements = { ...ofSamples, ...ofBatches }

/** Where there is no kernel, as in MyST, some of a model's functions throw. @param {() => void} call */
function offered(call) {
	try {
		call()
	} catch {
		// the page is all there is
	}
}

/** @param {{model: Model, el: HTMLElement}} widget */
function render({ model, el }) {
	provideFormulas({ ...formulas, ...batchFormulas })
	defineElements()
	for (const [name, element] of Object.entries(ofBatches)) define(name, element)
	const wanted = model.get('element')
	const name = Object.hasOwn(elements, wanted) ? wanted : 'loss-calculator'
	const element = /** @type {import('../elements/element.js').LossElement} */ (document.createElement(name))
	element.setAttribute('hide', 'examples check')
	if (model.get('language')) element.setAttribute('lang', model.get('language'))
	if (model.get('theme')) Object.assign(element.style, { colorScheme: model.get('theme'), background: 'Canvas' })
	element.dataset.lmSuppressShortcuts = 'true'
	el.append(element)
	const pull = () => {
		const text = model.get('state')
		if (text && text !== element.link) element.link = text
	}
	const push = () => {
		model.set('state', element.link)
		model.set('value', element.result.value)
		offered(() => model.save_changes())
	}
	pull()
	if (model.get('value') !== element.result.value) push()
	model.on('change:state', pull)
	element.addEventListener('loss-change', push)
	return () => {
		element.remove()
		offered(() => model.off('change:state', pull))
	}
}

export default { render }
