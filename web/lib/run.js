import { BLOCK } from './module.js'

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
 * @property {boolean} [sum] add the values to the sum under way
 */

/** The pass in which a row kernel writes derivatives (c/kernel.h). */
const EMISSION = 9
const VALUE = 1
const GRADIENT = 2
const HESSIAN = 4

/**
 * Lead the data of a call through the module: block in, kernel, block out.
 *
 * @param {Machine} machine
 * @param {import('./module.js').Description & { kernel: string }} loss
 * @param {Job} job
 * @param {Sinks} sinks
 * @param {number} scale of gradient and Hessian
 */
export function run(machine, loss, job, sinks, scale) {
	const lanes = job.Float === Float32Array && machine.single.kernels[loss.kernel] ? machine.single : machine.double
	const order = sinks.hessian ? 2 : sinks.gradient ? 1 : 0
	const kernel = lanes.kernels[loss.kernel]
	const labelled = Number(loss.indexed === true && order < 2 && job.indexed && !job.smoothing && !job.classWeights)
	for (let i = 0; i < job.parameters.length; i++) machine.parameters[i] = job.parameters[i]
	if (loss.shape === 'tuple') tuples(lanes, kernel, loss.observed.length, job, sinks, order, scale)
	else if (loss.shape === 'element') elements(lanes, kernel, job, sinks, order, scale)
	else if (job.classes <= BLOCK) rows(machine, lanes, kernel, job, sinks, order, scale, labelled)
	else longRows(machine, lanes, kernel, loss.passes, job, sinks, order, scale, labelled)
}

/** @typedef {(...numbers: number[]) => number} Kernel */

/** @param {Lanes} lanes @param {Kernel} kernel @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale */
function elements(lanes, kernel, job, sinks, order, scale) {
	for (let at = 0; at < job.samples; at += BLOCK) {
		const n = Math.min(BLOCK, job.samples - at)
		copyIn(lanes.z, job.z, at, n)
		copyIn(lanes.y, /** @type {Numbers} */ (job.y), at, n)
		if (job.recode) lanes.recode(n)
		kernel(order, n, scale)
		finish(lanes, job, sinks, at, n, 1)
	}
}

/** @param {Lanes} lanes @param {Kernel} kernel @param {number} truths numbers in yTrue a sample @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale */
function tuples(lanes, kernel, truths, job, sinks, order, scale) {
	const { classes: inputs, samples } = job
	const most = Math.floor(BLOCK / Math.max(inputs, truths))
	for (let at = 0; at < samples; at += most) {
		const n = Math.min(most, samples - at)
		copyIn(lanes.z, job.z, at * inputs, n * inputs)
		copyIn(lanes.y, /** @type {Numbers} */ (job.y), at * truths, n * truths)
		kernel(order, n, scale)
		finish(lanes, job, sinks, at, n, inputs)
	}
}

/** @param {Machine} machine @param {Lanes} lanes @param {Kernel} kernel @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale @param {number} labelled */
function rows(machine, lanes, kernel, job, sinks, order, scale, labelled) {
	const { classes, samples } = job
	const most = Math.floor(BLOCK / classes)
	ofClasses(lanes, job, 0, classes)
	for (let at = 0; at < samples; at += most) {
		const n = Math.min(most, samples - at)
		copyIn(lanes.z, job.z, at * classes, n * classes)
		targets(machine, lanes, job, at, n, 0, classes, labelled)
		kernel(order, n, classes, scale, 0, 0, classes, labelled)
		finish(lanes, job, sinks, at, n, classes)
	}
}

/** Rows longer than a block: every pass is fed the row piece by piece. @param {Machine} machine @param {Lanes} lanes @param {Kernel} kernel @param {number} passes @param {Job} job @param {Sinks} sinks @param {number} order @param {number} scale @param {number} labelled */
function longRows(machine, lanes, kernel, passes, job, sinks, order, scale, labelled) {
	const { classes, samples } = job
	for (let row = 0; row < samples; row++) {
		for (let pass = 1; pass <= passes; pass++) while (pieces(pass, row));
		finish(lanes, job, { ...sinks, gradient: undefined, hessian: undefined }, row, 1, 0)
		if (order) pieces(EMISSION, row)
	}

	/** True if the pass is to be repeated. @param {number} pass @param {number} row */
	function pieces(pass, row) {
		let again = 0
		for (let from = 0; from < classes; from += BLOCK) {
			const cells = Math.min(BLOCK, classes - from)
			const at = row * classes + from
			copyIn(lanes.z, job.z, at, cells)
			ofClasses(lanes, job, from, cells)
			targets(machine, lanes, job, row, 1, from, cells, labelled)
			again = kernel(order, 1, cells, scale, pass, from, classes, labelled)
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

/** Bring the targets of n rows, or of a piece of one, into the form that kernels take. @param {Machine} machine @param {Lanes} lanes @param {Job} job @param {number} at @param {number} n @param {number} from @param {number} cells @param {number} labelled whether the kernel takes class indices */
function targets(machine, lanes, job, at, n, from, cells, labelled) {
	if (!job.y) return
	if (job.indexed) copyIn(machine.labels, job.y, at, n)
	else copyIn(lanes.y, job.y, at * job.classes + from, n * cells)
	const weighted = Number(job.byCell && job.classWeights !== undefined)
	if (labelled) return
	if (job.indexed || job.smoothing > 0 || weighted)
		lanes.targets(n, cells, from, job.classes, job.smoothing, Number(job.indexed), weighted)
}

/** Sum, weigh and copy out the results of n samples. @param {Lanes} lanes @param {Job} job @param {Sinks} sinks @param {number} at @param {number} n @param {number} cells */
function finish(lanes, job, sinks, at, n, cells) {
	const weighted = job.weights !== undefined
	if (job.weights) copyIn(lanes.w, job.weights, at, n)
	if (sinks.sum) lanes.append(0, n, Number(weighted))
	if (weighted) {
		const parts = (sinks.value ? VALUE : 0) | (sinks.gradient ? GRADIENT : 0) | (sinks.hessian ? HESSIAN : 0)
		if (parts) lanes.weigh(parts, n, cells)
	}
	copyOut(sinks.value, lanes.v, at, n)
	copyOut(sinks.gradient, lanes.g, at * cells, n * cells)
	copyOut(sinks.hessian, lanes.h, at * cells, n * cells)
}

/** Below this many numbers a loop is faster than TypedArray.set. */
const FEW = 32

/** @param {Reals | Int32Array} block @param {Numbers} from @param {number} at @param {number} n */
export function copyIn(block, from, at, n) {
	if (n < FEW) for (let i = 0; i < n; i++) block[i] = from[at + i]
	else block.set(n === from.length ? from : /** @type {Reals} */ (from).subarray(at, at + n))
}

/** @param {Reals | undefined} to @param {Reals} block @param {number} at @param {number} n */
function copyOut(to, block, at, n) {
	if (!to) return
	if (n < FEW) for (let i = 0; i < n; i++) to[at + i] = block[i]
	else to.set(block.subarray(0, n), at)
}
