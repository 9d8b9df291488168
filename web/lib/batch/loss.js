import { BLOCK, camel } from '../module.js'
import { denominator as divisor, LOSSES, mean } from '../reduce.js'
import { copyIn } from '../copy.js'
import { checkBatch } from './check.js'
import { describeBatch } from './module.js'
import { derived } from './options.js'

/**
 * @typedef {import('../module.js').Machine} Machine
 * @typedef {import('./module.js').BatchMachine} BatchMachine
 * @typedef {import('./check.js').Job} Job
 * @typedef {import('../module.js').Reals} Reals
 */

const FIELDS = [
	'names',
	'family',
	'aliases',
	'equals',
	'shape',
	'inputs',
	'each',
	'weighted',
	'share',
	'free',
	'formula',
	'parameters',
	'reference',
]

/**
 * Make the function of a loss of batches. Nothing is compiled before it is called or its description is read.
 *
 * @param {() => Machine} machine which adds up what the losses are
 * @param {() => BatchMachine} batch
 * @param {string} kernel name in C
 */
export function makeBatchLoss(machine, batch, kernel) {
	const id = camel(kernel)
	/** @type {import('./module.js').BatchDescription | undefined} */
	let known
	const about = () => {
		known ??= describeBatch(id, batch().describe(kernel))
		return known
	}

	/** @param {any[]} call @param {'value' | 'gradient'} output @param {number} order */
	const compute = (call, output, order) => {
		const job = checkBatch(machine(), about(), call, output)
		const result = batch().run(kernel, job, order)
		const to = output === 'value' ? job.out : undefined
		return { job, ...result, ...reduce(machine(), job, result, Boolean(about().each), to) }
	}

	/** @param {any[]} call @param {number} order */
	const derive = (call, order) => {
		const { job, derivatives, scale, value } = compute(call, 'gradient', order)
		const single = derived(about()).length === 1
		const parts = job.inputs.flatMap(({ name }, i) => {
			const from = derivatives[i]
			if (!from) return []
			const to = (single ? job.out : job.out?.[name]) ?? new job.Float(from.length)
			if (scale === 1) to.set(from)
			else for (let k = 0; k < from.length; k++) to[k] = scale * from[k]
			return [[name, to]]
		})
		return { value, derivatives: single ? parts[0][1] : Object.fromEntries(parts) }
	}

	/** @param {...any} call */
	const loss = (...call) => compute(call, 'value', 0).value
	Object.defineProperties(loss, {
		id: { value: id, enumerable: true },
		name: { get: () => about().name, enumerable: true },
		...Object.fromEntries(
			FIELDS.map((field) => [field, { get: () => /** @type {any} */ (about())[field], enumerable: true }]),
		),
	})
	return Object.freeze(
		Object.assign(loss, {
			/** @param {...any} call */
			gradient: (...call) => derive(call, 1).derivatives,
			/** @param {...any} call */
			hessian: (...call) => derive(call, 2).derivatives,
			/** @param {...any} call */
			valueAndGradient(...call) {
				const { value, derivatives } = derive(call, 1)
				return { value, gradient: derivatives }
			},
		}),
	)
}

/**
 * The value, and the factor that it puts on every derivative.
 *
 * @param {Machine} machine
 * @param {Job} job
 * @param {import('./module.js').Result} result
 * @param {boolean} each
 * @param {Reals} [out] for values
 */
function reduce(
	machine,
	{ Float, samples, weights, reduction, denominator },
	{ values, shares },
	each,
	out = new Float(samples),
) {
	if (!each) return { value: values[0], scale: 1 }
	const weigh = (/** @type {number} */ x, /** @type {number} */ i) => (weights?.[i] === 0 ? 0 : (weights?.[i] ?? 1) * x)
	const weighed = weights ? values.map(weigh) : values
	if (reduction === 'none') {
		out.set(weighed)
		return { value: out, scale: 1 }
	}
	machine.hold(undefined)
	machine.sums.clear(LOSSES, 0)
	for (let at = 0; at < samples; at += BLOCK) {
		const n = Math.min(BLOCK, samples - at)
		copyIn(machine.double.v, weighed, at, n)
		machine.double.append(LOSSES, n, 0)
	}
	if (reduction === 'sum') return { value: machine.sums.finish(LOSSES, 0), scale: 1 }
	const left = (/** @type {number} */ share, /** @type {number} */ i) => (weights?.[i] === 0 ? 0 : share)
	const counted = { count: shares, nonzero: shares.map(left) }[/** @type {'count' | 'nonzero'} */ (denominator)]
	const by = divisor(machine, /** @type {any} */ ({ plan: {}, shares: counted ?? shares.map(weigh), samples }))
	return { value: mean(machine, by, samples), scale: by === 0 ? 0 : 1 / by }
}
