/** The value of a batch as it is shown. */

import { h } from '../dom.js'
import { explain, nameOf } from '../i18n.js'
import { format } from '../numbers.js'
import { bracketed, joined } from '../reduction.js'
import { number } from '../widgets.js'
import { compute } from './compute.js'
import { cellName } from './tables.js'

/** @typedef {import('./loss-batch.js').LossBatch} LossBatch */

/** The value, and how it is made. @param {LossBatch} element */
export function value(element) {
	const { state } = element
	const { loss, value, each, problem, cells, gradient } = compute(state)
	const title = (/** @type {string} */ what) =>
		h('h2', null, h('span', { class: 'what' }, what), h('span', { class: 'of' }, nameOf(loss, element.language)))
	if (problem || cells.size)
		return h(
			'section',
			{ class: 'card wrong result' },
			title(''),
			h(
				'p',
				{ class: 'problem', role: 'alert' },
				problem && !cells.size ? explain(problem, element.language) : element.say('batch.fix'),
			),
			h(
				'ul',
				{ class: 'problems', role: 'status' },
				[...cells].slice(0, 4).map(([key, fault]) => {
					const place = fault.code !== 'parameter' && h('b', null, nameOfCell(element, key) + element.say('colon'))
					return h('li', null, place, explain(fault, element.language))
				}),
			),
		)
	const what = loss.each
		? element.say(`batch.${state.reduction}${state.weights ? '.weighted' : ''}`, { n: each.length })
		: element.say('batch.whole')
	const square = Object.values(gradient)
		.flatMap((part) => Array.from(part))
		.reduce((sum, g) => sum + g * g, 0)
	const isListed = loss.each && loss.each !== loss.inputs[0].dimensions[0]
	return h(
		'section',
		{ class: 'card result' },
		title(what),
		h(
			'output',
			{ class: 'value', 'aria-live': 'polite' },
			value === null
				? h(
						'span',
						{ class: 'list' },
						`[${Array.from(each)
							.slice(0, 6)
							.map((x) => format(x, 4))
							.join(', ')}${each.length > 6 ? ', …' : ''}]`,
					)
				: number(value),
		),
		value !== null && String(value).length > 8 && h('p', { class: 'exact' }, String(value)),
		loss.each && value !== null && h('p', { class: 'how' }, how(element)),
		Array.from(each).some(Number.isNaN) && h('p', { class: 'note' }, element.say('note.nan')),
		isListed &&
			each.length > 1 &&
			h(
				'ul',
				{ class: 'each', 'aria-label': element.say('batch.each') },
				Array.from(each, (x, i) =>
					h('li', null, h('span', null, `${element.say(`one.${loss.each}`)} ${i}`), number(x, 5)),
				),
			),
		h(
			'dl',
			null,
			h('div', null, h('dt', null, element.say('batch.norm')), h('dd', null, number(Math.sqrt(square), 4))),
		),
	)
}

/** What is wrong: a cell, an input, a weight or a parameter. @param {LossBatch} element @param {string} key such as embeddings:3 */
function nameOfCell(element, key) {
	const [name, at] = key.split(':')
	const input = compute(element.state).loss.inputs.find((one) => one.name === name)
	if (input) return cellName(element, input, at === undefined ? undefined : Number(at))
	return name === 'weights' ? `${element.say('batch.weights')} ${at ?? ''}`.trim() : element.say(`parameter.${name}`)
}

/** The reduction spelled out. @param {LossBatch} element */
export function how(element) {
	const { loss, each, value, total } = compute(element.state)
	const { weights, reduction } = element.state
	const terms = Array.from(each)
		.slice(0, 5)
		.map((x, i) => (weights ? `${weights[i]} × ${bracketed(format(x, 4))}` : format(x, 4)))
	const sum = `${terms.flatMap(joined).join('')}${each.length > 5 ? ' + …' : ''}`
	if (reduction === 'sum' || !total || !Number.isFinite(total)) return `${sum} = ${format(total)}`
	const by = total / (value ?? 1)
	const whole = Math.abs(by - Math.round(by)) < 1e-9 * by ? Math.round(by) : by
	return [
		`(${sum}) / ${format(whole)} = ${format(total)} / ${format(whole)}`,
		h(
			'small',
			null,
			` ${element.say(weights ? 'result.by.weights' : whole === each.length ? `dimension.${loss.each}` : 'batch.by')}`,
		),
	]
}
