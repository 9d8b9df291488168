/** The page that writes what puts the elements into a course. */

import { define } from '../elements/element.js'
import { defineElements, startShell, unpack } from './first.js'
import { LossBuilder } from './loss-builder.js'

startShell()
defineElements()
define('loss-builder', LossBuilder)
const builder = /** @type {LossBuilder} */ (document.querySelector('loss-builder'))
const given = await unpack(location.hash)
if (given) builder.store.load(given, 'link')
