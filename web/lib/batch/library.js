import { once } from '../library.js'
import { makeBatchLoss } from './loss.js'
import { openBatch } from './module.js'

/** The losses of whole batches, for a library. @param {import('../library.js').Part} part */
export function batches({ source, names }) {
	const batch = once(() => openBatch(source()))
	/** @param {() => import('../module.js').Machine} machine */
	return (machine) => names.map((name) => makeBatchLoss(machine, batch, name))
}
