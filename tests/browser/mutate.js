// Breaks the page in many ways, one at a time, and demands that the test that guards it notices.
//   npm run mutate:page [-- WORD ...]   only those whose names hold one of these
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { tree } from '../help/tree.js'
import { MUTATIONS } from './mutations.js'

const words = process.argv.slice(2)
const wanted = MUTATIONS.filter(([what]) => !words.length || words.some((word) => what.includes(word)))
const place = mkdtempSync(join(tmpdir(), 'losslab-mutate-page-'))
const root = new URL('../../', import.meta.url).pathname

/** @param {string[]} given @param {string} [only] part of the titles of the tests that are run */
function run(given, only = '') {
	const { status, stdout, stderr } = spawnSync(process.execPath, given, {
		cwd: place,
		encoding: 'utf8',
		timeout: 600_000,
		maxBuffer: 1 << 28,
		env: { ...process.env, ONLY: only },
	})
	return { status, text: stripVTControlCharacters(stdout + stderr) }
}

let missed = 0
try {
	tree(place)
	cpSync(join(root, 'dist'), join(place, 'dist'), { recursive: true })
	for (const [what, file, from, to, guard] of wanted) {
		const path = join(place, 'web', file)
		const text = readFileSync(path, 'utf8')
		const changed = text.replace(from, () => to)
		let by = ''
		if (changed === text) by = 'DOES NOT APPLY'
		else {
			writeFileSync(path, changed)
			const built = run(['web/build/index.js'])
			const [tests, title] = guard.split(': ')
			const { status, text: said } = run([`tests/${tests}.js`], title)
			by = built.status ? 'is not built' : status ? (/FAIL.*?"(.*)"/.exec(said)?.[1] ?? `ended with ${status}`) : ''
			writeFileSync(path, text)
		}
		const isCaught = by !== '' && by !== 'DOES NOT APPLY'
		if (!isCaught) missed++
		console.log(`${isCaught ? 'caught' : 'MISSED'}  ${what.padEnd(46)} ${guard.padEnd(26)} ${by || 'SURVIVED'}`)
	}
	console.log(`${wanted.length - missed} of ${wanted.length} mutations caught`)
	process.exitCode = missed || !wanted.length ? 1 : 0
} finally {
	rmSync(place, { recursive: true })
}
