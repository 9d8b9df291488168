// The README is true: its table is that of the losses, and its examples give what they say.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import * as batches from '../dist/lib/batch.js'
import * as samples from '../dist/lib/index.js'
import { EQUALS, equalities, renew } from '../web/build/readme.js'
import { suite } from './help/uvu.js'

const test = suite('README')
/** @type {Record<string, any>} */
const losslab = { ...samples, ...batches }
const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('lists the losses (npm run readme)', () => assert.is(renew(text), text))

test('what the losses equal elsewhere is listed (npm run readme)', () => {
	const table = readFileSync(new URL(`../${EQUALS}`, import.meta.url), 'utf8')
	assert.is(renew(table, equalities), table)
})

for (const [, code, printed] of text.matchAll(/^(\w+\([^\n]*\))\s+\/\/ (?:Float64Array )?(\[.*?\]|\d[\d.]*)/gm))
	test(code, () => {
		const names = Object.keys(losslab).filter((name) => name !== 'losses')
		const result = new Function(...names, `return ${code}`)(...names.map((name) => losslab[name]))
		assert.equal(typeof result === 'number' ? result : Array.from(result), JSON.parse(printed))
	})

test.run()
