// Every kind of program that the page writes: each loss under each reduction, with weights, with what else it takes.
import { createHash } from 'node:crypto'
import { languages as batchLanguages, program as batchProgram } from '../../web/elements/batch/code.js'
import { compute as computeBatch } from '../../web/elements/batch/compute.js'
import { batches } from '../../web/elements/batch/losses.js'
import { BatchStore, complete as completeBatch } from '../../web/elements/batch/state.js'
import { program, weighted } from '../../web/elements/code.js'
import { LANGUAGES } from '../../web/elements/program.js'
import { compute } from '../../web/elements/compute.js'
import { catalogue } from '../../web/elements/describe.js'
import { complete } from '../../web/elements/state.js'
import { stateOf } from '../../web/page/expect.js'
import { groups } from '../../web/page/presets.js'

const SOFT = { y: [[0.1, 0.2, 0.7], [0.3, 0.6, 0.1], [1, 0, 0]], p: [[0.2, 0.5, 0.3], [0.1, 0.1, 0.8], [0.6, 0.3, 0.1]] } // prettier-ignore
const TEN = { y: [2, 0, 1], p: [[1, -2, 0.5], [-1, 2, 3], [4, 0.1, -0.3]] } // prettier-ignore

/** Every parameter at another value than its default. @param {any} loss @param {'number' | 'boolean'} type */
function changed(loss, type) {
	const list = loss.parameters.filter((/** @type {any} */ { value }) => typeof value === type)
	const other = (/** @type {any} */ { value, range }) =>
		type === 'boolean'
			? !value
			: /\|/.test(range)
				? range.split(' | ').find((/** @type {string} */ w) => w !== String(value))
				: value * 0.8 || 0.3
	return list.length ? { parameters: Object.fromEntries(list.map((/** @type {any} */ p) => [p.name, other(p)])) } : null
}

/** @param {any} loss @returns {Record<string, any>} */
const cases = (loss) => {
	const count = complete({ loss: loss.id }).y.length
	const w = [2, 0, 0.5, 3].slice(0, count)
	const isLogit = loss.domain === '(-inf, inf)'
	return {
		mean: {},
		numbers: changed(loss, 'number'),
		flags: changed(loss, 'boolean'),
		sum: { reduction: 'sum' },
		none: { reduction: 'none' },
		weights: { w },
		count: { w, denominator: 'count' },
		nonzero: { w, denominator: 'nonzero' },
		'weighted sum': { w, reduction: 'sum' },
		'weighted each': { w, reduction: 'none' },
		...(loss.labels === 'pm1' ? { '01': { coding: '01', y: [1, 0, 1, 0], p: [1.6, -0.4, -0.5, 0.8] } } : {}),
		...(loss.labels === 'classes'
			? {
					soft: SOFT,
					classes: { classWeights: [1, 2, 0.5], ...(isLogit ? TEN : {}) },
					ignored: { ...TEN, ignoreIndex: 0, p: isLogit ? TEN.p : SOFT.p },
					...(isLogit ? { logits: TEN } : {}),
					smooth: { smoothing: 0.2, ...(isLogit ? TEN : {}) },
				}
			: {}),
	}
}

/** @typedef {{name: string, language: string, code: string, value: number | number[]}} Program with what it should print */

/** Of each loss, of the examples from scikit-learn's and Keras's documentation, and of the losses of batches. @returns {Program[]} */
export const programs = () => [...ofLosses(), ...ofExamples(), ...ofBatches()]

/** The documentation's own data, in its own framework. @returns {Program[]} */
function ofExamples() {
	return groups.flatMap(({ tutorial, presets }) =>
		presets.flatMap((preset) => {
			const made = program(stateOf(preset), tutorial)
			const { value } = compute(stateOf(preset))
			return 'code' in made && value !== null
				? [{ name: `${tutorial} ${preset.id}`, language: tutorial, code: made.code, value }]
				: []
		}),
	)
}

/** @returns {Program[]} */
function ofBatches() {
	return Object.values(batches).flatMap((loss) => {
		const whole = completeBatch({ loss: loss.id })
		const store = new BatchStore({ loss: loss.id })
		for (const { name, option } of loss.inputs) if (option !== undefined) store.give(name, true)
		const flags = changed(loss, 'boolean')
		const states = {
			mean: whole,
			...(flags ? { flags: completeBatch({ loss: loss.id, ...flags }) } : {}),
			...(loss.each ? { sum: { ...whole, reduction: 'sum' }, none: { ...whole, reduction: 'none' } } : {}),
			...(loss.weighted ? { weights: { ...whole, weights: ['2', '0', '0.5', '3'] } } : {}),
			...(store.past.length ? { given: { ...store.state, reduction: 'sum' } } : {}),
		}
		return Object.entries(states).flatMap(([kind, state]) =>
			batchLanguages(loss.id).flatMap(([language]) => {
				const made = batchProgram(state, language)
				const { value, each } = computeBatch(state)
				return 'code' in made
					? [{ name: `${language} ${loss.id} ${kind}`, language, code: made.code, value: value ?? Array.from(each) }]
					: []
			}),
		)
	})
}

/** Where the state cannot be computed there is no program. @returns {Program[]} */
function ofLosses() {
	return Object.values(catalogue).flatMap((loss) =>
		Object.entries(cases(loss)).flatMap(([kind, part]) => {
			if (!part) return []
			const state = complete({ loss: loss.id, ...part })
			const { value, each, weights, problem } = compute(state)
			if (problem) return []
			return Object.keys(LANGUAGES).flatMap((language) => {
				const made = program(state, language)
				if (!('code' in made)) return []
				return [
					{
						name: `${language} ${loss.id} ${kind}`,
						language,
						code: made.code,
						value: value ?? weighted(each, weights),
					},
				]
			})
		}),
	)
}

/** What tells a program from another. @param {string} code */
export const hashOf = (code) => createHash('sha256').update(code).digest('base64').slice(0, 12)
