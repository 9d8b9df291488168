/** What is not on the first view. It begins with what is, so that both share one file. */

export { names } from './first.js'
import { define } from '../elements/element.js'
import { LossCode } from '../elements/loss-code.js'
import { LossCompare } from '../elements/loss-compare.js'
import { LossCurves } from '../elements/loss-curves.js'
import { LossDerivation } from '../elements/loss-derivation.js'
import { LossCheck } from './loss-check.js'

export { drawGallery } from './gallery.js'
export { presetById, stateOf } from './presets.js'

define('loss-code', LossCode)
define('loss-compare', LossCompare)
define('loss-curves', LossCurves)
define('loss-derivation', LossDerivation)
define('loss-check', LossCheck)
