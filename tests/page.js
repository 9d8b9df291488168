/** The page in headless Chromium: the examples' numbers, editing, both languages, the keyboard, errors, and nothing that should not be. */

import { readFile } from 'node:fs/promises'
import { suite } from './help/uvu.js'
import * as assert from 'uvu/assert'
import { canTest, click, edit, settled, show, shows, start, text, value } from './browser/driver.js'

const test = suite('page')

if (canTest()) {
	const [{ agrees, actual, presets, agreesWithPrint }, { messages }, { words }, { catalogue: losses }] =
		await Promise.all([
			import('../web/page/presets.js'),
			import('../web/elements/i18n.js'),
			import('../web/page/words.js'),
			import('../web/elements/describe.js'),
		])
	const builder = Object.fromEntries(
		await Promise.all(
			['en', 'zh'].map(async (lang) => [
				lang,
				JSON.parse(await readFile(new URL(`../web/page/messages/builder/${lang}.json`, import.meta.url), 'utf8')),
			]),
		),
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
		const listed = await page.$$eval('>>> dialog .card', (cards) => cards.map((card) => card.getAttribute('data-loss')))
		assert.equal([...listed].sort(), Object.keys(losses).sort())
		for (const query of ['HUBER', 'mse', '交叉熵']) {
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

	test('bad input is said in words, and the rest still computes', async () => {
		await click(page, '[data-preset="sklearn-mse"]')
		await edit(page, 'p:1:0', 'abc')
		assert.match(await text(page, '.problems'), '“abc” is not a number')
		assert.is(await page.$eval('>>> [data-at="p:1:0"]', (cell) => cell.getAttribute('aria-invalid')), 'true')
		assert.is(await value(page), (0.25 + 0 + 1) / 3)
		const wrong = /** @type {[string, RegExp][]} */ ([
			['#v1&loss=binaryCrossEntropy&y=1,0&p=1.2,0.5', /prediction is 1\.2; allowed: \[0, 1\]/],
			['#v1&loss=hinge&y=1,2&p=1,1', /target is 2; allowed: -1, 1/],
			['#v1&loss=softmaxCrossEntropy&y=7,1&p=1,2,3;4,5,6', /Class 7 does not exist: there are 3/],
			['#v1&loss=huber&parameters=delta:-1&y=1&p=2', /delta is -1; allowed: \(0, inf\)/],
			['#v1&loss=klDivergence&y=0.5,0.1;0.5,0.5&p=0.5,0.5;0.5,0.5', /target is 0\.6; allowed: 1/],
			['#v1&loss=squaredError&y=1,2&p=1,2&w=-1,1', /weight is -1/],
		])
		for (const [hash, message] of wrong) {
			const other = await driver.open({ hash })
			const all = await other.$$eval('>>> [role=status], >>> [role=alert]', (nodes) =>
				nodes.map((node) => node.textContent).join(' '),
			)
			assert.match(all, message)
			await other.close()
		}
		const strange = await driver.open({ hash: '#v1&loss=nothing&y=%E0%A4%A&p=;;,,&selected=-9&view=oops' })
		assert.ok(await strange.$('>>> loss-result'))
		await strange.close()
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
			if (shown.each === null && number === Infinity) continue
			assert.ok(
				Math.abs(number - shown.each) <= 1e-5 * Math.max(1, Math.abs(shown.each)),
				`${id}: ${shown.value} for ${shown.each}`,
			)
			assert.ok(shown.steps >= 3, id)
			assert.type(parse(loss.formula)[0], 'string')
		}
		assert.is(evaluate(parse('abs(r) <= 1 ? r^2 / 2 : abs(r) - 1 / 2'), { r: -3 }), 2.5)
	})

	test('the keyboard alone: choose, edit, move the point, change the view', async () => {
		const other = await driver.open()
		const press = async (/** @type {import('puppeteer-core').KeyInput[]} */ ...keys) => {
			for (const key of keys) await other.keyboard.press(key)
			await settled(other)
		}
		const focus = () =>
			other.evaluate(() => {
				let node = document.activeElement
				while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
				return `${node?.className.baseVal ?? node?.className} ${node?.getAttribute('data-preset') ?? ''} ${node?.getAttribute('data-at') ?? ''} ${node?.id}`
			})
		const tabTo = async (/** @type {RegExp} */ wanted) => {
			for (let i = 0; i < 80; i++) {
				await press('Tab')
				if (wanted.test(await focus())) return
			}
			throw new Error(`no way to ${wanted}`)
		}
		await tabTo(/t1-hinge/)
		await press('Enter')
		assert.is(await value(other), 0.625)
		await tabTo(/^open/)
		await press('Enter')
		await other.keyboard.type('squared hinge')
		await press('Enter')
		assert.match(await text(other, 'button.open .name'), 'Squared hinge')
		await tabTo(/tab-values/)
		await press('ArrowRight')
		assert.match(await focus(), 'tab-curve')
		await press('ArrowLeft')
		await tabTo(/p:0:0/)
		await press('ArrowDown')
		assert.match(await focus(), 'p:1:0')
		await tabTo(/^handle/)
		const before = await value(other)
		await press('ArrowLeft', 'ArrowLeft')
		assert.is.not(await value(other), before)
		assert.match(
			await other.$eval('>>> .handle', (handle) => handle.getAttribute('aria-valuetext') ?? ''),
			/^m .*, loss .*, slope/,
		)
		await other.close()
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

	test('both languages have the same words', async () => {
		for (const catalogue of [messages, words, builder]) {
			assert.equal(Object.keys(catalogue.zh), Object.keys(catalogue.en))
			for (const key of Object.keys(catalogue.en)) {
				const names = (/** @type {string} */ s) => [...new Set([...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort()
				assert.equal(names(catalogue.zh[key]), names(catalogue.en[key]), key)
			}
		}
		const other = await driver.open({ lang: 'zh' })
		assert.match(await other.title(), '损失函数')
		assert.match(await text(other, '.what'), '4 个样本的平均')
		await click(other, '#language')
		assert.match(await text(other, '.what'), 'Mean of 4 samples')
		await other.close()
	})

	test('nothing is wider than a phone', async () => {
		for (const hash of [
			'',
			'#v1&loss=softmaxCrossEntropy',
			'#v1&loss=huber&view=compare&others=squaredError,absoluteError',
			'#v1&loss=klDivergence&view=curve',
		]) {
			const other = await driver.open({ hash, width: 320, height: 640 })
			assert.is(await other.evaluate(() => document.documentElement.scrollWidth), 320, hash)
			await other.close()
		}
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
		assert.match(await text(other, '.how'), '/ 3.5 (the weights of the targets’ classes)')
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
		await click(page, 'loss-code >>> [value=torch]')
		await edit(page, 'p:0:0', '3')
		assert.match(await shows(page, 'loss-code >>> pre', '# 0.3125'), 'torch.nn.MSELoss()')
		await page.evaluate(() =>
			/** @type {any} */ (document.querySelector('loss-calculator')).store.load({ loss: 'welsch' }),
		)
		await shows(page, 'loss-code >>> .missing', 'PyTorch does not have this loss')
		await click(page, 'loss-code >>> [value=javascript]')
	})

	test('axe finds nothing, on any view, in both languages and themes', async () => {
		const source = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8').catch(
			() => '',
		)
		if (!source) {
			console.error('page: axe-core is not installed, accessibility is not checked')
			return
		}
		const two = 'y=0,1;1,0&p=0.4,0.6;0.7,0.3&q=0.1,0.9;0.9,0.1'
		const views = [
			{ hash: '' },
			{ hash: '#v1&loss=huber&view=curve&others=squaredError', isDark: true },
			{ hash: `#v1&loss=categoricalCrossEntropy&others=zeroOne&view=compare&${two}`, lang: 'zh' },
			{ hash: '#v1&loss=binaryCrossEntropy&y=1,2&p=1.2,0.5&w=1,1', isDark: true, width: 390, lang: 'zh' },
			{ hash: '', isForced: true },
			{ path: 'loss/softmaxCrossEntropy/', isDark: true, lang: 'zh' },
			{ path: 'embed/' },
			{ path: 'builder/' },
			{ path: 'builder/', isDark: true, width: 390, lang: 'zh' },
			{ hash: '#v1&loss=pinball&y=0,0&p=1,1&q=-1,-1&w=1,2&view=compare', isDark: true },
		]
		for (const view of views) {
			const other = await driver.open(view)
			for (const node of await other.$$('>>> :not(:defined)')) await node.scrollIntoView()
			await other.waitForNetworkIdle({ idleTime: 50 })
			await other.evaluate(source)
			const found = await other.evaluate(async () => {
				const { violations } = await /** @type {any} */ (window).axe.run(document)
				return violations.map(
					(/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(' ')}`,
				)
			})
			assert.equal(found, [], JSON.stringify(view))
			await other.close()
		}
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
