// A native build of c/batch gives the same bits as the wasm, on a hundred thousand numbers a loss: values, shares in the mean,
// gradients and Hessians. Single precision is the same, rounded once.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { checkBatch } from '../web/lib/batch/check.js'
import { describeBatch, openBatch } from '../web/lib/batch/module.js'
import { camel, open } from '../web/lib/module.js'
import { batch } from './help/batches.js'
import { random, settingsOf } from './help/samples.js'
import { suite } from './help/uvu.js'
import { sameBits } from './native/bits.js'
import { buildAll } from './native/build.js'

const POINTS = 100_000
const SEEDS = 12
const SMALL = 5
const WHOLE = ['sign', 'group', 'index', 'binary', 'count']

const bytesOf = (/** @type {string} */ name) => readFileSync(new URL(`../dist/lib/${name}.wasm`, import.meta.url))
const machine = open(bytesOf('losslab'))
const module = openBatch(bytesOf('batch'))
const names = module.names()

/** Batches of many sizes in all settings. @param {any} loss */
const jobs = (loss) =>
	settingsOf(loss).flatMap((setting) =>
		Array.from({ length: SEEDS }, (_, seed) => {
			const sizes = { samples: 4 * seed + 5, features: 1 + (seed % 7), classes: 2 + (seed % 5), frames: 3 + seed }
			const made = batch(loss, { seed, sizes, full: seed % 2 === 0 })
			const job = checkBatch(machine, loss, [...made.call, { ...made.options, ...setting }], 'value')
			return { job, what: { ...setting, seed } }
		}),
	)

/** How many numbers a job is derived by. @param {any} job */
const variables = ({ inputs }) =>
	inputs.reduce(
		(/** @type {number} */ sum, /** @type {any} */ { kind, flat }) =>
			sum + (kind === 'variable' ? (flat?.length ?? 0) : 0),
		0,
	)

/** Numbers anywhere between 0 and what they were, some of them alike. @param {any} job @param {number} round */
function other(job, round) {
	const next = random(round)
	const inputs = job.inputs.map((/** @type {any} */ input) =>
		input.kind === 'variable' && input.flat && round
			? { ...input, flat: input.flat.map((/** @type {number} */ x) => x * (next() < 0.1 ? 0.5 : next())) }
			: input,
	)
	return { ...job, inputs }
}

/** A call as the native program reads it, and what the wasm makes of it. @param {number} index @param {any} job @param {number} order @param {object} what */
function call(index, job, order, what) {
	const { inputs, samples, weights, parameters, denominator } = job
	const { values, shares, derivatives } = module.run(names[index], job, order)
	const shapes = inputs.map((/** @type {any} */ { flat, kind, sizes: [rows = 1, columns = 1, depth = 1] }) =>
		Int32Array.of(flat?.length ?? 0, Number(WHOLE.includes(kind)), Number(kind === 'variable'), rows, columns, depth),
	)
	const given = [
		Int32Array.of(index, order, inputs.length, samples, weights?.length ?? 0, Number(denominator === 'positive')),
		Float64Array.from({ length: 8 }, (_, i) => parameters[i] ?? 0),
		...shapes,
		...inputs.map((/** @type {any} */ { flat, kind }) =>
			(WHOLE.includes(kind) ? Int32Array : Float64Array).from(flat ?? []),
		),
		Float64Array.from(weights ?? []),
	]
	const got = [values, shares, ...derivatives].filter((part) => part !== undefined).map((part) => part.slice())
	return { given, got, what: JSON.stringify({ ...what, order }) }
}

/** Calls of a loss until there are enough numbers that it is derived by, in either order; what costs most comes once. @param {number} index */
function calls(index) {
	const loss = describeBatch(camel(names[index]), module.describe(names[index]))
	const all = jobs(loss)
	const small = all.filter(({ what }) => what.seed < SMALL)
	const found = all.map(({ job, what }) => call(index, job, 0, what))
	for (let round = 0, points = 0; points < POINTS; round++)
		for (const { job, what } of round ? small : all) {
			const now = other(job, round)
			for (const order of [1, 2]) found.push(call(index, now, order, { ...what, round }))
			points += variables(now)
		}
	return found
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
