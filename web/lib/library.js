import { withFind } from './find.js'
import { makeLoss } from './loss.js'
import { allocator } from './resident.js'

/**
 * The losses of samples; and `alloc` and `find`, which are none of them and do not count.
 *
 * @param {() => import('./module.js').Machine} machine
 * @param {string[]} names of the losses in C, in the order of the catalogue
 */
export const library = (machine, names) =>
	Object.freeze(
		Object.defineProperty(withFind(catalogue(names.map((name) => makeLoss(machine, name)))), 'alloc', {
			value: allocator(machine),
		}),
	)

/** Losses by their ids. @param {object[]} losses @returns {Record<string, any>} */
export const catalogue = (losses) => Object.fromEntries(losses.map((loss) => [/** @type {any} */ (loss).id, loss]))
