import { kind } from './arrays.js'
import { BLOCK } from './module.js'
import { copyIn } from './copy.js'

/**
 * @typedef {import('./check.js').Job} Job
 * @typedef {import('./check.js').Numbers} Numbers
 * @typedef {import('./module.js').Machine} Machine
 */

/** The sums of c/reduce.h: of the losses, of their weights, and one that is free between merges. */
export const LOSSES = 0
const WEIGHTS = 1
const SPARE = 2

/**
 * Settle what a row's class does to it: an ignored row weighs 0, and class weights weigh rows unless they multiply
 * cells. A mean over targets is divided by their sizes.
 *
 * @param {Job} job
 * @returns {Job}
 */
export function settle(job) {
	const { y, weights, classWeights, ignoreIndex, indexed, samples, classes, byCell } = job
	if (job.plan.denominator === 'targets')
		return {
			...job,
			shares: Float64Array.from({ length: samples }, (_, i) => size(job, i) * (weights ? weights[i] : 1)),
		}
	if (!y || job.termwise || (!classWeights && ignoreIndex === undefined)) return job
	const kept = new Float64Array(samples)
	const shares = new Float64Array(samples)
	const indices = indexed ? Int32Array.from(y) : undefined
	let ignored = 0
	for (let row = 0; row < samples; row++) {
		const own = weights ? weights[row] : 1
		if (indices && indices[row] === ignoreIndex) {
			ignored++
			indices[row] = 0
			continue
		}
		let mass = 1
		if (classWeights && indices) mass = classWeights[indices[row]]
		else if (classWeights) {
			mass = 0
			for (let k = 0; k < classes; k++) mass += y[row * classes + k] * classWeights[k]
		}
		shares[row] = own * mass
		kept[row] = byCell ? own : own * mass
	}
	return { ...job, y: indices ?? y, weights: kept, shares, ignored }
}

/** What the targets of a sample are from 0: the mean, if it is a row. @param {Job} job @param {number} sample */
function size({ y, classes }, sample) {
	let total = 0
	for (let i = sample * classes; i < (sample + 1) * classes; i++) total += Math.abs(/** @type {Numbers} */ (y)[i])
	return total / classes
}

/** What the mean divides by. @param {Machine} machine @param {Job} job */
export function denominator(machine, job) {
	const weights = job.shares ?? job.weights
	if (job.plan.denominator === 'cells') return (job.samples - job.ignored) * job.classes
	if (!weights) return job.samples
	if (job.plan.denominator === 'count') return job.samples - job.ignored
	if (job.plan.denominator === 'nonzero') {
		let count = 0
		for (let i = 0; i < weights.length; i++) count += Number(weights[i] !== 0)
		return count
	}
	if (weights.length > 0 && weights.length <= BLOCK) {
		const lanes = kind(weights) === 'Float32Array' ? machine.single : machine.double
		copyIn(lanes.w, weights, 0, weights.length)
		const total = lanes.total(WEIGHTS, weights.length)
		if (Number.isFinite(total)) return total
	}
	machine.sums.clear(WEIGHTS, 0)
	addWeights(machine, weights)
	return weightSum(machine)
}

/** Add weights to their sum under way. @param {Machine} machine @param {Numbers} weights */
export function addWeights({ double }, weights) {
	for (let at = 0; at < weights.length; at += BLOCK) {
		const n = Math.min(BLOCK, weights.length - at)
		copyIn(double.w, weights, at, n)
		double.append(WEIGHTS, n, 0)
	}
}

/** The sum of weights under way. @param {Machine} machine */
export const weightSum = (machine) => machine.sums.finish(WEIGHTS, 0)

const TWO_TO_64 = 2 ** 64

/** The mean of a sum under way. @param {Machine} machine @param {number} by @param {number} samples @param {number} [which] */
export const mean = (machine, by, samples, which = LOSSES) =>
	meanOf(machine, machine.sums.finish(which, 0), by, samples, which)

/**
 * The mean of a sum: finite wherever the true mean is, even if the sum is not.
 *
 * @param {Machine} machine
 * @param {number} sum as a double; where that is not finite, the one under way knows more
 * @param {number} by
 * @param {number} samples none: the mean of nothing is NaN; all of weight 0: 0
 * @param {number} [which]
 */
export function meanOf(machine, sum, by, samples, which = LOSSES) {
	if (by === 0) return samples === 0 ? Number.NaN : sum && sum / 0
	return Number.isFinite(sum) ? sum / by : (machine.sums.finish(which, 64) / by) * TWO_TO_64
}

/** Begin the mean of a row. @param {Machine} machine */
export const clearRow = (machine) => machine.sums.clear(SPARE, 0)

/** Add n of the block's values from one on, by way of the block of weights. @param {import('./module.js').Lanes} lanes @param {number} from @param {number} n */
export function addToRow(lanes, from, n) {
	copyIn(lanes.w, lanes.v, from, n)
	lanes.append(SPARE, n, 0)
}

/** @param {Machine} machine @param {number} cells */
export const rowMean = (machine, cells) => mean(machine, cells, cells, SPARE)
