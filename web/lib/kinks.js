/**
 * @typedef {import('./module.js').Reals} Reals
 *
 * @typedef {(left: number, right: number) => number} Choice of one-sided slopes
 */

/** Subgradients other than that of least size, which kernels give. @type {Record<string, Choice>} */
const CHOICES = {
	left: (left) => left,
	right: (_, right) => right,
	middle: (left, right) => (left + right) / 2,
	steepest: (left, right) => (Math.abs(left) > Math.abs(right) ? left : right),
}

/** What the option subgradient may be. */
export const SUBGRADIENTS = ['least', ...Object.keys(CHOICES)]

/**
 * Put the subgradient that a call asks for where a prediction is at a kink. One-sided slopes are those of the numbers beside it,
 * and a kink is where these differ by more than curvature and rounding explain.
 *
 * @param {string} subgradient
 * @param {Reals} gradient as the kernel gave it
 * @param {ArrayLike<number>} z predictions
 * @param {number} inputs predictions of a sample, each of which has its own sides
 * @param {(i: number) => number} size of the numbers that a kink at prediction i is told by: steps are relative to it
 * @param {(z: ArrayLike<number>) => { g: Reals, h: Reals }} derivatives at other predictions
 */
export function turn(subgradient, gradient, z, inputs, size, derivatives) {
	const choose = CHOICES[subgradient]
	const Float = gradient instanceof Float32Array ? Float32Array : Float64Array
	const [step, least] = Float === Float32Array ? [2 ** -23, 2 ** -120] : [2 ** -52, 2 ** -1000]
	const beside = (/** @type {number} */ i) => Math.max(size(i) * step, least)
	const here = derivatives(z)
	for (let input = 0; input < inputs; input++) {
		/** @param {number} side */
		const moved = (side) => {
			const to = new Float(z)
			for (let i = input; i < to.length; i += inputs) to[i] += side * beside(i)
			return to
		}
		const [below, above] = [derivatives(moved(-1)), derivatives(moved(1))]
		for (let i = input; i < z.length; i += inputs) {
			const [left, right] = [below.g[i], above.g[i]]
			const curvature = Math.abs(below.h[i]) + Math.abs(here.h[i]) + Math.abs(above.h[i])
			const explained = 4 * beside(i) * curvature + 64 * step * (Math.abs(left) + Math.abs(right))
			if (Math.abs(right - left) > explained) gradient[i] = choose(left, right)
		}
	}
}

/**
 * The sizes that `turn` asks for: a prediction's own, where it is compared with another number as it is. A residual compared
 * with a parameter is as exact as the larger of what it is the difference of.
 *
 * @param {import('./module.js').Description} loss
 * @param {ArrayLike<number>} y targets
 * @param {ArrayLike<number>} z predictions
 * @param {number} inputs
 * @returns {(i: number) => number}
 */
export function sizes({ variable, shape, kinks, parameters }, y, z, inputs) {
	const compared = kinks.some((kink) => parameters.some(({ name }) => kink.split(/\W+/).includes(name)))
	if (compared && variable === 'residual') return (i) => Math.max(Math.abs(z[i]), Math.abs(y[i]))
	if (!compared || shape !== 'tuple') return (i) => Math.abs(z[i])
	return (i) => Math.max(...Array.from({ length: inputs }, (_, k) => Math.abs(z[i - (i % inputs) + k])))
}
