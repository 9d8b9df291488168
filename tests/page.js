/** The page in headless Chromium: the examples' numbers, editing, both languages, the keyboard, errors, and nothing that should not be. */

import { suite } from './help/uvu.js'
import { readFile } from 'node:fs/promises'
import * as assert from 'uvu/assert'
import { canTest, click, edit, go, settled, show, shows, start, text, value } from './browser/driver.js'

const test = suite('page')

if (canTest()) {
	const [
		{ agrees, actual, agreesWithPrint },
		{ presets },
		{ messages },
		{ words },
		{ catalogue: losses },
		{ batches },
	] = await Promise.all([
		import('../web/page/expect.js'),
		import('../web/page/presets.js'),
		import('../web/elements/i18n.js'),
		import('../web/page/words.js'),
		import('../web/elements/describe.js'),
		import('../web/elements/batch/losses.js'),
	])
	/** The words of one part, by language. @param {string} path */
	const wordsOf = async (path) =>
		Object.fromEntries(
			await Promise.all(
				['en', 'zh'].map(async (lang) => [
					lang,
					JSON.parse(await readFile(new URL(`../web/${path}/${lang}.json`, import.meta.url), 'utf8')),
				]),
			),
		)
	const [facts, ...others] = await Promise.all(
		[
			'page/messages/facts',
			'page/messages/check',
			'page/messages/builder',
			'elements/messages/compare',
			'elements/messages/derivation',
		].map(wordsOf),
	)
	const driver = await start()
	/** @type {import('puppeteer-core').Page} */
	let page

	test.before(async () => {
		page = await driver.open()
	})

	test.after(async () => {
		await driver.close()
	})

	for (const preset of presets) {
		test(`example ${preset.id}: the library gives the expected numbers`, () => {
			for (const expectation of preset.expect) {
				const values = actual(preset, expectation)
				assert.ok(agrees(expectation, values), `${JSON.stringify(expectation)} but got ${values}`)
				assert.ok(agreesWithPrint(expectation, values), `printed as ${expectation.printed} but got ${values}`)
			}
		})

		test(`example ${preset.id}: one click shows them`, async () => {
			await click(page, `[data-preset="${preset.id}"]`)
			// the examples are fetched by the first click
			await page.waitForFunction(
				(id) => /** @type {any} */ (document.querySelector('loss-calculator')).state.preset === id,
				{},
				preset.id,
			)
			await settled(page)
			const marks = await page.$$eval('>>> loss-check >>> tbody td:last-child', (cells) =>
				cells.map((cell) => cell.textContent?.[0]),
			)
			assert.equal(
				marks,
				preset.expect.map(() => '✓'),
			)
			const main = preset.expect.find((e) => !e.loss && !e.of && !e.model)
			const view = await page.$$eval(
				'>>> [role=tab]',
				(tabs) => tabs.find((tab) => tab.getAttribute('aria-selected') === 'true')?.id,
			)
			if (main && view === 'tab-values') assert.ok(agrees(main, [await value(page)]))
		})
	}

	test('the list holds every loss of the library, in both languages', async () => {
		await click(page, '[data-preset="t4-mse"]')
		await click(page, 'button.open')
		await shows(page, 'dialog .cards', 'Triplet margin')
		const listed = await page.$$eval('>>> dialog .card', (cards) => cards.map((card) => card.getAttribute('data-loss')))
		assert.equal([...listed].sort(), [...Object.keys(losses), ...Object.keys(batches)].sort())
		for (const query of ['HUBER', 'mse', '交叉熵', '三元组', 'CTCLoss']) {
			await page.$eval(
				'>>> .search',
				(input, typed) => {
					;/** @type {HTMLInputElement} */ (input).value = typed
					input.dispatchEvent(new Event('input'))
				},
				query,
			)
			await settled(page)
			const found = await page.$$eval('>>> dialog .card', (cards) => cards.length)
			assert.ok(found > 0 && found < listed.length, query)
		}
		await click(page, '.close')
	})

	test('every loss can be chosen and computes', async () => {
		for (const id of Object.keys(losses)) {
			await page.evaluate(
				(chosen) => /** @type {any} */ (document.querySelector('loss-calculator')).store.choose(chosen),
				id,
			)
			await settled(page)
			assert.is(await page.$('>>> loss-result >>> .wrong'), null, id)
			assert.ok(await page.$('>>> loss-curve >>> .handle'), id)
			assert.ok(await page.$('>>> .formula math'), id)
		}
	})

	test('editing a cell changes the result; undo brings it back', async () => {
		await click(page, '[data-preset="sklearn-mse"]')
		assert.is(await value(page), 0.375)
		await edit(page, 'p:0:0', '3')
		assert.is(await value(page), 0.3125)
		await page.keyboard.down('Control')
		await page.keyboard.press('z')
		await page.keyboard.up('Control')
		await settled(page)
		assert.is(await value(page), 0.375)
	})

	test('the address holds the state', async () => {
		await click(page, '[data-preset="t1-hinge"]')
		await edit(page, 'p:0:0', '0.5')
		await new Promise((resolve) => setTimeout(resolve, 400))
		const hash = await page.evaluate(() => location.hash)
		assert.match(hash, /^#v1&loss=hinge&y=1,-1,1,-1&p=0\.5,-0\.8,1\.5,0\.6/)
		const other = await driver.open({ hash })
		assert.is(await value(other), await value(page))
		await other.close()
	})

	test('the derivation puts the sample in, and its numbers are the library’s', async () => {
		const { evaluate, parse } = await import('../web/elements/expression.js')
		for (const [id, loss] of Object.entries(losses)) {
			await page.evaluate(
				(chosen) =>
					/** @type {any} */ (document.querySelector('loss-calculator')).store.load({ loss: chosen, view: 'values' }),
				id,
			)
			await settled(page)
			const shown = await page.$eval('>>> loss-derivation', (node) => {
				const { store, root } = /** @type {any} */ (node)
				const calculator = /** @type {any} */ (document.querySelector('loss-calculator'))
				return {
					value: root.querySelector('[data-cell=value]')?.textContent,
					each: calculator.result.each[store.state.selected],
					steps: root.querySelectorAll('li').length,
				}
			})
			const number = Number(shown.value?.replace('−', '-').replace('∞', 'Infinity'))
			if (number === Infinity && (shown.each === null || shown.each === Infinity)) continue
			assert.ok(
				Math.abs(number - shown.each) <= 1e-5 * Math.max(1, Math.abs(shown.each)),
				`${id}: ${shown.value} for ${shown.each}`,
			)
			assert.ok(shown.steps >= 3, id)
			assert.type(parse(loss.formula)[0], 'string')
		}
		assert.is(evaluate(parse('abs(r) <= 1 ? r^2 / 2 : abs(r) - 1 / 2'), { r: -3 }), 2.5)
	})

	test('the point is dragged', async () => {
		await click(page, '[data-preset="sklearn-mse"]')
		const grip = await page.$('>>> loss-curve >>> .grip')
		const box = await grip?.boundingBox()
		assert.ok(box)
		const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
		await page.mouse.move(x, y)
		await page.mouse.down()
		await page.mouse.move(x + 60, y - 20, { steps: 6 })
		await page.mouse.up()
		await settled(page)
		assert.is.not(await value(page), 0.375)
		await click(page, 'button.undo')
		assert.is(await value(page), 0.375)
	})

	test('the point is typed, to the digit', async () => {
		await click(page, '[data-preset="sklearn-mse"]')
		const field = await page.$('>>> loss-curve >>> .field')
		await field?.click({ count: 3 })
		await page.keyboard.type('-0.12345')
		await page.keyboard.press('Enter')
		await settled(page)
		assert.is(await page.$eval('>>> [data-at="p:0:0"]', (cell) => /** @type {any} */ (cell).value), '2.87655')
		await field?.click({ count: 3 })
		await page.keyboard.type('abc')
		await page.keyboard.press('Enter')
		await settled(page)
		assert.is(await page.$eval('>>> loss-curve >>> .field', (node) => /** @type {any} */ (node).value), '-0.123')
	})

	test('a number of the derivation leads to its cell, a term of the sum to its sample', async () => {
		await click(page, '[data-preset="sklearn-mse"]')
		await show(page, 'loss-derivation')
		const press = (/** @type {string} */ selector) =>
			page.$eval(`>>> loss-derivation >>> ${selector}`, (node) =>
				node.dispatchEvent(new MouseEvent('click', { bubbles: true })),
			)
		await press('[data-sample="2"]')
		await settled(page)
		await shows(page, 'loss-derivation >>> h2', 'sample 3')
		await press('[data-cell="y:2:0"]')
		await settled(page)
		const focused = await page.evaluate(() => {
			let node = document.activeElement
			while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
			return /** @type {HTMLElement} */ (node).dataset.at
		})
		assert.is(focused, 'y:2:0')
	})

	test('both languages have the same words', async () => {
		for (const catalogue of [messages, words, facts, ...others]) {
			assert.equal(Object.keys(catalogue.zh), Object.keys(catalogue.en))
			for (const key of Object.keys(catalogue.en)) {
				const names = (/** @type {string} */ s) => [...new Set([...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort()
				assert.equal(names(catalogue.zh[key]), names(catalogue.en[key]), key)
			}
		}
		for (const { family, labels } of Object.values(losses)) {
			assert.ok(messages.en[`family.${family}`], family)
			assert.ok(facts.en[`labels.${labels}`], labels)
		}
		const other = await driver.open({ lang: 'zh' })
		assert.match(await other.title(), '损失函数')
		assert.match(await text(other, '.what'), '4 个样本的平均')
		await click(other, '#language')
		assert.match(await text(other, '.what'), 'Mean of 4 samples')
		await other.close()
	})

	test('each loss has a page', async () => {
		for (const id of ['huber', 'softmaxCrossEntropy', 'entropy']) {
			const other = await driver.open({ path: `loss/${id}/`, lang: 'zh' })
			assert.match(await text(other, 'h2'), losses[id].names.zh)
			assert.ok(await other.$('>>> loss-curve >>> .handle'))
			await show(other, 'loss-derivation')
			assert.ok(await other.$('>>> loss-derivation >>> math'))
			await other.close()
		}
	})

	test('a loss’s page has its state in its address, and leads on with it; a link that is followed there is taken', async () => {
		const other = await driver.open({ path: 'loss/huber/', hash: '#v1&loss=huber&y=0&p=5' })
		const places = () =>
			other.evaluate(() =>
				['#embed', '#open']
					.map((id) => /** @type {HTMLAnchorElement} */ (document.querySelector(id)).hash)
					.concat(location.hash),
			)
		assert.equal(await places(), Array(3).fill('#v1&loss=huber&y=0&p=5'))
		await edit(other, 'p:0:0', '7')
		await click(other, '#share')
		assert.equal(await places(), Array(3).fill('#v1&loss=huber&y=0&p=7'))
		await go(other, '#v1&loss=huber&y=1&p=9')
		assert.equal(await places(), Array(3).fill('#v1&loss=huber&y=1&p=9'))
		assert.is(await other.$eval('loss-scope', (scope) => /** @type {any} */ (scope).result.value), 7.5)
		await go(other, '#v1&loss=hinge&y=1&p=9')
		assert.is(await other.$eval('loss-scope', (scope) => /** @type {any} */ (scope).state.loss), 'huber')
		await other.close()
	})

	test('compare: losses, a parameter swept, ways of counting, each with a sentence', async () => {
		const other = await driver.open({ hash: '#v1&loss=pinball&y=0,0&p=1,1&q=-1,-1&view=compare&others=squaredError' })
		for (const [element, sentence] of [
			['loss-compare', 'cannot tell the two models apart'],
			['loss-sweep', 'Below quantile ≈ 0.5 model 2 has the smaller value, above it model 1.'],
			['loss-conventions', 'scikit-learn'],
			['loss-counting', 'The same data give 0.5 to 1, × 2, only by what the sum is divided by'],
		]) {
			await other.$eval(`>>> ${element}`, (node) => node.scrollIntoView())
			await shows(other, `${element} >>> :is(.finding, th)`, sentence)
		}
		assert.is((await other.$$('>>> loss-sweep >>> svg.chart')).length, 2)
		await other.close()
	})

	test('a long link is packed, and opens with the same value; a loss’s page takes one too', async () => {
		const other = await driver.open()
		const count = 300
		await other.evaluate((n) => {
			const y = Array.from({ length: n }, (_, i) => ((i * 37) % 101) / 8)
			const { store } = /** @type {any} */ (document.querySelector('loss-calculator'))
			store.load({ loss: 'huber', y, p: y.map((v) => v + 2) })
		}, count)
		await other.waitForFunction(() => location.hash.startsWith('#v1&z='))
		const hash = await other.evaluate(() => location.hash)
		const again = await driver.open({ hash })
		await shows(again, 'loss-result >>> output', '1.5')
		assert.is(
			await again.evaluate(() => /** @type {any} */ (document.querySelector('loss-calculator')).state.y.length),
			count,
		)
		const page = await driver.open({ path: 'loss/huber/', hash: '#v1&loss=huber&y=0&p=5&parameters=delta:2' })
		assert.is(await page.$eval('loss-scope', (scope) => /** @type {any} */ (scope).store.state.p[0][0]), '5')
		for (const one of [other, again, page]) await one.close()
	})

	test('class weights and an ignored class are set by hand, and the divisor is said', async () => {
		const other = await driver.open({ hash: '#v1&loss=softmaxCrossEntropy&y=2,1,0&p=1,2,3;2,1,3;3,2,1' })
		await click(other, '[name=classWeights]')
		for (const [k, weight] of ['1', '2', '0.5'].entries()) {
			const field = await other.$(`>>> [name=class${k}]`)
			await field?.click({ count: 3 })
			await other.keyboard.type(weight)
		}
		await settled(other)
		assert.is(await value(other), 1.5504631073015231)
		assert.match(await text(other, '.how'), '/\u00a03.5 (the weights of the targets’ classes)')
		const ignored = await other.$('>>> #ignoreIndex')
		await ignored?.click()
		await other.keyboard.type('1')
		await settled(other)
		assert.is(
			await value(other),
			losses.softmaxCrossEntropy([2, 1, 0], [[1, 2, 3], [2, 1, 3], [3, 2, 1]], { classWeights: [1, 2, 0.5], ignoreIndex: 1 }), // prettier-ignore
		)
		await other.close()
	})

	test('a file takes the place of the data; undo brings them back', async () => {
		const other = await driver.open()
		const open = async (/** @type {string} */ content, /** @type {string} */ name) =>
			other.$eval(
				'>>> input[type=file]',
				(input, body, file) => {
					const transfer = new DataTransfer()
					transfer.items.add(new File([body], file))
					Object.assign(input, { files: transfer.files })
					input.dispatchEvent(new Event('change'))
				},
				content,
				name,
			)
		await open('prediction,target\n1,0\n5,2', 'data.csv')
		await shows(other, 'loss-result >>> output', '5')
		await open('nothing at all', 'data.txt')
		await shows(other, 'loss-table >>> [role=alert]', 'holds no numbers')
		await open('{"y": [1, 1], "p": [3, 1]}', 'data.json')
		await shows(other, 'loss-result >>> output', '2')
		await click(other, '.undo')
		await click(other, '.undo')
		assert.is(await value(other), 0.375)
		await other.close()
	})

	test('the number shown is there as a program, for the data at hand', async () => {
		await click(page, '[data-preset="sklearn-mse"]')
		await page.$eval('>>> loss-code', (node) => node.scrollIntoView())
		await shows(page, 'loss-code >>> pre', 'squaredError(yTrue, yPred)) // 0.375')
		await click(page, 'loss-code >>> label:has([value=torch])')
		await edit(page, 'p:0:0', '3')
		assert.match(await shows(page, 'loss-code >>> pre', '# 0.3125'), 'torch.nn.MSELoss()')
		await page.evaluate(() =>
			/** @type {any} */ (document.querySelector('loss-calculator')).store.load({ loss: 'welsch' }),
		)
		await shows(page, 'loss-code >>> .missing', 'PyTorch does not have this loss')
		await click(page, 'loss-code >>> label:has([value=javascript])')
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
