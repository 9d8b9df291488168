/** The element of the losses of batches, for a script tag on any page. */

import { LossBatch } from '../elements/batch/loss-batch.js'
import { batches } from '../elements/batch/losses.js'
import { define } from '../elements/element.js'
import { provideFormulas } from '../elements/formulas.js'

const fetchFormulas = async () => (await import('losslab:batch-formulas')).default

provideFormulas(
	{},
	() => fetchFormulas().catch(() => ({})),
	(id) => Object.hasOwn(batches, id),
)
define('loss-batch', LossBatch)

export { LossBatch }
