/** The elements away from the page: in frames, in one file, on their own. */

import * as assert from 'uvu/assert'
import { compute } from '../web/elements/compute.js'
import { format } from '../web/elements/numbers.js'
import { compute as computeBatch } from '../web/elements/batch/compute.js'
import { complete as completeBatch } from '../web/elements/batch/state.js'
import { catalogue } from '../web/elements/describe.js'
import { batches } from '../web/elements/batch/losses.js'
import { complete } from '../web/elements/state.js'
import { canTest, click, start, value } from './browser/driver.js'
import { suite } from './help/uvu.js'

if (canTest()) {
	const test = suite('embeds')
	const driver = await start()

	test.after(() => driver.close())

	test('a frame tells its height, gives its state to a friend, and ignores nonsense', async () => {
		const other = await driver.open({ isElsewhere: true })
		const { heard, early } = await other.evaluate(async (origin) => {
			const frame = document.createElement('iframe')
			frame.src = `${origin}/embed/index.html?element=loss-curve#v1&loss=hinge&y=1,1&p=0.5,2`
			const heardOf = /** @type {any[]} */ ([])
			addEventListener('message', (e) => heardOf.push(e.data))
			document.body.append(frame)
			await new Promise((resolve) => frame.addEventListener('load', resolve))
			const wait = () => new Promise((resolve) => setTimeout(resolve, 300))
			const send = (/** @type {any} */ data) => frame.contentWindow?.postMessage(data, '*')
			await wait()
			send({ ns: 'loss', v: 1, type: 'get' })
			await wait()
			const early = heardOf.filter((m) => m.state).length
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
			return { heard: heardOf, early }
		}, driver.origin)
		assert.is(early, 0, 'a state is told before a hello')
		const states = heard.filter((m) => m.state).map((m) => m.state)
		assert.match(states[0], 'loss=hinge&y=1,1&p=0.5,2')
		assert.is(states[1], states[0])
		assert.match(states[2], 'loss=huber&y=1&p=4')
		assert.ok(heard.some((m) => m.type === 'resize' && m.height > 200))
		assert.ok(heard.some((m) => m.subject === 'lti.frameResize'))
		await other.close()
	})

	test('a page with frames hears what a reader changes, of frames of ours alone, and sets their language', async () => {
		const source = `${driver.origin}/embed/index.html?element=loss-table#v1&loss=huber&y=1&p=4`
		// WebKit matches nothing by 'self' in a sandbox: loading.js tries it with a host that is named
		const sandbox = driver.name === 'webkit' ? '' : 'sandbox="allow-scripts"'
		const host = await driver.open({
			html: `<iframe id="a" src="${source}" width="600" height="100"></iframe>
				<iframe id="b" ${sandbox} src="${source}" width="600" height="100" title="Own"></iframe>
				<iframe id="c" srcdoc="<script>parent.postMessage({ ns: 'loss', v: 1, type: 'change', state: 'v1', value: 7 }, '*')</script>"></iframe>
				<script>told = []; for (const type of ['loss-ready', 'loss-change']) addEventListener(type, ({ target, detail }) => told.push([target.id, type, detail]))</script>
				<script type="module" src="${driver.origin}/frames.js"></script>`,
		})
		const told = () => host.evaluate(() => /** @type {any} */ (window).told)
		const heard = (/** @type {number} */ count) =>
			host.waitForFunction((count) => /** @type {any} */ (window).told.length >= count, {}, count)
		await heard(2)
		for (const [, type, { state, value }] of await told())
			assert.equal([type, value, state.includes('loss=huber&y=1&p=4')], ['loss-ready', 2.5, true])
		const inner = await (await host.$('#b'))?.contentFrame()
		await inner?.evaluate(() => {
			const { store } = /** @type {any} */ (document.querySelector('loss-table'))
			store.edit('p', 0, 0, '2')
		})
		await heard(3)
		const [id, type, { value }] = (await told())[2]
		assert.equal([id, type, value], ['b', 'loss-change', 0.5])
		assert.equal(await host.$$eval('iframe', (all) => all.map(({ title }) => title)), ['Losslab', 'Own', ''])
		await host.$eval('#b', (frame) =>
			/** @type {any} */ (frame).contentWindow.postMessage({ ns: 'loss', v: 1, type: 'lang', lang: 'zh' }, '*'),
		)
		await inner?.waitForFunction(() =>
			/** @type {any} */ (document.querySelector('loss-table')).shadowRoot.textContent.includes('预测'),
		)
		await host.close()
	})

	for (const [path, link] of [
		['embed/', 'v1&loss=hinge&y=1,1&p=0.5,2'],
		['embed/tripletMargin/', 'v1&loss=tripletMargin&anchor=0,0&positive=3,4&negative=0,1'],
	])
		test(`ten thousand odd messages change nothing: ${path}`, async () => {
			const other = await driver.open({ isElsewhere: true })
			const [before, after] = await other.evaluate(async (source) => {
				const frame = document.createElement('iframe')
				frame.src = source
				document.body.append(frame)
				await new Promise((resolve) => frame.addEventListener('load', resolve))
				const send = (/** @type {any} */ data) => frame.contentWindow?.postMessage(data, '*')
				/** @returns {Promise<string>} what it says to a question, asked until it answers */
				const ask = (/** @type {string} */ type) =>
					new Promise((resolve) => {
						const timer = setInterval(() => send({ ns: 'loss', v: 1, type }), 50)
						const hear = (/** @type {MessageEvent} */ { data }) => {
							if (typeof data?.state !== 'string') return
							clearInterval(timer)
							removeEventListener('message', hear)
							resolve(data.state)
						}
						addEventListener('message', hear)
					})
				let seed = 1
				const random = (/** @type {number} */ n) => {
					seed = (seed * 48271) % 2147483647
					return seed % n
				}
				const VALUES = [
					null,
					0,
					-1,
					1e9,
					'',
					'x',
					'<b>',
					[],
					{},
					['v1'],
					{ state: 'v1' },
					true,
					'v2&loss=huber',
					'#',
					'hotpink',
				]
				const pick = (/** @type {any[]} */ list) => list[random(list.length)]
				const before = await ask('hello')
				for (let i = 0; i < 10000; i++) {
					const odd = pick([
						() => pick(VALUES),
						() => ({ [pick(['ns', 'type', 'state', 'x', 'toString'])]: pick(VALUES) }),
						() => ({
							ns: 'loss',
							v: pick([1, '1', 2, null]),
							type: pick(['set', 'theme', 'lang', 'go', 1]),
							[pick(['state', 'theme', 'lang'])]: pick(VALUES.slice(0, 12)),
						}),
						() => ({ ns: pick(['los', null]), v: 1, type: 'set', state: 'v1&loss=huber&y=1&p=2' }),
					])()
					send(odd)
					if (i % 1000 === 0) await new Promise((resolve) => setTimeout(resolve))
				}
				return [before, await ask('get')]
			}, `${driver.origin}/${path}#${link}`)
			assert.match(before, link)
			assert.is(after, before)
			await other.close()
		})

	test('the height is told in the dialects of hosts, and comes to rest', async () => {
		const other = await driver.open({
			html: `<style>iframe { frame-sizing: content-height }</style><iframe width="600" src="${driver.origin}/embed/index.html?element=loss-curve#v1&loss=hinge&y=1,1&p=0.5,2"></iframe>`,
		})
		const found = await other.evaluate(async () => {
			const heard = /** @type {any[]} */ ([])
			addEventListener('message', ({ data }) => heard.push(data))
			const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'))
			const until = async (/** @type {(message: any) => boolean} */ wanted) => {
				for (let asked = 0; !heard.some(wanted); asked++) {
					if (asked > 100) throw new Error(JSON.stringify(heard))
					frame.contentWindow?.postMessage({ type: 'iframe-get-child-dimensions' }, '*')
					await new Promise((resolve) => setTimeout(resolve, 100))
				}
				return heard.findLast(wanted).height
			}
			const heights = [
				await until((m) => m.ns === 'loss' && m.type === 'resize'),
				await until((m) => m.subject === 'lti.frameResize'),
				await until((m) => m.type === 'iframe-resized' && m.width > 300),
			]
			await new Promise((resolve) => setTimeout(resolve, 500))
			const before = frame.getBoundingClientRect().height
			heard.length = 0
			await new Promise((resolve) => setTimeout(resolve, 1000))
			const isNative = CSS.supports('frame-sizing: content-height')
			return { heights, before, after: frame.getBoundingClientRect().height, told: heard.length, isNative }
		})
		assert.is(new Set(found.heights).size, 1)
		assert.is(found.told, 0)
		assert.is(found.after, found.before)
		if (found.isNative) assert.ok(Math.abs(found.after - found.heights[0]) <= 5, JSON.stringify(found))
		await other.close()
	})

	test('one file works from the disk, holds all losses, and leads to none beside it', async () => {
		const all = [...Object.keys(catalogue), ...Object.keys(batches)]
		const other = await driver.open({ file: 'losslab.html' })
		assert.is(await value(other), 0.375)
		await click(other, 'button.open')
		const cards = async () => (await other.$$('>>> dialog .card')).length
		for (let tries = 0; tries < 100 && (await cards()) < all.length; tries++)
			await new Promise((resolve) => setTimeout(resolve, 50))
		assert.is(await cards(), all.length)
		const led = await other.$$eval('>>> a', (links) => links.map((link) => link.getAttribute('href') ?? ''))
		assert.equal(
			led.filter((href) => !/^(#|https:)/.test(href)),
			[],
		)
		await click(other, 'dialog [data-loss=tripletMargin]')
		await other.waitForFunction(() => document.querySelector('loss-batch:not([hidden])'))
		const batch = computeBatch(completeBatch({ loss: 'tripletMargin' }))
		const seen = () =>
			other.evaluate(() => {
				const [batch, calculator] = /** @type {any[]} */ ([...document.querySelectorAll('loss-batch, loss-calculator')].reverse()) // prettier-ignore
				return [calculator.hidden, batch?.hidden, batch?.result.value, location.hash.split('&')[1]]
			})
		assert.equal((await seen()).slice(0, 3), [true, false, batch.value])
		await click(other, 'main > p a')
		await other.waitForFunction(() => location.hash.includes('loss=squaredError'))
		assert.equal((await seen()).slice(0, 2), [false, true])
		assert.is(await value(other), 0.375)
		await other.evaluate(() => (location.hash = '#v1&loss=maxError&yTrue=1,2&yPred=1,5'))
		await other.waitForFunction(() => /** @type {any} */ (document.querySelector('loss-batch')).result.value === 3)
		assert.equal(await seen(), [true, false, 3, 'loss=maxError'])
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

	test('elements of batches are set by attributes, shared by groups, hidden in parts, and do not change when read only', async () => {
		const script = `<script type="module" src="${driver.origin}/elements/batch.js"></script>`
		const other = await driver.open({
			html: `${script}<loss-batch id="a" loss="tripletMargin" group="g" anchor="0,0" positive="3,4" negative="0,1"
				hide="formula table plane curve code derivation"></loss-batch>
				<loss-batch-derivation id="b" group="g"></loss-batch-derivation>
				<loss-batch id="c" readonly loss="supCon" hide="derivation"></loss-batch>
				<loss-batch id="d" loss="nonsense"></loss-batch>
				<loss-batch id="e" loss="tripletMargin" anchor="0,0;1,1" positive="1,1"></loss-batch>`,
		})
		await other.waitForFunction(() => /** @type {any} */ (document.querySelector('#b')).shadowRoot?.querySelector('li'))
		const seen = await other.evaluate(async () => {
			const [a, b, c, d, e] = /** @type {any[]} */ ([...document.querySelectorAll('[id]')])
			const events = /** @type {any[]} */ ([])
			document.body.addEventListener('loss-change', (event) => events.push([/** @type {any} */ (event).target.id, /** @type {any} */ (event).detail.result.value])) // prettier-ignore
			const frames = () => new Promise((resolve) => setTimeout(resolve, 300))
			const first = [a.result.value, b.result.value, a.link === b.link]
			const shown = ['table', '.curve', '.plane', 'pre', '.settings', '.result'].map((part) => a.shadowRoot.querySelectorAll(part).length) // prettier-ignore
			a.setAttribute('parameters', 'margin:0')
			a.setAttribute('positive', '0,2')
			b.link = `${b.link}&reduction=sum`
			await frames()
			const quiet = events.length
			a.store.edit('anchor', { 0: '1' })
			await frames()
			const odd = c.shadowRoot.querySelectorAll(
				'.settings, input:not([readonly]):not([type=radio]), .handle[tabindex]',
			).length
			return {
				...{ first, shown, quiet, events, odd, fallback: d.state.loss, state: a.state.reduction },
				after: a.result.value,
				step: b.shadowRoot.querySelector('.result').textContent,
				problem: [...e.result.cells.keys()],
				cells: e.shadowRoot.querySelectorAll('.cell[aria-invalid]').length,
				files: [a.toCSV().split('\n')[0], a.toAttributes().anchor],
			}
		})
		assert.equal(seen.first, [5, 5, true])
		assert.equal(seen.shown, [0, 0, 0, 0, 1, 1])
		assert.is(seen.quiet, 0)
		const value = Math.sqrt(5) - Math.sqrt(2)
		assert.equal(seen.events.map(([id]) => id).sort(), ['a', 'b'])
		assert.ok(
			Math.abs(seen.after - value) < 1e-12 && seen.events.every(([, x]) => x === seen.after),
			String(seen.after),
		)
		assert.match(seen.step, '0.82185')
		assert.is(seen.state, 'sum')
		assert.is(seen.odd, 0)
		assert.is(seen.fallback, 'tripletMargin')
		assert.equal(seen.problem, ['positive:2', 'positive:3'])
		assert.is(seen.cells, 2)
		assert.equal(seen.files[1], '1,0')
		assert.match(seen.files[0], 'samples,anchor 0,anchor 1,anchor gradient 0')
		await other.close()
	})

	test('a frame without scripts shows a result of the loss that it is of', async () => {
		for (const id of ['hinge', 'klDivergence', 'tripletMargin', 'r2']) {
			const source = `${driver.origin}/embed/${id}/index.html#v1&loss=${id}`
			const [faults, violations] = [driver.faults.length, driver.violations.length]
			const page = await driver.open({ html: `<iframe sandbox src="${source}" width=600 height=500></iframe>` })
			const frame = await (await page.$('iframe'))?.contentFrame()
			const { value, each } =
				id in catalogue ? compute(complete({ loss: id })) : computeBatch(completeBatch({ loss: id }))
			const wanted = format(value ?? each[0])
			assert.match((await frame?.evaluate(() => document.body.innerText)) ?? '', wanted, id)
			await page.close()
			for (const complaint of [...driver.faults.splice(faults), ...driver.violations.splice(violations)])
				assert.match(complaint, /sandboxed|csp-violation/)
		}
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
