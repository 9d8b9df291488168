/** A small chart of values: curves, points and their axes, without handles. */

import { extent } from 'd3-array'
import { domainOf, MANY, path } from './chart.js'
import { h } from './dom.js'
import { format } from './numbers.js'
import { linear } from './scale.js'

/** @typedef {import('./sampling.js').Picture} Picture */
/** @typedef {import('./sampling.js').Curve} Curve */

const [WIDTH, HEIGHT] = [400, 236]
const EDGE = { left: 46, right: 14, top: 12, bottom: 38 }
/** Room for the names of curves. */
const NAMES = 38

/**
 * @param {Pick<Picture, 'range' | 'curves' | 'points' | 'symbol'>} found
 * @param {{id: string, label: string, names: (curve: Curve) => string, domain?: [number, number], cursor?: number}} words
 *   what it shows, the name at the end of a curve or nothing, and where a line marks the abscissa at hand
 */
export function plot(found, { id, label, names, domain = domainOf(/** @type {Picture} */ (found), 'value'), cursor }) {
	const right = WIDTH - EDGE.right - (found.curves.some(names) ? NAMES : 0)
	const bottom = HEIGHT - EDGE.bottom
	const x = linear(found.range, [EDGE.left, right])
	const y = linear(domain, [bottom, EDGE.top])
	const isMany = found.points.length > MANY
	const ticks = { x: linear(found.range, [0, 1]).ticks(5), y: y.ticks(4) }
	const clamp = (/** @type {number} */ v) => Math.max(EDGE.top, Math.min(bottom, Number.isNaN(y(v)) ? HEIGHT : y(v)))
	return h(
		'svg',
		{ viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart', role: 'img', 'aria-label': label },
		h(
			'clipPath',
			{ id },
			h('rect', { x: EDGE.left, y: EDGE.top - 4, width: right - EDGE.left, height: bottom - EDGE.top + 8 }),
		),
		h(
			'g',
			{ class: 'grid' },
			ticks.y.map((t) => h('line', { x1: EDGE.left, x2: right, y1: y(t), y2: y(t), class: t === 0 ? 'zero' : '' })),
		),
		h('g', { class: 'axis' }, [
			ticks.y.map((t) => h('text', { x: EDGE.left - 7, y: y(t) + 4, 'text-anchor': 'end' }, format(t, 3))),
			ticks.x.map((t) => h('text', { x: x(t), y: bottom + 17, 'text-anchor': 'middle' }, format(t, 3))),
			h('text', { x: (EDGE.left + right) / 2, y: HEIGHT - 5, 'text-anchor': 'middle', class: 'title' }, found.symbol),
		]),
		cursor !== undefined && h('line', { class: 'cursor', x1: x(cursor), x2: x(cursor), y1: EDGE.top, y2: bottom }),
		h(
			'g',
			{ 'clip-path': `url(#${id})` },
			found.curves.map((c) =>
				h('path', {
					class: `curve tone${c.tone}${c.isDashed ? ' dashed' : ''}`,
					d: path(c.samples, 'value', x, y, [EDGE.top, HEIGHT]),
				}),
			),
		),
		found.points.map((p) =>
			h('circle', {
				class: `dot${p.isSelected ? ' chosen' : isMany ? ' faint' : ''}`,
				cx: x(p.x),
				cy: clamp(p.value),
				r: p.isSelected ? 5 : isMany ? 2 : 3.5,
			}),
		),
		ends(found.curves, x, y, { names, right, bottom }),
	)
}

/**
 * The curves' names where they end, apart from each other and above the axis.
 * @param {Curve[]} curves @param {any} x @param {any} y
 * @param {{names: (curve: Curve) => string, right: number, bottom: number}} frame
 */
function ends(curves, x, y, { names, right, bottom }) {
	const labels = curves.flatMap((curve) => {
		const name = names(curve)
		const seen = name ? curve.samples.filter((s) => Number.isFinite(s.value) && y(s.value) >= EDGE.top) : []
		const [, to] = extent(seen, (s) => s.x)
		if (to === undefined) return []
		const isRight = x(to) > right - 2
		return [{ name, curve, isRight, at: x(to), y: y(seen[seen.length - 1].value) + 4 }]
	})
	labels.sort((a, b) => a.y - b.y)
	labels.forEach((l, j) => {
		if (j && l.isRight && labels[j - 1].isRight) l.y = Math.max(l.y, labels[j - 1].y + 13)
	})
	let lowest = bottom + 4
	for (const l of labels.toReversed()) {
		if (!l.isRight) continue
		l.y = Math.min(l.y, lowest)
		lowest = l.y - 13
	}
	return labels.map(({ name, curve, isRight, at, y: height }) =>
		h(
			'text',
			{
				class: `end tone${curve.tone}`,
				x: isRight ? right + 5 : at - 5,
				y: height,
				'text-anchor': isRight ? 'start' : 'end',
			},
			name,
		),
	)
}
