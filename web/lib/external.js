import { batches } from './batch/library.js'
import { openBatch } from './batch/module.js'
import { LossError, show } from './errors.js'
import { withFind } from './find.js'
import { library } from './library.js'
import { open } from './module.js'
import { once } from './once.js'

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

/** @typedef {WebAssembly.Module | BufferSource} Compiled bytes count as compiled: that takes no waiting */
/** @typedef {string | URL | Response | PromiseLike<Response> | Compiled} Source */

/** @param {any} source @param {string} file @returns {Compiled} */
function checked(source, file) {
	if (source instanceof WebAssembly.Module || (isBuffer(source) && isModule(source))) return source
	throw new LossError(
		'module',
		'losslab',
		`from takes the bytes of ${file} or a compiled WebAssembly.Module, got ${show(source)}`,
		{ got: show(source) },
	)
}

/** @param {Source} source @returns {Promise<Compiled>} */
async function compiled(source) {
	if (source instanceof WebAssembly.Module || isBuffer(source)) return source
	const response = await (typeof source === 'string' || source instanceof URL ? fetch(source) : source)
	const bytes = await response.arrayBuffer()
	if (!isModule(bytes))
		throw new LossError(
			'module',
			'losslab',
			`${response.url || 'the response'} is not WebAssembly (status ${response.status}, ${response.headers.get('content-type')}); is the path right?`,
			{ url: response.url },
		)
	return WebAssembly.compile(bytes)
}

/** @param {unknown} options @returns {any} */
function batchOf(options) {
	const [name] = Object.keys(options ?? {}).filter((option) => option !== 'batch')
	if (name !== undefined)
		throw new LossError('option', 'losslab', `unknown option ${show(name)}; it takes batch`, { option: name })
	return /** @type {any} */ (options)?.batch
}

/**
 * The entry for those who bring the modules themselves: losslab.wasm gives the losses of samples, batch.wasm beside it those of
 * whole batches, too.
 *
 * @param {string[]} names of the losses in C
 * @param {string[]} batchNames
 */
export function external(names, batchNames) {
	/** Losses from bytes or compiled modules, at once. @param {Compiled} source @param {{ batch?: Compiled }} [options] */
	const from = (source, options) => {
		const batch = batchOf(options)
		const main = checked(source, 'losslab.wasm')
		const machine = once(() => open(main))
		const losses = library(machine, names)
		if (batch === undefined) return losses
		const more = checked(batch, 'batch.wasm')
		const all = batches(
			machine,
			once(() => openBatch(more)),
			batchNames,
		)
		return Object.freeze(Object.defineProperty(withFind({ ...losses, ...all }), 'alloc', { value: losses.alloc }))
	}

	/** Losses from anywhere. @param {Source} source @param {{ batch?: Source }} [options] */
	const load = async (source, options) => {
		const batch = batchOf(options)
		const [main, more] = await Promise.all([compiled(source), batch === undefined ? undefined : compiled(batch)])
		return from(main, { batch: more })
	}
	return { from, load }
}
