// Reads a wasm module's code: enough of the binary format to see what each function does, and whether in a loop.

/**
 * @typedef {object} Instruction
 * @property {number} code
 * @property {number[]} loops the ids of the loops it is in, innermost last
 * @property {number} [callee] the function it calls
 * @property {number} [last] of a call: its last argument, if that is a constant
 */

const SIMD = 0xfd
const BULK = 0xfc
/** f32 and f64: abs, neg, ceil, floor, trunc, nearest, sqrt, add, sub, mul, div, min, max, copysign. @param {number} code */
export const isScalar = (code) => code >= 0x8b && code <= 0xa6
/** f32x4 and f64x2: abs to max, by their numbers after the prefix. @param {number} code */
export const isVector = (code) => code >= 0xfd00 + 0xe0 && code <= 0xfd00 + 0xff

/** @param {Uint8Array} bytes */
export function decode(bytes) {
	let at = 8

	const number = () => {
		let value = 0
		for (let scale = 1; ; scale *= 128) {
			const byte = bytes[at++]
			value += (byte & 127) * scale
			if (byte < 128) return value
		}
	}
	/** @param {number} count */
	const numbers = (count) => {
		for (let i = 0; i < count; i++) number()
	}
	const text = () => {
		const length = number()
		at += length
		return new TextDecoder().decode(bytes.subarray(at - length, at))
	}

	/** Pass over what stands behind an instruction. @param {number} code */
	function immediates(code) {
		if ((code >= 0x02 && code <= 0x04) || code === 0x0c || code === 0x0d || (code >= 0x20 && code <= 0x26)) numbers(1)
		else if (code === 0x0e) numbers(number() + 1)
		else if (code === 0x1c) numbers(number())
		else if (code === 0x11 || (code >= 0x28 && code <= 0x3e)) numbers(2)
		else if (code === 0x3f || code === 0x40 || code === 0x41 || code === 0x42 || code === 0xd0 || code === 0xd2)
			numbers(1)
		else if (code === 0x43) at += 4
		else if (code === 0x44) at += 8
	}

	/** @param {number} code */
	function bulk(code) {
		if (code >= 8) numbers(code === 8 || code === 10 || code === 12 || code === 14 ? 2 : 1)
	}

	/** @param {number} code */
	function simd(code) {
		if (code <= 11 || code === 92 || code === 93) numbers(2)
		else if (code === 12 || code === 13) at += 16
		else if (code >= 21 && code <= 34) at++
		else if (code >= 84 && code <= 91) {
			numbers(2)
			at++
		}
	}

	/** @param {number} end @returns {Instruction[]} */
	function body(end) {
		for (let groups = number(); groups > 0; groups--, at++) number()
		const list = []
		/** @type {number | undefined} the one that was just pushed */
		let constant
		/** @type {(number | undefined)[]} the blocks we are in; for a loop its id */
		const blocks = []
		while (at < end) {
			const start = at
			let code = bytes[at++]
			const loops = /** @type {number[]} */ (blocks.filter((id) => id !== undefined))
			if (code === SIMD || code === BULK) {
				const prefix = code
				code = number()
				;(prefix === SIMD ? simd : bulk)(code)
				code += prefix * 256
			} else if (code === 0x10) {
				list.push({ code, loops, callee: number(), last: constant })
				constant = undefined
				continue
			} else if (code === 0x41) {
				constant = number()
				list.push({ code, loops })
				continue
			} else immediates(code)
			constant = undefined
			if (code >= 0x02 && code <= 0x04) blocks.push(code === 0x03 ? start : undefined)
			else if (code === 0x0b) blocks.pop()
			list.push({ code, loops })
		}
		return list
	}

	/** @type {Record<string, number>} */
	const exports = {}
	/** @type {Instruction[][]} */
	const functions = []
	/** @type {number[]} the functions that are called by their places here */
	const table = []
	let imports = 0
	while (at < bytes.length) {
		const [id, size] = [bytes[at++], number()]
		const end = at + size
		if (id === 2) imports = number()
		if (id === 7)
			for (let count = number(); count > 0; count--) {
				const [name, kind, index] = [text(), bytes[at++], number()]
				if (kind === 0) exports[name] = index
			}
		if (id === 9)
			for (let segments = number(); segments > 0; segments--) {
				at += 2
				let place = number()
				at++
				for (let count = number(); count > 0; count--) table[place++] = number()
			}
		if (id === 10)
			for (let count = number(); count > 0; count--) {
				const length = number()
				functions.push(body(at + length))
			}
		at = end
	}
	return { imports, exports, functions, table }
}
