// The errors of the kernels against the oracle, in units in the last place of the exact results.
import { spawn } from 'node:child_process'
import { buffer, text } from 'node:stream/consumers'
import { checkOptions } from '../../web/lib/options.js'
import { defaults, settingsOf, widths } from '../help/samples.js'
import { around, elements, rows } from './points.js'

/** @typedef {import('../../web/lib/module.js').Machine} Machine */
/** @typedef {import('../../web/lib/module.js').Description} Description */
/** @typedef {import('./points.js').Points} Points */
/** @typedef {{ error: number, plain: number, want: number, got: number, cell: number, y: number[], z: number[], setting: Record<string, any> }} Peak */

const BLOCK = 2048
export const PARTS = /** @type {const} */ (['value', 'gradient', 'hessian'])

/** The body sees parameters in its own precision; rare losses run in double in any case. @param {Machine} machine @param {string} name @param {Record<string, any>} setting @param {boolean} single */
export function parametersOf(machine, name, setting, single) {
	const loss = machine.describe(name)
	const values = checkOptions(loss, setting)
	const rounds = single && name in machine.single.kernels && loss.shape !== 'row'
	return values.map((x, i) => (rounds && loss.parameters[i].name !== 'base' ? Math.fround(x) : x))
}

/**
 * What the kernel makes of points.
 *
 * @param {Machine} machine @param {string} name @param {Record<string, any>} setting @param {Points} points @param {boolean} [single]
 */
export function compute(machine, name, setting, { samples, classes, yTrue, yPred }, single = false) {
	const loss = machine.describe(name)
	const { z, y, v, g, h, kernels } = single && name in machine.single.kernels ? machine.single : machine.double
	const [inputs, truths] = widths(loss, classes)
	const results = [1, inputs, inputs].map((width) => new Float64Array(samples * width))
	const most = Math.floor(BLOCK / Math.max(inputs, truths))
	machine.single.classes.fill(1)
	machine.double.classes.fill(1)
	machine.parameters.fill(0)
	machine.parameters.set(parametersOf(machine, name, setting, single))
	for (let at = 0; at < samples; at += most) {
		const n = Math.min(most, samples - at)
		z.set(yPred.subarray(at * inputs, (at + n) * inputs))
		y.set(yTrue.subarray(at * truths, (at + n) * truths))
		if (loss.shape === 'row') kernels[name](2, n, inputs, 1, 0, 0, inputs)
		else kernels[name](2, n, 1)
		;[v, g, h].forEach((from, i) => {
			const width = i ? inputs : 1
			results[i].set(from.subarray(0, n * width), at * width)
		})
	}
	return single ? results.map((x) => Float64Array.from(x, Math.fround)) : results
}

/**
 * Errors of points, the same in terms of the inputs' own rounding, and the exact results: three numbers each a sample.
 *
 * @param {string} oracle the program @param {Machine} machine @param {string} name @param {Record<string, any>} setting @param {Points} points @param {boolean} single
 */
export async function compare(oracle, machine, name, setting, points, single) {
	const loss = machine.describe(name)
	const { samples, classes, yTrue, yPred } = points
	const [inputs, truths] = widths(loss, classes)
	const results = compute(machine, name, setting, points, single)
	const width = inputs + truths + 1 + 2 * inputs
	const given = new Float64Array(samples * width)
	for (let s = 0, at = 0; s < samples; s++)
		for (const [from, count] of /** @type {[Float64Array, number][]} */ ([
			[yPred, inputs],
			[yTrue, truths],
			[results[0], 1],
			[results[1], inputs],
			[results[2], inputs],
		])) {
			given.set(from.subarray(s * count, (s + 1) * count), at)
			at += count
		}
	const call = Int32Array.of(machine.names().indexOf(name), Number(single), samples, inputs, truths, classes)
	const parameters = new Float64Array(8)
	parameters.set(parametersOf(machine, name, setting, single))
	const input = Buffer.concat([call, parameters, given].map((x) => Buffer.from(x.buffer, x.byteOffset, x.byteLength)))
	const child = spawn(oracle)
	child.stdin.end(input)
	const [stdout, stderr] = await Promise.all([buffer(child.stdout), text(child.stderr)])
	const numbers = new Float64Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength))
	if (numbers.length !== 12 * samples) throw new Error(`${oracle}: ${name}: ${stderr}`)
	return { results, numbers }
}

/** The nearest finite float. @param {number} x */
const nearest = (x) => Math.max(-MOST, Math.min(MOST, Math.fround(x)))
const MOST = 2 ** 128 - 2 ** 104

/** Where values, gradients or second derivatives change their sign, to the last place. @param {Machine} machine @param {string} name @param {Record<string, any>} setting */
function zeros(machine, name, setting) {
	const loss = machine.describe(name)
	const target = loss.labels === 'pm1' ? 1 : loss.variable === 'residual' ? 0 : loss.targets.includes('(0') ? 1 : 0
	const at = (/** @type {Float64Array} */ yPred) =>
		compute(machine, name, setting, {
			samples: yPred.length,
			classes: 1,
			yTrue: new Float64Array(yPred.length).fill(target),
			yPred,
		})
	const grid = Float64Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100 + 0.0037)
	const found = []
	for (const part of [0, 1, 2]) {
		const all = at(grid)[part]
		for (let i = 1; i < grid.length; i++) {
			if (!(all[i - 1] * all[i] < 0)) continue
			let [low, high] = [grid[i - 1], grid[i]]
			for (let times = 0; times < 60; times++) {
				const middle = (low + high) / 2
				if (at(Float64Array.of(middle))[part][0] * all[i] > 0) high = middle
				else low = middle
			}
			found.push(low)
		}
	}
	return found.slice(0, 12)
}

/**
 * The largest errors of a loss, for value, gradient and second derivative.
 *
 * @param {string} oracle @param {Machine} machine @param {string} name
 * @param {{ size: number, single?: boolean, keep?: number }} options how many points, about; in which precision; how many peaks a part
 */
export async function peaks(oracle, machine, name, { size, single = false, keep = 8 }) {
	const loss = machine.describe(name)
	/** @type {Peak[][]} */
	const best = [[], [], []]
	const plain = [0, 0, 0]
	let points = 0
	let unknown = 0
	// a floor under the variance has the slope be another than the formula's
	const settings = settingsOf(loss).filter(({ varianceFloor = 0 }) => varianceFloor === 0)
	for (const [which, setting] of settings.entries()) {
		const parameters = { ...defaults(loss), ...setting }
		const near = loss.shape === 'element' ? zeros(machine, name, setting) : []
		const sets =
			loss.shape === 'element'
				? [elements(loss, parameters, size, which + 1, near)]
				: (loss.shape === 'row' ? [2, 3, 5] : [1]).map((classes) =>
						rows(loss, Math.ceil(size / 40), which + classes, classes),
					)
		for (const set of sets)
			for (let round = 0, now = set; round < 3; round++) {
				const top = await judge(setting, now)
				if (!top.length) break
				now = around(loss, now, top, Math.ceil(now.samples / 4 / top.length), round + 1)
			}
	}
	return { best, plain, points, unknown }

	/** Keep what is worst, and name the worst samples. @param {Record<string, any>} setting @param {Points} set */
	async function judge(setting, set) {
		if (single) for (const numbers of [set.yTrue, set.yPred]) numbers.forEach((x, i) => (numbers[i] = nearest(x)))
		const [inputs, truths] = widths(loss, set.classes)
		const { results, numbers } = await compare(oracle, machine, name, setting, set, single)
		points += set.samples
		const top = new Set()
		for (const part of [0, 1, 2]) {
			const errors = Array.from({ length: set.samples }, (_, s) => numbers[12 * s + 3 + part])
			for (let s = 0; s < set.samples; s++) plain[part] = Math.max(plain[part], numbers[12 * s + part])
			if (part === 0) unknown += errors.filter((e) => e < 0).length
			const order = errors.map((_, s) => s).filter((s) => errors[s] >= 0)
			order.sort((a, b) => errors[b] - errors[a])
			for (const s of order.slice(0, keep)) {
				top.add(s)
				const cell = part ? s * inputs + numbers[12 * s + 9 + part] : s
				best[part].push({
					error: errors[s],
					plain: numbers[12 * s + part],
					want: numbers[12 * s + 6 + part],
					got: results[part][cell],
					cell: numbers[12 * s + 9 + part],
					y: Array.from(set.yTrue.subarray(s * truths, (s + 1) * truths)),
					z: Array.from(set.yPred.subarray(s * inputs, (s + 1) * inputs)),
					setting,
				})
			}
			best[part].sort((a, b) => b.error - a.error)
			best[part].length = Math.min(best[part].length, keep)
		}
		return [...top]
	}
}
