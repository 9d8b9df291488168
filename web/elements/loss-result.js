import { compute } from './compute.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { explain, nameOf } from './i18n.js'
import { format } from './numbers.js'
import { joined, reduction } from './reduction.js'
import { result as css } from './styles/result.js'
import { number } from './widgets.js'

/** Probabilities are typed with a few digits: 0.33 three times is a distribution. */
const ROUNDED = 0.0101

/** The value, how it is made, and what to know about it. */
export class LossResult extends LossElement {
	static css = css

	render() {
		const { state } = this
		const result = compute(state)
		const { loss, value, each, problem } = result
		const title = h(
			'h2',
			null,
			h('span', { class: 'what' }, each.length ? this.what(result) : this.say(`reduction.${state.reduction}`)),
			h('span', { class: 'of' }, nameOf(loss, this.language)),
		)
		const isNothingLeft = result.rows.length < 2 && [...result.cells.keys()].some((key) => !key.startsWith('parameter'))
		if (problem && !isNothingLeft)
			return h(
				'section',
				{ class: 'card wrong' },
				title,
				h('p', { class: 'problem', role: 'alert' }, this.reason(result)),
			)
		if (!each.length)
			return h(
				'section',
				{ class: 'card wrong' },
				title,
				h('p', { class: 'problem', role: 'alert' }, this.say('result.empty')),
			)
		return h(
			'section',
			{ class: 'card' },
			title,
			h(
				'output',
				{ class: 'value', part: 'value', 'aria-live': 'polite' },
				value === null ? this.list(each) : number(value),
			),
			value !== null && String(value).length > 8 && h('p', { class: 'exact' }, String(value)),
			h('p', { class: 'how' }, this.how(result)),
			h('dl', null, this.facts(result)),
			this.notes(result).map((text) => h('p', { class: 'note' }, text)),
		)
	}

	/** @param {import('./compute.js').Result} result */
	what({ rows, options }) {
		return this.say(`result.${options.reduction ?? this.state.reduction}${options.weights ? '.weighted' : ''}`, {
			n: rows.length,
		})
	}

	/** @param {import('./compute.js').Result} result */
	reason({ problem }) {
		return problem ? explain(problem, this.language) : ''
	}

	/** @param {ArrayLike<number>} each */
	list(each) {
		const shown = Array.from(each)
			.slice(0, 4)
			.map((x) => format(x, 4))
		return h('span', { class: 'list' }, `[${shown.join(', ')}${each.length > 4 ? ', …' : ''}]`)
	}

	/** The reduction spelled out. @param {import('./compute.js').Result} result */
	how(result) {
		const { terms, total, by, name } = reduction(this.state, result)
		if (result.value === null) return this.say('result.how.none')
		const sum = terms.flatMap(joined).join('')
		if (!by) return h('span', null, `${sum} = ${total}`)
		return h('span', null, `(${sum}) / ${by} = ${total}\u00a0/\u00a0${by}`, h('small', null, ` ${this.say(name)}`))
	}

	/** @param {import('./compute.js').Result} result */
	facts({ each, rows, gradient }) {
		let worst = 0
		let square = 0
		for (let i = 1; i < each.length; i++) if (each[i] > each[worst] || Number.isNaN(each[i])) worst = i
		for (let i = 0; i < gradient.length; i++) square += gradient[i] * gradient[i]
		const entry = (/** @type {string} */ key, /** @type {any} */ what) =>
			h('div', null, h('dt', null, this.say(key)), h('dd', null, what))
		return [
			entry('result.count', rows.length.toLocaleString('en')),
			entry(
				'result.worst',
				h(
					'button',
					{ type: 'button', class: 'link', onclick: () => this.store.set({ selected: rows[worst] }) },
					this.say('result.row', { row: rows[worst] + 1, value: format(each[worst], 4) }),
				),
			),
			entry('result.norm', number(Math.sqrt(square), 4)),
		]
	}

	/** @param {import('./compute.js').Result} result */
	notes(result) {
		const { value, each, rows, loss, yTrue, yPred, weights, width } = result
		const notes = []
		const left = this.state.y.length - rows.length
		if (left > 0) notes.push(this.say('note.left', { n: left }))
		const infinite = Array.from(each).findIndex((x) => x === Number.POSITIVE_INFINITY)
		if (infinite >= 0)
			notes.push(
				this.say(loss.variable === 'probability' ? 'note.infinite.probability' : 'note.infinite', {
					row: rows[infinite] + 1,
				}),
			)
		if (Array.from(each).some(Number.isNaN)) notes.push(this.say('note.nan'))
		if (value !== null && weights?.every((weight) => weight === 0)) notes.push(this.say('note.weightless'))
		if (loss.labels !== 'classes' || loss.variable !== 'probability') return notes
		for (const [name, numbers] of Object.entries({ target: yTrue, prediction: yPred })) {
			if (numbers.length !== rows.length * width) continue
			const odd = rows.findIndex(
				(_, i) => Math.abs(numbers.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b, 0) - 1) > ROUNDED,
			)
			if (odd >= 0) notes.push(this.say(`note.${name}`, { row: rows[odd] + 1 }))
		}
		return notes
	}
}
