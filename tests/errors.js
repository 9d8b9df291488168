// What bad input gets: an error with a stable code, a message that says what it got and what is allowed, and details for a
// page in another language. Nothing given is changed, and the next call is right.
import vm from 'node:vm'
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/index.js'
import { sampled } from './help/catalogue.js'
import { refuses, works } from './help/refuses.js'
import { suite } from './help/uvu.js'

const { huber, klDivergence, softmaxCrossEntropy } = losses

const detached = Float64Array.of(1, 2)
structuredClone(detached, { transfer: [detached.buffer] })

/** What the calls below may name. */
const scope = {
	...losses,
	detached,
	data: [1, 2],
	rows: [[1, 2, 3], [3, 2, 1]], // prettier-ignore
	seven: (/** @type {any} */ Float, /** @type {number} */ length) => new Float(length).fill(7),
}

/** Words that many messages share. @type {Record<string, string>} */
const shorthand = {
	'NO ARRAY': 'must be an array or a typed array of numbers, got',
	'NO OBJECT': 'options must be an object, got',
	TRANSFERRED: 'is detached: it was transferred elsewhere',
	'ROWS FIT': 'with 2 rows of 3 classes in yPred it must be 2 class indices or 2 rows of 3',
	'CODING HINT': "for labels 0 and 1 use { labels: '01' }",
}

/** Calls, their codes and their messages, one a line. @param {string} name @param {Record<string, string>} tables */
function table(name, tables) {
	const test = suite(`errors: ${name}`)
	for (const [title, lines] of Object.entries(tables))
		test(title, () => {
			for (const line of lines.trim().split('\n')) {
				const parts = line.trim().match(/^(\w+(?:\.stream\(\)\.push|\.\w+)?)\((.*)\) => (\w+): (.*)$/)
				assert.ok(parts, line)
				const [, call, given, code, text] = /** @type {string[]} */ (parts)
				const run = new Function(...Object.keys(scope), `return { call: ${call}, given: [${given}] }`)
				const { call: loss, given: values } = run(...Object.values(scope))
				const message = text.replace(/[A-Z]{2,} [A-Z]+|TRANSFERRED/, (words) => shorthand[words] ?? words)
				refuses(loss, values, code, `${call.split('.')[0]}: ${message}`)
			}
		})
	return test
}

const arrays = table('arrays', {
	'lengths that differ': `
		huber([1, 2], [1, 2, 3]) => length: yTrue has 2 values, but yPred has 3; their lengths must be equal
		huber([1, 2], []) => length: yTrue has 2 values, but yPred has 0; their lengths must be equal
		huber([1, 2, 3], [[1, 2]]) => length: yTrue has 3 values, but yPred has 2; their lengths must be equal
		huber([1], [1, 2]) => length: yTrue has 1 value, but yPred has 2; their lengths must be equal
		huber(Int8Array.of(1, 2), Float32Array.of(1)) => length: yTrue has 2 values, but yPred has 1; their lengths must be equal`,
	'what is no array': `
		huber() => type: yPred NO ARRAY undefined
		huber([1, 2]) => type: yPred NO ARRAY undefined
		huber([1], null) => type: yPred NO ARRAY null
		huber(null, [1]) => type: yTrue NO ARRAY null
		huber(undefined, [1]) => type: yTrue NO ARRAY undefined
		huber(1, 2) => type: yPred NO ARRAY 2
		huber(true, [1]) => type: yTrue NO ARRAY true
		huber('12', [1, 2]) => type: yTrue NO ARRAY "12"
		huber({}, [1]) => type: yTrue NO ARRAY an object
		huber({ length: 1, 0: 1 }, [1]) => type: yTrue NO ARRAY an object
		huber(Object.create(null), [1]) => type: yTrue NO ARRAY an object
		huber(new Set([1]), [1]) => type: yTrue NO ARRAY a Set
		huber(new ArrayBuffer(8), [1]) => type: yTrue NO ARRAY an ArrayBuffer
		huber(new DataView(new ArrayBuffer(8)), [1]) => type: yTrue NO ARRAY a DataView
		huber(() => 1, [1]) => type: yTrue NO ARRAY a function
		huber(Symbol('1'), [1]) => type: yTrue NO ARRAY a symbol`,
	'what is no number among numbers': `
		huber([1, '2'], [1, 2]) => type: yTrue[1] is "2", not a number
		huber([1, 2], ['', 2]) => type: yPred[0] is "", not a number
		huber([1, null], [1, 2]) => type: yTrue[1] is null, not a number
		huber([1, undefined], [1, 2]) => type: yTrue[1] is undefined, not a number
		huber([1, , 3], [1, 2, 3]) => type: yTrue[1] is undefined, not a number
		huber([1, true], [1, 2]) => type: yTrue[1] is true, not a number
		huber([1, {}], [1, 2]) => type: yTrue[1] is an object, not a number
		huber([1, 2n], [1, 2]) => type: yTrue[1] is 2n, not a number
		huber([1, [2]], [1, 2]) => type: yTrue[1] is an array, not a number
		huber([1, () => 2], [1, 2]) => type: yTrue[1] is a function, not a number
		huber([1, Symbol('2')], [1, 2]) => type: yTrue[1] is a symbol, not a number
		huber([[1, 2], [3, '4']], [1, 2, 3, 4]) => type: yTrue[1][1] is "4", not a number
		huber(data, data, { weights: [1, '1'] }) => type: weights[1] is "1", not a number`,
	'ragged rows': `
		huber([[1, 2], [3]], [1, 2, 3]) => shape: yTrue[1] has 1 value, but yTrue[0] has 2
		huber([1, 2, 3], [[1], [2, 3]]) => shape: yPred[1] has 2 values, but yPred[0] has 1
		huber([[[1], [2]], [[3]]], [1, 2, 3]) => shape: yTrue[1] has 1 value, but yTrue[0] has 2
		softmaxCrossEntropy([0, 1], [[1, 2, 3], [1, 2]]) => shape: yPred[1] has 2 values, but yPred[0] has 3
		huber([[1], 2], [1, 2]) => type: yTrue[1] is 2, not a row
		huber([[1], null], [1, 2]) => type: yTrue[1] is null, not a row`,
	'detached buffers': `
		huber(detached, [1, 2]) => detached: the buffer of yTrue TRANSFERRED
		huber([1, 2], detached) => detached: the buffer of yPred TRANSFERRED
		huber(detached, detached) => detached: the buffer of yPred TRANSFERRED
		huber(data, data, { weights: detached }) => detached: the buffer of weights TRANSFERRED
		huber.gradient(data, data, { out: detached }) => detached: the buffer of out TRANSFERRED`,
})

arrays('nothing in, nothing out: the mean is NaN, the sum 0, none empty', () => {
	for (const loss of sampled)
		for (const nothing of [[], new Float32Array(0)]) {
			const yTrue = loss.labels === 'none' ? null : nothing
			assert.ok(Number.isNaN(loss(yTrue, nothing)), loss.id)
			assert.ok(Number.isNaN(loss(yTrue, nothing, { weights: [] })), loss.id)
			assert.ok(Number.isNaN(loss.stream().push(yTrue, nothing).value()), loss.id)
			assert.is(loss(yTrue, nothing, { reduction: 'sum' }), 0, loss.id)
			assert.is(loss(yTrue, nothing, { reduction: 'none' }).length, 0, loss.id)
			assert.is(loss.gradient(yTrue, nothing).length, 0, loss.id)
			assert.is(loss.hessian(yTrue, nothing).length, 0, loss.id)
			assert.is(loss.valueAndGradient(yTrue, nothing, { reduction: 'sum' }).value, 0, loss.id)
		}
	assert.is(huber([[]], [[]], { reduction: 'sum' }), 0)
	assert.ok(Number.isNaN(softmaxCrossEntropy([], [], { classes: 3 })))
	works()
})

arrays('arrays of another realm are arrays', () => {
	const other = vm.runInNewContext('({ Float32Array, Float64Array, Int8Array, BigInt64Array, Array, Object })')
	const single = huber(other.Int8Array.of(1, 2), other.Float32Array.of(1.5, 4), { reduction: 'none' })
	assert.instance(single, Float32Array)
	assert.equal(Array.from(single), [0.125, 1.5])
	assert.is(huber(other.Array.of(1, 2), other.Array.of(other.Array.of(1.5), other.Float64Array.of(4))), 1.625 / 2)
	assert.is(softmaxCrossEntropy(other.BigInt64Array.of(1n), other.Array.of(2, 2)), Math.LN2)
	const out = new other.Float64Array(2)
	assert.is(huber.gradient([1, 2], [1.5, 4], Object.assign(new other.Object(), { reduction: 'sum', out })), out)
	assert.equal(Array.from(out), [0.5, 1])
})

arrays('bigint arrays are class indices', () => {
	const { rows } = scope
	for (const Big of [BigInt64Array, BigUint64Array])
		assert.is(softmaxCrossEntropy(Big.of(2n, 0n), rows), softmaxCrossEntropy([2, 0], rows))
	const ignored = softmaxCrossEntropy(BigInt64Array.of(2n, -100n), rows, { ignoreIndex: -100 })
	assert.is(ignored, softmaxCrossEntropy([2], rows[0]))
	const message = 'softmaxCrossEntropy: yTrue[1] is 3, but there are 3 classes (0 to 2)'
	refuses(softmaxCrossEntropy, [BigInt64Array.of(2n, 3n), rows], 'class', message)
})

const options = table('options', {
	unknown: `
		huber(data, data, { dleta: 1 }) => option: unknown option "dleta", did you mean "delta"?
		huber(data, data, { redution: 'sum' }) => option: unknown option "redution", did you mean "reduction"?
		huber(data, data, { Weights: [1, 1] }) => option: unknown option "Weights", did you mean "weights"?
		huber(data, data, { foo: 1 }) => option: unknown option "foo"; it takes reduction, weights, denominator, out, sample, classes, subgradient, curvature, delta, convention
		huber(data, data, { labels: '01' }) => option: unknown option "labels"; it takes reduction, weights, denominator, out, sample, classes, subgradient, curvature, delta, convention
		absoluteError(data, data, { classes: 2 }) => option: classes is for rows, but each element is a sample; use { sample: "row" }
		absoluteError(data, data, { ignoreIndex: 2 }) => option: unknown option "ignoreIndex"; it takes reduction, weights, denominator, out, sample, classes, subgradient, curvature, convention
		cosineDistance(rows, rows, { ignoreIndex: 1 }) => option: unknown option "ignoreIndex"; it takes reduction, weights, denominator, out, classes, normalize, orthogonal, lengthFloor, convention
		softmaxCrossEntropy([0], rows, { class_weights: [] }) => option: unknown option "class_weights", did you mean "classWeights"?
		softmaxCrossEntropy([0], rows, { label_smoothing: 1 }) => option: unknown option "label_smoothing", did you mean "labelSmoothing"?
		softmaxCrossEntropy([0], rows, { ignore_index: 1 }) => option: unknown option "ignore_index", did you mean "ignoreIndex"?`,
	none: `
		huber(data, data, 2) => option: NO OBJECT 2
		huber(data, data, null) => option: NO OBJECT null
		huber(data, data, 'sum') => option: NO OBJECT "sum"
		huber(data, data, []) => option: NO OBJECT an array
		huber(data, data, Float64Array.of(1)) => option: NO OBJECT a Float64Array
		huber(data, data, () => 1) => option: NO OBJECT a function`,
	'a choice that there is not': `
		huber(data, data, { reduction: 'avg' }) => option: reduction must be "mean", "sum" or "none", got "avg"
		huber(data, data, { reduction: null }) => option: reduction must be "mean", "sum" or "none", got null
		huber(data, data, { reduction: Symbol('sum') }) => option: reduction must be "mean", "sum" or "none", got a symbol
		huber(data, data, { denominator: 'N' }) => option: denominator must be "weights", "count", "nonzero" or "targets", got "N"
		hinge([1, -1], data, { labels: 'pm' }) => option: labels must be "pm1", "01" or "auto", got "pm"
		hinge([1, -1], data, { labels: 1 }) => option: labels must be "pm1", "01" or "auto", got 1
		binaryCrossEntropy([1], [0.5], { base: 3 }) => parameter: base must be e, 2 or 10, got 3
		binaryCrossEntropy([1], [0.5], { base: 'E' }) => parameter: base must be e, 2 or 10, got "E"
		binaryCrossEntropy([1], [0.5], { base: null }) => parameter: base must be e, 2 or 10, got null
		binaryCrossEntropy([1], [0.5], { base: Symbol('e') }) => parameter: base must be e, 2 or 10, got a symbol
		gaussianNll([1], [1, 2], { full: 'yes' }) => parameter: full must be false or true, got "yes"
		gaussianNll([1], [1, 2], { full: 2 }) => parameter: full must be false or true, got 2`,
	'a parameter out of range': `
		huber(data, data, { delta: -1 }) => parameter: delta must be > 0, got -1
		huber(data, data, { delta: 0 }) => parameter: delta must be > 0, got 0
		huber(data, data, { delta: Infinity }) => parameter: delta must be finite and > 0, got Infinity
		softmaxCrossEntropy([0], rows[0], { labelSmoothing: 1.5 }) => parameter: labelSmoothing must be in [0, 1], got 1.5
		softmaxCrossEntropy([0], rows[0], { labelSmoothing: -0.1 }) => parameter: labelSmoothing must be in [0, 1], got -0.1
		softmaxCrossEntropy([0], rows[0], { ignoreIndex: 1.5 }) => parameter: ignoreIndex must be an integer, got 1.5
		softmaxCrossEntropy([0], rows[0], { classes: 0 }) => parameter: classes must be an integer > 0, got 0
		softmaxCrossEntropy([0], rows[0], { classes: 1.5 }) => parameter: classes must be an integer > 0, got 1.5`,
	'a parameter of another type': `
		huber(data, data, { delta: NaN }) => parameter: delta must be a number > 0, got NaN
		huber(data, data, { delta: '1' }) => parameter: delta must be a number > 0, got "1"
		huber(data, data, { delta: null }) => parameter: delta must be a number > 0, got null
		huber(data, data, { delta: [1] }) => parameter: delta must be a number > 0, got an array
		huber(data, data, { delta: {} }) => parameter: delta must be a number > 0, got an object
		huber(data, data, { delta: 1n }) => parameter: delta must be a number > 0, got 1n
		huber(data, data, { delta: true }) => parameter: delta must be a number > 0, got true
		huber(data, data, { delta: () => 1 }) => parameter: delta must be a number > 0, got a function
		huber(data, data, { delta: Symbol('1') }) => parameter: delta must be a number > 0, got a symbol
		softmaxCrossEntropy([0], rows[0], { labelSmoothing: NaN }) => parameter: labelSmoothing must be a number in [0, 1], got NaN
		softmaxCrossEntropy([0], rows[0], { labelSmoothing: '0.5' }) => parameter: labelSmoothing must be a number in [0, 1], got "0.5"
		softmaxCrossEntropy([0], rows[0], { labelSmoothing: null }) => parameter: labelSmoothing must be a number in [0, 1], got null
		softmaxCrossEntropy([0], rows[0], { labelSmoothing: true }) => parameter: labelSmoothing must be a number in [0, 1], got true
		softmaxCrossEntropy([0], rows[0], { ignoreIndex: '0' }) => parameter: ignoreIndex must be an integer, got "0"
		softmaxCrossEntropy([0], rows[0], { classes: '3' }) => parameter: classes must be an integer > 0, got "3"`,
	'changes of data': `
		binaryCrossEntropy([1], [0.5], { clip: 0.5 }) => parameter: clip must be in [0, 0.5), got 0.5
		binaryCrossEntropy([1], [0.5], { clip: '1e-7' }) => parameter: clip must be a number in [0, 0.5), got "1e-7"
		binaryCrossEntropy([1], [0.5], { labelSmoothing: 2 }) => parameter: labelSmoothing must be in [0, 1], got 2
		klDivergence([[1, 0]], [[0.5, 0.5]], { floor: -1 }) => parameter: floor must be in [0, 1), got -1
		categoricalCrossEntropy([0], [0.5, 0.5], { normalize: 1 }) => option: normalize must be false or true, got 1
		softmaxCrossEntropy([0], rows[0], { offsets: [1, 2] }) => length: offsets has 2 values, but there are 3 classes
		softmaxCrossEntropy([0], rows[0], { offsets: 1 }) => type: offsets NO ARRAY 1
		squaredError(data, data, { root: 'yes' }) => option: root must be false or true, got "yes"
		huber(data, data, { root: true }) => option: unknown option "root", did you mean "out"?
		huber(data, data, { denominator: 'cells' }) => option: denominator must be "weights", "count", "nonzero" or "targets", got "cells"
		softmaxCrossEntropy([0], rows[0], { denominator: 'targets' }) => option: denominator must be "weights", "count", "nonzero" or "cells", got "targets"`,
	weights: `
		huber(data, data, { weights: [1] }) => length: weights has 1 value, but there are 2 samples
		huber([1], [2], { weights: [1, 2] }) => length: weights has 2 values, but there is 1 sample
		huber(data, data, { weights: [1, -1] }) => weight: weights[1] is -1, but it must be >= 0
		huber(data, data, { weights: Float32Array.of(-Infinity, 1) }) => weight: weights[0] is -Infinity, but it must be >= 0
		huber(data, data, { weights: 1 }) => type: weights NO ARRAY 1
		huber(data, data, { weights: null }) => type: weights NO ARRAY null
		softmaxCrossEntropy([0], rows[0], { classWeights: [1, 2] }) => length: classWeights has 2 values, but there are 3 classes
		softmaxCrossEntropy([0], rows[0], { classWeights: [1, -2, 1] }) => weight: classWeights[1] is -2, but it must be >= 0
		softmaxCrossEntropy([0], rows[0], { classWeights: { 0: 1 } }) => type: classWeights NO ARRAY an object`,
	out: `
		huber(data, data, { out: seven(Float64Array, 2) }) => out: out is for arrays, but reduction "mean" gives a number
		huber(data, data, { reduction: 'sum', out: seven(Float64Array, 2) }) => out: out is for arrays, but reduction "sum" gives a number
		huber(data, data, { reduction: 'none', out: seven(Float32Array, 2) }) => out: out must be a Float64Array of length 2, got a Float32Array of length 2
		huber(data, data, { reduction: 'none', out: seven(Float64Array, 3) }) => out: out must be a Float64Array of length 2, got a Float64Array of length 3
		huber(data, Float32Array.of(1, 2), { reduction: 'none', out: seven(Float64Array, 2) }) => out: out must be a Float32Array of length 2, got a Float64Array of length 2
		huber(data, data, { reduction: 'none', out: [7, 7] }) => out: out must be a Float64Array of length 2, got an array of length 2
		huber(data, data, { reduction: 'none', out: null }) => out: out must be a Float64Array of length 2, got null
		huber(data, data, { reduction: 'none', out: {} }) => out: out must be a Float64Array of length 2, got an object
		huber.gradient(data, data, { out: seven(Float32Array, 2) }) => out: out must be a Float64Array of length 2, got a Float32Array of length 2
		huber.hessian(data, data, { out: seven(Int8Array, 2) }) => out: out must be a Float64Array of length 2, got an Int8Array of length 2
		huber.valueAndGradient(data, data, { out: seven(Float64Array, 1) }) => out: out must be a Float64Array of length 2, got a Float64Array of length 1
		huber.gradient([1, 'x'], data, { out: seven(Float64Array, 2) }) => type: yTrue[1] is "x", not a number
		huber.gradient(data, data, { out: seven(Float64Array, 2), weights: [1, -1] }) => weight: weights[1] is -1, but it must be >= 0`,
})

options('undefined is as good as nothing', () => {
	const given = { delta: undefined, reduction: undefined, weights: undefined, denominator: undefined, out: undefined }
	assert.is(huber([1, 2], [1.5, 4], given), 1.625 / 2)
	assert.is(huber([1, 2], [1.5, 4], undefined), 1.625 / 2)
	const ofRows = { classes: undefined, classWeights: undefined, ignoreIndex: undefined, labelSmoothing: undefined }
	assert.is(softmaxCrossEntropy([0], [[3, 3]], ofRows), Math.LN2)
})

options('details hold what the message names', () => {
	const message = 'huber: delta must be > 0, got -1'
	const parameter = { loss: 'huber', option: 'delta', got: -1, allowed: '(0, inf)' }
	assert.equal(refuses(huber, [[1], [2], { delta: -1 }], 'parameter', message), parameter)
	const suggested = refuses(
		huber,
		[[1], [2], { dleta: 1 }],
		'option',
		'huber: unknown option "dleta", did you mean "delta"?',
	)
	assert.equal([suggested.option, suggested.nearest, suggested.allowed.length], ['dleta', 'delta', 10])
	const index = 'softmaxCrossEntropy: yTrue[1] is 5, but there are 3 classes (0 to 2)'
	const known = { loss: 'softmaxCrossEntropy', argument: 'yTrue', index: 1, got: 5, classes: 3 }
	assert.equal(refuses(softmaxCrossEntropy, [[1, 5], scope.rows], 'class', index), known)
	const lengths = 'huber: yTrue has 1 value, but yPred has 2; their lengths must be equal'
	assert.equal(refuses(huber, [[1], [1, 2]], 'length', lengths), { loss: 'huber', yTrue: 1, yPred: 2 })
	const place = 'huber: yTrue[1][0] is "4", not a number'
	assert.is(
		refuses(
			huber,
			[
				[[1], ['4']],
				[1, 2],
			],
			'type',
			place,
		).argument,
		'yTrue[1]',
	)
})

const values = table('values', {
	'labels out of the coding': `
		hinge([1, 0], data) => label: yTrue[1] is 0, but labels must be -1 or 1; CODING HINT
		hinge(Uint8Array.of(1, 0), data) => label: yTrue[1] is 0, but labels must be -1 or 1; CODING HINT
		hinge([1, 2], data) => label: yTrue[1] is 2, but labels must be -1 or 1
		hinge([1, -1], data, { labels: '01' }) => label: yTrue[1] is -1, but labels must be 0 or 1
		hinge([0.5, 1], data, { labels: '01' }) => label: yTrue[0] is 0.5, but labels must be 0 or 1
		sigmoidCrossEntropy([-1, 1], [3, 5]) => label: yTrue[0] is -1, but it must be in [0, 1]
		binaryCrossEntropy([1, 2], [0.5, 0.5]) => label: yTrue[1] is 2, but it must be in [0, 1]
		squaredLogError([-2], [1]) => label: yTrue[0] is -2, but it must be >= -1`,
	'predictions out of the domain': `
		binaryCrossEntropy([1, 0], [0.5, 1.5]) => domain: yPred[1] is 1.5, but it must be in [0, 1]
		binaryCrossEntropy([1, 0], [-1e-9, 0.5]) => domain: yPred[0] is -1e-9, but it must be in [0, 1]
		binaryCrossEntropy([1, 0], Float32Array.of(0.5, Infinity)) => domain: yPred[1] is Infinity, but it must be in [0, 1]
		categoricalCrossEntropy([0], [0.5, 1.5]) => domain: yPred[1] is 1.5, but it must be in [0, 1]
		squaredLogError([2], [-1.5]) => domain: yPred[0] is -1.5, but it must be >= -1`,
	'fields of a tuple': `
		gaussianNll([1], [1, 2, 3]) => shape: yPred must hold 2 numbers a sample (mean, variance), got 3
		gaussianNll([1], [[1, 2, 3]]) => shape: yPred must hold 2 numbers a sample (mean, variance), got 3
		gaussianNll([1, 2], [[1, 2]]) => length: yTrue has 2 values, but for 1 sample in yPred it must have 1
		gaussianNll([1], [1, -2]) => domain: yPred[1], the variance of a sample, is -2, but it must be > 0
		gaussianNll([1], [1, 0]) => domain: yPred[1], the variance of a sample, is 0, but it must be > 0`,
	classes: `
		softmaxCrossEntropy([1, 5], rows) => class: yTrue[1] is 5, but there are 3 classes (0 to 2)
		softmaxCrossEntropy([1, -1], rows) => class: yTrue[1] is -1, but there are 3 classes (0 to 2)
		softmaxCrossEntropy([1, -1], rows, { ignoreIndex: -100 }) => class: yTrue[1] is -1, but there are 3 classes (0 to 2)
		softmaxCrossEntropy([1, 1.5], rows) => class: yTrue[1] is 1.5, but there are 3 classes (0 to 2)
		softmaxCrossEntropy([1, NaN], rows) => class: yTrue[1] is NaN, but there are 3 classes (0 to 2)
		softmaxCrossEntropy([1], [[1]]) => class: yTrue[0] is 1, but there is 1 class (0)
		softmaxCrossEntropy([1, '1'], rows) => type: yTrue[1] is "1", not a number
		klDivergence([3], [[0.5, 0.5]]) => class: yTrue[0] is 3, but there are 2 classes (0 to 1)`,
	'rows that do not fit': `
		softmaxCrossEntropy([1, 1, 1], rows) => length: yTrue has 3 values; ROWS FIT
		softmaxCrossEntropy([[1, 0], [0, 1]], rows) => length: yTrue has 2 rows of 2; ROWS FIT
		softmaxCrossEntropy([[1], [1]], rows) => length: yTrue has 2 rows of 1; ROWS FIT
		softmaxCrossEntropy([[1, 0], [1, 0], [0, 1]], rows) => shape: the rows of yTrue have 2 values, those of yPred 3
		softmaxCrossEntropy([0, 1], [1, 2, 3, 4]) => length: yTrue has 2 values; with 1 row of 4 classes in yPred it must be 1 class index or 1 row of 4 (a flat yPred is one row unless \`classes\` says otherwise)
		softmaxCrossEntropy([0], [1, 2, 3], { classes: 2 }) => shape: yPred has 3 values, which is not a whole number of rows of 2 classes
		softmaxCrossEntropy([0, 1], rows, { classes: 2 }) => shape: classes is 2, but the rows of yPred have 3 values
		softmaxCrossEntropy([[1, 0, 0]], rows[0], { ignoreIndex: 1 }) => option: ignoreIndex needs class indices as targets, but yTrue holds rows
		cosineDistance([0], [[1, 2]]) => length: yTrue has 1 value; with 1 row of 2 values in yPred it must be 1 row of 2
		cosineDistance([1, 2, 3], [[1, 2]]) => length: yTrue has 3 values; with 1 row of 2 values in yPred it must be 1 row of 2
		cosineDistance([[1, 2], [3, 4]], [[1, 2, 3, 4]]) => shape: the rows of yTrue have 2 values, those of yPred 4`,
	distributions: `
		klDivergence([0.1541, 0.0511, 0.0947], [0.1132, 0.5477, 0.339]) => label: row 0 of yTrue sums to 0.2999, but a distribution sums to 1 within 0.001
		klDivergence([[0.5, 0.5], [0.2, 0.2]], [[0.5, 0.5], [0.5, 0.5]]) => label: row 1 of yTrue sums to 0.4, but a distribution sums to 1 within 0.001
		klDivergence([-0.5, 1.5], [0.5, 0.5]) => label: yTrue[0] is -0.5, but it must be in [0, 1]
		softmaxCrossEntropy([1, 0, 0, 1, 0, -1], [1, 2, 3, 3, 2, 1], { classes: 3 }) => label: yTrue[5] is -1, but it must be >= 0`,
	'nested arrays are named as they are nested': `
		softmaxCrossEntropy([[1, 0, 0], [1, 0, -1]], rows) => label: yTrue[1][2] is -1, but it must be >= 0
		klDivergence([0], [[0.5, 1.5]]) => domain: yPred[0][1] is 1.5, but it must be in [0, 1]
		binaryCrossEntropy([[1, 0], [1, 2]], [[0.5, 0.5], [0.5, 0.5]]) => label: yTrue[1][1] is 2, but it must be in [0, 1]`,
	'a loss without targets': `
		entropy() => type: yPred NO ARRAY undefined
		entropy([0.5, 1.5]) => domain: yPred[1] is 1.5, but it must be in [0, 1]
		entropy(null, [0.5, 1.5]) => domain: yPred[1] is 1.5, but it must be in [0, 1]
		entropy([0.5, 0.5], { bse: 2 }) => option: unknown option "bse", did you mean "base"?
		entropy([0.5, 0.5], 2) => option: NO OBJECT 2
		entropy([0.5, 0.5], [0.5, 0.5]) => type: yTrue must be null (it takes no targets), got an array
		entropy('a', [0.5, 0.5]) => type: yTrue must be null (it takes no targets), got "a"`,
})

values('a distribution may be a little off, and may hold NaN', () => {
	assert.ok(klDivergence(Float32Array.of(0.1, 0.2, 0.7), Float32Array.of(0.1, 0.2, 0.7)) < 1e-6)
	assert.ok(Number.isNaN(klDivergence([[0.5, NaN]], [[0.5, 0.5]])))
})

const streams = table('streams', {
	options: `
		huber.stream({ reduction: 'none' }) => stream: a stream has no reduction "none"
		huber.stream({ weights: [1] }) => stream: a stream takes no option "weights"; give weights to push
		huber.stream({ out: seven(Float64Array, 1) }) => stream: a stream takes no option "out"
		huber.stream({ exakt: true }) => option: unknown option "exakt", did you mean "exact"?
		huber.stream({ exact: 'yes' }) => option: exact must be false or true, got "yes"
		huber.stream({ delta: -1 }) => parameter: delta must be > 0, got -1
		huber.stream(null) => option: NO OBJECT null
		huber.stream(2) => option: NO OBJECT 2`,
	pushes: `
		huber.stream().push([1], [1, 2]) => length: yTrue has 1 value, but yPred has 2; their lengths must be equal
		huber.stream().push([1], [1], 2) => type: weights NO ARRAY 2
		huber.stream().push([1], [1], { weights: [1] }) => type: weights NO ARRAY an object
		huber.stream().push([1], [1], [1, 2]) => length: weights has 2 values, but there is 1 sample
		huber.stream().push([1], [1], [-1]) => weight: weights[0] is -1, but it must be >= 0`,
})

streams('a refused push or merge leaves the stream as it was', () => {
	const record = huber.stream().push([1], [2]).toJSON()
	const stream = huber.stream().push([1, 2], [1.5, 4])
	const text = JSON.stringify(record)
	const broken = [
		[null, 'null'],
		[undefined, 'undefined'],
		[2, '2'],
		[text, JSON.stringify(`${text.slice(0, 40)}…`)],
		...[{ ...record, losses: undefined }, { ...record, count: '1' }, {}].map((other) => [other, 'an object']),
		...['losses', 'weights'].flatMap((part) => [
			[{ ...record, [part]: { ...record[part], sum: 'zz' } }, 'an object'],
			[{ ...record, [part]: { ...record[part], terms: ['x'] } }, 'an object'],
			[{ ...record, [part]: { ...record[part], terms: Array(5000).fill('1') } }, 'an object'],
		]),
	]
	for (const [other, got] of broken)
		refuses(stream.merge, [other], 'stream', `huber: merge takes a stream or what its toJSON gave, got ${got}`)
	const loss = 'huber: only a stream of the same loss merges: huber, got hinge'
	refuses(stream.merge, [losses.hinge.stream()], 'stream', loss)
	const unlike = 'huber: only a stream of the same options merges: {}, got {"delta":2}'
	refuses(stream.merge, [huber.stream({ delta: 2 })], 'stream', unlike)
	const lengths = 'huber: yTrue has 1 value, but yPred has 2; their lengths must be equal'
	refuses(stream.push, [[1], [1, 2]], 'length', lengths)
	assert.is(stream.count, 2)
	assert.is(stream.value(), 1.625 / 2)
	assert.is(stream.merge(record).value(), 2.125 / 3)
})

streams('the order in which options are named does not matter', () => {
	const first = huber.stream({ delta: 2, reduction: 'sum' }).push([0], [1])
	assert.is(first.merge(huber.stream({ reduction: 'sum', delta: 2 }).push([0], [1])).value(), 1)
})

for (const test of [arrays, options, values, streams]) test.run()
