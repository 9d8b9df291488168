import { LossError } from '../errors.js'
import { compile, freeze, named, text } from '../module.js'

/**
 * @typedef {object} Input what a loss of a batch is given
 * @property {string} name of the argument, or of the option
 * @property {'variable' | 'given' | 'sign' | 'group' | 'index' | 'binary' | 'count'} kind the loss is derived by variables; see c/batch/batch.h
 * @property {string[]} dimensions their names, the slowest first; those of one name are equal; none of a lone number
 * @property {string} range the interval its numbers lie in
 * @property {number} [option] it is given among the options, if at all; the formula takes this number where it is not
 * @property {string} [of] the dimension that indices and counts are bounded by
 * @property {boolean} [ignorable] `ignoreIndex` leaves samples out
 * @property {boolean} [ragged] nested rows may differ in length
 * @property {string} [except] the option that names a number which indices are not
 * @property {boolean} [column] a flat array is one column, not one row
 * @property {string} [lists] the dimension that the groups are members of; nested arguments say them too, as rows
 *
 * @typedef {object} BatchDescription
 * @property {string} id
 * @property {string} name in English
 * @property {{ en: string, zh: string }} names
 * @property {string} family
 * @property {string[]} aliases
 * @property {import('../conventions.js').Equal[]} equals what it is in other frameworks
 * @property {'batch'} shape
 * @property {Input[]} inputs in the order of the arguments; options behind
 * @property {string} formula of sample `i`, or of all; `sum(k, samples, ...)` runs over a dimension
 * @property {import('../module.js').Parameter[]} parameters
 * @property {string} reference
 * @property {string} [each] the dimension whose members have a value each, and may have weights; without it there is one value in all
 * @property {string} [free] a parameter: where it is not positive, targets may be any numbers
 * @property {string} [share] what each adds to the denominator of the mean, where that is not 1
 * @property {string} [weighted] there is one value in all, yet the members of this dimension may have weights
 *
 * @typedef {import('./check.js').Job} Job
 * @typedef {import('../module.js').Reals} Reals
 *
 * @typedef {object} Result
 * @property {Float64Array} values
 * @property {Float64Array} shares in the denominator of the mean
 * @property {(Reals | undefined)[]} derivatives by each input, the highest that was asked for
 */

/** Bytes that a module at rest may hold; one that needed more is given up, since its memory cannot shrink. */
const KEPT = 2 ** 24
const INPUTS = 8
const INTEGERS = ['sign', 'group', 'index', 'binary', 'count']

/**
 * The module of c/batch at work. Its memory grows with what it is given.
 *
 * @param {WebAssembly.Module | BufferSource} source
 */
export function openBatch(source) {
	const module = compile(source)
	/** @type {any} */
	let wasm
	const running = () => {
		wasm ??= new WebAssembly.Instance(module).exports
		if (!wasm.take) throw new LossError('module', 'losslab', 'the batch module is not losslab/batch.wasm')
		return wasm
	}

	return {
		/** The losses, by their names in C. */
		names: () =>
			Object.keys(running())
				.filter((name) => name.endsWith('.batch'))
				.map((name) => name.slice(0, -'.batch'.length)),
		/** @param {string} name @returns {any} */
		describe: (name) => JSON.parse(text(running().memory.buffer, running()[name]())),
		/**
		 * Values and derivatives of a call that has been checked.
		 *
		 * @param {string} kernel
		 * @param {Job} job
		 * @param {number} order 0 values, 1 gradients, 2 Hessians
		 */
		run(kernel, job, order) {
			try {
				return call(running(), kernel, job, order)
			} catch (error) {
				wasm = undefined
				if (!(error instanceof WebAssembly.RuntimeError)) throw error
				const numbers = job.inputs.reduce((sum, { flat }) => sum + (flat?.length ?? 0), 0)
				throw new LossError('memory', job.loss, `${numbers} numbers need more memory than there is`, { numbers })
			} finally {
				if (wasm?.memory.buffer.byteLength > KEPT) wasm = undefined
			}
		},
	}
}

/** @typedef {ReturnType<typeof openBatch>} BatchMachine */

/** @param {any} wasm @param {string} kernel @param {Job} job @param {number} order @returns {Result} */
function call(wasm, kernel, { inputs, weights, samples, parameters, denominator }, order) {
	wasm.reset()
	const at = wasm.call()
	const places = inputs.map(({ flat, kind }) => {
		if (!flat) return [0, 0, 0]
		const derived = kind === 'variable'
		const n = flat.length
		return [wasm.take(n), derived && order > 0 ? wasm.zeros(n) : 0, derived && order > 1 ? wasm.zeros(n) : 0]
	})
	const weighing = weights ? wasm.take(weights.length) : 0
	const [values, shares] = [wasm.zeros(samples), wasm.zeros(samples)]

	const { buffer } = wasm.memory
	const head = new Int32Array(buffer, at, 6 * INPUTS)
	inputs.forEach(({ flat, kind, sizes }, i) => {
		head.set([...places[i], sizes[0] ?? 1, sizes[1] ?? 1, sizes[2] ?? 1], 6 * i)
		const Kind = INTEGERS.includes(kind) ? Int32Array : Float64Array
		if (flat) new Kind(buffer, places[i][0], flat.length).set(/** @type {any} */ (flat))
	})
	const numbers = at + 4 * 6 * INPUTS
	new Float64Array(buffer, numbers, parameters.length).set(parameters)
	new Int32Array(buffer, numbers + 64, 4).set([weighing, values, shares, Number(denominator === 'positive')])
	if (weights) new Float64Array(buffer, weighing, weights.length).set(/** @type {any} */ (weights))

	wasm[`${kernel}.batch`](order)
	const read = (/** @type {number} */ place, /** @type {number} */ n) => new Float64Array(wasm.memory.buffer, place, n)
	return {
		values: read(values, samples).slice(),
		shares: read(shares, samples).slice(),
		derivatives: inputs.map(({ flat }, i) => {
			const place = places[i][order]
			return order > 0 && place && flat ? read(place, flat.length) : undefined
		}),
	}
}

/** @param {string} id @param {any} about @returns {BatchDescription} */
export const describeBatch = (id, { inputs, ...about }) =>
	freeze({
		...named(id, about, {}),
		inputs: inputs.map((/** @type {any} */ { dimensions, ...input }) => ({
			range: '(-inf, inf)',
			...input,
			dimensions: dimensions.split(' ').filter(Boolean),
		})),
	})
