// The builder's texts in the hosts' own programs: pandoc for Quarto, anywidget for Jupyter, mystmd and the renderer of its theme, MDX and React for
// Docusaurus, Observable’s kit and runtime, reveal.js, TinyMCE for Moodle's editor, and the cleaner that Canvas uses. Run by `npm run test:hosts`.
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import * as esbuild from 'esbuild'
import * as assert from 'uvu/assert'
import { hosts } from '../web/page/snippets.js'
import { canTest, settled, start } from './browser/driver.js'
import { choicesAt } from './help/choices.js'
import { suite } from './help/uvu.js'

const modules = new URL('../node_modules/.hosts/', import.meta.url).pathname
const { resolve } = createRequire(`${modules}package.json`)
/** A file of a package. @param {string} path */
const packed = (path) => readFileSync(`${modules}node_modules/${path}`, 'utf8')

if (canTest()) {
	const test = suite('places')
	const files = /** @type {Record<string, string>} */ ({})
	const driver = await start({ files })
	const place = mkdtempSync(join(tmpdir(), 'losslab-places-'))
	/** One of every state and every kind. */
	const choices = choicesAt(driver.origin).filter((_, i) => [1, 3, 8, 9, 12].includes(i))

	test.after(async () => {
		await driver.close()
		rmSync(place, { recursive: true })
	})

	/** A script for a browser, of packages. @param {string} contents */
	async function bundle(contents) {
		const { outputFiles } = await esbuild.build({
			stdin: { contents, resolveDir: modules, loader: 'jsx' },
			bundle: true,
			format: 'esm',
			jsx: 'automatic',
			define: { 'process.env.NODE_ENV': '"production"' },
			loader: { '.css': 'empty' },
			logLevel: 'silent',
			write: false,
		})
		return outputFiles[0].text
	}

	/** The value that an element shows, once it is there, in whatever shadow. @param {import('puppeteer-core').Page} page @param {string} element @param {number | null} wanted */
	const gives = (page, element, wanted) =>
		page.waitForFunction(
			(element, wanted) => {
				const search = (/** @type {ParentNode} */ root) => {
					for (const node of root.querySelectorAll('*')) {
						if (node.localName === element) return node
						const found = /** @type {any} */ (node.shadowRoot && search(node.shadowRoot))
						if (found) return found
					}
				}
				const found = search(document)
				return found?.result && Object.is(found.result.value, wanted)
			},
			{ timeout: 10_000 },
			element,
			wanted,
		)

	test('Quarto: pandoc keeps the block for HTML and reveal.js, and leaves it out of a PDF', async () => {
		for (const choice of choices) {
			const write = (/** @type {string[]} */ flags) =>
				execFileSync('pandoc', ['-f', 'markdown', ...flags], { input: `Before\n\n${hosts.quarto(choice)}\n\nAfter` })
			assert.match(String(write(['-t', 'revealjs'])), hosts.elements(choice))
			assert.not.match(String(write(['-t', 'latex'])), 'loss-')
			const page = await driver.open({ html: String(write(['-t', 'html'])) })
			await gives(page, choice.element, choice.value)
			await page.close()
		}
	})

	test('Jupyter: anywidget’s own model holds the value, tells the kernel what a reader changes, and follows it', async () => {
		files['/jupyter.js'] = await bundle(`import * as base from '@jupyter-widgets/base'
			window.define = (_, make) => Object.assign(window, make(base))
			await import('anywidget')
			window.isThere = true`)
		const [choice] = choices
		const fields = Object.fromEntries(
			[...hosts.jupyter(choice).matchAll(/^ {4}(\w+) = (?:traitlets\.Unicode\()?(".*?")\)?(?:\.tag.*)?$/gm)].map(
				([, name, text]) => [name, JSON.parse(text)],
			),
		)
		const page = await driver.open({
			html: `<main></main><script>import('${driver.origin}/jupyter.js')</script>`,
		})
		await page.waitForFunction(() => 'isThere' in window)
		await page.evaluate(async (fields) => {
			const { AnyModel, AnyView } = /** @type {any} */ (window)
			const told = /** @type {any[]} */ ([])
			const comm = {
				comm_id: '1',
				on_msg() {},
				on_close() {},
				// a kernel says that it is idle again: before that nothing more is sent
				send(/** @type {any} */ { state }, /** @type {any} */ { iopub }) {
					told.push({ ...state })
					queueMicrotask(() => iopub.status({ content: { execution_state: 'idle' } }))
					return '2'
				},
			}
			const widget_manager = { callbacks: () => ({}), get_model: () => undefined }
			const model = new AnyModel({ ...fields, _anywidget_id: 'Loss' }, { model_id: '1', comm, widget_manager })
			const view = new AnyView({ model, options: {} })
			document.querySelector('main')?.append(view.el)
			await view.render()
			Object.assign(window, { model, view, told })
		}, fields)
		await gives(page, choice.element, choice.value)
		const told = (/** @type {any} */ wanted) =>
			page.waitForFunction((value) => /** @type {any} */ (window).told.some((/** @type {any} */ state) => state.value === value), {}, wanted) // prettier-ignore
		await told(choice.value)
		await page.$eval(choice.element, (element) => {
			const { store } = /** @type {any} */ (element)
			store.edit('p', 0, 0, '3')
			store.commit()
		})
		const { value, link } = await page.$eval(choice.element, (element) => {
			const { result, link } = /** @type {any} */ (element)
			return { value: result.value, link }
		})
		assert.is.not(value, choice.value)
		await told(value)
		assert.is(await page.evaluate(() => /** @type {any} */ (window).model.get('state')), link)
		await page.evaluate((state) => /** @type {any} */ (window).model.set_state({ state }), fields.state)
		await gives(page, choice.element, choice.value)
		await page.evaluate(() => /** @type {any} */ (window).view.remove())
		assert.is(await page.$(choice.element), null)
		await page.close()
	})

	test('MyST: mystmd reads the directive and takes the module along, its theme renders it', async () => {
		const chosen = choices.filter(({ element }) => element !== 'loss-value')
		writeFileSync(join(place, 'index.md'), `# Losses\n\n${chosen.map(hosts.myst).join('\n\n')}`)
		writeFileSync(join(place, 'myst.yml'), 'version: 1\nproject:\n  title: Losses\nsite:\n  title: Losses\n')
		// the look of the site is to be had from the network alone; what it shows is made before
		await promisify(execFile)('node', [resolve('mystmd/dist/myst.cjs'), 'build', '--site'], { cwd: place }).catch(
			() => {},
		)
		const { mdast } = JSON.parse(readFileSync(join(place, '_build/site/content/index.json'), 'utf8'))
		const nodes = mdast.children.flatMap((/** @type {any} */ { children }) => children).filter((/** @type {any} */ { type }) => type === 'anywidget') // prettier-ignore
		assert.is(nodes.length, chosen.length)
		for (const name of readdirSync(join(place, '_build/site/public')).filter((name) => name.endsWith('.mjs')))
			files[`/${name.replace('mjs', 'js')}`] = readFileSync(join(place, '_build/site/public', name), 'utf8')
		files['/myst.js'] = await bundle(`import { createRoot } from 'react-dom/client'
			import { AnyWidgetRenderer } from './node_modules/@myst-theme/anywidget/dist/renderers.js'
			createRoot(document.querySelector('main')).render(<AnyWidgetRenderer node={window.node} />)`)
		for (const [i, choice] of chosen.entries()) {
			const node = { ...nodes[i], esm: `${driver.origin}${nodes[i].esm.replace('mjs', 'js')}` }
			const html = `<main></main><script>window.node = ${JSON.stringify(node)}</script><script type="module" src="${driver.origin}/myst.js"></script>`
			const page = await driver.open({ html })
			await gives(page, choice.element, choice.value)
			assert.not.match(await page.$eval('main', (node) => node.innerText), 'Failed')
			await page.close()
		}
	})

	test('Docusaurus: MDX compiles the tag, and React passes on its attributes', async () => {
		const { compile } = await import(pathToFileURL(resolve('@mdx-js/mdx')).href)
		for (const choice of choices) {
			const text = String(await compile(hosts.mdx(choice)))
			files['/mdx.js'] = await bundle(`${text.replace('export default function', 'function')}
				import { createRoot } from 'react-dom/client'
				createRoot(document.querySelector('main')).render(<MDXContent />)`)
			const [, src] = /src: '([^']+)'/.exec(hosts.mdx(choice)) ?? []
			for (const [first, second] of [
				[src, `${driver.origin}/mdx.js`],
				[`${driver.origin}/mdx.js`, src],
			]) {
				const scripts = [first, second].map((one) => `<script type="module" src="${one}"></script>`).join('')
				const page = await driver.open({ html: `<main></main>${scripts}` })
				await gives(page, choice.element, choice.value)
				const look = await page.$eval(choice.element, (node) => ({
					lang: node.getAttribute('lang') ?? '',
					readonly: node.hasAttribute('readonly'),
					scheme: /** @type {HTMLElement} */ (node).style.colorScheme || 'system',
				}))
				assert.equal(look, { lang: choice.language, readonly: choice.readonly, scheme: choice.theme })
				await page.close()
			}
		}
	})

	test('Observable: its kit compiles the cell, and its runtime displays the element', async () => {
		const { transpile } = await import(pathToFileURL(`${modules}node_modules/@observablehq/notebook-kit/dist/src/index.js`).href) // prettier-ignore
		// all but the library of recommended packages, which are to be had from the network alone
		files['/observable.js'] = await bundle(`export { Runtime } from '@observablehq/runtime'
			export { define } from './node_modules/@observablehq/notebook-kit/dist/src/runtime/define.js'
			export { html } from 'htl'`)
		for (const choice of choices) {
			const [, cell] = /^```js\n([^]*)\n```$/.exec(hosts.observable(choice)) ?? []
			const { body, ...parts } = transpile(cell, 'js')
			const page = await driver.open({
				html: `<main></main><script type="module">
					import { Runtime, define, html } from '${driver.origin}/observable.js'
					const state = { root: document.querySelector('main'), expanded: [], variables: [] }
					const cell = { id: 1, ...${JSON.stringify(parts)}, body: ${body} }
					define(new Runtime({ html: () => html }).module(), state, cell)
				</script>`,
			})
			await gives(page, choice.element, choice.value)
			await page.close()
		}
	})

	test('reveal.js: arrow keys move the point while it has the focus, and the slides otherwise', async () => {
		for (const name of ['reveal.js', 'reveal.css']) files[`/reveal/${name}`] = packed(`reveal.js/dist/${name}`)
		const choice = /** @type {typeof choices[0]} */ (choices.find(({ element, readonly }) => element === 'loss-curve' && !readonly)) // prettier-ignore
		const page = await driver.open({
			html: `<link rel="stylesheet" href="${driver.origin}/reveal/reveal.css"><script src="${driver.origin}/reveal/reveal.js"></script>
				<div class="reveal"><div class="slides"><section>One</section>${hosts.reveal(choice)}<section>Three</section></div></div>
				<script>ready = Reveal.initialize({ hash: false })</script>`,
		})
		await page.evaluate(() => /** @type {any} */ (window).ready)
		const slide = () => page.evaluate(() => /** @type {any} */ (window).Reveal.getIndices().h)
		await page.keyboard.press('ArrowRight')
		assert.is(await slide(), 1)
		await gives(page, choice.element, choice.value)
		await page.$eval('>>> .handle', (node) => /** @type {any} */ (node).focus())
		const value = () => page.$eval('loss-curve', (node) => /** @type {any} */ (node).result.value)
		await page.keyboard.press('ArrowRight')
		await settled(page)
		assert.is(await slide(), 1)
		assert.is.not(await value(), choice.value)
		await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur())
		await page.keyboard.press('ArrowRight')
		assert.is(await slide(), 2)
		await page.close()
	})

	test('Moodle: TinyMCE keeps the frame, and the link for where it is taken out', async () => {
		for (const path of [
			'tinymce.min.js',
			'themes/silver/theme.min.js',
			'models/dom/model.min.js',
			'icons/default/icons.min.js',
		])
			files[`/tinymce/${path}`] = packed(`tinymce/${path}`)
		for (const choice of choices) {
			const page = await driver.open({
				html: `<textarea></textarea><script src="${driver.origin}/tinymce/tinymce.min.js"></script>`,
			})
			const text = await page.evaluate(async (content) => {
				const { tinymce } = /** @type {any} */ (window)
				const [editor] = await tinymce.init({ selector: 'textarea', license_key: 'gpl', skin: false, content_css: false, content_style: 'p {}' }) // prettier-ignore
				editor.setContent(content)
				return editor.getContent()
			}, hosts.moodle(choice))
			const kept = await page.evaluate((text) => {
				const { body } = new DOMParser().parseFromString(text, 'text/html')
				const frame = /** @type {HTMLIFrameElement} */ (body.querySelector('iframe'))
				return { src: frame?.src, title: frame?.title, link: body.querySelector('a')?.href ?? '' }
			}, text)
			assert.match(hosts.moodle(choice), kept.src.replaceAll('&', '&amp;'))
			assert.is(kept.title, choice.title)
			// what the editor shows is in a sandbox without scripts, where the frame shows its result as it is
			for (const fault of driver.faults.splice(0)) assert.match(fault, 'sandboxed')
			assert.match(hosts.moodle(choice), `<a href="${kept.link.replaceAll('&', '&amp;')}"`)
			await page.close()
		}
	})

	test('Canvas: the frame stays, with its size and its title, and without a border', () => {
		const input = JSON.stringify([...choices.map(hosts.canvas), hosts.elements(choices[0])])
		const kept = JSON.parse(String(execFileSync('ruby', [new URL('hosts/canvas.rb', import.meta.url).pathname], { input }))) // prettier-ignore
		const attributes = (/** @type {string} */ text) =>
			Object.fromEntries([...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
		for (const [i, choice] of choices.entries()) {
			const { src, title, width, height, frameborder } = attributes(hosts.canvas(choice))
			assert.equal(attributes(kept[i]), { src, title, width, height, frameborder, allowfullscreen: '' })
		}
		assert.not.match(kept.at(-1), '<')
	})

	test('no error', () => assert.equal(driver.faults, []))

	test.run()
}
