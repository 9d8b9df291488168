/** On paper there is no coming into view: what is fetched for it is there before a page is printed. */

import { isWhole, loadMissing } from '../elements/element.js'

/** Where a sheet of paper is from, and of when. */
const place = document.createElement('p')
place.className = 'place'

/** At a reader's first sign, one of which comes before any printing: a key, a touch, the pointer on its way to the browser's menu. */
export function preparePrint() {
	const fetchAll = () => loadMissing().catch(() => {}) // the page says what did not arrive
	for (const sign of ['keydown', 'touchstart', 'beforeprint']) addEventListener(sign, fetchAll, { passive: true })
	document.documentElement.addEventListener('pointerleave', fetchAll)
	addEventListener('beforeprint', () => {
		place.textContent = `${location.href} · ${new Date().toLocaleDateString(document.documentElement.lang)}`
		document.querySelector('footer')?.append(place)
	})
	addEventListener('keydown', async (event) => {
		if (isWhole() || event.key !== 'p' || !(event.ctrlKey || event.metaKey)) return
		event.preventDefault()
		await fetchAll()
		requestAnimationFrame(() => setTimeout(print))
	})
}
