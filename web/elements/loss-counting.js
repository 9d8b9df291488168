import { ways } from './counting.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { format } from './numbers.js'
import { compare } from './styles/compare.js'
import { number } from './widgets.js'

/** The same samples under every usual way of counting them. */
export class LossCounting extends LossElement {
	static css = compare
	static isPatient = true

	view() {
		const list = ways(this.state)
		if (!list.length) return null
		return h(
			'section',
			{ class: 'card' },
			h(
				'div',
				{ class: 'scroll', tabindex: 0, role: 'region', 'aria-label': this.say('counting.title') },
				h(
					'table',
					null,
					h('caption', null, this.say('counting.title')),
					h(
						'thead',
						null,
						h('tr', null, [
							h('th', { scope: 'col' }, this.say('counting.way')),
							h('th', { scope: 'col', class: 'number' }, this.say('column.value')),
							h('th', { scope: 'col' }, this.say('counting.who')),
						]),
					),
					h(
						'tbody',
						null,
						list.map(({ key, value, isOurs }) =>
							h(
								'tr',
								{ key, 'data-way': key, class: isOurs ? 'ours' : '' },
								h(
									'th',
									{ scope: 'row' },
									this.say(`counting.${key}`),
									isOurs && h('small', null, this.say('counting.ours')),
								),
								h('td', { class: 'number big' }, number(value)),
								h('td', { class: 'who' }, this.say(`counting.${key}.who`)),
							),
						),
					),
				),
			),
			h('p', { class: 'finding' }, this.finding(list.map(({ value }) => value))),
		)
	}

	/** @param {number[]} values */
	finding(values) {
		const [least, most] = [Math.min(...values), Math.max(...values)]
		if (!Number.isFinite(most - least)) return ''
		if (most === least) return this.say('counting.same')
		return this.say('counting.finding', {
			least: format(least, 4),
			most: format(most, 4),
			ratio: least > 0 ? this.say('counting.ratio', { ratio: format(most / least, 3) }) : '',
		})
	}
}
