import { domainOf, path } from './chart.js'
import { compute } from './compute.js'
import { read, reading } from './convert.js'
import { catalogue, interval, isRow } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { nameOf } from './i18n.js'
import { format } from './numbers.js'
import { picture } from './sampling.js'
import { linear } from './scale.js'
import { complete } from './state.js'
import { compare } from './styles/compare.js'
import { extent } from 'd3-array'

/** The compared losses side by side, each over the variable of its own, with the same samples on them. */
export class LossCurves extends LossElement {
	static css = compare
	static isPatient = true

	view() {
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
			found ? this.chart(found, name) : h('p', { class: 'problem' }, this.say('curve.nothing')),
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

	/** @param {import('./sampling.js').Picture} found @param {string} name */
	chart(found, name) {
		const [width, height] = [400, 236]
		const edge = { left: 40, right: 52, top: 12, bottom: 36 }
		const x = linear(found.range, [edge.left, width - edge.right])
		const y = linear(domainOf(found, 'value'), [height - edge.bottom, edge.top])
		const ticks = { x: linear(found.range, [0, 1]).ticks(5), y: y.ticks(4) }
		const clamp = (/** @type {number} */ v) =>
			Math.max(edge.top, Math.min(height - edge.bottom, Number.isNaN(y(v)) ? height : y(v)))
		const labels = found.curves.filter((c) => c.target !== null && found.curves.length > 1)
		return h(
			'svg',
			{
				viewBox: `0 0 ${width} ${height}`,
				class: 'chart',
				role: 'img',
				'aria-label': this.say('curve.summary', {
					name,
					symbol: found.symbol,
					from: format(found.range[0], 3),
					to: format(found.range[1], 3),
					text: '',
				}),
			},
			h(
				'clipPath',
				{ id: `k${name.length}${found.symbol}` },
				h('rect', {
					x: edge.left,
					y: edge.top - 4,
					width: width - edge.left - edge.right,
					height: height - edge.top - edge.bottom + 8,
				}),
			),
			h(
				'g',
				{ class: 'grid' },
				ticks.y.map((t) =>
					h('line', { x1: edge.left, x2: width - edge.right, y1: y(t), y2: y(t), class: t === 0 ? 'zero' : '' }),
				),
			),
			h('g', { class: 'axis' }, [
				ticks.y.map((t) => h('text', { x: edge.left - 7, y: y(t) + 4, 'text-anchor': 'end' }, format(t, 3))),
				ticks.x.map((t) => h('text', { x: x(t), y: height - edge.bottom + 17, 'text-anchor': 'middle' }, format(t, 3))),
				h(
					'text',
					{ x: (edge.left + width - edge.right) / 2, y: height - 2, 'text-anchor': 'middle', class: 'title' },
					found.symbol,
				),
			]),
			h(
				'g',
				{ 'clip-path': `url(#k${name.length}${found.symbol})` },
				found.curves.map((c) =>
					h('path', {
						class: `curve tone${c.tone}${c.isDashed ? ' dashed' : ''}`,
						d: path(c.samples, 'value', x, y, [edge.top, height]),
					}),
				),
			),
			found.points.map((p) =>
				h('circle', {
					class: `dot${p.isSelected ? ' chosen' : ''}`,
					cx: x(p.x),
					cy: clamp(p.value),
					r: p.isSelected ? 5 : 3.5,
				}),
			),
			labels.map((c) => endLabel(c, x, y, edge, width)),
		)
	}
}

/** Scores of both labels side by side; residuals of all samples together. @param {import('./types.js').Loss} loss */
const abscissaOf = (loss) => (loss.variable === 'margin' ? 'prediction' : 'variable')

/** @param {import('./sampling.js').Curve} curve @param {any} x @param {any} y @param {any} edge @param {number} width */
function endLabel(curve, x, y, edge, width) {
	const seen = curve.samples.filter((s) => Number.isFinite(s.value) && y(s.value) >= edge.top)
	const [from, to] = extent(seen, (s) => s.x)
	if (from === undefined || to === undefined) return null
	const isRight = x(to) > width - edge.right - 2
	const last = seen[seen.length - 1]
	return h(
		'text',
		{
			class: `end tone${curve.tone}`,
			x: isRight ? width - edge.right + 5 : x(to) - 5,
			y: y(last.value) + 4,
			'text-anchor': isRight ? 'start' : 'end',
		},
		`y=${format(curve.target ?? 0)}`,
	)
}
