// An `out` that lies over what a call reads, whole or in part, holds what one of its own would.
import * as assert from 'uvu/assert'
import { bends } from '../web/lib/options.js'
import { sampled } from './help/catalogue.js'
import { CLASSES, data, widths } from './help/samples.js'
import { suite } from './help/uvu.js'

const SAMPLES = 2100 // more than a block

/** Places of an array in a buffer beside another, in bytes. */
const SHIFTS = [-8, 0, 8]

/** @param {Float64Array} x in a buffer with room around it */
function roomy(x) {
	const all = new Float64Array(x.length * CLASSES + 2048)
	const at = all.subarray(1024, 1024 + x.length)
	at.set(x)
	return at
}

/** @param {Float64Array} x @param {number} shift @param {number} length */
const over = (x, shift, length) => new Float64Array(x.buffer, x.byteOffset + shift, length)

for (const loss of sampled) {
	const test = suite(`overlap: ${loss.id}`)
	test('with predictions, targets and weights', () => {
		const { yTrue, yPred, options } = data(loss, SAMPLES, 7)
		const weights = Float64Array.from({ length: SAMPLES }, (_, i) => i % 3)
		const length = yPred.length
		const [width] = widths(loss)
		const y = yTrue && Float64Array.from(yTrue)
		/** @type {[string, number, Record<string, any>][]} */
		const calls = [
			['gradient', length, {}],
			['value', length / width, { reduction: 'none' }],
			...(bends(loss) ? [/** @type {[string, number, any]} */ (['gradient', length, { subgradient: 'left' }])] : []),
		]
		for (const [what, room, more] of calls) {
			const call = what === 'value' ? loss : loss[what]
			const want = call(y, yPred, { ...options, ...more, weights })
			for (const shift of SHIFTS)
				for (const under of ['yTrue', 'yPred', 'weights'].slice(y ? 0 : 1)) {
					const own = { yTrue: y && roomy(y), yPred: roomy(yPred), weights: roomy(weights) }
					const out = over(/** @type {Float64Array} */ (own[/** @type {keyof typeof own} */ (under)]), shift, room)
					const given = { ...options, ...more, weights: own.weights, out }
					assert.is(call(own.yTrue, own.yPred, given), out)
					assert.ok(
						out.every((x, i) => Object.is(x, want[i])),
						`${what} over ${under} at ${shift} with ${JSON.stringify(more)}`,
					)
				}
		}
	})
	test.run()
}
