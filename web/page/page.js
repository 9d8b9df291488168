import { provideOthers } from '../elements/others.js'
import { keepSamples } from './address.js'
import { startCalculator } from './calculator.js'
import { more } from './later.js'

startCalculator(keepSamples)
provideOthers(async () => (await more()).others.map((other) => ({ ...other, href: `loss/${other.id}/index.html` })))
whenSeen('.all', async (gallery) => (await more()).drawGallery(gallery))

/** @param {string} selector @param {(node: Element) => void} call */
function whenSeen(selector, call) {
	const node = document.querySelector(selector)
	const near = new IntersectionObserver((entries) => {
		if (!node || !entries.some((entry) => entry.isIntersecting)) return
		near.disconnect()
		call(node)
	})
	if (node) near.observe(node)
}
