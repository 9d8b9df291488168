/** What a sum of losses may be divided by, and who does so. */

import { compute } from './compute.js'
import { hasTargets, hasWidth } from './describe.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {{key: string, value: number, isOurs: boolean}} Way */

/** The same samples, counted in every usual way. @param {State} state @returns {Way[]} */
export function ways(state) {
	const { loss, yTrue, yPred, base, weights, rows, width, problem } = compute(state)
	if (problem || !rows.length) return []
	const by = (/** @type {Record<string, any>} */ options) =>
		loss(hasTargets(loss) ? yTrue : null, yPred, { ...base, ...options })
	const weighed = weights ? { weights } : {}
	const sum = by({ ...weighed, reduction: 'sum' })
	const isMean = state.reduction === 'mean'
	const list = [
		{ key: 'sum', value: sum, isOurs: state.reduction === 'sum' },
		{
			key: 'samples',
			value: weights ? by({ ...weighed, denominator: 'count' }) : by({}),
			isOurs: isMean && (!weights || state.denominator === 'count'),
		},
	]
	if (weights)
		list.push(
			{ key: 'weights', value: by(weighed), isOurs: isMean && state.denominator === 'weights' },
			{
				key: 'nonzero',
				value: by({ ...weighed, denominator: 'nonzero' }),
				isOurs: isMean && state.denominator === 'nonzero',
			},
			{ key: 'unweighted', value: by({}), isOurs: false },
		)
	if (hasWidth(loss) && width > 1) list.push({ key: 'numbers', value: sum / (rows.length * width), isOurs: false })
	return list
}
