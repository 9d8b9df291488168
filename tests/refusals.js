// What every loss of samples refuses, found from its description: numbers beyond its intervals, labels outside their coding, rows
// that are no distributions, lengths that do not fit. And what it takes: the ends of intervals, NaN, nothing that counts.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { LossError } from '../dist/lib/index.js'
import { batched, sampled } from './help/catalogue.js'
import { beyond, ends } from './help/intervals.js'
import { data, widths } from './help/samples.js'
import { suite } from './help/uvu.js'
import { interval } from '../web/lib/interval.js'

/** More than are searched one by one (web/lib/scan.js). */
const SIZES = [3, 70]
const CODED = { pm1: [0, 2, -2, 0.5, Infinity], 1: [-1, 2, 0.5, -Infinity] }

for (const loss of sampled) {
	const test = suite(`refusals: ${loss.id}`)
	const [width, truths] = widths(loss)
	/** Ways to call it; each checks by itself. */
	const ways = {
		value: loss,
		gradient: loss.gradient,
		hessian: loss.hessian,
		valueAndGradient: loss.valueAndGradient,
		push: (/** @type {any} */ y, /** @type {any} */ z, /** @type {any} */ options) => loss.stream(options).push(y, z),
	}
	/** @param {any} yTrue @param {any} yPred @param {any} options @param {string} code @param {string} start of the message, behind the id @param {string} what */
	const refused = (yTrue, yPred, options, code, start, what) => {
		for (const [way, call] of Object.entries(ways))
			assert.throws(
				() => call(yTrue, yPred, options),
				(/** @type {any} */ error) =>
					error instanceof LossError && error.code === code && error.message.startsWith(`${loss.id}: ${start}`),
				`${way}: ${what}`,
			)
	}

	/** Every cell of a sample, with the interval it lies in. @param {'yTrue' | 'yPred'} argument @returns {string[]} */
	const ranges = (argument) => {
		const fields = argument === 'yPred' ? loss.predicted : loss.observed
		if (loss.shape === 'tuple') return fields.map((/** @type {any} */ { range }) => range)
		return [argument === 'yPred' ? loss.domain : loss.labels === 'pm1' ? '(-inf, inf)' : loss.targets || '(-inf, inf)']
	}

	for (const [argument, code, size] of /** @type {const} */ ([
		['yPred', 'domain', width],
		['yTrue', 'label', truths],
	])) {
		if (!ranges(argument).some((range) => beyond(range).length)) continue
		test(`${argument} beyond its interval`, () => {
			for (const samples of SIZES)
				for (const Float of [Float64Array, Float32Array])
					ranges(argument).forEach((range, field) => {
						const given = data(loss, samples)
						const [yTrue, yPred] = [given.yTrue, given.yPred].map((x) => x && Float.from(x))
						const at = (samples - 1) * size + field
						for (const bad of beyond(range).map((x) => (Float === Float32Array ? Math.fround(x) : x))) {
							if (interval(range).includes(bad)) continue
							;(argument === 'yPred' ? yPred : yTrue)[at] = bad
							refused(
								yTrue,
								yPred,
								given.options,
								code,
								`${argument}[${at}]`,
								`${bad} among ${samples}, in ${Float.name}`,
							)
						}
					})
		})
		test(`${argument} at the ends of its interval, and NaN`, () => {
			ranges(argument).forEach((range, field) => {
				for (const good of [...ends(range), NaN].filter((x) => !loss.normalized || argument === 'yPred' || x !== 1)) {
					const { yTrue, yPred, options } = data(loss, 3)
					const array = argument === 'yPred' ? yPred : yTrue
					if (loss.normalized && argument === 'yTrue' && good === 0) {
						array[1] += array[0]
					}
					array[field] = good
					for (const [way, call] of Object.entries(ways))
						assert.not.throws(() => call(yTrue, yPred, options), `${way}: ${good}`)
				}
			})
		})
	}

	if (loss.labels === 'pm1')
		test('labels outside their coding', () => {
			for (const samples of SIZES)
				for (const [coding, numbers] of Object.entries({ pm1: CODED.pm1, '01': CODED[1] }))
					for (const bad of numbers) {
						const { yTrue, yPred } = data(loss, samples)
						const labels = coding === 'pm1' ? yTrue : yTrue.map((y) => (y + 1) / 2)
						labels[samples - 1] = bad
						refused(
							labels,
							yPred,
							{ labels: coding },
							'label',
							`yTrue[${samples - 1}] is ${bad}, but`,
							`${coding}: ${bad}`,
						)
					}
		})

	if (loss.labels === 'classes') {
		test('indices that are no class', () => {
			for (const samples of SIZES)
				for (const Kind of [Float64Array, Int32Array, Array])
					for (const bad of [-1, 5, 1e9, 1.5, NaN, Infinity, -Infinity]) {
						if (Kind === Int32Array && !Number.isInteger(bad)) continue
						const { yPred, options } = data(loss, samples)
						const labels = Kind.from({ length: samples }, (_, i) => i % 5)
						labels[samples - 1] = bad
						const text = `yTrue[${samples - 1}] is ${bad}, but there are 5 classes (0 to 4)`
						refused(labels, yPred, options, 'class', text, `${bad} in ${Kind.name}`)
						if (bad !== -1)
							refused(labels, yPred, { ...options, ignoreIndex: -1 }, 'class', text, `${bad}, and -1 is ignored`)
					}
		})
		test('all rows ignored: 0, of which nothing has a share', () => {
			const { yPred, options } = data(loss, 3)
			const given = [[-1, -1, -1], yPred, { ...options, ignoreIndex: -1 }]
			for (const reduction of ['mean', 'sum']) assert.is(loss(...given.slice(0, 2), { ...given[2], reduction }), 0)
			assert.equal(Array.from(loss(...given.slice(0, 2), { ...given[2], reduction: 'none' })), [0, 0, 0])
			for (const part of [loss.gradient, loss.hessian])
				assert.equal(Array.from(part(...given)), new Array(yPred.length).fill(0))
			assert.is(ways.push(...given).value(), 0)
		})
	}

	if (loss.normalized)
		test('rows that are no distribution: farther than 0.001 from a sum of 1', () => {
			for (const Float of [Float64Array, Float32Array])
				for (const [off, accepted] of [
					[0.0009, true],
					[-0.0009, true],
					[0.0011, false],
					[-0.0011, false],
					[1, false],
				]) {
					// prettier-ignore
					const rows = Float.of(0.5, 0.25, 0.25, 0, 0, 0.25, 0.25, 0.5, 0, 0)
					rows[7] += off / 2
					rows[9] += off / 2
					if (off < 0) (rows.set([0.5 + off], 7), (rows[9] = 0))
					const { yPred, options } = data(loss, 2)
					const call = [rows, Float.from(yPred), options]
					if (accepted) for (const way of Object.values(ways)) assert.not.throws(() => way(...call), `${off}`)
					else refused(...call, 'label', 'row 1 of yTrue sums to', `${off}`)
				}
		})

	test('lengths that do not fit', () => {
		const { yTrue, yPred, options } = data(loss, 4)
		const fewer = yPred.subarray(width)
		if (yTrue) refused(yTrue, fewer, options, 'length', 'yTrue has', 'a sample less')
		if (yTrue) refused([], yPred, options, 'length', 'yTrue has', 'no targets')
		if (width > 1) refused(yTrue, yPred.subarray(1), options, 'shape', 'yPred ', 'a cell less')
		refused(yTrue, yPred, { ...options, classWeights: [1] }, ...weightsOf(loss), 'class weights')
	})

	test('rows without a cell', () => {
		const empty = loss.labels === 'none' ? null : [[], []]
		if (loss.shape === 'tuple') refused(empty, [[], []], {}, 'shape', 'yPred must hold', 'no number of a sample')
		else assert.ok(Number.isNaN(loss(empty, [[], []])), 'no number, no sample')
	})
	test.run()
}

/** What too few class weights get. @param {any} loss @returns {[string, string]} */
function weightsOf(loss) {
	const takes = loss.labels === 'classes' || loss.termwise
	return takes
		? ['length', 'classWeights has 1 value, but there are 5 classes']
		: ['option', 'unknown option "classWeights"']
}

const declared = suite('refusals: what the declarations say')
for (const [entry, some] of /** @type {[string, any[]][]} */ ([
	['index', sampled],
	['batch', batched],
])) {
	const text = readFileSync(new URL(`../dist/lib/${entry}.d.ts`, import.meta.url), 'utf8')
	for (const loss of some)
		declared(loss.id, () => {
			const end = text.indexOf(`\n\treadonly ${loss.id}:`)
			const lines = text.slice(text.lastIndexOf('/**', end), end).split('\n\t * - ')
			const names = loss.shape === 'batch' ? loss.inputs.map(({ name }) => name) : ['yPred', 'yTrue']
			const ranges =
				loss.shape === 'batch'
					? loss.inputs.map(({ range }) => [range])
					: loss.shape === 'tuple'
						? [loss.predicted, loss.observed].map((fields) => fields.map(({ range }) => range))
						: [[loss.domain], [loss.labels === 'pm1' ? '' : loss.targets]]
			names.forEach((/** @type {string} */ name, /** @type {number} */ i) => {
				const line = lines.find((one) => one.startsWith(name))
				assert.ok(line, name)
				for (const range of ranges[i]) if (range && beyond(range).length) assert.ok(line.includes(range), line)
			})
			assert.is(/sum to 1 within 0\.001/.test(lines.join()), loss.normalized === true)
			assert.is(/`ignoreIndex`/.test(lines.join()), loss.labels === 'classes' || loss.inputs?.some(({ ignorable }) => ignorable) === true) // prettier-ignore
		})
}
declared.run()
