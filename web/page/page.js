import { define } from '../elements/element.js'
import { defineElements } from '../elements/index.js'
import { provideFormulas } from '../elements/formulas.js'
import { fromLink, LONGEST, toLink } from '../elements/link.js'
import formulas from 'losslab:formulas'
import { LossCheck } from './loss-check.js'
import { LossPresets } from './loss-presets.js'
import { language, startShell } from './shell.js'
import { speak } from './words.js'

const calculator = /** @type {import('../elements/loss-calculator.js').LossCalculator} */ (
	document.querySelector('loss-calculator')
)

startShell()
start()

function start() {
	defineElements()
	provideFormulas(formulas)
	define('loss-presets', LossPresets)
	define('loss-check', LossCheck)
	const asked = new URLSearchParams(location.search)
	calculator.toggleAttribute('readonly', asked.has('readonly'))
	if (asked.has('hide')) calculator.setAttribute('hide', asked.get('hide') ?? '')
	const given = fromLink(location.hash)
	if (given) calculator.store.load(given, 'link')
	else calculator.update()
	let timer = 0
	calculator.store.addEventListener('change', (event) => {
		if (/** @type {CustomEvent} */ (event).detail.from === 'link') return
		clearTimeout(timer)
		timer = window.setTimeout(remember, 250)
	})
	addEventListener('hashchange', () => {
		const state = fromLink(location.hash)
		if (state) calculator.store.load(state, 'link')
	})
	document.getElementById('share')?.addEventListener('click', share)
}

/** The address follows the state. */
function remember() {
	const link = toLink(calculator.state)
	if (link.length > LONGEST) return false
	document.getElementById('embed')?.setAttribute('href', `builder/index.html#${link}`)
	history.replaceState(null, '', `#${link}`)
	return true
}

async function share() {
	const isWhole = remember()
	const button = /** @type {HTMLElement} */ (document.getElementById('share'))
	let key = isWhole ? 'shared' : 'toolong'
	try {
		await navigator.clipboard.writeText(location.href)
	} catch {
		key = 'unshared'
	}
	button.textContent = speak(language(), key)
	setTimeout(() => {
		button.textContent = speak(language(), 'share')
	}, 2500)
}
