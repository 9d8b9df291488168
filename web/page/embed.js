/** One element alone, for a frame on another site: it tells its height, and obeys the page around it. */

import { load } from '../elements/element.js'
import { defineElements, names, startShell, unfold } from './first.js'
import { sender, understand } from './protocol.js'

const asked = new URLSearchParams(location.search)
const wanted = asked.get('element') ?? 'loss-calculator'
const name = names.includes(wanted) ? wanted : 'loss-calculator'
const main = /** @type {HTMLElement} */ (document.querySelector('main'))

startShell()
defineElements()
await load(name)
const element = /** @type {import('../elements/element.js').LossElement} */ (document.createElement(name))
element.toggleAttribute('readonly', asked.has('readonly'))
element.setAttribute('hide', asked.get('hide') ?? 'examples check')
main.querySelector('.static')?.remove()
main.append(element)
element.read(await unfold(location.hash), 'link')

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
			send.state('ready', element.link, friend)
		} else if (message.type === 'get' && friend === event.origin) send.state('change', element.link, friend)
		else if (message.type === 'height') send.height(height)
		else if (message.type === 'set') element.read(message.state, 'host')
		else if (message.type === 'theme') document.documentElement.dataset.theme = message.theme
	})
	element.addEventListener('loss-change', () => {
		if (friend) send.state('change', element.link, friend)
	})
}
