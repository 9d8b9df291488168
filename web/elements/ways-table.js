/** One value under several conventions, as a table, with a sentence that says what it shows. */

import { h } from './dom.js'
import { number } from './widgets.js'

/**
 * @typedef {{key: string, name: any, value: number, who: any, isOurs: boolean}} Way
 * @param {import('./element.js').LossElement} element
 * @param {{topic: string, heads: [string, string], mark: string, ways: Way[], finding: string}} table its caption is the message
 *   `topic.title`; `heads` name the first and the last column, `mark` is the attribute that holds a row's key
 */
export function waysTable(element, { topic, heads, mark, ways, finding }) {
	const title = element.say(`${topic}.title`)
	return h(
		'section',
		{ class: 'card' },
		h(
			'div',
			{ class: 'scroll', tabindex: 0, role: 'region', 'aria-label': title },
			h(
				'table',
				null,
				h('caption', null, title),
				h(
					'thead',
					null,
					h('tr', null, [
						h('th', { scope: 'col' }, element.say(`${topic}.${heads[0]}`)),
						h('th', { scope: 'col', class: 'number' }, element.say('ways.value')),
						h('th', { scope: 'col' }, element.say(`${topic}.${heads[1]}`)),
					]),
				),
				h(
					'tbody',
					null,
					ways.map(({ key, name, value, who, isOurs }) =>
						h(
							'tr',
							{ key, [mark]: key, class: isOurs ? 'ours' : '' },
							h('th', { scope: 'row' }, name),
							h('td', { class: 'number big' }, number(value)),
							h('td', { class: 'who' }, who),
						),
					),
				),
			),
		),
		h('p', { class: 'finding' }, finding),
	)
}
