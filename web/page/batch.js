/** The page of a loss of batches; a fragment gives it a state, and follows it. */

import { LONGEST } from '../elements/link.js'
import { defineBatch } from './batched.js'
import { defineElements, offerLink, startShell } from './first.js'

startShell()
defineElements()
defineBatch()
const element = /** @type {import('../elements/batch/loss-batch.js').LossBatch} */ (
	document.querySelector('loss-batch')
)
const own = element.getAttribute('loss')
/** The state follows the address. @param {string} hash */
const follow = (hash) => {
	if (!new RegExp(`[&]loss=${own}(&|$)`).test(hash)) return
	history.replaceState(null, '', hash)
	element.read(hash, 'link')
}
follow(location.hash)
addEventListener('hashchange', ({ newURL }) => follow(new URL(newURL).hash))
const asked = new URLSearchParams(location.search)
element.toggleAttribute('readonly', asked.has('readonly'))
if (asked.has('hide')) element.setAttribute('hide', `formula ${asked.get('hide')}`)
let timer = 0
element.store.addEventListener('change', (/** @type {CustomEvent} */ event) => {
	clearTimeout(timer)
	if (event.detail.from === 'user') timer = window.setTimeout(remember, 250)
})
offerLink(remember)

/** The address follows the state. */
function remember() {
	const link = element.link
	if (link.length > LONGEST) return false
	document.getElementById('embed')?.setAttribute('href', `../../builder/index.html#${link}`)
	history.replaceState(null, '', `#${link}`)
	return true
}
