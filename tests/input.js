/** What people do to the page: odd text in cells, files, fragments. What is wrong is said, the rest computes, nothing typed is lost. */

import { catalogue } from '../web/elements/describe.js'
import * as assert from 'uvu/assert'
import { canTest, click, edit, go, settled, start, text, value } from './browser/driver.js'
import { suite } from './help/uvu.js'

const test = suite('input')

/** A fragment, what the page must say in English and Chinese, and the value of what remains. @type {[string, RegExp, RegExp, number][]} */
const WRONG = [
	['loss=squaredError&y=1,abc&p=2,3', /Sample 2, target: “abc” is not a number/, /“abc”不是数/, 1],
	['loss=squaredError&y=1,2&p=2,', /Sample 2, prediction: A number is missing/, /缺少数值/, 1],
	[
		'loss=binaryCrossEntropy&y=1,0&p=1.2,0.5',
		/prediction: 1\.2 is not allowed: it must be from 0 to 1/,
		/预测：1\.2 不在允许的范围之内：0 到 1。/,
		Math.LN2,
	],
	[
		'loss=hinge&y=1,2&p=1,1',
		/target: 2 is not allowed: it must be −1 or 1\./,
		/目标：2 不在允许的范围之内：−1 或 1。/,
		0,
	],
	[
		'loss=hinge&coding=01&y=1,-1&p=1,1',
		/target: −1 is not allowed: it must be 0 or 1/,
		/−1 不在允许的范围之内：0 或 1。/,
		0,
	],
	['loss=softmaxCrossEntropy&y=7,1&p=1,2,3;4,4,4', /Class 7 does not exist: there are 3/, /7.*3/, Math.log(3)],
	[
		'loss=huber&parameters=delta:-1&y=1&p=2',
		/“δ \(delta\)” is −1; it must be greater than 0/,
		/“δ \(delta\)”为 −1；允许的范围：大于 0。/,
		NaN,
	],
	['loss=huber&parameters=delta:x&y=1&p=2', /“x” is not a number/, /“x”不是数/, 0.5],
	[
		'loss=klDivergence&y=0.5,0.1;0.5,0.5&p=0.5,0.5;0.5,0.5',
		/Sample 1, target: The distribution sums to 0\.6; it must sum to 1/,
		/分布之和为 0\.6，应为 1/,
		0,
	],
	['loss=squaredError&y=1,2&p=1,2&w=-1,1', /weight: −1 is not allowed/, /权重：−1 不在允许的范围之内/, 0],
	[
		'loss=hinge&y=1,0&p=1,1',
		/it must be −1 or 1\. For labels 0 and 1, change “Labels”/,
		/若标签为 0 和 1，请更改“标签编码”/,
		0,
	],
	['loss=squaredLogError&y=-3,0&p=0,0', /target: −3 is not allowed: it must be at least −1/, /不小于 −1/, 0],
	['loss=squaredError&y=1,2&p=1,1&w=0,0', /All weights are 0/, /权重全为 0/, 0],
	['loss=hubris&y=1&p=2', /There is no loss called “hubris”/, /没有名为“hubris”的损失函数/, 1],
	[
		'loss=categoricalCrossEntropy&y=0,0&p=0.5,0.6;1,0',
		/prediction of sample 1 does not sum to 1/,
		/样本 1 的预测之和不等于 1/,
		Math.LN2 / 2,
	],
	['loss=squaredError&y=&p=', /No sample can be computed yet/, /样本/, NaN],
	[
		'loss=softmaxCrossEntropy&y=1,1&p=1,2,3;4,4',
		/Sample 2, prediction, class 2: A number is missing/,
		/缺少数值/,
		Math.log(1 + Math.E + Math.exp(-1)),
	],
]
/** From nowhere. */
const STRANGE = [
	'#v1&loss=nothing&y=%E0%A4%A&p=;;,,&selected=-9&view=oops',
	'#v1&&&=&==&y=&p=&q=&w=&others=,,&parameters=::,:',
	'#v1&loss=__proto__&parameters=__proto__:1&others=constructor',
	'#v1&loss=softmaxCrossEntropy&y=1&p=1,2,3&selected=999999999&component=999999999',
	`#v1&loss=huber&y=${'1,'.repeat(3000)}&p=<script>`,
	'#calculator',
	'#',
]
const PASTED = /** @type {[string, string[][]][]} */ ([
	[
		'1\t2\n3\t4',
		[
			['1', '2'],
			['3', '4'],
		],
	],
	[
		'１．５，２\n３，４',
		[
			['1.5', '2'],
			['3', '4'],
		],
	],
	[
		'1，2；3，4',
		[
			['1', '2'],
			['3', '4'],
		],
	],
	[
		'[[1, 2], [3, 4]]',
		[
			['1', '2'],
			['3', '4'],
		],
	],
	[
		'y,p\n1,2\n3',
		[
			['1', '2'],
			['3', '1'],
		],
	],
])

if (canTest()) {
	const driver = await start()
	test.after(() => driver.close())

	/** @param {import('puppeteer-core').Page} page */
	const said = async (page) =>
		(
			await page.$$eval('>>> :is([role=status], [role=alert], .note)', (nodes) => nodes.map((node) => node.textContent))
		).join(' ')

	/** @param {import('puppeteer-core').Page} page @param {string} at @param {string} pasted */
	async function paste(page, at, pasted) {
		await page.$eval(
			`>>> [data-at="${at}"]`,
			(cell, data) => {
				const event = new Event('paste', { bubbles: true, cancelable: true, composed: true })
				cell.dispatchEvent(Object.assign(event, { clipboardData: { getData: () => data } }))
			},
			pasted,
		)
		await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
		await settled(page)
	}

	/** @param {import('puppeteer-core').Page} page @returns {Promise<any>} */
	const stateOf = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('loss-calculator')).state)

	for (const lang of /** @type {const} */ (['en', 'zh']))
		test(`what is wrong is said, and the rest computes: ${lang}`, async () => {
			const page = await driver.open({ lang })
			for (const [hash, english, chinese, rest] of WRONG) {
				await go(page, `#v1&${hash}`)
				assert.match(await said(page), lang === 'zh' ? chinese : english, hash)
				const shown = await page.$('>>> loss-result >>> output data')
				if (Number.isNaN(rest)) assert.not(shown, hash)
				else assert.ok(Math.abs((await value(page)) - rest) < 1e-12, `${hash}: ${await value(page)}`)
			}
			await page.close()
		})

	test('what is typed stays, and the cell says what is wrong with it', async () => {
		const page = await driver.open({ hash: '#v1&loss=squaredError&y=3,-0.5,2,7&p=2.5,0,2,8' })
		await edit(page, 'p:1:0', 'abc')
		assert.match(await text(page, '.problems'), '“abc” is not a number')
		assert.is(await page.$eval('>>> [data-at="p:1:0"]', (cell) => cell.getAttribute('aria-invalid')), 'true')
		assert.is(await value(page), (0.25 + 0 + 1) / 3)
		await edit(page, 'p:1:0', '1e')
		assert.is(await page.$eval('>>> [data-at="p:1:0"]', (cell) => /** @type {HTMLInputElement} */ (cell).value), '1e')
		await edit(page, 'p:1:0', '１．５')
		assert.is(await value(page), (0.25 + 4 + 0 + 1) / 4)
		await edit(page, 'p:1:0', '-∞')
		assert.is(String(await value(page)).replace('null', 'Infinity'), 'Infinity')
		await page.close()
	})

	test('fragments from nowhere open, and any can be left again', async () => {
		const page = await driver.open({ hash: STRANGE[0] })
		for (const hash of STRANGE) {
			await go(page, hash)
			assert.ok(await page.$('>>> loss-result >>> section'), hash)
			assert.is((await page.$$('>>> script')).length, await page.evaluate(() => document.scripts.length))
		}
		await go(page, '#v1&loss=squaredError&y=1&p=3')
		assert.is(await value(page), 4)
		await page.close()
	})

	test('a link of which a part is missing is said to be damaged, and one that holds everything is copied', async () => {
		const { pack } = await import('../web/elements/pack.js')
		const y = Array.from({ length: 600 }, (_, i) => Math.sin(i).toFixed(3))
		const link = await pack(`v1&loss=squaredError&y=${y}&p=${y}`)
		assert.match(link, /^v1&z=/)
		const page = await driver.open({ hash: `#${link.slice(0, -200)}` })
		const isSaid = () => page.$eval('#damaged', (node) => node.checkVisibility())
		assert.is(await isSaid(), true)
		await go(page, `#${link}`)
		assert.is(await isSaid(), false)
		assert.is((await stateOf(page)).y.length, 600)
		/** The button's words, and what it copied. @param {number} count */
		const shared = (count) =>
			page.evaluate(async (count) => {
				const copied = /** @type {string[]} */ ([])
				navigator.clipboard.writeText = async (text) => void copied.push(text)
				const y = Array.from({ length: count }, (_, i) => [String(Math.sin(i))])
				const { store } = /** @type {any} */ (document.querySelector('loss-calculator'))
				store.load({ loss: 'huber', y, p: y })
				const button = /** @type {HTMLElement} */ (document.getElementById('share'))
				const words = button.textContent
				button.click()
				while (button.textContent === words) await new Promise((resolve) => setTimeout(resolve, 10))
				const said = button.textContent
				while (button.textContent !== words) await new Promise((resolve) => setTimeout(resolve, 100))
				return { said, isAddress: copied.map((text) => text === location.href) }
			}, count)
		assert.equal(await shared(20000), { said: 'Too much data for a link: save them as CSV', isAddress: [] })
		assert.equal(await shared(20), { said: 'Link copied', isAddress: [true] })
		await page.close()
	})

	test('a link that is followed while the address is being written is not lost', async () => {
		const page = await driver.open({ hash: '#v1&loss=squaredError&y=9&p=9' })
		const next = '#v1&loss=squaredError&y=1&p=3'
		await page.evaluate((hash) => {
			document.getElementById('share')?.click()
			location.hash = hash
		}, next)
		await settled(page)
		assert.is(await value(page), 4)
		assert.is(await page.evaluate(() => location.hash), next)
		await page.close()
	})

	test('pasted text fills the cells from its corner on', async () => {
		const page = await driver.open()
		for (const [pasted, rows] of PASTED) {
			await go(page, '#v1&loss=squaredError&y=9&p=9')
			await go(page, '#v1&loss=squaredError&y=0,0&p=1,1')
			await paste(page, 'y:0:0', pasted)
			const { y, p } = await stateOf(page)
			assert.equal(
				rows.map((_, i) => [y[i][0], p[i][0]]),
				rows.map((row) => row.slice(0, 2)),
				pasted,
			)
		}
		await page.close()
	})

	test('a column is pasted over weights, too, and over a second model, and adds rows', async () => {
		const page = await driver.open({ hash: '#v1&loss=squaredError&y=0,0&p=1,1&q=2,2&w=1,1' })
		await paste(page, 'w:0:0', '2\n3\n4')
		await paste(page, 'q:1:0', '5\t6\n7\t8\n9\t1')
		const { y, p, q, w } = await stateOf(page)
		assert.equal([y.length, p.length, q.flat(), w], [4, 4, ['2', '5', '7', '9'], ['2', '6', '8', '1']])
		await page.close()
	})

	test('what is for reading only is not pasted over', async () => {
		const page = await driver.open({ hash: '#v1&loss=squaredError&y=0,0&p=1,1' })
		await page.$eval('loss-calculator', (element) => element.setAttribute('readonly', ''))
		await settled(page)
		await paste(page, 'y:0:0', '5\n6')
		assert.equal((await stateOf(page)).y, [['0'], ['0']])
		await page.close()
	})

	test('a file that is dropped is read, however ragged', async () => {
		const page = await driver.open({ hash: '#v1&loss=squaredError&y=0&p=0' })
		/** @param {string} data */
		const drop = async (data) => {
			await page.$eval(
				'>>> loss-table >>> .frame',
				(frame, data) => {
					const event = new Event('drop', { bubbles: true, cancelable: true })
					frame.dispatchEvent(Object.assign(event, { dataTransfer: { files: [new File([data], 'data.csv')] } }))
				},
				data,
			)
			await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
			await settled(page)
		}
		await drop('y,p\n1,2\n3,5\n')
		assert.is(await value(page), 2.5)
		await drop('1,2\n3\n"4","6",7\nx,1\n')
		assert.match(await said(page), /Sample 4, target: “x” is not a number/)
		assert.equal((await stateOf(page)).y, [['1'], ['3'], ['4'], ['x']])
		await drop('')
		assert.is((await stateOf(page)).y.length, 4)
		await page.close()
	})

	test('Enter takes the loss that was typed, however fast', async () => {
		const page = await driver.open()
		await click(page, 'button.open')
		const chosen = await page.$eval('>>> loss-picker', (picker) => {
			const search = /** @type {HTMLInputElement} */ (picker.shadowRoot?.querySelector('.search'))
			search.value = 'squared hinge'
			search.dispatchEvent(new Event('input', { bubbles: true }))
			search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
			return /** @type {any} */ (picker).state.loss
		})
		assert.is(chosen, 'squaredHinge')
		await page.close()
	})

	test('every number of a derivation is the library’s', async () => {
		const page = await driver.open({ height: 1600 })
		await page.evaluate(() => scrollTo(0, 300))
		await settled(page)
		for (const id of Object.keys(catalogue)) {
			const found = await page.evaluate(async (loss) => {
				const calculator = /** @type {any} */ (document.querySelector('loss-calculator'))
				const derivation = calculator.shadowRoot.querySelector('loss-derivation')
				const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
				const wrong = /** @type {string[]} */ ([])
				let count = 0
				const near = (/** @type {string} */ shown, /** @type {number} */ x) => {
					count++
					const number = Number(shown.trim().replace(/−/g, '-').replace('∞', 'Infinity'))
					const isSame = Object.is(number, x) || number === x || Math.abs(number - x) <= 6e-5 * Math.abs(x)
					if (!isSame) wrong.push(`${shown} for ${x}`)
				}
				calculator.store.load({ loss, view: 'values' })
				for (const row of calculator.state.y.keys()) {
					calculator.store.set({ selected: row })
					await frames()
					const { state, result } = calculator
					const at = result.rows.indexOf(row) * result.width + (result.width > 1 ? state.component : 0)
					for (const node of derivation.shadowRoot.querySelectorAll('[data-cell]')) {
						const [column, i, k] = node.dataset.cell.split(':')
						if (column === 'value') near(node.textContent, result.each[result.rows.indexOf(row)])
						else if (state[column][i].length > k && result.yTrue.length === result.yPred.length)
							near(node.textContent, Number(state[column][i][k]))
					}
					const total = derivation.shadowRoot.querySelector('[data-total]')
					if (total) near(total.textContent, result.value)
					const results = [...derivation.shadowRoot.querySelectorAll('.result:not([data-cell])')]
					if (results.length === 1) near(results[0].textContent, result.slopes[at])
				}
				return { wrong, count }
			}, id)
			assert.equal(found.wrong, [], id)
			assert.ok(found.count >= 3, id)
		}
		await page.close()
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
