/** The page of one loss; a fragment gives it a state, and follows it. */

import { keepSamples } from './address.js'
import { summon } from '../elements/element.js'
import { defineElements, startShell } from './first.js'
import { preparePrint } from './paper.js'

startShell()
preparePrint()
defineElements()
summon(document)
const scope = /** @type {import('../elements/loss-scope.js').LossScope} */ (document.querySelector('loss-scope'))
keepSamples(scope.store, scope.getAttribute('loss'))
