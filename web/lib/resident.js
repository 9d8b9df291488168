import { kind, overlap } from './arrays.js'
import { LossError, show } from './errors.js'

/**
 * @typedef {import('./module.js').Machine} Machine
 * @typedef {import('./module.js').Reals} Reals
 */

/** The machines that arrays live in, by their buffers. @type {WeakMap<ArrayBufferLike, Machine>} */
const homes = new WeakMap()
let inhabited = false

/** A cache line: arrays start at multiples of it. */
const LINE = 64

/**
 * Make the function that gives arrays in a module's own memory, where kernels read and write them in place.
 *
 * @param {() => Machine} machine
 */
export const allocator =
	(machine) =>
	/**
	 * Arrays of zeros that lie in one memory: a loss of them copies nothing. The memory never grows, so they are never
	 * detached; it goes with the last of them.
	 *
	 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Float
	 * @param {...number} lengths
	 * @returns {Reals[]}
	 */
	(Float, ...lengths) => {
		if (Float !== Float32Array && Float !== Float64Array)
			throw new LossError('type', 'alloc', `it takes Float32Array or Float64Array, got ${show(Float)}`, {
				argument: 'Float',
				got: show(Float),
			})
		for (const length of lengths)
			if (!Number.isInteger(length) || length < 0)
				throw new LossError('length', 'alloc', `a length must be an integer >= 0, got ${show(length)}`, { got: length })
		const sizes = lengths.map((length) => Math.ceil((length * Float.BYTES_PER_ELEMENT) / LINE) * LINE)
		/** @type {Machine} */
		const home = machine().apart(sizes.reduce((sum, size) => sum + size, 0))
		homes.set(home.buffer, home)
		inhabited = true
		let at = home.free
		return lengths.map((length, k) => {
			const array = new Float(home.buffer, at, length)
			at += sizes[k]
			return array
		})
	}

/** The machine that has predictions, or else targets, in its memory; where there is none, the one of all calls. @param {Machine} machine @param {any} yTrue @param {any} yPred */
export function home(machine, yTrue, yPred) {
	return (inhabited && (homeOf(machine, yPred) ?? homeOf(machine, yTrue))) || machine
}

/** @param {Machine} machine @param {any} x */
function homeOf(machine, x) {
	const found = kind(x) ? homes.get(x.buffer) : undefined
	return found?.origin === machine ? found : undefined
}

/** Where x starts in the memory of a machine, if it is there in the precision that is computed in; 0 elsewhere. @param {Machine} machine @param {import('./module.js').Lanes} lanes @param {any} x */
export const address = (machine, lanes, x) =>
	kind(x) === lanes.Float.name && x.buffer === machine.buffer ? x.byteOffset : 0

/** Whether results for `to` may be written while `from` is read: they lie apart, or are the same array. @param {any} to @param {any} from */
export const apart = (to, from) => to.byteOffset === from.byteOffset || !overlap(to, from)
