import { makeLoss } from './loss.js'
import { open } from './module.js'

/**
 * @typedef {object} Part some of the losses, and the module they are in
 * @property {() => WebAssembly.Module | BufferSource} source read at the first use
 * @property {string[]} names of the losses in C, in the order of the catalogue
 */

/**
 * The losses of samples, and behind them those of whole batches.
 *
 * @param {Part} samples
 * @param {(machine: () => import('./module.js').Machine) => object[]} [batches] see batch/library.js
 */
export function library({ source, names }, batches = () => []) {
	const machine = once(() => open(source()))
	const losses = [...names.map((name) => makeLoss(machine, name)), ...batches(machine)]
	return Object.freeze(Object.fromEntries(losses.map((loss) => [/** @type {any} */ (loss).id, loss])))
}

/** @template T @param {() => T} make @returns {() => T} */
export function once(make) {
	/** @type {T | undefined} */
	let made
	return () => (made ??= make())
}
