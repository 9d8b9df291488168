// What is clicked is what was aimed at: nothing moves from under a pointer, whatever is drawn or fetched meanwhile.
import * as assert from 'uvu/assert'
import { canTest, settled, start } from './browser/driver.js'
import { suite } from './help/uvu.js'

const test = suite('page: clicks')

if (canTest()) {
	const driver = await start()
	test.after(() => driver.close())

	test('what is pressed stays under the pointer until it is let go', async () => {
		const own = await driver.open()
		const tab = () => own.$eval('>>> #tab-curve', (node) => node.getBoundingClientRect().toJSON())
		const before = await tab()
		await own.mouse.move(before.x + before.width / 2, before.y + before.height / 2)
		await own.mouse.down()
		await own.$eval('loss-calculator', (node) => /** @type {any} */ (node).store.set({ unknown: 'nowhere' }))
		await settled(own)
		assert.equal(await tab(), before)
		await own.mouse.up()
		await settled(own)
		assert.ok((await tab()).top > before.top + before.height / 2, 'what is said of the loss has moved it by now')
		assert.is(await own.$eval('loss-calculator', (node) => /** @type {any} */ (node).state.view), 'curve')
		await own.close()
	})

	test('what is fetched as it comes into view does not move the examples beside it', async () => {
		for (const hash of ['', '#v1&loss=squaredHinge&y=1,-1&p=0.5,0.2', '#v1&loss=softmaxCrossEntropy&reduction=sum']) {
			const own = await driver.open({ hash, width: 1280, height: 500 })
			const [before, after] = await own.evaluate(async () => {
				const [calculator, examples] = ['loss-calculator', 'loss-presets'].map((name) => document.querySelector(name))
				const late = calculator?.shadowRoot?.querySelector('loss-derivation')
				if (!examples || !late || customElements.get('loss-derivation')) throw new Error('nothing is to be fetched')
				scrollTo(0, late.getBoundingClientRect().top - innerHeight + 100)
				const before = examples.getBoundingClientRect().top
				await customElements.whenDefined('loss-derivation')
				return [before, examples.getBoundingClientRect().top]
			})
			assert.is(after, before, hash)
			await own.close()
		}
	})

	test('no error', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
