/** The losses of whole batches. */

import { losses } from 'losslab/batch'

/** @typedef {import('../../lib/batch/module.js').BatchDescription} Description */
/** @typedef {((...call: any[]) => any) & {gradient: Function, hessian: Function, valueAndGradient: Function} & Description} Loss */

/** @type {Record<string, Loss>} */
export const batches = /** @type {any} */ (losses)
