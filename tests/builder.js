// The builder: its texts name what exists, hold the state, and give its value on another site.
import * as assert from 'uvu/assert'
import { existsSync, readdirSync } from 'node:fs'
import { hosts, OFFERED, OFFERED_BATCH } from '../web/page/snippets.js'
import { canTest, click, dist, shows, start, text } from './browser/driver.js'
import { choicesAt } from './help/choices.js'
import { suite } from './help/uvu.js'

if (canTest()) {
	const test = suite('builder')
	const driver = await start()

	test.after(() => driver.close())

	const choices = choicesAt(driver.origin)

	test('the builder offers every element, and its texts name files that exist', () => {
		for (const [place, offered] of /** @type {const} */ ([
			['', OFFERED],
			['batch/', OFFERED_BATCH],
		])) {
			const files = readdirSync(new URL(`../web/elements/${place}`, import.meta.url))
			const elements = files.filter((name) => name.startsWith('loss-')).map((name) => name.replace('.js', ''))
			const alone = elements.filter((name) => !/-(controls|picker|scope)$/.test(name))
			assert.equal([...offered].sort(), alone.sort())
		}
		for (const choice of choices)
			for (const [host, write] of Object.entries(hosts)) {
				const text = write(choice)
				const named = [...text.matchAll(new RegExp(`${choice.base}([\\w./-]*)`, 'g'))].map((match) => match[1])
				assert.ok(named.length > 0, host)
				for (const file of named) assert.ok(existsSync(dist + file), `${host}: ${file}`)
			}
	})

	test('the texts for notebooks hold the state', () => {
		for (const choice of choices) {
			const [, json] = /^```\{anywidget\} \S+\n([^]*)\n```$/.exec(hosts.myst(choice)) ?? []
			const fields = JSON.parse(json)
			assert.equal(choice.read(fields.state), choice.state)
			assert.is(fields.element, choice.element)
			const python = Object.fromEntries(
				[...hosts.jupyter(choice).matchAll(/^ {4}(\w+) = traitlets\.Unicode\((".*")\)\.tag\(sync=True\)$/gm)].map(
					([, name, text]) => [name, JSON.parse(text)],
				),
			)
			assert.equal(python, fields)
		}
	})

	test('as HTML and in a frame, the texts give the state’s value, on another site', async () => {
		for (const choice of choices) {
			const { value: wanted } = choice
			const other = await driver.open({ html: hosts.elements(choice) })
			await other.waitForFunction(
				(name) => /** @type {any} */ (document.querySelector(name)).result,
				{},
				choice.element,
			)
			const found = await other.$eval(choice.element, (node) => ({
				value: /** @type {any} */ (node).result.value,
				state: /** @type {any} */ (node).state,
				lang: /** @type {any} */ (node).language,
			}))
			assert.is(found.value, wanted)
			assert.equal(found.state, choice.state)
			if (choice.language) assert.is(found.lang, choice.language)
			await other.close()

			const host = await driver.open({ html: hosts.iframe(choice) })
			const frame = await (await host.$('iframe'))?.contentFrame()
			await frame?.waitForFunction(
				(name) => /** @type {any} */ (document.querySelector(name))?.result,
				{},
				choice.element,
			)
			assert.is(await frame?.$eval(choice.element, (node) => /** @type {any} */ (node).result.value), wanted)
			await host.waitForFunction(
				(given) => {
					const { style } = /** @type {HTMLElement} */ (document.querySelector('iframe'))
					return style.height && style.height !== `${given}px`
				},
				{},
				choice.height,
			)
			await host.close()
		}
	})

	test('the builder writes what is chosen, and shows it', async () => {
		const other = await driver.open({ path: 'builder/', hash: '#v1&loss=hinge&y=1,1&p=0.5,2' })
		assert.match(await text(other, 'loss-builder >>> pre'), 'element=loss-curve#v1')
		assert.match(await text(other, 'loss-builder >>> pre'), 'y=1,1')
		await click(other, '[value=elements]')
		assert.match(
			await text(other, 'loss-builder >>> pre'),
			'<loss-curve loss="hinge" y="1,1" pred="0.5,2"></loss-curve>',
		)
		await click(other, '[name=readonly]')
		await other.$eval('>>> [name=element]', (select) => {
			;/** @type {any} */ (select).value = 'loss-code'
			select.dispatchEvent(new Event('change'))
		})
		await shows(other, 'loss-builder >>> pre', '<loss-code loss="hinge" y="1,1" pred="0.5,2" readonly></loss-code>')
		await shows(other, 'loss-code >>> pre', 'hinge(yTrue, yPred)) // 0.25')
		await other.close()
	})

	test('the builder goes from a loss of samples to one of batches by its picker, and back', async () => {
		const other = await driver.open({ path: 'builder/' })
		await click(other, 'button.open')
		await shows(other, 'loss-picker >>> [data-loss=tripletMargin]', 'Triplet margin')
		await click(other, '[data-loss=tripletMargin]')
		await shows(other, 'loss-builder >>> pre', '/embed/tripletMargin/index.html#v1')
		await shows(other, 'loss-batch >>> output', '0.666038')
		await click(other, '[value=elements]')
		await click(other, 'loss-batch >>> input[name=swap][value=true]')
		await shows(other, 'loss-builder >>> pre', 'parameters="swap:true"></loss-batch>')
		await shows(other, 'loss-picker >>> button.open', 'Triplet margin')
		await click(other, 'button.open')
		await click(other, '[data-loss=hinge]')
		await shows(other, 'loss-builder >>> pre', '<loss-curve loss="hinge"')
		await shows(other, 'loss-picker >>> button.open', 'Hinge')
		assert.is(await other.evaluate(() => location.hash), '')
		await other.close()
	})

	test('no error, no request to elsewhere, no violation of the policy', () => {
		assert.equal(driver.violations, [])
		assert.equal(driver.faults, [])
	})

	test.run()
}
