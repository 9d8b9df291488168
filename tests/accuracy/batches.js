// Measures every loss of batches: value, gradient and second derivatives, in both precisions, against arithmetic of 160 digits.
//   node tests/accuracy/batches.js [full | sample] [loss ...]
// What full finds goes into batches.json, and the table of it into batches.md: a quarter of an hour. Points that were far worse before
// stay in the record as `mended`. sample writes nothing. The other modes of losses.js count as full, but for floats.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { losses } from '../../dist/lib/batch.js'
import { interval } from '../../web/lib/interval.js'
import { batch } from '../help/batches.js'
import { random, settingsOf } from '../help/samples.js'
import { GOAL } from './goals.js'
import { read, table } from './table.js'

/** @typedef {import('./measure.js').Peak} Peak */
/** @typedef {{ inputs: any[], options: Record<string, any> }} Call */
/** A point of the record: what was computed of a cell, what should have been. @typedef {Call & { error: number, want: number, got: number, cell: number }} Place */

const here = new URL('./', import.meta.url).pathname
const record = `${here}batches.json`
const SMALL = {
	samples: 4,
	features: 2,
	classes: 3,
	frames: 3,
	positions: 1,
	outputs: 2,
	images: 1,
	pixels: 4,
	cells: 3,
	centers: 2,
}
const KEPT = 2

/** The numbers of a nested array, in their order. @param {any} x @returns {number[]} */
export const flat = (x) =>
	ArrayBuffer.isView(x)
		? Array.from(/** @type {any} */ (x))
		: typeof x === 'number'
			? [x]
			: Object.values(x).flatMap(flat)

/** @param {any} x @param {(x: number, i: number) => number} change @param {{ at: number }} [count] @returns {any} */
const mapped = (x, change, count = { at: 0 }) =>
	Array.isArray(x) ? x.map((part) => mapped(part, change, count)) : change(x, count.at++)

/** The inputs that a call states, in their order. @param {any} loss */
const stated = (loss) => loss.inputs.filter((/** @type {any} */ { option }) => option === undefined)

/**
 * A batch with digits down to the last place: as it comes, of one other size, of many sizes, close to the input before, with one
 * number far from the others.
 *
 * @param {any} loss @param {number} seed @param {boolean} single
 */
function points(loss, seed, single) {
	const next = random(seed)
	const { call } = batch(loss, { seed, sizes: SMALL })
	const way = Math.floor(5 * next())
	const size = 2 ** Math.floor(24 * next() - 12)
	const closeness = 2 ** -Math.floor(30 * next())
	const round = single ? Math.fround : (/** @type {number} */ x) => x
	const blanks = loss.inputs.some((/** @type {any} */ { name }) => name === 'blank')
	stated(loss).forEach((/** @type {any} */ { kind, range }, /** @type {number} */ i) => {
		if (kind === 'index' && blanks) call[i] = mapped(call[i], (label) => Math.max(label, 1))
		if (kind === 'given' && loss.family === 'ranking')
			call[i] = mapped(call[i], (grade) => Math.round(Math.abs(2 * grade)))
		if (kind !== 'variable' && !(kind === 'given' && loss.family !== 'ranking')) return
		const before = i && stated(loss)[i - 1].kind !== 'index' ? flat(call[i - 1]) : []
		const numbers = flat(call[i])
		const lone = Math.floor(numbers.length * next())
		const near =
			before.length === numbers.length
				? before
				: numbers.map((_, k) => numbers[k % Math.max(1, Math.ceil(numbers.length / 4))])
		call[i] = mapped(call[i], (x, k) => {
			const fine = x * (1 + 2 ** -20 * next())
			const to = round(
				[
					fine,
					fine * size,
					fine * 2 ** Math.floor(16 * next() - 8),
					near[k] + closeness * fine,
					k === lone ? fine * 32 : fine,
				][way],
			)
			return interval(range).includes(to) ? to : x
		})
	})
	return call
}

/** What a loss makes of a call: value, gradient, second derivatives. @param {any} loss @param {Call} call @param {boolean} single */
export function compute(loss, { inputs, options }, single) {
	const given = single ? arrays(loss, inputs, options) : { call: inputs, options }
	const results = [
		[loss(...given.call, given.options)],
		flat(loss.gradient(...given.call, given.options)),
		flat(loss.hessian(...given.call, given.options)),
	]
	return single ? results.map((part) => part.map(Math.fround)) : results
}

/** Single precision: variables as Float32Arrays, flat, with the width of a row. @param {any} loss @param {any[]} inputs @param {Record<string, any>} options */
function arrays(loss, inputs, options) {
	/** @type {Record<string, any>} */
	const widths = {}
	const call = stated(loss).map((/** @type {any} */ { kind, dimensions }, /** @type {number} */ i) => {
		if (kind !== 'variable') return inputs[i]
		let part = inputs[i]
		for (const name of dimensions.slice(1)) widths[name] = (part = part[0]).length
		return Float32Array.from(flat(inputs[i]))
	})
	return { call, options: { ...options, ...widths } }
}

/** How far a result is off at a point, in units in the last place of the largest of the results. @param {number[]} results @param {Place} place @param {boolean} single */
export function off(results, { cell, want, got }, single) {
	const largest = Math.max(...results.map(Math.abs).filter(Number.isFinite), 2 ** (single ? -126 : -1022))
	const unit = 2 ** (Math.floor(Math.log2(largest)) - (single ? 23 : 52))
	return { now: Math.abs(results[cell] - want) / unit, before: Math.abs(got - want) / unit }
}

/** Points of an earlier record at which a form was mended since. @param {any} loss @param {any} before */
function mended(loss, before) {
	/** @type {(Place & { part: number })[]} */
	const points = before.double.best.flatMap((/** @type {Place[]} */ places, /** @type {number} */ part) =>
		places.map((place) => ({ part, ...place })),
	)
	const found = points
		.filter(({ error }) => error > GOAL)
		.map((place) => ({ place, at: compute(loss, place, false)[place.part] }))
	return [
		...(before.mended ?? []),
		...found
			.filter(({ place, at }) => 4 * off(at, place, false).now < off(at, place, false).before)
			.map(({ place, at }) => ({ ...place, got: at[place.cell] })),
	]
}

/** A process that judges lines. */
function oracle() {
	const child = spawn('python3', [`${here}batches.py`], { stdio: ['pipe', 'pipe', 'inherit'] })
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
	return {
		/** @param {any} question @returns {Promise<any>} */
		async judge(question) {
			child.stdin.write(`${JSON.stringify(question)}\n`)
			const { value } = await lines.next()
			return JSON.parse(value, (_, x) => (x === 'Infinity' ? Number.POSITIVE_INFINITY : x))
		},
		close: () => child.stdin.end(),
	}
}

/**
 * The largest errors of a loss, for value, gradient and second derivative.
 *
 * @param {ReturnType<typeof oracle>} judge @param {any} loss @param {{ size: number, single: boolean }} options points a setting
 */
async function peaks(judge, loss, { size, single }) {
	/** @type {any[][]} */
	const best = [[], [], []]
	const plain = [0, 0, 0]
	let [all, unknown] = [0, 0]
	for (const [which, setting] of settingsOf(loss).entries())
		for (let i = 0; i < size; i++) {
			const call = { inputs: points(loss, 1000 * which + i + 1, single), options: setting }
			let results
			try {
				results = compute(loss, call, single)
			} catch (error) {
				if (/** @type {any} */ (error).name !== 'LossError') throw error
				continue
			}
			const variables = stated(loss).map((/** @type {any} */ { kind }) => kind === 'variable')
			const real = call.inputs.map((x, k) => (variables[k] || stated(loss)[k].kind === 'given' ? mapped(x, Number) : x))
			const answer = await judge.judge({
				loss: loss.id,
				inputs: real,
				variables,
				options: setting,
				turn: i,
				single,
				results: results.map((part) => part.map(finite)),
			})
			if (typeof answer === 'string') {
				unknown++
				continue
			}
			all++
			answer.forEach((/** @type {any} */ found, /** @type {number} */ part) => {
				plain[part] = Math.max(plain[part], found.plain)
				if (found.error < 0) return
				best[part].push({ ...found, ...call })
				best[part].sort((a, b) => b.error - a.error)
				best[part].length = Math.min(best[part].length, KEPT)
			})
		}
	return { best, plain, points: all, unknown }
}

/** JSON has no infinities. @param {number} x */
const finite = (x) => (Number.isFinite(x) ? x : null)

if (process.argv[1] === new URL(import.meta.url).pathname) {
	const [mode = 'sample', ...words] = process.argv.slice(2)
	const full = mode !== 'sample'
	if (mode === 'floats') process.exit()
	const all = Object.entries(losses).filter(([name, loss]) => loss.id === name)
	const waiting = all.filter(([id]) => !words.length || words.includes(id))
	/** @returns {Record<string, any>} */
	const recorded = () => (existsSync(record) ? read(readFileSync(record, 'utf8')) : {})
	await Promise.all(
		Array.from({ length: availableParallelism() }, async () => {
			const judge = oracle()
			for (let next; (next = waiting.shift());) {
				const [id, loss] = next
				const found = {
					double: await peaks(judge, loss, { size: full ? 6 : 3, single: false }),
					single: await peaks(judge, loss, { size: full ? 2 : 1, single: true }),
				}
				console.log(
					`${id.padEnd(28)} ${table.line(found)} (${found.double.points} points, ${found.double.unknown} unknown)`,
				)
				if (!full) continue
				const before = recorded()[id]
				const known = { ...recorded(), [id]: { ...found, ...(before && { mended: mended(loss, before) }) } }
				const now = Object.fromEntries(all.filter(([id]) => known[id]).map(([id]) => [id, known[id]]))
				writeFileSync(record, table.json(now))
				writeFileSync(`${here}batches.md`, table.page(now))
			}
			judge.close()
		}),
	)
}
