// A native build of c/batch gives the same bits as the wasm: values, shares in the mean, gradients and Hessians.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { checkBatch } from '../web/lib/batch/check.js'
import { describeBatch, openBatch } from '../web/lib/batch/module.js'
import { camel, open } from '../web/lib/module.js'
import { batch } from './help/batches.js'
import { settingsOf } from './help/samples.js'
import { suite } from './help/uvu.js'
import { sameBits } from './native/bits.js'
import { buildAll } from './native/build.js'

const SEEDS = 12
const WHOLE = ['sign', 'group', 'index', 'binary', 'count']

const bytesOf = (/** @type {string} */ name) => readFileSync(new URL(`../dist/lib/${name}.wasm`, import.meta.url))
const machine = open(bytesOf('losslab'))
const module = openBatch(bytesOf('batch'))
const names = module.names()

/** Calls of a loss, computed by the wasm. @param {number} index */
function calls(index) {
	const loss = describeBatch(camel(names[index]), module.describe(names[index]))
	return settingsOf(loss).flatMap((setting) =>
		Array.from({ length: SEEDS }, (_, seed) => {
			const sizes = { samples: 4 * seed + 5, features: 1 + (seed % 7), classes: 2 + (seed % 5), frames: 3 + seed }
			const made = batch(loss, { seed, sizes, full: seed % 2 === 0 })
			const job = checkBatch(machine, loss, [...made.call, { ...made.options, ...setting }], 'value')
			const { inputs, samples, weights, parameters } = job
			const order = seed % 3
			const { values, shares, derivatives } = module.run(names[index], job, order)
			const shapes = inputs.map(({ flat, kind, sizes: [rows = 1, columns = 1, depth = 1] }) =>
				Int32Array.of(
					flat?.length ?? 0,
					Number(WHOLE.includes(kind)),
					Number(kind === 'variable'),
					rows,
					columns,
					depth,
				),
			)
			const given = [
				Int32Array.of(
					index,
					order,
					inputs.length,
					samples,
					weights?.length ?? 0,
					Number(job.denominator === 'positive'),
				),
				Float64Array.from({ length: 8 }, (_, i) => parameters[i] ?? 0),
				...shapes,
				...inputs.map(({ flat, kind }) => (WHOLE.includes(kind) ? Int32Array : Float64Array).from(flat ?? [])),
				Float64Array.from(weights ?? []),
			]
			const got = [values, shares, ...derivatives].filter((part) => part !== undefined).map((part) => part.slice())
			return { given, got, what: JSON.stringify([setting, { seed, order }]) }
		}),
	)
}

const programs = await buildAll(names.map((name) => `BATCH(${name})\n`).join(''), {
	name: 'batch',
	main: 'tests/native/batch.c',
	from: 'c/batch',
})
const test = suite('native-batch')

test('there is a compiler', () => assert.ok('clang-sse4.1' in programs, 'clang is missing'))

names.forEach((name, index) => test(`${name}: the same bits`, () => sameBits(programs, calls(index))))

test.run()
