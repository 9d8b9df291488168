/** The elements of the losses of batches, to be defined under names of one's own. */

import { fromLink, toLink } from '../elements/batch/link.js'
import { LossBatch } from '../elements/batch/loss-batch.js'
import { LossBatchDerivation } from '../elements/batch/loss-batch-derivation.js'
import { batches } from '../elements/batch/losses.js'
import { defineAs } from '../elements/define.js'
import { LossElement } from '../elements/element.js'
import { provideFormulas } from '../elements/formulas.js'

export const elements = { 'loss-batch': LossBatch, 'loss-batch-derivation': LossBatchDerivation }
export { fromLink, LossElement, toLink }

const fetchFormulas = async () => (await import('losslab:batch-formulas')).default

provideFormulas(
	{},
	() => fetchFormulas().catch(() => ({})),
	(id) => Object.hasOwn(batches, id),
)

/** Defines them, as `my-batch` and `my-batch-derivation`. @param {string} [prefix] */
export const define = (prefix = 'loss-') => defineAs(elements, prefix)
