/** The page of one loss. */

import { summon } from '../elements/element.js'
import { defineElements } from './first.js'
import { startShell } from './shell.js'

startShell()
defineElements()
summon(document)
