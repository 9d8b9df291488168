/** How the page comes: its weight, its requests, what it does where a part or a type is missing, one module for all. */

import { brotliCompressSync } from 'node:zlib'
import * as assert from 'uvu/assert'
import { batched, sampled, catalogue as losses } from './help/catalogue.js'
import { canTest, click, inChromium, isChromium, settled, show, start, value } from './browser/driver.js'
import { POLICY } from './browser/server.js'
import { suite } from './help/uvu.js'

const test = suite('loading')

/** Counts the modules that are compiled, and the listeners that are left behind. */
const COUNTING = `window.made = { compiled: 0, instances: 0 }
	for (const [name, kind] of [['Module', 'compiled'], ['Instance', 'instances']]) {
		const Bare = WebAssembly[name]
		WebAssembly[name] = class extends Bare { constructor(...given) { super(...given); made[kind]++ } }
	}
	window.listeners = 0
	for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]])
		for (const kind of [Window, Document, MediaQueryList]) {
			const bare = kind.prototype[name]
			kind.prototype[name] = function (...given) { listeners += step; return bare.apply(this, given) }
		}`
const NAMES = [
	...['calculator', 'curve', 'table', 'derivation', 'compare', 'curves', 'bars', 'controls', 'result', 'value'],
	...['picker', 'scope', 'sweep', 'conventions', 'counting', 'code'],
].map((name) => `loss-${name}`)
const BATCHES = ['loss-batch', 'loss-batch-derivation']
/** A message's key, seen where its words have not arrived. */
const KEY = /^(compare|sweep|counting|conventions|derivation)\./m
const HOST = (/** @type {string} */ body) => `<!doctype html>
	<html lang=en><title>Host</title><link rel=icon href=data:,><script src=/count.js></script>
	<script type=module src=/elements.js></script>${body}`

const BOTH = '<loss-value loss=huber y=1,2 pred=2,5></loss-value><loss-batch loss=supCon hide=derivation></loss-batch>'

if (canTest()) {
	const twenty = Array.from({ length: 20 }, (_, i) => `<${NAMES[i % 10]} loss=huber y=1,2 pred=2,5></${NAMES[i % 10]}>`)
	const files = {
		'/count.js': COUNTING,
		'/twenty.html': HOST(twenty.join('')),
		'/both.html': HOST(`<script type=module src=/elements/batch.js></script>${BOTH.repeat(4)}`),
		'/empty.html': HOST('<script type=module src=/elements/batch.js></script><main></main>'),
		'/alone.html': HOST('<loss-derivation loss=huber y=1,2 pred=2,5></loss-derivation>'),
	}
	const driver = await start({ files })

	test.after(() => driver.close())

	/** The page of a loss of batches needs a second module. */
	const VIEWS = { '': 120, 'loss/huber/': 120, 'embed/': 120, 'loss/tripletMargin/': 160 }
	for (const [path, most] of Object.entries(VIEWS))
		test(`the first view of /${path}: at most ${most} KB, in at most 8 requests, each once`, async () => {
			const visit = await start({ isCached: true })
			await visit.open({ path })
			await visit.close()
			const asked = visit.sent.map((file) => file.path)
			assert.equal(asked, [...new Set(asked)])
			assert.ok(asked.length <= 8, asked.join(' '))
			assert.ok(asked.includes('/lib/losslab.wasm'))
			const sizes = visit.sent.map(({ body }) => brotliCompressSync(body).length / 1024)
			const size = sizes.reduce((a, b) => a + b)
			console.error(`loading: /${path} is ${size.toFixed(1)} KB in ${asked.length} requests`)
			assert.ok(
				size <= most,
				`${size.toFixed(1)} KB: ${asked.map((path, i) => `${path} ${sizes[i].toFixed(1)}`).join(', ')}`,
			)
			assert.equal(visit.faults, [])
		})

	test('what is not on the first view comes when it is needed', async () => {
		const page = await driver.open({ height: 600 })
		const first = driver.sent.length
		assert.is(await page.$('>>> loss-derivation >>> ol'), null)
		await click(page, '#tab-compare')
		assert.ok(await page.$('>>> loss-compare >>> table'))
		const headings = (/** @type {string} */ name) =>
			page.$$eval(`>>> ${name} >>> :is(h2, h3, th, caption)`, (all) => all.map((one) => one.textContent ?? ''))
		for (const name of ['loss-compare', 'loss-sweep', 'loss-conventions', 'loss-counting'])
			assert.not.match((await headings(name)).join('\n'), KEY)
		const compared = driver.sent.length
		assert.ok(compared > first)
		await click(page, '#tab-values')
		await show(page, 'loss-derivation')
		assert.ok(await page.$('>>> loss-derivation >>> ol'))
		assert.not.match((await headings('loss-derivation')).join('\n'), KEY)
		assert.ok(driver.sent.length > compared)
		await show(page, '.all')
		assert.ok(await page.$('.gallery svg path'))
		await page.close()
	})

	/** The first loss of each family, of samples and of batches. */
	const firsts = [sampled, batched].flatMap((list) =>
		[...new Set(list.map(({ family }) => family))].map((name) => list.find(({ family }) => family === name)),
	)

	for (const [width, height] of [
		[1280, 900],
		[390, 844],
	])
		inChromium(test, `nothing in sight moves as a page loads, ${width} wide`, async () => {
			const page = await driver.open({ width: 700 })
			await page.setViewport({ width, height })
			for (const path of ['', 'builder/', 'embed/', ...firsts.map((loss) => `loss/${loss.id}/`)]) {
				const release = driver.hold()
				const url = `${driver.origin}/${path}?lang=en`
				const loaded = page.goto(url)
				await page.waitForFunction(
					(url) => location.href === url && performance.getEntriesByType('paint').length > 0,
					{},
					url,
				)
				release()
				await loaded
				await settled(page)
				const moved = await page.evaluate(async () => {
					let sum = 0
					const observer = new PerformanceObserver((list) => {
						for (const entry of list.getEntries()) sum += /** @type {any} */ (entry).value ?? 0
					})
					observer.observe({ type: 'layout-shift', buffered: true })
					for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
					return sum
				})
				assert.ok(moved < 0.05, `/${path}: ${moved}`)
			}
			await page.close()
		})

	test('a part that does not arrive is said, and is asked for again', async () => {
		const page = await driver.open()
		const faults = driver.faults.length
		driver.lose(/part-/)
		await click(page, '[data-preset=t1-hinge]')
		assert.ok(await page.$('#failed:not([hidden])'))
		assert.is(await value(page), 0.375)
		driver.lose(/^$/)
		await page.close()
		driver.faults.length = faults
	})

	test('a server that does not know WebAssembly is no obstacle', async () => {
		driver.untyped(true)
		const page = await driver.open()
		assert.is(await value(page), 0.375)
		driver.untyped(false)
		await page.close()
	})

	test('twenty elements share one module', async () => {
		const page = await driver.open({ path: 'twenty.html' })
		assert.equal(await page.evaluate(() => /** @type {any} */ (window).made), { compiled: 1, instances: 1 })
		assert.is((await page.$$('>>> loss-value >>> data')).length, 2)
		await page.close()
	})

	test('elements of samples and of batches share the module of the one, and have the other once', async () => {
		const page = await driver.open({ path: 'both.html' })
		await page.waitForFunction(() => [...document.querySelectorAll('loss-batch')].every((one) => one.shadowRoot?.querySelector('output'))) // prettier-ignore
		assert.equal(await page.evaluate(() => /** @type {any} */ (window).made), { compiled: 2, instances: 2 })
		assert.is((await page.$$('>>> loss-value >>> data')).length, 4)
		await page.close()
	})

	test('formulas come beside elements, which show the expression without them', async () => {
		const page = await driver.open({ path: 'alone.html' })
		assert.ok(driver.sent.some(({ path }) => path === '/elements/formulas.js'))
		await page.waitForFunction(() =>
			document.querySelector('loss-derivation')?.shadowRoot?.querySelector('li math mfrac'),
		)
		await page.close()
		const faults = driver.faults.length
		driver.lose(/formulas/)
		const bare = await driver.open({ path: 'alone.html' })
		assert.match(await bare.$eval('>>> loss-derivation >>> code', (node) => node.textContent ?? ''), 'abs(r) <= delta')
		driver.lose(/^$/)
		driver.faults.length = faults
		await bare.close()
	})

	test('elements that come and go a thousand times leave nothing behind', async () => {
		const page = await driver.open({ path: 'empty.html' })
		await page.waitForFunction(() => customElements.get('loss-batch'))
		const round = (/** @type {number} */ count) =>
			page.evaluate(
				async (names, count) => {
					const main = /** @type {Element} */ (document.querySelector('main'))
					const refs = /** @type {WeakRef<any>[]} */ ([])
					for (let i = 0; i < count; i++) {
						const element = document.createElement(names[i % names.length])
						if (i % 3 === 0) element.setAttribute('group', `g${i}`)
						main.append(element)
						refs.push(new WeakRef(element), new WeakRef(/** @type {any} */ (element).store))
						if (i % 25 === 0) await new Promise((resolve) => requestAnimationFrame(resolve))
						element.remove()
					}
					await new Promise((resolve) => setTimeout(resolve, 200))
					const { gc, listeners } = /** @type {any} */ (window)
					gc?.()
					await new Promise((resolve) => setTimeout(resolve, 50))
					gc?.()
					return { listeners, alive: gc ? refs.filter((ref) => ref.deref()).length : 0 }
				},
				[...NAMES, ...BATCHES],
				count,
			)
		const before = await round(100)
		const after = await round(1000)
		assert.is(after.listeners, before.listeners)
		assert.ok(after.alive <= 20, `${after.alive} elements and states are alive`)
		if (isChromium) {
			const heap = async () => (await page.metrics()).JSHeapUsedSize ?? 0
			const start = await heap()
			await round(1000)
			assert.ok((await heap()) - start < 1e6, 'a megabyte is lost')
		}
		await page.close()
	})

	inChromium(test, 'without a script the page still says something', async () => {
		const page = await driver.open({ hasScript: false })
		assert.match(await page.$eval('.static', (node) => node.textContent ?? ''), '0.375')
		assert.is((await page.$$('.gallery a')).length, Object.keys(losses).length)
		const shown = await page.$$eval('.switches > *', (all) =>
			all.filter((node) => node.checkVisibility()).map(({ id }) => id),
		)
		assert.equal(shown, ['embed'])
		await page.close()
		const builder = await driver.open({ path: 'builder/', hasScript: false })
		assert.match(await builder.$eval('loss-builder', (node) => node.textContent ?? ''), '<iframe src="…/embed/')
		await builder.close()
	})

	/** What a frame of another site shows, and what the browser says against it. @param {string} sandbox */
	async function framed(sandbox) {
		const source = `${driver.origin}/embed/index.html#v1&loss=hinge&y=1,1&p=0.5,2`
		const [faults, violations] = [driver.faults.length, driver.violations.length]
		const page = await driver.open({
			html: `<iframe sandbox="${sandbox}" src="${source}" width=600 height=500></iframe>`,
		})
		const frame = await (await page.$('iframe'))?.contentFrame()
		assert.ok(frame)
		const shown = async () => ({
			value: await frame.evaluate(
				() => /** @type {any} */ (document.querySelector('loss-calculator'))?.result?.value ?? null,
			),
			text: await frame.evaluate(() => document.body.innerText),
		})
		return {
			shown,
			/** @param {number} value waits for it */
			shows: (value) =>
				frame.waitForFunction(
					(value) => /** @type {any} */ (document.querySelector('loss-calculator'))?.result?.value === value,
					{},
					value,
				),
			async close() {
				await page.close()
				return [...driver.faults.splice(faults), ...driver.violations.splice(violations)]
			},
		}
	}

	test('a frame without scripts shows a result', async () => {
		const frame = await framed('')
		const { value, text } = await frame.shown()
		assert.is(value, null)
		assert.match(text, 'Mean of 4 samples: 0.375')
		for (const complaint of await frame.close()) assert.match(complaint, /sandboxed|csp-violation/)
	})

	test('a sandboxed frame with scripts computes', async () => {
		// WebKit lets 'self' match nothing there: where a server says so, the result without a script is shown
		if (driver.name === 'webkit') {
			const frame = await framed('allow-scripts')
			assert.match((await frame.shown()).text, 'Mean of 4 samples: 0.375')
			for (const complaint of await frame.close()) assert.match(complaint, 'csp-violation')
			driver.named(true)
		}
		const frame = await framed('allow-scripts')
		await frame.shows(0.25)
		assert.equal(await frame.close(), [])
		driver.named(false)
	})

	test('a frame keeps to the policy of the pages, with its host by name', async () => {
		const page = await driver.open({ path: 'embed/' })
		const found = await page.evaluate(async () => {
			const policies = [...document.querySelectorAll('meta[http-equiv]')].map((meta) => meta.getAttribute('content'))
			const script = document.createElement('script')
			script.textContent = 'window.isBroken = true'
			const stopped = new Promise((resolve) =>
				document.addEventListener('securitypolicyviolation', resolve, { once: true }),
			)
			document.head.append(script)
			await stopped
			return { policy: policies.at(-1), isBroken: 'isBroken' in window }
		})
		assert.is(found.policy, POLICY.replaceAll("'self'", driver.origin))
		assert.is(found.isBroken, false)
		await page.close()
		driver.violations.splice(0)
		driver.faults.splice(0)
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
