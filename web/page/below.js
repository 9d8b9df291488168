/** What stands below the first view of the values. It begins with what is on it, so that both share one file. */

import { define } from '../elements/element.js'
import { LossCode } from '../elements/loss-code.js'
import { LossDerivation } from '../elements/loss-derivation.js'

export { names } from './first.js'

define('loss-code', LossCode)
define('loss-derivation', LossDerivation)
