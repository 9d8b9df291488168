/** The page of a loss of batches; a fragment gives it a state, and follows it. */

import { defineBatch } from './batched.js'
import { defineElements, startShell } from './first.js'

startShell()
defineElements()
defineBatch()
const element = /** @type {import('../elements/batch/loss-batch.js').LossBatch} */ (
	document.querySelector('loss-batch')
)
const own = element.getAttribute('loss')
const read = () => {
	if (new RegExp(`[&]loss=${own}(&|$)`).test(location.hash)) element.read(location.hash, 'link')
}
read()
addEventListener('hashchange', read)
let timer = 0
element.store.addEventListener('change', (/** @type {CustomEvent} */ event) => {
	clearTimeout(timer)
	const isOurs = event.detail.from === 'user'
	if (isOurs) timer = window.setTimeout(() => history.replaceState(null, '', `#${element.link}`), 250)
})
