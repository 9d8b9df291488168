/** The same samples as other frameworks count them. */

import { compute } from './compute.js'
import { hasTargets } from './describe.js'

/** @typedef {{framework: string, name: string, options: Record<string, any>, value: number}} Convention */

/** What the frameworks are called. @type {Record<string, string>} */
export const FRAMEWORKS = {
	torch: 'PyTorch',
	keras: 'Keras',
	sklearn: 'scikit-learn',
	optax: 'optax',
	tfjs: 'TensorFlow.js',
	flux: 'Flux.jl',
}

/** The samples of the table are elements, in no rows. @param {[string, any]} option */
const ofElements = ([name]) => name !== 'sample'

/** Each framework's value, by its own loss, clip and denominator. @param {import('./types.js').State} state @returns {Convention[]} */
export function conventions(state) {
	const { loss, yTrue, yPred, base, weights, rows, problem } = compute(state)
	if (problem || !rows.length) return []
	const reduction = state.reduction === 'none' ? 'mean' : state.reduction
	// the labels are coded as they stand in the table, whatever the framework expects
	const coding = loss.labels === 'pm1' ? { labels: base.labels ?? 'pm1' } : {}
	return Object.keys(FRAMEWORKS).flatMap((framework) => {
		const equal = loss.equals.find((entry) => entry.framework === framework)
		if (!equal) return []
		const { denominator, ...options } = Object.fromEntries(Object.entries(equal.options).filter(ofElements))
		try {
			const value = loss(hasTargets(loss) ? yTrue : null, yPred, {
				...base,
				...coding,
				...(weights ? { weights } : {}),
				reduction,
				convention: framework,
			})
			const divides = weights && reduction === 'mean' ? { denominator: denominator ?? 'weights' } : {}
			return [{ framework, name: equal.name, options: { ...divides, ...options }, value }]
		} catch {
			return []
		}
	})
}

/** Frameworks that give the same number, together. @param {Convention[]} list @returns {{value: number, names: string[]}[]} */
export function camps(list) {
	const found = /** @type {{value: number, names: string[]}[]} */ ([])
	for (const { framework, value } of list) {
		const camp = found.find(
			(other) => Object.is(other.value, value) || Math.abs(other.value - value) <= 1e-9 * Math.abs(value),
		)
		if (camp) camp.names.push(FRAMEWORKS[framework])
		else found.push({ value, names: [FRAMEWORKS[framework]] })
	}
	return found
}
