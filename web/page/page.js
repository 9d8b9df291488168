import { provideOthers } from '../elements/others.js'
import { define } from '../elements/element.js'
import { keepSamples } from './address.js'
import { defineElements, startShell } from './first.js'
import { more } from './later.js'
import { LossPresets } from './loss-presets.js'
import { preparePrint } from './paper.js'

const calculator = /** @type {import('../elements/loss-calculator.js').LossCalculator} */ (
	document.querySelector('loss-calculator')
)

startShell()
preparePrint()
start()

async function start() {
	defineElements()
	define('loss-presets', LossPresets)
	const asked = new URLSearchParams(location.search)
	calculator.toggleAttribute('readonly', asked.has('readonly'))
	if (asked.has('hide')) calculator.setAttribute('hide', asked.get('hide') ?? '')
	const { store } = calculator
	store.addEventListener('change', expand)
	if (!(await keepSamples(store))) calculator.update()
	expand()
	const gallery = document.querySelector('.all')
	if (!gallery) return // one file, with no pages beside it
	provideOthers(async () => (await more()).others.map((other) => ({ ...other, href: `loss/${other.id}/index.html` })))
	whenSeen(gallery, async () => (await more()).drawGallery(gallery))
}

/** What is said of a preset stands among the rest. */
const expand = () => calculator.state.preset && more()

/** @param {Element} node @param {() => void} call */
function whenSeen(node, call) {
	const near = new IntersectionObserver((entries) => {
		if (!entries.some((entry) => entry.isIntersecting)) return
		near.disconnect()
		call()
	})
	near.observe(node)
}
