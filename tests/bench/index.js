// The benchmark: the same call in Losslab and in its peers, each in a process of its own, in interleaved rounds.
//   npm run bench -- [--all] [--loss NAME[:CLASSES]] [--size N] [--order value|gradient|stream|exact] [--bits 32|64]
//                    [--peer NAME] [--rounds N] [--clock cpu] [--out FILE] [--cold] [--built]
// `--clock cpu` takes each process's time on a processor instead of the wall's, for a machine that others use, too.
// `--built` takes the programs of the run before. Without options: float32, value and value with gradient, n = 10, 10^4 and 10^6. Filters may be repeated. The samples go
// to dist/bench/results.json (or FILE); `node tests/bench/report.js FILE ...` prints the tables of several runs.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { open } from '../../web/lib/module.js'
import { build, listed } from '../native/build.js'
import { cases } from './cases.js'
import { coldStarts } from './cold.js'
import { line, report } from './report.js'

const { values: asked } = parseArgs({
	options: {
		all: { type: 'boolean' },
		cold: { type: 'boolean' },
		built: { type: 'boolean' },
		loss: { type: 'string', multiple: true },
		size: { type: 'string', multiple: true },
		order: { type: 'string', multiple: true },
		bits: { type: 'string', multiple: true },
		peer: { type: 'string', multiple: true },
		rounds: { type: 'string', default: '11' },
		clock: { type: 'string', default: 'wall' },
		out: { type: 'string' },
	},
})

const root = new URL('../../', import.meta.url).pathname
const place = `${root}dist/bench`
const at = (/** @type {string} */ file) => new URL(`./peers/${file}`, import.meta.url).pathname
mkdirSync(place, { recursive: true })

/** The programs that are compiled. */
async function compile() {
	const made = (/** @type {string} */ name) => `${root}dist/native/bench-${name}/program`
	if (asked.built) return { sse: made('sse'), avx2: made('avx2') }
	const machine = open(readFileSync(`${root}dist/lib/losslab.wasm`))
	const flags = ['-O3', '-msimd128', '--no-entry', '-sSTANDALONE_WASM', '-sALLOW_MEMORY_GROWTH', '-sMAXIMUM_MEMORY=4GB']
	execFileSync('emcc', [...flags, at('roof.c'), '-o', `${place}/roof.wasm`], { stdio: 'inherit' })
	const native = (/** @type {string} */ name, /** @type {string[]} */ flags) =>
		build(listed(machine), {
			name: `bench-${name}`,
			compiler: 'clang',
			flags: ['-O3', ...flags],
			main: 'tests/bench/peers/native.c',
		})
	return { sse: await native('sse', ['-msse4.1']), avx2: await native('avx2', ['-mavx2']) }
}

const native = await compile()

/** @type {Record<string, string[]>} the programs, Losslab first */
const PEERS = {
	losslab: [process.execPath, at('losslab.js')],
	resident: [process.execPath, at('losslab.js'), 'resident'],
	roof: [process.execPath, at('roof.js')],
	sse: [native.sse],
	avx2: [native.avx2],
	torch: ['/usr/bin/python3', at('pytorch.py')],
	'tfjs-wasm': [process.execPath, at('tfjs.js'), 'wasm'],
	'tfjs-cpu': [process.execPath, at('tfjs.js'), 'cpu'],
	plain: [process.execPath, at('plain.js')],
}

/** A process that answers a line with a line. @param {string} name */
async function start(name) {
	const [program, ...rest] = PEERS[name]
	const child = spawn(program, rest, {
		stdio: ['pipe', 'pipe', 'ignore'],
		env: { ...process.env, BENCH_CLOCK: asked.clock, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
	})
	child.stdin.on('error', () => {})
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
	const read = async () => (await lines.next()).value
	const about = await Promise.race([read(), once(child, 'error').then(() => undefined)])
	/** @param {string} words */
	const ask = (words) => {
		child.stdin.write(`${words}\n`)
		return read()
	}
	return { name, about, ask, end: () => child.kill() }
}

/** @typedef {Awaited<ReturnType<typeof start>>} Peer */

/** What of a peer is missing is told once. */
async function company() {
	const names = Object.keys(PEERS).filter((name) => !asked.peer || name === 'losslab' || asked.peer.includes(name))
	const all = await Promise.all(names.map(start))
	for (const { name, about } of all) if (!about) console.error(`${name} does not run here: left out`)
	return all.filter(({ about }) => about)
}

/** The nanoseconds of each round, by peer. @param {Peer[]} peers @param {import('./cases.js').Case} task */
async function measure(peers, task) {
	const words = ['loss', 'order', 'bits', 'n', 'classes', 'scores', 'targets'].map((key) => task[key])
	/** @type {Record<string, { value: number, samples: number[] }>} */
	const found = {}
	const ready = []
	for (const peer of peers) {
		const [answer, value] = String(await peer.ask(`prepare ${words.join(' ')}`)).split(' ')
		if (answer !== 'ready') continue
		ready.push(peer)
		found[peer.name] = { value: Number(value), samples: [] }
	}
	for (let round = 0; round < Number(asked.rounds); round++)
		for (const peer of ready) found[peer.name].samples.push(Number(await peer.ask('run')))
	return found
}

/** The caches, from the smallest on, in bytes. */
function caches() {
	const level = (/** @type {number} */ k) => {
		const file = `/sys/devices/system/cpu/cpu0/cache/index${k}/`
		if (!existsSync(file) || readFileSync(`${file}type`, 'utf8').startsWith('Instruction')) return []
		return [
			{
				name: `L${readFileSync(`${file}level`, 'utf8').trim()}`,
				size: parseInt(readFileSync(`${file}size`, 'utf8')) * 1024,
			},
		]
	}
	return [0, 1, 2, 3].flatMap(level)
}

const results = {
	date: new Date().toISOString(),
	machine: cpus()[0].model,
	command: `npm run bench -- ${process.argv.slice(2).join(' ')}`,
	clock: asked.clock,
	caches: caches(),
	/** @type {Record<string, string>} */
	peers: {},
	/** @type {import('./report.js').Cell[]} */
	cells: [],
	/** @type {Record<string, number[]>} milliseconds from import to the first result */
	cold: {},
}

const file = asked.out ?? `${place}/results.json`
/** After each cell, so that a run may be ended. */
const save = () => writeFileSync(file, JSON.stringify(results))

if (asked.cold) results.cold = await coldStarts()
else {
	const peers = await company()
	results.peers = Object.fromEntries(peers.map(({ name, about }) => [name, about]))
	for (const task of cases(asked)) {
		const cell = { ...task, peers: await measure(peers, task) }
		results.cells.push(cell)
		save()
		console.log(line(cell, results.caches))
	}
	for (const peer of peers) peer.end()
}
save()
console.log(report([results]))
console.log(`samples in ${file}`)
