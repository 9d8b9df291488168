/** Comparisons without a browser: a parameter swept, and the ways of counting. */

import { catalogue as losses } from '../web/elements/describe.js'
import * as assert from 'uvu/assert'
import { compute } from '../web/elements/compute.js'
import { camps, conventions, FRAMEWORKS } from '../web/elements/conventions.js'
import { ways } from '../web/elements/counting.js'
import { words } from '../web/elements/messages/compare/index.js'
import { complete } from '../web/elements/state.js'
import { family, finding, sweep, sweepable } from '../web/elements/sweep.js'
import { suite } from './help/uvu.js'

const test = suite('compare')
const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b))

test('every parameter that is a number can be swept, for every loss', () => {
	let count = 0
	for (const id of Object.keys(losses))
		for (const { name } of sweepable(complete({ loss: id }))) {
			const state = complete({ loss: id, sweep: name })
			const swept = sweep(state)
			assert.ok(swept && swept.parameter.name === name, `${id} ${name}`)
			const [{ values }] = swept.series
			const finite = values.filter(Number.isFinite)
			assert.ok(finite.length > 0, `${id} ${name}`)
			const [key] = finding(swept)
			assert.ok(key in words.en, key)
			assert.ok(
				family(state, swept)?.curves.some(({ samples }) => samples.length),
				`${id} ${name}`,
			)
			count++
		}
	assert.ok(count > 60)
})

test('the swept values are the library’s, at the parameter’s value too', () => {
	const given = { loss: 'huber', y: [0, 0], p: [1, 4], w: [1, 3], parameters: { delta: 2 } }
	const swept = sweep(complete(given))
	assert.ok(swept)
	assert.is(swept.at, 2)
	swept.x.forEach((delta, i) =>
		assert.is(swept.series[0].values[i], losses.huber([0, 0], [1, 4], { delta, weights: [1, 3] })),
	)
	assert.is(sweep(complete({ loss: 'squaredError' })), null)
})

test('the finding says what the sweep shows', () => {
	const said = (/** @type {any} */ part) => {
		const swept = sweep(complete(part))
		return swept ? finding(swept) : []
	}
	assert.is(said({ loss: 'huber', y: [0], p: [9] })[0], 'sweep.rises')
	assert.is(said({ loss: 'huber', y: [0], p: [0.01] })[0], 'sweep.flat')
	assert.is(said({ loss: 'epsilonInsensitive', y: [0], p: [9] })[0], 'sweep.falls')
	const [key, { at, before, after }] = said({ loss: 'pinball', y: [0, 0], p: [1, 1], q: [-1, -1] })
	assert.equal([key, before, after], ['sweep.turn', 2, 1])
	assert.ok(near(at, 0.5))
	assert.equal(said({ loss: 'huber', y: [0], p: [1], q: [2] }), ['sweep.always', { name: 'delta', n: 1 }])
	assert.equal(said({ loss: 'huber', y: [0], p: [1], q: [-1] }), ['sweep.equal', { name: 'delta' }])
})

test('each framework’s convention is the library’s, and the sentence tells them apart', () => {
	const state = complete({ loss: 'binaryCrossEntropy', y: [1, 0], p: [0, 0.5] })
	const found = Object.fromEntries(conventions(state).map(({ framework, value }) => [framework, value]))
	assert.is(compute(state).value, Infinity)
	assert.ok(near(found.torch, (100 + Math.LN2) / 2))
	assert.ok(found.keras > 8 && found.keras < 9)
	assert.ok(camps(conventions(state)).length >= 3)
	const weighted = conventions(complete({ loss: 'squaredError', y: [0, 0, 0], p: [1, 2, 3], w: [1, 1, 0] }))
	const by = Object.fromEntries(weighted.map(({ framework, value }) => [framework, value]))
	assert.ok(near(by.sklearn, 2.5) && near(by.keras, 5 / 3) && near(by.tfjs, 2.5))
	for (const [id, loss] of Object.entries(losses)) {
		const list = conventions(complete({ loss: id }))
		assert.equal(list.map(({ framework }) => framework).sort(), [...new Set(loss.equals.map((e) => e.framework))].sort(), id) // prettier-ignore
		for (const { framework, value } of list) {
			assert.type(FRAMEWORKS[framework], 'string')
			assert.ok(Number.isFinite(value), `${id} ${framework}`)
		}
	}
})

test('every way of counting gives what its words say', () => {
	const state = complete({ loss: 'squaredError', y: [0, 0, 0], p: [1, 2, 3], w: [1, 1, 0] })
	const found = Object.fromEntries(ways(state).map(({ key, value }) => [key, value]))
	assert.equal(found, { sum: 5, samples: 5 / 3, weights: 2.5, nonzero: 2.5, unweighted: 14 / 3 })
	// the three samples of the two-model example: summed over classes, and over all nine numbers
	const rows = complete({ loss: 'rowSquaredError', y: [2, 1, 0], p: [[0.3, 0.3, 0.4], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7]] }) // prettier-ignore
	const two = Object.fromEntries(ways(rows).map(({ key, value }) => [key, value]))
	assert.ok(near(two.samples, 0.8066666666666666))
	assert.ok(near(two.numbers, 0.2688888888888889))
	for (const id of Object.keys(losses))
		for (const w of [null, [1, 2, 0, 3]])
			for (const reduction of ['mean', 'sum']) {
				const of = complete({ loss: id, reduction })
				const state = complete({ loss: id, reduction, ...(w ? { w: w.slice(0, of.y.length) } : {}) })
				const ours = ways(state).filter(({ isOurs }) => isOurs)
				assert.equal(ours.map(({ value }) => value), [compute(state).value], `${id} ${reduction}`) // prettier-ignore
				for (const { key } of ways(state)) assert.ok(`counting.${key}.who` in words.zh, key)
			}
})

test.run()
