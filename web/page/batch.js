/** The page of a loss of batches; a fragment gives it a state, and follows it. */

import { keepAddress } from './address.js'
import { defineBatch } from './batched.js'
import { defineElements, startShell } from './first.js'
import { preparePrint } from './paper.js'

startShell()
preparePrint()
defineElements()
defineBatch()
const element = /** @type {import('../elements/batch/loss-batch.js').LossBatch} */ (
	document.querySelector('loss-batch')
)
const own = element.getAttribute('loss')
const asked = new URLSearchParams(location.search)
element.toggleAttribute('readonly', asked.has('readonly'))
if (asked.has('hide')) element.setAttribute('hide', `formula ${asked.get('hide')}`)
const isOwn = new RegExp(`[&]loss=${own}(&|$)`)
keepAddress(
	element.store,
	(fragment) => isOwn.test(fragment) && (element.read(fragment, 'link'), true),
	() => element.link,
)
