/** What the package says of its elements holds: the manifest, names of one's own, copies beside one another. */

import * as assert from 'uvu/assert'
import { readFileSync } from 'node:fs'
import { canTest, dist, settled, start } from './browser/driver.js'
import { suite } from './help/uvu.js'

if (canTest()) {
	const test = suite('interface')
	const driver = await start()
	/** @type {{modules: {path: string, declarations: any[], exports: any[]}[]}} */
	const manifest = JSON.parse(readFileSync(`${dist}custom-elements.json`, 'utf8'))

	test.after(() => driver.close())

	const scripts = manifest.modules
		.map(({ path }) => `<script type="module" src="${driver.origin}/${path.replace('dist/', '')}"></script>`)
		.join('')

	test('the manifest names every element, its attributes, properties, methods, slots and parts, and no others', async () => {
		const page = await driver.open({ html: `${scripts}<main></main>` })
		await page.waitForFunction(() => customElements.get('loss-batch'))
		for (const { path, declarations, exports } of manifest.modules) {
			const address = `${driver.origin}/${path.replace('dist/', '')}`
			const tags = await page.evaluate(async (address) => Object.keys((await import(address)).elements), address)
			assert.equal(
				declarations.map(({ tagName }) => tagName),
				tags,
			)
			assert.equal(
				exports.map(({ name }) => name),
				tags,
			)
			for (const said of declarations) {
				const fields = said.members.filter((/** @type {any} */ { kind }) => kind === 'field')
				const found = await page.evaluate(
					async (tag, losses, attributes) => {
						const main = /** @type {Element} */ (document.querySelector('main'))
						const constructor = /** @type {any} */ (customElements.get(tag))
						const [parts, slots] = [new Set(), new Set()]
						for (const loss of losses) {
							main.innerHTML = `<${tag} loss="${loss}"></${tag}>`
							for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
							const root = /** @type {ShadowRoot} */ (main.firstElementChild?.shadowRoot)
							for (const node of root.querySelectorAll('[part]')) parts.add(node.getAttribute('part'))
							for (const node of root.querySelectorAll('slot')) slots.add(node.name)
						}
						const element = /** @type {any} */ (document.createElement(tag))
						const set = Object.keys(attributes).map((name) => {
							const { type, field } = attributes[name]
							element[field] = type === 'boolean' ? true : '1'
							return [name, element.getAttribute(name)]
						})
						const names = new Set()
						for (let at = element; at !== HTMLElement.prototype; at = Object.getPrototypeOf(at))
							for (const name of Object.getOwnPropertyNames(at)) names.add(name)
						return {
							...{ observed: constructor.observedAttributes, names: [...names] },
							...{ parts: [...parts], slots: [...slots], set: Object.fromEntries(set) },
						}
					},
					said.tagName,
					['huber', 'softmaxCrossEntropy', 'tripletMargin'],
					Object.fromEntries(
						fields
							.filter((/** @type {any} */ { attribute }) => attribute)
							.map((/** @type {any} */ { name, attribute, type }) => [attribute, { field: name, type: type.text }]),
					),
				)
				const named = (/** @type {{name: string}[]} */ list) => list.map(({ name }) => name).sort()
				assert.equal(named(said.attributes), found.observed.sort(), said.tagName)
				assert.equal(named(said.cssParts), found.parts.sort(), said.tagName)
				assert.equal(named(said.slots), found.slots.sort(), said.tagName)
				for (const { name } of said.members) assert.ok(found.names.includes(name), `${said.tagName}.${name}`)
				for (const method of ['toSVG', 'toPNG', 'toCSV'])
					assert.is(named(said.members).includes(method), found.names.includes(method), `${said.tagName}.${method}`)
				for (const [name, value] of Object.entries(found.set))
					assert.ok(value === '1' || value === '', `${said.tagName} ${name} is ${value}`)
				for (const word of [...said.attributes, ...said.members, ...said.cssProperties, said])
					assert.ok(word.description, `${said.tagName} ${word.name}`)
			}
		}
		await page.close()
	})

	test('under names of one’s own, within others too, beside elements of others', async () => {
		const page = await driver.open({ isElsewhere: true })
		const found = await page.evaluate(async (origin) => {
			customElements.define('loss-curve', class Foreign extends HTMLElement {})
			const { define } = await import(`${origin}/elements/define.js`)
			const before = customElements.get('loss-value') === undefined
			define('my-')
			define('your-')
			const batches = await import(`${origin}/elements/define-batch.js`)
			batches.define('their-')
			document.body.innerHTML = `<loss-curve></loss-curve><my-calculator group="a" loss="hinge" y="1,1" pred="0.5,2"></my-calculator>
				<your-value group="a"></your-value><their-batch loss="tripletMargin" anchor="0,0" positive="3,4" negative="0,1"></their-batch>`
			await new Promise((resolve) => setTimeout(resolve, 500))
			const [foreign, calculator, value, batch] = /** @type {any[]} */ ([...document.body.children])
			const within = [calculator, batch].map((one) => [...one.shadowRoot.querySelectorAll('*')])
			const names = (/** @type {Element[]} */ nodes) => [...new Set(nodes.map((one) => one.localName).filter((name) => name.includes('-')))] // prettier-ignore
			const undefineds = within.flat().filter((one) => one.localName.includes('-') && !one.matches(':defined')).length
			calculator.follow('p:1:0')
			await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
			let active = /** @type {any} */ (document.activeElement)
			while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
			calculator.focus()
			const taken = calculator.shadowRoot.activeElement?.localName
			let refused = ''
			try {
				define('My')
			} catch (error) {
				refused = String(error)
			}
			return {
				...{ before, undefineds, refused, taken, focus: active?.dataset?.at, foreign: foreign.shadowRoot },
				...{ names: names(within.flat()), text: value.shadowRoot.textContent, batch: batch.result.value },
			}
		}, driver.origin)
		assert.is(found.before, true, 'importing defines nothing')
		assert.is(found.foreign, null)
		assert.ok(found.names.includes('my-curve') && found.names.includes('my-batch-derivation'), String(found.names))
		assert.equal(
			found.names.filter((name) => !name.startsWith('my-')),
			[],
		)
		assert.is(found.undefineds, 0)
		assert.is(found.text, '0.25')
		assert.is(found.batch, 5)
		assert.is(found.focus, 'p:1:0')
		assert.is(found.taken, 'my-picker')
		assert.match(found.refused, "got 'My'")
		await page.close()
	})

	test('a second copy on the page leaves the first as it is, and works itself', async () => {
		const page = await driver.open({ html: `${scripts}<loss-value loss="huber" y="1" pred="1.5"></loss-value>` })
		const found = await page.evaluate(async (origin) => {
			const first = customElements.get('loss-curve')
			const { default: widget } = await import(`${origin}/afm.js`)
			const given = /** @type {Record<string, any>} */ ({ element: 'loss-curve', state: 'v1&loss=hinge&y=1&p=0.5' })
			const model = { get: (/** @type {string} */ name) => given[name], set() {}, on() {}, off() {}, save_changes() {} }
			widget.render({ model, el: document.body })
			const { value } = /** @type {any} */ (document.querySelector('loss-curve')).result
			return { isFirst: first === customElements.get('loss-curve'), value }
		}, driver.origin)
		assert.equal(found, { isFirst: true, value: 0.5 })
		await page.close()
	})

	test('what stands in an element is shown until the element is there, and not after', async () => {
		const picture = '<p>A picture of the curve</p>'
		const page = await driver.open({ html: `<loss-curve>${picture}</loss-curve><loss-batch>${picture}</loss-batch>` })
		const shown = () => page.$$eval('p', (all) => all.map((one) => one.checkVisibility()))
		assert.equal(await shown(), [true, true])
		await page.evaluate(
			(origin) => Promise.all(['elements', 'elements/batch'].map((name) => import(`${origin}/${name}.js`))),
			driver.origin,
		)
		await settled(page)
		assert.equal(await shown(), [false, false])
		await page.close()
	})

	test('no error', () => assert.equal(driver.faults, []))

	test.run()
}
