/** Charts as pure functions from data to SVG. */

import { extent, quantileSorted } from 'd3-array'
import { h } from './dom.js'
import { format } from './numbers.js'
import { line, linear, symlog } from './scale.js'

/** @typedef {import('./sampling.js').Picture} Picture */
/** @typedef {import('./sampling.js').Curve} Curve */
/** @typedef {import('./sampling.js').Sample} Sample */
/** @typedef {'value' | 'slope' | 'bend'} Measure the loss, its first and its second derivative */
/**
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {(x: number) => number} x
 * @property {(at: number) => number} invert
 * @property {{left: number, right: number}} margin
 * @property {Panel[]} panels
 *
 * @typedef {{measure: Measure, top: number, bottom: number, y: import('./scale.js').Scale, ticks: number[]}} Panel
 */

/** Beyond so many, points are small and faint, lest they hide the curve. */
export const MANY = 60

/** @param {Picture} picture @param {{width: number, isLog?: boolean, tall?: number}} size @returns {Layout} */
export function layout(picture, { width, isLog = false, tall = 1 }) {
	const margin = {
		left: width < 420 ? 44 : 56,
		right: width < 420 || picture.curves.length < 2 || picture.curves[0].loss !== picture.curves[1].loss ? 22 : 72,
	}
	const top = 30
	const first = Math.round((width < 420 ? 190 : 236) * tall)
	const second = Math.round((width < 420 ? 110 : 130) * tall)
	const gap = 64
	const x = linear(picture.range, [margin.left, width - margin.right])
	let from = top
	const panels = measuresOf(picture).map((measure) => {
		const to = from + (measure === 'value' ? first : second)
		const domain = domainOf(picture, measure)
		const y = isLog ? symlog(domain, [to, from], 0.1) : linear(domain, [to, from])
		const panel = { measure, top: from, bottom: to, y, ticks: ticksOf(y, isLog, domain, measure === 'value' ? 5 : 4) }
		from = to + gap
		return panel
	})
	return { width, height: from - gap + 46, x, invert: (at) => x.invert(at), margin, panels }
}

/** @param {Picture} picture @returns {Measure[]} */
const measuresOf = ({ hasBend }) => (hasBend ? ['value', 'slope', 'bend'] : ['value', 'slope'])

/** @param {any} y @param {boolean} isLog @param {[number, number]} domain @param {number} count @returns {number[]} */
function ticksOf(y, isLog, domain, count) {
	if (!isLog) return y.ticks(count)
	const sizes = [0, 0.1, 1, 10, 100, 1e3, 1e4, 1e6, 1e9]
	return [...sizes, ...sizes.map((s) => -s)].filter((t) => t >= domain[0] && t <= domain[1])
}

/** What is worth seeing: the points, and the greater part of the curves. @param {Picture} picture @param {Measure} measure @returns {[number, number]} */
export function domainOf({ curves, points }, measure) {
	const shown = points.map((p) => p[measure]).filter(Number.isFinite)
	let low = measure === 'value' ? 0 : -0.2
	let high = measure === 'value' ? 1 : 0.2
	for (const { samples } of curves) {
		const sorted = samples
			.map((s) => s[measure])
			.filter(Number.isFinite)
			.sort((a, b) => a - b)
		if (!sorted.length) continue
		const [least, most] = [sorted[0], sorted[sorted.length - 1]]
		const [near, far] = [quantileSorted(sorted, 0.06) ?? least, quantileSorted(sorted, 0.94) ?? most]
		const span = far - near
		low = Math.min(low, least < near - span * 0.8 ? near - span * 0.25 : least)
		high = Math.max(high, most > far + span * 0.8 ? far + span * 0.25 : most)
	}
	const [from = low, to = high] = extent(shown)
	const size = Math.max(high, to) - Math.min(low, from)
	return [Math.min(low, from) - (low < 0 || from < 0 ? size * 0.06 : 0), Math.max(high, to) + size * 0.08]
}

/** @param {Sample[]} samples @param {Measure} measure @param {(v: number) => number} x @param {(v: number) => number} y @param {[number, number]} room pixels beyond which a line need not go */
export function path(samples, measure, x, y, [top, bottom]) {
	const clamp = (/** @type {number} */ at) => Math.max(top - 2000, Math.min(bottom + 2000, at))
	return line(samples.map((s) => [x(s.x), Number.isFinite(s[measure]) ? clamp(y(s[measure])) : Number.NaN]))
}

/** A jump: the line is broken there. @param {Sample[]} samples @param {Measure} measure */
function broken(samples, measure) {
	const [low = 0, high = 0] = extent(samples, (s) => s[measure])
	const span = (samples[samples.length - 1]?.x ?? 0) - (samples[0]?.x ?? 0)
	const rise = (/** @type {number} */ j) =>
		Math.abs((samples[j]?.[measure] ?? 0) - (samples[j - 1]?.[measure] ?? samples[j]?.[measure] ?? 0))
	return samples.flatMap((s, j) => {
		const before = samples[j - 1]
		const isKink = before && s.x - before.x < 1e-5 * span && rise(j) > 1e-3
		const isJump = isKink || (j > 1 && rise(j) > 0.1 * (high - low) && rise(j - 1) + rise(j + 1) < 0.1 * rise(j))
		return isJump ? [{ ...s, [measure]: Number.NaN }, s] : [s]
	})
}

/**
 * What lies still while a point is moved: axes, curves and their kinks.
 * @typedef {Pick<Picture, 'range' | 'curves' | 'kinks' | 'target' | 'symbol'>} Ground
 * @typedef {{titles: Record<Measure, string>, names: (curve: Curve) => string, id: string}} Words
 */

/**
 * @param {Picture} picture
 * @param {Layout} size
 * @param {Words & {label: string}} words
 * @param {import('./dom.js').Keep} [keep]
 */
export function chart(picture, size, { label, ...words }, keep = (_, make) => make()) {
	const { width, height, panels } = size
	return h(
		'svg',
		{
			viewBox: `0 0 ${width} ${height}`,
			width,
			height,
			role: 'group',
			'aria-label': label,
			class: 'chart',
			part: 'chart',
		},
		keep([size, picture.curves, picture.target], () => ground(picture, size, words)),
		panels.map((panel) => points(picture, panel, size, words.id)),
	)
}

/** A title too long for its room is drawn closer; of letters so much is known as their number. @param {string} title @param {number} room */
const within = (title, room) =>
	title.length * 6.9 > room ? { textLength: room - 4, lengthAdjust: 'spacingAndGlyphs' } : {}

/** @param {Ground} picture @param {Layout} size @param {Words} words */
function ground(picture, size, { titles, names, id }) {
	const { x, panels, width, margin } = size
	const right = width - margin.right
	const ticks = linear(picture.range, [0, 1]).ticks(width < 420 ? 5 : 8)
	const { target } = picture
	return panels.map((panel) => [
		h(
			'clipPath',
			{ id: `${id}-${panel.measure}` },
			h('rect', {
				x: margin.left,
				y: panel.top - 6,
				width: right - margin.left,
				height: panel.bottom - panel.top + 12,
			}),
		),
		h('g', { class: 'grid', 'aria-hidden': 'true' }, [
			ticks.map((t) => h('line', { x1: x(t), x2: x(t), y1: panel.top, y2: panel.bottom })),
			panel.ticks.map((t) =>
				h('line', { x1: margin.left, x2: right, y1: panel.y(t), y2: panel.y(t), class: t === 0 ? 'zero' : '' }),
			),
		]),
		h('g', { class: 'axis', part: 'axis', 'aria-hidden': 'true' }, [
			h(
				'text',
				{ x: margin.left, y: panel.top - 12, class: 'title', ...within(titles[panel.measure], width - margin.left) },
				titles[panel.measure],
			),
			panel.ticks.map((t) => h('text', { x: margin.left - 8, y: panel.y(t) + 4, 'text-anchor': 'end' }, format(t, 3))),
			ticks.map((t) => h('text', { x: x(t), y: panel.bottom + 18, 'text-anchor': 'middle' }, format(t, 3))),
			panel === panels[panels.length - 1] &&
				h(
					'text',
					{ x: (margin.left + right) / 2, y: panel.bottom + 40, 'text-anchor': 'middle', class: 'title' },
					picture.symbol,
				),
		]),
		h('g', { 'clip-path': `url(#${id}-${panel.measure})`, 'aria-hidden': 'true' }, [
			target !== null && h('line', { class: 'target', x1: x(target), x2: x(target), y1: panel.top, y2: panel.bottom }),
			picture.curves.map((curve) =>
				h('path', {
					class: `curve tone${curve.tone}${curve.isDashed ? ' dashed' : ''}`,
					part: 'curve',
					d: path(broken(curve.samples, panel.measure), panel.measure, x, panel.y, [panel.top, panel.bottom]),
				}),
			),
			picture.kinks.map((kink) => kinkMarks(picture, panel, kink, x)),
		]),
		panel.measure === 'value' &&
			h('g', { class: 'ends', 'aria-hidden': 'true' }, endLabels(picture, panel, size, names)),
	])
}

/** The samples in a panel, and what marks the selected one. @param {Picture} picture @param {Panel} panel @param {Layout} size @param {string} id */
function points({ point, points }, panel, size, id) {
	const { x } = size
	const isMany = points.length > MANY
	return h('g', { 'clip-path': `url(#${id}-${panel.measure})`, 'aria-hidden': 'true' }, [
		point && h('line', { class: 'cursor', x1: x(point.x), x2: x(point.x), y1: panel.top, y2: panel.bottom }),
		panel.measure === 'value' && point && tangent(point, panel, size),
		points.map(
			(p) =>
				p !== point &&
				h('circle', {
					class: isMany ? 'dot faint' : 'dot',
					cx: x(p.x),
					cy: place(panel, p[panel.measure]),
					r: isMany ? 2.5 : 4,
				}),
		),
	])
}

/** @param {Panel} panel @param {number} value */
export const place = (panel, value) => {
	const at = panel.y(value)
	return Number.isNaN(at) ? panel.bottom : Math.max(panel.top, Math.min(panel.bottom, at))
}

/** @param {Ground} picture @param {Panel} panel @param {number} kink @param {(v: number) => number} x */
function kinkMarks(picture, panel, kink, x) {
	const { loss } = picture.curves[0]
	return picture.curves
		.filter((curve) => curve.loss === loss)
		.map(({ samples, tone }) => {
			const at = samples.findIndex((s) => s.x === kink)
			if (at < 1 || at + 1 >= samples.length) return null
			const sides = [samples[at - 1], samples[at + 1]]
			const here = samples[at][panel.measure]
			const isOne = Math.abs(sides[0][panel.measure] - sides[1][panel.measure]) < 1e-4
			return [
				!isOne &&
					sides.map((s) =>
						h('circle', { class: `kink open tone${tone}`, cx: x(kink), cy: place(panel, s[panel.measure]), r: 3.5 }),
					),
				h('circle', { class: `kink tone${tone}`, cx: x(kink), cy: place(panel, here), r: 3.5 }),
			]
		})
}

/** The tangent at the point, and an arrow the way down. @param {Sample} point @param {Panel} panel @param {Layout} size */
function tangent(point, panel, { x, invert, margin, width }) {
	if (!Number.isFinite(point.slope) || !Number.isFinite(point.value)) return null
	const reach = (invert(width - margin.right) - invert(margin.left)) / 7
	const at = (/** @type {number} */ d) => panel.y(point.value + point.slope * d)
	const size = Math.sign(-point.slope) * Math.min(1, Math.abs(point.slope)) * reach
	const tip = Math.max(margin.left, Math.min(width - margin.right, x(point.x + size)))
	const base = place(panel, point.value)
	const head = Math.sign(size) * Math.min(7, Math.abs(tip - x(point.x)))
	return h('g', null, [
		h('line', {
			class: 'tangent',
			part: 'tangent',
			x1: x(point.x - reach),
			x2: x(point.x + reach),
			y1: at(-reach),
			y2: at(reach),
		}),
		Math.abs(tip - x(point.x)) > 3 &&
			h('path', { class: 'arrow', d: `M${x(point.x)} ${base}H${tip}m${-head} -4l${head} 4l${-head} 4` }),
	])
}

/** @param {Ground} picture @param {Panel} panel @param {Layout} size @param {(curve: Curve) => string} names */
function endLabels(picture, panel, { x, margin, width }, names) {
	if (picture.curves.length < 2 || picture.curves.some((curve) => curve.loss !== picture.curves[0].loss)) return []
	const right = width - margin.right
	const labels = picture.curves.map((curve) => {
		const visible = curve.samples.filter(
			(s) => Number.isFinite(s[panel.measure]) && panel.y(s[panel.measure]) >= panel.top - 1,
		)
		const last = visible[visible.length - 1]
		return { curve, at: last ? panel.y(last[panel.measure]) : panel.bottom, from: last ? x(last.x) : right }
	})
	labels.sort((a, b) => a.at - b.at)
	labels.forEach((l, j) => {
		l.at = Math.max(l.at, panel.top + 6, j ? labels[j - 1].at + 16 : 0)
	})
	return labels.map(({ curve, at, from }) => {
		const isInside = from < right - 4
		return h(
			'text',
			{
				class: `end tone${curve.tone}`,
				x: isInside ? from - 6 : right + 6,
				y: at + 4,
				'text-anchor': isInside ? 'end' : 'start',
			},
			names(curve),
		)
	})
}

/** A small curve for choosing. @param {Picture} picture @param {number} width @param {number} height */
export function thumbnail(picture, width = 96, height = 48) {
	const x = linear(picture.range, [2, width - 2])
	const y = linear(domainOf(picture, 'value'), [height - 3, 3])
	return h(
		'svg',
		{ viewBox: `0 0 ${width} ${height}`, width, height, class: 'thumbnail', 'aria-hidden': 'true' },
		picture.curves.map((curve) =>
			h('path', {
				class: `curve tone${curve.tone}${curve.isDashed ? ' dashed' : ''}`,
				d: path(broken(curve.samples, 'value'), 'value', x, y, [0, height]),
			}),
		),
	)
}

/** A small curve from its paths, as `thumbnail` draws them. @param {string[]} paths @param {number} width @param {number} height */
export const sketch = (paths, width, height) =>
	h(
		'svg',
		{ viewBox: '0 0 96 48', width, height, class: 'thumbnail', 'aria-hidden': 'true' },
		paths.map((d) => h('path', { class: 'curve tone0', d })),
	)
