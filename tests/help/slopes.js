// Derivatives by differences, and how far they may be off.
import * as assert from 'uvu/assert'

/** @typedef {[value: number, error: number]} Known a number, and how far it may be off */

/**
 * The derivative of f by cell i, by a difference of fourth order: off by what rounding makes of it, and by what the next order
 * would change, as the second one says.
 *
 * @param {(x: Float64Array) => Known} f
 * @param {ArrayLike<number>} x
 * @param {number} i
 * @param {number[]} ends of the domain
 * @returns {Known}
 */
export function slopeOf(f, x, i, ends) {
	const h = 2 ** -12 * Math.min(1, Math.abs(x[i]) + 0.05, ...ends.map((end) => Math.abs(end - x[i])))
	const at = (/** @type {number} */ k) => f(Float64Array.from(x, (value, j) => (j === i ? value + k * h : value)))
	const points = [1, -1, 2, -2].map(at)
	const [near, far] = [points[0][0] - points[1][0], points[2][0] - points[3][0]]
	const derivative = (8 * near - far) / (12 * h)
	const change = near / (2 * h) - derivative
	const rest = change && Math.abs(change * (change / derivative))
	return [derivative, Math.max(...points.map(([, error]) => error)) / h + rest]
}

/** What is computed in double. @param {number} value @returns {Known} */
export const rounded = (value) => [value, 2 ** -52 * Math.abs(value)]

/** An error of a millionth shows wherever rounding allows it, however small the slope. @param {number} got @param {Known} want @param {string} what */
export const closeSlope = (got, [want, error], what) =>
	assert.ok(
		Object.is(got, want) || Math.abs(got - want) <= 1e-8 * Math.abs(want) + 4 * error,
		`${what}: got ${got}, want ${want} but for ${error}`,
	)
