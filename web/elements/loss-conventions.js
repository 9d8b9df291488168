import { compute } from './compute.js'
import { camps, conventions, FRAMEWORKS } from './conventions.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { format } from './numbers.js'
import { words } from './messages/compare/index.js'
import { compare } from './styles/compare.js'
import { waysTable } from './ways-table.js'

/** The same samples as each framework that has the loss counts them. */
export class LossConventions extends LossElement {
	static css = compare
	static words = words
	static isPatient = true

	render() {
		const list = conventions(this.state)
		if (!list.length) return null
		const { value: ours } = compute(this.state)
		return waysTable(this, {
			topic: 'conventions',
			heads: ['framework', 'options'],
			mark: 'data-framework',
			ways: list.map(({ framework, name, options, value }) => ({
				key: framework,
				name: [FRAMEWORKS[framework], h('small', null, h('code', null, name))],
				value,
				who: this.options(options),
				isOurs: value === ours,
			})),
			finding: this.finding(list),
		})
	}

	/** @param {Record<string, any>} options */
	options({ denominator, ...own }) {
		const words = Object.entries(own).map(
			([name, value]) => `${name}: ${typeof value === 'number' ? format(value, 3) : value}`,
		)
		if (denominator) words.unshift(`${this.say('controls.denominator')}: ${this.say(`denominator.${denominator}`)}`)
		return words.join(', ') || '–'
	}

	/** @param {import('./conventions.js').Convention[]} list */
	finding(list) {
		const found = camps(list)
		if (found.length === 1) return this.say(list.length > 1 ? 'conventions.same' : 'conventions.one')
		const join = new Intl.ListFormat(this.language === 'zh' ? 'zh-CN' : 'en')
		const said = found
			.map(({ value, names }) =>
				this.say('conventions.give', { names: join.format(names), value: format(value), count: names.length }),
			)
			.join(this.say('finding.and'))
		return said + this.say('finding.end')
	}
}
