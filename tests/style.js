// What the formatters, the linter and the type checker find: nothing.
import { spawnSync } from 'node:child_process'
import * as assert from 'uvu/assert'
import { suite } from './help/uvu.js'

const test = suite('style')

test('npm run check finds nothing', () => {
	const root = new URL('../', import.meta.url)
	const { status, stdout, stderr } = spawnSync('sh', ['build.sh', 'check'], { cwd: root, encoding: 'utf8' })
	assert.is(status, 0, stdout + stderr)
})

test.run()
