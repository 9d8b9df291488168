// States of the pages of losses of batches.
import { batches } from '../../web/elements/batch/losses.js'
import { BatchStore } from '../../web/elements/batch/state.js'
import { choices, interval } from '../../web/elements/describe.js'

/** Every input given, every parameter at another value. @param {string} id */
export function full(id) {
	const loss = batches[id]
	const store = new BatchStore({ loss: id })
	for (const { name, option } of loss.inputs) if (option !== undefined) store.give(name, true)
	if (loss.each || loss.weighted) store.set({ weights: [] })
	const other = (/** @type {any} */ parameter) => {
		const { low, high } = interval(parameter.range)
		return (
			choices(parameter).find((word) => word !== String(parameter.value)) ??
			String(high < 2 ? low + 0.3 * (high - low) : low + 1)
		)
	}
	const parameters = loss.parameters
		.filter((one) => choices(one).length || Number.isFinite(interval(one.range).low))
		.map((one) => [one.name, other(one)])
	store.set({ parameters: Object.fromEntries(parameters), reduction: loss.each ? 'sum' : 'mean' })
	return store.state
}
