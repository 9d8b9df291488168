import { LossError, show } from './errors.js'
import { library } from './library.js'

/** The first bytes of every module: \0asm. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d]

/** @param {unknown} source @returns {source is BufferSource} */
const isBuffer = (source) =>
	ArrayBuffer.isView(source) || Object.prototype.toString.call(source) === '[object ArrayBuffer]'

/** @param {BufferSource} source */
function isModule(source) {
	const bytes = ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: new Uint8Array(source)
	return MAGIC.every((byte, i) => bytes[i] === byte)
}

/** The entry for those who bring the module themselves. @param {string[]} names of the losses in C */
export function external(names) {
	/** Losses from bytes or a compiled module, at once. @param {BufferSource | WebAssembly.Module} source */
	const from = (source) => {
		if (!(source instanceof WebAssembly.Module) && !(isBuffer(source) && isModule(source)))
			throw new LossError(
				'module',
				'losslab',
				`from takes the bytes of losslab.wasm or a compiled WebAssembly.Module, got ${show(source)}`,
				{ got: show(source) },
			)
		return library(() => source, names)
	}

	/** Losses from anywhere. @param {string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module} source */
	const load = async (source) => {
		if (source instanceof WebAssembly.Module || isBuffer(source)) return from(source)
		const response = await (typeof source === 'string' || source instanceof URL ? fetch(source) : source)
		const bytes = await response.arrayBuffer()
		if (!isModule(bytes))
			throw new LossError(
				'module',
				'losslab',
				`${response.url || 'the response'} is not WebAssembly (status ${response.status}, ${response.headers.get('content-type')}); is the path right?`,
				{ url: response.url },
			)
		return from(await WebAssembly.compile(bytes))
	}
	return { from, load }
}
