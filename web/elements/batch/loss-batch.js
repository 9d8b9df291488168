import { niceStep } from '../describe.js'
import { h } from '../dom.js'
import { moveByKey, startDrag } from '../drag.js'
import { LossElement } from '../element.js'
import { provideMessages } from '../i18n.js'
import en from '../messages/batch/en.json' with { type: 'json' }
import zh from '../messages/batch/zh.json' with { type: 'json' }
import { toInput } from '../numbers.js'
import { programCard } from '../program.js'
import { setting } from '../setting.js'
import { batch } from '../styles/batch.js'
import { code as codeStyle } from '../styles/code.js'
import { controls } from '../styles/controls.js'
import { curve as curveStyle } from '../styles/curve.js'
import { result as resultStyle } from '../styles/result.js'
import { button, segments, stepper, toggle } from '../widgets.js'
import { languages, program } from './code.js'
import { compute } from './compute.js'
import { curve } from './curve.js'
import { ATTRIBUTES, fromAttributes, fromLink, toAttributes, toLink } from './link.js'
import { batches } from './losses.js'
import { plane } from './plane.js'
import { BatchStore, lengthsOf, weighedBy } from './state.js'
import { inputName, tables } from './tables.js'
import { value } from './value.js'

provideMessages({ en, zh })

/** A dimension has at least so many members; classes are two. @param {string} name */
const least = (name) => (name === 'classes' ? 2 : 1)
const MOST = 12

/** A loss of a whole batch: its inputs, its value, its gradient, how it changes with each number, and how to write it. */
export class LossBatch extends LossElement {
	static kind = 'batch'
	static observedAttributes = [...ATTRIBUTES, 'lang', 'readonly', 'hide']
	static css = [resultStyle, controls, curveStyle, codeStyle, batch].join('')

	constructor() {
		super()
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
	}

	connectedCallback() {
		super.connectedCallback()
		this.observer?.observe(this)
	}

	disconnectedCallback() {
		super.disconnectedCallback()
		this.observer?.disconnect()
	}

	/** @returns {any} a store of its own kind */
	begin() {
		return new BatchStore(fromAttributes(attributesOf(this)))
	}

	/** @param {string} name @param {string | null} value */
	assign(name, value) {
		if (!ATTRIBUTES.includes(name) || value === null) return this.update()
		const { loss, ...others } = toAttributes(this.state)
		this.store.load(fromAttributes({ loss, ...(name === 'loss' ? {} : others), [name]: value }), 'host')
	}

	/** @returns {any} */
	get store() {
		return super.store
	}

	/** @returns {any} a state of its own kind */
	get state() {
		return this.store.state
	}

	set state(part) {
		this.store.load(part, 'host')
	}

	get result() {
		return /** @type {any} */ (compute(this.state))
	}

	get link() {
		return toLink(this.state)
	}

	set link(fragment) {
		this.read(fragment, 'host')
	}

	/** @param {string} fragment @param {string} from */
	read(fragment, from) {
		const state = fromLink(fragment)
		if (state) this.store.load(state, from)
	}

	resize() {
		const width = Math.round(this.root.querySelector('.curve')?.clientWidth ?? 0)
		if (width < 200 || Math.abs(width - this.width) < 2) return
		this.width = width
		this.update()
	}

	drawn() {
		this.resize()
		if (!this.focusNext) return
		const cell = /** @type {HTMLInputElement | null} */ (this.root.querySelector(`[data-at="${this.focusNext}"]`))
		this.focusNext = ''
		cell?.focus()
		cell?.select()
	}

	view() {
		return h(
			'div',
			{ class: 'frame' },
			h('section', { class: 'card settings', 'aria-label': this.say('controls.label') }, this.controls()),
			h('div', { class: 'work' }, [
				h('div', { class: 'left' }, tables(this), this.tools(), this.isWhole && this.plane()),
				h('div', { class: 'right' }, value(this), this.isWhole && this.curve()),
			]),
			programCard(this, languages(this.state.loss), (language) => program(this.state, language)),
		)
	}

	controls() {
		const { state } = this
		const loss = batches[state.loss]
		const { cells } = compute(state)
		const optional = loss.inputs.filter(({ option }) => option !== undefined)
		const weighed = weighedBy(loss)
		const lists = loss.inputs.find((input) => input.lists)?.lists
		const set =
			(/** @type {string} */ name) =>
			(/** @type {string} */ value, gesture = '') =>
				this.store.set({ parameters: { ...state.parameters, [name]: value } }, { gesture })
		return [
			h('div', { class: 'controls', role: 'group', 'aria-label': this.say('controls.label') }, [
				loss.parameters.map((parameter) =>
					setting(this, {
						parameter,
						text: state.parameters[parameter.name] ?? String(parameter.value),
						set: set(parameter.name),
						problem: cells.get(parameter.name),
					}),
				),
				loss.each &&
					segments({
						name: 'reduction',
						label: this.say('controls.reduction'),
						value: state.reduction,
						options: ['mean', 'sum', 'none'].map((key) => [key, this.say(`reduction.${key}`)]),
						onpick: (reduction) => this.store.set({ reduction }),
					}),
				(optional.length > 0 || weighed) &&
					h('fieldset', { class: 'optional', key: 'optional' }, [
						h('legend', null, this.say('batch.optional')),
						optional.map((input) =>
							toggle({
								name: input.name,
								label: inputName(this, input),
								isOn: state.cells[input.name] !== undefined,
								onpick: (isOn) => this.store.give(input.name, isOn),
							}),
						),
						weighed &&
							(weighed !== lists || state.weights) &&
							toggle({
								name: 'weights',
								label: this.say('controls.weights'),
								isOn: state.weights !== null,
								onpick: (isOn) => this.store.set({ weights: isOn ? [] : null }),
							}),
					]),
			]),
			!this.isReadonly &&
				h(
					'div',
					{ class: 'controls sizes', role: 'group', 'aria-label': this.say('batch.sizes') },
					Object.keys(state.sizes)
						.filter((name) => name !== lists)
						.map((name) => this.size(name)),
				),
		]
	}

	/** @param {string} name of a dimension */
	size(name) {
		const label = this.say(`dimension.${name}`)
		return stepper({
			name,
			label,
			value: this.state.sizes[name],
			least: least(name),
			most: MOST,
			fewer: this.say('batch.fewer', { name: label }),
			more: this.say('batch.more', { name: label }),
			onpick: (size) => this.store.resize(name, size),
		})
	}

	tools() {
		if (this.isReadonly) return null
		return h(
			'div',
			{ class: 'tools' },
			button(this.say('batch.undo'), () => this.store.undo(), { disabled: !this.store.past.length, title: 'Ctrl+Z' }),
			button(this.say('batch.redo'), () => this.store.redo(), { disabled: !this.store.future.length, title: 'Ctrl+Y' }),
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
		return shown && h('section', { class: 'card', key: 'plane' }, shown)
	}

	curve() {
		return h('section', { class: 'card curve', key: 'curve' }, h('h3', null, this.say('batch.curve')), curve(this))
	}

	/** @param {KeyboardEvent} event */
	onKey(event) {
		if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key) && !this.isReadonly) {
			event.preventDefault()
			if (event.key.toLowerCase() === 'y' || event.shiftKey) this.store.redo()
			else this.store.undo()
		} else moveByKey(/** @type {any} */ (this), event)
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

/** @param {Element} element */
const attributesOf = ({ attributes }) => Object.fromEntries(Array.from(attributes, ({ name, value }) => [name, value]))
