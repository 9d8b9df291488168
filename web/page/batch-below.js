/** What stands below the first view of a loss of batches. */

import { LossBatchDerivation } from '../elements/batch/loss-batch-derivation.js'
import { define } from '../elements/element.js'

define('loss-batch-derivation', LossBatchDerivation)
