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

/**
 * Build a program of the library's units, and of one more that includes the list of losses.
 *
 * @param {import('../../web/lib/module.js').Machine} machine
 * @param {{ name: string, compiler: string, flags: string[], main: string }} options `main`, a file in tests
 * @returns {Promise<string>} its path
 */
export async function build(machine, { name, compiler, flags, main }) {
	const place = join(root, 'dist/native', name)
	mkdirSync(place, { recursive: true })
	const kind = (/** @type {string} */ loss) => (machine.describe(loss).shape === 'row' ? 'ROW' : 'ELEMENT')
	writeFileSync(
		join(place, 'losses.h'),
		machine
			.names()
			.map((loss) => `${kind(loss)}(${loss})\n`)
			.join(''),
	)
	const units = readdirSync(join(root, 'c')).filter((file) => file.endsWith('.c'))
	const sources = [...units.map((file) => `c/${file}`), main]
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
