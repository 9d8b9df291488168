/** The gallery of all losses: its small curves, drawn where it comes into view, and its search. */

import others from 'losslab:others'
import { sketch, thumbnail } from '../elements/chart.js'
import { catalogue } from '../elements/describe.js'
import { patch } from '../elements/dom.js'
import { say } from '../elements/i18n.js'
import { matches } from '../elements/search.js'
import { picture } from '../elements/sampling.js'
import { complete } from '../elements/state.js'
import { language } from './shell.js'

/** @param {Element} gallery its links hold a place for the curve of the loss they name */
export function drawGallery(gallery) {
	const near = new IntersectionObserver(
		(entries) => {
			for (const { isIntersecting, target } of entries) {
				if (!isIntersecting) continue
				near.unobserve(target)
				for (const place of target.querySelectorAll('[data-sketch]')) {
					const loss = place.getAttribute('data-sketch')
					const other = others.find(({ id }) => id === loss)
					const found = !other && picture(complete({ loss }), { count: 40 })
					patch(place, [other ? sketch(other.sketch, 88, 44) : found && thumbnail(found, 88, 44)])
				}
			}
		},
		{ rootMargin: '200px' },
	)
	for (const family of gallery.querySelectorAll('section')) near.observe(family)
	search(gallery)
}

/** Shows those that a search finds, by their names and aliases in both languages. @param {Element} gallery */
function search(gallery) {
	const field = /** @type {HTMLInputElement} */ (gallery.querySelector('[type=search]'))
	const status = /** @type {HTMLElement} */ (gallery.querySelector('[role=status]'))
	const entries = [.../** @type {NodeListOf<HTMLElement>} */ (gallery.querySelectorAll('li'))].map((item) => {
		const id = item.querySelector('[data-sketch]')?.getAttribute('data-sketch') ?? ''
		return { item, loss: others.find((other) => other.id === id) ?? catalogue[id] }
	})
	const sections = /** @type {NodeListOf<HTMLElement>} */ (gallery.querySelectorAll('section'))
	const filter = () => {
		const query = field.value.trim()
		for (const { item, loss } of entries) item.hidden = !matches(loss, query)
		for (const section of sections) section.hidden = !section.querySelector('li:not([hidden])')
		const n = entries.filter(({ item }) => !item.hidden).length
		status.textContent = query && say(language(), n ? 'picker.found' : 'picker.none', { n, query })
	}
	field.addEventListener('input', filter)
	field.addEventListener('keydown', ({ key }) => {
		const first = /** @type {HTMLElement | undefined} */ (gallery.querySelector('li:not([hidden]) a'))
		if (key === 'Enter' && field.value.trim()) first?.click()
	})
	filter()
}
