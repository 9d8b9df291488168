/** A parameter of a loss, to be set: one of a few words, or a number with a slider. */

import { choices, sliderRange } from './describe.js'
import { h } from './dom.js'
import { explain } from './i18n.js'
import { parseNumber, toInput } from './numbers.js'
import { segments } from './widgets.js'

/**
 * @param {import('./element.js').LossElement} element
 * @param {{parameter: import('./types.js').Parameter, text: string, problem?: import('./types.js').Problem, set: (value: string, gesture?: string) => void}} spec
 *   the text it has now, what is wrong with it, and how it is changed
 */
export function setting(element, { parameter, text, problem, set }) {
	const { name } = parameter
	const words = choices(parameter)
	const label = element.say(`parameter.${name}`)
	if (words.length)
		return segments({
			name,
			label,
			value: text,
			options: words.map((w) => [w, /^[a-z]{2,}$/.test(w) ? element.say(`word.${w}`) : w]),
			onpick: (value) => set(value),
		})
	const { from, to, step } = sliderRange(parameter)
	return h(
		'div',
		{ class: 'parameter', key: name },
		h('label', { for: `p-${name}`, title: name }, label),
		h('input', {
			id: `p-${name}`,
			type: 'text',
			inputmode: 'decimal',
			autocomplete: 'off',
			'.value': text,
			'aria-invalid': problem ? 'true' : undefined,
			'aria-describedby': problem ? `e-${name}` : undefined,
			oninput: (/** @type {any} */ e) => set(e.target.value, `parameter ${name}`),
			onchange: () => element.store.commit(),
		}),
		h('input', {
			type: 'range',
			min: from,
			max: to,
			step,
			'.value': String(parseNumber(text) ?? from),
			'aria-label': element.say('controls.slider', { name: label }),
			oninput: (/** @type {any} */ e) => set(toInput(Number(e.target.value), step), `parameter ${name}`),
			onchange: () => element.store.commit(),
		}),
		problem && h('p', { class: 'problem', id: `e-${name}`, role: 'alert' }, explain(problem, element.language)),
	)
}
