import { catalogue, componentName, cornered, hasTargets, isRow, isTuple } from './describe.js'
import { h } from './dom.js'
import { number } from './widgets.js'
import { head, remove, share } from './table-elements.js'

const WIDEST = 24

/** A table of losses of rows: a group of lines a sample, a column a class. @param {any} c the context that LossTable gives */
export function rowTable(c) {
	const { state, table } = c
	const say = (/** @type {string} */ key, /** @type {any} */ values = {}) => table.say(key, values)
	const columns = Array.from({ length: Math.min(c.count, WIDEST) }, (_, k) => k)
	return h(
		'table',
		{ class: 'rows', part: 'table' },
		h('caption', { class: 'unseen' }, say('table.label')),
		h(
			'thead',
			null,
			h('tr', null, [
				head('#', say('column.sample'), 'index'),
				h('td', null),
				columns.map((k) =>
					h('th', { scope: 'col', class: `class${k === state.component ? ' chosen' : ''}` }, partName(table, k)),
				),
				c.count > WIDEST && h('td', null, '…'),
				head('L', say('column.value'), 'number'),
				head('%', say('column.share'), 'share'),
				!table.isReadonly && h('td', { class: 'remove' }),
			]),
		),
		c.shown.map((/** @type {number} */ row) => table.row(c, row, () => group(c, row, columns))),
	)
}

/** What one of a sample's numbers is called. @param {import('./loss-table.js').LossTable} table @param {number} k @param {boolean} [isTarget] */
export function partName(table, k, isTarget = false) {
	const loss = catalogue[table.state.loss]
	if (!isRow(loss)) return ''
	if (!isTuple(loss)) return table.say(loss.labels === 'rows' ? 'column.component' : 'column.class', { k })
	if (!isTarget) return componentName(loss, k)
	return loss.observed.length > 1 ? cornered(loss.observed[k].name) : ''
}

/** @param {any} c @param {number} row @param {number[]} columns */
function group(c, row, columns) {
	const { state, result, table } = c
	const i = c.position(row)
	const isIn = i >= 0 && result.each.length > 0
	const isBare = !hasTargets(c.loss)
	const lines = (isBare ? 2 : 3) + (state.q ? 1 : 0) + (state.w ? 1 : 0)
	const line = (/** @type {string} */ mark, /** @type {any} */ cells, /** @type {string} */ kind = '') =>
		h('tr', { class: kind }, h('th', { scope: 'row', class: 'line' }, mark), cells)
	const choose = (/** @type {number} */ k) => (k === state.component && row === state.selected ? 'chosen' : '')
	const first = [
		h('th', { scope: 'rowgroup', class: 'index', rowspan: lines }, row + 1),
		h('th', { scope: 'row', class: 'line' }, isBare ? c.symbol : 'y'),
		isBare
			? columns.map((k) => h('td', { class: choose(k) }, table.cell('p', row, k)))
			: c.isIndexed || (isTuple(c.loss) && c.loss.observed.length === 1)
				? h('td', { colspan: columns.length, class: 'wide' }, table.cell('y', row, 0, { wide: true }))
				: columns.map((k) => h('td', null, table.cell('y', row, k))),
		h('td', { rowspan: lines, class: 'number value' }, isIn ? number(result.each[i], 5) : '–'),
		h('td', { rowspan: lines, class: 'share' }, isIn && share(result, i, c.total)),
		!table.isReadonly && { ...remove(c, row), props: { class: 'remove', rowspan: lines } },
	]
	return h(
		'tbody',
		{ key: row, class: row === state.selected ? 'selected' : '', onclick: () => table.store.set({ selected: row }) },
		[
			h('tr', null, first),
			!isBare &&
				line(
					c.symbol,
					columns.map((k) => h('td', { class: choose(k) }, table.cell('p', row, k))),
				),
			state.q &&
				line(
					`${c.symbol}₂`,
					columns.map((k) => h('td', null, table.cell('q', row, k))),
				),
			state.w &&
				line('w', h('td', { colspan: columns.length, class: 'wide' }, table.cell('w', row, 0, { wide: true }))),
			line(
				`∂/∂${c.symbol}`,
				columns.map((k) =>
					h(
						'td',
						{ class: `number soft ${choose(k)}`, title: `∂/∂${componentName(c.loss, k)}` },
						isIn ? number(result.gradient[i * result.width + k], 4) : '–',
					),
				),
				'gradient',
			),
		],
	)
}
