/** The loss as a function of the chosen number, drawn. */

import { chart, layout, place } from '../chart.js'
import { h } from '../dom.js'
import { nameOf } from '../i18n.js'
import { format } from '../numbers.js'
import { compute } from './compute.js'
import { picture } from './picture.js'

/** @typedef {import('./loss-batch.js').LossBatch} LossBatch */

/** The curve, and its point to move. @param {LossBatch} element */
export function curve(element) {
	const { state } = element
	const found = picture(state, element.pinned?.range ? { range: element.pinned.range, count: 80 } : {})
	element.picture = found
	if (!found?.point) return h('p', { class: 'empty' }, element.say('batch.pick'))
	const size = element.pinned?.size ?? layout(found, { width: element.width, tall: 0.8 })
	element.layout = size
	const { loss } = compute(state)
	const facts = {
		symbol: found.symbol,
		x: format(found.point.x, 4),
		value: format(found.point.value, 4),
		slope: format(found.point.slope, 4),
	}
	const svg = chart(found, size, {
		titles: {
			value: nameOf(loss, element.language),
			slope: element.say('batch.curve.slope', { by: found.by }),
			bend: '',
		},
		label: element.say('batch.at', facts),
		id: 'batch',
		names: () => '',
	})
	const [value, slope] = size.panels
	const x = size.x(found.point.x)
	svg.children.push(
		h(
			'g',
			{
				key: 'handle',
				class: 'handle',
				role: 'slider',
				tabindex: element.isReadonly ? undefined : 0,
				'aria-label': found.symbol,
				'aria-valuenow': found.point.x,
				'aria-valuemin': found.range[0],
				'aria-valuemax': found.range[1],
				'aria-valuetext': element.say('batch.at', facts),
			},
			h('circle', { class: 'reach', cx: x, cy: place(value, found.point.value), r: 22 }),
			h('circle', { class: 'halo', cx: x, cy: place(value, found.point.value), r: 11 }),
			h('circle', { class: 'grip', cx: x, cy: place(value, found.point.value), r: 6.5 }),
			h('circle', { class: 'second', cx: x, cy: place(slope, found.point.slope), r: 5 }),
		),
	)
	return h(
		'figure',
		null,
		svg,
		h('p', { class: 'reading', 'aria-hidden': 'true' }, [
			h('code', null, `${found.symbol} = ${facts.x}`),
			h('span', null, h('var', null, 'L'), ` = ${facts.value}`),
			h('span', null, element.say('curve.slope', { by: '' }).split(/\s{2}/)[0], ` ${facts.slope}`),
		]),
	)
}
