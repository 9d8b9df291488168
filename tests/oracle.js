/*
 * Values from arithmetic of hundreds of digits: tests/values/oracle/<family>.json, written by tests/oracle/<family>.py, holds
 * for every loss lines of
 *   [yTrue, yPred, options, value, gradient, hessian, condition]
 * with one sample each; null where a second derivative jumps and nothing is compared. `condition` says, for value, gradient
 * and Hessian, what an error of the inputs grows to (the sum of |x df/dx|), where that is much more than the result.
 *
 * A result may be wrong by 16 units in the last place, and by what 4 units in the last place of the inputs would do, in
 * either precision. Below the normal numbers the last place is that of the smallest one.
 */
import { readFileSync, readdirSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { catalogue as losses } from './help/catalogue.js'
import { bounds, defaults, freezes, kinks, variable } from './help/samples.js'
import { suite } from './help/uvu.js'

/** @typedef {number | string | null | (number | string | null)[]} Numbers */
/** @typedef {[Numbers, Numbers, Record<string, any>, Numbers, Numbers, Numbers, number[]?]} Line */

const ULPS = 16
const INPUT_ULPS = 4
const precisions = [
	{ Float: Float64Array, epsilon: 2 ** -52, least: 2 ** -1022, most: Number.MAX_VALUE },
	{ Float: Float32Array, epsilon: 2 ** -23, least: 2 ** -126, most: 2 ** 128 - 2 ** 104 },
]

/** @type {Record<string, number>} */
const words = { inf: Infinity, '-inf': -Infinity, nan: NaN }

/** @param {Numbers} x @returns {any[]} */
const flat = (x) => [x].flat().map((value) => (typeof value === 'string' ? words[value] : value))

/** @param {Line} line @param {typeof precisions[number]} precision @param {any} loss */
function compare([yTrue, yPred, options, ...wanted], { Float, epsilon, least, most }, loss) {
	const inputs = [yTrue, yPred].map((x) => (x === null ? null : Float.from(flat(x))))
	const exact = [yTrue, yPred].every(
		(x, i) => x === null || flat(x).every((value, k) => Object.is(inputs[i]?.[k], value)),
	)
	if (!exact) return
	const stated = Object.fromEntries(Object.entries(options).map(([name, x]) => [name, words[x] ?? x]))
	const given = { ...stated, ...(loss.shape === 'row' ? { classes: flat(yPred).length } : {}), reduction: 'none' }
	const condition = /** @type {number[]} */ (wanted[3] ?? [0, 0, 0])
	;[loss, loss.gradient, loss.hessian].forEach((part, k) => {
		const got = part(...inputs, given)
		const want = flat(/** @type {Numbers} */ (wanted[k]))
		const what = `${['value', 'gradient', 'Hessian'][k]} of ${JSON.stringify([yTrue, yPred, options])} in ${Float.name}`
		want.forEach((value, i) => {
			if (value === null || Object.is(got[i] + 0, value + 0)) return
			if (Math.abs(value) > most * (1 - ULPS * epsilon) && got[i] === Math.sign(value) * Infinity) return
			const growth = value ? condition[k] / Math.abs(value) : 0
			const allowed =
				epsilon *
				(Math.max(Math.abs(value), least) * (ULPS + INPUT_ULPS * growth) + (value ? 0 : INPUT_ULPS * condition[k]))
			assert.ok(
				Math.abs(got[i] - value) <= allowed,
				`${what}: got ${got[i]}, want ${value}, ${(got[i] - value) / allowed} of the tolerance`,
			)
		})
	})
}

const here = new URL('values/oracle/', import.meta.url)

/** The tables of a folder: loss by loss, their lines. @param {URL} folder @returns {[string, any[]][]} */
const tables = (folder) =>
	readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.flatMap((name) => Object.entries(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))

for (const [id, lines] of tables(here)) {
	const test = suite(`oracle/${id}`)
	for (const precision of precisions)
		test(precision.Float.name, () => {
			assert.ok(losses[id], 'the loss exists')
			for (const line of lines) compare(line, precision, losses[id])
		})
	test.run()
}

const whole = suite('oracle')
whole('every loss has at least 40 different points, those of batches in oracle-batch.js', () => {
	const points = [here, new URL('batches/', here)].flatMap(tables).map(([id, lines]) => {
		const parts = losses[id].shape === 'batch' ? 2 : 3
		return [id, new Set(lines.map((line) => JSON.stringify(line.slice(0, parts)))).size]
	})
	const found = Object.fromEntries(points)
	assert.equal(
		Object.keys(losses).filter((id) => !(found[id] >= 40)),
		[],
	)
})

/** A target that is a class, or a row of which one cell counts. @param {any[]} y @param {any[]} z */
const isHard = (y, z) => y.length !== z.length || y.filter(Boolean).length === 1

/** What a loss's points must hold, by its description: both kinds of labels, every choice and closed end of its parameters, its kinks, its tails. @param {any} loss @param {Line[]} lines @returns {string[]} what is missing */
function missing(loss, lines) {
	const samples = lines.map(([y, z, options]) => ({
		y: y === null ? [] : flat(y),
		z: flat(z),
		given: {
			...defaults(loss),
			...Object.fromEntries(Object.entries(options).map(([name, x]) => [name, words[x] ?? x])),
		},
	}))
	const some = (/** @type {(sample: typeof samples[number]) => boolean} */ is) => samples.some(is)
	/** @type {[string, boolean][]} */
	const kinds = loss.parameters.flatMap(({ name, range }) => {
		const choices = range.includes('|')
			? range.split(' | ')
			: bounds(range).filter((end, k) => Number.isFinite(end) && '[]'.includes(range.at(-k)))
		return choices
			.filter((choice) => !freezes(loss, { [name]: choice === 'true' }))
			.map((choice) => [`${name} ${choice}`, some(({ given }) => String(given[name]) === String(choice))])
	})
	if (loss.labels === 'pm1')
		for (const label of [-1, 1]) kinds.push([`label ${label}`, some(({ y }) => y[0] === label)])
	if (loss.labels === 'unit')
		for (const is of [(y) => y === 0, (y) => y === 1, (y) => y > 0 && y < 1])
			kinds.push([`label ${is}`, some(({ y }) => is(y[0]))])
	if (loss.labels === 'classes') {
		const finite = Number.isFinite(loss([0], [0.5, 0.25, 0.25]))
		kinds.push(
			['hard labels', !finite || some(({ y, z }) => isHard(y, z))],
			['soft labels', some(({ y, z }) => !isHard(y, z))],
		)
	}
	const at = ({ y, z }) => (loss.shape === 'element' ? variable(loss, y[0], z[0]) : Math.max(...z.map(Math.abs)))
	if (loss.shape === 'element')
		for (const kink of loss.kinks.filter((text) => text !== 'ties'))
			kinds.push([
				`kink ${kink}`,
				some((sample) =>
					kinks({ ...loss, kinks: [kink] }, { ...sample.given, logFloor: -Infinity }, sample.y[0]).some(
						(x) => Math.abs(at(sample) - x) <= 1e-6 * Math.max(1, Math.abs(x)),
					),
				),
			])
	const [low, high] = bounds(loss.domain)
	if (loss.shape !== 'tuple')
		kinds.push(
			[
				'tail',
				high < Infinity ? some(({ z }) => Math.max(...z) > high - 0.01) : some((sample) => Math.abs(at(sample)) >= 30),
			],
			['start', low === 0 ? some(({ z }) => Math.min(...z) <= 1e-6) : true],
		)
	return kinds.filter(([, held]) => !held).map(([kind]) => `${loss.id}: ${kind}`)
}

whole('the points of a loss of samples hold its labels, parameters, kinks and tails', () => {
	assert.equal(
		tables(here).flatMap(([id, lines]) => missing(losses[id], lines)),
		[],
	)
})
whole.run()
