/** The elements for a script tag on any page. */

import { define } from './define.js'

export * from './define.js'

define()
