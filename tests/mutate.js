// Breaks the C in many ways, one at a time, and demands that the tests notice each one.
//   npm run mutate [-- WORD ...]   only the mutations whose names hold one of these
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { MUTATIONS } from './help/mutations.js'
import { tree } from './help/tree.js'

/** The quickest first. */
const FILES = ['values.js', 'edges.js', 'sums.js', 'errors.js', 'laws.js', 'api.js', 'recovery.js']
const ENTRIES = ['index.js', 'index.cjs']

const words = process.argv.slice(2)
const mutations = MUTATIONS.filter(([what]) => !words.length || words.some((word) => what.includes(word)))

/** @param {string} command @param {string[]} given @param {string} cwd @returns {Promise<{ code: number | null, text: string }>} */
const run = (command, given, cwd) =>
	new Promise((resolve) => {
		const child = spawn(command, given, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 })
		let text = ''
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
		child.on('close', (code) => resolve({ code, text: stripVTControlCharacters(text) }))
	})

/** The C of a copy into its library: the entries embed the module, so its bytes in them are replaced. @param {string} place */
async function build(place) {
	const module = join(place, 'dist/lib/losslab.wasm')
	const before = readFileSync(module).toString('base64')
	const { code, text } = await run('sh', ['build.sh', 'compile'], place)
	if (code) return text
	const after = readFileSync(module).toString('base64')
	if (after === before) return ''
	for (const name of ENTRIES) {
		const file = join(place, 'dist/lib', name)
		const entry = readFileSync(file, 'utf8')
		if (!entry.includes(before)) throw new Error(`${name} does not hold losslab.wasm`)
		writeFileSync(file, entry.replace(before, after))
	}
	return undefined
}

/** The first test that fails, or undefined. @param {string} place */
async function caught(place) {
	for (const file of FILES) {
		const { code, text } = await run(process.execPath, [`tests/${file}`], place)
		const [, total, passed] = text.match(/Total: +(\d+)\n +Passed: +(\d+)/) ?? []
		if (code === 0 && total === passed && Number(total) > 0) continue
		const [, where, title] = text.match(/FAIL {2}(.*?) {2}"(.*)"/) ?? ['', 'it ended', `with ${code}`]
		return `${file}: ${where}: ${title}`
	}
}

/** @param {typeof MUTATIONS[number]} mutation @param {string} place a copy of the tree, whole before and after */
async function survive([what, name, from, to], place) {
	const file = join(place, 'c', name)
	const text = readFileSync(file, 'utf8')
	if (text.split(from).length !== 2)
		return {
			what,
			name,
			by: undefined,
			note: `${JSON.stringify(from)} stands there ${text.split(from).length - 1} times`,
		}
	writeFileSync(
		file,
		text.replace(from, () => to),
	)
	const note = await build(place)
	const by = note === undefined ? await caught(place) : undefined
	writeFileSync(file, text)
	return { what, name, by, note: note === undefined ? 'SURVIVED' : note || 'gives the same module' }
}

const home = mkdtempSync(join(tmpdir(), 'losslab-mutate-'))
try {
	const places = Array.from({ length: Math.min(availableParallelism(), mutations.length) }, (_, i) =>
		join(home, String(i)),
	)
	for (const place of places) tree(place)
	execFileSync('sh', ['build.sh', 'build'], { cwd: places[0], stdio: 'pipe' })
	for (const place of places.slice(1)) cpSync(join(places[0], 'dist'), join(place, 'dist'), { recursive: true })
	const whole = await caught(places[0])
	if (whole) throw new Error(`the tests fail without any mutation: ${whole}`)

	let survived = 0
	const rest = [...mutations]
	await Promise.all(
		places.map(async (place) => {
			for (let mutation = rest.shift(); mutation; mutation = rest.shift()) {
				const { what, name, by, note } = await survive(mutation, place)
				if (!by) survived++
				console.log(`${by ? 'caught  ' : 'MISSED  '} ${`${name}: ${what}`.padEnd(54)} ${by ?? note}`)
			}
		}),
	)
	console.log(`${mutations.length - survived} of ${mutations.length} mutations caught`)
	process.exitCode = survived || !mutations.length ? 1 : 0
} finally {
	rmSync(home, { recursive: true })
}
