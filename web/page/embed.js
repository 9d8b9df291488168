/** One element alone, for a frame on another site: it tells its height, and obeys the page around it. */

import { load } from '../elements/element.js'
import { defineElements, names, startShell, unfold } from './first.js'
import { sender, understand } from './protocol.js'

confine()
const asked = new URLSearchParams(location.search)
const main = /** @type {HTMLElement} */ (document.querySelector('main'))
const usual = main.dataset.element ?? 'loss-calculator'
const wanted = asked.get('element') ?? usual
const name = names.includes(wanted) ? wanted : usual

startShell()
defineElements()
await load(name)
const element = /** @type {import('../elements/element.js').LossElement} */ (document.createElement(name))
if (main.dataset.loss) element.setAttribute('loss', main.dataset.loss)
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
			send.state('ready', element, friend)
		} else if (message.type === 'get' && friend === event.origin) send.state('change', element, friend)
		else if (message.type === 'height') send.height(height)
		else if (message.type === 'set') element.read(message.state, 'host')
		else if (message.type === 'theme') document.documentElement.dataset.theme = message.theme
		else if (message.type === 'lang') document.documentElement.lang = message.lang
	})
	element.addEventListener('loss-change', () => {
		if (friend) send.state('change', element, friend)
	})
}

/**
 * The policy of the other pages, with this host by its name: in a sandboxed frame, which is of no origin, WebKit lets `'self'`
 * match nothing, and a policy in the file would stop this script.
 */
function confine() {
	const host = location.protocol === 'file:' ? "'self'" : location.origin
	const policy = document.createElement('meta')
	policy.httpEquiv = 'Content-Security-Policy'
	policy.content = `default-src 'none'; script-src ${host} 'wasm-unsafe-eval'; style-src ${host}; img-src ${host} data: blob:; font-src ${host}; connect-src ${host}; worker-src ${host} blob:; manifest-src ${host}; base-uri 'none'; form-action 'none'`
	document.head.append(policy)
}
