/**
 * Scales and lines of a chart. D3's own ticks; its scales and shapes would bring colours, dates and number formats along,
 * a sixth of the page's weight.
 */

import { ticks } from 'd3-array'

/**
 * @typedef {((value: number) => number) & {domain: [number, number], invert: (at: number) => number, ticks: (count: number) => number[]}} Scale
 */

/** @param {number[]} domain @param {number[]} range @param {(v: number) => number} bend @param {(v: number) => number} unbend @returns {Scale} */
function scale([from, to], [start, end], bend, unbend) {
	const [low, high] = [bend(from), bend(to)]
	const size = high - low
	/** A hundredth of a pixel is as much as a drawing shows. @param {number} value */
	const at = (value) => Math.round((start + (end - start) * (size ? (bend(value) - low) / size : 0.5)) * 100) / 100
	const invert = (/** @type {number} */ pixel) => unbend(low + (size * (pixel - start)) / (end - start))
	return Object.assign(at, {
		domain: /** @type {[number, number]} */ ([from, to]),
		invert,
		ticks: (/** @type {number} */ count) => ticks(from, to, count),
	})
}

const same = (/** @type {number} */ v) => v

/** @param {number[]} domain @param {number[]} range in pixels */
export const linear = (domain, range) => scale(domain, range, same, same)

/** Linear near zero and logarithmic far from it, on both sides. @param {number[]} domain @param {number[]} range in pixels @param {number} near */
export const symlog = (domain, range, near) =>
	scale(
		domain,
		range,
		(v) => Math.sign(v) * Math.log1p(Math.abs(v / near)),
		(v) => Math.sign(v) * Math.expm1(Math.abs(v)) * near,
	)

/** A path through points, broken where one has no place. @param {[number, number][]} points */
export function line(points) {
	let d = ''
	let isDown = false
	for (const [x, y] of points) {
		const isPlace = Number.isFinite(x) && Number.isFinite(y)
		if (isPlace) d += `${isDown ? 'L' : 'M'}${x},${y}`
		isDown = isPlace
	}
	return d
}
