/** The elements for a script tag on any page, with the formulas made at build time. */

import formulas from 'losslab:formulas'
import { defineElements, provideFormulas } from '../elements/index.js'

export * from '../elements/index.js'

provideFormulas(formulas)
defineElements()
