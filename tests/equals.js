/*
 * What the descriptions say of frameworks (EQUALS in c/) holds: each entry is held against recorded runs of that framework,
 * tests/values/frameworks/<framework>.json, written by tests/oracle/frameworks.py and tfjs.js. A line is
 *   [yTrue, yPred, options, value, gradient, hard, Hessian]
 * (several targets, or what stands for them, in a list), where the options are ours, beyond those of the entry; the gradient is null where it was not recorded. At hard points (kinks,
 * ties, probabilities of 0 and 1) a framework may take another gradient, if differences.json says so.
 */
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { FRAMEWORKS } from '../web/lib/conventions.js'
import { catalogue as losses } from './help/catalogue.js'
import { suite } from './help/uvu.js'

/** @typedef {[any, any, Record<string, any>, any, any, boolean?, any?]} Line */

const read = (/** @type {string} */ name) =>
	JSON.parse(readFileSync(new URL(`values/frameworks/${name}.json`, import.meta.url), 'utf8'))
/** @type {Record<string, string>} */
const differences = read('differences')
const differing = new Set()

/** @type {Record<string, number>} */
const words = { inf: Infinity, '-inf': -Infinity, nan: NaN }
const flat = (/** @type {any} */ x) =>
	(typeof x === 'number' || typeof x === 'string' ? [x] : Array.from(x).flat(Infinity)).map((y) => words[y] ?? y)

/** @param {any} got @param {any} want @param {number} tolerance */
function close(got, want, tolerance) {
	const [a, b] = [flat(got), flat(want)]
	assert.is(a.length, b.length, 'as many numbers')
	return a.every((x, i) => Object.is(x + 0, b[i] + 0) || Math.abs(x - b[i]) <= tolerance * (0.01 + Math.abs(b[i])))
}

for (const framework of Object.keys(FRAMEWORKS)) {
	const { entries, single = false, tolerance = 1e-12 } = read(framework)
	const test = suite(`equals: ${framework}`)
	const claimed = Object.values(losses).flatMap(({ id, equals }) =>
		equals.filter((/** @type {any} */ equal) => equal.framework === framework).map(({ name }) => `${id} ${name}`),
	)
	test('what is claimed is recorded, and what is recorded is claimed', () => {
		assert.equal(claimed.toSorted(), Object.keys(entries).toSorted())
	})
	for (const key of claimed)
		test(key, () => {
			const [id, name] = key.split(' ')
			const loss = losses[id]
			const own = loss.equals.filter((/** @type {any} */ equal) => equal.framework === framework)
			const entry = own.find((/** @type {any} */ equal) => equal.name === name)
			const convention = entry === own[0] ? { convention: framework } : entry.options
			for (const [y, x, options, value, gradient, hard = false, hessian] of /** @type {Line[]} */ (entries[key])) {
				const inRows = loss.shape === 'row' || (entry.options.sample && x[0].length)
				const width = inRows ? { classes: x[0].length } : {}
				const z = single ? Float32Array.from(flat(x)) : x
				const given = { ...convention, ...options, ...(single ? width : {}) }
				const what = JSON.stringify([y, x, given])
				const targets =
					loss.inputs?.filter((/** @type {any} */ { option }) => option === undefined).length > 2 ? y : [y]
				const got = loss(...targets, z, given)
				assert.ok(close(got, value, tolerance), `value of ${what}: ${flat(got)}, there ${flat(value)}`)
				if (gradient === null) continue
				const slopes = loss.gradient(...targets, z, given)
				const slope = ArrayBuffer.isView(slopes) ? slopes : Object.values(slopes).at(-1)
				const same = close(slope, gradient, tolerance)
				if (!same && hard && differences[`${framework} ${name}`]) differing.add(`${framework} ${name}`)
				else assert.ok(same, `gradient of ${what}: ${flat(slope)}, there ${flat(gradient)}`)
				if (hessian === undefined) continue
				const curvature = loss.hessian(...targets, z, given)
				assert.ok(
					close(curvature, hessian, tolerance),
					`Hessian of ${what}: ${flat(curvature)}, there ${flat(hessian)}`,
				)
			}
		})
	test.run()
}

const whole = suite('equals')
whole('where gradients are said to differ, they do', () => {
	assert.equal(Object.keys(differences).toSorted(), [...differing].toSorted())
})
whole.run()
