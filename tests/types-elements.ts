// Uses of the elements that must compile, and wrong ones that must not: the published declarations, as an editor would see them.
import { define, elements, fromLink, toLink } from '../dist/elements/define.js'
import type { LossCurve, LossElement, Result, State } from '../dist/elements/define.js'
import { define as defineBatch, elements as ofBatches } from '../dist/elements/define-batch.js'
import type { BatchResult, BatchState, LossBatch } from '../dist/elements/define-batch.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** That a value has exactly a type. */
const is = <Expected>() => ({ of: <Actual>(value: Actual, same: Same<Expected, Actual>): void => void [value, same] })

define('my-')
defineBatch()

// An element is known by its name, and its attributes are properties.
const curve = document.createElement('loss-curve')
is<LossCurve>().of(curve, true)
is<LossCurve | null>().of(document.querySelector('loss-curve'), true)
curve.loss = 'huber'
curve.parameters = 'delta:2'
curve.classWeights = '1,2'
curve.log = true
curve.tall = 1.5
is<boolean>().of(curve.readonly, true)
is<string>().of(curve.toSVG(), true)
is<Promise<Blob>>().of(curve.toPNG(3), true)
document.createElement('loss-table').toCSV().trim()
document.createElement('loss-value').digits = 3

// The state is read whole, and set in part.
is<State>().of(curve.state, true)
is<Result>().of(curve.result, true)
is<number | null>().of(curve.result.value, true)
curve.state = { loss: 'huber', y: [1, 2], p: new Float32Array(2), parameters: { delta: 2 } }
curve.state = { ...curve.state, p: [['1'], ['2']] }
curve.state = { loss: 'softmaxCrossEntropy', y: [0, 1], p: [[1, 2, 3], [3, 2, 1]] } // prettier-ignore
is<string>().of(curve.link, true)
is<Record<string, string>>().of(curve.toAttributes(), true)
is<State | undefined>().of(fromLink(curve.link), true)
is<string>().of(toLink(curve.state), true)

// Events are heard from the element and from all around it.
curve.addEventListener('loss-change', ({ detail }) => is<number | null>().of(detail.result.value, false as never))
document.addEventListener('loss-input', (event) => console.log(event.detail.state.loss))

// Batches have states of their own kind, and inputs by their names.
const batch = document.createElement('loss-batch')
is<LossBatch>().of(batch, true)
is<BatchState>().of(batch.state, true)
is<BatchResult>().of(batch.result, true)
batch.anchor = '0,0;1,1'
batch.labelLengths = '2,1'
batch.state = { loss: 'tripletMargin' }
is<string[]>().of(Object.keys(batch.result.gradient), true)
batch.toCSV()

// The classes can be extended.
curve.group = 'g'
document.createElement('loss-calculator').view = 'compare'
class Own extends elements['loss-value'] {}
class OwnBatch extends ofBatches['loss-batch'] {}
const anyone: LossElement = new Own()
is<string>().of([anyone.loss, new OwnBatch().loss].join(), true)

// @ts-expect-error a prefix is text
define(1)
// @ts-expect-error what is computed is read
curve.result = batch.result
// @ts-expect-error what is in a state is not changed
curve.state.loss = 'huber'
// @ts-expect-error no such reduction
curve.state = { reduction: 'median' }
// @ts-expect-error no chart in a number
document.createElement('loss-value').toSVG()
// @ts-expect-error the inputs are of batches
curve.anchor = '1'
// @ts-expect-error there is no such element
elements['loss-none']
