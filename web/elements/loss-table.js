import { classes, isIndexed } from './state.js'
import { compute } from './compute.js'
import { pasted } from './data.js'
import { catalogue, isDerived, isRow, symbol, variableAt, variableSymbol } from './describe.js'
import { h, keeper } from './dom.js'
import { LossElement } from './element.js'
import { explain } from './i18n.js'
import { csvText, download } from './save.js'
import { table } from './styles/table.js'
import { elementTable } from './table-elements.js'
import { partName, rowTable } from './table-rows.js'

/** @typedef {import('./dom.js').Keep} Keep */

const PAGE = 50

/** The samples: targets and predictions to edit, and what the loss makes of each. */
export class LossTable extends LossElement {
	static css = table

	constructor() {
		super()
		this.page = 0
		/** The rows of the view. @type {Keep[]} */
		this.keep = []
		/** A file was given that holds no data. */
		this.isUnread = false
		/** @type {{row: number, name: string, k: number} | null} */
		this.focusNext = null
	}

	render() {
		const { state } = this
		const loss = catalogue[state.loss]
		const result = compute(state)
		const rows = state.y.length
		this.page = Math.min(this.page, Math.floor((rows - 1) / PAGE))
		const from = this.page * PAGE
		const shown = Array.from({ length: Math.min(PAGE, rows - from) }, (_, j) => from + j)
		const total = sumOf(result)
		const context = {
			state,
			loss,
			result,
			total,
			shown,
			table: this,
			symbol: symbol(loss),
			variable: variableSymbol(loss),
			isDerived: isDerived(loss),
			variableAt,
			count: classes(state),
			isIndexed: isIndexed(state),
			position: (/** @type {number} */ row) => positionOf(result.rows, row),
		}
		return h(
			'div',
			{
				class: 'frame',
				onkeydown: (/** @type {any} */ e) => this.onKey(e),
				ondragover: allow,
				ondrop: (/** @type {any} */ e) => this.onDrop(e),
			},
			h(
				'div',
				{ class: 'scroll', tabindex: 0, role: 'region', 'aria-label': this.say('table.label') },
				(isRow(loss) ? rowTable : elementTable)(context),
			),
			rows > PAGE && this.pager(from, shown.length, rows),
			this.problems(result),
			this.isUnread && h('p', { class: 'problems', role: 'alert' }, this.say('table.unread')),
			!this.isReadonly &&
				h(
					'div',
					{ class: 'tools' },
					h('button', { type: 'button', class: 'quiet add', onclick: () => this.add() }, `+ ${this.say('table.add')}`),
					h(
						'button',
						{
							type: 'button',
							class: 'quiet undo',
							disabled: !this.store.past.length,
							onclick: () => this.store.undo(),
							title: 'Ctrl+Z',
						},
						this.say('table.undo'),
					),
					h(
						'button',
						{
							type: 'button',
							class: 'quiet',
							disabled: !this.store.future.length,
							onclick: () => this.store.redo(),
							title: 'Ctrl+Y',
						},
						this.say('table.redo'),
					),
					h(
						'button',
						{
							type: 'button',
							class: 'quiet',
							'aria-label': this.say('save.as', { kind: 'CSV' }),
							onclick: () => download(`${loss.id}.csv`, new Blob([this.toCSV()], { type: 'text/csv' })),
						},
						'CSV',
					),
					h(
						'label',
						{ class: 'quiet file' },
						this.say('table.open'),
						h('input', {
							type: 'file',
							class: 'unseen',
							accept: '.csv,.tsv,.txt,.json',
							onchange: (/** @type {any} */ e) => e.target.files[0] && this.readFile(e.target.files[0]),
						}),
					),
					h('span', { class: 'hint' }, this.say('table.paste')),
				),
		)
	}

	/** A row's part of the view, the same as before where nothing in it has changed. @param {any} c @param {number} row @param {() => any} make */
	row({ state, loss, result, total, isIndexed }, row, make) {
		this.keep[row % PAGE] ??= keeper()
		const { rows, each, gradient, width, weights } = result
		const i = positionOf(rows, row)
		const isSelected = row === state.selected
		const isBad = result.cells.size > 0 || (state.q && compute(state, state.loss, 'q').cells.size > 0)
		const from = [
			...[row, loss, this.language, this.isReadonly, state.y.length < 2, state.coding, isIndexed, isBad && state],
			...[state.y[row], state.p[row], state.q?.[row], state.w?.[row], isSelected, isSelected && state.component],
			...[each[i], ((each[i] * (weights?.[i] ?? 1)) / total).toFixed(3), state.q === null, state.w === null],
			...Array.from({ length: Math.min(width, 24) }, (_, k) => gradient[i * width + k]),
		]
		return this.keep[row % PAGE](from, make)
	}

	/** What is wrong in cells, in words: what is wrong with several of a row, once. @param {import('./compute.js').Result} result */
	problems(result) {
		/** @type {Map<import('./types.js').Problem, string[]>} */
		const places = new Map()
		for (const [key, problem] of result.cells)
			if (!key.startsWith('parameter')) places.set(problem, [...(places.get(problem) ?? []), key])
		const list = [...places].sort((a, b) => rowOf(a[1][0]) - rowOf(b[1][0])).slice(0, 4)
		return (
			list.length > 0 &&
			h(
				'div',
				{ class: 'problems', role: 'status' },
				h(
					'ul',
					null,
					list.map(([problem, keys]) => {
						const [name, row, k] = keys[0].split(':')
						const place = this.place(name, Number(row), keys.length > 1 ? -1 : Number(k))
						return h('li', null, h('b', null, place + this.say('colon')), explain(problem, this.language))
					}),
				),
			)
		)
	}

	/** What a cell is called, or all of a row's. @param {string} name @param {number} row @param {number} k -1 for all */
	place(name, row, k) {
		const column = { y: 'target', p: 'prediction', q: 'prediction2', w: 'weight' }[name]
		const isWhole = k < 0 || name === 'w' || (name === 'y' && isIndexed(this.state))
		const part = isWhole ? '' : partName(this, k, name === 'y')
		const names = [this.say('table.row', { row: row + 1 }), this.say(`column.${column}`), part]
		return names.filter(Boolean).join(this.say('comma'))
	}

	/** An input of one cell. @param {'y' | 'p' | 'q' | 'w'} name @param {number} row @param {number} k @param {Record<string, any>} [more] */
	cell(name, row, k, more = {}) {
		const { state } = this
		const text = name === 'w' ? (state.w?.[row] ?? '') : (state[name]?.[row]?.[k] ?? '')
		const problem =
			compute(state).cells.get(`${name}:${row}:${k}`) ??
			(name === 'q' ? compute(state, state.loss, 'q').cells.get(`q:${row}:${k}`) : undefined)
		return h('input', {
			type: 'text',
			inputmode: 'text',
			autocomplete: 'off',
			spellcheck: 'false',
			class: `cell ${name}`,
			'data-at': `${name}:${row}:${k}`,
			'.value': text,
			readonly: this.isReadonly,
			'aria-label': this.place(name, row, k),
			'aria-invalid': problem ? 'true' : undefined,
			title: problem ? explain(problem, this.language) : undefined,
			oninput: (/** @type {any} */ e) => this.write(name, row, k, e.target.value),
			onchange: () => this.store.commit(),
			onfocus: () =>
				this.store.set({ selected: row, ...(name === 'y' || name === 'w' || more.wide ? {} : { component: k }) }),
			onpaste: (/** @type {any} */ e) => this.onPaste(e, name, row, k),
		})
	}

	/** @param {'y' | 'p' | 'q' | 'w'} name @param {number} row @param {number} k @param {string} text */
	write(name, row, k, text) {
		if (name === 'w') this.store.weigh(row, text)
		else this.store.edit(name, row, k, text, `type ${name} ${row} ${k}`)
	}

	/** @param {ClipboardEvent} event @param {'y' | 'p' | 'q' | 'w'} name @param {number} row @param {number} k */
	async onPaste(event, name, row, k) {
		const cells = !this.isReadonly && (await pasted(event))
		if (cells) this.store.paste(name, row, k, cells)
	}

	/** @param {DragEvent} event */
	async onDrop(event) {
		const file = event.dataTransfer?.files[0]
		if (!file || this.isReadonly) return
		event.preventDefault()
		this.readFile(file)
	}

	/** Its data take the place of the table's. @param {Blob} file */
	async readFile(file) {
		const { readData } = await import('./import.js')
		const data = readData(await file.text(), this.state)
		this.isUnread = data === null
		if (data) this.store.set(data)
		else this.update()
	}

	add() {
		this.store.addRow()
		const row = this.state.y.length - 1
		this.page = Math.floor(row / PAGE)
		this.focusNext = { name: 'y', row, k: 0 }
	}

	/** @param {KeyboardEvent} event */
	onKey(event) {
		const input = /** @type {HTMLElement} */ (event.composedPath()[0])
		if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) {
			event.preventDefault()
			if (event.key.toLowerCase() === 'y' || event.shiftKey) this.store.redo()
			else this.store.undo()
			return
		}
		if (!input.dataset?.at) return
		const [name, row, k] = input.dataset.at.split(':')
		const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
		if (!step) return
		event.preventDefault()
		event.stopPropagation()
		const next = Number(row) + step
		if (event.key === 'Enter' && next === this.state.y.length && !this.isReadonly) this.store.addRow()
		this.focusNext = { name, row: next, k: Number(k) }
		this.update()
	}

	toCSV() {
		return csvText(this.result)
	}

	/** Puts the focus on a cell. @param {string} cell such as p:0:1 */
	goTo(cell) {
		const [name, row, k] = cell.split(':')
		this.page = Math.floor(Number(row) / PAGE) || 0
		this.focusNext = { name, row: Number(row), k: Number(k) }
		this.update()
	}

	drawn() {
		if (!this.focusNext) return
		const { name, row, k } = this.focusNext
		const input = /** @type {HTMLInputElement | null} */ (this.root.querySelector(`[data-at="${name}:${row}:${k}"]`))
		if (!input) return
		this.focusNext = null
		input.focus()
		input.select()
	}

	/** @param {number} from @param {number} count @param {number} rows */
	pager(from, count, rows) {
		const go = (/** @type {number} */ step) => () => {
			this.page += step
			this.update()
		}
		return h(
			'div',
			{ class: 'pager' },
			h(
				'button',
				{
					type: 'button',
					class: 'quiet',
					disabled: from === 0,
					onclick: go(-1),
					'aria-label': this.say('table.before'),
				},
				'←',
			),
			h('span', null, this.say('table.range', { from: from + 1, to: from + count, rows })),
			h(
				'button',
				{
					type: 'button',
					class: 'quiet',
					disabled: from + count >= rows,
					onclick: go(1),
					'aria-label': this.say('table.after'),
				},
				'→',
			),
		)
	}
}

/** @param {string} key of a cell */
const rowOf = (key) => Number(key.split(':')[1])

/** @param {Event} event */
const allow = (event) => event.preventDefault()

/** Where a row stands among those that take part. @param {number[]} rows @param {number} row */
function positionOf(rows, row) {
	return rows[row] === row ? row : rows.indexOf(row)
}

/** The weighted sum, of which each row has its share. @param {import('./compute.js').Result} result */
function sumOf({ each, weights }) {
	let total = 0
	for (let i = 0; i < each.length; i++) total += each[i] * (weights ? weights[i] : 1)
	return total
}
