/*
 * Losses of batches against arithmetic of hundreds of digits: tests/values/oracle/batches/<family>.json, written by
 * tests/oracle/batch_<family>.py, holds for every loss lines of
 *   [inputs, options, value, gradient, hessian, growth]
 * with the derivatives by all numbers of the variables, in their order; null where a second derivative jumps. A derivative may
 * be wrong by what the rounding of its largest neighbour is, and a value by what that of the inputs makes of it; `growth`
 * says, for value, gradient and Hessian, what an error of the inputs grows to, where that is much more.
 */
import { readFileSync, readdirSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/batch.js'
import { suite } from './help/uvu.js'

const DIGITS = 5e-14
const here = new URL('values/oracle/batches/', import.meta.url)

/** @param {any} x @returns {number[]} */
const flat = (x) => (ArrayBuffer.isView(x) ? Array.from(/** @type {any} */ (x)) : Object.values(x).flatMap(flat))

/** The numbers that a loss is derived by. @param {any} loss @param {any[]} inputs @param {Record<string, any>} options @returns {number[]} */
const variables = (loss, inputs, options) =>
	loss.inputs.flatMap(({ kind, name, option }, /** @type {number} */ i) =>
		kind === 'variable' ? ((option === undefined ? inputs[i] : options[name])?.flat(Infinity) ?? []) : [],
	)

for (const file of readdirSync(here).sort()) {
	const tables = JSON.parse(readFileSync(new URL(file, here), 'utf8'))
	for (const [id, lines] of Object.entries(tables)) {
		const test = suite(`oracle/${id}`)
		const loss = losses[id]
		/** @param {any[]} line @param {string} what @param {number[]} got @param {number[]} want @param {number} scale */
		const close = ([inputs, options], what, got, want, scale) => {
			assert.is(got.length, want.length)
			want.forEach((x, i) => {
				if (x === null) return
				assert.ok(
					Math.abs(got[i] - x) <= DIGITS * scale,
					`${what} ${i} of ${JSON.stringify([inputs, options])}: got ${got[i]}, want ${x}, at ${scale}`,
				)
			})
		}

		test('value', () => {
			for (const line of lines) {
				const [inputs, options, value, gradient, , [growth] = [0]] = line
				const moves = variables(loss, inputs, options).reduce((sum, x, i) => sum + Math.abs(x * gradient[i]), 0)
				close(line, 'value', [loss(...inputs, options)], [value], Math.abs(value) + moves + growth)
			}
		})

		for (const [what, order] of /** @type {const} */ ([
			['gradient', 1],
			['hessian', 2],
		]))
			// prettier-ignore
			test(what, () => {
				for (const line of lines) {
					const [inputs, options, , gradient, hessian, growth = [0, 0, 0]] = line
					const want = order === 1 ? gradient : hessian
					const scale = Math.max(...want.map(Math.abs)) + growth[order]
					close(line, what, flat(loss[what](...inputs, options)), want, scale)
				}
			})
		test.run()
	}
}
