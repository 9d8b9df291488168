/** Builds the page from web/page and the built library: run after the library is in dist/lib. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as esbuild from 'esbuild'
import { formulas } from './formulas.js'

const here = fileURLToPath(new URL('.', import.meta.url))

/** @param {{library: string, outdir: string}} where the built library's entry, and the directory to fill */
export async function buildPage({ library, outdir }) {
	const { losses } = await import(pathToFileURL(resolve(library)).href)
	const typeset = formulas(Object.values(losses))
	await mkdir(outdir, { recursive: true })
	/** @type {esbuild.BuildOptions} */
	const common = {
		bundle: true,
		minify: true,
		format: 'esm',
		target: 'es2022',
		legalComments: 'none',
		plugins: [sources(resolve(library), typeset)],
	}
	await esbuild.build({
		...common,
		entryPoints: { page: `${here}page.js`, loss: `${here}loss.js`, elements: `${here}../elements/define.js` },
		outdir,
	})
	await esbuild.build({ entryPoints: [`${here}page.css`], bundle: true, minify: true, outfile: `${outdir}/page.css` })
	const shell = await readFile(`${here}index.html`, 'utf8')
	const { catalogue, gallery, summary, wrap } = await import('./static.js')
	const all = gallery('')
	const plain = shell.replace(/\s*<section class="all".*<\/section>/, '')
	await writeFile(
		`${outdir}/index.html`,
		shell
			.replace('<!--static-->', () => summary(Object.values(catalogue)[0], typeset))
			.replace('<!--gallery-->', () => all),
	)
	for (const loss of Object.values(catalogue)) {
		await mkdir(`${outdir}/loss/${loss.id}`, { recursive: true })
		await writeFile(`${outdir}/loss/${loss.id}/index.html`, wrap(plain, loss, typeset))
	}
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
