import { check } from './check.js'
import { LossError, show } from './errors.js'
import { bounded, interval } from './interval.js'
import { sizes, turn } from './kinks.js'
import { camel } from './module.js'
import { once } from './once.js'
import { NONE, usual } from './options.js'
import { denominator, meanOf, settle } from './reduce.js'
import { home } from './resident.js'
import { ALONE, NOT, run } from './run.js'
import { scanOf } from './scan.js'
import { createStream } from './stream.js'

/**
 * @typedef {import('./module.js').Machine} Machine
 * @typedef {import('./interval.js').Interval} Interval
 *
 * @typedef {object} More what a call needs of a description
 * @property {string} kernel the name in C
 * @property {{ z: Interval | undefined, y: Interval | undefined }} bounds of predictions and targets, where they have any
 * @property {Record<string, import('./scan.js').Scan | undefined>} scans what of them is tried on the way to the kernel, by the coding of labels
 * @property {import('./options.js').Plan} usual the plan of a call without options
 * @property {import('./options.js').Plan} last that of the last call with some
 * @property {{ machine: Machine, single?: import('./run.js').Kernel, double: import('./run.js').Kernel } | undefined} found its kernels
 * in the machine of the last call
 *
 * @typedef {import('./module.js').Description & More} Known
 * @typedef {import('./check.js').Job} Job
 * @typedef {import('./module.js').Reals} Reals
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
	'curvature',
	'free',
	'equals',
]

/** All fields in one order: what calls read of a loss is in one place then, whatever the loss. */
const SHAPE = Object.fromEntries(['id', 'name', ...FIELDS, 'passes', 'indexed'].map((field) => [field, undefined]))

/**
 * Make the function of a loss. Nothing is compiled before it is called or its description is read.
 *
 * @param {() => Machine} machine
 * @param {string} kernel name in C
 */
export function makeLoss(machine, kernel) {
	const about = once(() => known(machine().describe(kernel), kernel))

	/** @typedef {(machine: Machine, loss: Known, job: Job) => any} Compute */

	/** Check a call and compute. @param {Compute} compute @param {'value' | 'gradient'} output @param {any} yTrue @param {any} yPred @param {any} [options] */
	const perform = (compute, output, yTrue, yPred, options = NONE) => {
		const loss = about()
		const at = home(machine(), yTrue, yPred)
		const job = settle(check(at, loss, yTrue, yPred, options, output))
		const result = compute(at, loss, job)
		return job.over ? filled(job.over, result) : result
	}

	/** @param {Compute} compute @param {'value' | 'gradient'} output what `out` would take */
	const call =
		(compute, output) =>
		/** @param {any} first @param {any} [second] @param {any} [third] */
		(first, second, third) =>
			about().labels === 'none'
				? perform(compute, output, ...targetless(about(), first, second, third))
				: perform(compute, output, first, second, third)

	const loss = call(value, 'value')
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
			gradient: call(gradient, 'gradient'),
			hessian: call(hessian, 'gradient'),
			valueAndGradient: call(both, 'gradient'),
			stream: (options = {}) => createStream(machine(), about(), options),
		}),
	)
}

/** A result put where it was asked for. @param {Reals} out @param {any} result an array, or a value and a gradient */
function filled(out, result) {
	out.set(result.gradient ?? result)
	return result.gradient ? { ...result, gradient: out } : out
}

/** @param {import('./module.js').Description} description @param {string} kernel @returns {Known} */
function known(description, kernel) {
	const [z, y] = [description.domain, description.targets].map((text) => {
		const range = interval(text)
		return bounded(range) ? range : undefined
	})
	const plan = usual(description)
	const bounds = { z, y }
	const { labels } = description
	const scans = Object.fromEntries(['pm1', '01', 'auto'].map((coding) => [coding, scanOf({ labels, bounds }, coding)]))
	return { ...SHAPE, ...description, kernel, bounds, scans, usual: plan, last: plan, found: undefined }
}

/** A loss without a target is called as loss(yPred, options), or as all others with null for yTrue. @param {Known} loss @param {any} first @param {any} second @param {any} third @returns {[any, any, any]} */
function targetless(loss, first, second, third) {
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
	if (job.plan.reduction === 'none') {
		const out = job.out ?? new job.Float(job.samples)
		run(machine, loss, job, sinks(out, undefined, undefined, NOT), 1)
		return out
	}
	machine.hold(undefined)
	const by = divisor(machine, job)
	return total(machine, job, run(machine, loss, job, SUM, 1), by)
}

/** @param {Machine} machine @param {Known} loss @param {Job} job */
function gradient(machine, loss, job) {
	const out = job.out ?? new job.Float(job.z.length)
	derive(machine, loss, job, out, undefined)
	return out
}

/** @param {Machine} machine @param {Known} loss @param {Job} job */
function hessian(machine, loss, job) {
	const out = job.out ?? new job.Float(job.z.length)
	const stand = job.plan.surrogate ? STANDS[/** @type {keyof typeof STANDS} */ (loss.curvature)] : undefined
	const first = job.back || job.plan.root ? new job.Float(job.z.length) : undefined
	derive(machine, stand ? stand.loss(loss) : loss, job, first, out, stand?.factor(job))
	return out
}

/** What stands in for a curvature: that of another loss, or a multiple. @type {Record<'surrogate' | 'friedman', { loss: (loss: Known) => Known, factor: (job: Job) => number }>} */
const STANDS = {
	surrogate: { loss: (loss) => ({ ...loss, kernel: 'half_squared_error', found: undefined }), factor: () => 1 },
	friedman: { loss: (loss) => loss, factor: ({ classes }) => classes / Math.max(classes - 1, 1) },
}

/** @param {Machine} machine @param {Known} loss @param {Job} job @param {Reals | undefined} g @param {Reals | undefined} h @param {number} [factor] on h */
function derive(machine, loss, job, g, h, factor = 1) {
	machine.hold(undefined)
	const by = divisor(machine, job)
	const sum = slopes(machine, loss, job, sinks(undefined, g, h, job.plan.root ? ALONE : NOT), factor * scale(by))
	if (g) job.back?.(g, h)
	if (g && job.plan.root) rooted(total(machine, job, sum, by), g, h)
}

/** @param {Machine} machine @param {Known} loss @param {Job} job */
function both(machine, loss, job) {
	const gradient = job.out ?? new job.Float(job.z.length)
	const values = job.plan.reduction === 'none' ? new job.Float(job.samples) : undefined
	machine.hold(undefined)
	const by = divisor(machine, job)
	const sum = slopes(machine, loss, job, sinks(values, gradient, undefined, values ? NOT : ALONE), scale(by))
	job.back?.(gradient)
	const result = values ?? total(machine, job, sum, by)
	if (job.plan.root) rooted(/** @type {number} */ (result), gradient)
	return { value: result, gradient }
}

/** A run with derivatives, and with another slope at kinks if it is asked for. @param {Machine} machine @param {Known} loss @param {Job} job @param {import('./run.js').Sinks} sinks @param {number} scale */
function slopes(machine, loss, job, sinks, scale) {
	const sum = run(machine, loss, job, sinks, scale)
	if (!sinks.gradient || job.plan.subgradient === 'least') return sum
	/** @param {ArrayLike<number>} z */
	const derivatives = (z) => {
		const [g, h] = [new job.Float(z.length), new job.Float(z.length)]
		run(machine, loss, { ...job, z, scan: undefined }, { gradient: g, hessian: h, sum: NOT }, scale)
		return { g, h }
	}
	const inputs = loss.shape === 'tuple' ? loss.predicted.length : 1
	const size = sizes(loss, /** @type {ArrayLike<number>} */ (job.y), job.z, inputs)
	turn(job.plan.subgradient, sinks.gradient, job.z, inputs, size, derivatives)
	return sum
}

/** @param {Reals | undefined} value @param {Reals | undefined} gradient @param {Reals | undefined} hessian @param {number} sum @returns {import('./run.js').Sinks} */
const sinks = (value, gradient, hessian, sum) => ({ value, gradient, hessian, sum })
const SUM = sinks(undefined, undefined, undefined, ALONE)

/** What is reduced is divided by this. @param {Machine} machine @param {Job} job */
const divisor = (machine, job) => (job.plan.reduction === 'mean' ? denominator(machine, job) : 1)

/** The factor that a mean puts on every derivative. @param {number} by */
const scale = (by) => (by === 0 ? 0 : 1 / by)

/** The sum as the call wants it. @param {Machine} machine @param {Job} job @param {number} sum @param {number} by */
function total(machine, job, sum, by) {
	const reduced = job.plan.reduction === 'mean' ? meanOf(machine, sum, by, job.samples) : sum
	return job.plan.root ? Math.sqrt(reduced) : reduced
}

/**
 * The derivatives of a root: g / (2 R) and (h - g^2 / (2 R^2)) / (2 R); at R = 0 is a kink.
 *
 * @param {number} root
 * @param {Reals} g
 * @param {Reals} [h]
 */
function rooted(root, g, h) {
	const half = root === 0 ? 0 : 0.5 / root
	for (let i = 0; i < g.length; i++) {
		const slope = g[i] * half
		if (h) h[i] = root === 0 ? 0 : (h[i] - 2 * slope * slope) * half
		g[i] = slope
	}
}
