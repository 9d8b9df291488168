/** The elements of the losses of batches, for a script tag on any page. */

import { define } from './define-batch.js'

export * from './define-batch.js'

define()
