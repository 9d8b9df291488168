import { chart, layout, place } from './chart.js'
import { compute } from './compute.js'
import { boundsOf, catalogue, isRow, niceStep } from './describe.js'
import { h, keeper } from './dom.js'
import { moveByKey, restAfterKey, startDrag } from './drag.js'
import { LossElement, reflect } from './element.js'
import { EQUALS } from './equal.js'
import { nameOf } from './i18n.js'
import { format, parseNumber, toInput } from './numbers.js'
import { abscissas, Cache, picture } from './sampling.js'
import { download, svgText } from './save.js'
import { curve } from './styles/curve.js'
import { button, segments, toggle } from './widgets.js'

let count = 0

/** The loss and its gradient as curves, with the selected sample as a point to move. */
export class LossCurve extends LossElement {
	static css = curve
	static observedAttributes = [...super.observedAttributes, 'log', 'tall', 'curvature']

	constructor() {
		super()
		this.width = 640
		this.number = ++count
		/** What stays while the point is dragged. @type {{range: [number, number], size: import('./chart.js').Layout} | null} */
		this.pinned = null
		/** The curve in words, as it was before a drag: meanwhile the handle says where it is. */
		this.label = ''
		this.keep = keeper()
		this.cache = new Cache()
		/** @type {import('./chart.js').Layout | null} */
		this.layout = null
		/** @type {import('./sampling.js').Picture | null} */
		this.picture = null
		this.isLog = false
		/** @type {boolean | null} whether the second derivative is shown; null: as the attribute says */
		this.isBent = null
		this.observer =
			typeof ResizeObserver === 'undefined'
				? null
				: new ResizeObserver((entries) => this.resize(entries[0].contentRect.width))
		this.root.addEventListener('pointerdown', (e) => startDrag(this, /** @type {PointerEvent} */ (e)))
		this.root.addEventListener('keydown', (e) => moveByKey(this, /** @type {KeyboardEvent} */ (e)))
		this.root.addEventListener('keyup', (e) => restAfterKey(this, /** @type {KeyboardEvent} */ (e)))
	}

	connectedCallback() {
		this.width = Math.max(260, Math.round(this.clientWidth || this.width))
		super.connectedCallback()
		this.observer?.observe(this)
	}

	disconnectedCallback() {
		super.disconnectedCallback()
		this.observer?.disconnect()
	}

	/** @param {number} width */
	resize(width) {
		const next = Math.max(260, Math.round(width))
		if (Math.abs(next - this.width) < 2 || width === 0) return
		this.width = next
		this.update()
	}

	render() {
		const { state } = this
		const loss = catalogue[state.loss]
		const hasBend = this.isBent ?? this.hasAttribute('curvature')
		const found = picture(state, { hasBend, range: this.pinned?.range, cache: this.cache })
		this.picture = found
		if (!found) return h('p', { class: 'nothing' }, this.say('curve.nothing'))
		const isLog = this.isLog || this.hasAttribute('log')
		const tall = Number(this.getAttribute('tall')) || 1
		const size = this.pinned?.size ?? layout(found, { width: this.width, isLog, tall })
		this.layout = size
		const titles = {
			value: nameOf(loss, this.language),
			slope: this.say('curve.slope', { by: found.by }),
			bend: this.say('curve.bend', { by: found.by }),
		}
		if (!this.pinned) this.label = this.summary(found)
		const names = (/** @type {import('./sampling.js').Curve} */ { target }) =>
			target === null ? '' : `y = ${format(target)}`
		const svg = chart(found, size, { titles, label: this.label, names, id: `c${this.number}` }, this.keep)
		if (found.point) svg.children.push(this.handle(found.point, size))
		const losses = new Set(found.curves.map((c) => c.loss))
		return h(
			'figure',
			null,
			losses.size > 1 && [this.legend(found), this.scales(found)],
			svg,
			h('figcaption', { class: 'unseen' }, this.label),
			this.tools(found),
		)
	}

	/** @param {import('./sampling.js').Picture} found */
	legend(found) {
		const first = [...new Map(found.curves.map((c) => [c.loss.id, c])).values()]
		return h(
			'ul',
			{ class: 'legend', role: 'list' },
			first.map((c) =>
				h(
					'li',
					{ key: c.loss.id },
					h(
						'svg',
						{ width: 28, height: 10, 'aria-hidden': 'true' },
						h('line', { x1: 1, x2: 27, y1: 5, y2: 5, class: `curve tone${c.tone}${c.isDashed ? ' dashed' : ''}` }),
					),
					nameOf(c.loss, this.language),
				),
			),
		)
	}

	/** How the curves are brought to one scale. @param {import('./sampling.js').Picture} found */
	scales(found) {
		const place = `${found.symbol} = ${format(found.equalAt, 3)}`
		return h(
			'div',
			{ class: 'scales' },
			segments({
				name: 'equal',
				label: this.say('curve.equal'),
				value: this.state.equal,
				isHidden: true,
				options: EQUALS.map((key) => [key, this.say(`equal.${key}`, { place })]),
				onpick: (equal) => this.store.set({ equal }),
			}),
		)
	}

	/** @param {import('./sampling.js').Point} point @param {import('./chart.js').Layout} size */
	handle(point, size) {
		const [value, slope, bend] = size.panels
		const x = size.x(point.x)
		const at = place
		return h(
			'g',
			{
				key: 'handle',
				class: 'handle',
				part: 'handle',
				role: 'slider',
				tabindex: this.isReadonly ? undefined : 0,
				'aria-label': this.say('curve.handle', { row: this.state.selected + 1, symbol: this.picture?.symbol }),
				'aria-valuenow': point.x,
				'aria-valuemin': this.picture?.range[0],
				'aria-valuemax': this.picture?.range[1],
				'aria-valuetext': this.say('curve.at', this.facts(point)),
				'aria-disabled': this.isReadonly ? 'true' : undefined,
			},
			h('circle', { class: 'reach', cx: x, cy: at(value, point.value), r: 22 }),
			h('circle', { class: 'halo', cx: x, cy: at(value, point.value), r: 11 }),
			h('circle', { class: 'grip', cx: x, cy: at(value, point.value), r: 6.5 }),
			h('circle', { class: 'second', cx: x, cy: at(slope, point.slope), r: 5 }),
			bend && Number.isFinite(point.bend) && h('circle', { class: 'second', cx: x, cy: at(bend, point.bend), r: 5 }),
		)
	}

	/** @param {import('./sampling.js').Point} point */
	facts(point) {
		return {
			symbol: this.picture?.symbol,
			x: format(point.x, 4),
			value: format(point.value, 4),
			slope: format(point.slope, 4),
		}
	}

	/** @param {import('./sampling.js').Picture} found */
	summary(found) {
		const name = nameOf(catalogue[this.state.loss], this.language)
		const text = found.point ? this.say('curve.at', this.facts(found.point)) : ''
		return this.say('curve.summary', {
			name,
			from: format(found.range[0], 3),
			to: format(found.range[1], 3),
			symbol: found.symbol,
			text,
		})
	}

	/** @param {import('./sampling.js').Picture} found */
	tools(found) {
		const { state } = this
		const loss = catalogue[state.loss]
		const { point } = found
		const step = this.step()
		return h(
			'div',
			{ class: 'tools' },
			point &&
				h(
					'p',
					{ class: 'reading', 'aria-hidden': 'true' },
					h('span', null, h('var', null, found.symbol), ` = ${format(point.x, 4)}`),
					h('span', null, h('var', null, 'L'), ` = ${format(point.value, 5)}`),
					h('span', null, h('var', null, `dL/d${found.by}`), ` = ${format(point.slope, 5)}`),
					found.hasBend && h('span', null, h('var', null, `d²L/d${found.by}²`), ` = ${format(point.bend, 5)}`),
				),
			h(
				'div',
				{ class: 'buttons' },
				!this.isReadonly &&
					point && [
						button('−', () => this.moveBy(-step * 5), {
							'aria-label': this.say('curve.less', { symbol: found.symbol }),
							class: 'quiet step',
						}),
						this.field(point, found),
						button('+', () => this.moveBy(step * 5), {
							'aria-label': this.say('curve.more', { symbol: found.symbol }),
							class: 'quiet step',
						}),
					],
				abscissas(loss).length > 1 &&
					segments({
						name: 'x',
						label: this.say('curve.x'),
						value: state.x,
						isHidden: true,
						options: [
							['variable', this.say(`variable.${loss.variable}`)],
							['prediction', this.say('variable.prediction')],
						],
						onpick: (x) => this.store.set({ x }),
					}),
				segments({
					name: 'scale',
					label: this.say('curve.scale'),
					value: this.isLog ? 'log' : 'linear',
					isHidden: true,
					options: [
						['linear', this.say('curve.linear')],
						['log', this.say('curve.log')],
					],
					onpick: (kind) => {
						this.isLog = kind === 'log'
						this.update()
					},
				}),
				toggle({
					name: 'curvature',
					label: this.say('curve.curvature'),
					isOn: found.hasBend,
					onpick: (isOn) => {
						this.isBent = isOn
						this.update()
					},
				}),
				h(
					'span',
					{ class: 'files' },
					button('SVG', () => download(`${loss.id}.svg`, new Blob([this.toSVG()], { type: 'image/svg+xml' })), {
						'aria-label': this.say('save.as', { kind: 'SVG' }),
					}),
					button('PNG', async () => download(`${loss.id}.png`, await this.toPNG()), {
						'aria-label': this.say('save.as', { kind: 'PNG' }),
					}),
				),
			),
		)
	}

	/** The abscissa, typed. @param {import('./sampling.js').Point} point @param {import('./sampling.js').Picture} found */
	field(point, { symbol }) {
		const text = toInput(point.x, this.step() / 10)
		return h('input', {
			key: 'field',
			class: 'field',
			type: 'text',
			inputmode: 'decimal',
			autocomplete: 'off',
			'aria-label': this.say('curve.handle', { symbol, row: point.row + 1 }),
			'.value': text,
			onchange: (/** @type {any} */ e) => {
				const typed = parseNumber(e.target.value)
				if (typed === undefined || Number.isNaN(typed)) e.target.value = text
				else this.moveTo(typed, 'typed')
				this.store.commit()
			},
		})
	}

	/** The chart as shown, as a file's text. */
	toSVG() {
		return svgText(this.svg)
	}

	/** @param {number} [scale] */
	async toPNG(scale) {
		const { pngBlob } = await import('./png.js')
		return pngBlob(this.svg, this.toSVG(), scale)
	}

	get svg() {
		return /** @type {SVGSVGElement} */ (this.root.querySelector('svg.chart'))
	}

	step() {
		const [from, to] = this.picture?.range ?? [0, 1]
		return niceStep((to - from) / 250)
	}

	/** @param {number} step */
	moveBy(step) {
		if (this.picture?.point) this.moveTo(this.picture.point.x + step)
		this.store.commit()
	}

	/** Moves the point to an abscissa: writes the prediction that gives it. @param {number} x @param {string} [gesture] */
	moveTo(x, gesture = 'drag') {
		const { state } = this
		const found = this.picture
		if (!found) return
		const { loss, rows, yTrue, own } = compute(state)
		const [low, high] = gesture === 'drag' && this.pinned ? this.pinned.range : found.bounds
		const bound = Math.max(Math.max(low, found.bounds[0]), Math.min(Math.min(high, found.bounds[1]), x))
		const step = this.step()
		const isEnd = bound === found.bounds[0] || bound === found.bounds[1]
		const isExact = gesture === 'typed'
		const snapped = isEnd || isExact ? bound : Math.round(bound / step) * step
		const y = yTrue[rows.indexOf(state.selected)] ?? 0
		let f = snapped
		if (!isRow(loss) && state.x === 'variable') {
			if (loss.variable === 'residual') f = snapped + y
			if (loss.variable === 'margin') f = snapped * (own.labels === '01' ? (y > 0 ? 1 : -1) : y)
		}
		const { low: least, high: most } = boundsOf(loss, state.component)
		f = Math.max(least, Math.min(most, f))
		this.store.edit(
			'p',
			state.selected,
			isRow(loss) ? state.component : 0,
			isExact ? String(Number(f.toPrecision(12))) : toInput(f, step / 10),
			`${gesture} ${state.selected} ${state.component}`,
		)
	}
}

reflect(LossCurve)
