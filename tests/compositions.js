/*
 * What one line composes of the losses stands at the end of values/frameworks/README.md: what it is for, the name of that in a framework,
 * the line. Each is run on recorded runs of the framework, `composed` in values/frameworks/<framework>.json: [yTrue, yPred, value].
 */
import { readFileSync, readdirSync } from 'node:fs'
import * as assert from 'uvu/assert'
import * as batches from '../dist/lib/batch.js'
import * as samples from '../dist/lib/index.js'
import { suite } from './help/uvu.js'

const home = new URL('values/frameworks/', import.meta.url)
const read = (/** @type {string} */ name) => readFileSync(new URL(name, home), 'utf8')
const scope = { ...samples.losses, ...batches.losses }
/** What labels cost that no alignment fits is 1e5 and a little for their beginning: relative. */
const BEGINNING = 1e-4

const recorded = new Map(
	readdirSync(home)
		.filter((name) => name.endsWith('.json'))
		.flatMap((name) => {
			const { composed = {}, tolerance = 1e-12 } = JSON.parse(read(name))
			return Object.entries(composed).map(([of, lines]) => [of, { lines, tolerance }])
		}),
)

const spans = (/** @type {string} */ cell) => [...cell.matchAll(/`([^`]*)`/g)].map(([, code]) => code)
const written = read('README.md')
	.split('tests/compositions.js')[1]
	.split('\n')
	.filter((line) => line.startsWith('|'))
	.slice(2)
	.map((line) => line.split('|'))
	.flatMap(([, , who, here]) => spans(who).map((name) => ({ name, code: spans(here)[0] })))

const test = suite('compositions')

test('those that are written are those that are recorded', () => {
	assert.equal(written.map(({ name }) => name).toSorted(), [...recorded.keys()].toSorted())
})

for (const { name, code } of written)
	test(name, () => {
		const { lines, tolerance } = /** @type {any} */ (recorded.get(name))
		const composition = new Function('scope', 'yTrue', 'yPred', `with (scope) return ${code}`)
		assert.ok(lines.length > 0)
		for (const [yTrue, yPred, value] of lines) {
			const got = [composition(scope, yTrue, yPred)].flatMap((x) => (typeof x === 'number' ? x : Array.from(x)))
			const want = [value].flat()
			assert.is(got.length, want.length)
			want.forEach((x, i) => {
				const most = x >= 1e5 ? BEGINNING : tolerance
				assert.ok(Math.abs(got[i] - x) <= most * Math.abs(x), `${code}: got ${got}, there ${want}`)
			})
		}
	})

test.run()
