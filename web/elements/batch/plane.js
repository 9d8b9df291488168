/** Vectors of two numbers as points of a plane, with arrows down the gradient; they are moved by pointer and by keys. */

import { h } from '../dom.js'
import { follow } from '../drag.js'
import { format, parseNumber, toInput } from '../numbers.js'
import { linear } from '../scale.js'
import { compute } from './compute.js'

/** @typedef {import('./loss-batch.js').LossBatch} LossBatch */
/** @typedef {{input: import('../../lib/batch/module.js').Input, i: number, x: number, y: number, dx: number, dy: number, tone: number}} Point */

const SIZE = 360
const EDGE = 36
const STEP = 0.05
/** The longest arrow, in pixels. */
const REACH = 46

/** The vectors, where they have two numbers. @param {import('./state.js').State} state @returns {Point[]} */
export function points(state) {
	if (state.sizes.features !== 2) return []
	const { loss, gradient } = compute(state)
	const shown = loss.inputs.filter(
		({ dimensions, kind }) => kind === 'variable' && dimensions[dimensions.length - 1] === 'features',
	)
	const labels = loss.inputs.find(({ kind }) => kind === 'group' || kind === 'index')
	return shown.flatMap((input, role) =>
		Array.from({ length: state.cells[input.name].length / 2 }, (_, i) => {
			const [x, y] = [0, 1].map((k) => parseNumber(state.cells[input.name][2 * i + k]) ?? Number.NaN)
			const [dx, dy] = [0, 1].map((k) => -(gradient[input.name]?.[2 * i + k] ?? 0))
			const isClass = input.dimensions[0] === 'classes'
			const many = input.dimensions.length === 3 ? state.sizes.centers : 1
			const group = isClass ? Math.floor(i / many) : labels ? groupOf(state.cells[labels.name], i) : role
			return { input, i, x, y, dx, dy, tone: (labels ? group : role) % 6 }
		}),
	).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) // prettier-ignore
}

/** Its number among the labels that occur. @param {string[]} labels @param {number} i */
const groupOf = (labels, i) => [...new Set(labels)].sort((a, b) => Number(a) - Number(b)).indexOf(labels[i])

/** Both axes to one scale, the origin inside. @param {Point[]} list */
function scales(list) {
	const most = Math.max(1, ...list.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))
	const domain = [-1.25 * most, 1.25 * most]
	return { x: linear(domain, [EDGE, SIZE - EDGE]), y: linear(domain, [SIZE - EDGE, EDGE]) }
}

/** @param {LossBatch} element */
export function plane(element) {
	const list = points(element.state)
	if (!list.length) return null
	const { x, y } = /** @type {ReturnType<typeof scales>} */ (element.pinned?.x ? element.pinned : scales(list))
	const longest = Math.max(...list.map(({ dx, dy }) => Math.hypot(dx, dy)).filter(Number.isFinite), 0)
	const ticks = x.ticks(5)
	const names = [...new Set(list.map(({ input }) => input))]
	return h(
		'figure',
		{ class: 'plane' },
		h('h2', { class: 'title' }, element.say('batch.plane')),
		h(
			'svg',
			{
				viewBox: `0 0 ${SIZE} ${SIZE}`,
				class: 'plot',
				role: 'group',
				'aria-label': element.say('batch.plane'),
				onpointerdown: (/** @type {PointerEvent} */ e) => grab(element, e, { x, y }),
			},
			h('g', { class: 'grid', 'aria-hidden': 'true' }, [
				ticks.map((t) => [
					h('line', { x1: x(t), x2: x(t), y1: EDGE, y2: SIZE - EDGE, class: t === 0 ? 'zero' : '' }),
					h('line', { x1: EDGE, x2: SIZE - EDGE, y1: y(t), y2: y(t), class: t === 0 ? 'zero' : '' }),
				]),
			]),
			h('g', { class: 'axis', 'aria-hidden': 'true' }, [
				ticks.map((t) => [
					h('text', { x: x(t), y: SIZE - EDGE + 16, 'text-anchor': 'middle' }, format(t, 2)),
					t !== 0 && h('text', { x: EDGE - 6, y: y(t) + 4, 'text-anchor': 'end' }, format(t, 2)),
				]),
			]),
			list.map((point) => arrow(point, x, y, longest)),
			list.map((point) => mark(element, point, x, y, names.indexOf(point.input))),
		),
		h(
			'figcaption',
			null,
			names.length > 1 &&
				h('span', { class: 'legend' }, names.map((input, role) => h('span', null, h('svg', { width: 16, height: 16, viewBox: '-8 -8 16 16', 'aria-hidden': 'true' }, h('path', { d: SHAPES[role % 3], class: 'shape' })), element.say(`input.${input.name}`)))), // prettier-ignore
			element.say('batch.arrows'),
		),
	)
}

/** Circle, square, triangle: one for each input. */
const SHAPES = ['M-6,0a6,6 0 1 0 12,0a6,6 0 1 0 -12,0', 'M-5.5,-5.5H5.5V5.5H-5.5Z', 'M0,-7L6.5,5H-6.5Z']

/** @param {Point} point @param {any} x @param {any} y @param {number} longest */
function arrow(point, x, y, longest) {
	const size = Math.hypot(point.dx, point.dy)
	if (!(size > 1e-3 * longest) || !Number.isFinite(size)) return null
	const length = 12 + (REACH - 12) * (size / longest)
	const [ux, uy] = [point.dx / size, -point.dy / size]
	const [fromX, fromY] = [x(point.x) + 8 * ux, y(point.y) + 8 * uy]
	const [toX, toY] = [x(point.x) + length * ux, y(point.y) + length * uy]
	const wing = (/** @type {number} */ side) => `L${toX - 6 * ux + side * 3.5 * uy} ${toY - 6 * uy - side * 3.5 * ux}`
	return h('path', {
		class: 'arrow',
		'aria-hidden': 'true',
		d: `M${fromX} ${fromY}L${toX} ${toY}${wing(1)}M${toX} ${toY}${wing(-1)}`,
	})
}

/** @param {LossBatch} element @param {Point} point @param {any} x @param {any} y @param {number} role */
function mark(element, point, x, y, role) {
	const { input, i } = point
	const isChosen = element.state.input === input.name && Math.floor(element.state.place / 2) === i
	return h(
		'g',
		{
			key: `${input.name} ${i}`,
			class: `mark tone${point.tone}${isChosen ? ' chosen' : ''}`,
			role: 'button',
			tabindex: element.isReadonly ? undefined : 0,
			'data-point': `${input.name}:${i}`,
			transform: `translate(${x(point.x)} ${y(point.y)})`,
			'aria-label': element.say('batch.point', { input: element.say(`input.${input.name}`), i, x: format(point.x, 3), y: format(point.y, 3) }), // prettier-ignore
			onkeydown: (/** @type {KeyboardEvent} */ e) => step(element, e, point),
			onfocus: () => element.store.set({ input: input.name, place: 2 * i }),
		},
		h('circle', { r: 18, class: 'reach' }),
		h('path', { d: SHAPES[role % 3], class: 'shape' }),
		h('text', { y: -11, 'text-anchor': 'middle' }, String(i)),
	)
}

/** @param {LossBatch} element @param {Point} point @param {number} x @param {number} y @param {string} gesture */
function move(element, { input, i }, x, y, gesture) {
	element.store.edit(
		input.name,
		{ [2 * i]: toInput(x, 0.01), [2 * i + 1]: toInput(y, 0.01) },
		`${gesture} ${input.name} ${i}`,
	)
}

/** @param {LossBatch} element @param {KeyboardEvent} event @param {Point} point */
function step(element, event, point) {
	const size = event.shiftKey ? 10 * STEP : STEP
	const way = /** @type {Record<string, number[]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })[event.key] // prettier-ignore
	if (!way || element.isReadonly) return
	event.preventDefault()
	event.stopPropagation()
	move(element, point, point.x + way[0] * size, point.y + way[1] * size, 'keys')
}

/** @param {LossBatch} element @param {PointerEvent} event @param {{x: import('../scale.js').Scale, y: import('../scale.js').Scale}} scales */
function grab(element, event, { x, y }) {
	const node = /** @type {Element | null} */ (/** @type {Element} */ (event.target).closest('.mark'))
	const svg = /** @type {SVGSVGElement} */ (event.currentTarget)
	const point = points(element.state).find(({ input, i }) => `${input.name}:${i}` === node?.getAttribute('data-point'))
	if (!point || element.isReadonly || event.button !== 0) return
	const held = /** @type {SVGGElement} */ (node)
	held.focus({ preventScroll: true })
	event.preventDefault()
	element.pinned = { x, y }
	const box = svg.getBoundingClientRect()
	const within = (/** @type {number} */ d) => Math.max(EDGE, Math.min(SIZE - EDGE, d))
	follow(element, ({ clientX, clientY }) => {
		const at = [clientX - box.left, clientY - box.top].map((d) => within((d / box.width) * SIZE))
		move(element, point, x.invert(at[0]), y.invert(at[1]), 'drag')
	})
}
