import { read, reading } from './convert.js'
import { catalogue } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { explain, nameOf } from './i18n.js'
import { format } from './numbers.js'
import { words } from './messages/compare/index.js'
import { compare } from './styles/compare.js'
import { button, number, segments } from './widgets.js'

/** Losses on the same data, and two models under each of them. */
export class LossCompare extends LossElement {
	static css = compare
	static words = words
	static isPatient = true
	/** The loss that is chosen and not yet added: keys pass over many on their way. */
	offered = ''

	render() {
		const { state } = this
		const list = [state.loss, ...state.others]
		const lines = list.map((id) => ({
			loss: catalogue[id],
			a: read(state, id),
			b: state.q ? read(state, id, 'q') : null,
		}))
		const isPair = state.q !== null
		return h(
			'section',
			{ class: 'card' },
			h(
				'div',
				{ class: 'scroll', tabindex: 0, role: 'region', 'aria-label': this.say('compare.label') },
				h(
					'table',
					null,
					h('caption', null, this.say(isPair ? 'compare.models' : 'compare.losses')),
					h(
						'thead',
						null,
						h('tr', null, [
							h('th', { scope: 'col' }, this.say('compare.loss')),
							h(
								'th',
								{ scope: 'col', class: 'number' },
								isPair ? this.say('compare.model', { n: 1 }) : this.say(`reduction.${state.reduction}`),
							),
							isPair && h('th', { scope: 'col', class: 'number' }, this.say('compare.model', { n: 2 })),
							h('th', { scope: 'col' }, this.say(isPair ? 'compare.verdict' : 'compare.each')),
							h('td', null),
						]),
					),
					h(
						'tbody',
						null,
						lines.map((line, l) => this.line(line, l)),
					),
				),
			),
			h('p', { class: 'finding' }, this.finding(lines)),
			!isPair &&
				h(
					'div',
					{ class: 'chooser each' },
					segments({
						name: 'each',
						label: this.say('compare.each'),
						value: state.each,
						options: ['value', 'share'].map((key) => [key, this.say(`each.${key}`)]),
						onpick: (each) => this.store.set({ each }),
					}),
				),
			!this.isReadonly && this.chooser(list),
		)
	}

	/** @param {{loss: import('./types.js').Loss, a: import('./convert.js').Reading, b: import('./convert.js').Reading | null}} line @param {number} l */
	line({ loss, a, b }, l) {
		const better = b && a.value !== null && b.value !== null ? Math.sign(a.value - b.value) : 0
		const how = a.how !== 'same' && a.how ? this.say(`compare.how.${a.how}`) : ''
		return h('tr', { key: loss.id, 'data-loss': loss.id }, [
			h(
				'th',
				{ scope: 'row' },
				h('span', { class: `swatch tone${l}` }),
				nameOf(loss, this.language),
				how && h('small', null, how),
			),
			h('td', { class: `number big${better < 0 ? ' better' : ''}` }, this.reading(a)),
			b && h('td', { class: `number big${better > 0 ? ' better' : ''}` }, this.reading(b)),
			h('td', { class: 'each' }, b ? this.verdict(a, b) : this.state.each === 'share' ? sharesOf(a) : eachOf(a)),
			h(
				'td',
				null,
				l > 0 &&
					!this.isReadonly &&
					h(
						'button',
						{
							type: 'button',
							class: 'quiet',
							'aria-label': this.say('compare.remove', { name: nameOf(loss, this.language) }),
							onclick: () => this.store.set({ others: this.state.others.filter((id) => id !== loss.id) }),
						},
						'×',
					),
			),
		])
	}

	/** @param {import('./convert.js').Reading} r */
	reading({ value, each, problem }) {
		if (problem) {
			const { argument } = problem.details
			const column = argument === 'yTrue' ? 'target' : argument === 'yPred' ? 'prediction' : ''
			const place = column ? this.say(`column.${column}`) + this.say('colon') : ''
			return h('span', { class: 'problem' }, place + explain(problem, this.language))
		}
		return value === null
			? Array.from(each)
					.slice(0, 4)
					.map((x) => format(x, 3))
					.join(', ')
			: number(value)
	}

	/** @param {import('./convert.js').Reading} a @param {import('./convert.js').Reading} b */
	verdict(a, b) {
		if (a.value === null || b.value === null) return ''
		if (a.value === b.value) return this.say('compare.equal')
		const [n, low, high] = a.value < b.value ? [1, a.value, b.value] : [2, b.value, a.value]
		return this.say('compare.better', {
			n,
			difference: format(high - low, 4),
			ratio: low > 0 ? `(× ${format(high / low, 3)})` : '',
		})
	}

	/** One sentence that says what the table shows. @param {{loss: import('./types.js').Loss, a: import('./convert.js').Reading, b: import('./convert.js').Reading | null}[]} lines */
	finding(lines) {
		const name = (/** @type {import('./types.js').Loss} */ loss) => nameOf(loss, this.language)
		const join = (/** @type {string[]} */ names) =>
			new Intl.ListFormat(this.language === 'zh' ? 'zh-CN' : 'en').format(names)
		const good = lines.filter(({ a, b }) => a.value !== null && (!b || b.value !== null))
		if (this.state.q) {
			const equal = good.filter(({ a, b }) => a.value === b?.value).map(({ loss }) => name(loss))
			const [one, two] = [-1, 1].map((sign) =>
				good.filter(({ a, b }) => Math.sign(Number(a.value) - Number(b?.value)) === sign).map(({ loss }) => name(loss)),
			)
			const parts = [
				equal.length && this.say('finding.equal', { names: join(equal) }),
				one.length && this.say('finding.prefers', { names: join(one), n: 1, count: one.length }),
				two.length && this.say('finding.prefers', { names: join(two), n: 2, count: two.length }),
			]
			const said = parts.filter(Boolean).join(this.say('finding.and'))
			return said && said + this.say('finding.end')
		}
		const shares = good.map(({ loss, a }) => ({ loss, ...largest(a.each) })).filter((s) => s.share > 0 && s.share < 1)
		if (shares.length < 2) return ''
		const isSame = shares.every(({ loss }) => same(good.find((line) => line.loss === loss)?.a.each, good[0].a.each))
		if (isSame) return this.say('finding.same', { names: join(shares.map(({ loss }) => name(loss))) })
		shares.sort((a, b) => b.share - a.share)
		const [most, least] = [shares[0], shares[shares.length - 1]]
		if (most.share - least.share < 0.05) return ''
		return this.say('finding.share', {
			most: name(most.loss),
			row: most.row + 1,
			part: Math.round(most.share * 100),
			least: name(least.loss),
			lesser: Math.round(least.share * 100),
		})
	}

	/** Offers the losses that can read the data at hand. @param {string[]} list */
	chooser(list) {
		const main = catalogue[this.state.loss]
		const more = Object.values(catalogue).filter((loss) => !list.includes(loss.id) && reading(main, loss))
		if (!more.length || list.length >= 6) return null
		const isOffered = more.some((loss) => loss.id === this.offered)
		return h(
			'div',
			{ class: 'chooser' },
			h(
				'label',
				null,
				h('span', null, this.say('compare.add')),
				h(
					'select',
					{
						'.value': isOffered ? this.offered : '',
						onchange: (/** @type {any} */ e) => {
							this.offered = e.target.value
							this.update()
						},
					},
					h('option', { value: '' }, '…'),
					more.map((loss) => h('option', { value: loss.id, key: loss.id }, nameOf(loss, this.language))),
				),
			),
			button(this.say('compare.put'), () => {
				if (isOffered) this.store.set({ others: [...this.state.others, this.offered] })
			}),
		)
	}
}

/** @param {import('./convert.js').Reading} reading */
function eachOf({ each }) {
	const shown = Array.from(each)
		.slice(0, 6)
		.map((x) => format(x, 4))
	return shown.join(',  ') + (each.length > 6 ? ', …' : '')
}

/** What part of the sum each sample makes up. @param {import('./convert.js').Reading} reading */
function sharesOf({ each }) {
	const total = Array.from(each).reduce((a, b) => a + b, 0)
	const shown = Array.from(each)
		.slice(0, 6)
		.map((x) => (Number.isFinite(x / total) ? `${format((100 * x) / total, 3)} %` : '–'))
	return shown.join(',  ') + (each.length > 6 ? ', …' : '')
}

/** Equal but for rounding. @param {ArrayLike<number> | undefined} a @param {ArrayLike<number>} b */
const same = (a, b) =>
	a !== undefined && Array.from(a).every((x, i) => Math.abs(x - b[i]) <= 1e-12 * Math.max(1, Math.abs(x)))

/** @param {ArrayLike<number>} each */
function largest(each) {
	let total = 0
	let row = 0
	for (let i = 0; i < each.length; i++) {
		total += each[i]
		if (each[i] > each[row]) row = i
	}
	return { row, share: each[row] / total }
}
