// The functions of c/real.h and c/special.h at work natively: their errors, and digests of their results.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const built = join(here, '../../dist/accuracy')
const flags = ['-std=gnu11', '-O3', '-Wall', '-Wextra', '-Werror', '-Wno-unused-function', '-ffp-contract=off']

export const PRECISIONS = [32, 64]

/** What measure.c prints of a function. @typedef {{ name: string, precision: number, points: number, ulp: string,
 *  goal: number, at: string, value: string, got: string }} Row */

/** Compiles one file for one precision; returns the path of what was built.
 *  @param {string} compiler @param {string} file @param {number} precision @param {string[]} more */
function compile(compiler, file, precision, more, ending = '') {
	mkdirSync(built, { recursive: true })
	const output = join(built, `${file}-${compiler}-${precision}${ending}`)
	const what = [join(here, `${file}.c`), `-DREAL=${precision}`, '-o', output]
	execFileSync(compiler, [...flags, '-fno-math-errno', ...what, ...more])
	return output
}

/** The largest error of each function, or of one. @param {number} precision @param {string} mode full or sample @param {string[]} names */
export async function measure(precision, mode, ...names) {
	const libraries = precision === 64 ? ['-lmpfr', '-lgmp'] : []
	const program = compile('clang', 'measure', precision, ['-march=native', ...libraries, '-lm'])
	const child = spawn('nice', [program, mode, ...names], { stdio: ['ignore', 'pipe', 'inherit'] })
	/** @type {Row[]} */
	const rows = []
	for await (const line of createInterface({ input: child.stdout })) rows.push(JSON.parse(line))
	return rows
}

/** Digests of all results, by compiler. @param {number} precision */
export function digests(precision) {
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
