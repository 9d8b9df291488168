// From the modules in dist/lib to the package and the page: everything below is derived from the losses' descriptions.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { describeBatch, openBatch } from '../lib/batch/module.js'
import { encode } from '../lib/letters.js'
import { camel, open } from '../lib/module.js'
import { allocation, declarations, loaders } from './declarations.js'

const root = new URL('../../', import.meta.url).pathname
const lib = `${root}dist/lib`
const modules = { losslab: await readFile(`${lib}/losslab.wasm`), batch: await readFile(`${lib}/batch.wasm`) }
const machine = open(modules.losslab)
const batch = openBatch(modules.batch)
const names = { losslab: machine.names(), batch: batch.names() }
const samples = names.losslab.map((name) => machine.describe(name))
const batches = names.batch.map((name) => describeBatch(camel(name), batch.describe(name)))
const ids = [...samples, ...batches].map(({ id }) => id)

/** Short names of losses that are exports, too, as `id as alias`. @param {(typeof samples[0] | typeof batches[0])[]} losses */
const aliases = (losses) =>
	losses.flatMap(({ id, aliases }) =>
		aliases
			.filter((alias) => /^[a-z][A-Za-z0-9]*$/.test(alias) && !ids.includes(alias))
			.map((alias) => `${id} as ${alias}`),
	)

/** Every loss a named export, and short aliases of them. @param {(typeof samples[0] | typeof batches[0])[]} losses */
const exported = (losses) => `export { LossError } from './errors.js'
	export const { ${losses.map(({ id }) => id).join(', ')} } = losses
	export { ${aliases(losses).join(', ')} }`

/** A module's bytes, decoded. @param {keyof typeof modules} name */
const bytes = (name) => `decode(${JSON.stringify(encode(modules[name]))})`
const [sampled, batched] = [names.losslab, names.batch].map((part) => JSON.stringify(part))

/** The texts of the entries, of what they share, and of what the elements need of them. @type {Record<string, string>} */
const TEXTS = {
	machine: `import { decode } from './letters.js'
		import { once } from './once.js'
		import { open } from './module.js'
		export const machine = once(() => open(${bytes('losslab')}))`,
	samples: `import { machine } from 'losslab:machine'
		import { library } from './library.js'
		export { LossError } from './errors.js'
		export const losses = library(machine, ${sampled})`,
	batches: `import { machine } from 'losslab:machine'
		import { batches } from './batch/library.js'
		import { openBatch } from './batch/module.js'
		import { decode } from './letters.js'
		import { once } from './once.js'
		export const losses = batches(machine, once(() => openBatch(${bytes('batch')})), ${batched})`,
	index: `import { losses } from 'losslab:samples'
		export { losses }
		export const { alloc, find } = losses
		${exported(samples)}`,
	batch: `import { losses } from 'losslab:batches'
		export { losses }
		export const { find } = losses
		${exported(batches)}`,
	external: `import { external } from './external.js'
		export { LossError } from './errors.js'
		export const { load, from } = external(${sampled}, ${batched})`,
}
const ENTRIES = ['index', 'batch', 'external']

/** @type {import('esbuild').Plugin} */
const texts = {
	name: 'texts',
	setup(build) {
		build.onResolve({ filter: new RegExp(`^losslab:(${Object.keys(TEXTS).join('|')})$`) }, ({ path }) => ({
			path: path.split(':')[1],
			namespace: 'text',
		}))
		build.onLoad({ filter: /./, namespace: 'text' }, ({ path }) => ({
			contents: TEXTS[path],
			resolveDir: `${root}web/lib`,
		}))
	},
}

/** Of the same files as CommonJS. @type {import('esbuild').Plugin} */
const beside = {
	name: 'beside',
	setup: (build) =>
		build.onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, kind }) =>
			kind === 'entry-point' ? undefined : { path: path.replace(/js$/, 'cjs'), external: true },
		),
}

/** @type {import('esbuild').BuildOptions} */
const common = {
	bundle: true,
	minify: true,
	format: 'esm',
	target: 'es2022',
	platform: 'neutral',
	charset: 'utf8',
	plugins: [texts],
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`

const outputs = await library()
// The page computes with the package, which is there by now.
const { buildPage } = await import('../page/build.js')
const elements = await buildPage({ library: texts, outdir: `${root}dist` })
const { describeElements } = await import('./elements.js')
for (const [path, text] of Object.entries(await describeElements())) await writeFile(`${root}dist/${path}`, text)
await report({ ...outputs, ...elements })

/** The npm package. What its entries share is in files that they import: there is one LossError, and one module at work. */
async function library() {
	for (const name of await readdir(lib)) if (/\.(c?js|d\.c?ts)$/.test(name)) await rm(`${lib}/${name}`)
	const { metafile } = await esbuild.build({
		...common,
		entryPoints: ENTRIES.map((name) => ({ in: `losslab:${name}`, out: name })),
		splitting: true,
		chunkNames: 'shared-[hash]',
		metafile: true,
		absWorkingDir: root,
		outdir: lib,
	})
	await esbuild.build({
		...common,
		entryPoints: Object.keys(metafile.outputs),
		absWorkingDir: root,
		format: 'cjs',
		plugins: [beside],
		outExtension: { '.js': '.cjs' },
		outdir: lib,
	})
	const declared = {
		index: declarations(samples, aliases(samples), allocation),
		batch: declarations(batches, aliases(batches)),
		external: loaders,
		types: await readFile(`${root}web/lib/types.d.ts`, 'utf8'),
	}
	for (const [name, text] of Object.entries(declared)) {
		await writeFile(`${lib}/${name}.d.ts`, text)
		await writeFile(`${lib}/${name}.d.cts`, text.replaceAll(/(from '\.\/\w+)\.js'/g, "$1.cjs'"))
	}
	return metafile.outputs
}

/** Sizes as a server would send them, of the entries with all that they import. @param {import('esbuild').Metafile['outputs']} outputs */
async function report(outputs) {
	const files = ['losslab.wasm', 'batch.wasm'].map((name) => [`${lib}/${name}`])
	const paths = [...ENTRIES.map((name) => `lib/${name}`), 'elements', 'elements/batch']
	const entries = paths.map((path) => imported(`dist/${path}.js`, outputs).map((path) => `${root}${path}`))
	const page = ['page.css', 'index.html'].map((name) => [`${root}dist/${name}`])
	for (const group of [...files, ...entries, ...page]) {
		const all = await Promise.all(group.map((file) => readFile(file)))
		const [plain, packed] = [all, all.map((bytes) => brotliCompressSync(bytes))].map((list) =>
			list.reduce((sum, { length }) => sum + length, 0),
		)
		const others = group.length > 1 ? ` and ${group.length - 1} files it imports` : ''
		console.log(`${relative(root, group[0])}${others}: ${kilobytes(plain)}, ${kilobytes(packed)} brotli`)
	}
}

/** @param {string} path @param {import('esbuild').Metafile['outputs']} outputs @returns {string[]} the file, and all that it imports from the start */
function imported(path, outputs) {
	const now = outputs[path].imports.filter(({ kind, external }) => kind === 'import-statement' && !external)
	return [...new Set([path, ...now.flatMap((one) => imported(one.path, outputs))])]
}
