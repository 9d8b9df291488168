import { check } from './check.js'
import { LossError, show } from './errors.js'
import { camel } from './module.js'
import { NONE } from './options.js'
import { denominator, LOSSES, mean, settle } from './reduce.js'
import { run } from './run.js'
import { createStream } from './stream.js'

/**
 * @typedef {import('./module.js').Machine} Machine
 * @typedef {import('./module.js').Description & { kernel: string }} Known a description, and the name in C
 * @typedef {import('./check.js').Job} Job
 */

const FIELDS = [
	'names',
	'family',
	'aliases',
	'shape',
	'variable',
	'labels',
	'targets',
	'domain',
	'formula',
	'kinks',
	'parameters',
	'predicted',
	'observed',
	'reference',
	'linear',
	'termwise',
	'normalized',
	'floored',
	'rooted',
	'equals',
]

/**
 * Make the function of a loss. Nothing is compiled before it is called or its description is read.
 *
 * @param {() => Machine} machine
 * @param {string} kernel name in C
 */
export function makeLoss(machine, kernel) {
	/** @type {Known | undefined} */
	let known
	const about = () => {
		known ??= { ...machine().describe(kernel), kernel }
		return known
	}

	/** @param {any[]} call @param {'value' | 'gradient'} output */
	const job = (call, output) => {
		const [yTrue, yPred, options = NONE] = about().labels === 'none' ? targetless(about(), call) : call
		return settle(check(machine(), about(), yTrue, yPred, options, output))
	}

	/** @param {...any} call */
	const loss = (...call) => value(machine(), about(), job(call, 'value'))

	/** @param {'gradient' | 'hessian'} which */
	const derivative =
		(which) =>
		/** @param {...any} call */
		(...call) =>
			derive(machine(), about(), job(call, 'gradient'), which)

	const id = camel(kernel)
	Object.defineProperties(loss, {
		id: { value: id, enumerable: true },
		name: { get: () => about().name, enumerable: true },
		...Object.fromEntries(
			FIELDS.map((field) => [field, { get: () => about()[/** @type {keyof Known} */ (field)], enumerable: true }]),
		),
	})
	return Object.freeze(
		Object.assign(loss, {
			gradient: derivative('gradient'),
			hessian: derivative('hessian'),
			/** @param {...any} call */
			valueAndGradient: (...call) => both(machine(), about(), job(call, 'gradient')),
			stream: (options = {}) => createStream(machine(), about(), options),
		}),
	)
}

/** A loss without a target is called as loss(yPred, options), or as all others with null for yTrue. @param {Known} loss @param {any[]} call */
function targetless(loss, [first, second, third]) {
	const three = Array.isArray(second) || ArrayBuffer.isView(second)
	if (three && first !== null && first !== undefined)
		throw new LossError('type', loss.id, `yTrue must be null (it takes no targets), got ${show(first)}`, {
			argument: 'yTrue',
			got: show(first),
		})
	return three ? [null, second, third] : [null, first, second]
}

/** @param {Machine} machine @param {Known} loss @param {Job} job */
function value(machine, loss, job) {
	if (job.reduction === 'none') {
		const out = job.out ?? new job.Float(job.samples)
		run(machine, loss, job, { value: out }, 1)
		return out
	}
	machine.hold(undefined)
	const by = divisor(machine, job)
	machine.sums.clear(LOSSES, 0)
	run(machine, loss, job, { sum: true }, 1)
	return total(machine, job, by)
}

/** @param {Machine} machine @param {Known} loss @param {Job} job @param {'gradient' | 'hessian'} which */
function derive(machine, loss, job, which) {
	const out = job.out ?? new job.Float(job.z.length)
	machine.hold(undefined)
	const sinks = { [which]: out }
	if (job.back || job.root) sinks.gradient ??= new job.Float(job.z.length)
	const by = divisor(machine, job)
	if (job.root) machine.sums.clear(LOSSES, 0)
	run(machine, loss, job, job.root ? { ...sinks, sum: true } : sinks, scale(by))
	job.back?.(sinks.gradient, sinks.hessian)
	if (job.root) rooted(total(machine, job, by), sinks.gradient, sinks.hessian)
	return out
}

/** @param {Machine} machine @param {Known} loss @param {Job} job */
function both(machine, loss, job) {
	const gradient = job.out ?? new job.Float(job.z.length)
	const values = job.reduction === 'none' ? new job.Float(job.samples) : undefined
	machine.hold(undefined)
	const by = divisor(machine, job)
	machine.sums.clear(LOSSES, 0)
	run(machine, loss, job, { gradient, ...(values ? { value: values } : { sum: true }) }, scale(by))
	job.back?.(gradient)
	const result = values ?? total(machine, job, by)
	if (job.root) rooted(/** @type {number} */ (result), gradient)
	return { value: result, gradient }
}

/** What is reduced is divided by this. @param {Machine} machine @param {Job} job */
const divisor = (machine, job) => (job.reduction === 'mean' ? denominator(machine, job) : 1)

/** The factor that a mean puts on every derivative. @param {number} by */
const scale = (by) => (by === 0 ? 0 : 1 / by)

/** The sum under way as the call wants it. @param {Machine} machine @param {Job} job @param {number} by */
function total(machine, job, by) {
	const sum = job.reduction === 'mean' ? mean(machine, by, job.samples) : machine.sums.finish(LOSSES, 0)
	return job.root ? Math.sqrt(sum) : sum
}

/**
 * The derivatives of a root: g / (2 R) and (h - g^2 / (2 R^2)) / (2 R); at R = 0 is a kink.
 *
 * @param {number} root
 * @param {import('./module.js').Reals} g
 * @param {import('./module.js').Reals} [h]
 */
function rooted(root, g, h) {
	const half = root === 0 ? 0 : 0.5 / root
	for (let i = 0; i < g.length; i++) {
		const slope = g[i] * half
		if (h) h[i] = root === 0 ? 0 : (h[i] - 2 * slope * slope) * half
		g[i] = slope
	}
}
