// Every engine computes the same bits: one hash over all losses, in shells, browsers and compiler tiers. Run by
// `npm run test:engines`, which installs what is missing. In continuous integration a missing engine is a failure.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import * as assert from 'uvu/assert'
import { serve } from './browser/server.js'
import { browsers } from './engines/browsers.js'
import { shells } from './engines/shells.js'
import { catalogue, sampled } from './help/catalogue.js'
import { hashes } from './help/hash.js'
import { suite } from './help/uvu.js'

const place = mkdtempSync(join(tmpdir(), 'losslab-engines-'))
const server = await serve()
const want = hashes(catalogue)
const test = suite('engines')
test.after(() => {
	server.close()
	rmSync(place, { recursive: true })
})

/** The library and the hash as one script. @param {import('esbuild').Format} format @param {string} end */
async function script(format, end) {
	const { outputFiles } = await esbuild.build({
		stdin: {
			contents: `import { catalogue } from './help/catalogue.js'
				import { hashes } from './help/hash.js'
				${end}`,
			resolveDir: new URL('.', import.meta.url).pathname,
		},
		bundle: true,
		write: false,
		format,
		globalName: 'made',
	})
	return outputFiles[0].text
}

/** A test, unless the engine is missing. @param {{ missing?: string }} engine @param {string} title @param {() => Promise<void>} run */
function on({ missing }, title, run) {
	if (missing && !process.env.CI) {
		console.error(`engines: ${title}: skipped, ${missing}`)
		test.skip(title)
	} else
		test(title, async () => {
			assert.is(missing, undefined)
			await run()
		})
}

const file = join(place, 'hash.mjs')
writeFileSync(file, await script('esm', 'console.log(JSON.stringify(hashes(catalogue)))'))
const expression = `(() => { ${await script('iife', 'export const result = hashes(catalogue)')}; return made.result })()`

for (const shell of shells)
	on(shell, `${shell.name}: the same bits`, async () => {
		console.error(`${shell.name}: ${await shell.version()}`)
		assert.equal(JSON.parse(await shell.run(file)), want)
	})

for (const browser of browsers) {
	/** @type {import('./engines/browsers.js').Tab} */
	let tab
	test.after(() => tab?.close())
	on(browser, `${browser.name}: the same bits, under the page's policy`, async () => {
		tab = await browser.start()
		console.error(`${browser.name}: ${tab.version}`)
		await tab.open(`${server.origin}/`)
		assert.equal(await tab.evaluate(expression), want)
	})
	on(browser, `${browser.name}: the page computes every loss`, async () => {
		const shown = await tab.evaluate(`(async () => {
			await customElements.whenDefined('loss-calculator')
			const calculator = document.querySelector('loss-calculator')
			const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
			const shown = {}
			for (const id of ${JSON.stringify(sampled.map(({ id }) => id))}) {
				calculator.store.load({ loss: id })
				await frames()
				const result = calculator.shadowRoot.querySelector('loss-result')
				shown[id] = Number(result.shadowRoot.querySelector('output data')?.getAttribute('value') ?? NaN)
			}
			return shown
		})()`)
		for (const [id, value] of Object.entries(shown)) assert.ok(Number.isFinite(value), `${id}: ${value}`)
	})
}

test.run()
