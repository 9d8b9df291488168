// Losses of whole batches where it gets hard: what is refused and how, ties, tails, numbers far apart, nothing at all.
import * as assert from 'uvu/assert'
import {
	linearCrossEntropy,
	maxError,
	medianAbsoluteError,
	pairwiseHinge,
	r2,
	tripletMargin,
	tripletSemiHard,
} from '../dist/lib/batch.js'
import { softmaxCrossEntropy } from '../dist/lib/index.js'
import { random } from './help/samples.js'
import { refuses } from './help/refuses.js'
import { suite } from './help/uvu.js'

const positive = suite('terms above 0')

positive('with the denominator positive they alone have a share in the mean, of a row of several terms too', () => {
	const embeddings = [[0], [1], [3], [10]]
	// Of the six lacks -1, 1, 0, 1, 4 and 3 four are above 0.
	const options = { margin: 8 }
	assert.is(tripletSemiHard([0, 0, 0, 1], embeddings, options), 9 / 6)
	assert.is(tripletSemiHard([0, 0, 0, 1], embeddings, { ...options, denominator: 'positive' }), 9 / 4)
	const weights = [1, 0.5, 2, 1]
	assert.is(tripletSemiHard([0, 0, 0, 1], embeddings, { ...options, weights, denominator: 'positive' }), 15.5 / 5.5)
	assert.is(tripletSemiHard([0, 0, 0, 1], embeddings, { margin: 0, denominator: 'positive' }), 0)
	assert.equal(
		tripletSemiHard.gradient([0, 0, 0, 1], embeddings, { margin: 0, denominator: 'positive' }),
		new Float64Array(4),
	)
	// Two of three pairs are far enough apart.
	assert.is(pairwiseHinge([2, 1, 0], [3, 1, 0.5], { margin: 1, denominator: 'positive' }), 0.5)
	assert.ok(Number.isNaN(pairwiseHinge([2, 1, 0], [3, 1, NaN], { margin: 1, denominator: 'positive' })))
})

positive.run()

const errors = suite('errors of batches')

/** @type {[any, any[], string, string][]} */
const REFUSED = [
	[
		tripletMargin,
		[
			[[1, 2]],
			[
				[1, 2],
				[3, 4],
			],
			[[1, 2]],
		],
		'length',
		'tripletMargin: positive has 2 samples, but anchor has 1; they must be equal',
	],
	[
		tripletMargin,
		[[[1, 2]], [[1]], [[1, 2]]],
		'length',
		'tripletMargin: positive has 1 feature, but anchor has 2; they must be equal',
	],
	[
		tripletMargin,
		[[[1, 2]], [1, 2, 3], [[1, 2]]],
		'length',
		'tripletMargin: positive has 3 values, which is not 1 sample of 2 features',
	],
	[
		tripletMargin,
		[[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], { features: 3 }],
		'length',
		'tripletMargin: anchor has 4 values, which is not 3 features of any number of samples',
	],
	[
		tripletMargin,
		[[[[1]]], [[1]], [[1]]],
		'shape',
		'tripletMargin: anchor must be flat or nested 2 deep (samples, features), got 3 deep',
	],
	[
		tripletMargin,
		[[[1]], [[1]]],
		'type',
		'tripletMargin: negative must be an array or a typed array of numbers, got undefined',
	],
	[
		tripletMargin,
		[[[1]], [[1]], [[1]], { marign: 1 }],
		'option',
		'tripletMargin: unknown option "marign", did you mean "margin"?',
	],
	[tripletMargin, [[[1]], [[1]], [[1]], { p: 0.5 }], 'parameter', 'tripletMargin: p must be >= 1, got 0.5'],
	[
		tripletMargin,
		[[[1]], [[1]], [[1]], { features: 0 }],
		'parameter',
		'tripletMargin: features must be an integer > 0, got 0',
	],
	[
		tripletMargin,
		[[[1]], [[1]], [[1]], { weights: [-1] }],
		'weight',
		'tripletMargin: weights[0] is -1, but it must be >= 0',
	],
	[
		tripletMargin,
		[[[1]], [[1]], [[1]], { weights: [1, 2] }],
		'length',
		'tripletMargin: weights has 2 values, but there is 1 sample',
	],
	[
		tripletMargin.gradient,
		[[[1]], [[1]], [[1]], { out: new Float64Array(1) }],
		'out',
		'tripletMargin: out must be an object of arrays by input (anchor, positive, negative), got a Float64Array',
	],
	[
		tripletMargin.gradient,
		[[[1]], [[1]], [[1]], { out: { anchor: new Float32Array(1) } }],
		'out',
		'tripletMargin: out.anchor must be a Float64Array of length 1, got a Float32Array of length 1',
	],
	[
		maxError,
		[[1], [2], { out: new Float64Array(1) }],
		'out',
		'maxError: out is for arrays, but this loss gives a number',
	],
	[
		r2,
		[[1], [2], { reduction: 'sum' }],
		'option',
		'r2: unknown option "reduction"; it takes weights, out, outputs, varianceWeighted, forceFinite, convention',
	],
	[
		pairwiseHinge,
		[[1, 0], [1, 0], { denominator: 'cells' }],
		'option',
		'pairwiseHinge: denominator must be "weights", "count", "nonzero" or "positive", got "cells"',
	],
	[r2, [[1], [2, 3]], 'length', 'r2: yPred has 2 values, which is not 1 sample of 1 output'],
	[
		linearCrossEntropy,
		[[3], [[1]], [[1], [2], [3]]],
		'class',
		'linearCrossEntropy: labels[0] is 3, but there are 3 classes (0 to 2)',
	],
	[
		linearCrossEntropy,
		[[0], [[1]], [[1], [2], [3]], { bias: [1] }],
		'length',
		'linearCrossEntropy: bias has 1 class, but classes has 3; they must be equal',
	],
	[
		linearCrossEntropy,
		[[0], [[1]], [[1]], { classWeights: [-2] }],
		'label',
		'linearCrossEntropy: classWeights[0] is -2, but it must be >= 0',
	],
	[
		linearCrossEntropy,
		[[0], [[1]], [[1]], { labelSmoothing: 2 }],
		'parameter',
		'linearCrossEntropy: labelSmoothing must be in [0, 1], got 2',
	],
]

for (const [call, given, code, message] of REFUSED) errors(message, () => void refuses(call, given, code, message))

errors.run()

const edges = suite('edges of batches')
const list = (/** @type {ArrayLike<number>} */ x) => Array.from(x)
/** @param {number} got @param {number} want */
const near = (got, want) => assert.ok(Math.abs(got - want) <= 4e-16 * Math.abs(want), `got ${got}, want ${want}`)

edges('nothing in: no mean, a sum of 0', () => {
	assert.ok(Number.isNaN(tripletMargin([], [], [])))
	assert.is(tripletMargin([], [], [], { reduction: 'sum' }), 0)
	assert.is(tripletMargin([], [], [], { reduction: 'none' }).length, 0)
	assert.is(tripletMargin.gradient([], [], []).anchor.length, 0)
	for (const loss of [maxError, medianAbsoluteError, r2]) assert.ok(Number.isNaN(loss([], [])))
	assert.ok(Number.isNaN(r2([1], [1])), 'one sample has no spread')
	assert.is(linearCrossEntropy([-1, -1], [[1], [2]], [[1]], { ignoreIndex: -1 }), 0, 'all is ignored')
})

edges('a triplet: a flat row, ties, and the margin itself have no slope', () => {
	assert.is(tripletMargin([0, 0], [3, 4], [0, 1]), 5)
	const { anchor, positive } = tripletMargin.gradient([[0, 0]], [[0, 0]], [[0, 0.5]])
	assert.equal([list(anchor), list(positive)], [[0, 1], [0, 0]], 'equal rows') // prettier-ignore
	for (const part of [tripletMargin.gradient, tripletMargin.hessian])
		assert.equal(list(part([[0]], [[1]], [[2]]).anchor), [0], 'at the margin')
	const tie = tripletMargin.gradient([[0, 0]], [[1, 0]], [[0.5, 1]], { swap: true })
	assert.is(tie.positive[1], 0, 'of equal distances that of the anchor counts')
})

edges('distances: every norm, numbers far from one', () => {
	const [a, b] = [[1, -2, 3], [4, 2, 3]] // prettier-ignore
	const far = (/** @type {number} */ p) => tripletMargin([a], [b], [a], { margin: 0, p })
	assert.is(far(1), 7)
	assert.is(far(2), 5)
	near(far(3), Math.cbrt(91))
	near(far(1.5), (3 ** 1.5 + 8) ** (2 / 3))
	for (const scale of [2 ** 600, 2 ** -600, 2 ** 1000, 2 ** -1000])
		for (const p of [1, 2, 3]) {
			const row = (/** @type {number[]} */ x) => [x.map((value) => value * scale)]
			near(tripletMargin(row(a), row(b), row(a), { margin: 0, p }) / scale, far(p))
			const [got, want] = [
				[row(a), row(b), row(a)],
				[[a], [b], [a]],
			].map(([x, y, z]) => tripletMargin.gradient(x, y, z, { margin: 0, p }))
			got.positive.forEach((value, k) => assert.ok(Math.abs(value - want.positive[k]) < 1e-15))
		}
})

edges('a linear layer and a softmax are the two of them', () => {
	const next = random(8)
	const [n, features, classes] = [9, 6, 5]
	const numbers = (/** @type {number} */ size) => Float64Array.from({ length: size }, () => 2 * next() - 1)
	const [x, w, bias, classWeights] = [n * features, classes * features, classes, classes].map(numbers)
	const weights = numbers(n).map(Math.abs)
	const labels = Array.from({ length: n }, (_, i) => (i === 4 ? -100 : (i * i) % classes))
	const logits = Float64Array.from({ length: n * classes }, (_, i) => {
		const [row, k] = [Math.floor(i / classes), i % classes]
		let sum = bias[k]
		for (let f = 0; f < features; f++) sum += x[row * features + f] * w[k * features + f]
		return sum
	})
	const options = { weights, classWeights: classWeights.map(Math.abs), ignoreIndex: -100, labelSmoothing: 0.1 }
	for (const reduction of /** @type {const} */ (['mean', 'sum'])) {
		const fused = linearCrossEntropy.valueAndGradient(labels, x, w, { ...options, reduction, bias })
		const apart = softmaxCrossEntropy.valueAndGradient(labels, logits, { ...options, reduction, classes })
		assert.ok(Math.abs(fused.value - apart.value) < 1e-14 * Math.abs(apart.value))
		const { gradient } = apart
		for (let k = 0; k < classes; k++) {
			let sum = 0
			for (let row = 0; row < n; row++) sum += gradient[row * classes + k]
			assert.ok(Math.abs(fused.gradient.bias[k] - sum) < 1e-14)
		}
	}
})

edges('a linear layer keeps its digits in the tails', () => {
	const of = (/** @type {number} */ z) => ({
		value: linearCrossEntropy([0], [[1]], [[z], [0]]),
		gradient: linearCrossEntropy.gradient([0], [[1]], [[z], [0]], { bias: [0, 0] }).bias[0],
		hessian: linearCrossEntropy.hessian([0], [[1]], [[z], [0]], { bias: [0, 0] }).bias[0],
	})
	const small = Math.exp(-50)
	const { value, gradient, hessian } = of(50)
	for (const got of [value, -gradient, hessian]) near(got, small)
	near(of(-800).value, 800)
	assert.is(of(-800).gradient, -1)
	assert.is(linearCrossEntropy([0], [[1]], [[2], [5]], { bias: [0, -Infinity] }), 0, 'a class that is masked')
})

edges('the largest error is that of the first of equals', () => {
	assert.is(maxError([0, 0, 0], [1, -3, 3]), 3)
	assert.equal(list(maxError.gradient([0, 0, 0], [1, -3, 3])), [0, -1, 0])
	assert.equal(list(maxError.gradient([1, 2], [1, 2])), [0, 0])
	assert.equal(list(maxError.hessian([0, 0, 0], [1, -3, 3])), [0, 0, 0])
})

edges('the median: two in the middle share, weights count as copies', () => {
	assert.is(medianAbsoluteError([0, 0, 0], [1, -3, 8]), 3)
	assert.is(medianAbsoluteError([0, 0, 0, 0], [1, -3, 8, 4]), 3.5)
	assert.equal(list(medianAbsoluteError.gradient([0, 0, 0, 0], [1, -3, 8, 4])), [0, -0.5, 0, 0.5])
	assert.equal(list(medianAbsoluteError.gradient([0, 0, 0], [2, -2, 2])), [0, -1, 0])
	assert.is(medianAbsoluteError([0, 0, 0], [1, -3, 8], { weights: [3, 1, 1] }), 1)
	assert.is(medianAbsoluteError([0, 0, 0], [1, -3, 8], { weights: [1, 0, 1] }), 4.5)
	const next = random(9)
	const y = Float64Array.from({ length: 1000 }, () => Math.floor(50 * next()) - 25)
	const down = y.map(Math.abs).sort()
	assert.is(medianAbsoluteError(new Float64Array(1000), y), (down[499] + down[500]) / 2)
})

edges('R squared of targets that are all equal: 1 if perfect, else 0', () => {
	const y = [0.1, 0.1, 0.1]
	assert.is(r2(y, y), 1)
	assert.is(r2(y, [0.1, 0.1, 0.2]), 0)
	assert.equal(list(r2.gradient(y, [0.1, 0.1, 0.2])), [0, 0, 0])
	assert.is(r2([1e9, 1e9 + 1], [1e9, 1e9 + 1.5]), 0.5)
	assert.is(r2([1, 2, 3], [1, 2, 9], { weights: [1, 1, 0] }), 1)
})

edges.run()
