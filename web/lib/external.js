import { LossError } from './errors.js'
import { library } from './library.js'

/** The entry for those who bring the module themselves. @param {string[]} names of the losses in C */
export function external(names) {
	/** Losses from bytes or a compiled module, at once. @param {BufferSource | WebAssembly.Module} source */
	const from = (source) => library(() => source, names)

	/** Losses from anywhere. @param {string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module} source */
	const load = async (source) => {
		if (source instanceof WebAssembly.Module || source instanceof ArrayBuffer || ArrayBuffer.isView(source))
			return from(source)
		const response = await (typeof source === 'string' || source instanceof URL ? fetch(source) : source)
		const bytes = await response.arrayBuffer()
		if (new DataView(bytes).getUint32(0) !== 0x0061736d)
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
