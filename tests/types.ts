// Uses that must compile, and wrong ones that must not: the published declarations, as an editor would see them.
import {
	type Description,
	type Like,
	type Loss,
	type Losses,
	LossError,
	type Numbers,
	type Stream,
	type StreamRecord,
	alloc,
	bce,
	binaryCrossEntropy,
	cosineDistance,
	entropy,
	gaussianNll,
	hinge,
	huber,
	losses,
	mse,
	softmaxCrossEntropy,
	squaredError,
} from '../dist/lib/index.js'
import { losses as batches, linearCrossEntropy, maxError, tripletMargin } from '../dist/lib/batch.js'
import { from, load } from '../dist/lib/external.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** That a value has exactly a type. */
const is = <Expected>() => ({ of: <Actual>(value: Actual, same: Same<Expected, Actual>): void => void [value, same] })

const plain = [1, 2]
const single = new Float32Array(2)
const double = new Float64Array(2)

// Values: a number, or an array of the precision of yPred.
is<number>().of(huber(plain, plain), true)
is<number>().of(huber(plain, single, { reduction: 'mean', delta: 2 }), true)
is<number>().of(huber(plain, single, { reduction: 'sum' }), true)
is<number>().of(huber(plain, double, { delta: 2 }), true)
is<Float32Array>().of(huber(plain, single, { reduction: 'none' }), true)
is<Float64Array>().of(huber(single, double, { reduction: 'none' }), true)
is<Float64Array>().of(huber(plain, plain, { reduction: 'none' }), true)

// Derivatives are arrays.
is<Float32Array>().of(huber.gradient(plain, single), true)
is<Float64Array>().of(huber.hessian(single, plain, { reduction: 'sum', weights: [1, 2] }), true)
const both = huber.valueAndGradient(plain, single)
is<number>().of(both.value, true)
is<Float32Array>().of(both.gradient, true)
is<Float32Array>().of(huber.valueAndGradient(plain, single, { reduction: 'none' }).value, true)

// Arrays in the module's memory: as many as lengths.
is<[Float32Array, Float32Array]>().of(alloc(Float32Array, 2, 2), true)
is<[Float64Array]>().of(alloc(Float64Array, 2), true)
is<Float64Array>().of(huber.gradient(...alloc(Float64Array, 2, 2)), true)
// @ts-expect-error: one precision or the other
alloc(Int32Array, 2)
// @ts-expect-error: lengths are numbers
alloc(Float32Array, '2')
// @ts-expect-error: there are two
alloc(Float32Array, 2, 2)[2]

// Anything that holds numbers.
huber(new Int8Array(2), new Uint16Array(2))
huber(new BigInt64Array(2), [[1], [2]], { weights: new Uint8Array(2), denominator: 'nonzero' })
huber([[1, 2]] as const, [single] as const)
softmaxCrossEntropy(new BigUint64Array(1), [[1, 2, 3]])
const numbers: Numbers = [[[1]], [single]]
huber(numbers, numbers)

is<Float32Array>().of(entropy.valueAndGradient(null, single, { reduction: 'none' }).value, true)

// Options of their losses.
hinge([0, 1], plain, { labels: '01' })
binaryCrossEntropy([0, 1], [0.5, 0.5], { base: 2, clip: 1e-7, labelSmoothing: 0.1, convention: 'keras' })
squaredError(plain, plain, { root: true, denominator: 'targets' })
hinge([0, 1], plain, { labels: 'auto', convention: 'keras' })
entropy([0.5, 0.5], { base: 10 })
entropy(null, [0.5, 0.5], { reduction: 'none' })[0]
gaussianNll([1], [[1, 2]], { full: true })
cosineDistance([[1, 2]], [[1, 2]], { out: double, reduction: 'none' })
softmaxCrossEntropy([2, 0], single, {
	classes: 3,
	classWeights: [1, 2, 3],
	ignoreIndex: -100,
	labelSmoothing: 0.1,
	base: 'e',
	offsets: [1, 2, 3],
	denominator: 'cells',
})

// Losses of whole batches: derivatives by each input, in the precision of all of them.
is<number>().of(tripletMargin([[1]], [[1]], [[2]], { margin: 2, swap: true }), true)
is<Float64Array>().of(tripletMargin([[1]], [[1]], [[2]], { reduction: 'none' }), true)
is<Float32Array>().of(tripletMargin(single, single, single, { features: 2, reduction: 'none' }), true)
is<{ anchor: Float32Array; positive: Float32Array; negative: Float32Array }>().of(
	tripletMargin.gradient(single, [single], single, { out: { anchor: single } }),
	true,
)
is<Float64Array>().of(tripletMargin.hessian(double, single, single).anchor, true)
const linear = linearCrossEntropy.valueAndGradient([0], [[1, 2]], [[1, 2]], {
	bias: [1],
	ignoreIndex: -1,
	classWeights: [2],
})
is<Float64Array>().of(linear.gradient.classes, true)
is<number>().of(linear.value, true)
is<Float64Array>().of(maxError.gradient(plain, plain, { out: double }), true)
is<Float32Array>().of(maxError.gradient(plain, single), true)
const [{ name: inputName, kind: inputKind }] = tripletMargin.inputs
void [inputName, inputKind]

// Aliases are the same objects.
is<typeof squaredError>().of(mse, true)
is<typeof binaryCrossEntropy>().of(bce, true)
is<typeof huber>().of(losses.huber, true)
is<typeof maxError>().of(batches.maxError, true)

// Descriptions.
const id: 'huber' = huber.id
const described: Description = softmaxCrossEntropy
const [{ name, value, range }] = described.parameters
const first: string = gaussianNll.predicted[0].name + gaussianNll.observed[0].range
const elsewhere: string = huber.equals[0].framework + huber.equals[0].name
const chinese: string = described.names.zh
const unknown: Losses = losses
for (const loss of Object.values(unknown)) loss([1], [1])
void [id, elsewhere, name, value, range, chinese, first]

/** Generic code over elementwise losses. */
function descend<P extends Float32Array | Float64Array>(
	loss: Loss<string, { delta?: number }>,
	y: Numbers,
	z: P,
): Like<P> {
	return loss.gradient(y, z, { delta: 1 })
}
void descend

// Streams.
const stream: Stream = huber.stream({ delta: 2, exact: true, reduction: 'sum' })
is<number>().of(stream.push(plain, single).push([1], [2], [3]).merge(huber.stream()).value(), true)
const record: StreamRecord = stream.toJSON()
is<number>().of(stream.merge(record).count, true)
entropy.stream().push(null, [0.5, 0.5])

// Errors.
try {
	huber(plain, plain)
} catch (error) {
	if (error instanceof LossError) is<string>().of(error.code + error.message + error.details.option, true)
}

// The module from anywhere.
load(new URL('./losslab.wasm', import.meta.url)).then((loaded) => is<number>().of(loaded.huber([1], [2]), true))
load(fetch('/losslab.wasm'), { batch: '/batch.wasm' }).then((loaded) => is<typeof maxError>().of(loaded.maxError, true))
is<number>().of(from(new Uint8Array(8)).softmaxCrossEntropy([0], [1, 2]), true)

// What must not compile.

// @ts-expect-error there is no such option
huber(plain, plain, { dleta: 1 })
// @ts-expect-error a parameter is a number
huber(plain, plain, { delta: '1' })
// @ts-expect-error a triplet has a negative
tripletMargin(plain, plain)
// @ts-expect-error a whole batch is no stream
tripletMargin.stream
// @ts-expect-error one value in all
maxError(plain, plain, { reduction: 'sum' })
// @ts-expect-error there is no such option
tripletMargin([[1]], [[1]], [[2]], { marign: 1 })
// @ts-expect-error a framework that does not have it
gaussianNll([1], [[1, 2]], { convention: 'keras' })
// @ts-expect-error of probabilities
huber(plain, plain, { clip: 0.1 })
// @ts-expect-error there is no such reduction
huber(plain, plain, { reduction: 'avg' })
// @ts-expect-error there is no such denominator
huber(plain, plain, { denominator: 'sum' })
// @ts-expect-error no label coding outside of margin losses
huber(plain, plain, { labels: '01' })
// @ts-expect-error a sample is an element, a row, or what the arrays show
hinge(plain, plain, { sample: 'rows', classes: 2 })
// @ts-expect-error rows have no other samples
softmaxCrossEntropy([1], [[1, 2]], { sample: 'row' })
// @ts-expect-error no other base
binaryCrossEntropy(plain, plain, { base: 3 })
// @ts-expect-error a switch is a boolean
gaussianNll(plain, plain, { full: 'yes' })
// @ts-expect-error no classes in a tuple
gaussianNll([1], [[1, 2]], { classes: 2 })
// @ts-expect-error out is a float array
huber(plain, plain, { reduction: 'none', out: [0, 0] })
// @ts-expect-error texts are no numbers
huber(['1', '2'], plain)
// @ts-expect-error a text is no array
huber('12', plain)
// @ts-expect-error scalars are no arrays
huber(1, 2)
// @ts-expect-error both are needed
huber(plain)
// @ts-expect-error targets are needed
huber(null, plain)
// @ts-expect-error there are no targets
entropy(plain, plain)
// @ts-expect-error options of rows of classes
cosineDistance([[1, 2]], [[1, 2]], { ignoreIndex: 1 })
// @ts-expect-error weights go to push
huber.stream({ weights: [1] })
// @ts-expect-error a stream is one number
huber.stream({ reduction: 'none' })
// @ts-expect-error an option of streams
huber(plain, plain, { exact: true })
// @ts-expect-error nothing is written
huber.formula = ''
// @ts-expect-error nothing is written
losses.huber = losses.huber
// @ts-expect-error nothing is written
stream.count = 1
// @ts-expect-error a gradient is an array
is<number>().of(huber.gradient(plain, plain), true)
// @ts-expect-error there is no such export
import { maxError as elsewhereFound } from '../dist/lib/index.js'
// @ts-expect-error there is no such export
import { hubr } from '../dist/lib/index.js'
