// The accuracy of the losses of batches that npm run accuracy found (accuracy/batches.json) still holds: at their worst points, and at
// those that were worse before a form was mended, of which the exact results are known.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { compute, off } from './accuracy/batches.js'
import { BATCHES, GOAL } from './accuracy/goals.js'
import { read } from './accuracy/table.js'
import { losses } from '../dist/lib/batch.js'
import { suite } from './help/uvu.js'

const PARTS = /** @type {const} */ (['value', 'gradient', 'hessian'])
/** @type {Record<string, any>} */
const record = read(readFileSync(new URL('accuracy/batches.json', import.meta.url), 'utf8'))

/** `want` comes rounded to double. */
const ROUNDED = 0.51

const test = suite('accuracy-batch')

test('the record is of losses there are, in their order', () => {
	assert.equal(
		Object.keys(record),
		Object.keys(losses).filter((name) => losses[name].id === name),
	)
})

for (const [id, found] of Object.entries(record)) {
	test(`${id}: errors within the goals`, () => {
		for (const precision of ['single', 'double'])
			for (const part of [0, 1]) {
				const error = found[precision].best[part][0]?.error ?? 0
				const goal = BATCHES[id]?.[PARTS[part]] ?? GOAL
				assert.ok(error <= goal, `${PARTS[part]} in ${precision}: ${error} ulp, goal ${goal}`)
			}
	})
	test(`${id}: the worst points`, () => {
		const worst = ['single', 'double'].flatMap((precision) =>
			found[precision].best.flatMap((/** @type {any[]} */ places, /** @type {number} */ part) =>
				places.map((place) => ({ ...place, part, single: precision === 'single' })),
			),
		)
		for (const { part, single, ...place } of [...worst, ...(found.mended ?? [])]) {
			const { now, before } = off(compute(losses[id], place, single)[part], place, single)
			assert.ok(
				now <= before + ROUNDED,
				`${PARTS[part]} ${place.cell} of ${JSON.stringify([place.inputs, place.options])}: ${now} ulp, was ${before}`,
			)
		}
	})
}

test.run()
