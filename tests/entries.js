// The ways in: the module entry, CommonJS, the entry for those who bring the module themselves, workers.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import * as assert from 'uvu/assert'
import * as batchEntry from '../dist/lib/batch.js'
import * as entry from '../dist/lib/index.js'
import { from, load, LossError } from '../dist/lib/external.js'
import { elsewhere, index, lib } from './help/process.js'
import { suite } from './help/uvu.js'

const { losses, huber, softmaxCrossEntropy } = entry
const [bytes, batch] = await Promise.all(['losslab.wasm', 'batch.wasm'].map((name) => readFile(new URL(name, lib))))

const entries = suite('entries')

entries('importing has no effect; the first call compiles', async () => {
	const counting = `let made = 0
		for (const name of ['Module', 'Instance']) {
			const Bare = WebAssembly[name]
			WebAssembly[name] = class extends Bare { constructor(...given) { super(...given); made++ } }
		}
		for (const name of ['compile', 'instantiate']) WebAssembly[name] = () => { throw new Error(name) }
		const before = Object.keys(globalThis).join()
		const { huber, losses } = await import(${index})
		const { tripletMargin } = await import(${index.replace('index', 'batch')})
		const [imported, ids] = [made, Object.keys(losses)]
		const same = Object.keys(globalThis).join() === before
		const value = huber([1], [1.5])
		losses.hinge([1], [0.5])
		const samples = made
		const triplet = tripletMargin([[0]], [[1]], [[3]])
		console.log(JSON.stringify({ imported, ids, same, value, samples, triplet, made }))`
	const got = await elsewhere(counting)
	const ids = Object.keys(losses)
	assert.equal(got, { imported: 0, ids, same: true, value: 0.125, samples: 2, triplet: 0, made: 4 })
})

entries('the CommonJS entries are the same', async () => {
	const [common, batches, external] = ['index', 'batch', 'external'].map((name) =>
		createRequire(import.meta.url)(`../dist/lib/${name}.cjs`),
	)
	assert.equal(Object.keys(common).sort(), Object.keys(entry).sort())
	assert.equal(Object.keys(batches).sort(), Object.keys(batchEntry).sort())
	assert.is(common.huber([1, 2], [1.5, 4]), huber([1, 2], [1.5, 4]))
	assert.is(batches.tripletMargin([[0]], [[3]], [[1]]), 3)
	assert.is(external.from(bytes).huber([1, 2], [1.5, 4]), huber([1, 2], [1.5, 4]))
	assert.is(common.losses.huber, common.huber)
	assert.ok(common.LossError === batches.LossError && common.LossError === external.LossError)
	const path = JSON.stringify(new URL('index.cjs', lib).pathname)
	assert.is(await elsewhere(`console.log(require(${path}).mse([1], [3]))`, 'commonjs'), 4)
})

entries('have one LossError', () => {
	assert.ok(entry.LossError === batchEntry.LossError && entry.LossError === LossError)
	const common = createRequire(import.meta.url)('../dist/lib/index.cjs')
	for (const call of [() => huber([1], []), () => batchEntry.tripletMargin([1], [], []), () => common.huber([1], [])])
		assert.throws(call, (/** @type {any} */ error) => error instanceof LossError)
})

entries.run()

const external = suite('losslab/external')

external('bytes, a module, a response, a URL: the same losses', async () => {
	const server = createServer((request, response) => {
		const [type, body] = /** @type {Record<string, [string, any]>} */ ({
			'/losslab.wasm': ['application/wasm', bytes],
			'/untyped.wasm': ['application/octet-stream', bytes],
			'/empty.wasm': ['application/wasm', ''],
		})[request.url ?? ''] ?? ['text/html', '<!doctype html><title>An application of one page</title>']
		response.writeHead(200, { 'content-type': type }).end(body)
	})
	await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
	const at = (/** @type {string} */ path) => `http://127.0.0.1:${port}${path}`
	try {
		const buffer = /** @type {ArrayBuffer} */ (bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
		for (const got of [
			from(bytes),
			from(buffer),
			from(new WebAssembly.Module(bytes)),
			await load(bytes),
			await load(buffer),
			await load(new WebAssembly.Module(bytes)),
			await load(new Response(bytes)),
			await load(fetch(at('/losslab.wasm'))),
			await load(at('/losslab.wasm')),
			await load(at('/untyped.wasm')),
			await load(new URL(at('/losslab.wasm'))),
		]) {
			assert.equal(Object.keys(got), Object.keys(losses))
			assert.is(got.huber([1, 2], [1.5, 4]), 1.625 / 2)
		}
		/** @param {any} source @param {RegExp} message */
		const refuses = async (source, message) => {
			const error = await load(source).then(
				() => assert.unreachable('loaded'),
				(/** @type {any} */ thrown) => thrown,
			)
			assert.instance(error, LossError)
			assert.is(error.code, 'module')
			assert.match(error.message, message)
		}
		const html = at('/assets/losslab.wasm')
		await refuses(
			html,
			new RegExp(`^losslab: ${html} is not WebAssembly \\(status 200, text/html\\); is the path right\\?$`),
		)
		await refuses(fetch(html), /is not WebAssembly \(status 200, text\/html\)/)
		await refuses(at('/empty.wasm'), /is not WebAssembly/)
		await refuses(new Response('no'), /^losslab: the response is not WebAssembly/)
		await refuses(new Response('', { status: 404 }), /status 404/)
	} finally {
		server.close()
		server.closeAllConnections()
	}
})

external('the losses of whole batches come with their module', async () => {
	const ids = [...Object.keys(losses), ...Object.keys(batchEntry.losses)]
	for (const got of [
		from(bytes, { batch }),
		await load(bytes, { batch }),
		await load(new Response(bytes), { batch: Promise.resolve(new Response(batch)) }),
	]) {
		assert.equal(Object.keys(got), ids)
		assert.is(got.tripletMargin([[0]], [[3]], [[1]]), 3)
		assert.is(got.huber([1, 2], [1.5, 4]), 1.625 / 2)
	}
	assert.not('tripletMargin' in from(bytes))
})

external('what is no module is refused with a LossError', () => {
	for (const source of [new Uint8Array(8), new ArrayBuffer(0), '<!doctype html>', null, undefined, {}]) {
		let error
		try {
			from(/** @type {any} */ (source)).huber([1], [2])
		} catch (thrown) {
			error = thrown
		}
		assert.instance(error, LossError)
		assert.is(/** @type {any} */ (error).code, 'module')
	}
})

external.run()

const workers = suite('workers')

workers('the same file in a worker gives the same bits', async () => {
	const script = `import { parentPort } from 'node:worker_threads'
		import { softmaxCrossEntropy, huber } from ${index}
		const logits = Float32Array.from({ length: 3000 }, (_, i) => Math.fround(((i * 7919) % 1009) / 100))
		const stream = huber.stream({ exact: true }).push([1, 2], [1.5, 4])
		parentPort.postMessage({ value: softmaxCrossEntropy([5, 3, 1], logits, { classes: 1000 }), stream: stream.toJSON() })`
	const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`))
	const { value, stream } = await new Promise((done, failed) => worker.once('message', done).once('error', failed))
	await worker.terminate()
	const logits = Float32Array.from({ length: 3000 }, (_, i) => Math.fround(((i * 7919) % 1009) / 100))
	assert.is(value, softmaxCrossEntropy([5, 3, 1], logits, { classes: 1000 }))
	assert.is(huber.stream({ exact: true }).merge(stream).value(), 1.625 / 2)
})

workers.run()
