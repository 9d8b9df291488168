/** The programs that the page writes: they print the number that the page shows. */

import { readFileSync } from 'node:fs'
import * as losslab from 'losslab'
import * as batch from 'losslab/batch'
import * as assert from 'uvu/assert'
import { program } from '../web/elements/code.js'
import { LANGUAGES } from '../web/elements/program.js'
import { catalogue } from '../web/elements/describe.js'
import { frameworks } from '../web/elements/frameworks.js'
import { complete } from '../web/elements/state.js'
import { suite } from './help/uvu.js'
import { hashOf, programs } from './programs/cases.js'

const test = suite('programs')
const all = programs()
const { printed } = JSON.parse(readFileSync(new URL('programs/recorded.json', import.meta.url), 'utf8'))
/** Relative; Keras computes in single precision, and keeps probabilities from 0 and 1 by 1e-7. */
const TOLERANCE = /** @type {Record<string, number>} */ ({ javascript: 0, torch: 1e-12, sklearn: 1e-12, keras: 1e-5 })

/** PyTorch adds 1e-12 to the squared lengths of vectors. @param {string} name @param {string} language */
const toleranceOf = (name, language) => (name.startsWith('torch cosineEmbedding') ? 1e-11 : TOLERANCE[language])

/** @param {typeof all[number]} program @param {any} got */
function agree({ name, language, value }, got) {
	const [found, wanted] = [got, value].map((numbers) => [numbers].flat(2))
	assert.is(found.length, wanted.length, name)
	found.forEach((/** @type {number} */ x, /** @type {number} */ i) =>
		assert.ok(
			Object.is(x, wanted[i]) ||
				Math.abs(x - wanted[i]) <= toleranceOf(name, language) * Math.max(1, Math.abs(wanted[i])),
			`${name}: ${x} for ${wanted[i]}`,
		),
	)
}

test('every loss has a program in JavaScript, which prints the value', () => {
	for (const entry of all.filter(({ language }) => language === 'javascript')) {
		const lines = /** @type {any[]} */ ([])
		const body = entry.code.replace(/^import (\{.*\}) from 'losslab(\/batch)?'/, 'const $1 = library')
		const library = entry.code.includes("'losslab/batch'") ? batch : losslab
		new Function('library', 'console', body)(library, { log: (/** @type {any} */ line) => lines.push(line) })
		agree(
			entry,
			Array.from([lines[0]].flat(), (x) => (typeof x === 'number' ? x : Array.from(x))),
		)
		const comment = entry.code.slice(entry.code.lastIndexOf('// ') + 3)
		if (!comment.includes('...')) agree(entry, new Function(`return ${comment}`)())
	}
	for (const id of Object.keys(catalogue))
		assert.ok(all.some(({ name }) => name === `javascript ${id} mean`), id) // prettier-ignore
})

test('the programs for other frameworks are those that were run, and printed the value', () => {
	const foreign = all.filter(({ language }) => language !== 'javascript')
	assert.ok(foreign.length > 300)
	for (const entry of foreign) {
		assert.ok(printed[entry.name], `${entry.name} was not recorded: node tests/programs/record.js PYTHON`)
		const [hash, text] = printed[entry.name]
		assert.is(hash, hashOf(entry.code), `${entry.name} was recorded as another program`)
		agree(entry, JSON.parse(text.replaceAll('nan', 'NaN')))
	}
	assert.equal(Object.keys(printed).sort(), foreign.map(({ name }) => name).sort())
})

test('no framework is given a loss that is not ours, and each of its losses has a program', () => {
	for (const [language, entries] of Object.entries(frameworks))
		for (const id of Object.keys(entries)) {
			assert.ok(id in catalogue, id)
			assert.ok(
				all.some((entry) => entry.name.startsWith(`${language} ${id} `)),
				`${language} ${id}`,
			)
		}
})

test('where a framework would give another number there is no program', () => {
	const missing = (/** @type {any} */ part, /** @type {string} */ language) => program(complete(part), language)
	const bits = { loss: 'binaryCrossEntropy', parameters: { base: '2' } }
	for (const language of ['torch', 'keras', 'sklearn']) {
		assert.equal(missing(bits, language), { missing: 'settings' })
		assert.equal(missing({ loss: 'binaryCrossEntropy', y: [1, 0], p: [0, 0.5] }, language), { missing: 'settings' })
		assert.equal(missing({ loss: 'welsch' }, language), { missing: 'loss' })
	}
	assert.equal(missing({ loss: 'squaredError', reduction: 'none' }, 'sklearn'), { missing: 'settings' })
	assert.equal(missing({ loss: 'hinge', parameters: { threshold: '2' } }, 'keras'), { missing: 'settings' })
	assert.equal(missing({ loss: 'squaredError', y: Array(3000).fill(1), p: Array(3000).fill(1) }, 'torch'), {
		missing: 'long',
	})
	for (const language of Object.keys(LANGUAGES))
		assert.equal(missing({ loss: 'huber', y: ['a'], p: ['b'] }, language), { missing: 'data' })
})

test.run()
