import { LANGUAGES, program } from './code.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { code } from './styles/code.js'
import { copyButton, segments } from './widgets.js'

/** What was chosen last holds for all. */
let chosen = 'javascript'

/** The number shown as a program to copy. */
export class LossCode extends LossElement {
	static css = code
	static isPatient = true

	view() {
		const made = program(this.state, chosen)
		const name = /** @type {Record<string, string>} */ (LANGUAGES)[chosen]
		return h(
			'section',
			{ class: 'card', 'aria-labelledby': 'title' },
			h(
				'div',
				{ class: 'bar' },
				h('h2', { id: 'title' }, this.say('code.title')),
				segments({
					name: 'language',
					label: this.say('code.language'),
					value: chosen,
					isHidden: true,
					options: Object.entries(LANGUAGES),
					onpick: (language) => {
						chosen = language
						this.update()
					},
				}),
				'code' in made && copyButton(this, () => made.code),
			),
			'code' in made
				? h('pre', { tabindex: 0, 'aria-label': name, lang: 'en' }, h('code', null, made.code))
				: h('p', { class: 'missing', role: 'status' }, this.say(`code.missing.${made.missing}`, { name })),
		)
	}
}
