/*
 * Published values: every row of values/*.json is a number that somebody else printed. A row names
 *   loss, yTrue, yPred, options   the call, in our own words; of a loss of batches `inputs`, its arguments, instead of two,
 *                                 and `by`, the name of the one it is derived by where there are several
 *   what                          value | gradient | hessian
 *   expected, tolerance           as printed, and what its digits allow: |got - expected| <= abs + rel |expected|
 *   throws                        instead of these: the code of the LossError that is required
 *   convert                       what lies between the convention of the source and ours (values/convert.js)
 *   except                        entries of the result that are not compared, for the reason in `note`
 *   precision                     the only precision in which the row holds, for the reason in `note`
 *   single                        the tolerance in single precision, where 2e-6 more is not enough
 *   skip                          why the row does not hold here
 *   source, note, tutorial        T1 to T4: the tutorials' worked examples, for the page's presets
 * Numbers may be written 'inf', '-inf', 'nan'; long arrays { fill, length, at: { index: value } } or { range: [from, to] }.
 */
import { readdirSync, readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { LossError } from '../dist/lib/index.js'
import { convertInputs, convertResult, names } from './values/convert.js'
import { catalogue as losses } from './help/catalogue.js'
import { suite } from './help/uvu.js'

/**
 * @typedef {{ abs: number, rel: number }} Tolerance
 * @typedef {{ id: string, loss: string, yTrue?: any, yPred: any, inputs?: any[], by?: string, options?: Record<string, any>, what: string,
 *   expected?: any, tolerance?: Tolerance, throws?: string, convert?: Record<string, any>[], except?: number[],
 *   precision?: Precision, single?: Tolerance, skip?: string, note?: string, source: string, tutorial?: string }} Row
 */

const fields = new Set([
	...['id', 'tutorial', 'loss', 'yTrue', 'yPred', 'inputs', 'by', 'options', 'what', 'expected', 'tolerance', 'throws'],
	...['convert', 'except', 'precision', 'single', 'note', 'skip', 'source'],
])
/** @type {Record<string, number>} */
const written = { inf: Infinity, '-inf': -Infinity, nan: NaN }

const arrays = { double: Float64Array, single: Float32Array }

/** @typedef {keyof typeof arrays} Precision */
const precisions = /** @type {Precision[]} */ (Object.keys(arrays))

/** @param {any} data @param {Precision} precision @returns {any} */
function read(data, precision) {
	if (typeof data === 'string') return written[data]
	if (Array.isArray(data)) return data.map((part) => read(part, precision))
	if (data?.range) return Array.from({ length: data.range[1] - data.range[0] }, (_, index) => data.range[0] + index)
	if (data?.length) {
		const values = new arrays[precision](data.length).fill(read(data.fill, precision))
		for (const index in data.at) values[Number(index)] = read(data.at[index], precision)
		return values
	}
	return data
}

/** @param {any} values @returns {number[]} */
const flat = (values) =>
	Array.isArray(values) ? values.flat(Infinity) : typeof values === 'number' ? [values] : Array.from(values)

/** @param {any} values */
const single = (values) => (values instanceof Float32Array ? values : values && Float32Array.from(flat(values)))

/** @param {any} x @returns {any} */
const singles = (x) => (Array.isArray(x[0]) ? x.map(singles) : Float32Array.from(x))

/** @type {(row: Row, precision: Precision) => any} */
function call(row, precision) {
	const inputs = { yTrue: read(row.yTrue, precision), yPred: read(row.yPred, precision) }
	const { yTrue, yPred } = convertInputs(inputs, row.convert)
	const loss = losses[row.loss]
	const run = row.what === 'value' ? loss : loss[row.what]
	if (row.inputs) {
		const given = row.inputs.map((x) => (precision === 'single' ? singles(read(x, precision)) : read(x, precision)))
		const result = run(...given, row.options)
		return row.by ? result[row.by] : result
	}
	if (precision === 'double') return run(yTrue, yPred, row.options)
	const classes = loss.shape === 'row' && { classes: /** @type {any} */ (yPred)[0].length }
	return run(single(yTrue), single(yPred), { ...classes, ...row.options })
}

/**
 * A LossError as a plain one: uvu takes the `details` of an error for text, and where they are not, it leaves the suite
 * without a word.
 * @type {(row: Row, precision: Precision) => any}
 */
function attempt(row, precision) {
	try {
		return call(row, precision)
	} catch (error) {
		throw new Error(`${precision}: ${error}`, { cause: error })
	}
}

/** @type {(row: Row, precision: Precision) => void} */
function check(row, precision) {
	const result = attempt(row, precision)
	if (typeof result !== 'number') assert.instance(result, arrays[precision], `${precision}: the type of the result`)
	const got = convertResult(flat(result), row.convert)
	const expected = flat(read(row.expected, 'double'))
	assert.is(got.length, expected.length, `${precision}: the length of the result`)
	const { abs, rel } = /** @type {Tolerance} */ (
		precision === 'double' ? row.tolerance : (row.single ?? { ...row.tolerance, rel: (row.tolerance?.rel ?? 0) + 2e-6 })
	)
	expected.forEach((value, index) => {
		if (row.except?.includes(index)) return
		const close = Object.is(got[index] + 0, value + 0) || Math.abs(got[index] - value) <= abs + rel * Math.abs(value)
		assert.ok(close, `${precision}: entry ${index} is ${got[index]}, published ${value} (abs ${abs}, rel ${rel})`)
	})
}

const here = new URL('values/', import.meta.url)
const files = readdirSync(here)
	.filter((name) => name.endsWith('.json'))
	.sort()
/** @type {Map<string, Row[]>} */
const tables = new Map(files.map((name) => [name, JSON.parse(readFileSync(new URL(name, here), 'utf8'))]))
const rows = [...tables.values()].flat()

for (const [name, table] of tables) {
	const test = suite(`values/${name}`)
	for (const row of table) {
		if (row.skip) {
			test.skip(`${row.id}: ${row.skip}`, () => {})
			continue
		}
		test(row.id, () => {
			for (const precision of row.precision ? [row.precision] : precisions) {
				if (!row.throws) check(row, precision)
				else
					assert.throws(
						() => call(row, precision),
						(/** @type {any} */ error) => error instanceof LossError && error.code === row.throws,
						`${precision}: a LossError with the code ${row.throws}`,
					)
			}
		})
	}
	test.run()
}

const whole = suite('values')

/** @type {(offenders: string[], what?: string) => void} */
const none = (offenders, what) => assert.is(offenders.join(' '), '', what)

whole('every loss has a published value', () => {
	const covered = new Set(rows.filter((row) => !row.skip && !row.throws).map((row) => row.loss))
	none(Object.keys(losses).filter((id) => !covered.has(id)))
})

whole('every row names a loss that exists', () => {
	none(rows.filter((row) => !losses[row.loss]).map((row) => row.id))
})

// collection/published.json: the ids of the published values that were collected; `named`, those whose rows have other ids, and
// `absent`, by a loss that the library has not.
whole('every published value that was collected is a row, if we have the loss', () => {
	const collection = JSON.parse(readFileSync(new URL('collection/published.json', here), 'utf8'))
	const ids = new Set(rows.map(({ id }) => id))
	const wanted = [...collection.rows, ...Object.values(collection.named).flat()]
	none(wanted.filter((id) => !ids.has(id)))
	const names = new Set(Object.values(losses).flatMap(({ id, aliases }) => [id, ...aliases]))
	none(Object.keys(collection.absent).filter((name) => names.has(name)))
})

whole('no id is used twice', () => {
	const ids = rows.map((row) => row.id)
	none(ids.filter((id, index) => ids.indexOf(id) !== index))
})

whole('every row is complete and says where it comes from', () => {
	for (const row of rows) {
		none(
			Object.keys(row).filter((key) => !fields.has(key)),
			`${row.id}: unknown fields`,
		)
		assert.ok(row.source, `${row.id}: no source`)
		assert.ok(['value', 'gradient', 'hessian'].includes(row.what), `${row.id}: what`)
		assert.ok(row.precision === undefined || row.precision in arrays, `${row.id}: precision`)
		assert.ok(!(row.except || row.precision) || row.note, `${row.id}: a restriction without a note`)
		none(
			(row.convert ?? []).flatMap(Object.keys).filter((name) => !names.includes(name)),
			`${row.id}: convert`,
		)
		if (row.throws) continue
		assert.ok(row.expected !== undefined, `${row.id}: nothing expected`)
		for (const bound of [row.tolerance, row.single ?? row.tolerance])
			assert.ok(bound && bound.abs >= 0 && bound.rel >= 0 && bound.rel < 1e-2, `${row.id}: tolerance`)
	}
})

whole.run()
