/** The page of one loss. */

import { summon } from '../elements/element.js'
import { defineElements, startShell } from './first.js'

startShell()
defineElements()
summon(document)
