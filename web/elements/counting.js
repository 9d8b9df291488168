/** What a sum of losses may be divided by, and who does so. */

import { compute, isByClass } from './compute.js'
import { hasTargets, hasWidth } from './describe.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {{key: string, value: number, isOurs: boolean}} Way */

/** The same samples, counted in every usual way. @param {State} state @returns {Way[]} */
export function ways(state) {
	const { loss, own, yTrue, yPred, base, weights, rows, width, problem } = compute(state)
	if (problem || !rows.length) return []
	const by = (/** @type {Record<string, any>} */ options) =>
		loss(hasTargets(loss) ? yTrue : null, yPred, { ...base, ...options })
	const weighed = weights ? { weights } : {}
	const isWeighted = weights !== null || isByClass(own)
	const sum = by({ ...weighed, reduction: 'sum' })
	const isMean = state.reduction === 'mean'
	const list = [
		{ key: 'sum', value: sum, isOurs: state.reduction === 'sum' },
		{
			key: 'samples',
			value: by(isWeighted ? { ...weighed, denominator: 'count' } : {}),
			isOurs: isMean && (!isWeighted || state.denominator === 'count'),
		},
	]
	if (isWeighted)
		list.push(
			{ key: 'weights', value: by(weighed), isOurs: isMean && state.denominator === 'weights' },
			{
				key: 'nonzero',
				value: by({ ...weighed, denominator: 'nonzero' }),
				isOurs: isMean && state.denominator === 'nonzero',
			},
		)
	if (weights && !isByClass(own)) list.push({ key: 'unweighted', value: by({}), isOurs: false })
	if (hasWidth(loss) && width > 1) list.push({ key: 'numbers', value: sum / (rows.length * width), isOurs: false })
	return list
}
