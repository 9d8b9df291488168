/** What a derivation prints is read as a reader would, by the usual precedence, and must give what the library gives. */

import * as assert from 'uvu/assert'
import { compute } from '../web/elements/compute.js'
import {
	boundsOf,
	catalogue,
	choices,
	hasClasses,
	interval,
	isRow,
	isTuple,
	shownParameters,
} from '../web/elements/describe.js'
import { evaluate, parse } from '../web/elements/expression.js'
import { factsOf } from '../web/elements/facts.js'
import { format, parseNumber } from '../web/elements/numbers.js'
import { reduction } from '../web/elements/reduction.js'
import { complete } from '../web/elements/state.js'
import { typeset } from '../web/elements/typeset.js'
import { formulas } from '../web/page/formulas.js'
import { suite } from './help/uvu.js'

const test = suite('derivation')

const STATES = 50
const WRITTEN = { ln: 'log', σ: 'sigma', sgn: 'sign', π: 'pi' }
const SIGNS = { '−': '-', '·': '*', '…': 'more', mod: '%' }

/** Numbers that are the same in every run. @param {number} seed */
function random(seed) {
	let state = seed
	return () => {
		state = (state * 48271) % 2147483647
		return state / 2147483647
	}
}

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

/** A view as the text of an expression; no bracket is put where none is shown. @param {any} view @returns {string} */
function read(view) {
	if (typeof view === 'string') return view
	const { tag, props, children } = view
	const [a, b] = children.map(read)
	if (tag === 'mn') {
		assert.is(children[0], format(Number(props.title), 5))
		return props.title.replace('Infinity', 'inf')
	}
	if (tag === 'mfrac') return `((${a}) / (${b}))`
	if (tag === 'msup') return `${a} ^ (${b})`
	if (tag === 'msqrt') return `sqrt(${children.map(read).join(' ')})`
	if (tag === 'msub') return `log${children[1].children[0]}`
	if (tag === 'mi') return /** @type {any} */ (WRITTEN)[children[0]] ?? children[0]
	if (tag === 'mo') return /** @type {any} */ (SIGNS)[children[0]] ?? children[0]
	const [first, last] = [children[0], children.at(-1)]
	if (first?.children?.[0] === '|' && last.children[0] === '|')
		return `abs(${children.slice(1, -1).map(read).join(' ')})`
	return children
		.map(read)
		.join(' ')
		.replace(/([a-z]\w*) \(/g, '$1(')
}

/** A number whose excess over it sums to one, which the page does not put in: their value stands alone. */
const ALONE = ['sparsemax', 'fenchelYoung']

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
				if (ALONE.includes(loss.id)) {
					assert.throws(() => typeset(tree, facts.scope), ReferenceError)
					continue
				}
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
		assert.is(values > 0, !ALONE.includes(loss.id), 'a value is shown')
	})

test.run()
