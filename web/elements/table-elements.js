import { h } from './dom.js'
import { number } from './widgets.js'

/** Of so many samples none makes up a share worth a column. */
const MANY = 1000

/** A table of losses of one number a sample. @param {any} c the context that LossTable gives */
export function elementTable(c) {
	const { state, table } = c
	const say = (/** @type {string} */ key, /** @type {any} */ values = {}) => table.say(key, values)
	const isEditable = !table.isReadonly
	const isWide = state.q && state.w
	return h(
		'table',
		{
			class: `elements${isWide || state.y.length >= MANY ? ' crowded' : ''}${isWide ? ' pairs' : ''}`,
			part: 'table',
		},
		h('caption', { class: 'unseen' }, say('table.label')),
		h(
			'thead',
			null,
			h('tr', null, [
				head('#', say('column.sample'), 'index'),
				head('y', say('column.target')),
				head(c.symbol, say('column.prediction')),
				state.q && head(`${c.symbol}₂`, say('column.prediction2')),
				state.w && head('w', say('column.weight')),
				c.isDerived && head(c.variable, say(`variable.${c.loss.variable}`), 'number derived'),
				head('L', say('column.value'), 'number'),
				head('%', say('column.share'), 'share'),
				head(`∂/∂${c.symbol}`, say('column.gradient'), 'number slope'),
				isEditable && h('td', { class: 'remove' }),
			]),
		),
		h(
			'tbody',
			null,
			c.shown.map((/** @type {number} */ row) => table.row(c, row, () => line(c, row))),
		),
	)
}

/** @param {any} c @param {number} row */
function line(c, row) {
	const { state, result, table } = c
	const i = c.position(row)
	const isIn = i >= 0 && result.each.length > 0
	return h(
		'tr',
		{
			key: row,
			class: row === state.selected ? 'selected' : '',
			onclick: () => table.store.set({ selected: row }),
		},
		[
			h('th', { scope: 'row', class: 'index' }, row + 1),
			h('td', null, table.cell('y', row, 0, { wide: true })),
			h('td', null, table.cell('p', row, 0, { wide: true })),
			state.q && h('td', null, table.cell('q', row, 0, { wide: true })),
			state.w && h('td', null, table.cell('w', row, 0, { wide: true })),
			c.isDerived &&
				h(
					'td',
					{ class: 'number soft derived' },
					isIn ? number(c.variableAt(c.loss, signed(c, result.yTrue[i]), result.yPred[i]), 5) : '–',
				),
			h('td', { class: 'number value' }, isIn ? number(result.each[i], 5) : '–'),
			h('td', { class: 'share' }, isIn && share(result, i, c.total)),
			h('td', { class: 'number slope' }, isIn ? number(result.gradient[i], 4) : '–'),
			!table.isReadonly && remove(c, row),
		],
	)
}

/** @param {any} c @param {number} y */
const signed = (c, y) => (c.loss.labels === 'pm1' && c.result.own.labels === '01' ? (y > 0 ? 1 : -1) : y)

/** @param {string} mark @param {string} text @param {string} [kind] */
export const head = (mark, text, kind = '') =>
	h('th', { scope: 'col', class: kind }, h('span', { class: 'mark' }, mark), h('span', { class: 'text' }, text))

/** @param {import('./compute.js').Result} result @param {number} i @param {number} total */
export function share(result, i, total) {
	const part = (result.each[i] * (result.weights ? result.weights[i] : 1)) / total
	if (!(part >= 0 && part <= 1)) return '–'
	return [
		h('span', { class: 'bar' }, h('span', { class: 'fill', style: { width: `${(part * 100).toFixed(1)}%` } })),
		h('span', { class: 'percent' }, `${Math.round(part * 100)}%`),
	]
}

/** @param {any} c @param {number} row */
export const remove = (c, row) =>
	h(
		'td',
		{ class: 'remove' },
		h(
			'button',
			{
				type: 'button',
				class: 'quiet',
				disabled: c.state.y.length < 2,
				'aria-label': c.table.say('table.remove', { row: row + 1 }),
				onclick: (/** @type {Event} */ e) => {
					e.stopPropagation()
					c.table.store.removeRow(row)
				},
			},
			'×',
		),
	)
