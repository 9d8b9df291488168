import { equals, FRAMEWORKS, OF_ELEMENTS } from './conventions.js'
import { LossError } from './errors.js'

/** Samples in a block, the same as in c/block.h. */
export const BLOCK = 2048
const SLACK = 8
const PAGE = 65_536

/**
 * @typedef {{ name: string, value: number | string | boolean, range: string }} Parameter
 * @typedef {{ name: string, range: string }} Field
 * @typedef {object} Description
 * @property {string} id one name everywhere: huber, softmaxCrossEntropy
 * @property {string} name in English
 * @property {{ en: string, zh: string }} names
 * @property {string} family the file of c/ it stands in: regression, binary, margin ...
 * @property {string[]} aliases what other systems call it
 * @property {'element' | 'tuple' | 'row'} shape one number a sample, a few with names, or a row of any width
 * @property {Field[]} predicted what yPred holds of a sample, where that is a tuple
 * @property {Field[]} observed what yTrue holds of it
 * @property {string} variable what the prediction enters as: residual, margin, logit, probability, prediction
 * @property {string} labels coding of yTrue: real, unit (0 to 1), pm1 (-1 or 1), classes (indices or rows), rows, none
 * @property {string} targets the interval that yTrue lies in
 * @property {string} domain the interval that yPred lies in
 * @property {string} formula in r, m, z, p or f (as the variable says), y and the parameters; rows: `sum(k, y[k] ...)`
 * @property {string[]} kinks where it is not smooth: positions of the variable, in the parameters
 * @property {Parameter[]} parameters
 * @property {string} reference
 * @property {number} passes over a row
 * @property {boolean} [indexed] its kernel takes class indices as they are
 * @property {boolean} [linear] in the targets: class weights multiply their cells
 * @property {boolean} [termwise] class weights multiply the terms of a row's sum
 * @property {boolean} [normalized] target rows must sum to 1
 * @property {boolean} [floored] takes the option floor
 * @property {boolean} [rooted] takes the option root
 * @property {string} [curvature] what may stand in for it: surrogate (1, of the half squared error) or friedman (of softmax, times classes / (classes - 1))
 * @property {string} [free] a parameter: where it is not positive, targets may be any numbers
 * @property {import('./conventions.js').Equal[]} equals what it is in other frameworks
 */

/** @typedef {Float32ArrayConstructor | Float64ArrayConstructor} Precision */
/** @typedef {Float32Array | Float64Array} Reals */

/** Labels where the definition in C does not name any. */
const LABELS = {
	residual: ['real', '(-inf, inf)'],
	margin: ['pm1', '[-1, 1]'],
	logit: ['unit', '[0, 1]'],
	probability: ['unit', '[0, 1]'],
	prediction: ['real', '(-inf, inf)'],
}

/** @param {string} name in snake_case */
export const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())

/**
 * The wasm module at work: its arrays as typed arrays, its kernels, and the losses it describes. It has no imports.
 *
 * @param {WebAssembly.Module | BufferSource} source
 * @returns {Machine}
 */
export const open = (source) => start(compile(source), 0)

/**
 * @param {WebAssembly.Module} module
 * @param {number} room bytes for arrays, behind its own
 * @param {object} [origin] the machine that it is a second one of
 */
function start(module, room, origin) {
	const wasm = /** @type {Record<string, (...numbers: number[]) => number>} */ (
		/** @type {unknown} */ (new WebAssembly.Instance(module).exports)
	)
	const memory = /** @type {WebAssembly.Memory} */ (/** @type {unknown} */ (wasm.memory))
	const free = memory.buffer.byteLength
	if (room) grow(memory, room)
	const { buffer } = memory
	const address = Array.from({ length: 14 }, (_, part) => wasm.address(part))

	/** @param {Precision} Float */
	const precision = (Float) => {
		const [z, y, w, v, g, h, classes] = address.map((at) => new Float(buffer, at, BLOCK + SLACK))
		const suffix = `.f${8 * Float.BYTES_PER_ELEMENT}`
		return {
			Float,
			z,
			y,
			w,
			v,
			g,
			h,
			classes,
			/** Where kernels find z and y and leave g and h, unless arrays are in place. */
			places: [0, 1, 4, 5].map((part) => address[part]),
			/** @type {Record<string, (...numbers: number[]) => number>} by name, without the suffix */
			kernels: Object.fromEntries(
				Object.entries(wasm)
					.filter(([name]) => name.endsWith(suffix))
					.map(([name, kernel]) => [name.slice(0, -suffix.length), kernel]),
			),
			outside: wasm[`outside${suffix}`],
			mislabelled: wasm[`mislabelled${suffix}`],
			recode: wasm[`recode${suffix}`],
			targets: wasm[`targets${suffix}`],
			weigh: wasm[`weigh${suffix}`],
			append: wasm[`append${suffix}`],
			total: wasm[`total${suffix}`],
		}
	}

	/** @type {{ park: () => void } | undefined} whose sums are under way */
	let holder

	const machine = {
		/** Give the place of the sums to a stream, or to a single call; true if it was another's before. @param {{ park: () => void } | undefined} next */
		hold(next) {
			if (holder === next && next) return false
			holder?.park()
			holder = next
			return true
		},
		single: precision(Float32Array),
		double: precision(Float64Array),
		labels: new Int32Array(buffer, address[7], BLOCK),
		parameters: new Float64Array(buffer, address[8], 8),
		sums: sums(wasm, buffer, address.slice(9)),
		/** The losses, by their names in C: an export that has kernels beside it. */
		names: () => Object.keys(wasm).filter((name) => wasm[`${name}.f64`]),
		/** @param {string} name */
		describe: (name) => describe(name, text(buffer, wasm[name]())),
		buffer,
		/** The first byte behind the module's own. */
		free,
		origin,
		/** Where kernels find predictions and targets, and leave gradients and Hessians (c/block.h). */
		places: new Int32Array(buffer, address[13], 4),
		/** The module once more, with room for arrays. @param {number} room in bytes @returns {any} */
		apart: (room) => start(module, room, machine),
	}
	return machine
}

/** @param {WebAssembly.Memory} memory @param {number} room */
function grow(memory, room) {
	try {
		memory.grow(Math.ceil(room / PAGE))
	} catch {
		throw new LossError('memory', 'alloc', `there is no memory of ${room} bytes; a module may have 4 GB`, { got: room })
	}
}

/** @typedef {ReturnType<typeof start>} Machine */
/** @typedef {Machine['single']} Lanes */

/** @param {ArrayBuffer} buffer @param {number} at */
export function text(buffer, at) {
	const bytes = new Uint8Array(buffer, at)
	return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)))
}

/** @param {string} name @param {string} json @returns {Description} */
function describe(name, json) {
	const { kinks = '', predicted = '', observed = 'y (-inf, inf)', ...about } = JSON.parse(json)
	const [labels, targets] = LABELS[/** @type {keyof typeof LABELS} */ (about.variable)]
	return freeze({
		labels,
		targets,
		domain: '(-inf, inf)',
		...named(camel(name), about, about.shape === 'element' ? OF_ELEMENTS : FRAMEWORKS),
		kinks: kinks.split(', ').filter(Boolean),
		predicted: fields(predicted),
		observed: fields(observed),
	})
}

/**
 * A description with its loss's names: here, in English, as an alias, in other frameworks.
 *
 * @param {string} id
 * @param {any} about
 * @param {Record<string, import('./conventions.js').Equal['options']>} general what a framework does in all of its losses
 */
export function named(id, { aliases = '', equal = '', ...about }, general) {
	const same = equals(equal, general)
	const words = [...aliases.split(' ').filter(Boolean), ...same.flatMap(alias)]
	return {
		id,
		name: about.names.en,
		...about,
		aliases: [...new Set(words)].filter((word) => word !== id),
		equals: same,
	}
}

/** The name of a loss elsewhere, without its place in the framework; a call is no name. @param {{ name: string }} equal */
const alias = ({ name }) => (name.includes('(') ? [] : [name.slice(name.lastIndexOf('.') + 1)])

/** @template T @param {T} value @returns {T} frozen to its leaves */
export function freeze(value) {
	if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze)
	return value
}

/** @param {string} list `mean (-inf, inf); variance (0, inf)` @returns {Field[]} */
const fields = (list) =>
	list
		.split('; ')
		.filter(Boolean)
		.map((field) => ({ name: field.slice(0, field.indexOf(' ')), range: field.slice(field.indexOf(' ') + 1) }))

/**
 * The two sums under way (losses and weights), which a stream takes with it between pushes.
 *
 * @param {Record<string, (...numbers: number[]) => number>} wasm
 * @param {ArrayBuffer} buffer
 * @param {number[]} address of the first sum, its exact part, its counters, and the second sum
 */
function sums(wasm, buffer, [first, exact, counters, second]) {
	const size = second - first
	const both = new Uint8Array(buffer, first, 2 * size)
	/** @param {number} which */
	const parts = (which) => ({
		terms: new Float64Array(buffer, first + which * size, BLOCK),
		limbs: new BigInt64Array(buffer, exact + which * size, 68),
		special: new Float64Array(buffer, exact + which * size + 544, 1),
		counters: new Int32Array(buffer, exact + which * size + 552, 2),
		waiting: new Int32Array(buffer, counters + which * size, 1),
	})
	return {
		clear: wasm.clear,
		finish: wasm.finish,
		merge: wasm.merge,
		save: () => both.slice(),
		/** @param {Uint8Array} saved */
		restore: (saved) => both.set(saved),
		/** What a sum holds, as JSON: the exact part as an integer in units of 2^-1074, and the terms in wait. @param {number} which */
		read(which) {
			const { terms, limbs, special, counters, waiting } = parts(which)
			const exactly = counters[1] ? limbs.reduceRight((sum, limb) => (sum << 32n) + limb, 0n) : 0n
			return {
				sum: exactly.toString(16),
				special: String(counters[1] ? special[0] : 0),
				terms: Array.from(terms.subarray(0, waiting[0]), String),
			}
		},
		/** Add what was read elsewhere. @param {number} which @param {{ sum: string, special: string, terms: string[] }} record */
		add(which, record) {
			const other = parts(2)
			let rest = BigInt(record.sum.replace(/^-?/, '0x')) * (record.sum[0] === '-' ? -1n : 1n)
			for (let k = 0; k < 67; k++, rest >>= 32n) other.limbs[k] = rest & 0xffffffffn
			other.limbs[67] = rest
			other.special[0] = Number(record.special)
			other.counters.set([0, 1])
			other.terms.set(record.terms.map(Number))
			other.waiting[0] = record.terms.length
			wasm.merge(which)
		},
	}
}

/** Compile, and say what stands in the way. @param {WebAssembly.Module | BufferSource} source */
export function compile(source) {
	try {
		return source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source)
	} catch (error) {
		if (error instanceof WebAssembly.CompileError && /content security policy|unsafe-eval/i.test(error.message))
			throw new LossError(
				'module',
				'losslab',
				"this page's Content-Security-Policy needs script-src 'wasm-unsafe-eval'",
			)
		throw error
	}
}
