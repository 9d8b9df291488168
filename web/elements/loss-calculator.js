import { catalogue, isRow } from './describe.js'
import { h, spell } from './dom.js'
import { LossElement, lend } from './element.js'
import { formulaOf } from './formulas.js'
import { calculator } from './styles/calculator.js'
import { scrollByKeys } from './widgets.js'

const VIEWS = ['values', 'curve', 'compare']

/** The whole calculator: one state, seen as values, as a curve, and in comparison. */
export class LossCalculator extends LossElement {
	static css = calculator
	static reads = (/** @type {import('./types.js').State} */ { loss, unknown, view }) => [loss, unknown, view]

	constructor() {
		super()
		lend(this)
		/** @type {Element | null} where the formula stands */
		this.place = null
		this.widths =
			typeof ResizeObserver === 'undefined'
				? null
				: new ResizeObserver(() => scrollByKeys(this.root.querySelectorAll('.formula'), this.say('formula')))
		this.root.addEventListener('loss-follow', (event) => this.follow(/** @type {CustomEvent} */ (event).detail.cell))
	}

	render() {
		return h(
			'div',
			{ class: 'frame' },
			!this.isHidden('examples') && h('slot', { name: 'examples', key: 'examples' }),
			h('div', { class: 'work', key: 'work' }, this.work()),
		)
	}

	work() {
		const { view } = this.state
		return [
			this.head(),
			!this.isHidden('views') &&
				h(
					'div',
					{
						role: 'tablist',
						class: 'tabs',
						'aria-label': this.say('views.label'),
						onkeydown: (/** @type {any} */ e) => this.onTabKey(e),
					},
					VIEWS.map((name) =>
						h(
							'button',
							{
								type: 'button',
								role: 'tab',
								id: `tab-${name}`,
								key: name,
								'aria-selected': String(name === view),
								'aria-controls': 'panel',
								tabindex: name === view ? 0 : -1,
								onclick: () => this.store.set({ view: name }),
							},
							this.say(`view.${name}`),
						),
					),
				),
			h(
				'div',
				{ role: 'tabpanel', id: 'panel', 'aria-labelledby': `tab-${view}`, class: `panel ${view}` },
				this.panel(view),
			),
		]
	}

	head() {
		const { unknown } = this.state
		const loss = catalogue[this.state.loss]
		const formula = formulaOf(loss.id, this.language)
		return h(
			'div',
			{ class: 'head' },
			h(
				'div',
				{ class: 'title' },
				h('loss-picker', { key: 'picker' }),
				formula &&
					h(
						'div',
						{ class: 'formulas', key: loss.id },
						h('div', { class: 'formula', part: 'formula', html: formula.mathml }),
						formula.where && h('div', { class: 'formula where', html: formula.where }),
					),
			),
			unknown && h('p', { class: 'problem', role: 'alert' }, this.say('note.unknown', { name: unknown })),
			!this.isHidden('controls') && !this.isReadonly && h('loss-controls', { key: 'controls' }),
		)
	}

	/** @param {string} view */
	panel(view) {
		const loss = catalogue[this.state.loss]
		const readonly = this.isReadonly
		const check = !this.isHidden('check') && h('slot', { name: 'check', key: 'check' })
		if (view === 'curve') {
			return [
				h(
					'div',
					{ class: 'wide', key: 'main' },
					h(
						'div',
						{ class: 'card' },
						h('loss-curve', { key: 'curve', tall: 1.35, readonly }),
						isRow(loss) && h('loss-bars', { key: 'bars', readonly }),
					),
				),
				h(
					'div',
					{ class: 'side', key: 'side' },
					h('loss-result', { key: 'result' }),
					check,
					h('loss-compare', { key: 'compare', readonly }),
				),
			]
		}
		if (view === 'compare') {
			return [
				h(
					'div',
					{ class: 'full', key: 'full' },
					h('loss-compare', { key: 'compare', readonly }),
					check,
					h('loss-curves', { key: 'curves' }),
					h('loss-sweep', { key: 'sweep', readonly }),
					h('loss-conventions', { key: 'conventions' }),
					h('loss-counting', { key: 'counting' }),
				),
			]
		}
		return [
			h(
				'div',
				{ class: 'left', key: 'left' },
				h('loss-result', { key: 'result' }),
				check,
				!this.isHidden('table') && h('div', { class: 'card', key: 'table' }, h('loss-table', { readonly })),
			),
			h(
				'div',
				{ class: 'right', key: 'right' },
				h(
					'div',
					{ class: 'card' },
					h('loss-curve', { key: 'curve', readonly }),
					isRow(loss) && h('loss-bars', { key: 'bars', readonly }),
				),
			),
			!this.isHidden('derivation') && h('loss-derivation', { key: 'derivation', class: 'below' }),
			!this.isHidden('code') && h('loss-code', { key: 'code', class: 'below' }),
		]
	}

	drawn() {
		const place = this.root.querySelector('.formulas')
		if (!place || place === this.place) return
		this.place = place
		this.widths?.disconnect()
		this.widths?.observe(place)
	}

	/** Its first control, which tells the loss. */
	focus() {
		const picker = /** @type {HTMLElement | null} */ (this.root.querySelector(spell('loss-picker')))
		picker?.focus()
	}

	/** From a number in the derivation to its cell. @param {string} cell */
	follow(cell) {
		const table = /** @type {import('./loss-table.js').LossTable | null} */ (
			this.root.querySelector(spell('loss-table'))
		)
		table?.goTo(cell)
	}

	/** @param {KeyboardEvent} event */
	onTabKey(event) {
		const step = { ArrowRight: 1, ArrowLeft: -1, Home: -9, End: 9 }[event.key]
		if (!step) return
		event.preventDefault()
		const at = VIEWS.indexOf(this.state.view)
		const next = Math.abs(step) === 9 ? (step < 0 ? 0 : VIEWS.length - 1) : (at + step + VIEWS.length) % VIEWS.length
		this.store.set({ view: VIEWS[next] })
		this.draw()
		const tab = /** @type {HTMLElement | null} */ (this.root.querySelector(`#tab-${VIEWS[next]}`))
		tab?.focus()
	}
}
