// After an error everything is as it was, however late it was found.
import * as assert from 'uvu/assert'
import { LossError, losses } from '../dist/lib/index.js'
import { sampled } from './help/catalogue.js'
import { refuses } from './help/refuses.js'
import { data } from './help/samples.js'
import { suite } from './help/uvu.js'

const { huber, klDivergence, softmaxCrossEntropy } = losses
const hint = "for labels 0 and 1 use { labels: '01' }"

const recovery = suite('recovery')

recovery('what is wrong far behind is found before anything is written', () => {
	const n = 5001
	const wrong = (/** @type {number} */ good, /** @type {number} */ bad) =>
		new Float64Array(n).fill(good).fill(bad, n - 1)
	const fine = (/** @type {number} */ value) => new Float64Array(n).fill(value)
	const place = `[${n - 1}]`
	/** @type {[any, any, any, Record<string, any>, string, string][]} */
	const calls = [
		[losses.hinge, wrong(1, 0), fine(1), {}, 'label', `hinge: yTrue${place} is 0, but labels must be -1 or 1; ${hint}`],
		[
			losses.binaryCrossEntropy,
			wrong(1, 2),
			fine(0.5),
			{},
			'label',
			`binaryCrossEntropy: yTrue${place} is 2, but it must be in [0, 1]`,
		],
		[
			losses.binaryCrossEntropy,
			fine(1),
			wrong(0.5, 2),
			{},
			'domain',
			`binaryCrossEntropy: yPred${place} is 2, but it must be in [0, 1]`,
		],
		[
			losses.squaredLogError,
			fine(1),
			wrong(0.5, -2),
			{},
			'domain',
			`squaredLogError: yPred${place} is -2, but it must be >= -1`,
		],
		[huber, fine(1), fine(2), { weights: wrong(1, -1) }, 'weight', `huber: weights${place} is -1, but it must be >= 0`],
		[
			softmaxCrossEntropy,
			wrong(0, 3),
			fine(2),
			{ classes: 1 },
			'class',
			`softmaxCrossEntropy: yTrue${place} is 3, but there is 1 class (0)`,
		],
		[
			klDivergence,
			[...fine(0.5).subarray(1), 0.5, 0.2],
			[...fine(0.5), 0.5],
			{ classes: 2 },
			'label',
			'klDivergence: row 2500 of yTrue sums to 0.7, but a distribution sums to 1 within 0.001',
		],
	]
	for (const [loss, yTrue, yPred, given, code, message] of calls) {
		const out = new Float64Array(yPred.length).fill(7)
		for (const part of [loss.gradient, loss.hessian, loss.valueAndGradient])
			refuses(part, [yTrue, yPred, { ...given, out }], code, message)
		const samples = yPred.length / (loss === klDivergence ? 2 : 1)
		refuses(loss, [yTrue, yPred, { ...given, reduction: 'none', out: out.subarray(0, samples) }], code, message)
		const { weights, ...rest } = given
		const stream = loss.stream(rest)
		refuses(stream.push, [yTrue, yPred, weights], code, message)
		assert.is(stream.count, 0)
		assert.ok(Number.isNaN(stream.value()), `nothing was added: ${message}`)
	}
})

recovery('the next call after an error works, whatever the error', () => {
	for (const loss of sampled) {
		const { yTrue, yPred, options } = data(loss, 30)
		const want = loss(yTrue, yPred, options)
		const stream = loss.stream(options).push(yTrue, yPred)
		for (const bad of [[], ['x', 'y'], [yTrue, yPred, { nothing: 1 }], [yTrue, yPred, { ...options, weights: [-1] }]])
			for (const part of [loss, loss.gradient, loss.hessian, loss.valueAndGradient, stream.push])
				assert.throws(
					() => part(...bad),
					(/** @type {any} */ error) => error instanceof LossError,
				)
		assert.is(loss(yTrue, yPred, options), want, loss.id)
		assert.is(stream.value(), want, loss.id)
	}
})

recovery.run()
