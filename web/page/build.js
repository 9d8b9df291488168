/** Builds the page from web/page and the built library: run after the library is in dist/lib. */

import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { formulas } from './formulas.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const GALLERY = /\s*<section class="all"[\s\S]*?<\/section>/

/** The outputs of the elements come back. @param {{library: esbuild.Plugin, outdir: string}} where the library that carries its modules, as `losslab:samples` and `losslab:batches`, and the directory to fill */
export async function buildPage({ library, outdir }) {
	const { catalogue } = await import('../elements/describe.js')
	const { batches, listed } = await import('./static-batch.js')
	const { groups } = await import('./presets.js')
	const typeset = formulas(Object.values(catalogue))
	const typesetBatches = formulas(Object.values(batches))
	const made = {
		formulas: typeset,
		'batch-formulas': typesetBatches,
		first: firstOf(typeset),
		examples: titles(groups),
		others: Object.values(batches).map(listed),
	}
	await mkdir(outdir, { recursive: true })
	/** @type {esbuild.BuildOptions} */
	const common = {
		bundle: true,
		minify: true,
		format: 'esm',
		target: 'es2022',
		legalComments: 'none',
		charset: 'utf8',
		plugins: [
			library,
			sources({ losslab: 'losslab:samples', 'losslab/batch': 'losslab:batches' }, made),
			styles,
			shaken,
		],
	}
	const entryPoints = ['page', 'loss', 'batch', 'embed', 'builder'].map((name) => `${here}${name}.js`)
	const plugins = [
		sources({ losslab: `${here}library.js`, 'losslab/batch': `${here}batches.js` }, made),
		apart,
		copied,
		shared,
		styles,
		shaken,
		spared,
	]
	await clear(outdir)
	const { metafile } = await esbuild.build({
		...common,
		plugins,
		entryPoints,
		splitting: true,
		metafile: true,
		chunkNames: 'part-[hash]',
		outdir,
	})
	const alone = ['afm', 'arriving', 'frames'].map((name) => `${here}${name}.js`)
	await esbuild.build({ ...common, entryPoints: alone, outdir })
	const elements = await buildElements(outdir, common, { formulas: typeset, 'batch-formulas': typesetBatches })
	const notices = await licenses([metafile, elements])
	await writeFile(`${outdir}/licenses.txt`, notices)
	const sheets = ['page', 'frame'].map((name) => `${here}${name}.css`)
	await esbuild.build({ entryPoints: sheets, bundle: true, minify: true, outdir })
	await writePages(outdir, { ...typeset, ...typesetBatches }, parts(metafile))
	await writeSingle(outdir, common, notices)
	return elements.outputs
}

/** What others have written and is bundled, with the terms that go with it. @param {esbuild.Metafile[]} metafiles */
async function licenses(metafiles) {
	const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs))
	const folders = inputs.map((path) => /^.*\bnode_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean)
	const texts = [...new Set(folders)].sort().map(async (folder) => {
		const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'))
		return `${name} ${version}\n\n${await readFile(`${folder}/LICENSE`, 'utf8')}`
	})
	return (await Promise.all(texts)).join('\n')
}

/** The elements for a script tag, those of batches by a tag of their own, and without being defined; what they share is in files that they import, and the formulas are files beside those. @param {string} outdir @param {esbuild.BuildOptions} common @param {Record<string, object>} typeset by file */
async function buildElements(outdir, common, typeset) {
	await rm(`${outdir}/elements`, { recursive: true, force: true })
	const { metafile } = await esbuild.build({
		...common,
		plugins: [
			beside('losslab:formulas', './formulas.js'),
			beside('losslab:batch-formulas', './batch-formulas.js'),
			...(common.plugins ?? []),
		],
		entryPoints: {
			elements: `${here}elements.js`,
			'elements/define': `${here}define.js`,
			'elements/batch': `${here}elements-batch.js`,
			'elements/define-batch': `${here}define-batch.js`,
		},
		splitting: true,
		chunkNames: 'elements/shared-[hash]',
		metafile: true,
		absWorkingDir: dirname(outdir),
		outdir,
	})
	for (const [name, formulas] of Object.entries(typeset))
		await writeFile(`${outdir}/elements/${name}.js`, `export default ${JSON.stringify(formulas)}`)
	return metafile
}

/** The parts of an earlier build. @param {string} outdir */
async function clear(outdir) {
	for (const name of await readdir(outdir)) if (/^part-\w+\.js$/.test(name)) await rm(`${outdir}/${name}`)
}

/** The files that each entry imports from the start. @param {esbuild.Metafile} metafile @returns {Record<string, string[]>} */
function parts({ outputs }) {
	/** @param {string} path @returns {string[]} */
	const imported = (path) =>
		outputs[path].imports
			.filter(({ kind, external }) => kind === 'import-statement' && !external)
			.flatMap(({ path }) => [...imported(path), basename(path)])
	return Object.fromEntries(Object.keys(outputs).map((path) => [basename(path), [...new Set(imported(path))]]))
}

/** A page before anything stands in it. @param {string} name */
const template = async (name) => {
	const { version } = JSON.parse(await readFile(`${here}../../package.json`, 'utf8'))
	return (await readFile(here + name, 'utf8')).replace('Losslab version', `Losslab ${version}`)
}

/** All that a page's script will ask for is asked for at once. @param {string} html @param {Record<string, string[]>} parts */
const preload = (html, parts) =>
	html.replace(/<script type="module" src="([./]*)(\w+\.js)"/, (script, up, entry) => {
		const links = parts[entry]
			.filter((part) => part !== 'arriving.js')
			.map((part) => `<link rel="modulepreload" href="${up}${part}" />`)
		return [`<script type="module" async src="${up}arriving.js"></script>`, ...links, script].join('')
	})

/** @param {string} outdir @param {import('./static.js').Formulas} typeset @param {Record<string, string[]>} parts */
async function writePages(outdir, typeset, parts) {
	const { builderPage, catalogue, frame, gallery, summary, wrap } = await import('./static.js')
	const { batches, frameBatch, wrapBatch } = await import('./static-batch.js')
	const [shell, embed] = await Promise.all(['index.html', 'embed.html'].map(template))
	const plain = shell.replace(GALLERY, '')
	const first = summary(Object.values(catalogue)[0], typeset)
	const write = async (/** @type {string} */ path, /** @type {string} */ text) => {
		await mkdir(`${outdir}/${path}`, { recursive: true })
		await writeFile(`${outdir}/${path}index.html`, preload(text, parts))
	}
	await write(
		'',
		shell.replace('<!--static-->', () => first).replace('<!--gallery-->', () => gallery('')),
	)
	await write(
		'embed/',
		embed.replace('<!--static-->', () => first),
	)
	await write('builder/', builderPage(plain))
	for (const loss of Object.values(catalogue)) {
		await write(`loss/${loss.id}/`, wrap(plain, loss, typeset))
		await write(`embed/${loss.id}/`, frame(embed, loss, 'loss-calculator', summary(loss, typeset)))
	}
	for (const loss of Object.values(batches)) {
		await write(`loss/${loss.id}/`, wrapBatch(plain, loss, typeset))
		await write(`embed/${loss.id}/`, frameBatch(embed, loss, typeset))
	}
}

/** The calculator as one file that opens from a disk: script and style stand in it, and the policy names them by their hashes. @param {string} outdir @param {esbuild.BuildOptions} common @param {string} notices */
async function writeSingle(outdir, common, notices) {
	const built = await esbuild.build({ ...common, entryPoints: [`${here}single.js`], format: 'iife', write: false })
	const script = (built.outputFiles?.[0].text ?? '').replaceAll('</script', '<\\/script')
	const style = await readFile(`${outdir}/page.css`, 'utf8')
	const hash = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
	const shell = await template('index.html')
	const single = shell
		.replace(GALLERY, '')
		.replace(/\s*<a id="embed"[\s\S]*?<\/a>/, '')
		.replace("script-src 'self'", () => `script-src ${hash(script)}`)
		.replace("style-src 'self'", () => `style-src ${hash(style)}`)
		.replace(/<link rel="stylesheet" href="page.css" ?\/?>/, () => `<style>${style}</style>`)
		.replace(/\s*<script type="module" src="page.js"><\/script>/, '')
		.replace('</body>', () => `<script>${script}</script>\n</body>\n<!--\n${notices}-->`)
	await writeFile(`${outdir}/losslab.html`, single)
}

/** What is imported by a name that ends so is a file of its own. @param {string} name @param {string} path @returns {esbuild.Plugin} */
const beside = (name, path) => ({
	name: 'beside',
	setup: (build) => build.onResolve({ filter: new RegExp(`${name}$`) }, () => ({ path, external: true })),
})

/** It runs before the others. */
const apart = beside('/arriving.js', './arriving.js')

/** Too short for files of their own: each page has a copy, and those in frames have none. @type {esbuild.Plugin} */
const copied = {
	name: 'copied',
	setup: (build) =>
		build.onResolve({ filter: /^\.\/(address|paper)\.js$/ }, ({ path, importer }) => ({
			path: here + basename(path),
			suffix: `?${basename(importer)}`,
		})),
}

/** Files that are fetched later, and what they come after. @type {[RegExp, string, string][]} */
const AFTER = [
	[/\/web\/(page\/(below|batched|more|presets)|elements\/import)\.js$/, 'names', 'first.js'],
	[/\/web\/page\/batch-below\.js$/, 'defineBatch', 'batched.js'],
]

/** What is fetched later reaches all of what was before, so that esbuild puts that into one file and not into many. @type {esbuild.Plugin} */
const shared = {
	name: 'shared',
	setup(build) {
		for (const [filter, name, before] of AFTER)
			build.onLoad({ filter }, async ({ path }) => ({
				contents: `${await readFile(path, 'utf8')}\nexport { ${name} as before } from ${JSON.stringify(here + before)}`,
			}))
	},
}

/** Style sheets within modules, minified like the others. @type {esbuild.Plugin} */
const styles = {
	name: 'styles',
	setup: (build) =>
		build.onLoad({ filter: /\/web\/(elements|page)\/styles\/.*\.js$/ }, async ({ path }) => {
			const sheets = Object.entries(await import(path)).map(async ([name, css]) => {
				const { code } = await esbuild.transform(css, { loader: 'css', minify: true })
				return `export const ${name} = ${JSON.stringify(code)}`
			})
			return { contents: (await Promise.all(sheets)).join('\n') }
		}),
}

/** What of d3-array nobody imports is left out: the calls at its top level have no effects, as its package.json says. @type {esbuild.Plugin} */
const shaken = {
	name: 'shaken',
	setup: (build) =>
		build.onLoad({ filter: /\/d3-array\.mjs$/ }, async ({ path }) => ({
			contents: (await readFile(path, 'utf8')).replaceAll(
				/^((?:const|var) \w+ = )(\w+[(.].*);$/gm,
				'$1/* @__PURE__ */ (() => $2)();',
			),
		})),
}

/** What pages never ask of the library: streams, for they compute all of their data in one call, and losses by any name, which their search finds. @type {esbuild.Plugin} */
const spared = {
	name: 'spared',
	setup(build) {
		build.onLoad({ filter: /\/web\/lib\/stream\.js$/ }, () => ({ contents: 'export const createStream = undefined' }))
		build.onLoad({ filter: /\/web\/lib\/find\.js$/ }, () => ({
			contents: 'export const withFind = (losses) => losses',
		}))
	},
}

/** The formula of the first view. @param {import('./static.js').Formulas} typeset */
const firstOf = (typeset) => Object.fromEntries(Object.entries(typeset).slice(0, 1))

/** What the list of examples shows. @param {typeof import('./presets.js').groups} groups */
const titles = (groups) =>
	groups.map(({ tutorial, title, presets }) => {
		return { tutorial, title, presets: presets.map(({ id, title }) => ({ id, title })) }
	})

/** The library, and what is made from the descriptions and the examples. @param {Record<string, string>} library where its entries are to be had @param {Record<string, object>} made by name, imported as `losslab:name` @returns {esbuild.Plugin} */
const sources = (library, made) => ({
	name: 'losslab',
	setup(build) {
		build.onResolve({ filter: /^losslab(\/batch)?$/ }, ({ path, ...from }) =>
			library[path].includes(':') ? build.resolve(library[path], from) : { path: library[path] },
		)
		build.onResolve({ filter: /^losslab:/ }, ({ path }) => ({ path: path.split(':')[1], namespace: 'made' }))
		build.onLoad({ filter: /./, namespace: 'made' }, ({ path }) => {
			return { contents: JSON.stringify(made[path]), loader: 'json' }
		})
	},
})
