import { makeLoss } from './loss.js'
import { start } from './module.js'

/**
 * The losses of a module.
 *
 * @param {() => WebAssembly.Module | BufferSource} source read at the first use
 * @param {string[]} names of the losses in C, in the order of the catalogue
 */
export function library(source, names) {
	/** @type {import('./module.js').Machine | undefined} */
	let machine
	const running = () => {
		machine ??= start(source)
		return machine
	}
	const losses = Object.fromEntries(
		names.map((name) => {
			const loss = makeLoss(running, name)
			return [/** @type {any} */ (loss).id, loss]
		}),
	)
	return Object.freeze(losses)
}
