/** What can be taken away: charts and tables as files, the formula as TeX, the page on paper. */

import * as assert from 'uvu/assert'
import { canTest, click, inChromium, settled, show, start } from './browser/driver.js'
import { suite } from './help/uvu.js'

const test = suite('save')

if (canTest()) {
	const driver = await start()
	test.after(() => driver.close())

	/** The lightness of a colour, 0 to 255. @param {string} colour such as rgb(1, 2, 3) */
	const light = (colour) => Math.max(...(colour.match(/\d+/g) ?? []).slice(0, 3).map(Number))

	for (const theme of ['light', 'dark'])
		test(`a chart is saved as it is seen: ${theme}`, async () => {
			const page = await driver.open({ query: `&theme=${theme}`, hash: '#v1&loss=huber&view=curve' })
			const found = await page.$eval('>>> loss-curve', async (node) => {
				const curve = /** @type {any} */ (node)
				const before = curve.shadowRoot.innerHTML
				const file = new DOMParser().parseFromString(curve.toSVG(), 'image/svg+xml')
				const of = (/** @type {string} */ selector, /** @type {string} */ name) =>
					file.querySelector(selector)?.getAttribute(name) ?? ''
				const picture = await createImageBitmap(await curve.toPNG(2))
				const { width, height } = curve.svg.viewBox.baseVal
				const canvas = new OffscreenCanvas(picture.width, picture.height)
				const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'))
				context.drawImage(picture, 0, 0)
				const { data } = context.getImageData(0, 0, picture.width, picture.height)
				return {
					isSame: curve.shadowRoot.innerHTML === before,
					ground: of('svg > rect', 'fill'),
					text: of('text', 'fill'),
					strokes: [...file.querySelectorAll('path')].filter((path) => /rgb/.test(path.getAttribute('stroke') ?? ''))
						.length,
					classes: file.querySelectorAll('[class], [style], [tabindex]').length,
					corner: `rgb(${data.slice(0, 3).join(', ')})`,
					size: [picture.width / width, picture.height / height],
					colours: new Set(new Uint32Array(data.buffer)).size,
				}
			})
			const [low, high] = theme === 'dark' ? [found.ground, found.text] : [found.text, found.ground]
			assert.ok(light(low) < 110 && light(high) > 150, `${found.text} on ${found.ground}`)
			assert.is(found.corner, found.ground)
			assert.equal(found.size, [2, 2])
			assert.ok(found.colours > 10)
			assert.ok(found.strokes >= 2)
			assert.is(found.classes, 0)
			assert.ok(found.isSame, 'the chart on the page is as it was')
			await page.close()
		})

	test('the table is saved as CSV, the formula copied as TeX', async () => {
		const page = await driver.open({ hash: '#v1&loss=huber&y=3,-0.5&p=2.5,2&w=1,2' })
		await page.evaluate(() => {
			const saved = /** @type {any[]} */ ([])
			Object.assign(window, { saved })
			URL.createObjectURL = (/** @type {any} */ file) => {
				saved.push(file.text())
				return '#'
			}
			HTMLAnchorElement.prototype.click = function () {
				saved.push(this.download)
			}
			navigator.clipboard.writeText = async (text) => void saved.push(text)
		})
		await click(page, 'loss-table >>> [aria-label="Save as CSV"]')
		await show(page, 'loss-derivation')
		await click(page, 'loss-derivation >>> .copy')
		const [file, name, tex] = await page.evaluate(() => Promise.all(/** @type {any} */ (window).saved))
		assert.is(name, 'huber.csv')
		assert.is(file, 'sample,y,prediction,weight,loss,gradient\n1,3,2.5,1,0.125,-0.16666666666666666\n2,-0.5,2,2,2,0.6666666666666666\n') // prettier-ignore
		assert.match(tex, String.raw`\frac{{r}^{2}}{2}`)
		await page.close()
	})

	inChromium(test, 'on paper: the result, the chart and the steps, without controls, dark on white', async () => {
		const page = await driver.open({ isDark: true, height: 600 })
		await page.keyboard.press('Control')
		await settled(page)
		await page.emulateMediaType('print')
		await settled(page)
		const seen = await page.$$eval(
			'>>> :is(output.value, svg.chart, ol, pre, .tabs, .tools, .quiet, [type=range], .toggle, .segments label:not(.on), .switches, loss-presets)',
			(nodes) =>
				nodes.map((node) => ({
					name: node.className?.baseVal ?? (node.className || node.localName),
					isSeen: node.checkVisibility() && node.getBoundingClientRect().width > 1,
				})),
		)
		const shown = [...new Set(seen.filter(({ isSeen }) => isSeen).map(({ name }) => name))].sort()
		assert.equal(shown, ['chart', 'ol', 'pre', 'value'])
		const { ground, text } = await page.evaluate(() => {
			const { backgroundColor, color } = getComputedStyle(document.body)
			return { ground: backgroundColor, text: color }
		})
		assert.ok(light(ground) > 200 && light(text) < 100, `${text} on ${ground}`)
		await page.close()
	})

	for (const path of ['', 'loss/huber/', 'loss/tripletMargin/'])
		test(`printing by keys waits for what is below the first view: /${path}`, async () => {
			const page = await driver.open({ path, height: 600 })
			await page.evaluate(() => {
				const steps = (/** @type {Document | ShadowRoot} */ root) =>
					root.querySelectorAll('ol li').length +
					[...root.querySelectorAll('*')].reduce((n, { shadowRoot }) => n + (shadowRoot ? steps(shadowRoot) : 0), 0)
				window.print = () => {
					document.body.dataset.printed = String(steps(document))
				}
			})
			assert.is(await page.$('>>> ol'), null)
			await page.keyboard.down('Control')
			await page.keyboard.press('p')
			await page.keyboard.up('Control')
			await page.waitForFunction(() => document.body.dataset.printed)
			assert.ok(Number(await page.$eval('body', (body) => body.dataset.printed)) > 4)
			await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
			assert.match(await page.$eval('.place', (node) => node.textContent ?? ''), driver.origin)
			await page.close()
		})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
