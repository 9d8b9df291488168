import { checked } from '../difference.js'
import { h } from '../dom.js'
import { evaluate } from '../expression.js'
import { formulaOf } from '../formulas.js'
import en from '../messages/batch/en.json' with { type: 'json' }
import zh from '../messages/batch/zh.json' with { type: 'json' }
import derivationEn from '../messages/derivation/en.json' with { type: 'json' }
import derivationZh from '../messages/derivation/zh.json' with { type: 'json' }
import { format } from '../numbers.js'
import { derivation } from '../styles/derivation.js'
import { condition, typeset } from '../typeset.js'
import { copyButton, scrollByKeys, stepper } from '../widgets.js'
import { compute } from './compute.js'
import { BatchElement } from './element.js'
import { line as lineOf, symbolOf } from './picture.js'
import { derived, isShown, memberOf, taken } from './scope.js'
import { lengthsOf } from './state.js'
import { how } from './value.js'

/** So many calls of a part are shown. */
const SHOWN = 12

const mi = (/** @type {string} */ text) => h('mi', null, text)
const mo = (/** @type {string} */ text) => h('mo', null, text)
const math = (/** @type {any[]} */ ...parts) => h('math', { display: 'block' }, h('mrow', null, parts))
/** What is long has its value on a line of its own, where it needs one. @param {any} name @param {any} shown @param {any} value */
const line = (name, shown, value) =>
	shown ? h('span', { class: 'whole' }, math(name, mo('='), shown), math(value)) : math(name, value)
const equals = (/** @type {number} */ x, props = {}) => [mo('='), h('mn', { title: String(x), ...props }, format(x, 5))]

/** @param {any} view @returns {string} */
const textOf = (view) =>
	typeof view === 'string' ? view : [view].flat(9).flatMap((one) => one?.children ?? []).map(textOf).join('') // prettier-ignore

/** The formula of a batch with the selected member's numbers put in, part by part, and its gradient checked. */
export class LossBatchDerivation extends BatchElement {
	static css = derivation
	static words = { en: { ...en, ...derivationEn }, zh: { ...zh, ...derivationZh } }
	static isPatient = true

	constructor() {
		super()
		/** The member shown, where the selected number belongs to all. */
		this.member = 0
	}

	render() {
		const { state } = this
		const result = compute(state)
		const { loss, each, problem, cells } = result
		if (problem || cells.size) return null
		const count = loss.each ? each.length : 0
		const i = count ? Math.min(memberOf(state, result) ?? this.member, count - 1) : undefined
		const steps = [this.definition(loss), ...this.values(result, i), this.reduced(result), ...this.slope(result)]
		const made = formulaOf(loss.id, this.language)
		return h(
			'section',
			{ class: 'card', onclick: (/** @type {any} */ e) => this.follow(e) },
			h(
				'div',
				{ class: 'bar' },
				h(
					'h2',
					null,
					i === undefined
						? this.say('batch.steps')
						: this.say('batch.steps.one', { one: this.say(`one.${loss.each}`), i }),
				),
				i !== undefined && count > 1 && this.chooser(i, count),
				made && copyButton(this, () => made.tex, 'TeX'),
			),
			h(
				'ol',
				null,
				steps
					.filter(Boolean)
					.map((/** @type {any} */ [key, title, view, note]) =>
						h(
							'li',
							{ key, class: key.startsWith('part') || key === 'definition' || key === 'value' ? 'full' : '' },
							h('h3', null, title),
							h('div', { class: 'line' }, view),
							note && h('p', { class: 'note' }, note),
						),
					),
			),
		)
	}

	/** @param {number} i @param {number} count */
	chooser(i, count) {
		const { each = '' } = compute(this.state).loss
		return stepper({
			name: 'member',
			label: this.say(`one.${each}`),
			value: i,
			least: 0,
			most: count - 1,
			fewer: this.say('batch.before'),
			more: this.say('batch.after'),
			onpick: (next) => this.choose(next),
			isHidden: true,
		})
	}

	/** Selects a number of a member, if it has one. @param {number} i */
	choose(i) {
		this.member = i
		const { state } = this
		const result = compute(state)
		const inputs = result.loss.inputs.filter(({ kind, name }) => kind === 'variable' && state.cells[name])
		const own = inputs.sort((a, b) => Number(b.name === state.input) - Number(a.name === state.input))
		for (const { name } of own) {
			const place = state.cells[name].findIndex((/** @type {string} */ _, /** @type {number} */ place) => memberOf({ ...state, input: name, place }, result) === i) // prettier-ignore
			if (place >= 0) return this.store.set({ input: name, place })
		}
		this.update()
	}

	/** @param {import('./losses.js').Loss} loss */
	definition(loss) {
		if (this.isHidden('formula')) return null
		const made = formulaOf(loss.id, this.language)
		const view = made ? h('span', { html: made.mathml + made.where }) : h('code', null, loss.formula)
		return ['definition', this.say('derivation.definition'), view]
	}

	/** The named parts, and then the value. @param {import('./compute.js').Result} result @param {number | undefined} i */
	values(result, i) {
		const { parts, tree, values, inputs } = derived(this.state, result, i)
		const { loss, each, value } = result
		const lengths = Object.fromEntries(loss.inputs.map((input) => [input.name, lengthsOf(input, this.state.sizes)]))
		/** @param {Record<string, any>} scope @returns {import('../typeset.js').Scope} */
		const scoped = (scope) => ({
			values: scope,
			absent: new Set(Object.keys(scope).filter((name) => Array.isArray(scope[name]) && !this.isGiven(name))),
			switches: new Set(loss.parameters.filter(({ value }) => typeof value === 'boolean').map(({ name }) => name)),
			cellOf: (name, places) => {
				const input = inputs.get(scope[name])
				if (!input || !this.state.cells[input]) return undefined
				return `${input}:${places.reduce((at, k, d) => at * lengths[input][d] + k, 0)}`
			},
		})
		/** A call and its arguments. @param {string} name @param {any[]} given */
		const call = (name, given) => [
			mi(name),
			given.length > 0 &&
				h(
					'mrow',
					null,
					mo('('),
					given.map((x, k) => [k > 0 && mo(','), typeof x === 'number' ? h('mn', null, format(x, 4)) : mi(inputs.get(x) ?? String(x))]), // prettier-ignore
					mo(')'),
				),
		]
		const steps = parts.filter(isShown).map(({ name, names, tree, values, calls }) => {
			const put = Math.max(
				0,
				calls.findIndex(({ value }) => value !== 0),
			)
			const first = [calls[put], ...calls.filter((_, k) => k !== put)]
			const lines = first.slice(0, SHOWN).map(({ given, value }, k) => {
				const own = { ...values, ...Object.fromEntries(names.map((one, d) => [one, given[d]])) }
				const chosen = taken(tree, own)
				const isCall = chosen[0] === 'call' && typeof own[chosen[1]] === 'function'
				const shown = isCall
					? call(chosen[1], chosen.slice(2).map((/** @type {any} */ t) => evaluate(t, own))) // prettier-ignore
					: typeset(tree, scoped(own))
				const isSaid = k > 0 || textOf(shown) === format(value, 5)
				return line(call(name, given), !isSaid && shown, equals(value))
			})
			return [
				`part ${name}`,
				h('code', null, names.length ? `${name}(${names.join(', ')})` : name),
				[lines, calls.length > SHOWN && '…'],
			]
		})
		const shown = typeset(tree, scoped(values))
		const piece = condition(tree, scoped(values))
		const whole = i === undefined ? (value ?? Number.NaN) : each[i]
		const named = i === undefined ? mi('L') : h('msub', null, mi('L'), h('mn', null, i))
		const note = piece && [this.say(piece.holds ? 'derivation.holds' : 'derivation.fails'), ' ', h('math', null, piece.view)] // prettier-ignore
		const isSaid = textOf(shown) === format(whole, 5)
		const view = line(named, !isSaid && shown, equals(whole, { class: 'result' }))
		return [
			...steps,
			[
				'value',
				i === undefined ? this.say('batch.put') : this.say('batch.put.one', { one: this.say(`one.${loss.each}`), i }),
				view,
				note,
			],
		]
	}

	/** Weights, and inputs that may be left out. @param {string} name */
	isGiven(name) {
		return name === 'weights' ? this.state.weights !== null : name in this.state.cells
	}

	/** @param {import('./compute.js').Result} result */
	reduced({ loss, value, each }) {
		if (!loss.each || value === null || (each.length === 1 && value === each[0])) return null
		return ['reduced', this.say('batch.reduced'), h('p', { class: 'chain' }, how(/** @type {any} */ (this)))]
	}

	/** By the selected number, and checked. @param {import('./compute.js').Result} result */
	slope({ loss, gradient }) {
		const { state } = this
		const along = lineOf(state)
		if (!along) return []
		const by = symbolOf(along.input.name, along.lengths, state.place)
		const slope = gradient[along.input.name][state.place]
		const way = slope < 0 ? 'derivation.up' : slope > 0 ? 'derivation.down' : 'derivation.flat'
		const check = checked(this, loss, (x) => loss(...along.call(x)), along.here, slope)
		return [
			[
				'slope',
				this.say('batch.slope'),
				math(h('mfrac', null, mi('∂L'), mi(`∂${by}`)), equals(slope, { class: 'result' })),
				this.say(way, { symbol: by }),
			],
			check && [check[0], this.say('derivation.check'), ...check.slice(1)],
		]
	}

	drawn() {
		scrollByKeys(this.root.querySelectorAll('.line'), this.say('formula'))
	}

	/** A number leads to its cell. @param {any} event */
	follow(event) {
		const cell = event.target.getAttribute?.('data-cell')
		if (cell) this.dispatchEvent(new CustomEvent('loss-follow', { bubbles: true, composed: true, detail: { cell } }))
	}
}
