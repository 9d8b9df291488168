/** A program to copy, in a language to choose. */

import { h } from './dom.js'
import { copyButton, segments } from './widgets.js'

/** The languages, with their names. */
export const LANGUAGES = { javascript: 'JavaScript', torch: 'PyTorch', keras: 'Keras', sklearn: 'scikit-learn' }

/** What was chosen last holds for all. */
let chosen = 'javascript'

/**
 * @param {import('./element.js').LossElement} element
 * @param {[string, string][]} languages that are offered, with their names; the first stands in for one that is not
 * @param {(language: string) => {code: string} | {missing: string}} write
 */
export function programCard(element, languages, write) {
	const [language, name] = languages.find(([key]) => key === chosen) ?? languages[0]
	const made = write(language)
	return h(
		'section',
		{ class: 'card', key: 'code', 'aria-labelledby': 'title' },
		h(
			'div',
			{ class: 'bar' },
			h('h2', { id: 'title' }, element.say('code.title')),
			languages.length > 1 &&
				segments({
					name: 'language',
					label: element.say('code.language'),
					value: language,
					isHidden: true,
					options: languages,
					onpick: (picked) => {
						chosen = picked
						element.update()
					},
				}),
			'code' in made && copyButton(element, () => made.code),
		),
		'code' in made
			? h('pre', { tabindex: 0, 'aria-label': name, lang: 'en' }, h('code', null, made.code))
			: h('p', { class: 'missing', role: 'status' }, element.say(`code.missing.${made.missing}`, { name })),
	)
}
