import { withFind } from '../find.js'
import { catalogue } from '../library.js'
import { makeBatchLoss } from './loss.js'

/**
 * The losses of whole batches.
 *
 * @param {() => import('../module.js').Machine} machine which adds up what they are
 * @param {() => import('./module.js').BatchMachine} batch
 * @param {string[]} names in C, in the order of the catalogue
 */
export const batches = (machine, batch, names) =>
	Object.freeze(withFind(catalogue(names.map((name) => makeBatchLoss(machine, batch, name)))))
