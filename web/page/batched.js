/** The element of the losses of batches, and with it their module: fetched where such a loss is shown. */

import { LossBatch } from '../elements/batch/loss-batch.js'
import { batches } from '../elements/batch/losses.js'
import { define } from '../elements/element.js'
import { provideFormulas } from '../elements/formulas.js'
import { batchFormulas } from './later.js'

export function defineBatch() {
	provideFormulas({}, batchFormulas, (id) => Object.hasOwn(batches, id))
	define('loss-batch', LossBatch)
}
