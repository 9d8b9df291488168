/** The page that writes what puts the elements into a course. */

import formulas from 'losslab:formulas'
import { define } from '../elements/element.js'
import { defineElements, provideFormulas } from '../elements/index.js'
import { fromLink } from '../elements/link.js'
import { LossBuilder } from './loss-builder.js'
import { startShell } from './shell.js'

startShell()
provideFormulas(formulas)
defineElements()
define('loss-builder', LossBuilder)
const builder = /** @type {LossBuilder} */ (document.querySelector('loss-builder'))
const given = fromLink(location.hash)
if (given) builder.store.load(given, 'link')
