import { sigmoid, softmax } from './chain.js'
import { compute } from './compute.js'
import {
	componentName,
	hasTargets,
	isDerived,
	isRow,
	isTuple,
	subscript,
	symbol,
	variableAt,
	variableSymbol,
} from './describe.js'
import { checked } from './difference.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { evaluate, parse } from './expression.js'
import { factsOf } from './facts.js'
import { formulaOf } from './formulas.js'
import en from './messages/derivation/en.json' with { type: 'json' }
import zh from './messages/derivation/zh.json' with { type: 'json' }
import { format } from './numbers.js'
import { joined, reduction } from './reduction.js'
import { derivation } from './styles/derivation.js'
import { condition, typeset } from './typeset.js'
import { copyButton } from './widgets.js'
import { scrollByKeys } from './widgets.js'

/** Formulas of more letters do not stand beside another step. */
const WIDE = 56

/** The formula with the selected sample's numbers put in, its gradient, and a check of it. */
export class LossDerivation extends LossElement {
	static css = derivation
	static words = { en, zh }
	static isPatient = true

	render() {
		const { state } = this
		const result = compute(state)
		const i = result.rows.indexOf(state.selected)
		if (i < 0 || !result.each.length) return null
		const facts = factsOf(this.state, result, i)
		const isLong = isRow(result.loss) || result.loss.formula.length > WIDE
		const steps = /** @type {any[]} */ ([
			this.definition(result),
			this.variable(facts),
			this.value(facts),
			this.total(result),
			this.slope(facts),
			this.chain(facts),
			this.check(facts),
			this.inTotal(facts),
		])
		return h(
			'section',
			{ class: 'card', onclick: (/** @type {any} */ e) => this.follow(e) },
			h(
				'div',
				{ class: 'bar' },
				h('h2', null, this.say('derivation.title', { row: state.selected + 1 })),
				formulaOf(result.loss.id, this.language) &&
					copyButton(this, () => formulaOf(result.loss.id, this.language)?.tex ?? '', 'TeX'),
			),
			h(
				'ol',
				null,
				steps
					.filter(Boolean)
					.map(([key, view, note]) =>
						h(
							'li',
							{ key, class: isLong && (key === 'definition' || key === 'value') ? 'full' : '' },
							h('h3', null, this.say(`derivation.${key}`)),
							h('div', { class: 'line' }, view),
							note && h('p', { class: 'note' }, note),
						),
					),
			),
		)
	}

	/** @param {import('./compute.js').Result} result @returns {any[] | null} */
	definition({ loss }) {
		const made = formulaOf(loss.id, this.language)
		if (!made) return ['definition', h('code', null, loss.formula)]
		return [
			'definition',
			[h('span', { html: made.mathml }), made.where && h('span', { class: 'where', html: made.where })],
		]
	}

	/** @param {any} facts @returns {any[] | null} */
	variable({ loss, target, f, row }) {
		if (!isDerived(loss)) return null
		const number = (/** @type {number} */ x, /** @type {string} */ column) =>
			h('mn', { 'data-cell': `${column}:${row}:0` }, format(x, 5))
		const bracket = (/** @type {number} */ x, /** @type {any} */ view) =>
			x < 0 ? h('mrow', null, h('mo', null, '('), view, h('mo', null, ')')) : view
		const isMargin = loss.variable === 'margin'
		const [a, b] = isMargin ? [target, f[0]] : [f[0], target]
		return [
			'variable',
			h(
				'math',
				{ display: 'block' },
				h(
					'mrow',
					null,
					h('mi', null, variableSymbol(loss)),
					h('mo', null, '='),
					number(a, isMargin ? 'y' : 'p'),
					h('mo', null, isMargin ? '·' : '−'),
					bracket(b, number(b, isMargin ? 'p' : 'y')),
					h('mo', null, '='),
					h('mn', null, format(variableAt(loss, target, f[0]), 5)),
				),
			),
		]
	}

	/** @param {any} facts @returns {any[] | null} */
	value({ loss, own, scope, value }) {
		try {
			const { shown, piece } = substituted(loss.formula, scope)
			const changed = own.labelSmoothing > 0 ? 'smoothing' : own.classWeights ? 'classWeights' : ''
			const math = h(
				'math',
				{ display: 'block' },
				h(
					'mrow',
					null,
					h('mi', null, 'L'),
					h('mo', null, '='),
					shown && [shown, h('mo', null, '=')],
					h('mn', { class: 'result', 'data-cell': 'value' }, format(value)),
				),
			)
			const note =
				piece &&
				h(
					'span',
					null,
					this.say(piece.holds ? 'derivation.holds' : 'derivation.fails'),
					' ',
					h('math', null, piece.view),
				)
			return ['value', math, changed ? this.say(`derivation.${changed}`) : note]
		} catch {
			return null
		}
	}

	/** The samples' values added and divided. @param {import('./compute.js').Result} result @returns {any[] | null} */
	total(result) {
		if (result.value === null) return null
		const { terms, total, by, name } = reduction(this.state, result)
		const sum = terms.flatMap((term, i) => {
			const [sign, text] = joined(term, i)
			return [sign, h('span', term === '…' ? null : { 'data-sample': result.rows[i] }, text)]
		})
		const line = by ? ['(', sum, `) / ${by} = ${total} / ${by}`] : sum
		return [
			'total',
			h('p', { class: 'chain' }, line, ' = ', h('b', { 'data-total': '' }, format(result.value))),
			by && this.say(name),
		]
	}

	/** The derivative, and the same with this sample's numbers. @param {any} facts @returns {any[]} */
	slope(facts) {
		const { loss, k, slope } = facts
		const by = isRow(loss) ? componentName(loss, k) : symbol(loss)
		const { symbolic, shown } = this.derivative(facts)
		const sign = isRow(loss) ? '∂' : 'd'
		return [
			'slope',
			[
				symbolic && h('span', { html: symbolic }),
				h(
					'math',
					{ display: 'block' },
					h(
						'mrow',
						null,
						h('mfrac', null, differential(sign, 'L'), differential(sign, by)),
						h('mo', null, '='),
						shown && [shown, h('mo', null, '=')],
						h('mn', { class: 'result' }, format(slope)),
					),
				),
			],
			this.say(slope < 0 ? 'derivation.up' : slope > 0 ? 'derivation.down' : 'derivation.flat', { symbol: by }),
		]
	}

	/** As the formula gives it; what options change in it, such as smoothed targets, is not in the formula. @param {any} facts */
	derivative({ loss, own, k, scope, slope }) {
		const name = isTuple(loss) ? loss.predicted[k].name : ''
		const found = formulaOf(loss.id, this.language)?.slopes.find(({ by }) => !name || by === name)
		if (!found || own.labelSmoothing > 0 || own.classWeights) return {}
		const tree = parse(found.text)
		const inner = loss.variable === 'margin' && !isRow(loss) ? ['*', ['name', 'y'], tree] : tree
		const at = { ...scope, values: { ...scope.values, i: k } }
		try {
			const isRight = Math.abs(evaluate(inner, at.values, at.count) - slope) <= 1e-9 * Math.max(1, Math.abs(slope))
			const shown = isRight && typeset(inner, at)
			return { symbolic: found.mathml, shown: shown && words(shown) !== format(slope) && shown }
		} catch {
			return { symbolic: found.mathml }
		}
	}

	/** Through the sigmoid or the softmax. @param {any} facts @returns {any[] | null} */
	chain({ loss, f, k, slope, width, scope }) {
		const line = (/** @type {any[]} */ ...parts) => h('p', { class: 'chain' }, ...parts)
		/** Of cross-entropies, what stands behind the link cancels. @param {number} p @param {number} y @param {string} [index] */
		const cancelled = (p, y, index = '') =>
			Math.abs(p - y - slope) <= 1e-12 &&
			line(`dL/dz${index} = p${index} − y${index} = ${format(p)} − ${format(y)} = ${format(slope)}`)
		if (isTuple(loss)) return null
		const y = [scope.values.y].flat()[k]
		// a class by itself, or one against the others
		if (loss.variable === 'logit' && (!isRow(loss) || loss.formula.includes('log(1 + exp('))) {
			const p = sigmoid(Float64Array.of(f[k]))[0]
			const index = isRow(loss) ? subscript(k) : ''
			const [ps, zs] = [`p${index}`, `z${index}`]
			return [
				'sigmoid',
				[
					line(`${ps} = σ(${zs}) = ${format(p)},   d${ps}/d${zs} = ${ps} (1 − ${ps}) = ${format(p * (1 - p))}`),
					cancelled(p, y, index),
				],
			]
		}
		if (loss.variable === 'logit' && !loss.formula.includes('threshold(')) {
			const p = Array.from(softmax(Float64Array.from(f), width))
			return [
				'softmax',
				[
					line(
						`p = softmax(z) = (${p
							.slice(0, 6)
							.map((x) => format(x, 4))
							.join(', ')}${width > 6 ? ', …' : ''})`,
					),
					cancelled(p[k], y, subscript(k)),
				],
			]
		}
		if (isRow(loss)) return null
		if (loss.variable !== 'probability') return null
		const bend = f[0] * (1 - f[0])
		if (!Number.isFinite(slope * bend)) return null
		return [
			'sigmoid',
			line(`dL/dz = dL/dp · p (1 − p) = ${format(slope, 5)} · ${format(bend, 5)} = ${format(slope * bend)}`),
			this.say('derivation.link'),
		]
	}

	/** By a central difference of the library's own values. @param {any} facts @returns {any[] | null} */
	check({ result, loss, i, k, width, slope }) {
		const { yTrue, yPred, base } = result
		const at = i * width + k
		const valueAt = (/** @type {number} */ x) => {
			const moved = yPred.slice()
			moved[at] = x
			return loss(hasTargets(loss) ? yTrue : null, moved, { ...base, reduction: 'none' })[i]
		}
		return checked(this, loss, valueAt, yPred[at], slope)
	}

	/** The sample's part in the value that is shown. @param {any} facts @returns {any[] | null} */
	inTotal({ gradient, slope, loss, k }) {
		if (gradient === slope || !Number.isFinite(slope)) return null
		const by = isRow(loss) ? componentName(loss, k) : symbol(loss)
		return [
			'part',
			h(
				'p',
				{ class: 'chain' },
				this.say('derivation.share', {
					by,
					slope: format(slope, 5),
					factor: format(gradient / slope, 5),
					gradient: format(gradient),
				}),
			),
		]
	}

	drawn() {
		scrollByKeys(this.root.querySelectorAll('.line'), this.say('formula'))
	}

	/** A number leads to its cell. @param {any} event */
	follow(event) {
		const { cell, sample } = event.target.dataset ?? {}
		if (sample) this.store.set({ selected: Number(sample) })
		if (cell?.includes(':'))
			this.dispatchEvent(new CustomEvent('loss-follow', { bubbles: true, composed: true, detail: { cell } }))
	}
}

/** Of z₂ as of ŷ: a letter, and its number below it. @param {string} sign @param {string} name */
function differential(sign, name) {
	const [, letter, digits] = /^(.)([₀-₉]+)$/u.exec(name) ?? []
	const number = () => Array.from(digits, (digit) => (digit.codePointAt(0) ?? 0) - 0x2080).join('')
	const of = letter ? h('msub', null, h('mi', null, letter), h('mn', null, number())) : h('mi', null, name)
	return h('mrow', null, h('mi', null, sign), of)
}

/** The text of a view. @param {any} view @returns {string} */
const words = (view) => (typeof view === 'string' ? view : view.children.map(words).join(''))

/** The formula with its numbers, where all of its functions are known here. @param {string} formula @param {any} scope */
function substituted(formula, scope) {
	try {
		const tree = parse(formula)
		return { shown: typeset(tree, scope), piece: condition(tree, scope) }
	} catch {
		return { shown: null, piece: null }
	}
}
