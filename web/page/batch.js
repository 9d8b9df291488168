/** The page of a loss of batches; a fragment gives it a state, and follows it. */

import { fromLink, toLink } from '../elements/batch/link.js'
import { LossBatch } from '../elements/batch/loss-batch.js'
import { define } from '../elements/element.js'
import { defineElements, startShell } from './first.js'

startShell()
defineElements()
define('loss-batch', LossBatch)
const element = /** @type {LossBatch} */ (document.querySelector('loss-batch'))
const read = () => {
	const given = fromLink(location.hash)
	if (given?.loss === element.getAttribute('loss')) element.store.load(given, 'link')
}
read()
addEventListener('hashchange', read)
let timer = 0
element.store.addEventListener('change', (/** @type {CustomEvent} */ event) => {
	clearTimeout(timer)
	const isOurs = event.detail.from === 'user'
	if (isOurs) timer = window.setTimeout(() => history.replaceState(null, '', `#${toLink(element.state)}`), 250)
})
