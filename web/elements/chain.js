/** Scores turned into probabilities, by the library. */

import { catalogue } from './describe.js'

/** The logistic function, as the library has it: the slope of the cross-entropy of a logit, for the target 0. @param {Float64Array} z */
export const sigmoid = (z) =>
	catalogue.sigmoidCrossEntropy.gradient(new Float64Array(z.length), z, { reduction: 'sum' })

/** The softmax of rows, likewise: every class but the target's. @param {Float64Array} z @param {number} width */
export function softmax(z, width) {
	const n = z.length / width
	const loss = catalogue.softmaxCrossEntropy
	const by = (/** @type {number} */ k) =>
		loss.gradient(new Float64Array(n).fill(k), z, { reduction: 'sum', classes: width })
	const p = by(0)
	const first = by(1)
	for (let i = 0; i < n; i++) p[i * width] = first[i * width]
	return p
}
