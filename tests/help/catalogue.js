// The losses by what they take: samples that stand alone, or a whole batch.
import { losses as batches } from '../../dist/lib/batch.js'
import { losses as samples } from '../../dist/lib/index.js'

/** @type {any[]} */
export const sampled = Object.values(samples)
/** @type {any[]} */
export const batched = Object.values(batches)
/** @type {Record<string, any>} */
export const catalogue = { ...samples, ...batches }
