/** The inputs of a loss of batches as tables of cells. */

import { pasted } from '../data.js'
import { h } from '../dom.js'
import { explain } from '../i18n.js'
import { format } from '../numbers.js'
import { compute } from './compute.js'
import { lengthsOf, weighedBy } from './state.js'

/** @typedef {import('./loss-batch.js').LossBatch} LossBatch */
/** @typedef {import('../../lib/batch/module.js').Input} Input */

/** What can stand in one table, a row for each member of the first dimension; then the others, a table each. @param {LossBatch} element */
export function tables(element) {
	const { loss } = compute(element.state)
	const { cells } = element.state
	const given = loss.inputs.filter(({ name }) => cells[name])
	const main = loss.inputs[0].dimensions[0]
	const isMain = (/** @type {Input} */ { dimensions }) => dimensions[0] === main && dimensions.length < 3
	return [
		h('section', { class: 'card', key: 'main' }, mainTable(element, main, given.filter(isMain))),
		given
			.filter((input) => !isMain(input))
			.map((input) => h('section', { class: 'card', key: input.name }, ownTable(element, input))),
	]
}

/** @param {LossBatch} element @param {string} dimension @param {Input[]} inputs */
function mainTable(element, dimension, inputs) {
	const { state } = element
	const { loss, each } = compute(state)
	const isEach = loss.each === dimension && each.length > 0
	const weights = weighedBy(loss) === dimension ? state.weights : null
	const widths = inputs.map((input) => lengthsOf(input, state.sizes)[1] ?? 1)
	const isWide = widths.some((width) => width > 1)
	const head = (/** @type {string} */ text, more = {}) => h('th', { scope: 'col', ...more }, text)
	return scrolled(
		element,
		element.say('batch.inputs'),
		h(
			'table',
			null,
			h('thead', null, [
				h('tr', null, [
					head(element.say(`one.${dimension}`), { class: 'index', rowspan: isWide ? 2 : 1 }),
					inputs.map((input, i) =>
						head(inputName(element, input), {
							class: `group${i ? '' : ' first'}`,
							scope: widths[i] > 1 ? 'colgroup' : 'col',
							colspan: widths[i],
							rowspan: isWide && widths[i] === 1 ? 2 : 1,
							title: input.name,
						}),
					),
					weights && head(element.say('batch.weights'), { rowspan: isWide ? 2 : 1 }),
					isEach && head(element.say('batch.value'), { rowspan: isWide ? 2 : 1, class: 'number' }),
				]),
				isWide &&
					h(
						'tr',
						{ class: 'places' },
						widths.flatMap((width) => (width > 1 ? Array.from({ length: width }, (_, k) => head(String(k))) : [])),
					),
			]),
			h(
				'tbody',
				null,
				Array.from({ length: state.sizes[dimension] }, (_, i) =>
					h(
						'tr',
						{ key: i },
						h('th', { scope: 'row', class: 'index' }, String(i)),
						inputs.map((input, j) =>
							Array.from({ length: widths[j] }, (_, k) =>
								h('td', { class: k ? '' : 'group' }, cell(element, input, i * widths[j] + k)),
							),
						),
						weights && h('td', null, weightCell(element, i)),
						isEach &&
							h(
								'td',
								{ class: 'number' },
								h('data', { value: String(each[i]), title: String(each[i]) }, format(each[i], 5)),
							),
					),
				),
			),
		),
	)
}

/** @param {LossBatch} element @param {Input} input */
function ownTable(element, input) {
	const lengths = lengthsOf(input, element.state.sizes)
	const [columns = 1, rows = 1, blocks = 1] = lengths.slice().reverse()
	const { dimensions } = input
	const [across, down = '', over = ''] = dimensions.slice().reverse()
	const one = (/** @type {string} */ dimension) => (dimension ? element.say(`one.${dimension}`) : '')
	return [
		h('h2', { class: 'title' }, inputName(element, input), h('small', null, shapeOf(element, input))),
		Array.from({ length: blocks }, (_, b) =>
			scrolled(
				element,
				inputName(element, input),
				h(
					'table',
					{ key: b, class: 'own' },
					over && h('caption', null, `${one(over)} ${b}`),
					columns > 1 &&
						h(
							'thead',
							null,
							h('tr', null, [
								h('td', { class: 'index' }),
								Array.from({ length: columns }, (_, k) => h('th', { scope: 'col' }, `${one(across)} ${k}`)),
							]),
						),
					h(
						'tbody',
						null,
						Array.from({ length: rows }, (_, i) =>
							h('tr', { key: i }, [
								h('th', { scope: 'row', class: 'index' }, down ? `${one(down)} ${i}` : ''),
								Array.from({ length: columns }, (_, k) =>
									h('td', null, cell(element, input, (b * rows + i) * columns + k)),
								),
							]),
						),
					),
				),
			),
		),
	]
}

/** The sizes of an input, in words: 3 samples × 2 features. @param {LossBatch} element @param {Input} input */
export const shapeOf = (element, { dimensions }) =>
	dimensions.length
		? dimensions
				.map(
					(name) =>
						`${element.state.sizes[name]} ${element.say(`${element.state.sizes[name] === 1 ? 'one' : 'dimension'}.${name}`)}`,
				)
				.join(' × ')
		: element.say('kind.scalar')

/** @param {LossBatch} element @param {{name: string}} input */
export const inputName = (element, { name }) => element.say(`input.${name}`)

/** @param {LossBatch} element @param {string} label @param {any} table */
const scrolled = (element, label, table) =>
	h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, table)

/** A cell, with the gradient by it. @param {LossBatch} element @param {Input} input @param {number} at */
function cell(element, input, at) {
	const { state } = element
	const { gradient, cells } = compute(state)
	const { name, kind } = input
	const slope = kind === 'variable' ? gradient[name]?.[at] : undefined
	const problem = cells.get(`${name}:${at}`)
	const isChosen = state.input === name && state.place === at
	return [
		h('input', {
			type: 'text',
			autocomplete: 'off',
			spellcheck: 'false',
			class: `cell${isChosen ? ' chosen' : ''}`,
			'data-at': `${name}:${at}`,
			'.value': state.cells[name][at],
			readonly: element.isReadonly,
			'aria-label': cellName(element, input, at),
			'aria-invalid': problem ? 'true' : undefined,
			title: problem ? explain(problem, element.language) : undefined,
			oninput: (/** @type {any} */ e) => element.store.edit(name, { [at]: e.target.value }, `type ${name} ${at}`),
			onchange: () => element.store.commit(),
			onfocus: () => kind === 'variable' && element.store.set({ input: name, place: at }),
			onpaste: (/** @type {any} */ e) => paste(element, e, name, at),
			onkeydown: (/** @type {any} */ e) => element.onCellKey(e, input, at),
		}),
		slope !== undefined && h('span', { class: 'slope', title: String(slope) }, format(slope, 3)),
	]
}

/** @param {LossBatch} element @param {number} at */
function weightCell(element, at) {
	const problem = compute(element.state).cells.get(`weights:${at}`)
	return h('input', {
		type: 'text',
		autocomplete: 'off',
		class: 'cell',
		'data-at': `weights:${at}`,
		'.value': element.state.weights?.[at] ?? '',
		readonly: element.isReadonly,
		'aria-label': `${element.say('batch.weights')} ${at}`,
		'aria-invalid': problem ? 'true' : undefined,
		title: problem ? explain(problem, element.language) : undefined,
		oninput: (/** @type {any} */ e) => element.store.weigh(at, e.target.value),
	})
}

/** @param {LossBatch} element @param {Input} input @param {number} [at] one of its cells */
export const cellName = (element, input, at) =>
	at !== undefined && input.dimensions.length
		? element.say('batch.input', { input: inputName(element, input), place: placeOf(element, input, at) })
		: inputName(element, input)

/** Where a cell stands: sample 1, feature 0. @param {LossBatch} element @param {Input} input @param {number} at */
export function placeOf(element, input, at) {
	const lengths = lengthsOf(input, element.state.sizes)
	return input.dimensions
		.map((name, k) => {
			const size = lengths.slice(k + 1).reduce((a, b) => a * b, 1)
			return `${element.say(`one.${name}`)} ${Math.floor(at / size) % lengths[k]}`
		})
		.join(' ')
}

/** @param {LossBatch} element @param {ClipboardEvent} event @param {string} name @param {number} at */
async function paste(element, event, name, at) {
	const cells = !element.isReadonly && (await pasted(event))
	if (cells) element.store.paste(name, at, cells)
}
