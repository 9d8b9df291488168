import { spawnSync } from 'node:child_process'
import * as assert from 'uvu/assert'

/** @typedef {Int32Array | Float32Array | Float64Array} Numbers */
/** @typedef {{ given: Numbers[], got: Numbers[], what: string }} Call what a kernel was given, and what the wasm made of it */

/** @param {Numbers[]} arrays */
const bytes = (arrays) => Buffer.concat(arrays.map((x) => Buffer.from(x.buffer, x.byteOffset, x.byteLength)))

/** Holds that each native program makes the same of the calls as the wasm, but for the bits of a NaN. @param {Record<string, string>} programs paths by name @param {Call[]} calls */
export function sameBits(programs, calls) {
	const input = bytes(calls.flatMap(({ given }) => given))
	for (const [program, path] of Object.entries(programs)) {
		const { stdout, stderr } = spawnSync(path, { input, maxBuffer: 2 ** 28 })
		assert.is(String(stderr), '')
		let at = 0
		for (const { got, what } of calls) {
			for (const wasm of got) {
				const native = wasm.slice()
				at += stdout.copy(new Uint8Array(native.buffer), 0, at, at + native.byteLength)
				const i = wasm.findIndex((x, i) => !Object.is(x, native[i]))
				if (i >= 0) assert.unreachable(`${program}, ${what}: number ${i}: wasm ${wasm[i]}, native ${native[i]}`)
			}
		}
		assert.is(stdout.length, at)
	}
}
