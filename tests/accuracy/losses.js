// Measures every loss: value, gradient and second derivative, in both precisions.
//   node tests/accuracy/losses.js [full | sample] [loss ...]
// full tries every float for the losses of one variable that have a kernel of single precision, and many points against
// MPFR for all; sample takes a minute. What full finds goes into errors.json, and the table of it into losses.md.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { open } from '../../web/lib/module.js'
import { interval } from '../../web/lib/interval.js'
import { settingsOf } from '../help/samples.js'
import { build } from '../native/build.js'
import { formulas } from './formulas.js'
import { parametersOf, peaks } from './measure.js'
import { table } from './table.js'

const execute = promisify(execFile)
const here = new URL('./', import.meta.url).pathname
const built = new URL('../../dist/accuracy/', import.meta.url).pathname
const record = `${here}errors.json`
const [mode = 'sample', ...words] = process.argv.slice(2)
const full = mode === 'full'
const machine = open(readFileSync(new URL('../../dist/lib/losslab.wasm', import.meta.url)))
const names = machine.names().filter((name) => !words.length || words.includes(machine.describe(name).id))

/** The oracle: MPFR at work on the losses' own formulas. */
async function buildOracle() {
	mkdirSync(built, { recursive: true })
	writeFileSync(`${built}formulas.h`, formulas(machine.names().map(machine.describe)))
	const flags = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-Wno-unused-function']
	await execute('gcc', [...flags, '-I', built, `${here}oracle.c`, '-o', `${built}oracle`, '-lmpfr', '-lgmp', '-lm'])
	return `${built}oracle`
}

/** What a loss of one variable is tried on: its settings and its targets; the default setting at every float. @param {string} name */
function sweeps(name) {
	const loss = machine.describe(name)
	if (loss.shape !== 'element' || !(name in machine.single.kernels)) return []
	const targets = { residual: [0], margin: [1], logit: [0, 1], probability: [0, 1] }[loss.variable] ?? [0, 3]
	const { low, high } = interval(loss.domain)
	return settingsOf(loss).flatMap((setting, i) =>
		targets.map((target) => {
			const every = i === 0 && full ? 1 : full ? 257 : 65537
			const numbers = [low, high, target, ...parametersOf(machine, name, setting, true)]
			return { setting, target, every, words: [name, every, ...numbers].map((x) => String(x).replace('Infinity', 'inf')) }
		}),
	)
}

/** @typedef {{ error: number, at: number, got: number, want: number, target: number, setting: Record<string, any>, every: number }} Worst */

/** The worst of all sweeps, for value, gradient and second derivative. @param {string} program @param {string} name */
async function sweep(program, name) {
	/** @type {Worst[]} */
	const worst = []
	let points = 0
	for (const { setting, target, every, words } of sweeps(name)) {
		const { stdout } = await execute(program, words)
		const result = JSON.parse(stdout)
		points += result.points
		result.parts.forEach((/** @type {Record<string, string>} */ part, /** @type {number} */ i) => {
			const numbers = Object.fromEntries(Object.entries(part).map(([key, x]) => [key, Number(x.replace('inf', 'Infinity'))]))
			if (!worst[i] || numbers.error > worst[i].error) worst[i] = /** @type {any} */ ({ ...numbers, target, setting, every })
		})
	}
	return points ? { points, worst } : undefined
}

const [oracle, program] = await Promise.all([
	buildOracle(),
	build(machine, { name: 'exhaustive', compiler: 'clang', flags: ['-O3', '-march=native'], main: 'tests/accuracy/exhaustive.c' }),
])
const errors = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : {}
const found = /** @type {Record<string, any>} */ ({})
const waiting = [...names]
await Promise.all(
	Array.from({ length: availableParallelism() }, async () => {
		for (let name; (name = waiting.shift()); ) {
			const { id } = machine.describe(name)
			const start = Date.now()
			const every = await sweep(program, name)
			const [double, single] = await Promise.all(
				[false, true].map((single) => peaks(oracle, machine, name, { size: full ? 4000 : 200, single })),
			)
			found[id] = { every, single, double }
			const seconds = ((Date.now() - start) / 1000).toFixed(0)
			console.log(`${id.padEnd(32)} ${table.line(found[id])} (${seconds} s)`)
			if (full) write()
		}
	}),
)

/** Losses in the order of the catalogue; those not measured now as they were. */
function write() {
	const all = machine.names().map((name) => machine.describe(name).id)
	const now = Object.fromEntries(all.filter((id) => found[id] ?? errors[id]).map((id) => [id, found[id] ?? errors[id]]))
	writeFileSync(record, table.json(now))
	writeFileSync(`${here}losses.md`, table.page(now))
}
