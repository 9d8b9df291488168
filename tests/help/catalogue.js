// The losses by what they take: samples that stand alone, or a whole batch.
import { losses } from '../../dist/lib/index.js'

/** @type {Record<string, any>} */
export const catalogue = losses
export const batched = Object.values(catalogue).filter(({ shape }) => shape === 'batch')
export const sampled = Object.values(catalogue).filter(({ shape }) => shape !== 'batch')
