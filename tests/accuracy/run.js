// Measures the functions of c/real.h and c/special.h and shows that all compilers give the same bits.
//   node tests/accuracy/run.js [full | sample] [name] [--json | --write]
// full takes every float and some 10^7 doubles a function (an hour), sample a few seconds.
// --write puts the table into README.md. Fails if an error exceeds its goal or two compilers disagree.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const built = join(here, '../../dist/accuracy')
const options = process.argv.slice(2).filter((word) => word.startsWith('--'))
const [mode = 'sample', name] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const flags = ['-std=gnu11', '-O3', '-Wall', '-Wextra', '-Werror', '-ffp-contract=off', '-fno-math-errno']

/** What measure.c prints of a function. @typedef {{ name: string, precision: number, points: number, ulp: string,
 *  goal: number, at: string, value: string, got: string }} Row */

/** Compiles one file for one precision; returns the path of what was built.
 *  @param {string} compiler @param {string} file @param {number} precision @param {string[]} more */
function compile(compiler, file, precision, more, ending = '') {
	const output = join(built, `${file}-${compiler}-${precision}${ending}`)
	execFileSync(compiler, [...flags, `-DREAL=${precision}`, join(here, `${file}.c`), '-o', output, ...more])
	return output
}

/** The lines that a measurement prints, as objects. @param {number} precision */
async function measure(precision) {
	const program = compile('gcc', 'measure', precision, ['-msse4.1', '-lquadmath', '-lm'])
	const child = spawn('nice', [program, mode, ...(name ? [name] : [])], { stdio: ['ignore', 'pipe', 'inherit'] })
	/** @type {Row[]} */
	const rows = []
	for await (const line of createInterface({ input: child.stdout })) rows.push(JSON.parse(line))
	return rows
}

/** Digests of all results, by compiler. @param {number} precision */
function digests(precision) {
	/** @type {Record<string, string>} */
	const found = {}
	for (const compiler of ['gcc', 'clang'])
		if (!spawnSync(compiler, ['--version']).error)
			found[compiler] = execFileSync(compile(compiler, 'digest', precision, ['-msse4.1']), { encoding: 'utf8' })
	const wasm = compile('emcc', 'digest', precision, ['-msimd128', '--no-entry', '-sSTANDALONE_WASM'], '.wasm')
	const digest = /** @type {(i: number) => number} */ (
		new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), {}).exports.digest
	)
	found.emcc = ''
	for (let i = 0, value; (value = digest(i)) >= 0; i++) found.emcc += `${value}\n`
	return found
}

/** Markdown: a line a function, both precisions beside each other. @param {Row[]} rows */
function table(rows) {
	const singles = rows.filter((row) => row.precision === 32)
	const doubles = rows.filter((row) => row.precision === 64)
	/** @param {Row} row */
	const cell = (row) => `${Number(row.ulp).toFixed(3)} | ${row.value}`
	return [
		'| function | goal | single, ulp | at | double, ulp | at |',
		'| --- | --- | --- | --- | --- | --- |',
		...singles.map((row, i) => `| ${row.name} | ${row.goal} | ${cell(row)} | ${cell(doubles[i])} |`),
	].join('\n')
}

mkdirSync(built, { recursive: true })
const rows = (await Promise.all([32, 64].map(measure))).flat()
const tooLarge = rows.filter((row) => !(Number(row.ulp) <= row.goal)).map((row) => `${row.name}, ${row.precision} bits`)
const differing = [32, 64].flatMap((precision) =>
	Object.entries(digests(precision))
		.filter(([, digest], i, all) => digest !== all[0][1])
		.map(([compiler]) => `${compiler}, ${precision} bits`),
)

if (options.includes('--json')) console.log(JSON.stringify({ mode, rows, tooLarge, differing }, null, '\t'))
else console.log(table(rows))
if (options.includes('--write')) {
	const readme = join(here, 'README.md')
	const text = readFileSync(readme, 'utf8')
	writeFileSync(
		readme,
		text.replace(/\n\| function[^]*?\n(?=\n|$)/, () => `\n${table(rows)}\n`),
	)
}
if (tooLarge.length) console.error(`error above its goal: ${tooLarge.join('; ')}`)
if (differing.length) console.error(`other bits than gcc: ${differing.join('; ')}`)
process.exitCode = tooLarge.length + differing.length ? 1 : 0
