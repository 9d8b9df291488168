/** One element alone, for a frame on another site: it tells its height, and obeys the page around it. */

import { fromLink, toLink } from '../elements/link.js'
import { defineElements, names, startShell, unpack } from './first.js'
import { more } from './later.js'
import { sender, understand } from './protocol.js'

const asked = new URLSearchParams(location.search)
const wanted = asked.get('element') ?? 'loss-calculator'
const name = names.includes(wanted) ? wanted : 'loss-calculator'
const main = /** @type {HTMLElement} */ (document.querySelector('main'))

startShell()
defineElements()
if (!customElements.get(name)) await more()
const element = /** @type {import('../elements/element.js').LossElement} */ (document.createElement(name))
element.toggleAttribute('readonly', asked.has('readonly'))
element.setAttribute('hide', asked.get('hide') ?? 'examples check')
main.querySelector('.static')?.remove()
main.append(element)
const given = await unpack(location.hash)
if (given) element.store.load(given, 'link')

if (window.parent !== window) listen()

function listen() {
	const send = sender(window.parent)
	let height = 0
	new ResizeObserver(() => {
		const next = Math.max(120, Math.min(4000, Math.ceil(main.getBoundingClientRect().height)))
		if (next === height) return
		height = next
		send.height(next)
	}).observe(main)
	/** The origin that has said hello: state goes nowhere else. */
	let friend = ''
	addEventListener('message', (event) => {
		if (event.source !== window.parent) return
		const message = understand(event.data)
		if (!message) return
		if (message.type === 'hello') {
			friend = event.origin
			send.state('ready', toLink(element.state), friend)
		} else if (message.type === 'get' && friend === event.origin) send.state('change', toLink(element.state), friend)
		else if (message.type === 'height') send.height(height)
		else if (message.type === 'set') {
			const state = fromLink(message.state)
			if (state) element.store.load(state, 'host')
		} else if (message.type === 'theme') document.documentElement.dataset.theme = message.theme
	})
	element.addEventListener('loss-change', () => {
		if (friend) send.state('change', toLink(element.state), friend)
	})
}
