// Lists of any length, sequences and sets: what their arguments may look like, and values by trying every alignment.
import * as assert from 'uvu/assert'
import {
	concordance,
	ctc,
	explainedVariance,
	listMle,
	lovaszHinge,
	lovaszSoftmax,
	pairwiseLogistic,
	pearson,
	r2,
	rankingSoftmax,
} from '../dist/lib/batch.js'
import { random } from './help/samples.js'
import { refuses } from './help/refuses.js'
import { suite } from './help/uvu.js'

const test = suite('lists')
const list = (/** @type {ArrayLike<number>} */ x) => Array.from(x)
/** @param {number} got @param {number} want */
const near = (got, want) => assert.ok(Math.abs(got - want) <= 1e-14 * (1 + Math.abs(want)), `got ${got}, want ${want}`)

/** The probability of the labels, as the sum over all paths that spell them. @param {number[]} labels @param {number[][]} logits @param {number} blank */
function byPaths(labels, logits, blank) {
	const rows = logits.map((row) => {
		const powers = row.map(Math.exp)
		return powers.map((power) => power / powers.reduce((a, b) => a + b, 0))
	})
	let total = 0
	/** @param {number[]} path @param {number} chance */
	const walk = (path, chance) => {
		if (path.length < rows.length) return rows[path.length].forEach((p, k) => walk([...path, k], chance * p))
		const spelled = path.filter((k, t) => k !== path[t - 1] && k !== blank)
		if (spelled.join() === labels.join()) total += chance
	}
	walk([], 1)
	return -Math.log(total)
}

test('CTC is the sum over all paths', () => {
	const next = random(12)
	const words = [[], [1], [1, 1], [1, 2], [2, 1, 2], [1, 2, 2], [2, 2, 1]]
	for (const blank of [0, 1, 2])
		for (const frames of [1, 2, 3, 5])
			for (const word of words) {
				const labels = word.map((k) => (k + blank) % 3)
				const logits = Array.from({ length: frames }, () => Array.from({ length: 3 }, () => 6 * next() - 3))
				const got = ctc([labels], [logits], { blank })
				const want = byPaths(labels, logits, blank)
				if (want === Infinity) assert.is(got, Infinity)
				else near(got, want)
			}
})

test('CTC where labels have no room, or there is nothing', () => {
	const logits = [[[1, 2, 3], [3, 2, 1]]] // prettier-ignore
	assert.is(ctc([[1, 1]], logits), Infinity)
	assert.is(ctc([[1, 1]], logits, { zeroInfinity: true }), 0)
	for (const part of [ctc.gradient, ctc.hessian]) assert.equal(list(part([[1, 1]], logits)), [0, 0, 0, 0, 0, 0])
	assert.is(ctc([[]], logits, { inputLengths: [0] }), 0)
	assert.is(ctc([[1]], logits, { inputLengths: [0] }), Infinity)
	near(ctc([[1, 2]], logits, { perLabel: true }), ctc([[1, 2]], logits) / 2)
	const far = ctc([[1]], [[[0, 800, 0]]])
	assert.ok(far >= 0 && far < 1e-300, 'keeps its digits where all is certain')
	near(ctc([[1]], [[[0, -800, 0]]]), 800 + Math.LN2)
})

test('labels of a sequence: rows of any length, padding and lengths are the same', () => {
	const next = random(13)
	const logits = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => Array.from({ length: 3 }, next)))
	const ragged = ctc.valueAndGradient([[1, 2], [2], []], logits)
	assert.equal(
		ctc.valueAndGradient([[1, 2], [2, -1], [-1, -1]], logits, { ignoreIndex: -1 }), // prettier-ignore
		ragged,
	)
	assert.equal(
		ctc.valueAndGradient(
			[
				[1, 2],
				[2, 0],
				[0, 0],
			],
			logits,
			{ labelLengths: [2, 1, 0] },
		),
		ragged,
	)
	assert.equal(ctc.valueAndGradient([1, 2, 2, 0, 0, 0], logits, { positions: 2, ignoreIndex: 0 }), ragged)
	const message = 'ctc: blank is 3, but there are 3 classes (0 to 2)'
	assert.is(refuses(ctc, [[[1]], [logits[0]], { blank: 3 }], 'class', message).got, 3)
	const blank = 'ctc: labels[1][1] is 0, but it must be a class other than the blank'
	assert.is(refuses(ctc, [[[1], [2, 0]], logits.slice(1)], 'label', blank).got, 0)
	ctc([[1], [2, 0]], logits.slice(1), { labelLengths: [1, 1] })
	ctc([[1], [2, 0]], logits.slice(1), { ignoreIndex: 0 })
	const long = 'ctc: inputLengths[0] is 5, but it must be an integer from 0 to 4, the number of frames'
	refuses(ctc, [[[1]], [logits[0]], { inputLengths: [5] }], 'label', long)
	refuses(ctc, [[[1], [3]], logits.slice(1)], 'class', 'ctc: labels[1][0] is 3, but there are 3 classes (0 to 2)')
})

test('lists: rows of any length, groups and masks are the same', () => {
	const labels = [[2, 0, 1], [0, 3], [1]] // prettier-ignore
	const scores = [[0.5, -1, 2], [0.25, 0.5], [7]] // prettier-ignore
	const groups = [5, 5, 5, 3, 3, 8]
	const padded = [labels, scores].map((rows) => rows.map((row) => [...row, 9, 9].slice(0, 3)))
	const mask = labels.map((row) => [0, 1, 2].map((k) => k < row.length))
	for (const loss of [pairwiseLogistic, rankingSoftmax, listMle])
		for (const reduction of /** @type {const} */ (['mean', 'sum', 'none'])) {
			const want = loss(labels, scores, { reduction })
			assert.equal(loss(labels.flat(), scores.flat(), { reduction, groups }), want)
			assert.equal(loss(padded[0], padded[1], { reduction, mask }), want)
		}
	assert.is(pairwiseLogistic(labels, scores, { reduction: 'none' }).length, 3)
	assert.is(pairwiseLogistic([1, 1], [3, 4]), 0, 'no pair')
	assert.is(rankingSoftmax([[1, 0], [1, 0]], [[1, 1], [9, 9]], { mask: [[1, 1], [0, 0]] }), Math.LN2) // prettier-ignore
	const message = 'pairwiseLogistic: scores[1] has 1 value, but labels[1] has 2'
	refuses(pairwiseLogistic, [labels, [[0.5, -1, 2], [0.25], [7, 8]]], 'shape', message) // prettier-ignore
	const switches = 'pairwiseLogistic: mask[1][0] is 2, but it must be 0 or 1'
	refuses(pairwiseLogistic, [[[1], [2]], [[1], [2]], { mask: [[1], [2]] }], 'label', switches)
})

test('Lovász: nothing to tell, one image more', () => {
	assert.is(lovaszHinge([[1, 0]], [[2, -2]]), 0)
	assert.is(lovaszHinge([[-1, -1]], [[2, -2]], { ignoreIndex: -1 }), 0)
	assert.is(lovaszHinge([[0, 0]], [[0.5, -3]]), 1.5, 'none is true: the worst pixel alone')
	assert.is(lovaszSoftmax([[0, 1]], [[[1, 0], [0, 1]]]), 0) // prettier-ignore
	const two = [[[0.75, 0.25], [0.5, 0.5]], [[1, 0], [1, 0]]] // prettier-ignore
	assert.is(lovaszSoftmax([[0, 1], [9, 9]], two, { ignoreIndex: 9 }), lovaszSoftmax([[0, 1]], [two[0]])) // prettier-ignore
})

test('agreement where nothing varies, and of several columns', () => {
	for (const loss of [pearson, concordance]) assert.ok(Number.isNaN(loss([1, 1], [1, 1])))
	near(pearson([1, 2, 3], [2, 4, 6]), 1)
	assert.is(concordance([1, 2, 3], [1, 2, 3]), 1)
	assert.is(explainedVariance([1, 2, 3], [2, 3, 4]), 1)
	const [y, f] = [[[1, 5], [2, 5], [3, 5]], [[1, 5], [2, 5], [4, 6]]] // prettier-ignore
	assert.is(r2(y, f), 0.25, 'the mean of 0.5 and 0')
	assert.is(r2(y, f, { forceFinite: false }), -Infinity)
	assert.is(r2(y, f, { varianceWeighted: true }), 0.5)
})

test.run()
