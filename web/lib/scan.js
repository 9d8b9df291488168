import { kind } from './arrays.js'
import { BLOCK } from './module.js'
import { copyIn } from './run.js'

/**
 * @typedef {import('./check.js').Numbers} Numbers
 * @typedef {import('./module.js').Machine} Machine
 */

/** Below this many numbers the loop that finds the first bad one is as fast. */
const FEW = 64

/**
 * Whether numbers may be bad: blocks of them are tried in the module, so that only bad data is searched number by number.
 *
 * @param {Machine} machine
 * @param {Numbers} x
 * @param {import('./interval.js').Interval} allowed
 */
export function maybeOutside(machine, x, { low, high, openLow, openHigh }) {
	return some(machine, x, (lanes, n) => lanes.outside(n, low, high, Number(openLow), Number(openHigh)))
}

/** The same of labels, of which there are two. @param {Machine} machine @param {Numbers} y @param {number} low @param {number} high */
export function maybeMislabelled(machine, y, low, high) {
	return some(machine, y, (lanes, n) => lanes.mislabelled(n, low, high))
}

/** @param {Machine} machine @param {Numbers} x @param {(lanes: import('./module.js').Lanes, n: number) => number} bad */
function some(machine, x, bad) {
	if (x.length < FEW) return true
	const lanes = kind(x) === 'Float32Array' ? machine.single : machine.double
	for (let at = 0; at < x.length; at += BLOCK) {
		const n = Math.min(BLOCK, x.length - at)
		copyIn(lanes.y, x, at, n)
		if (bad(lanes, n)) return true
	}
	return false
}
