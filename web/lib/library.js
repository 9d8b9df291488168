import { makeLoss } from './loss.js'

/**
 * The losses of samples.
 *
 * @param {() => import('./module.js').Machine} machine
 * @param {string[]} names of the losses in C, in the order of the catalogue
 */
export const library = (machine, names) => catalogue(names.map((name) => makeLoss(machine, name)))

/** Losses by their ids. @param {object[]} losses @returns {Readonly<Record<string, any>>} */
export const catalogue = (losses) =>
	Object.freeze(Object.fromEntries(losses.map((loss) => [/** @type {any} */ (loss).id, loss])))

/** @template T @param {() => T} make @returns {() => T} */
export function once(make) {
	/** @type {T | undefined} */
	let made
	return () => (made ??= make())
}
