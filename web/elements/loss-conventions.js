import { compute } from './compute.js'
import { camps, conventions, FRAMEWORKS } from './conventions.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { format } from './numbers.js'
import { compare } from './styles/compare.js'
import { number } from './widgets.js'

/** The same samples as each framework that has the loss counts them. */
export class LossConventions extends LossElement {
	static css = compare
	static isPatient = true

	view() {
		const list = conventions(this.state)
		if (!list.length) return null
		const { value: ours } = compute(this.state)
		return h(
			'section',
			{ class: 'card' },
			h(
				'div',
				{ class: 'scroll', tabindex: 0, role: 'region', 'aria-label': this.say('conventions.title') },
				h(
					'table',
					null,
					h('caption', null, this.say('conventions.title')),
					h(
						'thead',
						null,
						h('tr', null, [
							h('th', { scope: 'col' }, this.say('conventions.framework')),
							h('th', { scope: 'col', class: 'number' }, this.say('column.value')),
							h('th', { scope: 'col' }, this.say('conventions.options')),
						]),
					),
					h(
						'tbody',
						null,
						list.map(({ framework, name, options, value }) =>
							h(
								'tr',
								{ key: framework, 'data-framework': framework, class: value === ours ? 'ours' : '' },
								h('th', { scope: 'row' }, FRAMEWORKS[framework], h('small', null, h('code', null, name))),
								h('td', { class: 'number big' }, number(value)),
								h('td', { class: 'who' }, this.options(options)),
							),
						),
					),
				),
			),
			h('p', { class: 'finding' }, this.finding(list)),
		)
	}

	/** @param {Record<string, any>} options */
	options({ denominator, ...own }) {
		const words = Object.entries(own).map(([name, value]) => `${name}: ${value}`)
		if (denominator) words.unshift(`${this.say('controls.denominator')}: ${this.say(`denominator.${denominator}`)}`)
		return words.join(', ') || '–'
	}

	/** @param {import('./conventions.js').Convention[]} list */
	finding(list) {
		const found = camps(list)
		if (found.length === 1) return this.say(list.length > 1 ? 'conventions.same' : 'conventions.one')
		const join = new Intl.ListFormat(this.language === 'zh' ? 'zh-CN' : 'en')
		return found
			.map(({ value, names }) =>
				this.say('conventions.give', { names: join.format(names), value: format(value), count: names.length }),
			)
			.join(this.say('finding.and'))
	}
}
