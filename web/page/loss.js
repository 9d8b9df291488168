/** The page of one loss. */

import { defineElements } from '../elements/index.js'
import { startShell } from './shell.js'

startShell()
defineElements()

const derivation = /** @type {import('../elements/loss-derivation.js').LossDerivation} */ (
	document.querySelector('loss-derivation')
)
derivation.formula = { mathml: document.querySelector('.display')?.innerHTML ?? '', where: '' }
