// Code in a fresh process.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export const lib = new URL('../../dist/lib/', import.meta.url)
/** The entry, as a literal for scripts. */
export const index = JSON.stringify(new URL('index.js', lib).href)

/** What a script prints, as JSON. @param {string} script @param {'module' | 'commonjs'} [type] */
export async function elsewhere(script, type = 'module') {
	const { stdout } = await execute(process.execPath, [`--input-type=${type}`, '--eval', script], { maxBuffer: 2 ** 26 })
	return JSON.parse(stdout)
}
