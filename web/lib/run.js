import { inspect } from './check.js'
import { copyIn, copyOut } from './copy.js'
import { BLOCK } from './module.js'
import { addToRow, clearRow, LOSSES, rowMean } from './reduce.js'
import { address, apart } from './resident.js'
import { suspicious } from './scan.js'

/**
 * @typedef {import('./check.js').Job} Job
 * @typedef {import('./check.js').Numbers} Numbers
 * @typedef {import('./module.js').Machine} Machine
 * @typedef {import('./module.js').Lanes} Lanes
 * @typedef {import('./module.js').Reals} Reals
 *
 * @typedef {object} Sinks where results go; what is missing is not computed
 * @property {Reals} [value] one a sample
 * @property {Reals} [gradient]
 * @property {Reals} [hessian]
 * @property {number} sum NOT, ALONE or UNDER_WAY
 */

/** The pass in which a row kernel writes derivatives (c/kernel.h). */
const EMISSION = 9
const VALUE = 1
const GRADIENT = 2
const HESSIAN = 4
/** With an order: the kernel sums up groups of values. */
const SUMMED = 4

/** Values are not summed up, or make a sum of their own, or are added to the one under way. */
export const NOT = 0
export const ALONE = 1
export const UNDER_WAY = 2

/**
 * Lead the data of a call through the module: block in, kernel, block out.
 *
 * @param {Machine} machine
 * @param {import('./loss.js').Known} loss
 * @param {Job} job
 * @param {Sinks} sinks
 * @param {number} scale of gradient and Hessian
 * @returns {number} the sum of the values, if it is of its own
 */
export function run(machine, loss, job, sinks, scale) {
	const { single, double } = kernelsOf(machine, loss)
	const narrow = single && job.Float === Float32Array
	const lanes = narrow ? machine.single : machine.double
	const order = sinks.hessian ? 2 : sinks.gradient ? 1 : 0
	const kernel = narrow ? single : double
	const { parameters } = job.plan
	for (let i = 0; i < parameters.length; i++) machine.parameters[i] = parameters[i]
	if (loss.shape === 'element')
		return job.classes > 1
			? means(machine, lanes, kernel, job, sinks, order, scale / job.classes)
			: elements(machine, lanes, kernel, loss, job, sinks, order, scale)
	if (loss.shape === 'tuple') return tuples(machine, lanes, kernel, loss.observed.length, job, sinks, order, scale)
	const labelled = Number(loss.indexed === true && order < 2 && job.indexed && !job.plan.smoothing && !job.classWeights)
	return job.classes <= BLOCK
		? rows(machine, lanes, kernel, job, sinks, order, scale, labelled)
		: longRows(machine, lanes, kernel, loss, job, sinks, order, scale, labelled)
}

/** @typedef {(...numbers: number[]) => number} Kernel */

/** A loss's kernels in a machine, looked up by name once. @param {Machine} machine @param {import('./loss.js').Known} loss */
function kernelsOf(machine, loss) {
	const { kernel: name, found } = loss
	if (found?.machine === machine) return found
	const { single, double } = machine
	return (loss.found = { machine, single: single.kernels[name], double: double.kernels[name] })
}

/** @param {Machine} machine @param {Lanes} lanes @param {Kernel} kernel @param {import('./loss.js').Known} loss @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale */
function elements(machine, lanes, kernel, loss, job, sinks, order, scale) {
	const { samples, z } = job
	const y = /** @type {Numbers} */ (job.y)
	const mode = sinks.sum !== NOT && !job.weights ? order | SUMMED : order
	const resident = machine.origin ? residence(machine, lanes, job, sinks) : undefined
	const { places } = resident ? machine : lanes
	const zBlock = lanes.places[0]
	const yBlock = lanes.places[1]
	let { scan } = job
	let sum = 0
	for (let at = 0; at < samples; at += BLOCK) {
		const n = Math.min(BLOCK, samples - at)
		if (resident) point(machine.places, lanes, n === BLOCK ? resident.at : NOWHERE, at)
		if (places[0] === zBlock) copyIn(lanes.z, z, at, n)
		if (places[1] === yBlock) copyIn(lanes.y, y, at, n)
		if (scan && suspicious(lanes, scan, places[0], places[1], n)) {
			inspect(machine, loss, job)
			scan = undefined
		}
		if (job.recode) lanes.recode(n)
		kernel(mode, n, scale)
		sum = finish(machine, lanes, job, resident && n === BLOCK ? resident.rest : sinks, at, n, 1)
	}
	return sum
}

const NOWHERE = [0, 0, 0, 0]

/**
 * Where the arrays of a call start in the machine's memory, if they are there and may be used in place: predictions, targets,
 * gradients, Hessians. And the sinks that are left to copy. Of a row a kernel writes a little beyond its end, so that its results
 * may not overwrite what it reads.
 *
 * @param {Machine} machine @param {Lanes} lanes @param {Job} job @param {Sinks} sinks
 */
function residence(machine, lanes, job, sinks) {
	const { z, y, weights } = job
	const { gradient, hessian } = sinks
	/** @param {any} to @param {any} from */
	const free = (to, from) =>
		apart(to, from) && (job.classes === 1 || to.byteOffset !== from.byteOffset || to.buffer !== from.buffer)
	/** @param {Reals | undefined} to */
	const sink = (to) => (to && !weights && free(to, z) && (!y || free(to, y)) ? address(machine, lanes, to) : 0)
	const at = [address(machine, lanes, z), changed(job) ? 0 : address(machine, lanes, y), sink(gradient), sink(hessian)]
	const rest = { ...sinks, gradient: at[2] ? undefined : gradient, hessian: at[3] ? undefined : hessian }
	return { at, rest }
}

/** Whether kernels see other targets than the caller's. @param {Job} job */
const changed = ({ recode, indexed, plan, byCell, classWeights }) =>
	recode || indexed || plan.smoothing > 0 || (byCell && classWeights !== undefined)

/** Tell kernels where a block is: in an array from `at` on, or in the module's static memory. @param {Int32Array} places @param {Lanes} lanes @param {number[]} starts @param {number} at */
function point(places, lanes, starts, at) {
	for (let k = 0; k < 4; k++) places[k] = starts[k] ? starts[k] + at * lanes.Float.BYTES_PER_ELEMENT : lanes.places[k]
}

/**
 * Rows of elements: the value of a row is the mean of its elements, by the bits of the row alone. Several rows a block, or several
 * blocks a row.
 *
 * @param {Machine} machine @param {Lanes} lanes @param {Kernel} kernel @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale of an element
 */
function means(machine, lanes, kernel, job, sinks, order, scale) {
	const { classes, samples, weights } = job
	const most = Math.max(1, Math.floor(BLOCK / classes))
	let sum = 0
	if (machine.origin) point(machine.places, lanes, NOWHERE, 0)
	for (let at = 0; at < samples; at += most) {
		const n = Math.min(most, samples - at)
		const cells = n * classes
		for (let from = 0; from < cells; from += BLOCK) {
			const part = Math.min(BLOCK, cells - from)
			copyIn(lanes.z, job.z, at * classes + from, part)
			copyIn(lanes.y, /** @type {Numbers} */ (job.y), at * classes + from, part)
			if (job.recode) lanes.recode(part)
			kernel(order, part, scale)
			for (let row = 0; row < n; row++) {
				if (from === 0) clearRow(machine)
				addToRow(lanes, row * classes, Math.min(part, classes))
				if (from + part === cells) lanes.v[row] = rowMean(machine, classes)
			}
			if (weights && order) {
				copyIn(lanes.w, weights, at, n)
				lanes.weigh(GRADIENT | HESSIAN, n, part / n)
			}
			copyOut(sinks.gradient, lanes.g, at * classes + from, part)
			copyOut(sinks.hessian, lanes.h, at * classes + from, part)
		}
		sum = finish(machine, lanes, job, { ...sinks, gradient: undefined, hessian: undefined }, at, n, 0)
	}
	return sum
}

/** @param {Machine} machine @param {Lanes} lanes @param {Kernel} kernel @param {number} truths numbers in yTrue a sample @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale */
function tuples(machine, lanes, kernel, truths, job, sinks, order, scale) {
	const { classes: inputs, samples } = job
	const most = Math.floor(BLOCK / Math.max(inputs, truths))
	let sum = 0
	for (let at = 0; at < samples; at += most) {
		const n = Math.min(most, samples - at)
		copyIn(lanes.z, job.z, at * inputs, n * inputs)
		copyIn(lanes.y, /** @type {Numbers} */ (job.y), at * truths, n * truths)
		kernel(order, n, scale)
		sum = finish(machine, lanes, job, sinks, at, n, inputs)
	}
	return sum
}

/** @param {Machine} machine @param {Lanes} lanes @param {Kernel} kernel @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale @param {number} labelled */
function rows(machine, lanes, kernel, job, sinks, order, scale, labelled) {
	const { classes, samples } = job
	const most = Math.floor(BLOCK / classes)
	const resident = machine.origin ? residence(machine, lanes, job, sinks) : undefined
	let sum = 0
	ofClasses(lanes, job, 0, classes)
	for (let at = 0; at < samples; at += most) {
		const n = Math.min(most, samples - at)
		const inside = resident && at + n < samples
		if (resident) point(machine.places, lanes, inside ? resident.at : NOWHERE, at * classes)
		const { places } = resident ? machine : lanes
		if (places[0] === lanes.places[0]) copyIn(lanes.z, job.z, at * classes, n * classes)
		targets(machine, lanes, job, at, n, 0, classes, labelled, places[1] !== lanes.places[1])
		kernel(order, n, classes, scale, 0, 0, classes, labelled)
		sum = finish(machine, lanes, job, inside ? resident.rest : sinks, at, n, classes)
	}
	return sum
}

/** Rows longer than a block: every pass is fed the row piece by piece. What a kernel keeps for its derivatives waits where these will be. @param {Machine} machine @param {Lanes} lanes @param {Kernel} kernel @param {import('./module.js').Description} loss @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale @param {number} labelled */
function longRows(machine, lanes, kernel, loss, job, sinks, order, scale, labelled) {
	const { classes, samples } = job
	const { gradient } = sinks
	const own =
		gradient &&
		gradient.buffer !== /** @type {any} */ (job.z).buffer &&
		gradient.buffer !== /** @type {any} */ (job.y)?.buffer
	const kept = order && loss.indexed ? (own ? gradient : new lanes.Float(classes)) : undefined
	let sum = 0
	if (machine.origin) point(machine.places, lanes, NOWHERE, 0)
	for (let row = 0; row < samples; row++) {
		for (let pass = 1; pass <= loss.passes; pass++) while (pieces(pass, row));
		sum = finish(machine, lanes, job, { ...sinks, gradient: undefined, hessian: undefined }, row, 1, 0)
		if (order) pieces(EMISSION, row)
	}
	return sum

	/** True if the pass is to be repeated. @param {number} pass @param {number} row */
	function pieces(pass, row) {
		let again = 0
		for (let from = 0; from < classes; from += BLOCK) {
			const cells = Math.min(BLOCK, classes - from)
			const at = row * classes + from
			copyIn(lanes.z, job.z, at, cells)
			ofClasses(lanes, job, from, cells)
			targets(machine, lanes, job, row, 1, from, cells, labelled)
			if (kept && pass === EMISSION) copyIn(lanes.g, kept, kept === gradient ? at : from, cells)
			again = kernel(order, 1, cells, scale, pass, from, classes, labelled)
			if (kept && pass === loss.passes) copyOut(kept, lanes.g, kept === gradient ? at : from, cells)
			if (pass !== EMISSION) continue
			if (job.weights) lanes.weigh(GRADIENT | HESSIAN, 1, cells)
			copyOut(sinks.gradient, lanes.g, at, cells)
			copyOut(sinks.hessian, lanes.h, at, cells)
		}
		return again === 1
	}
}

/** Bring in the weights of classes, where they are the kernel's. @param {Lanes} lanes @param {Job} job @param {number} from @param {number} cells */
function ofClasses(lanes, { classWeights, byCell, termwise }, from, cells) {
	if (classWeights && (byCell || termwise)) copyIn(lanes.classes, classWeights, from, cells)
	else if (termwise) lanes.classes.fill(1, 0, cells)
}

/** Bring the targets of n rows, or of a piece of one, into the form that kernels take. @param {Machine} machine @param {Lanes} lanes @param {Job} job @param {number} at @param {number} n @param {number} from @param {number} cells @param {number} labelled whether the kernel takes class indices @param {boolean} [there] whether they are in place */
function targets(machine, lanes, job, at, n, from, cells, labelled, there = false) {
	if (!job.y || there) return
	if (job.indexed) copyIn(machine.labels, job.y, at, n)
	else copyIn(lanes.y, job.y, at * job.classes + from, n * cells)
	if (labelled || !changed(job)) return
	const weighted = Number(job.byCell && job.classWeights !== undefined)
	lanes.targets(n, cells, from, job.classes, job.plan.smoothing, Number(job.indexed), weighted)
}

/** Sum, weigh and copy out the results of n samples; returns the sum of a call that ends with them. @param {Machine} machine @param {Lanes} lanes @param {Job} job @param {Sinks} sinks @param {number} at @param {number} n @param {number} cells */
function finish(machine, lanes, job, sinks, at, n, cells) {
	const { weights } = job
	if (weights) copyIn(lanes.w, weights, at, n)
	const sum = sinks.sum === NOT ? 0 : add(machine, lanes, job, sinks.sum, at, n)
	if (weights) {
		const parts = (sinks.value ? VALUE : 0) | (sinks.gradient ? GRADIENT : 0) | (sinks.hessian ? HESSIAN : 0)
		if (parts) lanes.weigh(parts, n, cells)
	}
	copyOut(sinks.value, lanes.v, at, n)
	copyOut(sinks.gradient, lanes.g, at * cells, n * cells)
	copyOut(sinks.hessian, lanes.h, at * cells, n * cells)
	return sum
}

/** Add n values: those of a call that is one block need not wait for others. @param {Machine} machine @param {Lanes} lanes @param {Job} job @param {number} sum @param {number} at @param {number} n */
function add(machine, lanes, { samples, weights }, sum, at, n) {
	if (sum === ALONE) {
		if (n === samples && !weights) {
			const total = lanes.total(LOSSES, n)
			if (Number.isFinite(total)) return total
		}
		if (at === 0) machine.sums.clear(LOSSES, 0)
	}
	lanes.append(LOSSES, n, Number(weights !== undefined))
	return sum === ALONE && at + n === samples ? machine.sums.finish(LOSSES, 0) : 0
}
