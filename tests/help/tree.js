// A copy of the sources, to build something else from.
import { cpSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../../', import.meta.url).pathname
/** What is made or fetched. */
const OTHERS = ['.git', 'dist', 'node_modules']

/** Copy the sources to a folder; node_modules are shared. @param {string} place */
export function tree(place) {
	for (const name of readdirSync(root))
		if (!OTHERS.includes(name)) cpSync(join(root, name), join(place, name), { recursive: true })
	symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
}
