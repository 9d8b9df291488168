/** Losses of batches and the gallery's search for everyone: axe, the keyboard alone, small screens. */

import { readFile } from 'node:fs/promises'
import * as assert from 'uvu/assert'
import { catalogue as losses } from './help/catalogue.js'
import { canTest, isChromium, settled, show, shows, start, text } from './browser/driver.js'
import { control, focus, press, tabTo } from './browser/keys.js'
import { suite } from './help/uvu.js'

const test = suite('batch-views')

const PAGES = {
	'loss/supCon/': 'loss-batch-derivation',
	'loss/lambdaRank/': 'loss-batch-derivation',
	'embed/linearArcFace/': 'loss-batch-derivation',
	'': '.all',
}

if (canTest()) {
	const driver = await start()
	const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

	test.after(() => driver.close())

	/** A page with what comes when it is seen. @param {string} path @param {import('./browser/driver.js').Look} look @param {string} [hash] */
	async function open(path, look, hash = '') {
		const page = await driver.open({ ...look, path, hash })
		const part = PAGES[/** @type {keyof typeof PAGES} */ (path)]
		if (part) await show(page, part)
		if (part === 'loss-batch-derivation') await shows(page, `${part} >>> ol`, '∂L')
		return page
	}

	/** By keys. @param {import('puppeteer-core').Page} page @param {string} word */
	async function search(page, word) {
		await page.$eval('#find', (field) => /** @type {any} */ (field).focus())
		await page.keyboard.type(word)
	}

	const looks = [{ lang: 'en' }, { lang: 'zh', isDark: true }, ...(isChromium ? [{ lang: 'zh', isForced: true }] : [])]
	for (const look of looks)
		test(`axe finds nothing: ${Object.values(look).join(' ')}`, async () => {
			for (const path of [...Object.keys(PAGES), 'builder/']) {
				const page = await open(path, look, path === 'builder/' ? '#v1&loss=tripletAll' : '')
				if (path === '') await search(page, 'triplet')
				await settled(page)
				await page.evaluate(axe)
				const found = await page.evaluate(async () => {
					const { violations } = await /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] })
					return violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(' ')}`) // prettier-ignore
				})
				assert.equal(found, [], path)
				await page.close()
			}
		})

	for (const size of [
		{ width: 320, height: 640 },
		{ width: 320, height: 225 },
	])
		test(`nothing is wider than ${size.width} × ${size.height}`, async () => {
			for (const lang of ['en', 'zh'])
				for (const path of [...Object.keys(PAGES), 'builder/']) {
					const page = await open(path, { ...size, lang }, path === 'builder/' ? '#v1&loss=tripletAll' : '')
					const [whole, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
					assert.ok(whole <= view, `${path} is ${whole} wide, the view ${view}`)
					await page.close()
				}
		})

	test('the keyboard alone: find a loss in the gallery, change a number, walk through its derivation', async () => {
		const page = await open('', { lang: 'en' })
		await search(page, 'FaceNet')
		await shows(page, '.all [role=status]', '1 found')
		await page.keyboard.press('Enter')
		await page.waitForFunction(() => location.pathname.includes('/loss/tripletMargin/'))
		await settled(page)
		await page.$eval('>>> [data-at="anchor:0"]', (cell) => /** @type {any} */ (cell).focus())
		await page.keyboard.press('ArrowDown')
		await settled(page)
		await page.keyboard.type('2')
		await settled(page)
		await show(page, 'loss-batch-derivation')
		await shows(page, 'loss-batch-derivation >>> h2', 'sample 1')
		await page.$eval('>>> loss-batch-derivation >>> [aria-label=Previous]', (one) => /** @type {any} */ (one).focus())
		await page.keyboard.press('Enter')
		await shows(page, 'loss-batch-derivation >>> h2', 'sample 0')
		const { cells } = await page.$eval('loss-batch', (node) => /** @type {any} */ (node).state)
		assert.is(cells.anchor[2], '2')
		await page.close()
	})

	test('the keyboard alone, a loss of batches: a parameter, a cell, a vector, the point, the derivation, the program, the link', async () => {
		const page = await driver.open({ path: 'loss/tripletMargin/' })
		const state = () => page.$eval('loss-batch', (node) => /** @type {any} */ (node).state)
		await tabTo(page, /p-margin/)
		await control(page, 'a')
		await page.keyboard.type('2')
		await tabTo(page, /swap/)
		await press(page, 'ArrowRight')
		await tabTo(page, /anchor:0/)
		await control(page, 'a')
		await page.keyboard.type('0.5')
		await press(page, 'ArrowDown')
		assert.match((await focus(page)).name, 'anchor:2')
		await tabTo(page, /positive:1 .*positive 1/)
		await press(page, 'ArrowRight')
		await tabTo(page, /handle/)
		const before = (await state()).cells
		await press(page, 'ArrowLeft')
		assert.is.not((await state()).cells.negative.join(), before.negative.join())
		await tabTo(page, /Previous/)
		await press(page, 'Enter')
		await shows(page, 'loss-batch-derivation >>> h2', 'sample 1')
		await tabTo(page, /language/)
		await press(page, 'ArrowRight')
		await shows(page, 'loss-batch >>> pre', 'import torch')
		const { cells, parameters } = await state()
		assert.equal([cells.anchor[0], cells.positive[2], parameters], ['0.5', '1.25', { margin: '2', swap: 'true' }])
		await tabTo(page, / share/, true)
		await press(page, 'Enter')
		assert.match(await text(page, '#share'), /Link copied|The address of this page is the link/)
		assert.match(await page.evaluate(() => location.hash), /^#v1&loss=tripletMargin&.*margin=2/)
		await page.close()
	})

	test('the keyboard alone, the builder: a loss, a part, what is left out, a place, the text', async () => {
		const page = await driver.open({ hash: '#v1&loss=huber&y=1&p=3' })
		await tabTo(page, / embed/)
		await page.keyboard.press('Enter')
		await page.waitForFunction(() => location.pathname.includes('/builder/'))
		await shows(page, 'loss-builder >>> pre', 'loss=huber&y=1&p=3'.replaceAll('&', '&amp;'))
		await tabTo(page, /button open/)
		await press(page, 'Enter')
		await page.keyboard.type('facenet')
		await press(page, 'Enter')
		await shows(page, 'loss-builder >>> pre', 'embed/tripletMargin/')
		await tabTo(page, / readonly/)
		await press(page, 'Space')
		await tabTo(page, / plane/)
		await press(page, 'Space')
		await tabTo(page, / host/)
		await press(page, 'ArrowRight')
		await shows(page, 'loss-builder >>> pre', 'hide="plane" readonly></loss-batch>')
		await tabTo(page, /copy/)
		await press(page, 'Enter')
		await shows(page, 'loss-builder >>> .copy', 'Cop')
		await page.close()
	})

	test('the gallery finds what names, aliases and families say, in both languages, and all again', async () => {
		const page = await open('', { lang: 'zh' })
		const found = async (/** @type {string} */ query) => {
			await page.$eval(
				'#find',
				(field, query) => {
					;/** @type {any} */ (field).value = query
					field.dispatchEvent(new Event('input'))
				},
				query,
			)
			return page.$$eval('.gallery li:not([hidden]) [data-sketch]', (all) => all.map((one) => one.getAttribute('data-sketch'))) // prettier-ignore
		}
		assert.equal(await found('RankNet'), ['pairwiseLogistic'])
		assert.ok((await found('三元组')).includes('tripletHard'))
		assert.ok((await found('mse')).includes('squaredError'))
		assert.ok((await found('合页')).includes('hinge'))
		assert.equal(await found('xyz'), [])
		await shows(page, '.all [role=status]', '没有名为“xyz”的损失函数')
		assert.is((await found('')).length, Object.keys(losses).length)
		await page.close()
	})

	test('no error, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})
}

test.run()
