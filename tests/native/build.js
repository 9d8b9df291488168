// The C of the library, compiled for this machine.
import { execFile } from 'node:child_process'
import { readdirSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = new URL('../../', import.meta.url).pathname
const execute = promisify(execFile)

/** What keeps the bits: one rounding per operation. */
export const FLAGS = ['-std=gnu11', '-ffp-contract=off', '-fno-math-errno', '-Wno-psabi']

/** Whether a program is there. @param {string} program */
export const present = (program) =>
	execute(program, ['--version']).then(
		() => true,
		() => false,
	)

/** Compilers of this machine, by what they are tried for. @type {Record<string, string[]>} */
const COMPILERS = {
	'clang-sse4.1': ['clang', '-O2', '-msse4.1'],
	'clang-fma': ['clang', '-O3', '-mavx2', '-mfma'],
	gcc: ['gcc', '-O2', '-msse4.1'],
}

/**
 * Build a program of a folder's units, and of one more that includes the list of losses.
 *
 * @param {string} losses the list: a macro's call each
 * @param {{ name: string, compiler: string, flags: string[], main: string, from?: string }} options `main`, a file in tests
 * @returns {Promise<string>} its path
 */
export async function build(losses, { name, compiler, flags, main, from = 'c' }) {
	const place = join(root, 'dist/native', name)
	mkdirSync(place, { recursive: true })
	writeFileSync(join(place, 'losses.h'), losses)
	const units = readdirSync(join(root, from)).filter((file) => file.endsWith('.c'))
	const sources = [...units.map((file) => `${from}/${file}`), main]
	const objects = await Promise.all(
		sources.map(async (source) => {
			const object = join(place, `${source.replaceAll('/', '-')}.o`)
			await execute(compiler, [...FLAGS, ...flags, '-I', place, '-c', join(root, source), '-o', object])
			return object
		}),
	)
	const program = join(place, 'program')
	await execute(compiler, [...objects, '-o', program, '-lm'])
	return program
}

/** The same by every compiler there is. @param {string} losses @param {{ name: string, main: string, from?: string }} options */
export async function buildAll(losses, { name, ...options }) {
	/** @type {Record<string, string>} */
	const programs = {}
	for (const [way, [compiler, ...flags]] of Object.entries(COMPILERS))
		if (await present(compiler))
			programs[way] = await build(losses, { ...options, name: `${name}-${way}`, compiler, flags })
	return programs
}

/** The list of the losses of samples: ELEMENT(name) or ROW(name). @param {import('../../web/lib/module.js').Machine} machine */
export const listed = (machine) =>
	machine
		.names()
		.map((name) => `${machine.describe(name).shape === 'row' ? 'ROW' : 'ELEMENT'}(${name})\n`)
		.join('')
