// The README is true: its table is that of the losses, and its examples give what they say.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import * as batches from '../dist/lib/batch.js'
import * as samples from '../dist/lib/index.js'
import { EQUALS, equalities, renew } from '../web/build/readme.js'
import { suite } from './help/uvu.js'

const test = suite('README')
/** @type {Record<string, any>} */
const losslab = { ...batches, ...samples }
const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('lists the losses (npm run readme)', () => assert.is(renew(text), text))

test('what the losses equal elsewhere is listed (npm run readme)', () => {
	const table = readFileSync(new URL(`../${EQUALS}`, import.meta.url), 'utf8')
	assert.is(renew(table, equalities), table)
})

// The first program, line by line, with what it imports and nothing else.
const [, imports, data, lines] = /```js\n((?:import .*\n)+)\n(const .*)\n\n([^]*?)```/.exec(text) ?? []
const names = [...imports.matchAll(/{(.*?)}/g)].flatMap(([, list]) => list.match(/\w+/g) ?? [])
for (const line of lines.trim().split('\n'))
	test(line.split(' //')[0].trim(), () => {
		const [, code, printed] = /^(.*?) +\/\/ (?:Float64Array )?(\[.*?\]|\d[\d.]*\d|\d|true)?/.exec(line) ?? []
		const result = new Function(...names, `${data}; return ${code}`)(...names.map((name) => losslab[name]))
		if (printed)
			assert.equal(ArrayBuffer.isView(result) ? Array.from(/** @type {any} */ (result)) : result, JSON.parse(printed))
		else assert.ok(result)
	})

test('shows how a loss is written by one that is', () => {
	const [, block] = /```c\n(LOSS[^]*?)```/.exec(text) ?? []
	assert.ok(readFileSync(new URL('../c/regression.h', import.meta.url), 'utf8').includes(block))
})

test.run()
