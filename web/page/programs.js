/** The programs for other frameworks. It begins with the first view, so that both share one file. */

export { names, pack, unpack } from './first.js'
import { define } from '../elements/element.js'
import { LossCode } from '../elements/loss-code.js'

define('loss-code', LossCode)
