/** The point of a chart, moved by pointer, touch and keys. */

import { atFrame, hold } from './schedule.js'

/** @typedef {import('./loss-curve.js').LossCurve} LossCurve */

/** Pressing on the chart brings the point there, and drags it. @param {LossCurve} chart @param {PointerEvent} event */
export function startDrag(chart, event) {
	const svg = /** @type {SVGSVGElement | null} */ (/** @type {Element} */ (event.target).closest('svg.chart'))
	if (!svg || chart.isReadonly || !chart.layout || !chart.picture || event.button !== 0) return
	const box = svg.getBoundingClientRect()
	const toX = (/** @type {PointerEvent} */ e) =>
		/** @type {any} */ (chart.layout).invert(((e.clientX - box.left) / box.width) * chart.width)
	const at = [
		((event.clientX - box.left) / box.width) * chart.width,
		((event.clientY - box.top) / box.height) * chart.layout.height,
	]
	const { panels, margin, x } = chart.layout
	if (at[1] < panels[0].top - 20 || at[1] > panels[1].bottom + 8 || at[0] < margin.left - 22) return
	const near = chart.picture.points.find(
		(p) => !p.isSelected && Math.hypot(x(p.x) - at[0], panels[0].y(p.value) - at[1]) < 11,
	)
	if (near) chart.store.set({ selected: near.row })
	chart.pinned = { range: chart.picture.range, size: chart.layout }
	const grip = /** @type {any} */ (svg.querySelector('.handle'))
	grip?.focus({ preventScroll: true })
	if (!near && !(/** @type {Element} */ (event.target).closest('.handle'))) chart.moveTo(toX(event))
	follow(chart, (e) => chart.moveTo(toX(e)))
	event.preventDefault()
}

/**
 * Follows the pointer until it is let go: once a frame, with where it is by then. What is pinned meanwhile is let go with it.
 *
 * @param {{pinned: any, draw: () => void, isConnected: boolean, store: {commit: () => void}}} element
 * @param {(event: PointerEvent) => void} moveTo
 */
export function follow(element, moveTo) {
	hold(element)
	/** @type {PointerEvent | null} where it is to go */
	let next = null
	const move = () => {
		if (next) moveTo(next)
		next = null
	}
	const onMove = (/** @type {PointerEvent} */ e) => {
		if (!next) atFrame(move)
		next = e
	}
	const onUp = () => {
		move()
		removeEventListener('pointermove', onMove)
		removeEventListener('pointerup', onUp)
		removeEventListener('pointercancel', onUp)
		element.pinned = null
		hold(null)
		element.store.commit()
	}
	addEventListener('pointermove', onMove)
	addEventListener('pointerup', onUp)
	addEventListener('pointercancel', onUp)
}

/** Arrow keys, Page Up and Down, Home, End, and t for the target. @param {LossCurve} chart @param {KeyboardEvent} event */
export function moveByKey(chart, event) {
	if (!(/** @type {Element} */ (event.target).closest('.handle')) || !chart.picture?.point || chart.isReadonly) return
	const step = chart.step() * (event.shiftKey ? 10 : 1)
	const { range, target, point } = chart.picture
	const steps = /** @type {Record<string, number>} */ ({
		ArrowRight: step,
		ArrowUp: step,
		ArrowLeft: -step,
		ArrowDown: -step,
		PageUp: step * 10,
		PageDown: -step * 10,
	})
	if (event.key in steps) chart.moveTo(point.x + steps[event.key], 'keys')
	else if (event.key === 'Home') chart.moveTo(range[0], 'keys')
	else if (event.key === 'End') chart.moveTo(range[1], 'keys')
	else if (event.key === 't' && target !== null) chart.moveTo(target, 'keys')
	else return
	event.preventDefault()
	event.stopPropagation()
}

/** A key that moved the point is let go: the move is done. @param {LossCurve} chart @param {KeyboardEvent} event */
export function restAfterKey(chart, event) {
	if (chart.store.open.startsWith('keys ') && /** @type {Element} */ (event.target).closest('.handle'))
		chart.store.commit()
}
