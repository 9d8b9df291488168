/** Defines elements under names that begin as a page wishes. */

import { rename } from './dom.js'
import { provideMessages } from './i18n.js'

/** Those that stand within others have this one. */
let first = ''

/**
 * A name that is taken stays what it is: a second call, or a second copy on the page, changes nothing.
 *
 * @param {Record<string, CustomElementConstructor & {words?: Record<string, Record<string, string>>}>} elements by their usual names
 * @param {string} prefix in place of `loss-`
 */
export function defineAs(elements, prefix) {
	if (!/^[a-z][a-z\d]*-$/.test(prefix))
		throw new RangeError(`define: prefix must be a word of small letters with a hyphen, such as 'my-', got '${prefix}'`)
	if (!first) rename((first = prefix))
	for (const [name, element] of Object.entries(elements)) {
		if (element.words) provideMessages(element.words)
		for (const start of new Set([first, prefix])) {
			const own = name.replace('loss-', start)
			if (!customElements.get(own)) customElements.define(own, start === first ? element : class extends element {})
		}
	}
}
