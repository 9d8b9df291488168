/** The pages of the losses of batches: their data, links, words and relatives, and in a browser that they compute what the library does. */

import { readFile } from 'node:fs/promises'
import * as assert from 'uvu/assert'
import { catalogue as losses } from './help/catalogue.js'
import { languages, program } from '../web/elements/batch/code.js'
import { compute } from '../web/elements/batch/compute.js'
import { fromLink, toLink } from '../web/elements/batch/link.js'
import { batches } from '../web/elements/batch/losses.js'
import { picture } from '../web/elements/batch/picture.js'
import { BatchStore, complete } from '../web/elements/batch/state.js'
import { choices } from '../web/elements/describe.js'
import { messages } from '../web/elements/i18n.js'
import { KINDS, relations, relatives } from '../web/page/kin.js'
import { canTest, click, settled, shows, start } from './browser/driver.js'
import { full } from './help/states.js'
import { suite } from './help/uvu.js'

const test = suite('batch-page')

/** @param {string} path */
const json = async (path) => JSON.parse(await readFile(new URL(`../web/${path}`, import.meta.url), 'utf8'))
const own = { en: await json('elements/messages/batch/en.json'), zh: await json('elements/messages/batch/zh.json') }
const kin = { en: await json('page/messages/kin/en.json'), zh: await json('page/messages/kin/zh.json') }

for (const [id, loss] of Object.entries(batches)) {
	test(`${id}: its example and a state with everything compute, and a link holds them`, () => {
		for (const state of [complete({ loss: id }), full(id)]) {
			const { problem, value, gradient, cells } = compute(state)
			assert.is(problem, null, problem?.message)
			assert.is(cells.size, 0)
			assert.ok(Number.isFinite(value))
			assert.ok(
				Object.values(gradient).some((part) => Array.from(part).some((g) => g !== 0)),
				'a gradient to see',
			)
			assert.equal(fromLink(toLink(state)), state)
		}
	})

	test(`${id}: the curve goes through the value, and its slope is the gradient`, () => {
		const found = picture(complete({ loss: id }))
		assert.ok(found?.point)
		const { point, curves } = found
		const [before, after] = curves[0].samples
			.slice(0, -1)
			.flatMap((s, j) =>
				s.x <= point.x && point.x <= curves[0].samples[j + 1].x ? [[s, curves[0].samples[j + 1]]] : [],
			)[0]
		const [low, high] = [before.value, after.value].sort((a, b) => a - b)
		const slack = 0.1 * Math.max(1e-9, high - low, Math.abs(before.slope) * (after.x - before.x))
		assert.ok(point.value >= low - slack && point.value <= high + slack, `${point.value} from ${low} to ${high}`)
	})

	test(`${id}: every input, dimension and parameter has words in both languages`, () => {
		for (const lang of /** @type {const} */ (['en', 'zh'])) {
			const keys = loss.inputs.flatMap(({ name, kind, dimensions }) => [
				`input.${name}`,
				`kind.${kind}`,
				...dimensions.flatMap((dimension) => [`dimension.${dimension}`, `one.${dimension}`]),
			])
			for (const key of keys) assert.ok(own[lang][key], `${lang} ${key}`)
		}
	})
}

test('links of before give the values of before', async () => {
	const links = JSON.parse(await readFile(new URL('links-batch.json', import.meta.url), 'utf8'))
	assert.equal([...new Set(links.map(([link]) => /loss=(\w+)/.exec(link)?.[1]))].sort(), Object.keys(batches).sort())
	for (const [link, value] of links) {
		const result = compute(/** @type {any} */ (fromLink(`#${link}`)))
		assert.ok(Math.abs(Number(result.value) - value) <= 1e-13 * Math.abs(value), `${link}: ${result.value}`)
	}
})

test('both languages have the same words', () => {
	assert.equal(Object.keys(own.en), Object.keys(own.zh))
	assert.equal(Object.keys(kin.en).sort(), [...KINDS].sort())
	assert.equal(Object.keys(kin.en), Object.keys(kin.zh))
	for (const { en, zh } of [own, kin])
		for (const key of Object.keys(en)) {
			const names = (/** @type {string} */ text) => [...new Set(text.match(/\{\w+/g))].sort() // prettier-ignore
			assert.equal(names(en[key]), names(zh[key]), key)
		}
})

test('every parameter of every loss, and what it is chosen from, has words in both languages', () => {
	for (const { id, parameters } of Object.values(losses))
		for (const parameter of parameters)
			for (const lang of /** @type {const} */ (['en', 'zh'])) {
				const words = { ...messages[lang], ...own[lang] }
				assert.ok(words[`parameter.${parameter.name}`], `${id} ${parameter.name} ${lang}`)
				for (const word of choices(parameter))
					if (/^[a-z]{2,}$/.test(word)) assert.ok(words[`word.${word}`], `${id} ${word} ${lang}`)
			}
})

test('every line of kinship is of two losses, once', () => {
	const pairs = relations.map(([a, , b]) => {
		assert.ok(losses[a] && losses[b], `${a} ${b}`)
		return [a, b].sort().join(' ')
	})
	assert.is(new Set(pairs).size, pairs.length, pairs.filter((pair, i) => pairs.indexOf(pair) !== i).join())
})

test('relatives: one to six of every loss, each once, each with a reason, and never itself', () => {
	const all = Object.values(losses)
	for (const loss of all) {
		const found = relatives(loss, all)
		assert.ok(found.length >= 1 && found.length <= 6, loss.id)
		const ids = found.map(({ id }) => id)
		assert.is(new Set(ids).size, ids.length, loss.id)
		assert.not.ok(ids.includes(loss.id))
		for (const { id, kind } of found) {
			assert.ok(losses[id], id)
			assert.ok(KINDS.includes(kind))
		}
	}
})

test('a cell that is no number is marked, and nothing else is', () => {
	const store = new BatchStore({ loss: 'tripletMargin' })
	store.edit('anchor', { 1: 'x' })
	assert.equal([...compute(store.state).cells.keys()], ['anchor:1'])
	store.undo()
	assert.is(compute(store.state).cells.size, 0)
	const labels = new BatchStore({ loss: 'linearArcFace' })
	labels.edit('labels', { 2: '7' })
	assert.equal([...compute(labels.state).cells.keys()], ['labels:2'])
	assert.match(compute(labels.state).problem?.message ?? '', 'linearArcFace: labels[2] is 7')
})

test('pasted rows fill from a cell on; sizes keep what was there', () => {
	const store = new BatchStore({ loss: 'supCon' })
	const cells = [
		['5', '6'],
		['7', '8'],
	]
	store.paste('embeddings', 2, cells)
	assert.equal(store.state.cells.embeddings.slice(0, 6), ['0.3', '1.1', '5', '6', '7', '8'])
	store.resize('features', 3)
	assert.equal([store.state.cells.embeddings[3], store.state.cells.embeddings[4]], ['5', '6'])
	store.resize('features', 2)
	assert.equal(store.state.cells.embeddings.slice(2, 6), ['5', '6', '7', '8'])
	store.resize('samples', 2)
	assert.equal(store.state.cells.labels.length, 2)
})

test('programs are there for the frameworks that give the number, and for no other', () => {
	const state = complete({ loss: 'ctc' })
	assert.equal(languages('ctc').map(([name]) => name), ['javascript', 'torch']) // prettier-ignore
	assert.equal(program(state, 'torch'), { missing: 'settings' })
	assert.ok('code' in program({ ...state, reduction: 'sum' }, 'torch'))
	assert.equal(program({ ...complete({ loss: 'r2' }), weights: ['1', '2', '1', '1'] }, 'keras'), { missing: 'loss' })
})

/** A loss, a part of its link, and what must be said in English and Chinese. @type {[string, string, RegExp, RegExp][]} */
const WRONG = [
	[
		'tripletMargin',
		'anchor=0,abc;1,2',
		/anchor, sample 0 feature 1: “abc” is not a number/,
		/锚点，样本 0 特征 1：“abc”不是数/,
	],
	['tripletMargin', 'anchor=0,;1,2', /feature 1: A number is missing/, /特征 1：缺少数值/],
	['tripletMargin', 'margin=-1', /“Margin” is −1; it must be at least 0/, /“间隔”为 −1；允许的范围：不小于 0/],
	[
		'tripletMargin',
		'weights=1,-1,2',
		/weight 1: −1 is not allowed: it must be at least 0/,
		/权重 1：−1 不在允许的范围之内：不小于 0/,
	],
	[
		'supCon',
		'labels=1,1,2.5,3',
		/labels, sample 2: 2\.5 is not allowed: it must be an integer/,
		/标签，样本 2：2\.5 .*整数/,
	],
	['linearCrossEntropy', 'labels=9,0,1', /Class 9 does not exist: there are 3/, /类别 9 不存在：共有 3/],
	['ctc', 'labelLengths=9', /9 is not allowed: it must be 0, 1, or 2/, /9 不在允许的范围之内：0、1 或 2/],
	['concordance', 'yTrue=inf', /Some values are not a number/, /有的值不是数/],
]

if (canTest()) {
	const driver = await start()

	test.after(() => driver.close())

	/** @param {import('puppeteer-core').Page} page */
	const value = (page) => page.$eval('>>> loss-batch >>> output data', (node) => Number(node.getAttribute('value')))

	test('a page computes: a cell, a parameter, the size, a point moved by keys and by the pointer, the address', async () => {
		const page = await driver.open({ path: 'loss/tripletMargin/' })
		const state = () => page.$eval('loss-batch', (node) => /** @type {any} */ (node).state)
		const agrees = async () => {
			assert.is(await value(page), compute(complete(await state())).value)
		}
		await agrees()
		const cell = await page.$('>>> [data-at="negative:0"]')
		await cell?.click({ count: 3 })
		await page.keyboard.type('0.6')
		await settled(page)
		assert.is((await state()).cells.negative[0], '0.6')
		await agrees()
		await click(page, 'input[name=swap][value=true]')
		await click(page, '[aria-label="More samples"]')
		assert.is((await state()).sizes.samples, 4)
		await agrees()
		await page.$eval('>>> [data-point="positive:1"]', (node) => /** @type {any} */ (node).focus())
		await page.keyboard.press('ArrowRight')
		await settled(page)
		assert.is((await state()).cells.positive[2], '1.25')
		const box = await (await page.$('>>> [data-point="anchor:2"] .shape'))?.boundingBox()
		if (box) {
			const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
			await page.mouse.move(x, y)
			await page.mouse.down()
			await page.mouse.move(x + 30, y + 20, { steps: 4 })
			await page.mouse.up()
			await settled(page)
		}
		const { cells } = await state()
		assert.ok(Number(cells.anchor[4]) > -1 && Number(cells.anchor[5]) < 0.5, cells.anchor.join())
		await agrees()
		await new Promise((resolve) => setTimeout(resolve, 400))
		const hash = await page.evaluate(() => location.hash)
		const other = await driver.open({ path: 'loss/tripletMargin/', hash })
		assert.is(await value(other), await value(page))
		await other.close()
		await page.keyboard.down('Control')
		await page.keyboard.press('z')
		await page.keyboard.up('Control')
		await settled(page)
		assert.equal((await state()).cells.anchor.slice(4, 6), ['-1', '0.5'])
		await page.close()
	})

	for (const lang of /** @type {const} */ (['en', 'zh']))
		test(`what is wrong is said: ${lang}`, async () => {
			for (const [id, part, english, chinese] of WRONG) {
				const page = await driver.open({ path: `loss/${id}/`, lang, hash: `#v1&loss=${id}&${part}` })
				const said = await page.$$eval('>>> :is(.problem, .problems li, .note)', (all) =>
					all.map((one) => one.textContent),
				)
				assert.match(said.join(' '), lang === 'zh' ? chinese : english, `${id} ${part}`)
				const marked = await page.$$('>>> [aria-invalid=true]')
				assert.is(marked.length, Number(id !== 'concordance'), `${id} ${part}`)
				await page.close()
			}
		})

	test('pages of every form show their example’s value, a formula, and a program with that value', async () => {
		for (const id of [
			'supCon',
			'ctc',
			'linearCrossEntropy',
			'pairwiseHinge',
			'lovaszSoftmax',
			'r2',
			'generalizedDice',
		]) {
			const page = await driver.open({ path: `loss/${id}/`, lang: 'zh' })
			assert.is(await value(page), compute(complete({ loss: id })).value, id)
			assert.ok(await page.$('.display math'), id)
			await shows(page, 'loss-batch >>> pre', String(compute(complete({ loss: id })).value))
			const left = await page.evaluate(() =>
				document.documentElement.innerText.match(/[a-z]\w*\.\w+\.\w+|undefined|\{\w+\}/),
			)
			assert.is(left, null, `${id}: ${left}`)
			await page.close()
		}
	})

	test('no error, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})
}

test.run()
