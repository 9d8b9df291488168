/** The page of one loss; a fragment gives it a state. */

import { summon } from '../elements/element.js'
import { defineElements, startShell, unpack } from './first.js'

startShell()
defineElements()
summon(document)
const given = await unpack(location.hash)
const scope = /** @type {import('../elements/loss-scope.js').LossScope} */ (document.querySelector('loss-scope'))
if (given?.loss === scope.getAttribute('loss')) scope.store.load(given, 'link')
