import { niceStep } from '../describe.js'
import { h } from '../dom.js'
import { moveByKey, startDrag } from '../drag.js'
import { lend } from '../element.js'
import { formulaOf } from '../formulas.js'
import { nameOf } from '../i18n.js'
import en from '../messages/batch/en.json' with { type: 'json' }
import zh from '../messages/batch/zh.json' with { type: 'json' }
import { toInput } from '../numbers.js'
import { programCard } from '../program.js'
import { download, svgText } from '../save.js'
import { batch } from '../styles/batch.js'
import { code as codeStyle } from '../styles/code.js'
import { controls as controlsStyle } from '../styles/controls.js'
import { curve as curveStyle } from '../styles/curve.js'
import { result as resultStyle } from '../styles/result.js'
import { button, scrollByKeys } from '../widgets.js'
import { languages, program } from './code.js'
import { compute } from './compute.js'
import { controls } from './controls.js'
import { csv } from './csv.js'
import { curve } from './curve.js'
import { BatchElement } from './element.js'
import { batches } from './losses.js'
import { plane } from './plane.js'
import { lengthsOf } from './state.js'
import { tables } from './tables.js'
import { value } from './value.js'

/** A loss of a whole batch: its inputs, its value, its gradient, how it changes with each number, and how to write it. */
export class LossBatch extends BatchElement {
	static css = [resultStyle, controlsStyle, curveStyle, codeStyle, batch].join('')
	static words = { en, zh }

	constructor() {
		super()
		lend(this)
		this.width = 480
		/** While the point of the curve is dragged, its range and layout; while one of the plane is, its scales. @type {any} */
		this.pinned = null
		/** @type {import('../chart.js').Layout | null} */
		this.layout = null
		/** @type {import('../sampling.js').Picture | null} */
		this.picture = null
		this.focusNext = ''
		this.observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.resize())
		this.root.addEventListener('pointerdown', (e) =>
			startDrag(/** @type {any} */ (this), /** @type {PointerEvent} */ (e)),
		)
		this.root.addEventListener('keydown', (e) => this.onKey(/** @type {KeyboardEvent} */ (e)))
		this.root.addEventListener('loss-follow', (e) => this.follow(/** @type {CustomEvent} */ (e).detail.cell))
	}

	connectedCallback() {
		super.connectedCallback()
		this.observer?.observe(this)
	}

	disconnectedCallback() {
		super.disconnectedCallback()
		this.observer?.disconnect()
	}

	resize() {
		const width = Math.round(this.root.querySelector('.curve')?.clientWidth ?? 0)
		if (width < 200 || Math.abs(width - this.width) < 2) return
		this.width = width
		this.update()
	}

	drawn() {
		this.resize()
		scrollByKeys(this.root.querySelectorAll('.formula'), this.say('formula'))
		if (!this.focusNext) return
		const cell = /** @type {HTMLInputElement | null} */ (this.root.querySelector(`[data-at="${this.focusNext}"]`))
		this.focusNext = ''
		cell?.focus()
		cell?.select()
	}

	render() {
		const left = [
			!this.isHidden('table') && [tables(this), this.tools()],
			!this.isHidden('plane') && this.isWhole && this.plane(),
		]
		const right = [!this.isHidden('value') && value(this), !this.isHidden('curve') && this.isWhole && this.curve()]
		const columns = { left, right }
		const shown = Object.entries(columns).filter(([, parts]) => parts.some(Boolean))
		return h('div', { class: 'frame' }, [
			!this.isHidden('formula') && this.head(),
			!this.isHidden('controls') && !this.isReadonly && controls(this),
			shown.length > 0 &&
				h(
					'div',
					{ class: `work${shown.length > 1 ? ' two' : ''}`, key: 'work' },
					shown.map(([side, parts]) => h('div', { class: side, key: side }, parts)),
				),
			!this.isHidden('derivation') && h('loss-batch-derivation', { key: 'derivation', hide: 'formula' }),
			!this.isHidden('code') &&
				programCard(this, languages(this.state.loss), (language) => program(this.state, language)),
		])
	}

	/** The loss's name and its formula. */
	head() {
		const loss = batches[this.state.loss]
		const made = formulaOf(loss.id, this.language)
		return h(
			'div',
			{ class: 'head', key: loss.id },
			h('h2', { class: 'name' }, nameOf(loss, this.language)),
			made ? h('div', { class: 'formula', html: made.mathml + made.where }) : h('code', null, loss.formula),
		)
	}

	tools() {
		if (this.isReadonly) return null
		return h(
			'div',
			{ class: 'tools' },
			button(this.say('batch.undo'), () => this.store.undo(), { disabled: !this.store.past.length, title: 'Ctrl+Z' }),
			button(this.say('batch.redo'), () => this.store.redo(), { disabled: !this.store.future.length, title: 'Ctrl+Y' }),
			save(this, 'CSV', () => new Blob([this.toCSV()], { type: 'text/csv' })),
			h('span', { class: 'hint' }, this.say('batch.hint')),
		)
	}

	/** There is a value to draw. */
	get isWhole() {
		const { problem, cells } = compute(this.state)
		return !problem && !cells.size
	}

	plane() {
		const shown = plane(this)
		return (
			shown &&
			h('section', { class: 'card', key: 'plane' }, shown, this.pictures('svg.plot', `${this.state.loss}-plane`))
		)
	}

	curve() {
		return h(
			'section',
			{ class: 'card curve', key: 'curve' },
			h('h2', { class: 'title' }, this.say('batch.curve')),
			curve(this),
			this.picture?.point && this.pictures('svg.chart', this.state.loss),
		)
	}

	/** Saves a picture. @param {string} selector @param {string} name */
	pictures(selector, name) {
		return h(
			'div',
			{ class: 'buttons' },
			save(this, 'SVG', () => new Blob([this.toSVG(selector)], { type: 'image/svg+xml' }), name),
			save(this, 'PNG', () => this.toPNG(undefined, selector), name),
		)
	}

	/** The curve as shown, as a file's text; or the plane, `svg.plot`. @param {string} [selector] */
	toSVG(selector = 'svg.chart') {
		return svgText(/** @type {SVGSVGElement} */ (this.root.querySelector(selector)))
	}

	/** @param {number} [scale] @param {string} [selector] */
	async toPNG(scale, selector = 'svg.chart') {
		const { pngBlob } = await import('../png.js')
		const svg = /** @type {SVGSVGElement} */ (this.root.querySelector(selector))
		return pngBlob(svg, this.toSVG(selector), scale)
	}

	/** The tables as text, with the values and the gradients. */
	toCSV() {
		return csv(this.state)
	}

	/** @param {KeyboardEvent} event */
	onKey(event) {
		if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key) && !this.isReadonly) {
			event.preventDefault()
			if (event.key.toLowerCase() === 'y' || event.shiftKey) this.store.redo()
			else this.store.undo()
		} else moveByKey(/** @type {any} */ (this), event)
	}

	/** From a number in the derivation to its cell. @param {string} cell */
	follow(cell) {
		this.focusNext = cell
		this.update()
	}

	/** Up and down the rows. @param {KeyboardEvent} event @param {import('../../lib/batch/module.js').Input} input @param {number} at */
	onCellKey(event, input, at) {
		const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
		if (!step) return
		event.preventDefault()
		event.stopPropagation()
		const [width = 1] = lengthsOf(input, this.state.sizes).slice(1).reverse()
		const next = at + step * width
		if (next < 0 || next >= this.state.cells[input.name].length) return
		this.focusNext = `${input.name}:${next}`
		this.update()
	}

	step() {
		const [from, to] = this.picture?.range ?? [0, 1]
		return niceStep((to - from) / 250)
	}

	/** Moves the chosen number. @param {number} x @param {string} [gesture] */
	moveTo(x, gesture = 'drag') {
		const { state, picture } = this
		if (!picture) return
		const [low, high] = gesture === 'drag' && this.pinned?.range ? this.pinned.range : picture.bounds
		const step = this.step()
		const snapped = Math.round(Math.max(low, Math.min(high, x)) / step) * step
		this.store.edit(
			state.input,
			{ [state.place]: toInput(snapped, step / 10) },
			`${gesture} ${state.input} ${state.place}`,
		)
	}
}

/** @param {LossBatch} element @param {string} kind @param {() => Blob | Promise<Blob>} make @param {string} [name] */
const save = (element, kind, make, name = element.state.loss) =>
	button(kind, async () => download(`${name}.${kind.toLowerCase()}`, await make()), {
		'aria-label': element.say('save.as', { kind }),
	})
