// The one summation, bit for bit, against an oracle: blocks of 2048 in their documented order, and blocks added exactly.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { negativeLogLikelihood } from '../dist/lib/index.js'
import { open } from '../web/lib/module.js'
import { random } from './help/samples.js'
import { suite } from './help/uvu.js'

const BLOCK = 2048
/** With an order: a kernel sums up the groups of its values (c/kernel.h). */
const SUMMED = 4
const machine = open(readFileSync(new URL('../dist/lib/losslab.wasm', import.meta.url)))
const test = suite('sums')

/** A double as an integer in units of 2^-1074. @param {number} x */
function integer(x) {
	const view = new DataView(new ArrayBuffer(8))
	view.setFloat64(0, x)
	const bits = view.getBigUint64(0)
	const [scale, fraction] = [(bits >> 52n) & 2047n, bits & 0xfffffffffffffn]
	const size = scale ? (fraction | (1n << 52n)) << (scale - 1n) : fraction
	return bits >> 63n ? -size : size
}

/** The nearest double, ties to even. @param {bigint} n in units of 2^-1074 */
function rounded(n) {
	const size = n < 0n ? -n : n
	const drop = size.toString(2).length - 53
	let lead = size
	if (drop > 0) {
		const [cut, half] = [BigInt(drop), 1n << BigInt(drop - 1)]
		const rest = size & ((1n << cut) - 1n)
		lead = size >> cut
		if (rest > half || (rest === half && lead & 1n)) lead++
	}
	return (n < 0n ? -1 : 1) * Number(lead) * 2 ** (Math.max(drop, 0) - 1074)
}

/** @param {number[]} terms */
const exactly = (terms) => terms.reduce((sum, term) => sum + integer(term), 0n)

/** A block: eight lanes, sixteen terms a lane, then a binary tree over the groups of 128 and over the lanes. @param {number[]} terms */
function block(terms) {
	const groups = []
	for (let from = 0; from < terms.length; from += 128) {
		const lanes = Array(8).fill(0)
		for (let i = from; i < Math.min(from + 128, terms.length); i++) lanes[i & 7] += terms[i]
		groups.push(lanes)
	}
	for (let step = 1; step < groups.length; step *= 2)
		for (let k = 0; k + step < groups.length; k += 2 * step)
			groups[k] = groups[k].map((x, lane) => x + groups[k + step][lane])
	const [s] = groups
	return s[0] + s[4] + (s[2] + s[6]) + (s[1] + s[5] + (s[3] + s[7]))
}

/** The sum of a call. @param {number[]} terms */
function expected(terms) {
	let sum = 0n
	for (let from = 0; from < terms.length; from += BLOCK) {
		const part = terms.slice(from, from + BLOCK)
		const whole = block(part)
		if (terms.length < BLOCK && Number.isFinite(whole)) return whole
		sum += Number.isFinite(whole) ? integer(whole) : exactly(part)
	}
	return rounded(sum)
}

/** What the module makes of terms. @param {number[]} terms @param {boolean} [exact] */
function summed(terms, exact = false) {
	const { double, sums } = machine
	sums.clear(0, Number(exact))
	for (let from = 0; from < terms.length; from += BLOCK) {
		const part = terms.slice(from, from + BLOCK)
		double.v.set(part)
		double.append(0, part.length, 0)
	}
	return sums.finish(0, 0)
}

const next = random(1)
const sign = () => (next() < 0.5 ? -1 : 1)
/** @type {Record<string, () => number>} */
const kinds = {
	'between 0 and 1': next,
	'of both signs': () => sign() * next(),
	'of all sizes': () => sign() * next() * 2 ** Math.floor(600 * next() - 300),
	'tiny, subnormal too': () => sign() * Math.floor(2 ** 20 * next()) * 2 ** -1074,
	huge: () => sign() * (1 + next()) * 2 ** 1023,
	'whole numbers that cancel': () => sign() * Math.floor(8 * next()) * 2 ** (next() < 0.1 ? 60 : 0),
}
const lengths = [1, 2, 3, 7, 8, 9, 15, 16, 127, 128, 129, 137, 300, 1000, 2047, 2048, 2049, 4096, 5000, 10_000]

for (const [kind, make] of Object.entries(kinds))
	test(`terms ${kind}`, () => {
		for (const n of lengths) {
			const terms = Array.from({ length: n }, make)
			assert.is(summed(terms), expected(terms) + 0, `${n} terms`)
			assert.is(summed(terms, true), rounded(exactly(terms)) + 0, `${n} terms, exactly`)
		}
	})

/** The sum of terms by exact streams: in any order, cut anywhere, merged in any order, some of them from JSON. @param {number[]} terms */
function streamed(terms) {
	const shuffled = (/** @type {any[]} */ list) => {
		const to = [...list]
		for (let i = to.length - 1; i > 0; i--) {
			const k = Math.floor((i + 1) * next())
			;[to[i], to[k]] = [to[k], to[i]]
		}
		return to
	}
	const stream = () => negativeLogLikelihood.stream({ reduction: 'sum', classes: 1, exact: true })
	const streams = Array.from({ length: 4 }, stream)
	const order = shuffled(terms)
	while (order.length) {
		const piece = order.splice(0, 1 + Math.floor(3000 * next() ** 3)).map((x) => -x)
		streams[Math.floor(4 * next())].push(new Uint8Array(piece.length), Float64Array.from(piece))
	}
	const all = stream()
	for (const one of shuffled(streams)) all.merge(next() < 0.5 ? one : JSON.parse(JSON.stringify(one)))
	return all.value()
}

for (const [kind, make] of Object.entries(kinds))
	test(`an exact stream of terms ${kind}: any order, any cut`, () => {
		for (const n of [1, 5, 300, 2048, 9000]) {
			const terms = Array.from({ length: n }, make)
			const want = rounded(exactly(terms)) + 0
			for (let times = 0; times < 4; times++) assert.is(streamed(terms), want, `${n} terms`)
		}
	})

test('an exact stream of what is not finite', () => {
	for (const [some, want] of /** @type {[number[], number][]} */ ([
		[[Infinity], Infinity],
		[[-Infinity, -Infinity], -Infinity],
		[[Infinity, -Infinity], NaN],
		[[NaN, Infinity], NaN],
	])) {
		const terms = [...some, ...Array.from({ length: 3000 }, kinds.huge)]
		for (let times = 0; times < 4; times++) assert.ok(Object.is(streamed(terms), want), String(some))
	}
})

test('halves are rounded to even, and a bit far below decides', () => {
	for (const [terms, want] of /** @type {[number[], number][]} */ ([
		[[1, 2 ** -53], 1],
		[[1 + 2 ** -52, 2 ** -53], 1 + 2 ** -51],
		[[1, 2 ** -53, 2 ** -200], 1 + 2 ** -52],
		[[1, 2 ** -53, 2 ** -1074], 1 + 2 ** -52],
		[[1, 2 ** -53, -(2 ** -1074)], 1],
		[[2 ** 1000, 2 ** 947, 2 ** 900], 2 ** 1000 + 2 ** 948],
		[[-1, -(2 ** -53), -(2 ** -90)], -1 - 2 ** -52],
		[[2 ** 1023, 2 ** 1023, -(2 ** 1023)], 2 ** 1023],
		[[2 ** 1023, 2 ** 1023], Infinity],
		[[1e308, 1e-308, -1e308], 1e-308],
		[[2 ** -1074, 2 ** -1074], 2 ** -1073],
		[[2 ** -1022, -(2 ** -1074)], 2 ** -1022 - 2 ** -1074],
	]))
		assert.is(summed(terms, true), want, String(terms))
})

test('what is not finite stays so', () => {
	for (const exact of [false, true])
		for (const n of [3, 2048, 5000])
			for (const [one, other, want] of [
				[Infinity, 1, Infinity],
				[-Infinity, 1, -Infinity],
				[Infinity, -Infinity, NaN],
				[NaN, 1, NaN],
				[NaN, Infinity, NaN],
			]) {
				const terms = Array(n).fill(1)
				terms[1] = one
				terms[n - 1] = other
				assert.ok(Object.is(summed(terms, exact), want), `${one} and ${other} among ${n}`)
			}
	assert.is(summed([1, 2]), 3, 'and the next sum is one of its own')
	assert.is(summed([1, 2], true), 3)
})

test('a whole block is summed up anew, whatever loop ran before', () => {
	const { single, sums } = machine
	const next = random(7)
	for (const lanes of [single, machine.double])
		for (const before of [131, BLOCK, 0]) {
			lanes.kernels.huber(SUMMED, before, 1)
			if (before) lanes.append(0, before, 0)
			sums.clear(0, 0)
			for (let i = 0; i < BLOCK; i++) lanes.v[i] = next()
			const want = block(Array.from(lanes.v.subarray(0, BLOCK)))
			lanes.append(0, BLOCK, 0)
			assert.is(sums.finish(0, 0), want)
		}
})

test.run()
