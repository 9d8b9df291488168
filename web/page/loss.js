/** The page of one loss. */

import formulas from 'losslab:formulas'
import { defineElements, provideFormulas } from '../elements/index.js'
import { startShell } from './shell.js'

startShell()
provideFormulas(formulas)
defineElements()
