/** The small curves of the gallery, drawn where it comes into view. */

import others from 'losslab:others'
import { sketch, thumbnail } from '../elements/chart.js'
import { patch } from '../elements/dom.js'
import { picture } from '../elements/sampling.js'
import { complete } from '../elements/state.js'

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
}
