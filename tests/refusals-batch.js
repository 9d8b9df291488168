// What every loss of batches refuses, found from its inputs: numbers beyond their intervals, labels that are no codes, sizes that do
// not fit. And what it takes: the ends of intervals, NaN among numbers, nothing at all.
import * as assert from 'uvu/assert'
import { LossError } from '../dist/lib/batch.js'
import { batch } from './help/batches.js'
import { batched } from './help/catalogue.js'
import { beyond, ends } from './help/intervals.js'
import { suite } from './help/uvu.js'

/** What no input of a kind holds, and the code of the error. @param {any} input @param {Record<string, number>} sizes @returns {[string, number[]]} */
function wrong({ kind, range, of }, sizes) {
	const whole = [0.5, NaN, Infinity]
	/** @type {Record<string, [string, number[]]>} */
	const kinds = {
		variable: ['domain', beyond(range)],
		given: ['label', beyond(range)],
		sign: ['label', [0, 2, ...whole]],
		group: ['label', whole],
		binary: ['label', [-1, 2, ...whole]],
		index: ['class', [-1, sizes[of], ...whole]],
		count: ['label', [-1, sizes[of] + 1, ...whole]],
	}
	return kinds[kind]
}

/** A copy of nested arrays in which the last number is another. @param {any} x @param {number} value @returns {any} */
const ending = (x, value) => (Array.isArray(x) ? [...x.slice(0, -1), ending(x.at(-1), value)] : value)

for (const loss of batched) {
	const test = suite(`refusals: ${loss.id}`)
	const ways = { value: loss, gradient: loss.gradient, hessian: loss.hessian, valueAndGradient: loss.valueAndGradient }
	const positional = loss.inputs.filter((/** @type {any} */ { option }) => option === undefined)
	/** @param {string} name */
	const placeOf = (name) => positional.findIndex((/** @type {any} */ input) => input.name === name)
	/** @param {any} made @param {string} name */
	const given = ({ call, options }, name) => (placeOf(name) < 0 ? options[name] : call[placeOf(name)])
	/** A call in which an input is another. @param {any} made @param {string} name @param {any} x @returns {any[]} */
	const changed = ({ call, options }, name, x) =>
		placeOf(name) < 0 ? [...call, { ...options, [name]: x }] : [...call.with(placeOf(name), x), options]

	for (const input of loss.inputs) {
		const { name } = input
		const made = batch(loss, { full: true })
		const [code, values] = wrong(input, made.sizes)
		if (values.length)
			test(`${name}: ${values.join(', ')} are refused by name`, () => {
				for (const value of values)
					for (const [way, call] of Object.entries(ways))
						assert.throws(
							() => call(...changed(made, name, ending(given(made, name), value))),
							(/** @type {any} */ error) =>
								error instanceof LossError &&
								error.code === code &&
								error.message.startsWith(`${loss.id}: ${name}`) &&
								error.message.includes(` is ${value}, but`),
							`${way}: ${value}`,
						)
			})
		if (['variable', 'given'].includes(input.kind))
			test(`${name}: NaN and the ends of its interval are taken`, () => {
				for (const value of [NaN, ...ends(input.range)]) loss(...changed(made, name, ending(given(made, name), value)))
			})
		if (input.dimensions.length && !input.ragged)
			test(`${name}: one row less than the others, and no number at all, are refused`, () => {
				const x = given(made, name)
				const isAlone = !loss.inputs.some(
					(/** @type {any} */ other) => other !== input && other.dimensions.includes(input.dimensions[0]),
				)
				const bad = ['x', ending(x, /** @type {any} */ ('x')), ...(isAlone ? [] : [x.slice(0, -1)])]
				for (const other of bad)
					assert.throws(
						() => loss(...changed(made, name, other)),
						(/** @type {any} */ error) => error instanceof LossError && error.message.startsWith(`${loss.id}: `),
						JSON.stringify(other),
					)
			})
	}

	test('the mean of nothing is NaN, and its sum 0', () => {
		const { lists } = loss.inputs.find((/** @type {any} */ input) => input.lists) ?? {}
		const weighed = loss.each ?? loss.weighted ?? 'samples'
		if (lists) return
		const { call, options } = batch(loss, { sizes: { [weighed]: 0 } })
		assert.ok(Number.isNaN(loss(...call, options)))
		if (loss.each) assert.is(loss(...call, { ...options, reduction: 'sum' }), 0)
	})

	test.run()
}
