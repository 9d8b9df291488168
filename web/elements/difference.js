/** A gradient checked by a central difference of the library's own values. */

import { h } from './dom.js'
import { format } from './numbers.js'

/** A step of a derivation. @param {import('./element.js').LossElement} element @param {{formula: string}} loss @param {(x: number) => number} valueAt @param {number} x @param {number} slope what the library says of it @returns {any[] | null} nothing, where there is no value on one side */
export function checked(element, { formula }, valueAt, x, slope) {
	// one digit, so that it is the number that is shown
	const step = Number((1e-5 * Math.max(1, Math.abs(x))).toPrecision(1))
	/** The slopes to the left and the right, and that of both. @param {number} h */
	const slopes = (h) => {
		const [low, here, high] = [valueAt(x - h), valueAt(x), valueAt(x + h)]
		return [(here - low) / h, (high - here) / h, (high - low) / (2 * h)]
	}
	try {
		const [left, right, difference] = slopes(step)
		if (![left, right].every(Number.isFinite)) return null
		const [nearer, further] = slopes(step / 16)
		const gap = Math.abs(left - right)
		const size = Math.max(1, Math.abs(left), Math.abs(right))
		// a bend shrinks with the step, a kink does not
		const isKink = gap > 1e-3 * size && Math.abs(nearer - further) > gap / 2
		const isHeld = formula.includes('frozen(') && Math.abs(difference - slope) > 1e-5 * size
		const text = isKink
			? element.say('derivation.kink', { left: format(left, 4), right: format(right, 4), slope: format(slope, 4) })
			: `(L(+h) − L(−h)) / 2h = ${format(difference)}   (h\u00a0=\u00a0${format(step)})`
		return ['check', h('p', { class: 'chain' }, text), isHeld && element.say('derivation.held')]
	} catch {
		return null
	}
}
