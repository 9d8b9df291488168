// Measures every loss: value, gradient and second derivative, in both precisions.
//   node tests/accuracy/losses.js [full | coarse | floats | points | sample] [loss ...]
// full tries every float for the losses of one variable that have a kernel of single precision, coarse every 257th; both try
// many points against MPFR for all losses. floats is the first half of full alone, points the second half. What they find
// goes into errors.json, and the table of it into losses.md. sample takes a minute, and writes nothing.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { open } from '../../web/lib/module.js'
import { build, listed } from '../native/build.js'
import { formulas } from './formulas.js'
import { peaks } from './measure.js'
import { EVERY, sweeps } from './sweeps.js'
import { table } from './table.js'

const execute = promisify(execFile)
const here = new URL('./', import.meta.url).pathname
const built = new URL('../../dist/accuracy/', import.meta.url).pathname
const record = `${here}errors.json`
const [mode = 'sample', ...words] = process.argv.slice(2)
const whole = mode === 'full' || mode === 'floats'
const full = mode !== 'sample'
const machine = open(readFileSync(new URL('../../dist/lib/losslab.wasm', import.meta.url)))
const names = machine.names().filter((name) => !words.length || words.includes(machine.describe(name).id))

/** How many points a setting. Log-gamma takes its time. @param {import('../../web/lib/module.js').Description} loss */
const SIZE = ({ formula }) => (formula.includes('lgamma') ? 100 : 500)

/** The oracle: MPFR at work on the losses' own formulas. */
async function buildOracle() {
	mkdirSync(built, { recursive: true })
	writeFileSync(`${built}formulas.h`, formulas(machine.names().map(machine.describe)))
	const flags = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-Wno-unused-function']
	await execute('gcc', [...flags, '-I', built, `${here}oracle.c`, '-o', `${built}oracle`, '-lmpfr', '-lgmp', '-lm'])
	return `${built}oracle`
}

/** @typedef {{ error: number, plain: number, at: number, got: number, want: number, target: number, setting: Record<string, any>, every: number }} Worst */

/** The worst of all sweeps, for value, gradient and second derivative. @param {string} program @param {string} name */
async function sweep(program, name) {
	/** @type {Worst[]} */
	const worst = []
	let points = 0
	for (const { setting, target, low, high, parameters } of sweeps(machine, name)) {
		const every =
			whole && Object.keys(setting).length === 0
				? 1
				: full
					? Object.keys(setting).length
						? EVERY.settings
						: EVERY.coarse
					: EVERY.sample
		const words = [name, every, low, high, target, ...parameters].map((x) => String(x).replace('Infinity', 'inf'))
		const { stdout } = await execute(program, words)
		const result = JSON.parse(stdout)
		points += result.points
		result.parts.forEach((/** @type {Record<string, string>} */ part, /** @type {number} */ i) => {
			const numbers = Object.fromEntries(
				Object.entries(part).map(([key, x]) => [key, Number(x.replace('inf', 'Infinity'))]),
			)
			const plain = Math.max(numbers.plain, worst[i]?.plain ?? 0)
			if (!worst[i] || numbers.error > worst[i].error)
				worst[i] = /** @type {any} */ ({ ...numbers, target, setting, every })
			worst[i].plain = plain
		})
	}
	return points ? { points, worst } : undefined
}

const [oracle, program] = await Promise.all([
	buildOracle(),
	build(listed(machine), {
		name: 'exhaustive',
		compiler: 'clang',
		flags: ['-O3', '-march=native'],
		main: 'tests/accuracy/exhaustive.c',
	}),
])
/** @returns {Record<string, import('./table.js').Found>} */
const recorded = () => (existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : {})
const waiting = [...names]
await Promise.all(
	Array.from({ length: availableParallelism() }, async () => {
		for (let name; (name = waiting.shift());) {
			const loss = machine.describe(name)
			const { id } = loss
			const start = Date.now()
			const found = recorded()[id] ?? {}
			if (!machine.single.kernels[name]) delete found.every
			else if (mode !== 'points') found.every = await sweep(program, name)
			if (mode !== 'floats' || !found.double)
				for (const [precision, single] of /** @type {const} */ ([
					['double', false],
					['single', true],
				]))
					found[precision] = await peaks(oracle, machine, name, { size: full ? SIZE(loss) : 100, single, keep: 2 })
			const seconds = ((Date.now() - start) / 1000).toFixed(0)
			console.log(`${id.padEnd(32)} ${table.line(found)} (${seconds} s)`)
			if (full) write(id, found)
		}
	}),
)

/** Losses in the order of the catalogue. @param {string} id @param {import('./table.js').Found} found */
function write(id, found) {
	const all = { ...recorded(), [id]: found }
	const ids = machine.names().map((name) => machine.describe(name).id)
	const now = Object.fromEntries(ids.filter((id) => all[id]).map((id) => [id, all[id]]))
	writeFileSync(record, table.json(now))
	writeFileSync(`${here}losses.md`, table.page(now))
}
