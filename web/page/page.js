import { LONGEST, toLink } from '../elements/link.js'
import { provideOthers } from '../elements/others.js'
import { define } from '../elements/element.js'
import { defineElements, offerLink, pack, startShell, unpack } from './first.js'
import { more } from './later.js'
import { LossPresets } from './loss-presets.js'

const calculator = /** @type {import('../elements/loss-calculator.js').LossCalculator} */ (
	document.querySelector('loss-calculator')
)

/** What reads or writes the address runs in its turn: a link that is followed while a state is still being packed is not lost. @type {Promise<any>} */
let last = Promise.resolve()
/** @template T @param {() => Promise<T>} step @returns {Promise<T>} */
const inTurn = (step) => (last = last.then(step, step))

startShell()
start()

async function start() {
	defineElements()
	define('loss-presets', LossPresets)
	const asked = new URLSearchParams(location.search)
	calculator.toggleAttribute('readonly', asked.has('readonly'))
	if (asked.has('hide')) calculator.setAttribute('hide', asked.get('hide') ?? '')
	const given = await unpack(location.hash)
	if (given) calculator.store.load(given, 'link')
	else calculator.update()
	if (calculator.state.preset) more()
	let timer = 0
	calculator.store.addEventListener('change', (event) => {
		if (calculator.state.preset) more()
		clearTimeout(timer)
		const isLink = /** @type {CustomEvent} */ (event).detail.from === 'link'
		if (!isLink) timer = window.setTimeout(remember, 250)
	})
	addEventListener('hashchange', ({ newURL }) => follow(new URL(newURL).hash))
	offerLink(remember)
	const gallery = document.querySelector('.all')
	if (!gallery) return // one file, with no pages beside it
	provideOthers(async () => (await more()).others.map((other) => ({ ...other, href: `loss/${other.id}/index.html` })))
	whenSeen(gallery, async () => (await more()).drawGallery(gallery))
}

/** @param {Element} node @param {() => void} call */
function whenSeen(node, call) {
	const near = new IntersectionObserver((entries) => {
		if (!entries.some((entry) => entry.isIntersecting)) return
		near.disconnect()
		call()
	})
	near.observe(node)
}

/** The state follows the address. @param {string} hash */
const follow = (hash) =>
	inTurn(async () => {
		const state = await unpack(hash)
		if (!state) return
		history.replaceState(null, '', hash)
		calculator.store.load(state, 'link')
	})

/** The address follows the state. */
const remember = () =>
	inTurn(async () => {
		if (calculator.state.y.length * 4 > LONGEST) return false
		const link = await pack(toLink(calculator.state))
		if (link.length > LONGEST) return false
		document.getElementById('embed')?.setAttribute('href', `builder/index.html#${link}`)
		history.replaceState(null, '', `#${link}`)
		return true
	})
