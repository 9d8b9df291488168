/** Builds the page from web/page and the built library: run after the library is in dist/lib. */

import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as esbuild from 'esbuild'
import { formulas } from './formulas.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const GALLERY = /\s*<section class="all"[\s\S]*?<\/section>/

/** @param {{library: string, outdir: string}} where the built library's entry, and the directory to fill */
export async function buildPage({ library, outdir }) {
	const { losses } = await import(pathToFileURL(resolve(library)).href)
	const typeset = formulas(Object.values(losses))
	await mkdir(outdir, { recursive: true })
	for (const name of await readdir(outdir)) if (/-[0-9A-Z]{8}\.js$/.test(name)) await rm(`${outdir}/${name}`)
	/** @type {esbuild.BuildOptions} */
	const common = {
		bundle: true,
		minify: true,
		format: 'esm',
		target: 'es2022',
		legalComments: 'none',
		charset: 'utf8',
		plugins: [sources(resolve(library), typeset)],
	}
	const pages = { page: `${here}page.js`, loss: `${here}loss.js`, embed: `${here}embed.js` }
	await esbuild.build({ ...common, entryPoints: pages, splitting: true, chunkNames: '[name]-[hash]', outdir })
	const alone = { elements: `${here}elements.js`, afm: `${here}afm.js` }
	await esbuild.build({ ...common, entryPoints: alone, outdir })
	await esbuild.build({ entryPoints: [`${here}page.css`], bundle: true, minify: true, outfile: `${outdir}/page.css` })
	await writePages(outdir, typeset)
	await writeSingle(outdir, common)
}

/** @param {string} outdir @param {import('./static.js').Formulas} typeset */
async function writePages(outdir, typeset) {
	const { catalogue, gallery, summary, wrap } = await import('./static.js')
	const [shell, embed] = await Promise.all(['index.html', 'embed.html'].map((name) => readFile(here + name, 'utf8')))
	const plain = shell.replace(GALLERY, '')
	const first = summary(Object.values(catalogue)[0], typeset)
	const write = async (/** @type {string} */ path, /** @type {string} */ text) => {
		await mkdir(`${outdir}/${path}`, { recursive: true })
		await writeFile(`${outdir}/${path}index.html`, text)
	}
	await write(
		'',
		shell.replace('<!--static-->', () => first).replace('<!--gallery-->', () => gallery('')),
	)
	await write(
		'embed/',
		embed.replace('<!--static-->', () => first),
	)
	for (const loss of Object.values(catalogue)) await write(`loss/${loss.id}/`, wrap(plain, loss, typeset))
}

/** The calculator as one file that opens from a disk: script and style stand in it, and the policy names them by their hashes. @param {string} outdir @param {esbuild.BuildOptions} common */
async function writeSingle(outdir, common) {
	const built = await esbuild.build({ ...common, entryPoints: [`${here}page.js`], format: 'iife', write: false })
	const script = (built.outputFiles?.[0].text ?? '').replaceAll('</script', '<\\/script')
	const style = await readFile(`${outdir}/page.css`, 'utf8')
	const hash = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
	const shell = await readFile(`${here}index.html`, 'utf8')
	const single = shell
		.replace(GALLERY, '')
		.replace("script-src 'self'", () => `script-src ${hash(script)}`)
		.replace("style-src 'self'", () => `style-src ${hash(style)}`)
		.replace(/<link rel="stylesheet" href="page.css" ?\/?>/, () => `<style>${style}</style>`)
		.replace(/\s*<script type="module" src="page.js"><\/script>/, '')
		.replace('</body>', () => `<script>${script}</script>\n</body>`)
	await writeFile(`${outdir}/losslab.html`, single)
}

/** The library as built, and what is made from the descriptions. @param {string} library @param {object} typeset @returns {esbuild.Plugin} */
function sources(library, typeset) {
	return {
		name: 'losslab',
		setup(build) {
			build.onResolve({ filter: /^losslab$/ }, () => ({ path: library }))
			build.onResolve({ filter: /^losslab:formulas$/ }, () => ({ path: 'formulas', namespace: 'made' }))
			build.onLoad({ filter: /.*/, namespace: 'made' }, () => ({ contents: JSON.stringify(typeset), loader: 'json' }))
		},
	}
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const [library = 'dist/lib/index.js', outdir = 'dist'] = process.argv.slice(2)
	await buildPage({ library, outdir })
}
