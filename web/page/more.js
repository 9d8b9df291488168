/** What is not on the first view. It begins with what is, so that both share one file. */

export { names } from './first.js'
import { define } from '../elements/element.js'
import { LossCode } from '../elements/loss-code.js'
import { LossCompare } from '../elements/loss-compare.js'
import { LossConventions } from '../elements/loss-conventions.js'
import { LossCounting } from '../elements/loss-counting.js'
import { LossCurves } from '../elements/loss-curves.js'
import { LossDerivation } from '../elements/loss-derivation.js'
import { LossSweep } from '../elements/loss-sweep.js'
import { LossCheck } from './loss-check.js'

export { drawGallery } from './gallery.js'
export { presetById, stateOf } from './presets.js'

define('loss-code', LossCode)
define('loss-compare', LossCompare)
define('loss-conventions', LossConventions)
define('loss-counting', LossCounting)
define('loss-curves', LossCurves)
define('loss-derivation', LossDerivation)
define('loss-sweep', LossSweep)
define('loss-check', LossCheck)
