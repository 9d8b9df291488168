/** What stands below the first view of the values. */

import { define } from '../elements/element.js'
import { LossCode } from '../elements/loss-code.js'
import { LossDerivation } from '../elements/loss-derivation.js'

define('loss-code', LossCode)
define('loss-derivation', LossDerivation)
