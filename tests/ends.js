// Losses of batches at their ends: what every kind of input refuses, and what is defined where nothing is left to compare.
import * as assert from 'uvu/assert'
import { LossError } from '../dist/lib/index.js'
import { losses } from '../dist/lib/batch.js'
import { batch, expected } from './help/batches.js'
import { batched } from './help/catalogue.js'
import { settingsOf } from './help/samples.js'
import { suite } from './help/uvu.js'

/** @typedef {{ call: any[], options: Record<string, any>, sizes: Record<string, number> }} Given */

const flat = (/** @type {any} */ x) => /** @type {number[]} */ ([x].flat(Infinity))
const list = (/** @type {ArrayLike<number>} */ x) => Array.from(x)
/** @param {any} x @returns {number[]} */
const numbers = (x) => (ArrayBuffer.isView(x) ? list(/** @type {any} */ (x)) : Object.values(x).flatMap(numbers))

/** @param {any} x @param {any} value a nested copy whose first number is another one @returns {any} */
const spoiled = (x, value) => (Array.isArray(x) ? [spoiled(x[0], value), ...x.slice(1)] : value)

const refusals = suite('what inputs refuse')

/** Numbers that no input of a kind takes, and the code of the error. @type {Record<string, [any[], string]>} */
const OUTSIDE = {
	sign: [[0, 2, 0.5, NaN], 'label'],
	binary: [[2, -1, 0.5, NaN], 'label'],
	group: [[0.5, NaN, Infinity], 'label'],
	index: [[-1, 1e6, 0.5, NaN], 'class'],
	count: [[-1, 1e6, 0.5, NaN], 'label'],
}

for (const loss of batched)
	for (const input of loss.inputs) {
		const { name, kind, range, option, dimensions } = input
		const [numbers, code] = OUTSIDE[kind] ?? [
			range === '[0, 1]' ? [-0.5, 1.5] : range === '[0, inf)' ? [-1] : [],
			kind === 'variable' ? 'domain' : 'label',
		]
		if (!numbers.length) continue
		refusals(`${loss.id}: ${name}`, () => {
			for (const number of numbers) {
				const { call, options } = batch(loss, { full: true })
				const at = loss.inputs.filter((/** @type {any} */ other) => other.option === undefined).indexOf(input)
				if (option === undefined) call[at] = spoiled(call[at], number)
				else options[name] = spoiled(options[name], number)
				const place = name + dimensions.map(() => '[0]').join('')
				for (const part of [loss, loss.gradient, loss.hessian])
					assert.throws(
						() => part(...call, options),
						(/** @type {any} */ error) =>
							error instanceof LossError &&
							error.code === code &&
							error.message.startsWith(`${loss.id}: ${place} is ${number}, but`),
						`${number}`,
					)
			}
		})
	}
refusals.run()

/** What the description says holds here: values and mean by formula and share, derivatives of numbers, 0 where nothing is shared. @param {any} loss @param {Given} given @param {any} setting */
function defined(loss, given, setting) {
	const { call, options } = given
	const more = { ...options, ...setting }
	const what = `${loss.id} of ${JSON.stringify([call, more])}`
	const values = loss.each ? list(loss(...call, { ...more, reduction: 'none' })) : [loss(...call, more)]
	expected(loss, given, setting).forEach((value, i) =>
		assert.ok(
			Math.abs(values[i] - value) <= 1e-13 * (1 + Math.abs(value)),
			`${what}: value ${i} is ${values[i]}, want ${value}`,
		),
	)
	const shares = expected(loss, given, setting, { text: loss.share ?? '1' }).reduce((sum, share) => sum + share, 0)
	const mean = loss(...call, more)
	const sum = values.reduce((sum, value) => sum + value, 0)
	assert.ok(
		Math.abs(mean - (shares ? sum / shares : 0)) <= 1e-13 * (1 + Math.abs(mean)),
		`${what}: the mean is ${mean}`,
	)
	for (const part of [loss.gradient, loss.hessian]) {
		const slopes = numbers(part(...call, more))
		assert.ok(slopes.every(Number.isFinite), `${what}: derivatives ${slopes}`)
		if (!shares) assert.ok(slopes.every((slope) => slope === 0), `${what}: derivatives ${slopes}`) // prettier-ignore
	}
}

const groups = suite('groups at their ends')
const grouped = batched.filter(({ inputs }) => inputs.map(({ name }) => name).join() === 'labels,embeddings')
const ROWS = [[1, 0.25], [0.5, -1], [0.25, 0.75], [-0.5, 0.125]] // prettier-ignore

for (const loss of grouped) {
	/** @param {number[]} labels @param {number[][]} rows @returns {Given} */
	const of = (labels, rows) => ({
		call: [labels, rows],
		options: {},
		sizes: { samples: rows.length, features: 2 },
	})
	groups(`${loss.id}: no positives, no negatives, a lone row`, () => {
		for (const setting of settingsOf(loss))
			for (const labels of [
				[4, 3, 2, 1],
				[7, 7, 7, 7],
				[1, 2, 2, 2],
			])
				// prettier-ignore
				defined(loss, of(labels, ROWS), setting)
		for (const setting of settingsOf(loss)) defined(loss, of([5], ROWS.slice(0, 1)), setting)
	})
	groups(`${loss.id}: equal rows`, () => {
		for (const setting of settingsOf(loss)) {
			const rows = [ROWS[0], ROWS[0], ROWS[0], ROWS[1]]
			const derivatives = [loss.gradient, loss.hessian].flatMap(
				(part) =>
				[[1, 1, 2, 2], [1, 1, 1, 2]].flatMap((labels) => list(part(labels, rows, setting))), // prettier-ignore
			)
			assert.ok(derivatives.every(Number.isFinite), `${JSON.stringify(setting)}: ${derivatives}`)
		}
	})
	groups(`${loss.id}: a row of zeros has no direction`, () => {
		for (const setting of settingsOf(loss)) {
			const { distance, normalize, lengthFloor = 0 } = { ...Object.fromEntries(loss.parameters.map(({ name, value }) => [name, value])), ...setting } // prettier-ignore
			const directed = distance === undefined || distance === 'cosine' || normalize
			for (const labels of [
				[1, 1, 2, 2],
				[1, 2, 2, 2],
			]) {
				// prettier-ignore
				const call = [labels, [[0, 0], ...ROWS.slice(0, 3)]]
				assert.ok(Number.isFinite(loss(...call, setting)))
				for (const part of [loss.gradient, loss.hessian]) {
					const derivatives = list(part(...call, setting))
					assert.ok(derivatives.every(Number.isFinite), `${JSON.stringify(setting)}: ${derivatives}`)
					if (directed && lengthFloor === 0) assert.equal(derivatives.slice(0, 2), [0, 0], JSON.stringify(setting))
				}
			}
		}
	})
}

groups('a semi-hard negative is beyond the positive; of equal ones the first', () => {
	const { tripletSemiHard, tripletHard } = losses
	const options = { margin: 1.5, weights: [1, 0, 0, 0] }
	const of = (/** @type {number[]} */ x) => [[0, 0, 1, 1], x.map((value) => [value])]
	assert.is(tripletSemiHard(...of([0, 2, -2, 3]), options), 0.5, 'equally far is not beyond')
	assert.equal(list(tripletSemiHard.gradient(...of([0, 2, 3, -3]), options)), [0, 1, -1, 0])
	assert.equal(list(tripletSemiHard.gradient(...of([0, 2, -3, 3]), options)), [-2, 1, 1, 0])
	assert.equal(
		list(tripletSemiHard.gradient(...of([0, 5, -1, 1]), options)),
		[-2, 1, 1, 0],
		'none beyond: the farthest',
	)
	assert.equal(list(tripletHard.gradient(...of([0, 5, -1, 1]), options)), [-2, 1, 1, 0])
	assert.equal(list(tripletHard.gradient([0, 0, 0, 1], [[0], [1], [-1], [0.5]], options)), [0, 1, 0, -1])
})
groups.run()

const rankings = suite('lists at their ends')
for (const loss of batched.filter(({ family }) => family === 'ranking'))
	rankings(`${loss.id}: lists without a sample, without a pair, all equal`, () => {
		/** @param {number[]} labels @param {any} options @param {number} lists @returns {Given} */
		const of = (labels, options, lists = 1) => ({
			call: [labels, labels.map((_, k) => 0.5 * k - 0.25 * k * k)],
			options,
			sizes: { samples: labels.length, lists },
		})
		for (const setting of settingsOf(loss))
			for (const given of [
				of([1, 0], { mask: [0, 0] }),
				of([1, 1, 1], {}),
				of([2], {}),
				of([1, 0, 2], { mask: [0, 1, 0] }),
				of([1, 0, 2, 5], { groups: [3, 3, 3, 9], mask: [1, 1, 1, 0] }, 2),
				of([1, 0, 2, 5], { groups: [3, 3, 3, 9] }, 2),
			])
				defined(loss, given, setting)
		assert.is(loss([[1, 0], []], [[1, 2], []]), loss([1, 0], [1, 2]), 'an empty list has no share')
		assert.ok(Number.isNaN(loss([], [])))
	})
rankings.run()

const ends = suite('ends of the other losses')

ends('CTC: no alignment, no labels, no frames', () => {
	const { ctc } = losses
	const logits = [[[0.5, 0.25, -1], [1, -0.5, 0.75]]] // prettier-ignore
	for (const labels of [[[1, 1]], [[1, 2, 1]]]) {
		assert.is(ctc(labels, logits), Infinity)
		assert.is(ctc(labels, logits, { zeroInfinity: true }), 0)
		assert.ok(list(ctc.gradient(labels, logits)).every((x) => x === 0))
		assert.ok(list(ctc.hessian(labels, logits, { zeroInfinity: true })).every((x) => x === 0))
	}
	const blanks = logits[0].reduce((sum, z) => sum + Math.log(z.reduce((all, x) => all + Math.exp(x), 0)) - z[0], 0)
	assert.ok(Math.abs(ctc([[]], logits) - blanks) < 1e-15)
	assert.is(ctc([[1]], logits, { inputLengths: [0] }), Infinity, 'no frame for a label')
	assert.is(ctc([[1]], logits, { inputLengths: [0], labelLengths: [0] }), 0, 'nothing in nothing')
	assert.is(ctc([[1, 1, 1]], logits, { labelLengths: [1] }), ctc([[1]], logits))
	assert.is(ctc([[1, -1]], logits, { ignoreIndex: -1, perLabel: true }), ctc([[1]], logits))
	assert.ok(Number.isNaN(ctc([], [])))
})

ends('Lovász: all pixels ignored, one class, equal errors', () => {
	const { lovaszHinge, lovaszSoftmax } = losses
	const ignored = { ignoreIndex: 255 }
	assert.is(lovaszHinge([[255, 255]], [[1, 2]], ignored), 0)
	assert.is(lovaszSoftmax([[255, 255], [0, 0]], [[[0, 1], [1, 0]], [[0.5, 0.5], [1, 0]]], ignored), 0.25, 'no share') // prettier-ignore
	for (const part of [lovaszSoftmax.gradient, lovaszSoftmax.hessian])
		assert.equal(list(part([[255]], [[[0.25, 0.75]]], ignored)), [0, 0])
	assert.equal(list(lovaszHinge.gradient([[0, 0]], [[0.5, 0.5]])), [1, 0], 'the first pixel comes first')
	assert.equal(list(lovaszHinge.gradient([[1, 1]], [[1, 1]])), [0, 0], 'at the margin')
	assert.is(lovaszSoftmax([[1]], [[[0.75, 0.75]]]), 0.25, 'rows need not sum to 1')
	assert.is(lovaszSoftmax([[1]], [[[0.75, 0.75]]], { allClasses: true }), 0.5)
})

ends('evaluation: nothing varies, one sample, no weight', () => {
	const { r2, explainedVariance, pearson, concordance, maxError, medianAbsoluteError } = losses
	for (const [loss, flatTargets, flatPredictions, one] of /** @type {[any, number, number, number][]} */ ([
		[r2, 0, -9, NaN],
		[explainedVariance, 0, 0, 1],
		[pearson, NaN, NaN, NaN],
		[concordance, 0, 0, 0],
		[maxError, 2, 2, 1],
		[medianAbsoluteError, 1.5, 1.5, 1],
	])) {
		assert.equal(
			[loss([1, 1], [2, 3]), loss([1, 2], [3, 3]), loss([1], [2])],
			[flatTargets, flatPredictions, one],
			loss.id,
		)
		assert.ok(Number.isNaN(loss([], [])), loss.id)
		if (loss.weighted) assert.ok(Number.isNaN(loss([1, 2], [1, 3], { weights: [0, 0] })), loss.id)
	}
	assert.ok(Number.isNaN(concordance([1, 1], [1, 1])))
	assert.ok(Number.isNaN(r2([1, 1], [1, 1], { forceFinite: false })))
	assert.is(r2([1, 1], [2, 3], { forceFinite: false }), -Infinity)
})

ends('evaluation keeps the digits of a good prediction, and far from 0', () => {
	const { concordance, r2, explainedVariance } = losses
	const [far, off] = [2 ** 20, 2 ** -20]
	const y = [far, far + 1, far + 3]
	const f = y.map((x) => x + off)
	const size = 28 / 3 + 3 * off * off
	const missed = (3 * off * off) / size
	assert.ok(Math.abs(1 - concordance(y, f) - missed) < 2 ** -52)
	list(concordance.gradient(y, f)).forEach((slope, k) => {
		const want = (2 * ((f[k] - far - 4 / 3) * missed - off)) / size
		assert.ok(Math.abs(slope - want) < 1e-15 * Math.abs(want), `got ${slope}, want ${want}`)
	})
	assert.is(r2(y, y), 1)
	assert.is(explainedVariance(y, f), 1, 'a constant error is none')
	assert.equal(list(explainedVariance.gradient(y, f)), [0, 0, 0])
})

ends('classes that meet: no label, one class, a perfect prediction, nothing of nothing', () => {
	const { multiLabelMargin, weightedKappa, generalizedDice } = losses
	for (const labels of [[[0, 0]], [[1, 1]]]) assert.is(multiLabelMargin(labels, [[1, 2]]), 0)
	assert.is(weightedKappa([0, 1], [[1, 0], [0, 1]], { epsilon: 0 }), -Infinity) // prettier-ignore
	assert.is(weightedKappa([0, 0], [[1], [1]]), Math.log(1e-6), 'chance misses nothing')
	assert.equal(list(weightedKappa.gradient([0, 0], [[1], [1]])), [0, 0])
	assert.ok(Number.isNaN(weightedKappa([], [])))
	assert.is(generalizedDice([[[0, 0]]], [[[0, 0]]]), 0)
	assert.equal(list(generalizedDice.gradient([[[0, 0]]], [[[0, 0]]])), [0, 0])
})

for (const loss of batched.filter(
	({ inputs }) => inputs.some(({ name }) => name === 'embeddings') && inputs.length > 2,
))
	ends(`${loss.id}: all rows ignored, rows of zeros`, () => {
		const centers = loss.inputs[2].dimensions.length > 2
		const classes = (/** @type {number[][]} */ rows) => (centers ? rows.map((row) => [row]) : rows)
		const [plain, empty] = [classes([[1, 0], [0.5, 1]]), classes([[0, 0], [0.5, 1]])] // prettier-ignore
		const ignored = [[-1], [[1, 2]], plain, { ignoreIndex: -1 }]
		assert.is(loss(...ignored), 0)
		assert.ok(numbers(loss.gradient(...ignored)).every((slope) => slope === 0))
		for (const [x, w] of [
			[[[0, 0]], plain],
			[[[1, 2]], empty],
			[[[0, 0]], empty],
		])
			// prettier-ignore
			for (const setting of settingsOf(loss))
				for (const part of [loss.gradient, loss.hessian]) {
					const derivatives = part([0], x, w, setting)
					assert.ok(numbers(derivatives).every(Number.isFinite), JSON.stringify([x, w, setting]))
					if (/sqrt/.test(loss.formula) && flat(x)[0] === 0) assert.equal(list(derivatives.embeddings), [0, 0])
				}
	})

ends('pairs: rows of zeros, nothing in common', () => {
	const { cosineEmbedding, multiLabelNPairs } = losses
	assert.is(cosineEmbedding([1], [[0, 0]], [[1, 2]]), 1)
	assert.is(cosineEmbedding([-1], [[0, 0]], [[1, 2]]), 0)
	assert.ok(numbers(cosineEmbedding.gradient([1], [[0, 0]], [[1, 2]])).every((slope) => slope === 0))
	const apart = [[[1, 0], [0, 0]], [[1, 2], [3, 4]], [[0, 1], [1, 0]]] // prettier-ignore
	const values = multiLabelNPairs(...apart, { reduction: 'none' })
	assert.is(values[1], 0)
	assert.is(multiLabelNPairs(...apart), values[0], 'the other one has no share')
})
ends.run()
