/** The elements away from the page: in frames, in one file, on their own. */

import * as assert from 'uvu/assert'
import { canTest, start, value } from './browser/driver.js'
import { suite } from './help/uvu.js'

if (canTest()) {
	const test = suite('embeds')
	const driver = await start()

	test.after(() => driver.close())

	test('a frame tells its height, gives its state to a friend, and ignores nonsense', async () => {
		const other = await driver.open({ isElsewhere: true })
		const heard = await other.evaluate(async (origin) => {
			const frame = document.createElement('iframe')
			frame.src = `${origin}/embed/index.html?element=loss-curve#v1&loss=hinge&y=1,1&p=0.5,2`
			const heardOf = /** @type {any[]} */ ([])
			addEventListener('message', (e) => heardOf.push(e.data))
			document.body.append(frame)
			await new Promise((resolve) => frame.addEventListener('load', resolve))
			const wait = () => new Promise((resolve) => setTimeout(resolve, 300))
			const send = (/** @type {any} */ data) => frame.contentWindow?.postMessage(data, '*')
			await wait()
			send({ ns: 'loss', v: 1, type: 'hello' })
			await wait()
			for (const odd of [
				null,
				1,
				'x',
				[],
				{ ns: 'loss' },
				{ ns: 'loss', v: 1, type: 'set', state: {} },
				{ ns: 'loss', v: 1, type: 'set', state: '<script>' },
				{ ns: 'loss', v: 2, type: 'set', state: 'v1&loss=huber' },
			])
				send(odd)
			send({ ns: 'loss', v: 1, type: 'get' })
			await wait()
			send({ ns: 'loss', v: 1, type: 'set', state: 'v1&loss=huber&y=1&p=4' })
			send({ ns: 'loss', v: 1, type: 'get' })
			await wait()
			return heardOf
		}, driver.origin)
		const states = heard.filter((m) => m.state).map((m) => m.state)
		assert.match(states[0], 'loss=hinge&y=1,1&p=0.5,2')
		assert.is(states[1], states[0])
		assert.match(states[2], 'loss=huber&y=1&p=4')
		assert.ok(heard.some((m) => m.type === 'resize' && m.height > 200))
		assert.ok(heard.some((m) => m.subject === 'lti.frameResize'))
		await other.close()
	})

	test('one file works from the disk', async () => {
		const other = await driver.open({ file: 'losslab.html' })
		assert.is(await value(other), 0.375)
		await other.close()
	})

	test('elements stand alone, share a group, and speak by events', async () => {
		const other = await driver.open({ path: 'embed/' })
		const seen = await other.evaluate(async () => {
			const events = /** @type {string[]} */ ([])
			document.body.innerHTML =
				'<loss-curve group="a" loss="huber" y="1,2" pred="2,5"></loss-curve><p>It is <loss-value group="a"></loss-value>.</p><loss-value loss="mse" y="3" pred="1"></loss-value>'
			const [curve, shared, own] = /** @type {any[]} */ ([...document.querySelectorAll('loss-curve, loss-value')])
			const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
			document.body.addEventListener('loss-change', (e) => events.push(/** @type {Element} */ (e.target).localName))
			const before = [curve.result.value, shared.result.value, own.result.value]
			own.setAttribute('pred', '2')
			curve.state = { ...curve.state, p: [['1'], ['2']] }
			await frame()
			const quiet = events.length
			curve.store.edit('p', 0, 0, '3')
			await frame()
			return { before, after: [shared.shadowRoot.textContent, own.shadowRoot.textContent], quiet, loud: events.length }
		})
		assert.equal(seen.before, [1.5, 1.5, 4])
		assert.equal(seen.after, ['0.75', '1'])
		assert.is(seen.quiet, 0)
		assert.ok(seen.loud > 0)
		await other.close()
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
