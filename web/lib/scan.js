import { kind } from './arrays.js'
import { copyIn } from './copy.js'
import { BLOCK } from './module.js'
import { address } from './resident.js'

/**
 * @typedef {import('./check.js').Numbers} Numbers
 * @typedef {import('./interval.js').Interval} Interval
 * @typedef {import('./module.js').Machine} Machine
 * @typedef {import('./module.js').Lanes} Lanes
 *
 * @typedef {object} Scan numbers that are tried on their way into the kernel
 * @property {Interval | undefined} z what predictions must lie in
 * @property {Interval | undefined} y what targets must lie in
 * @property {number | undefined} low targets are this or 1
 */

/** What is to be tried of a loss, if anything. @param {{ labels: string, bounds: { z: Interval | undefined, y: Interval | undefined } }} loss @param {string} coding of labels @returns {Scan | undefined} */
export function scanOf({ labels, bounds: { z, y } }, coding) {
	if (labels === 'pm1') return { z, y: undefined, low: lowest(coding) }
	return z || y ? { z, y, low: undefined } : undefined
}

/** The label of the negative class. @param {string} coding */
export const lowest = (coding) => (coding === '01' ? 0 : -1)

/** Below this many numbers the loop that finds the first bad one is as fast. */
const FEW = 64

/** Whether some of n numbers at an address may be bad: a little memory behind them is overwritten. @param {Lanes} lanes @param {number} at @param {number} n @param {Interval} allowed */
const beyond = (lanes, at, n, { low, high, openLow, openHigh }) =>
	lanes.outside(at, n, low, high, Number(openLow), Number(openHigh)) !== 0

/** @param {Lanes} lanes @param {Scan} scan @param {number} z address of n predictions @param {number} y that of their targets @param {number} n */
export const suspicious = (lanes, scan, z, y, n) =>
	(scan.z !== undefined && beyond(lanes, z, n, scan.z)) ||
	(scan.y !== undefined && beyond(lanes, y, n, scan.y)) ||
	(scan.low !== undefined && lanes.mislabelled(y, n, scan.low, 1) !== 0)

/**
 * Whether numbers may be bad: blocks of them are tried in the module, so that only bad data is searched number by number.
 *
 * @param {Machine} machine
 * @param {Numbers} x
 * @param {Interval} allowed
 */
export const maybeOutside = (machine, x, allowed) => some(machine, x, (lanes, at, n) => beyond(lanes, at, n, allowed))

/** The same of labels, of which there are two. @param {Machine} machine @param {Numbers} y @param {number} low @param {number} high */
export const maybeMislabelled = (machine, y, low, high) =>
	some(machine, y, (lanes, at, n) => lanes.mislabelled(at, n, low, high) !== 0)

/** By the block of weights, which come in last; what lies in the module's memory is tried in place. @param {Machine} machine @param {Numbers} x @param {(lanes: Lanes, at: number, n: number) => boolean} bad */
function some(machine, x, bad) {
	if (x.length < FEW) return true
	const lanes = kind(x) === 'Float32Array' ? machine.single : machine.double
	const start = machine.origin ? address(machine, lanes, x) : 0
	for (let at = 0; at < x.length; at += BLOCK) {
		const n = Math.min(BLOCK, x.length - at)
		const here = start !== 0 && n === BLOCK
		if (!here) copyIn(lanes.w, x, at, n)
		if (bad(lanes, here ? start + at * lanes.Float.BYTES_PER_ELEMENT : lanes.w.byteOffset, n)) return true
	}
	return false
}
