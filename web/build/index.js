// From dist/lib/losslab.wasm to the package and the page: everything below is derived from the losses' descriptions.
import { readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { camel, open } from '../lib/module.js'
import { buildPage } from '../page/build.js'
import { declarations } from './declarations.js'

const root = new URL('../../', import.meta.url).pathname
const wasm = await readFile(`${root}dist/lib/losslab.wasm`)
const machine = open(wasm)
const names = machine.names()
const losses = names.map((name) => machine.describe(name))

/** Small bytes are the most frequent; moved by this they are letters, one byte in UTF-8. */
const SHIFT = 64

/** The module as a string with one letter a byte: a third less than base64 after compression. @type {import('esbuild').Plugin} */
const embedded = {
	name: 'embedded',
	setup(build) {
		build.onResolve({ filter: /^bytes$/ }, () => ({ path: 'bytes', namespace: 'embedded' }))
		build.onLoad({ filter: /./, namespace: 'embedded' }, () => ({
			contents: `export default ${JSON.stringify(Array.from(wasm, (byte) => String.fromCharCode((byte + SHIFT) & 255)).join(''))}`,
		}))
	},
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`

await library()
await buildPage({ library: `${root}dist/lib/index.js`, outdir: `${root}dist` })
await report()

/** The npm package: every loss a named export, and short aliases of them. */
async function library() {
	const ids = names.map(camel)
	const aliases = losses.flatMap(({ id, aliases }) =>
		aliases
			.filter((alias) => /^[a-z][A-Za-z0-9]*$/.test(alias) && !ids.includes(alias))
			.map((alias) => `${id} as ${alias}`),
	)
	const list = JSON.stringify(names)
	const entries = {
		index: `import bytes from 'bytes'
			import { library } from './library.js'
			export { LossError } from './errors.js'
			export const losses = library(() => {
				const module = new Uint8Array(bytes.length)
				for (let i = 0; i < module.length; i++) module[i] = bytes.charCodeAt(i) - ${SHIFT}
				return module
			}, ${list})
			export const { ${ids.join(', ')} } = losses
			export { ${aliases.join(', ')} }`,
		external: `import { external } from './external.js'
			export { LossError } from './errors.js'
			export const { load, from } = external(${list})`,
	}
	for (const [name, contents] of Object.entries(entries)) {
		const options = /** @type {import('esbuild').BuildOptions} */ ({
			stdin: { contents, resolveDir: `${root}web/lib`, sourcefile: `entry of ${name}` },
			bundle: true,
			minify: true,
			target: 'es2022',
			platform: 'neutral',
			charset: 'utf8',
			plugins: [embedded],
		})
		await esbuild.build({ ...options, format: 'esm', outfile: `${root}dist/lib/${name}.js` })
		await writeFile(`${root}dist/lib/${name}.d.ts`, declarations(losses, aliases, name))
		if (name === 'index') {
			await esbuild.build({ ...options, format: 'cjs', outfile: `${root}dist/lib/index.cjs` })
			await writeFile(`${root}dist/lib/index.d.cts`, declarations(losses, aliases, name))
		}
	}
	await writeFile(`${root}dist/lib/types.d.ts`, await readFile(`${root}web/lib/types.d.ts`))
}

/** Sizes, as a server would send them. */
async function report() {
	for (const file of ['lib/losslab.wasm', 'lib/index.js', 'page.js', 'elements.js', 'page.css', 'index.html']) {
		const bytes = await readFile(`${root}dist/${file}`)
		console.log(`dist/${file}: ${kilobytes(bytes.length)}, ${kilobytes(brotliCompressSync(bytes).length)} brotli`)
	}
}
