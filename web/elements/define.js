/** The entry for a script tag: defines all elements. */

import { defineElements } from './index.js'

export * from './index.js'

defineElements()
