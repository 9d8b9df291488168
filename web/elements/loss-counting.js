import { ways } from './counting.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { format } from './numbers.js'
import { words } from './messages/compare/index.js'
import { compare } from './styles/compare.js'
import { waysTable } from './ways-table.js'

/** The same samples under every usual way of counting them. */
export class LossCounting extends LossElement {
	static css = compare
	static words = words
	static isPatient = true

	render() {
		const list = ways(this.state)
		if (!list.length) return null
		return waysTable(this, {
			topic: 'counting',
			heads: ['way', 'who'],
			mark: 'data-way',
			ways: list.map(({ key, value, isOurs }) => ({
				key,
				name: [this.say(`counting.${key}`), isOurs && h('small', null, this.say('counting.ours'))],
				value,
				who: this.say(`counting.${key}.who`),
				isOurs,
			})),
			finding: this.finding(list.map(({ value }) => value)),
		})
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
