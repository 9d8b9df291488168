/** Long links, packed: `v1&z=...` holds the readable form, deflated, in the letters of an address. */

import { fromLink } from './link.js'

/** Longer than this a link is packed. */
export const READABLE = 1500
/** What a packed link may hold, so that a small one cannot fill the memory. */
const MOST = 4e6

/** @param {Uint8Array} bytes @param {CompressionStream | DecompressionStream} through @returns {Promise<Uint8Array>} */
async function piped(bytes, through) {
	const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(/** @type {any} */ (through))
	const parts = []
	let size = 0
	for (const reader = stream.getReader(); ;) {
		const { done, value } = await reader.read()
		if (done) break
		parts.push(value)
		size += value.length
		if (size > MOST) throw new RangeError('too much for a link')
	}
	return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** A link as it is if it is short, packed if that is shorter. @param {string} link @returns {Promise<string>} */
export async function pack(link) {
	if (link.length <= READABLE || typeof CompressionStream === 'undefined') return link
	const bytes = await piped(new TextEncoder().encode(link), new CompressionStream('deflate-raw'))
	let letters = ''
	for (const byte of bytes) letters += String.fromCharCode(byte)
	const packed = `v1&z=${btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
	return packed.length < link.length ? packed : link
}

/** The readable form of a fragment, packed or not; nothing if it cannot be unpacked. @param {string} fragment @returns {Promise<string>} */
export async function unfold(fragment) {
	const found = /^#?v1&z=([\w-]+)$/.exec(fragment)
	if (!found) return fragment
	try {
		const letters = atob(found[1].replaceAll('-', '+').replaceAll('_', '/'))
		const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
		return new TextDecoder().decode(await piped(bytes, new DecompressionStream('deflate-raw')))
	} catch {
		return ''
	}
}

/** The state that a fragment holds, packed or not; undefined if it is none of ours. @param {string} fragment @returns {Promise<import('./types.js').State | undefined>} */
export const unpack = async (fragment) => fromLink(await unfold(fragment))
