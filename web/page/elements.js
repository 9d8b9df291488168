/** The elements for a script tag on any page. The formulas, made at build time, are a file beside it: without it the elements
 * show the expressions. */

import { defineElements, provideFormulas } from '../elements/index.js'

export * from '../elements/index.js'

const fetchFormulas = async () => (await import('losslab:formulas')).default

provideFormulas({}, () => fetchFormulas().catch(() => ({})))
defineElements()
