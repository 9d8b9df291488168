// Breaks the C in many ways, one at a time, and demands that the tests notice each one.
//   npm run mutate [-- WORD ...]   only the mutations whose names hold one of these
import assert from 'node:assert'
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { MUTATIONS, mutate } from './help/mutations.js'
import { tree } from './help/tree.js'

/** The quickest first. */
const FILES = [
	'values.js',
	'edges.js',
	'sums.js',
	'errors.js',
	'oracle-batch.js',
	'ends.js',
	'batch.js',
	'batch-memory.js',
	'batch-edges.js',
	'laws.js',
	'api.js',
	'recovery.js',
]

/** What a mutation leaves unused is no obstacle. */
const ENV = { ...process.env, EMCC_CFLAGS: '-Wno-error' }

const words = process.argv.slice(2)
const mutations = MUTATIONS.filter(([what]) => !words.length || words.some((word) => what.includes(word)))

/** @param {string} command @param {string[]} given @param {string} cwd @returns {Promise<{ code: number | null, text: string }>} */
const run = (command, given, cwd) =>
	new Promise((resolve) => {
		const child = spawn(command, given, { cwd, env: ENV, stdio: ['ignore', 'pipe', 'pipe'], timeout: 600_000 })
		let text = ''
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
		child.on('close', (code) => resolve({ code, text: stripVTControlCharacters(text) }))
	})

/** Compile the C of a copy. Gives what stands in the way, if anything. @param {string} place */
async function build(place) {
	const modules = () => ['losslab.wasm', 'batch.wasm'].map((name) => readFileSync(join(place, 'dist/lib', name)))
	const before = Buffer.concat(modules())
	const { code, text } = await run('sh', ['build.sh', 'compile'], place)
	if (code !== 0) return text || 'was not compiled in time'
	return Buffer.concat(modules()).equals(before) ? 'gives the same module' : undefined
}

/** Let the entries of a copy read their modules from the files, so that compiling is enough. @param {string} place */
async function unbundle(place) {
	const files = ['index', 'batch'].map((name) => join(place, `dist/lib/${name}.js`))
	const entries = await Promise.all(files.map((file) => import(file)))
	entries.forEach(({ losses, LossError, ...names }, i) => {
		assert(Object.keys(losses).length > 0 && LossError)
		const lines = Object.entries(names).map(([name, { id }]) => `export const ${name} = losses.${id}`)
		writeFileSync(
			files[i],
			`import { readFileSync } from 'node:fs'
import { from } from './external.js'
export { LossError } from './external.js'
const [module, batch] = ['losslab', 'batch'].map((name) => readFileSync(new URL(name + '.wasm', import.meta.url)))
const all = from(module, { batch })
export const losses = Object.freeze(Object.fromEntries(${JSON.stringify(Object.keys(losses))}.map((id) => [id, all[id]])))
${lines.join('\n')}
`,
		)
	})
}

/** The tests of a file that fail. @param {string} place @param {string} file */
async function failures(place, file) {
	const { code, text } = await run(process.execPath, [`tests/${file}`], place)
	const found = [...text.matchAll(/FAIL {2}(.*?) {2}"(.*)"/g)].map(([, where, title]) => `${file}: ${where}: ${title}`)
	const [, total, passed] = text.match(/Total: +(\d+)\n +Passed: +(\d+)/) ?? []
	if (!total || Number(total) - Number(passed) !== found.length) found.push(`${file}: ended with ${code}`)
	return found
}

/** What fails without any mutation, and catches none. @type {string[]} */
const broken = []

/** The first test that fails. @param {string} place */
async function caught(place) {
	for (const file of FILES) {
		const found = (await failures(place, file)).find((one) => !broken.includes(one))
		if (found) return found
	}
}

/** What catches a mutation, or why nothing does. @param {typeof MUTATIONS[number]} mutation @param {string} place a copy of the tree, whole before and after */
async function judge(mutation, place) {
	const found = mutate(mutation, join(place, 'c'))
	if (!found) return { note: 'does not apply any more' }
	writeFileSync(found.file, found.changed)
	const obstacle = await build(place)
	const by = obstacle === undefined ? await caught(place) : undefined
	writeFileSync(found.file, found.text)
	return { by, note: obstacle ?? 'SURVIVED' }
}

const home = mkdtempSync(join(tmpdir(), 'losslab-mutate-'))
try {
	const places = Array.from({ length: Math.min(availableParallelism(), mutations.length) }, (_, i) =>
		join(home, String(i)),
	)
	for (const place of places) tree(place)
	execFileSync('sh', ['build.sh', 'build'], { cwd: places[0], stdio: 'pipe' })
	await unbundle(places[0])
	for (const place of places.slice(1)) cpSync(join(places[0], 'dist'), join(place, 'dist'), { recursive: true })
	for (const file of FILES) broken.push(...(await failures(places[0], file)))
	for (const one of broken) console.log(`fails without any mutation: ${one}`)

	let survived = 0
	const rest = [...mutations]
	await Promise.all(
		places.map(async (place) => {
			for (let mutation = rest.shift(); mutation; mutation = rest.shift()) {
				const { by, note } = await judge(mutation, place)
				if (!by) survived++
				const [what, where] = mutation
				console.log(`${by ? 'caught' : 'MISSED'}  ${what.padEnd(36)} ${where.padEnd(44)} ${by ?? note}`)
			}
		}),
	)
	console.log(`${mutations.length - survived} of ${mutations.length} mutations caught`)
	process.exitCode = survived || !mutations.length ? 1 : 0
} finally {
	rmSync(home, { recursive: true })
}
