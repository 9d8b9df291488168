/** Elements that are loaded when they come near the view, so that a page shows its first number without them. */

import { define } from './element.js'

/** @type {Record<string, () => Promise<CustomElementConstructor>>} */
export const later = {
	'loss-code': async () => (await import('./loss-code.js')).LossCode,
}

/** @param {string} name */
export async function load(name) {
	if (name in later && !customElements.get(name)) define(name, await later[name]())
}

/** Where a page's own script stands alone, everything is in it. */
export const loadAll = () => Promise.all(Object.keys(later).map(load))

const near =
	typeof IntersectionObserver === 'undefined'
		? null
		: new IntersectionObserver(
				(entries) => {
					for (const { target, isIntersecting } of entries) {
						if (!isIntersecting) continue
						near?.unobserve(target)
						load(target.localName)
					}
				},
				{ rootMargin: '200px' },
			)

/** Looks for elements that are not there yet. @param {ParentNode} root */
export function seek(root) {
	for (const node of root.querySelectorAll(':not(:defined)')) if (node.localName in later) near?.observe(node)
}
