// From the modules in dist/lib to the package and the page: everything below is derived from the losses' descriptions.
import { readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { describeBatch, openBatch } from '../lib/batch/module.js'
import { camel, open } from '../lib/module.js'
import { declarations } from './declarations.js'

const root = new URL('../../', import.meta.url).pathname
const modules = {
	losslab: await readFile(`${root}dist/lib/losslab.wasm`),
	batch: await readFile(`${root}dist/lib/batch.wasm`),
}
const machine = open(modules.losslab)
const batch = openBatch(modules.batch)
const names = { losslab: machine.names(), batch: batch.names() }
const losses = [
	...names.losslab.map((name) => machine.describe(name)),
	...names.batch.map((name) => describeBatch(camel(name), batch.describe(name))),
]

/** Small bytes are the most frequent; moved by this they are letters, one byte in UTF-8. */
const SHIFT = 64

/** A module as a string with one letter a byte: a third less than base64 after compression. @param {keyof typeof modules} name */
const letters = (name) =>
	JSON.stringify(Array.from(modules[name], (byte) => String.fromCharCode((byte + SHIFT) & 255)).join(''))

/** Embeds the modules' bytes; those of the batch module are a file beside the entry, so that this stays within its budget. @type {import('esbuild').Plugin} */
const embedded = {
	name: 'embedded',
	setup(build) {
		const ending = build.initialOptions.format === 'cjs' ? 'cjs' : 'js'
		build.onResolve({ filter: /^bytes:/ }, ({ path }) =>
			path === 'bytes:batch'
				? { path: `./batch.${ending}`, external: true }
				: { path: path.slice(6), namespace: 'embedded' },
		)
		build.onLoad({ filter: /./, namespace: 'embedded' }, ({ path }) => ({
			contents: `export default ${letters(/** @type {keyof typeof modules} */ (path))}`,
		}))
	},
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`

const ids = losses.map(({ id }) => id)
const aliases = losses.flatMap(({ id, aliases }) =>
	aliases
		.filter((alias) => /^[a-z][A-Za-z0-9]*$/.test(alias) && !ids.includes(alias))
		.map((alias) => `${id} as ${alias}`),
)
const [samples, batches] = [names.losslab, names.batch].map((part) => JSON.stringify(part))
/** By a loop, which is thirty times as fast as Uint8Array.from of a text. */
const decode = `(letters) => {
	const bytes = new Uint8Array(letters.length)
	for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i) - ${SHIFT}
	return bytes
}`

/** The entries' texts. The page shows losses of samples, and needs no more. */
const ENTRIES = {
	index: `import bytes from 'bytes:losslab'
		import batchBytes from 'bytes:batch'
		import { batches } from './batch/library.js'
		import { library } from './library.js'
		export { LossError } from './errors.js'
		const decode = ${decode}
		export const losses = library(
			{ source: () => decode(bytes), names: ${samples} },
			batches({ source: () => decode(batchBytes), names: ${batches} }),
		)
		export const { ${ids.join(', ')} } = losses
		export { ${aliases.join(', ')} }`,
	external: `import { external } from './external.js'
		export { LossError } from './errors.js'
		export const { load, from } = external(${samples}, ${batches})`,
	page: `import bytes from 'bytes:losslab'
		import { library } from './library.js'
		export { LossError } from './errors.js'
		const decode = ${decode}
		export const losses = library({ source: () => decode(bytes), names: ${samples} })`,
}

await library()
const page = await bundle('page', { format: 'esm', write: false })
// The page computes with the package, which is there by now.
const { buildPage } = await import('../page/build.js')
await buildPage({ text: page.outputFiles?.[0].text ?? '', names: names.losslab, outdir: `${root}dist` })
await report()

/** @param {keyof typeof ENTRIES} name @param {import('esbuild').BuildOptions} options */
function bundle(name, options) {
	return esbuild.build({
		stdin: { contents: ENTRIES[name], resolveDir: `${root}web/lib`, sourcefile: `entry of ${name}` },
		bundle: true,
		minify: true,
		target: 'es2022',
		platform: 'neutral',
		charset: 'utf8',
		plugins: [embedded],
		...options,
	})
}

/** The npm package: every loss a named export, and short aliases of them. */
async function library() {
	await writeFile(`${root}dist/lib/batch.js`, `export default ${letters('batch')}`)
	await writeFile(`${root}dist/lib/batch.cjs`, `module.exports = { __esModule: true, default: ${letters('batch')} }`)
	for (const name of /** @type {const} */ (['index', 'external'])) {
		await bundle(name, { format: 'esm', outfile: `${root}dist/lib/${name}.js` })
		await writeFile(`${root}dist/lib/${name}.d.ts`, declarations(losses, aliases, name))
	}
	await bundle('index', { format: 'cjs', outfile: `${root}dist/lib/index.cjs` })
	await writeFile(`${root}dist/lib/index.d.cts`, declarations(losses, aliases, 'index'))
	await writeFile(`${root}dist/lib/types.d.ts`, await readFile(`${root}web/lib/types.d.ts`))
}

/** Sizes, as a server would send them. */
async function report() {
	for (const file of [
		'lib/losslab.wasm',
		'lib/batch.wasm',
		'lib/index.js',
		'page.js',
		'elements.js',
		'page.css',
		'index.html',
	]) {
		const bytes = await readFile(`${root}dist/${file}`)
		console.log(`dist/${file}: ${kilobytes(bytes.length)}, ${kilobytes(brotliCompressSync(bytes).length)} brotli`)
	}
}
