import { adapt } from './adapt.js'
import { checkAttached, flatten, kind, many, overlap, where } from './arrays.js'
import { LossError, show } from './errors.js'
import { bounded, interval } from './interval.js'
import { planOf } from './options.js'
import { lowest, maybeMislabelled, maybeOutside } from './scan.js'
import { BLOCK } from './module.js'
import { SHAPES } from './shapes.js'

/**
 * @typedef {import('./module.js').Description} Description
 * @typedef {import('./loss.js').Known} Known
 * @typedef {import('./module.js').Reals} Reals
 * @typedef {ArrayLike<number>} Numbers
 *
 * @typedef {object} Job a call that has been checked
 * @property {import('./options.js').Plan} plan what its options mean
 * @property {Float32ArrayConstructor | Float64ArrayConstructor} Float
 * @property {number} samples
 * @property {number} classes cells in a row, or elements; 1 where each element is a sample
 * @property {Numbers} z predictions
 * @property {Numbers | undefined} y targets; class indices if `indexed`
 * @property {boolean} indexed
 * @property {boolean} recode labels are 0 and 1 and become -1 and 1
 * @property {Numbers | undefined} weights one a sample
 * @property {Numbers | undefined} shares what a sample adds to the denominator, where that is not its weight
 * @property {Numbers | undefined} classWeights one a class
 * @property {boolean} termwise class weights multiply the terms of a row's sum
 * @property {boolean} byCell class weights multiply the targets' cells (otherwise they weigh the row)
 * @property {number | undefined} ignoreIndex
 * @property {number} ignored rows of the ignored class
 * @property {import('./adapt.js').Back | undefined} back after the kernel, where data was changed before it
 * @property {Reals | undefined} out
 * @property {Reals | undefined} over an `out` that lies over what is read: it is filled when all is done
 * @property {import('./scan.js').Scan | undefined} scan numbers that are still to be tried
 * @property {any} yTrue as it was given
 * @property {any} yPred
 * @property {string} coding of labels
 */

/** What rows that are divided by their sums may hold. */
const PARTS = interval('[0, inf)')

/** How far the cells of a target distribution may be from a sum of 1. */
const SUM_TOLERANCE = 1e-3

/**
 * Check a whole call, before anything is computed. What fills arrays of its own only, or is a single block, may leave it to the
 * kernel's run to try the numbers, block by block, for they come from memory once then.
 *
 * @param {import('./module.js').Machine} machine
 * @param {Known} loss
 * @param {any} yTrue
 * @param {any} yPred
 * @param {Record<string, any>} asked options
 * @param {'value' | 'gradient' | 'push'} output what `out` would take; a stream keeps its sums
 * @returns {Job}
 */
export function check(machine, loss, yTrue, yPred, asked, output) {
	const plan = planOf(loss, asked)
	const { labels, reduction } = plan
	const z = flatten(loss, 'yPred', yPred)
	const Float = kind(z.flat) === 'Float32Array' ? Float32Array : Float64Array
	const { samples, classes, y, indexed } = SHAPES[loss.shape](loss, yTrue, z, plan)
	const coding = labels === 'auto' && isBinary(y) ? '01' : labels
	/** @type {Job} */
	const job = {
		plan,
		Float,
		samples,
		classes,
		z: z.flat,
		y,
		indexed,
		recode: coding === '01',
		weights: undefined,
		shares: undefined,
		classWeights: undefined,
		termwise: loss.termwise === true,
		byCell: loss.linear === true,
		ignoreIndex: indexed ? plan.ignoreIndex : undefined,
		ignored: 0,
		back: undefined,
		out: undefined,
		over: undefined,
		scan: undefined,
		yTrue,
		yPred,
		coding,
	}
	const own = asked.out === undefined && output !== 'push'
	if ((own || samples <= BLOCK) && scans(loss, job, plan)) job.scan = loss.scans[coding]
	else inspect(machine, loss, job)
	if (plan.arrays) {
		if (asked.classWeights !== undefined)
			job.classWeights = nonNegative(loss, 'classWeights', asked.classWeights, classes, 'class', 'classes')
		if (asked.weights !== undefined)
			job.weights = nonNegative(loss, 'weights', asked.weights, samples, 'sample', 'samples')
		const length = output === 'gradient' ? job.z.length : samples
		job.out = output === 'gradient' || reduction === 'none' ? checkOut(loss, asked.out, Float, length) : undefined
		if (asked.out !== undefined && job.out === undefined)
			throw new LossError('out', loss.id, `out is for arrays, but reduction ${show(reduction)} gives a number`, {
				reduction,
			})
		if (job.out && [job.z, job.y, job.weights, job.classWeights, asked.offsets].some((x) => overlap(job.out, x))) {
			job.over = job.out
			job.out = undefined
		}
	}
	if (!plan.changes) return job
	return adapt(loss, job, oneEach(loss, 'offsets', asked.offsets, classes, 'class', 'classes'))
}

/** Whether the kernel's run can try the numbers of a call: as they are, and not rounded. @param {Known} loss @param {Job} job @param {import('./options.js').Plan} plan */
const scans = (loss, { classes, y, Float }, plan) =>
	loss.shape === 'element' &&
	classes === 1 &&
	!(Float === Float32Array && kind(y) === 'Float64Array') &&
	!plan.changes &&
	!plan.free

/** Every number in its range: finds the first bad one. @param {import('./module.js').Machine} machine @param {Known} loss @param {Job} job */
export function inspect(machine, loss, job) {
	if (loss.shape === 'tuple') checkFields(loss, job)
	else if (loss.bounds.z)
		within(machine, loss, 'yPred', 'domain', job.yPred, job.z, job.plan.normalize ? PARTS : loss.bounds.z)
	if (job.y && !job.indexed) checkTargets(machine, loss, job)
}

/** Whether all labels are 0 or 1. @param {Numbers | undefined} y */
function isBinary(y) {
	for (let i = 0; y && i < y.length; i++) if (y[i] !== 0 && y[i] !== 1) return false
	return true
}

/** Each field of a tuple in its own range, with its lower end where an epsilon lifts what is there. @param {Description} loss @param {Job} job */
function checkFields(loss, { z, y, plan: { parameters }, yTrue, yPred }) {
	const lifts = loss.parameters.some(({ name }, k) => name === 'epsilon' && parameters[k] > 0)
	for (const [argument, code, given, values, fields] of /** @type {const} */ ([
		['yPred', 'domain', yPred, z, loss.predicted],
		['yTrue', 'label', yTrue, y, loss.observed],
	]))
		fields.forEach(({ name, range }, k) => {
			const { low, includes, phrase, text } = interval(range)
			for (let i = k; values && i < values.length; i += fields.length)
				if (!includes(values[i]) && !(lifts && values[i] === low))
					throw new LossError(
						code,
						loss.id,
						`${argument}${where(given, i)}, the ${name} of a sample, is ${values[i]}, but it must ${phrase}`,
						{
							argument,
							index: i,
							place: where(given, i),
							got: values[i],
							allowed: text,
						},
					)
		})
}

/** @param {import('./module.js').Machine} machine @param {Known} loss @param {Job} job */
function checkTargets(machine, loss, { y, classes, coding, plan, yTrue: given }) {
	if (!y) return
	if (loss.labels === 'pm1') {
		const low = lowest(coding)
		if (!maybeMislabelled(machine, y, low, 1)) return
		for (let i = 0; i < y.length; i++) {
			if (y[i] === low || y[i] === 1 || Number.isNaN(y[i])) continue
			const hint = coding === 'pm1' && y[i] === 0 ? "; for labels 0 and 1 use { labels: '01' }" : ''
			throw new LossError(
				'label',
				loss.id,
				`yTrue${where(given, i)} is ${y[i]}, but labels must be ${low} or 1${hint}`,
				{
					argument: 'yTrue',
					index: i,
					place: where(given, i),
					got: y[i],
					allowed: [low, 1],
				},
			)
		}
		return
	}
	if (loss.bounds.y && !plan.free) within(machine, loss, 'yTrue', 'label', given, y, loss.bounds.y)
	if (!loss.normalized) return
	for (let i = 0; i < y.length; i += classes) {
		const total = sumOf(y, i, i + classes)
		if (Math.abs(total - 1) > SUM_TOLERANCE)
			throw new LossError(
				'label',
				loss.id,
				`row ${i / classes} of yTrue sums to ${Number(total.toPrecision(6))}, but a distribution sums to 1 within ${SUM_TOLERANCE}`,
				{
					argument: 'yTrue',
					index: i / classes,
					got: total,
					allowed: 1,
				},
			)
	}
}

/** Four sums that do not wait for each other. @param {Numbers} x @param {number} from @param {number} to */
function sumOf(x, from, to) {
	let a = 0
	let b = 0
	let c = 0
	let d = 0
	let i = from
	for (; i + 3 < to; i += 4) {
		a += x[i]
		b += x[i + 1]
		c += x[i + 2]
		d += x[i + 3]
	}
	for (; i < to; i++) a += x[i]
	return a + b + (c + d)
}

/** @param {import('./module.js').Machine} machine @param {{ id: string }} loss @param {string} argument @param {string} code @param {any} given @param {Numbers} x the same, flat @param {import('./interval.js').Interval} allowed */
export function within(machine, loss, argument, code, given, x, allowed) {
	const { low, high, openLow, openHigh, includes } = allowed
	if (!bounded(allowed) || !maybeOutside(machine, x, allowed)) return
	for (let i = 0; i < x.length; i++) {
		const got = x[i]
		if ((openLow ? got > low : got >= low) && (openHigh ? got < high : got <= high)) continue
		if (!includes(got))
			throw new LossError(code, loss.id, `${argument}${where(given, i)} is ${got}, but it must ${allowed.phrase}`, {
				argument,
				index: i,
				place: where(given, i),
				got,
				allowed: allowed.text,
			})
	}
}

/** @param {{ id: string }} loss @param {string} argument @param {any} got @param {number} length @param {string} one @param {string} more @returns {Numbers | undefined} */
export function nonNegative(loss, argument, got, length, one, more) {
	const flat = oneEach(loss, argument, got, length, one, more)
	for (let i = 0; flat && i < length; i++)
		if (flat[i] < 0)
			throw new LossError('weight', loss.id, `${argument}${where(got, i)} is ${flat[i]}, but it must be >= 0`, {
				argument,
				index: i,
				got: flat[i],
			})
	return flat
}

/** @param {{ id: string }} loss @param {string} argument @param {any} got @param {number} length @param {string} one @param {string} more @returns {Numbers | undefined} */
function oneEach(loss, argument, got, length, one, more) {
	if (got === undefined) return undefined
	const { flat } = flatten(loss, argument, got)
	if (flat.length !== length)
		throw new LossError(
			'length',
			loss.id,
			`${argument} has ${many(flat.length, 'value')}, but there ${length === 1 ? 'is' : 'are'} ${many(length, one, more)}`,
			{
				argument,
				got: flat.length,
				allowed: length,
			},
		)
	return flat
}

/** @param {{ id: string }} loss @param {any} out @param {Float32ArrayConstructor | Float64ArrayConstructor} Float @param {number} length @param {string} [argument] @returns {Reals | undefined} */
export function checkOut(loss, out, Float, length, argument = 'out') {
	if (out === undefined) return undefined
	const wanted = Float === Float32Array ? 'Float32Array' : 'Float64Array'
	const fits = kind(out) === wanted
	if (fits) checkAttached(loss, argument, out)
	if (!fits || out.length !== length)
		throw new LossError(
			'out',
			loss.id,
			`${argument} must be a ${wanted} of length ${length}, got ${show(out)}${out?.length === undefined ? '' : ` of length ${out.length}`}`,
			{ got: show(out), allowed: wanted, length },
		)
	return out
}
