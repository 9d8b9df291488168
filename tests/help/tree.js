// A copy of the sources, to build something else from.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../../', import.meta.url).pathname

/** Copy what git has or would have to a folder; node_modules are shared. @param {string} place */
export function tree(place) {
	const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8',
	})
	for (const name of new Set(listed.split('\0')))
		if (name && name !== 'node_modules' && existsSync(join(root, name))) cpSync(join(root, name), join(place, name))
	symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
}
