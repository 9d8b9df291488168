/*
 * Losses of batches against arithmetic of hundreds of digits: tests/values/oracle/batches/<family>.json, written by
 * tests/oracle/batches.py, holds for every loss lines of
 *   [inputs, options, value, gradient, hessian]
 * with the derivatives by all numbers of the variables, in their order; null where a second derivative jumps. A derivative may
 * be wrong by what its largest neighbour's rounding is, and a value by what that of the inputs makes of it.
 */
import { readFileSync, readdirSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/batch.js'
import { suite } from './help/uvu.js'

const DIGITS = 1e-11
const here = new URL('values/oracle/batches/', import.meta.url)

/** @param {any} x @returns {number[]} */
const flat = (x) => (ArrayBuffer.isView(x) ? Array.from(/** @type {any} */ (x)) : Object.values(x).flatMap(flat))

for (const file of readdirSync(here).sort()) {
	const tables = JSON.parse(readFileSync(new URL(file, here), 'utf8'))
	for (const [id, lines] of Object.entries(tables)) {
		const test = suite(`oracle/${id}`)
		test('values and derivatives', () => {
			const loss = losses[id]
			assert.ok(lines.length >= 40, 'at least 40 points')
			for (const [inputs, options, value, gradient, hessian] of lines) {
				const what = JSON.stringify([inputs, options])
				const got = loss(...inputs, options)
				const numbers = loss.inputs.flatMap(({ kind }, i) => (kind === 'variable' ? inputs[i].flat(Infinity) : []))
				const moves = numbers.reduce((sum, x, i) => sum + Math.abs(x * gradient[i]), 0)
				assert.ok(Math.abs(got - value) <= DIGITS * (Math.abs(value) + moves), `${what}: got ${got}, want ${value}`)
				for (const [part, want] of [
					[loss.gradient, gradient],
					[loss.hessian, hessian],
				]) {
					const slopes = flat(part(...inputs, options))
					assert.is(slopes.length, want.length)
					const most = Math.max(...want.map(Math.abs))
					want.forEach((x, i) => {
						if (x === null) return
						assert.ok(
							Math.abs(slopes[i] - x) <= DIGITS * most,
							`${what}: entry ${i} is ${slopes[i]}, want ${x} of ${most}`,
						)
					})
				}
			}
		})
		test.run()
	}
}
