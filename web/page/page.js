import { provideOthers } from '../elements/others.js'
import { keepSamples } from './address.js'
import { startCalculator } from './calculator.js'
import { more } from './later.js'

startCalculator(keepSamples)
provideOthers(async () => (await more()).others.map((other) => ({ ...other, href: `loss/${other.id}/index.html` })))
const gallery = /** @type {Element} */ (document.querySelector('.all'))
whenSeen(gallery, async () => (await more()).drawGallery(gallery))

/** @param {Element} node @param {() => void} call */
function whenSeen(node, call) {
	const near = new IntersectionObserver((entries) => {
		if (!entries.some((entry) => entry.isIntersecting)) return
		near.disconnect()
		call()
	})
	near.observe(node)
}
