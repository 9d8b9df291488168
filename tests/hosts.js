/** The elements in pages of others: slides and notebooks with keys of their own, frameworks that set properties, widgets. */

import * as assert from 'uvu/assert'
import { complete } from '../web/elements/state.js'
import { toAttributes, toLink } from '../web/elements/link.js'
import { first, hosts } from '../web/page/snippets.js'
import { canTest, settled, start } from './browser/driver.js'
import { suite } from './help/uvu.js'

if (canTest()) {
	const test = suite('hosts')
	const driver = await start()

	test.after(() => driver.close())

	/** @param {string} html */
	const host = (html) =>
		driver.open({ html: `<script type="module" src="${driver.origin}/elements.js"></script>\n${html}` })

	/** The focus, through shadow roots. @param {import('puppeteer-core').Page} page @param {string} selector */
	const focus = (page, selector) => page.$eval(`>>> ${selector}`, (node) => /** @type {HTMLElement} */ (node).focus())

	test('keys that a control takes are not the host’s, all others are', async () => {
		const page = await host('<loss-calculator loss="huber" y="1,2" pred="2,5"></loss-calculator>')
		await page.evaluate(() => {
			const heard = /** @type {string[]} */ ([])
			Object.assign(window, { heard })
			document.addEventListener('keydown', (e) => heard.push(e.key))
		})
		const heard = () => page.evaluate(() => /** @type {any} */ (window).heard.splice(0))
		await focus(page, '[data-at="p:0:0"]')
		await page.keyboard.type('n.5')
		for (const key of /** @type {const} */ (['ArrowRight', 'Home', 'Backspace'])) await page.keyboard.press(key)
		assert.equal(await heard(), [])
		await page.keyboard.press('Tab')
		await focus(page, 'loss-curve >>> .handle')
		for (const key of /** @type {const} */ (['ArrowRight', 'PageUp', 't', 'b'])) await page.keyboard.press(key)
		await focus(page, '#tab-values')
		await page.keyboard.press('ArrowRight')
		assert.equal(await heard(), ['Tab'])
		await focus(page, 'button.open')
		for (const key of /** @type {const} */ (['ArrowRight', 'Escape'])) await page.keyboard.press(key)
		assert.equal(await heard(), ['ArrowRight', 'Escape'])
		await page.close()
	})

	test('a move by keys is told as it goes, and as done when the key is let go', async () => {
		const page = await host('<loss-curve loss="squaredError" y="0" pred="1"></loss-curve>')
		await page.evaluate(() => {
			const told = /** @type {string[]} */ ([])
			Object.assign(window, { told })
			for (const type of ['loss-input', 'loss-change']) document.addEventListener(type, () => told.push(type))
		})
		await focus(page, '.handle')
		await page.keyboard.down('ArrowRight')
		await settled(page)
		assert.equal(await page.evaluate(() => /** @type {any} */ (window).told), ['loss-input'])
		await page.keyboard.up('ArrowRight')
		assert.equal(await page.evaluate(() => /** @type {any} */ (window).told), ['loss-input', 'loss-change'])
		await page.close()
	})

	test('attributes are properties, also those set before the element was defined', async () => {
		const page = await driver.open({ html: '<loss-value id="a" loss="mse" y="3" pred="1"></loss-value>' })
		const found = await page.evaluate(async (elements) => {
			const value = /** @type {any} */ (document.getElementById('a'))
			Object.assign(value, { pred: '2,5', y: '1,2', digits: 3 })
			const events = /** @type {string[]} */ ([])
			for (const type of ['loss-input', 'loss-change']) document.addEventListener(type, () => events.push(type))
			await import(elements)
			const before = [value.result.value, value.getAttribute('digits'), value.loss, value.pred]
			value.loss = 'huber'
			value.parameters = 'delta:0.5'
			value.readonly = true
			const other = Object.assign(document.createElement('loss-value'), { group: 'g' })
			const calculator = Object.assign(document.createElement('loss-calculator'), { group: 'g', view: 'compare' })
			document.body.append(calculator, other)
			calculator.loss = 'hinge'
			await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
			const framework = [other.loss, calculator.view, calculator.shadowRoot.querySelector('.panel').className]
			const after = [value.result.value, value.loss, value.parameters, value.hasAttribute('readonly')]
			value.store.edit('p', 0, 0, '7')
			const edited = value.result.value
			value.reset()
			const reset = [edited !== value.result.value, value.result.value]
			events.length = 0
			value.readonly = false
			value.loss = 'no such loss'
			return { before, after, framework, reset, isReadonly: value.readonly, fallen: typeof value.result.value, events }
		}, `${driver.origin}/elements.js`)
		assert.equal(found.before, [5, '3', 'squaredError', '2,5'])
		assert.equal(found.after, [(0.375 + 1.375) / 2, 'huber', 'delta:0.5', true])
		assert.equal(found.reset, [true, (0.375 + 1.375) / 2])
		assert.equal(found.framework, ['hinge', 'compare', 'panel compare'])
		assert.is(found.isReadonly, false)
		assert.is(found.fallen, 'number')
		assert.equal(found.events, [])
		await page.close()
	})

	test('where a policy forbids the module, an element shows what its author put into it, or says why', async () => {
		const page = await driver.open({
			html: `<meta http-equiv="Content-Security-Policy" content="script-src ${driver.origin}">
				<script type="module" src="${driver.origin}/elements.js"></script>
				<loss-value id="a"></loss-value><loss-calculator id="b">A picture</loss-calculator>`,
		})
		const shown = await page.$$eval('loss-value, loss-calculator', (all) =>
			all.map((one) => {
				const slot = one.shadowRoot?.querySelector('slot')
				return (slot?.assignedNodes({ flatten: true }) ?? []).map((node) => node.textContent).join('')
			}),
		)
		assert.match(shown[0], "Content-Security-Policy needs script-src 'wasm-unsafe-eval'")
		assert.is(shown[1], 'A picture')
		await page.close()
		const said = driver.faults.splice(0)
		assert.ok(said.length > 0)
		for (const fault of said) assert.match(fault, 'wasm-unsafe-eval')
	})

	test('a widget has its value at once, keeps the model up to date, and follows it', async () => {
		const page = await driver.open({ isElsewhere: true })
		const link = (/** @type {object} */ part) => toLink(complete({ loss: 'huber', y: [1], ...part }))
		const found = await page.evaluate(
			async ({ module, state, other }) => {
				const { default: widget } = await import(module)
				const given = /** @type {Record<string, any>} */ ({
					element: 'loss-curve',
					state,
					theme: 'dark',
					language: 'zh',
				})
				const calls = /** @type {Record<string, () => void>} */ ({})
				let saves = 0
				const model = {
					get: (/** @type {string} */ name) => given[name],
					set: (/** @type {string} */ name, /** @type {any} */ value) => (given[name] = value),
					save_changes: () => saves++,
					on: (/** @type {string} */ event, /** @type {() => void} */ call) => (calls[event] = call),
					off: (/** @type {string} */ event) => delete calls[event],
				}
				const clean = widget.render({ model, el: document.body })
				const element = /** @type {any} */ (document.querySelector('loss-curve'))
				const first = given.value
				element.store.edit('p', 0, 0, '2')
				element.store.commit()
				const edited = [given.value, given.state]
				given.state = other
				calls['change:state']()
				const followed = element.result.value
				const { colorScheme, backgroundColor } = getComputedStyle(element)
				clean()
				return {
					first,
					edited,
					followed,
					saves,
					colorScheme,
					backgroundColor,
					left: Object.keys(calls),
					element: document.querySelector('loss-curve'),
				}
			},
			{ module: `${driver.origin}/afm.js`, state: link({ p: [4] }), other: link({ p: [1.5] }) },
		)
		assert.is(found.first, 2.5)
		assert.equal(found.edited, [0.5, link({ p: [2] })])
		assert.is(found.followed, 0.125)
		assert.ok(found.saves >= 2)
		assert.is(found.colorScheme, 'dark')
		assert.is.not(found.backgroundColor, 'rgba(0, 0, 0, 0)')
		assert.equal(found.left, [])
		assert.is(found.element, null)
		await page.close()
	})

	test('a widget lives where there is no kernel, whose model throws, as in the theme of MyST', async () => {
		const page = await driver.open({ isElsewhere: true })
		const state = toLink(complete({ loss: 'huber', y: [1], p: [4] }))
		const found = await page.evaluate(
			async ({ module, state }) => {
				const { default: widget } = await import(module)
				const refuse = () => {
					throw new Error('a notebook without invoke')
				}
				const given = /** @type {Record<string, any>} */ ({ element: 'loss-curve', state })
				const model = {
					get: (/** @type {string} */ name) => given[name],
					set: (/** @type {string} */ name, /** @type {any} */ value) => (given[name] = value),
					...{ on: () => {}, off: refuse, save_changes: refuse },
				}
				const host = document.body.appendChild(document.createElement('div'))
				const el = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
				const clean = widget.render({ model, el })
				const element = /** @type {any} */ (el.firstChild)
				element.store.edit('p', 0, 0, '2')
				element.store.commit()
				const value = element.result.value
				clean()
				return { value, told: given.value, left: el.childNodes.length }
			},
			{ module: `${driver.origin}/afm.js`, state },
		)
		assert.equal(found, { value: 0.5, told: 0.5, left: 0 })
		await page.close()
	})

	test('a theme brings its ground, and slides are not swiped by a drag', async () => {
		const state = complete({ loss: 'squaredError', y: [3, -0.5], p: [2.5, 0] })
		const choice = {
			...{ ...first, base: `${driver.origin}/`, title: '', theme: 'dark' },
			...{ loss: state.loss, isBatch: false, link: toLink(state), attributes: toAttributes(state) },
		}
		const page = await driver.open({ html: hosts.elements(choice) })
		const ground = await page.$eval('loss-curve', (node) => getComputedStyle(node).backgroundColor)
		assert.match(ground, /^rgb\((\d|[1-5]\d), (\d|[1-5]\d), (\d|[1-5]\d)\)$/)
		assert.match(hosts.mdx(choice), "style={{ colorScheme: 'dark', background: 'Canvas' }}")
		assert.match(hosts.reveal(choice), '<loss-curve loss="squaredError" y="3,-0.5" pred="2.5,0" data-prevent-swipe ')
		await page.close()
	})

	test('no error', () => assert.equal(driver.faults, []))

	test.run()
}
