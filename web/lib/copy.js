/**
 * @typedef {import('./check.js').Numbers} Numbers
 * @typedef {import('./module.js').Reals} Reals
 */

/** Below this many numbers a loop is faster than TypedArray.set. */
const FEW = 32

/** @param {Reals | Int32Array} block @param {Numbers} from @param {number} at @param {number} n */
export function copyIn(block, from, at, n) {
	if (n < FEW) for (let i = 0; i < n; i++) block[i] = from[at + i]
	else block.set(n === from.length ? from : /** @type {Reals} */ (from).subarray(at, at + n))
}

/** @param {Reals | undefined} to @param {Reals} block @param {number} at @param {number} n */
export function copyOut(to, block, at, n) {
	if (!to) return
	if (n < FEW) for (let i = 0; i < n; i++) to[at + i] = block[i]
	else to.set(block.subarray(0, n), at)
}
