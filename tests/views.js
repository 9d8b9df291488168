/** Every view for everyone: axe, the keyboard alone, small screens and large type, reduced motion, forced colours. */

import { readFile } from 'node:fs/promises'
import * as assert from 'uvu/assert'
import {
	canTest,
	click,
	go,
	inChromium,
	isChromium,
	settled,
	show,
	shows,
	start,
	text,
	value,
} from './browser/driver.js'
import { control, focus, press, tabTo } from './browser/keys.js'
import { suite } from './help/uvu.js'

const test = suite('views')

const TWO = 'y=2,1,0&p=0.3,0.3,0.4;0.3,0.4,0.3;0.1,0.2,0.7&q=0.1,0.2,0.7;0.1,0.7,0.2;0.3,0.4,0.3'
const STATES = {
	values: '#v1&loss=squaredError',
	weighted: '#v1&loss=huber&y=3,-0.5,2,7&p=2.5,0,2,8&w=1,2,0,1&q=3,0,1,8',
	rows: '#v1&loss=softmaxCrossEntropy',
	box: '#v1&loss=ciou',
	curve: '#v1&loss=huber&view=curve&others=squaredError',
	bars: '#v1&loss=categoricalCrossEntropy&view=curve',
	compare: '#v1&loss=huber&view=compare&others=squaredError,absoluteError',
	models: `#v1&loss=categoricalCrossEntropy&others=zeroOne&view=compare&${TWO}`,
	swept: '#v1&loss=pinball&y=0,0&p=1,1&q=-1,-1&w=1,2&view=compare',
	classes: '#v1&loss=softmaxCrossEntropy&classWeights=1,2,x&ignoreIndex=1.5',
	wrong: '#v1&loss=binaryCrossEntropy&y=1,2,x&p=1.2,0.5,0.4&w=1,-1,1',
	empty: '#v1&loss=squaredError&y=x&p=',
	example: '#v1&loss=hinge&y=1,-1,1,-1&p=0.8,-0.8,1.5,0.6&preset=t1-hinge',
}
const PAGES = ['loss/softmaxCrossEntropy/', 'loss/huber/', 'loss/tripletMargin/', 'loss/ctc/', 'embed/', 'builder/']

if (canTest()) {
	const driver = await start()
	const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

	test.after(() => driver.close())

	/** What axe finds, in words. @param {import('puppeteer-core').Page} page @param {string} [except] a part that was looked at before @returns {Promise<string[]>} */
	const findings = (page, except) =>
		page.evaluate(async (except) => {
			const context = except ? { exclude: [except] } : document
			const { violations } = await /** @type {any} */ (window).axe.run(context, { resultTypes: ['violations'] })
			return violations.map(
				(/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(' ')}`,
			)
		}, except)

	const looks = [{}, { isDark: true }, ...(isChromium ? [{ isForced: true }] : [])]
	for (const lang of ['en', 'zh'])
		for (const look of looks)
			test(`axe finds nothing: ${lang} ${Object.keys(look).join() || 'light'}`, async () => {
				const page = await driver.open({ ...look, lang })
				await page.evaluate(axe)
				for (const [name, hash] of Object.entries(STATES)) {
					await go(page, hash)
					await page.evaluate(() => scrollTo(0, 600))
					await settled(page)
					assert.equal(await findings(page, name === 'values' ? '' : '.all'), [], name)
				}
				await page.evaluate(() => scrollTo(0, 0))
				await click(page, 'button.open')
				assert.equal(await findings(page, '.all'), [], 'picker')
				await page.close()
				for (const path of PAGES) {
					const other = await driver.open({ ...look, lang, path })
					await other.evaluate(axe)
					assert.equal(await findings(other), [], path)
					await other.close()
				}
			})

	for (const [title, size] of /** @type {const} */ ([
		['a phone', { width: 320, height: 640 }],
		['a desk at 400 %', { width: 320, height: 225 }],
		['a tablet', { width: 768, height: 1024 }],
	]))
		for (const lang of ['en', 'zh'])
			test(`nothing is wider than ${title}: ${lang}`, async () => {
				/** @param {import('puppeteer-core').Page} page @param {string} name */
				const holds = async (page, name) => {
					const [whole, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
					assert.ok(whole <= view, `${name} is ${whole} wide, the view ${view}`)
					// what sticks out of an element with contained layout is cut off without a way to scroll there
					const cut = await page.evaluate(() => {
						/** @param {ParentNode} root @returns {Element[]} */
						const all = (root) =>
							[...root.querySelectorAll('*')].flatMap((node) => [
								node,
								...(node.shadowRoot ? all(node.shadowRoot) : []),
							])
						const above = (/** @type {any} */ node) =>
							node.assignedSlot ?? node.parentElement ?? node.getRootNode().host
						const isKept = (/** @type {any} */ node) => {
							for (let at = above(node); at; at = above(at))
								if (getComputedStyle(at).overflowX !== 'visible') return true
							return false
						}
						return all(document)
							.filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !isKept(node))
							.map((node) => node.outerHTML.slice(0, 100))
					})
					assert.equal(cut, [], name)
				}
				const page = await driver.open({ ...size, lang })
				for (const [name, hash] of Object.entries(STATES)) {
					await go(page, hash)
					await holds(page, name)
				}
				await page.close()
				for (const path of PAGES) {
					const other = await driver.open({ ...size, lang, path })
					await holds(other, path)
					await other.close()
				}
			})

	test('on a phone what the samples lose is in sight, in every shape of table', async () => {
		for (const [path, hash] of [
			['', '#v1&loss=huber&y=3,-0.5,2,7&p=2.5,0,2,8&w=1,2,0,1&q=3,0,1,8'],
			['', `#v1&loss=squaredError&y=${Array(1000).fill('1.2345')}&p=${Array(1000).fill('2.3456')}`],
			['', '#v1&loss=softmaxCrossEntropy'],
			['loss/supCon/', ''],
		])
			for (const lang of ['en', 'zh']) {
				const page = await driver.open({ path, hash, lang, width: 320, height: 640 })
				const kind = path ? 'loss-batch >>> td.number' : 'loss-table >>> td.value'
				const room = await page.$$eval(`>>> ${kind} > data`, (all) =>
					all.map((node) => {
						const edge = node.closest('.scroll')?.getBoundingClientRect().right ?? 0
						return edge - node.getBoundingClientRect().right
					}),
				)
				assert.ok(Math.min(...room) >= 0 && room.length > 2, `${path}${hash.slice(0, 30)} ${lang}: ${room}`)
				await page.close()
			}
	})

	test('in Chinese no word is left in English', async () => {
		const { messages } = await import('../web/elements/i18n.js')
		const kinds = ['compare', 'derivation']
		const more = await Promise.all(
			kinds.map(async (kind) =>
				JSON.parse(await readFile(new URL(`../web/elements/messages/${kind}/en.json`, import.meta.url), 'utf8')),
			),
		)
		const english = Object.assign({}, messages.en, ...more)
		const told = Object.values(english).filter((text) => /^[A-Z][a-z]+( [a-z]+)*\.?$/.test(text) && text !== 'Stirling')
		const untold = new Set([...told, 'else', 'and', 'or'])
		assert.ok(untold.size > 100)
		const page = await driver.open({ lang: 'zh' })
		for (const [name, hash] of Object.entries(STATES)) {
			await go(page, hash)
			for (const y of [600, 1400, 0]) {
				await page.evaluate((to) => scrollTo(0, to), y)
				await settled(page)
			}
			const found = await page.$$eval('>>> *', (nodes) =>
				nodes.flatMap((node) => [
					...[...node.childNodes]
						.filter((child) => child.nodeType === 3)
						.map((child) => (child.textContent ?? '').trim()),
					...['aria-label', 'title', 'placeholder'].map((attribute) => node.getAttribute(attribute) ?? ''),
				]),
			)
			assert.ok(found.length > 100)
			assert.equal(
				found.filter((text) => untold.has(text)),
				[],
				name,
			)
		}
		await page.close()
	})

	test('on a desk no table is cut off', async () => {
		for (const lang of ['en', 'zh']) {
			const page = await driver.open({ lang })
			for (const name of /** @type {const} */ (['values', 'weighted', 'rows', 'box', 'compare', 'models', 'wrong'])) {
				await go(page, STATES[name])
				const cut = await page.$$eval('>>> .scroll', (nodes) =>
					nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.ariaLabel),
				)
				assert.equal(cut, [], `${lang} ${name}`)
			}
			await page.close()
		}
	})

	test('overlaid curves differ by more than their colour', async () => {
		const page = await driver.open({
			hash: '#v1&loss=huber&view=curve&others=squaredError,absoluteError,logCosh,fair,cauchy',
		})
		const dashes = await page.$$eval('>>> loss-curve >>> .legend line', (lines) =>
			lines.map((line) => getComputedStyle(line).strokeDasharray),
		)
		assert.is(new Set(dashes).size, 6, dashes.join('; '))
		await page.close()
	})

	test('the keyboard alone: an example, a cell, the point, the derivation, the comparison, the link', async () => {
		const page = await driver.open()
		await press(page, 'Tab', 'Enter')
		assert.match((await focus(page)).name, 'button open') // past the examples
		await tabTo(page, /t1-hinge/, true)
		await press(page, 'Enter')
		await shows(page, 'loss-result >>> output', '0.625')
		assert.match((await focus(page)).name, 'button open')
		await press(page, 'Enter')
		await page.keyboard.type('squared hinge')
		await press(page, 'Enter')
		assert.is(await text(page, 'button.open .name'), 'Squared hinge')
		await tabTo(page, /tab-values/)
		await press(page, 'ArrowRight')
		assert.match((await focus(page)).name, 'tab-curve')
		await press(page, 'ArrowLeft')
		await tabTo(page, /p:0:0/)
		await control(page, 'a')
		await page.keyboard.type('0.25')
		await settled(page)
		await show(page, 'loss-derivation')
		await shows(page, 'loss-derivation >>> ol', '0.5625')
		await press(page, 'ArrowDown')
		assert.match((await focus(page)).name, 'p:1:0')
		await tabTo(page, /handle/)
		const before = await value(page)
		await press(page, 'ArrowLeft', 'ArrowLeft')
		assert.is.not(await value(page), before)
		assert.match(
			await page.$eval('>>> .handle', (handle) => handle.getAttribute('aria-valuetext') ?? ''),
			/^m .*, loss .*, slope/,
		)
		await tabTo(page, /tab-values/, true)
		await press(page, 'ArrowRight', 'ArrowRight')
		assert.match((await focus(page)).name, 'tab-compare')
		await tabTo(page, /^select/)
		const compared = async () => (await page.$$('>>> loss-compare >>> tbody tr')).length
		await press(page, 'ArrowDown', 'ArrowDown')
		assert.is(await compared(), 1) // keys pass over many losses on their way to one
		await press(page, 'Tab', 'Enter')
		assert.is(await compared(), 2)
		await tabTo(page, / share /, true)
		await press(page, 'Enter')
		assert.match(await text(page, '#share'), /Link copied|The address of this page is the link/)
		assert.match(await page.evaluate(() => location.hash), /^#v1&loss=squaredHinge.*&p=0\.25/)
		await page.close()
	})

	inChromium(test, 'nothing moves by itself where motion is to be reduced', async () => {
		const page = await driver.open({ isStill: true })
		for (const hash of Object.values(STATES)) {
			await go(page, hash)
			const moving = await page.$$eval('>>> *', (nodes) =>
				nodes
					.filter((node) => {
						const style = getComputedStyle(node)
						const isTimed = [style.transitionDuration, style.animationDuration].some((time) => parseFloat(time) > 0)
						return isTimed || style.scrollBehavior === 'smooth'
					})
					.map((node) => node.outerHTML.slice(0, 80)),
			)
			assert.equal(moving, [])
		}
		await page.close()
	})

	inChromium(test, 'in forced colours the chart is drawn in the colours of the system', async () => {
		const page = await driver.open({ isForced: true, hash: STATES.curve })
		const colours = await page.$eval('>>> loss-curve', (node) => {
			const root = /** @type {ShadowRoot} */ (node.shadowRoot)
			const probe = document.body.appendChild(document.createElement('p'))
			const of = (/** @type {string} */ colour) => {
				probe.style.color = colour
				return getComputedStyle(probe).color
			}
			const style = (/** @type {string} */ selector) =>
				getComputedStyle(/** @type {Element} */ (root.querySelector(selector)))
			return {
				curve: style('.curve').stroke === of('CanvasText'),
				text: style('.axis text').fill === of('CanvasText'),
				grip: style('.grip').fill === of('Highlight'),
				target: style('.target').stroke === of('GrayText'),
				legend: style('.legend').display,
			}
		})
		assert.equal(colours, { curve: true, text: true, grip: true, target: true, legend: 'flex' })
		await page.close()
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
