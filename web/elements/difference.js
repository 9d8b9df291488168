/** A gradient checked by a central difference of the library's own values. */

import { h } from './dom.js'
import { format } from './numbers.js'

/** A step of a derivation. @param {import('./element.js').LossElement} element @param {(x: number) => number} valueAt @param {number} x @param {number} slope what the library says of it @returns {any[] | null} nothing, where there is no value on one side */
export function checked(element, valueAt, x, slope) {
	const step = 1e-4 * Math.max(1, Math.abs(x))
	try {
		const [low, here, high] = [valueAt(x - step), valueAt(x), valueAt(x + step)]
		const difference = (high - low) / (2 * step)
		const [left, right] = [(here - low) / step, (high - here) / step]
		if (![difference, left, right].every(Number.isFinite)) return null
		const isKink = Math.abs(left - right) > 0.01 * Math.max(1, Math.abs(left), Math.abs(right))
		const text = isKink
			? element.say('derivation.kink', { left: format(left, 4), right: format(right, 4), slope: format(slope, 4) })
			: `(L(+h) − L(−h)) / 2h = ${format(difference)}   (h = ${format(step, 2)})`
		return ['check', h('p', { class: 'chain' }, text)]
	} catch {
		return null
	}
}
