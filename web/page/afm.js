/** For notebooks: a widget module as anywidget defines it. The model holds `state`, a link's text, and
 * `element`, and may hold `language` and `theme`. */

import formulas from 'losslab:formulas'
import { defineElements, elements, provideFormulas } from '../elements/index.js'

/** @typedef {{get(name: string): any, set(name: string, value: any): void, save_changes(): void, on(event: string, call: () => void): void, off(event: string, call: () => void): void}} Model */

/** @param {{model: Model, el: HTMLElement}} widget */
function render({ model, el }) {
	provideFormulas(formulas)
	defineElements()
	const wanted = model.get('element')
	const name = Object.hasOwn(elements, wanted) ? wanted : 'loss-calculator'
	const element = /** @type {import('../elements/element.js').LossElement} */ (document.createElement(name))
	element.setAttribute('hide', 'examples check')
	if (model.get('language')) element.setAttribute('lang', model.get('language'))
	if (model.get('theme')) element.style.colorScheme = model.get('theme')
	element.dataset.lmSuppressShortcuts = 'true'
	el.append(element)
	const pull = () => {
		const text = model.get('state')
		if (text && text !== element.link) element.link = text
	}
	const push = () => {
		model.set('state', element.link)
		model.set('value', element.result.value)
		model.save_changes()
	}
	pull()
	model.on('change:state', pull)
	element.addEventListener('loss-change', push)
	return () => {
		model.off('change:state', pull)
		element.remove()
	}
}

export default { render }
