import { compute } from './compute.js'
import { read, reading } from './convert.js'
import { catalogue, interval, isRow } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { nameOf } from './i18n.js'
import { format } from './numbers.js'
import { plot } from './plot.js'
import { picture } from './sampling.js'
import { complete } from './state.js'
import { compare } from './styles/compare.js'

/** The compared losses side by side, each over the variable of its own, with the same samples on them. */
export class LossCurves extends LossElement {
	static css = compare
	static isPatient = true

	render() {
		const { state } = this
		const list = [state.loss, ...state.others]
		return h(
			'div',
			{ class: 'small' },
			list.map((id, l) => h('figure', { key: id, class: 'card' }, this.figure(id, l))),
		)
	}

	/** @param {string} id @param {number} l */
	figure(id, l) {
		const loss = catalogue[id]
		const found = this.shown(id)
		const name = nameOf(loss, this.language)
		return [
			h('figcaption', null, h('span', { class: `swatch tone${l}` }), name),
			found
				? this.chart({ ...found, curves: found.curves.map((curve) => ({ ...curve, tone: l })) }, name, id)
				: h('p', { class: 'problem' }, this.say('curve.nothing')),
		]
	}

	/** The state's samples as this loss reads them. @param {string} id */
	shown(id) {
		const { state } = this
		const loss = catalogue[id]
		const main = catalogue[state.loss]
		if (id === state.loss) return picture({ ...state, others: [], x: abscissaOf(loss) })
		const how = reading(main, loss)
		if (!how) return null
		const { yPred, problem } = read(state, id)
		if (problem) return null
		const source = compute(state)
		if (how === 'flat') return this.flat(loss, source)
		const width = isRow(loss) ? source.width : 1
		const isPm1 = main.labels === 'pm1' && state.coding === 'pm1'
		const recode = (/** @type {number} */ y) =>
			loss.labels === 'pm1' && !isPm1 && y === 0 ? -1 : loss.labels === 'unit' && isPm1 ? (y + 1) / 2 : y
		const wide = source.yTrue.length / source.rows.length
		const cut = (/** @type {ArrayLike<number>} */ all, /** @type {number} */ n) =>
			source.rows.map((_, i) => Array.from(all).slice(i * n, (i + 1) * n))
		const part = {
			...state,
			loss: id,
			others: [],
			x: abscissaOf(loss),
			coding: 'pm1',
			w: null,
			q: null,
			rest: [],
			y: cut(isRow(loss) ? source.yTrue : source.yTrue.map(recode), wide),
			p: cut(yPred, width),
			selected: Math.max(0, source.rows.indexOf(state.selected)),
			component: state.component,
		}
		const { low, high } = interval(main.domain)
		return picture(
			complete(part),
			how === 'same' && isRow(loss) && Number.isFinite(low + high) ? { range: [low, high] } : {},
		)
	}

	/** Every number of the rows as a sample of its own. @param {import('./types.js').Loss} loss @param {import('./compute.js').Result} source */
	flat(loss, { yTrue, yPred, width, rows }) {
		const y =
			yTrue.length === rows.length && width > 1
				? Float64Array.from(yPred, (_, j) => Number(yTrue[Math.floor(j / width)] === j % width))
				: yTrue
		return picture(
			complete({
				...this.state,
				loss: loss.id,
				others: [],
				x: 'variable',
				w: null,
				q: null,
				selected: 0,
				y: Array.from(y, (v) => [v]),
				p: Array.from(yPred, (v) => [v]),
			}),
		)
	}

	/** @param {import('./sampling.js').Picture} found @param {string} name @param {string} id */
	chart(found, name, id) {
		return plot(found, {
			id: `k-${id}`,
			label: this.say('curve.summary', {
				name,
				symbol: found.symbol,
				from: format(found.range[0], 3),
				to: format(found.range[1], 3),
				text: '',
			}),
			names: (curve) => (curve.target !== null && found.curves.length > 1 ? `y=${format(curve.target)}` : ''),
		})
	}
}

/** Scores of both labels side by side; residuals of all samples together. @param {import('./types.js').Loss} loss */
const abscissaOf = (loss) => (loss.variable === 'margin' ? 'prediction' : 'variable')
