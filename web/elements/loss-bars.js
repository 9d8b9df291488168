import { classes, isIndexed } from './state.js'
import { compute } from './compute.js'
import { boundsOf, catalogue, componentName, hasClasses, hasWidth, isRow, niceStep } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { parseNumber, toInput } from './numbers.js'
import { bars } from './styles/bars.js'
import { toggle } from './widgets.js'

const MOST = 12

/** The selected row as bars to drag, a class each. */
export class LossBars extends LossElement {
	static css = bars

	constructor() {
		super()
		this.keepsSum = true
		/** @type {[number, number][] | null} */
		this.pinned = null
	}

	render() {
		const { state } = this
		const loss = catalogue[state.loss]
		if (!isRow(loss) || classes(state) > MOST) return null
		const row = state.selected
		const values = state.p[row].map((text) => parseNumber(text) ?? Number.NaN)
		const ranges = values.map((_, k) => this.pinned?.[k] ?? rangeOf(loss, values, k))
		const isUnit = hasWidth(loss) && ranges.every(([low, high]) => low === 0 && high === 1)
		const result = compute(state)
		const i = result.rows.indexOf(row)
		return h(
			'div',
			{ class: 'bars', role: 'group', 'aria-label': this.say('bars.label', { row: row + 1 }) },
			h(
				'div',
				{ class: 'head' },
				h('h3', null, this.say('bars.label', { row: row + 1 })),
				isUnit &&
					toggle({
						name: 'sum',
						label: this.say('bars.sum'),
						isOn: this.keepsSum,
						onpick: (isOn) => {
							this.keepsSum = isOn
							this.update()
						},
					}),
			),
			values.map((value, k) => {
				const [low, high] = ranges[k]
				const step = isUnit ? 0.005 : niceStep((high - low) / 200)
				const target = this.target(row, k)
				const slope = i < 0 || !result.gradient.length ? 0 : result.gradient[i * result.width + k]
				return h(
					'label',
					{
						key: k,
						class: `bar${target > 0 ? ' true' : ''}${k === state.component ? ' chosen' : ''}`,
						style: { '--at': `${(100 * (value - low)) / (high - low)}%` },
					},
					h('span', { class: 'name' }, componentName(loss, k)),
					h('input', {
						type: 'range',
						min: low,
						max: high,
						step,
						'.value': String(value),
						disabled: this.isReadonly,
						'aria-label': this.say('bars.input', { symbol: componentName(loss, k), row: row + 1 }),
						oninput: (/** @type {any} */ e) => this.move(row, k, Number(e.target.value), step, isUnit),
						onpointerdown: () => {
							this.pinned = ranges
						},
						onchange: () => {
							this.pinned = null
							this.store.commit()
						},
						onfocus: () => this.store.set({ component: k }),
					}),
					h('span', { class: 'number' }, state.p[row][k]),
					h('span', { class: 'mark', title: this.say('bars.true') }, target > 0 ? '✓' : ''),
					h(
						'span',
						{ class: `way${slope < 0 ? ' up' : slope > 0 ? ' down' : ''}`, 'aria-hidden': 'true' },
						slope < 0 ? '▲' : slope > 0 ? '▼' : '',
					),
				)
			}),
		)
	}

	/** @param {number} row @param {number} k */
	target(row, k) {
		const { state } = this
		if (!hasClasses(catalogue[state.loss])) return 0
		return isIndexed(state) ? Number(parseNumber(state.y[row][0]) === k) : (parseNumber(state.y[row][k] ?? '') ?? 0)
	}

	/** @param {number} row @param {number} k @param {number} value @param {number} step @param {boolean} isUnit */
	move(row, k, value, step, isUnit) {
		const old = this.state.p[row].map((text) => parseNumber(text) ?? 0)
		const others = old.reduce((sum, v, j) => (j === k ? sum : sum + v), 0)
		const next = old.map((v, j) => {
			if (j === k) return value
			if (!isUnit || !this.keepsSum) return v
			return others > 0 ? (v * (1 - value)) / others : (1 - value) / (old.length - 1)
		})
		const p = this.state.p.slice()
		p[row] = next.map((v, j) => (v === old[j] ? this.state.p[row][j] : toInput(v, isUnit ? 1e-4 : step)))
		this.store.set({ p, component: k }, { gesture: `bars ${row} ${k}` })
	}
}

/** @param {import('./types.js').Loss} loss @param {number[]} values @param {number} k @returns {[number, number]} */
function rangeOf(loss, values, k) {
	const { low, high, lowOpen } = boundsOf(loss, k)
	const far = Math.max(4, ...values.filter(Number.isFinite).map((v) => Math.ceil(Math.abs(v) * 1.3)))
	return [Number.isFinite(low) ? low + (lowOpen ? far / 200 : 0) : -far, Number.isFinite(high) ? high : far]
}
