/** The derivation of losses of batches: what it computes is what the library does, and what it shows is what it computes. */

import { checks, equals, linesOf, sides, stepsOf } from './help/printed.js'
import * as assert from 'uvu/assert'
import { compute } from '../web/elements/batch/compute.js'
import { LossBatchDerivation } from '../web/elements/batch/loss-batch-derivation.js'
import { batches } from '../web/elements/batch/losses.js'
import { line } from '../web/elements/batch/picture.js'
import { derived, memberOf } from '../web/elements/batch/scope.js'
import { complete } from '../web/elements/batch/state.js'
import { interval } from '../web/elements/describe.js'
import { provideMessages } from '../web/elements/i18n.js'
import { format } from '../web/elements/numbers.js'
import { canTest, click, settled, show, shows, start } from './browser/driver.js'
import { random } from './help/samples.js'
import { full } from './help/states.js'
import { suite } from './help/uvu.js'

const test = suite('batch-derivation')
provideMessages(LossBatchDerivation.words)

/** So many states of other numbers. */
const OTHERS = 20

/** Everything given, at another value, with weights that differ. @param {string} id */
function varied(id) {
	const state = full(id)
	return complete({ ...state, weights: state.weights?.map((_, i) => String(1 + (i % 3))) ?? null })
}

/** First data, everything given, and other numbers in what may vary, of which one is selected. @param {string} id */
function* states(id) {
	const [first, whole] = [complete({ loss: id }), varied(id)]
	yield* [first, whole]
	for (let seed = 1; seed <= OTHERS; seed++) {
		const next = random(seed)
		const state = seed % 2 ? first : whole
		const variables = batches[id].inputs.filter(({ kind, name }) => kind === 'variable' && state.cells[name])
		const moved = variables.map(({ name, range }) => {
			const { low, high } = interval(range)
			const other = (/** @type {string} */ cell) =>
				high < Infinity
					? low + (high - low) * (0.02 + 0.96 * next())
					: Math.max(low + 0.02, Number(cell) + 2 * next() - 1)
			return [name, state.cells[name].map((cell) => other(cell).toFixed(3))]
		})
		const { name } = variables[Math.floor(variables.length * next())]
		const cells = { ...state.cells, ...Object.fromEntries(moved) }
		const found = { ...state, cells, input: name, place: Math.floor(cells[name].length * next()) }
		if (!compute(found).problem) yield found
	}
}

/** @param {number} got @param {number} want @param {string} what */
const agree = (got, want, what) => assert.ok(Math.abs(got - want) <= 1e-9 * (1 + Math.abs(want)), `${what}: ${got}, not ${want}`) // prettier-ignore

for (const [id, loss] of Object.entries(batches)) {
	test(`${id}: its formula, read part by part, gives each value of the library`, () => {
		for (const state of [complete({ loss: id }), varied(id)]) {
			const result = compute(state)
			if (!loss.each) agree(derived(state, result).value, Number(result.value), id)
			else for (const [i, want] of Array.from(result.each).entries()) agree(derived(state, result, i).value, want, `${id} ${i}`) // prettier-ignore
		}
	})

	test(`${id}: each line is equal to the next, and the last of a step to what the library says`, () => {
		for (const state of states(id)) {
			const result = compute(state)
			const i = loss.each ? (memberOf(state, result) ?? 0) : undefined
			const { place, input } = state
			const slope = result.gradient[input][place]
			const ends = /** @type {Record<string, any>} */ ({
				value: i === undefined ? result.value : result.each[i],
				reduced: result.value,
				slope,
			})
			const steps = stepsOf(LossBatchDerivation, state)
			/** What is said of each name, and each call of a function. @type {Map<string, string>} */
			const said = new Map()
			for (const [key, { views }] of steps) {
				if (key === 'definition' || key === 'check') continue
				for (const line of linesOf(views)) {
					const [name, ...given] = sides(line)
					const known = given.map((side) => said.get(side) ?? side)
					const what = `${id} ${JSON.stringify(state)} ${key}`
					const numbers = equals([name, ...known].join(' = '), key === 'reduced' ? 4 : 5, what)
					const isRead = numbers.length >= given.length || /more/.test(line)
					assert.ok(isRead, `${what}: ${line}`)
					said.set(name, given.at(-1) ?? '')
					const end = numbers.at(-1)
					if (key in ends) assert.ok(Math.abs(Number(end?.value) - ends[key]) <= 1.01 * Number(end?.spread), `${what}: ${line} for ${ends[key]}`) // prettier-ignore
				}
			}
			const along = line(state)
			assert.ok(along && steps.has('value') && steps.has('slope'))
			const valueAt = (/** @type {number} */ x) => loss(...along.call(x))
			checks(steps.get('check'), loss, valueAt, along.here, slope, `${id} ${JSON.stringify(state)}`)
		}
	})

	test(`${id}: the gradient of every number is the difference of the values beside it, but at a kink`, () => {
		const state = complete({ loss: id })
		const { gradient } = compute(state)
		let smooth = 0
		let all = 0
		for (const { name, kind } of loss.inputs) {
			if (kind !== 'variable' || !state.cells[name]) continue
			for (const place of state.cells[name].keys()) {
				const along = line({ ...state, input: name, place })
				assert.ok(along)
				const at = (/** @type {number} */ d) => loss(...along.call(along.here + d))
				const [left, right] = [(at(0) - at(-1e-5)) / 1e-5, (at(1e-5) - at(0)) / 1e-5]
				all++
				if (Math.abs(left - right) > 1e-3 * Math.max(1, Math.abs(left))) continue
				smooth++
				const slope = gradient[name][place]
				assert.ok(Math.abs((left + right) / 2 - slope) < 1e-4 * Math.max(1, Math.abs(slope)), `${name} ${place}: ${slope}`) // prettier-ignore
			}
		}
		assert.ok(smooth >= 0.5 * all, `${smooth} of ${all}`)
	})
}

test('a number belongs to its sample, its list, its image, or to all', () => {
	const of = (/** @type {string} */ loss, /** @type {string} */ input, /** @type {number} */ place, more = {}) => {
		const state = complete({ loss, input, place, ...more })
		return memberOf(state, compute(state))
	}
	assert.is(of('tripletMargin', 'positive', 3), 1)
	assert.is(of('linearCrossEntropy', 'classes', 2), undefined)
	assert.is(of('ctc', 'logits', 5), 0)
	assert.is(of('lovaszSoftmax', 'probabilities', 11), 0)
	assert.is(of('pairwiseHinge', 'scores', 2), 0)
	assert.is(of('pairwiseHinge', 'scores', 2, { cells: { groups: ['7', '7', '3', '3'] } }), 1)
	assert.is(of('r2', 'yPred', 2), undefined)
})

if (canTest()) {
	const driver = await start()

	test.after(() => driver.close())

	/** @param {import('puppeteer-core').Page} page */
	const shown = (page) =>
		page.$$eval('>>> loss-batch-derivation >>> .result', (all) =>
			all.map((one) => [one.textContent, one.getAttribute('title')]),
		)

	test('pages show the value of the member and the gradient as the library has them, in both languages', async () => {
		for (const [id, lang] of /** @type {const} */ ([
			['tripletMargin', 'en'],
			['tripletAll', 'zh'],
			['ctc', 'en'],
			['lambdaRank', 'zh'],
			['linearArcFace', 'en'],
			['r2', 'zh'],
			['lovaszSoftmax', 'en'],
		])) {
			const page = await driver.open({ path: `loss/${id}/`, lang })
			await show(page, 'loss-batch-derivation')
			await shows(page, 'loss-batch-derivation >>> h2', lang === 'en' ? 'Step by step' : '逐步推导')
			const state = complete({ loss: id })
			const { each, value, gradient } = compute(state)
			const numbers = [batches[id].each ? each[0] : Number(value), gradient[state.input][state.place]]
			assert.equal(await shown(page), numbers.map((x) => [format(x, 5), String(x)]), id) // prettier-ignore
			const text = await page.$eval('>>> loss-batch-derivation >>> section', (node) => node.textContent ?? '')
			assert.not.match(text, /undefined|NaN|\[object|batch\.|derivation\./, id)
			await page.close()
		}
	})

	test('another member, by its button or its cell; a number leads to its cell', async () => {
		const page = await driver.open({ path: 'loss/tripletMargin/' })
		await show(page, 'loss-batch-derivation')
		await shows(page, 'loss-batch-derivation >>> h2', 'sample 0')
		await click(page, 'loss-batch-derivation >>> [aria-label=Next]')
		await shows(page, 'loss-batch-derivation >>> h2', 'sample 1')
		const { each } = compute(complete({ loss: 'tripletMargin' }))
		assert.equal((await shown(page))[0], [format(each[1], 5), String(each[1])])
		const state = () => page.$eval('loss-batch', (node) => /** @type {any} */ (node).state)
		assert.equal([(await state()).input, (await state()).place], ['anchor', 2])
		await click(page, 'loss-batch-derivation >>> [data-cell="negative:3"]')
		await settled(page)
		assert.equal([(await state()).input, (await state()).place], ['negative', 3])
		await page.close()
	})

	test('no error, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})
}

test.run()
