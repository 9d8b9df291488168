/** What a derivation prints is read as a reader would, by the usual precedence, and must give what the library gives. */

import { checks, equals, linesOf, read, stepsOf, textOf } from './help/printed.js'
import * as assert from 'uvu/assert'
import { compute } from '../web/elements/compute.js'
import {
	boundsOf,
	catalogue,
	choices,
	hasClasses,
	hasTargets,
	interval,
	isRow,
	isTuple,
	shownParameters,
} from '../web/elements/describe.js'
import { evaluate, parse } from '../web/elements/expression.js'
import { factsOf } from '../web/elements/facts.js'
import { provideFormulas } from '../web/elements/formulas.js'
import { provideMessages } from '../web/elements/i18n.js'
import { LossDerivation } from '../web/elements/loss-derivation.js'
import { format, parseNumber } from '../web/elements/numbers.js'
import { reduction } from '../web/elements/reduction.js'
import { complete } from '../web/elements/state.js'
import { typeset } from '../web/elements/typeset.js'
import { formulas } from '../web/page/formulas.js'
import { random } from './help/samples.js'
import { suite } from './help/uvu.js'

const test = suite('derivation')

provideMessages(LossDerivation.words)
provideFormulas(formulas(Object.values(catalogue)))

const STATES = 50
/** So many of them are looked at line by line, each in another sample and class. */
const LOOKED = 20
/** Other predictions and parameters, within what is allowed. @param {import('../web/elements/types.js').Loss} loss @param {number} seed */
function varied(loss, seed) {
	const next = random(seed + 1)
	const state = complete({ loss: loss.id })
	const within = (
		/** @type {import('../web/elements/describe.js').Interval} */ { low, high },
		/** @type {number} */ x,
	) =>
		Number.isFinite(low) && Number.isFinite(high) && seed
			? low + (high - low) * (0.02 + 0.96 * next())
			: Math.min(Math.max(x + seed && x + 2 * next() - 1, low + 0.02), high - 0.02)
	const p = state.p.map((row) =>
		row.map((cell, k) => String(Number(within(boundsOf(loss, k), Number(cell)).toFixed(3)))),
	)
	const parameters = shownParameters(loss).flatMap((parameter) => {
		const words = choices(parameter)
		if (!seed || next() < 0.5) return []
		if (words.length) return [[parameter.name, words[Math.floor(next() * words.length)]]]
		const { low, high } = interval(parameter.range)
		const from = Number.isFinite(low) ? low : Number(parameter.value) - 1
		return [[parameter.name, (from + (Number.isFinite(high) ? high - from : 2) * (0.05 + 0.9 * next())).toFixed(2)]]
	})
	const other = complete({ ...state, p, parameters: Object.fromEntries(parameters) })
	if (!hasClasses(loss) || seed % 2 === 0) return other
	const y = p.map((row) => row.map(() => 1 + Math.floor(5 * next()))).map((row) => row.map((part) => String(part / row.reduce((a, b) => a + b)))) // prettier-ignore
	return compute({ ...other, y }).problem ? other : { ...other, y }
}

/** The logarithm of the gamma function, of half integers (Abramowitz and Stegun 6.1.8, 6.1.15). @param {number} x @returns {number} */
const lgamma = (x) =>
	x > 1 ? Math.log(x - 1) + lgamma(x - 1) : x === 1 ? 0 : x === 0.5 ? Math.log(Math.PI) / 2 : Number.NaN

/** @param {any} view @param {number} want @param {string} what @returns {boolean} whether all of it is shown */
function agrees(view, want, what) {
	const text = read(view)
	if (/more/.test(text)) return false
	// 0 log 0 = 0, and what is made of a logarithm of 0 in another way cannot be read
	const got = evaluate(parse(text.replaceAll('log( 0 )', '0')), { lgamma })
	if (Number.isNaN(got) && /log|lgamma/.test(text)) return false
	const isSame = Object.is(got, want) || Math.abs(got - want) <= 1e-9 * (1 + Math.abs(want))
	assert.ok(isSame, `${what}: ${text} is ${got}, not ${want}`)
	return true
}

for (const loss of Object.values(catalogue))
	test(`${loss.id}: the formula and the derivative with the numbers put in, and the sum`, () => {
		const tree = parse(loss.formula)
		const { slopes } = formulas([loss])[loss.id]
		let values = 0
		for (let seed = 0; seed < STATES; seed++) {
			const state = varied(loss, seed)
			const result = compute(state)
			assert.is(result.problem, null, JSON.stringify(state))
			for (const [i, row] of result.rows.entries()) {
				const facts = factsOf({ ...state, selected: row }, result, i)
				const what = `${loss.id} ${JSON.stringify([state.y[row], state.p[row], state.parameters])}`
				if (!Number.isFinite(facts.value)) continue
				values += Number(agrees(typeset(tree, facts.scope), facts.value, what))
				const name = isTuple(loss) ? loss.predicted[facts.k].name : ''
				const found = slopes.find(({ by }) => !name || by === name)
				if (!found || !Number.isFinite(facts.slope)) continue
				const slope = parse(found.text)
				const whole = loss.variable === 'margin' && !isRow(loss) ? ['*', ['name', 'y'], slope] : slope
				const at = { ...facts.scope, values: { ...facts.scope.values, i: facts.k } }
				const computed = evaluate(whole, at.values, at.count)
				agrees(typeset(whole, at), computed, `${what}, slope`)
			}
			const { terms, total, by } = reduction(state, result)
			terms.slice(0, 5).forEach((term, i) => assert.is(term, format(result.each[i], 4)))
			const near = parseNumber(total.replace('−', '-')) ?? Number.NaN
			const value = Number(result.value) * Number(by)
			assert.ok(Object.is(near, value) || Math.abs(near - value) <= 1e-5 * Math.abs(value), `${near} for ${value}`)
		}
		assert.ok(values > 0, 'a value is shown')
	})

for (const loss of Object.values(catalogue))
	test(`${loss.id}: each line is equal to the next, and the last of a step to what the library says`, () => {
		const seen = new Set()
		for (let seed = 0; seed < LOOKED; seed++) {
			const state = varied(loss, seed)
			const result = compute(state)
			const i = seed % result.rows.length
			const row = result.rows[i]
			const component = Math.floor(seed / result.rows.length) % result.width
			const facts = factsOf({ ...state, selected: row, component }, result, i)
			if (!Number.isFinite(facts.slope) || Number.isNaN(result.value)) continue
			const what = `${loss.id} ${JSON.stringify([state.y[row], state.p[row], state.parameters, component])}`
			const steps = stepsOf(LossDerivation, { ...state, selected: row, component })
			for (const [key, [digits, want]] of Object.entries(endings(facts))) {
				const lines = linesOf(steps.get(key)?.views ?? [])
				const end = lines.map((line) => equals(line, digits, what).at(-1)).at(-1)
				if (!lines.length) continue
				seen.add(key)
				const isSame = end?.value === want || Math.abs(Number(end?.value) - want) <= 1.01 * Number(end?.spread)
				assert.ok(isSame, `${what}, ${key}: ${end?.value}, not ${want}`)
			}
			const list = steps.get('softmax')?.views.map(textOf)[0]
			if (list) assert.is(list, `p = softmax(z) = (${softmax(facts.f).map((p) => format(p, 4)).join(', ')})`) // prettier-ignore
			const at = i * result.width + facts.k
			const target = hasTargets(loss) ? result.yTrue : null
			const valueAt = (/** @type {number} */ x) =>
				loss(target, result.yPred.with(at, x), { ...result.base, reduction: 'none' })[i]
			checks(steps.get('check'), loss, valueAt, result.yPred[at], facts.slope, what)
		}
		for (const key of ['value', 'total', 'slope']) assert.ok(seen.has(key), key)
	})

test('a strong bend is no kink', () => {
	const state = complete({ loss: 'chiSquare', y: [[0.2, 0.2, 0.6]], p: [[0.001, 0.4, 0.599]], component: 0 })
	const [line] = stepsOf(LossDerivation, state).get('check')?.views ?? []
	assert.match(textOf(line), /2h = −4000\d\.?\d* /)
})

/** By its definition. @param {number[]} z */
const softmax = (z) => z.map((at) => 1 / z.reduce((sum, other) => sum + Math.exp(other - at), 0))

/** Of a step, the digits of its numbers, and what its last line comes to. @param {any} facts @returns {Record<string, [digits: number, value: number]>} */
function endings({ loss, target, f, k, value, slope, gradient, result, scope }) {
	const y = [scope.values.y].flat()[k]
	const p = 1 / (1 + Math.exp(-f[k]))
	const isCancelled = Math.abs(p - y - slope) <= 1e-12
	const byLogit = isCancelled ? p - y : p * (1 - p)
	return {
		variable: [5, loss.variable === 'margin' ? target * f[0] : f[0] - target],
		value: [6, value],
		total: [4, result.value],
		slope: [6, slope],
		sigmoid: loss.variable === 'probability' ? [5, slope * f[0] * (1 - f[0])] : [6, byLogit],
		part: [5, gradient],
	}
}

test.run()
