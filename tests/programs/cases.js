// Every kind of program that the page writes: each loss under each reduction, with weights, with what else it takes.
import { createHash } from 'node:crypto'
import { LANGUAGES, program, weighted } from '../../web/elements/code.js'
import { compute } from '../../web/elements/compute.js'
import { catalogue } from '../../web/elements/describe.js'
import { complete } from '../../web/elements/state.js'

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

/** What a program should print; where the state cannot be computed there is no program. @returns {{name: string, language: string, code: string, value: number | number[]}[]} */
export function programs() {
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
