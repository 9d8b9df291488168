// What was built: the module needs nothing, is the same each time, and is SIMD; the package holds what it names.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as assert from 'uvu/assert'
import { losses as batches } from '../dist/lib/batch.js'
import { losses } from '../dist/lib/index.js'
import { sampled } from './help/catalogue.js'
import { encode } from '../web/lib/letters.js'
import { MUTATIONS, mutate } from './help/mutations.js'
import { suite } from './help/uvu.js'
import { decode, isScalar, isVector } from './help/wasm.js'

const root = new URL('../', import.meta.url).pathname
const execute = promisify(execFile)
const read = (/** @type {string} */ name) => readFileSync(join(root, name))
const bytes = read('dist/lib/losslab.wasm')
const module = new WebAssembly.Module(bytes)
const { exports, functions, table } = decode(bytes)
const MEMORY_GROW = 0x40
const kernel = (/** @type {string} */ id) => id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const sources = suite('the sources')

sources('every mutation of npm run mutate finds its place', () => {
	const lost = MUTATIONS.filter((mutation) => !mutate(mutation, join(root, 'c'))).map(
		([what, where]) => `${where} ${what}`,
	)
	assert.equal(lost, [])
})

sources('a loss is at most a dozen lines, and a family 300', () => {
	const files = ['c', 'c/batch'].flatMap((folder) =>
		readdirSync(join(root, folder))
			.filter((name) => name.endsWith('.h'))
			.map((name) => `${folder}/${name}`),
	)
	const texts = files.map((file) => String(read(file)))
	const families = files.filter((_, i) => /^(LOSS|TUPLE|ROWS?|BATCH)\(/m.test(texts[i]))
	assert.equal(
		families.filter((file) => texts[files.indexOf(file)].split('\n').length > 301),
		[],
	)
	const bodies = texts.flatMap((text) => [
		...text.matchAll(
			/^(?:LOSS|TUPLE|ROWS?|SOFTMAX|MARGIN|MARGIN_OF|BATCH|FACE|FACE_OF)\(([^\n]*)[^{]*?\n\{\n(.*?)^\}/gms,
		),
	])
	const count = (/** @type {string} */ body) => body.split('\n').filter((line) => /[^\s{}]/.test(line)).length
	assert.is(bodies.length, Object.keys(losses).length + Object.keys(batches).length)
	assert.equal(
		bodies.filter(([, , body]) => count(body) > 12).map(([, head]) => head),
		[],
	)
})

sources.run()

const wasm = suite('the module')

wasm('imports nothing, and nor does that of batches', () => {
	for (const one of [module, new WebAssembly.Module(read('dist/lib/batch.wasm'))]) {
		assert.equal(WebAssembly.Module.imports(one), [])
		new WebAssembly.Instance(one)
	}
})

wasm('has the kernels of every loss in double, of the usual ones in single, and their descriptions', () => {
	for (const { id } of sampled)
		for (const name of [kernel(id), `${kernel(id)}.f64`]) assert.type(exports[name], 'number', name)
	for (const id of ['squaredError', 'huber', 'hinge', 'sigmoidCrossEntropy', 'softmaxCrossEntropy', 'klDivergence'])
		assert.type(exports[`${kernel(id)}.f32`], 'number', id)
	const kernels = Object.keys(exports).filter((name) => name.endsWith('.f64') && name.slice(0, -4) in exports)
	assert.is(kernels.length, sampled.length)
})

wasm('has a small memory, which it never makes larger', () => {
	const { memory } = /** @type {any} */ (new WebAssembly.Instance(module).exports)
	assert.ok(memory.buffer.byteLength <= 512 * 1024, `${memory.buffer.byteLength} bytes`)
	assert.not(functions.some((body) => body.some(({ code }) => code === MEMORY_GROW)))
})

wasm('is the same when it is built again, from another place', async () => {
	const place = mkdtempSync(join(tmpdir(), 'losslab-build-'))
	try {
		cpSync(join(root, 'c'), join(place, 'c'), { recursive: true })
		for (const [source, name] of /** @type {const} */ ([
			['c', 'again'],
			[join(place, 'c'), 'elsewhere'],
		])) {
			await execute('sh', [join(root, 'build.sh'), 'compile', source, join(place, name)])
			for (const module of ['losslab.wasm', 'batch.wasm']) {
				const again = readFileSync(join(place, name, module))
				assert.ok(read(`dist/lib/${module}`).equals(again), `${source} gives other bytes than dist/lib/${module}`)
			}
		}
	} finally {
		rmSync(place, { recursive: true })
	}
})

wasm.run()

/** The loops of a function that hold no other loop, neither themselves nor by a call. @param {import('./help/wasm.js').Instruction[]} code */
function leaves(code) {
	const looping = (/** @type {number | undefined} */ callee) =>
		callee !== undefined && functions[callee].some(({ loops }) => loops.length > 0)
	const outer = new Set(code.flatMap(({ loops, callee }) => (looping(callee) ? loops : loops.slice(0, -1))))
	const inner = new Set(code.flatMap(({ loops }) => loops).filter((loop) => !outer.has(loop)))
	return [...inner].map((loop) => code.filter(({ loops }) => loops.at(-1) === loop))
}

const count = (
	/** @type {import('./help/wasm.js').Instruction[]} */ code,
	/** @type {(code: number) => boolean} */ is,
) => code.filter(({ code: one }) => is(one)).length

const INDIRECTLY = 0x11

/** A function and all that it calls, itself or by one that it hands it to. @param {import('./help/wasm.js').Instruction[]} code */
function reached(code) {
	const found = [code]
	const add = (/** @type {import('./help/wasm.js').Instruction[]} */ part) => found.includes(part) || found.push(part)
	for (const part of found)
		for (const { callee, last } of part) {
			if (callee === undefined) continue
			add(functions[callee])
			if (last !== undefined && functions[callee].some(({ code: one }) => one === INDIRECTLY))
				add(functions[table[last]])
		}
	return found
}

/** Losses whose cells need the cell before. */
const SEQUENTIAL = ['wasserstein']

const simd = suite('SIMD')

simd('every loop of a loss is SIMD', () => {
	for (const loss of sampled)
		for (const precision of ['f32', 'f64']) {
			const name = `${kernel(loss.id)}.${precision}`
			const isUsual = `${kernel(loss.id)}.f32` in exports // the rare ones are compiled for size: lanes are gathered in loops
			if (!(name in exports)) continue
			const parts = reached(functions[exports[name]])
			const looped = parts.flat().filter(({ loops }) => loops.length > 0)
			assert.ok(count(looped, isVector) > 0, `${name} has no SIMD arithmetic in its loops`)
			if (loss.shape === 'element') {
				assert.is(count(looped, isScalar), 0, `${name} has scalar arithmetic`)
			} else if (loss.shape === 'row' && isUsual && !SEQUENTIAL.includes(loss.id))
				for (const loop of parts.filter((part) => count(part, isVector) > 0).flatMap(leaves))
					assert.ok(count(loop, isScalar) <= count(loop, isVector), `${name} has a loop that is not SIMD`)
		}
})

simd('nothing is relaxed', () => {
	const relaxed = (/** @type {number} */ code) => code >= 0xfd00 + 0x100
	for (const part of [functions, decode(read('dist/lib/batch.wasm')).functions])
		part.forEach((code, index) => assert.is(count(code, relaxed), 0, `function ${index}`))
})

simd.run()

const pack = suite('the package')
const about = JSON.parse(String(read('package.json')))

/** Every file that package.json names. @param {any} value @returns {string[]} */
const named = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(named))

pack('holds what it names, and little else', async () => {
	const { stdout } = await execute('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root })
	const [{ files }] = JSON.parse(stdout)
	const packed = files.map((/** @type {{ path: string }} */ { path }) => path)
	for (const file of named([about.main, about.module, about.types, about.exports])) {
		assert.ok(existsSync(join(root, file)), `${file} is not there`)
		assert.ok(packed.includes(file.replace('./', '')), `${file} is not packed`)
	}
	const papers = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/licenses.txt']
	const known = [...papers, ...named(about.exports).map((file) => file.replace('./', ''))]
	for (const file of packed)
		assert.ok(known.includes(file) || /^dist\/(lib|elements)\/[^/]+$/.test(file), `${file} is packed`)
	for (const file of packed.filter((/** @type {string} */ path) => path.endsWith('ts')))
		for (const [, other, end] of String(read(file)).matchAll(/from '\.\/(.+)\.(c?)js'/g)) {
			assert.ok(packed.includes(`dist/lib/${other}.d.${end}ts`), `${file} needs ${other}`)
			assert.is(end === 'c', file.endsWith('.d.cts'), `${file}: what CommonJS requires is CommonJS, ${other} too`)
		}
})

pack('tells whose work is bundled with it, and on what terms', () => {
	const sources = readdirSync(join(root, 'web/elements')).filter((name) => name.endsWith('.js'))
	const texts = sources.map((name) => String(read(`web/elements/${name}`))).join('\n')
	const bundled = new Set([...texts.matchAll(/^import .* from '([a-z][^:']*)'$/gm)].map(([, name]) => name))
	bundled.delete('losslab')
	assert.ok(bundled.has('d3-dsv'))
	for (const name of bundled) {
		const license = String(read(`node_modules/${name}/LICENSE`))
		for (const file of ['licenses.txt', 'losslab.html'])
			assert.ok(String(read(`dist/${file}`)).includes(license), `${name} in ${file}`)
	}
})

pack('is the version that every page tells, on paper too', () => {
	for (const page of [
		'index.html',
		'losslab.html',
		'loss/huber/index.html',
		'loss/ctc/index.html',
		'builder/index.html',
	])
		assert.match(String(read(`dist/${page}`)), `<p>Losslab ${about.version}</p>`, page)
})

pack('is found by its name', async () => {
	const require = createRequire(import.meta.url)
	assert.is((await import('losslab')).losses, losses)
	assert.is((await import('losslab/batch')).losses, batches)
	assert.is(require('losslab').huber([1], [1.5]), 0.125)
	assert.is(require('losslab/batch').maxError([1], [1.5]), 0.5)
	assert.type(require('losslab/external').from, 'function')
	assert.type((await import('losslab/external')).load, 'function')
	for (const name of ['losslab.wasm', 'batch.wasm'])
		assert.is(require.resolve(`losslab/${name}`), join(root, 'dist/lib', name))
})

/** What a bundler takes of an installed package for a script. @param {string} contents */
async function bundled(contents) {
	const place = mkdtempSync(join(tmpdir(), 'losslab-pack-'))
	try {
		const { stdout } = await execute('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', place], {
			cwd: root,
		})
		const modules = join(place, 'node_modules/losslab')
		mkdirSync(modules, { recursive: true })
		await execute('tar', ['xzf', join(place, stdout.trim()), '-C', modules, '--strip-components=1'])
		const { metafile, outputFiles } = await esbuild.build({
			stdin: { contents, resolveDir: place },
			absWorkingDir: place,
			bundle: true,
			minify: true,
			charset: 'utf8',
			format: 'esm',
			metafile: true,
			write: false,
		})
		const files = Object.keys(metafile.inputs).filter((file) => file.startsWith('node_modules'))
		return { files: files.map((file) => file.replace('node_modules/losslab/', '')), text: outputFiles[0].text }
	} finally {
		rmSync(place, { recursive: true })
	}
}

/** A file of dist/, and what it imports from the start. @param {string} name @returns {string[]} */
function imported(name) {
	const others = [...String(read(`dist/${name}`)).matchAll(/\bimport(?:\{[^}]*\}from)?"([^"]+)"/g)]
	return [`dist/${name}`, ...others.map(([, path]) => `dist/${new URL(path, `file:///${name}`).pathname.slice(1)}`)]
}

/** @param {string[]} files of the package */
const kilobytes = (files) => files.reduce((sum, file) => sum + brotliCompressSync(read(file)).length, 0) / 1024

pack('stays small, with all that an entry imports', async () => {
	for (const [entry, most] of /** @type {const} */ ([
		['losslab', 80],
		['losslab/batch', 110],
		['losslab/external', 19],
	])) {
		const { files } = await bundled(`export * from '${entry}'`)
		const size = kilobytes(files)
		console.error(`build: ${entry} is ${size.toFixed(1)} KB brotli in ${files.length} files`)
		assert.ok(size <= most, `${entry} has ${size.toFixed(1)} KB, ${most} are allowed`)
	}
	for (const [name, most] of /** @type {const} */ ([
		['losslab.wasm', 56],
		['batch.wasm', 28],
	])) {
		const size = kilobytes([`dist/lib/${name}`])
		assert.ok(size <= most, `${name} has ${size.toFixed(1)} KB, ${most} are allowed`)
	}
	// library included
	for (const [name, most] of /** @type {const} */ ([
		['elements.js', 128],
		['elements/batch.js', 151],
		['elements/formulas.js', 14],
		['elements/batch-formulas.js', 14],
		['afm.js', 192],
	])) {
		const size = kilobytes(imported(name))
		console.error(`build: ${name} is ${size.toFixed(1)} KB brotli`)
		assert.ok(size <= most, `${name} has ${size.toFixed(1)} KB, ${most} are allowed`)
	}
})

pack('who imports losslab alone gets nothing of the losses of batches', async () => {
	const { text } = await bundled("import { huber } from 'losslab'; console.log(huber([1], [1.5]))")
	const both = await bundled("import { maxError } from 'losslab/batch'; console.log(maxError([1], [1.5]))")
	for (const word of ['max_error', 'losslab/batch.wasm', encode(Buffer.from('max_error.batch'))]) {
		assert.not(text.includes(word), word)
		assert.ok(both.text.includes(word), word)
	}
})

pack('computes nothing in JavaScript that engines do differently, and evaluates no text', () => {
	for (const name of readdirSync(join(root, 'dist/lib')).filter((name) => /\.c?js$/.test(name))) {
		const text = String(read(`dist/lib/${name}`))
		const inexact = /Math\.(a?(sin|cos|tan)h?|atan2|exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot|random)\b/
		assert.not(text.match(inexact), `${name}: ${text.match(inexact)?.[0]}`)
		const evaluated = /\beval\(|new Function\b|\bimport\(/
		assert.not(text.match(evaluated), `${name}: ${text.match(evaluated)?.[0]}`)
		if (!name.startsWith('external.'))
			assert.not(/\bfetch\b|XMLHttpRequest|https?:/.test(text), `${name} asks the network`)
	}
})

pack.run()
