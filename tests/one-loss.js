// A loss is written once: one block of C more, and it is in the library, its types, the page and under the laws.
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import * as assert from 'uvu/assert'
import { catalogue as known } from './help/catalogue.js'
import { tree } from './help/tree.js'
import { suite } from './help/uvu.js'

const BLOCK = `
LOSS(residual, quartic_error, (scale, 1, "(0, inf)"),
     NAMES("Quartic error", "四次误差")
     ALIASES("l4")
     FORMULA("(r / scale)^4")
     REFERENCE("Nobody 2026"))
{
	real q = r / scale, c = q * q * q;
	return (out){ c * q, 4 * c / scale, 12 * (q * q) / (scale * scale) };
}
`

const BATCH = `
BATCH(scatter, (labels, group, "samples")(embeddings, variable, "samples features"), (scale, 1, "(0, inf)"),
      NAMES("Scatter", "离散度")
      ALIASES("scatter_of_rows")
      EACH("samples")
      FORMULA("scale * sum(k, features, embeddings[i][k]^2)")
      REFERENCE("Nobody 2026"))
{
	const int n = embeddings.columns;
	(void)labels;
	for (int i = 0; i < embeddings.rows; i++) {
		const double *x = embeddings.x + (size_t)i * n;
		value(i, scale * dot(x, x, n), 1);
		if (order > 0) add(embeddings.g + (size_t)i * n, 2 * scale * weight(i), x, n);
		for (int k = 0; order > 1 && k < n; k++)
			embeddings.h[(size_t)i * n + k] = x[k] != x[k] ? x[k] : 2 * scale * weight(i);
	}
}
`

const test = suite('one loss more')
const place = mkdtempSync(join(tmpdir(), 'losslab-one-'))
const read = (/** @type {string} */ name) => readFileSync(join(place, name), 'utf8')
/** @param {string} [name] in C */
const idOf = (name = '') => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
/** @type {any} */
let losses
/** @type {any} */
let batches

test.before(async () => {
	tree(place)
	// Behind the last loss of the file, which may be compiled with others of its kind.
	const file = join(place, 'c/regression.h')
	const [, text, end] = readFileSync(file, 'utf8').match(/^(.*?)((?:#endif[^\n]*\n)?)$/s) ?? []
	writeFileSync(file, text + BLOCK + end)
	appendFileSync(join(place, 'c/batch/metric.h'), BATCH)
	execFileSync('sh', ['build.sh', 'build'], { cwd: place, stdio: 'pipe' })
	losses = await import(join(place, 'dist/lib/index.js'))
	batches = await import(join(place, 'dist/lib/batch.js'))
})
test.after(() => rmSync(place, { recursive: true }))

test('is a loss of the library, in its place', () => {
	const { quarticError, l4 } = losses
	assert.is(l4, quarticError)
	assert.is(losses.losses.quarticError, quarticError)
	const ids = Object.keys(losses.losses)
	const before = readFileSync(new URL('../c/regression.h', import.meta.url), 'utf8')
	const last =
		[...before.matchAll(/^[A-Z_]+\((?:(?:residual|margin|logit|probability|prediction), )?(\w+),/gm)].at(-1)?.[1] ?? ''
	assert.is(ids[ids.indexOf('quarticError') - 1], idOf(last))
	const all = [...ids, ...Object.keys(batches.losses)]
	assert.equal(
		all.filter((id) => !['quarticError', 'scatter'].includes(id)),
		Object.keys(known),
	)
	const { name, names, family, parameters } = quarticError
	const described = { name: 'Quartic error', names: { en: 'Quartic error', zh: '四次误差' }, family: 'regression' }
	assert.equal({ name, names, family }, described)
	assert.equal(parameters, [{ name: 'scale', value: 1, range: '(0, inf)' }])
})

test('computes', () => {
	const { quarticError } = losses
	assert.is(quarticError([1, 2], [3, 2]), 8)
	assert.is(quarticError([1, 2], Float32Array.of(3, 2), { scale: 2, reduction: 'sum' }), 1)
	assert.equal(Array.from(quarticError.gradient([1], [3], { scale: 2 })), [2])
	assert.equal(Array.from(quarticError.hessian([1], [3], { scale: 2 })), [3])
	assert.is(quarticError.stream({ scale: 2 }).push([1], [3]).value(), 1)
	assert.throws(
		() => quarticError([1], [3], { scale: 0 }),
		(/** @type {Error} */ error) => error.message === 'quarticError: scale must be > 0, got 0',
	)
})

test('is declared', () => {
	for (const name of ['index.d.ts', 'index.d.cts']) {
		const declared = read(`dist/lib/${name}`)
		assert.match(declared, /readonly quarticError: ElementLoss<"quarticError", \{[^}]*\bscale\?: number/)
		const before = readFileSync(new URL(`../dist/lib/${name}`, import.meta.url), 'utf8')
		const rest = declared.split('\n').filter((line) => !/quarticError|Quartic error/.test(line))
		const lines = before.split('\n')
		for (const line of rest)
			if (!line.startsWith('export {')) assert.ok(lines.includes(line), `new in ${name}: ${line}`)
	}
	assert.match(read('dist/lib/index.d.ts'), /export \{.*\bquarticError as l4\b/)
})

test('is on the page, in both languages, and has a page of its own', () => {
	const own = read('dist/loss/quarticError/index.html')
	assert.match(own, /Quartic error/)
	assert.match(own, /四次误差/)
	assert.ok(existsSync(join(place, 'dist/index.html')))
	const [home, before] = [read('dist/index.html'), readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8')]
	const ids = Object.keys(known).filter((id) => before.includes(`loss/${id}/`))
	if (ids.length) assert.match(home, /loss\/quarticError\//)
})

test('is under the laws', () => {
	const [laws, all] = ['tests/laws.js', 'of sampled) {']
	assert.ok(read(laws).includes(all), 'the laws hold for every loss')
	// The others have been there before; only the new one is run.
	writeFileSync(join(place, laws), read(laws).replace(all, 'of [losses.quarticError]) {'))
	const { status, stdout, stderr } = spawnSync(process.execPath, [laws], { cwd: place, encoding: 'utf8' })
	const text = stripVTControlCharacters(stdout)
	assert.is(status, 0, text + stderr)
	const [, passed, total] = text.match(/ quarticError [ •✘]*\((\d+) \/ (\d+)\)/) ?? []
	assert.ok(Number(total) >= 9, `${total} laws`)
	assert.is(passed, total)
})

test('so is one of whole batches', () => {
	const { scatter } = batches
	const ids = Object.keys(batches.losses)
	const before = readFileSync(new URL('../c/batch/metric.h', import.meta.url), 'utf8')
	assert.is(ids[ids.indexOf('scatter') - 1], idOf([...before.matchAll(/^BATCH\((\w+),/gm)].at(-1)?.[1]))
	assert.is(scatter([7, 8], [[1, 2], [3, 4]]), 15) // prettier-ignore
	assert.equal(Array.from(scatter.gradient([7, 8], [1, 2, 3, 4], { scale: 2 })), [2, 4, 6, 8])
	assert.throws(
		() => scatter([7.5], [[1, 2]]),
		(/** @type {Error} */ error) => error.message === 'scatter: labels[0] is 7.5, but it must be an integer',
	)
	const type = 'BatchLoss<"scatter", [labels: Numbers, embeddings: Numbers], [labels: Numbers, embeddings: Singles]'
	assert.ok(read('dist/lib/batch.d.ts').includes(type))
	const all = 'of batched) {'
	assert.ok(read('tests/batch.js').includes(all), 'the laws hold for every loss')
	writeFileSync(join(place, 'tests/batch.js'), read('tests/batch.js').replace(all, "of [losses['scatter']]) {"))
	const { status, stdout, stderr } = spawnSync(process.execPath, ['tests/batch.js'], { cwd: place, encoding: 'utf8' })
	assert.is(status, 0, stdout + stderr)
	assert.match(stripVTControlCharacters(stdout), / scatter [ •]*\((\d\d) \/ \1\)/)
})

test('nothing else changed', () => {
	for (const name of [
		'c/kernel.h',
		'c/losses.h',
		'c/batch/batch.h',
		'c/batch/batch.c',
		'web/lib/loss.js',
		'web/lib/types.d.ts',
		'web/build/declarations.js',
		'package.json',
	])
		assert.is(read(name), readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'), name)
})

test.run()
