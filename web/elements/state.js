/** The state that elements share: one plain object, replaced and never changed, with undo. */

import { sample, toCells } from './data.js'
import { catalogue, fallback, find, hasClasses, hasWidth, isRow, isTuple, kind } from './describe.js'
import { History } from './history.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {'y' | 'p' | 'q' | 'w'} Column */

/** Columns of the table, from left to right. @type {Column[]} */
const COLUMNS = ['y', 'p', 'q', 'w']

/** @returns {State} */
export function initial() {
	return {
		loss: fallback,
		unknown: '',
		others: [],
		parameters: {},
		reduction: 'mean',
		denominator: 'weights',
		coding: 'pm1',
		smoothing: '0',
		classWeights: null,
		ignoreIndex: '',
		...sample(catalogue[fallback]),
		q: null,
		w: null,
		selected: 0,
		component: 0,
		x: 'variable',
		equal: 'raw',
		each: 'value',
		sweep: '',
		view: 'values',
		preset: '',
		rest: [],
	}
}

/** A whole state from a part of one, as presets, links and attributes give it. @param {Record<string, any>} part @returns {State} */
export function complete(part) {
	const state = { ...initial(), ...part }
	const loss = find(state.loss) ?? catalogue[fallback]
	if (!find(state.loss)) state.unknown = String(state.loss)
	state.loss = loss.id
	state.others = /** @type {string[]} */ ([
		...new Set(state.others.map((/** @type {string} */ id) => find(id)?.id).filter(Boolean)),
	])
	const given = part.p ? { y: part.y ?? [], p: part.p } : sample(loss)
	state.y = toCells(given.y)
	state.p = toCells(given.p)
	state.q = part.q ? toCells(part.q) : null
	state.w = part.w ? Array.from(part.w, String) : null
	state.parameters = Object.fromEntries(Object.entries(state.parameters).map(([name, value]) => [name, String(value)]))
	state.smoothing = String(state.smoothing)
	state.ignoreIndex = String(state.ignoreIndex)
	state.classWeights = state.classWeights && Array.from(state.classWeights, String)
	const whole = square(state)
	return part.component === undefined ? { ...whole, component: trueClass(whole) } : whole
}

/** The class that the selected row's target names. @param {State} state */
function trueClass(state) {
	const y = state.y[state.selected] ?? []
	const width = classes(state)
	if (!hasWidth(catalogue[state.loss])) return 0
	if (y.length === 1) return Math.max(0, Math.min(width - 1, Math.trunc(Number(y[0])) || 0))
	return Math.max(
		0,
		y.map(Number).reduce((best, v, k, all) => (v > all[best] ? k : best), 0),
	)
}

/** As many targets, predictions and weights as rows. @param {State} state @returns {State} */
function square(state) {
	const count = Math.max(1, state.y.length, state.p.length)
	const width = classes(state)
	const blank = (/** @type {number} */ n) => Array(n).fill('')
	const fill = (/** @type {string[][]} */ rows, /** @type {number} */ n) =>
		rows.length === count ? rows : Array.from({ length: count }, (_, i) => rows[i] ?? blank(n))
	const loss = catalogue[state.loss]
	const wide = isTuple(loss) ? loss.observed.length : state.y.every((row) => row.length <= 1) ? 1 : width
	return {
		...state,
		y: fill(state.y, wide),
		p: fill(state.p, width),
		q: state.q && fill(state.q, width),
		w: state.w && (state.w.length === count ? state.w : Array.from({ length: count }, (_, i) => state.w?.[i] ?? '1')),
		selected: Math.min(state.selected, count - 1),
		component: Math.min(state.component, width - 1),
	}
}

/** The number of classes: the widest row. @param {State} state */
export function classes(state) {
	let widest = 1
	for (const row of state.p) if (row.length > widest) widest = row.length
	return widest
}

/** Targets are class indices rather than distributions. @param {State} state */
export const isIndexed = (state) => {
	const loss = catalogue[state.loss]
	return hasClasses(loss) && state.y.every((row) => row.length <= 1)
}

/** What does not belong to a preset's identity. */
const LOOKS = new Set(['view', 'selected', 'component', 'x', 'equal', 'each', 'sweep', 'preset', 'rest'])

/** @extends {History<State>} */
export class Store extends History {
	/** @param {Partial<State>} [part] */
	constructor(part = {}) {
		super(complete(part))
		/** @type {Record<string, {y: string[][], p: string[][], q: string[][] | null, w: string[] | null}>} */
		this.kept = {}
	}

	/**
	 * @param {Partial<State>} patch
	 * @param {{gesture?: string, from?: string}} [how] changes of one gesture (a drag) are one step of undo
	 */
	set(patch, how = {}) {
		const names = Object.keys(patch).filter(
			(name) => /** @type {any} */ (patch)[name] !== /** @type {any} */ (this.state)[name],
		)
		if (names.length === 0) return
		const isLook = names.every((name) => LOOKS.has(name))
		const state = square({ ...this.state, ...(isLook ? {} : { preset: '' }), ...patch })
		const isElsewhere = state.selected !== this.state.selected || state.loss !== this.state.loss
		this.replace(isElsewhere && patch.component === undefined ? { ...state, component: trueClass(state) } : state, {
			...how,
			isLook,
		})
	}

	/** @param {Record<string, any>} part replaces the whole state @param {string} [from] */
	load(part, from = 'user') {
		this.replace(complete(part), { from })
	}

	/** @param {State} state */
	restored(state) {
		return { ...state, view: this.state.view }
	}

	/** Another loss: data of the same kind stay, others come from this session or from the description. @param {string} id */
	choose(id) {
		const next = catalogue[id]
		const now = catalogue[this.state.loss]
		if (!next || next === now) return
		this.kept[kind(now)] = { y: this.state.y, p: this.state.p, q: this.state.q, w: this.state.w }
		const data = kind(next) === kind(now) ? {} : (this.kept[kind(next)] ?? { ...sample(next), q: null, w: null })
		const y = /** @type {any} */ (data).y ?? this.state.y
		const others = this.state.others.filter((other) => other !== id)
		const needsRows = hasWidth(next) && !hasClasses(next) && y.every((/** @type {string[]} */ row) => row.length <= 1)
		this.set({ loss: id, unknown: '', others, ...data, ...(needsRows ? sample(next) : {}) })
	}

	/** @param {'y' | 'p' | 'q'} name @param {number} row @param {number} k @param {string} text @param {string} [gesture] */
	edit(name, row, k, text, gesture) {
		const rows = this.state[name]
		if (!rows || rows[row]?.[k] === text) return
		const copy = rows.slice()
		copy[row] = Array.from({ length: Math.max(rows[row].length, k + 1) }, (_, i) =>
			i === k ? text : (rows[row][i] ?? ''),
		)
		this.set({ [name]: copy, selected: row, component: name === 'y' ? this.state.component : k }, { gesture })
	}

	/** @param {number} row @param {string} text */
	weigh(row, text) {
		if (this.state.w) this.set({ w: this.state.w.map((old, i) => (i === row ? text : old)), selected: row })
	}

	/** Cells over those from a corner on. @param {Column} name @param {number} row @param {number} k @param {string[][]} cells */
	paste(name, row, k, cells) {
		if (!cells.length) return
		const { state } = this
		const order = isRow(catalogue[state.loss]) ? [name] : COLUMNS
		const patch = /** @type {Record<string, any[]>} */ ({})
		const copy = (/** @type {Column} */ column) => (patch[column] ??= state[column]?.slice() ?? [])
		cells.forEach((line, i) => {
			if (name !== 'w' && order.length === 1) {
				const old = state[name]?.[row + i] ?? []
				const length = Math.max(old.length, k + line.length)
				copy(name)[row + i] = Array.from({ length }, (_, at) => line[at - k] ?? old[at] ?? '')
			} else
				line.forEach((cell, j) => {
					const column = order[order.indexOf(name) + j]
					if (column && state[column]) copy(column)[row + i] = column === 'w' ? cell : [cell]
				})
		})
		const count = Math.max(...Object.values(patch).map((rows) => rows.length))
		if (count > state.y.length) copy('y').length = count
		for (const [column, rows] of Object.entries(patch))
			for (let i = 0; i < rows.length; i++) rows[i] ??= column === 'w' ? '1' : ['']
		this.set(patch)
	}

	addRow() {
		const { y, p, q, w } = this.state
		const last = (/** @type {string[][]} */ rows) => [...rows, rows[rows.length - 1].slice()]
		this.set({ y: last(y), p: last(p), q: q && last(q), w: w && [...w, '1'], selected: y.length })
	}

	/** @param {number} row */
	removeRow(row) {
		const { y, p, q, w } = this.state
		if (y.length < 2) return
		const without = (/** @type {any[]} */ rows) => rows.filter((_, i) => i !== row)
		this.set({ y: without(y), p: without(p), q: q && without(q), w: w && without(w), selected: Math.max(0, row - 1) })
	}

	/** @param {number} count of classes */
	setClasses(count) {
		const fit = (/** @type {string[][]} */ rows) =>
			rows.map((row) => Array.from({ length: count }, (_, k) => row[k] ?? '0'))
		const { y, p, q } = this.state
		this.set({ p: fit(p), q: q && fit(q), ...(isIndexed(this.state) ? {} : { y: fit(y) }) })
	}

	/** Class indices to distributions and back. @param {boolean} wantsIndex */
	setIndexed(wantsIndex) {
		const count = classes(this.state)
		if (wantsIndex === isIndexed(this.state)) return
		const y = this.state.y.map((row) =>
			wantsIndex
				? [String(row.map(Number).indexOf(Math.max(...row.map(Number))))]
				: Array.from({ length: count }, (_, k) => (Number(row[0]) === k ? '1' : '0')),
		)
		this.set({ y })
	}
}
