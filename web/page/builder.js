/** The page that writes what puts the elements into a course. */

import { define } from '../elements/element.js'
import { fromLink } from '../elements/link.js'
import { defineElements } from './first.js'
import { LossBuilder } from './loss-builder.js'
import { startShell } from './shell.js'

startShell()
defineElements()
define('loss-builder', LossBuilder)
const builder = /** @type {LossBuilder} */ (document.querySelector('loss-builder'))
const given = fromLink(location.hash)
if (given) builder.store.load(given, 'link')
