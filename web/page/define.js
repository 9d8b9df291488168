/** The elements, to be defined under names of one's own. The formulas, made at build time, are a file beside it: without it the
 * elements show the expressions. */

import { defineAs } from '../elements/define.js'
import { elements, provideFormulas } from '../elements/index.js'

export { fromLink, LossElement, toLink } from '../elements/index.js'
export { elements }

const fetchFormulas = async () => (await import('losslab:formulas')).default

provideFormulas({}, () => fetchFormulas().catch(() => ({})))

/** Defines all elements, as `my-curve` and so on. @param {string} [prefix] */
export const define = (prefix = 'loss-') => defineAs(elements, prefix)
