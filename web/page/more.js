/** What is not on the first view. */

import others from 'losslab:others'
import { define } from '../elements/element.js'
import { LossCompare } from '../elements/loss-compare.js'
import { LossConventions } from '../elements/loss-conventions.js'
import { LossCounting } from '../elements/loss-counting.js'
import { LossCurves } from '../elements/loss-curves.js'
import { LossSweep } from '../elements/loss-sweep.js'
import { LossCheck } from './loss-check.js'

export { others }
export { drawGallery } from './gallery.js'
export { stateOf } from './expect.js'

define('loss-compare', LossCompare)
define('loss-conventions', LossConventions)
define('loss-counting', LossCounting)
define('loss-curves', LossCurves)
define('loss-sweep', LossSweep)
define('loss-check', LossCheck)
