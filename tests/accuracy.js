// The accuracy that npm run accuracy found (accuracy/functions.json, accuracy/errors.json) still holds, on a sample: the
// elementary functions against MPFR, the losses' worst points again, floats against the kernels in double, means.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { measure, PRECISIONS } from './accuracy/functions.js'
import { BEYOND, GOAL } from './accuracy/goals.js'
import { kinds, mean } from './accuracy/means.js'
import { compute, PARTS } from './accuracy/measure.js'
import { EVERY, sweeps } from './accuracy/sweeps.js'
import { read } from './accuracy/table.js'
import { ulps } from './help/samples.js'
import { suite } from './help/uvu.js'
import { open } from '../web/lib/module.js'

/** @typedef {import('./accuracy/table.js').Found} Found */
/** @typedef {import('./accuracy/measure.js').Peak} Peak */

const machine = open(readFileSync(new URL('../dist/lib/losslab.wasm', import.meta.url)))
/** @type {Record<string, Found>} */
const record = read(readFileSync(new URL('accuracy/errors.json', import.meta.url), 'utf8'))

/** `want` comes rounded to double. */
const ROUNDED = 0.51

/** How far a result is off at a point of the record. @param {string} name @param {Peak} peak @param {number} part @param {boolean} single */
function again(name, { y, z, setting, want, cell }, part, single) {
	const loss = machine.describe(name)
	const classes = loss.shape === 'row' ? z.length : 1
	const points = { samples: 1, classes, yTrue: Float64Array.from(y), yPred: Float64Array.from(z) }
	return ulps(compute(machine, name, setting, points, single)[part][cell], want, single)
}

/** Infinity stands for 2^128, so that overflow may come neither early nor late. @param {number} x */
const clamped = (x) => Math.sign(x) * Math.min(Math.abs(x), 2 ** 128)

/** The largest error of a sweep in each part, in units in the last place. @param {string} name @param {ReturnType<typeof sweeps>[number]} sweep */
function largest(name, { target, low, high, parameters }) {
	const most = [0, 0, 0]
	const word = new DataView(new ArrayBuffer(4))
	const { single, double } = machine
	let n = 0
	const flush = () => {
		double.y.fill(target)
		single.y.fill(target)
		const x = single.z.slice(0, n)
		single.kernels[name](2, n, 1)
		const got = [single.v, single.g, single.h].map((part) => part.slice(0, n))
		double.z.set(x)
		double.y.fill(target)
		double.kernels[name](2, n, 1)
		;[double.v, double.g, double.h].forEach((want, part) => {
			for (let i = 0; i < n; i++) most[part] = Math.max(most[part], ulps(clamped(got[part][i]), clamped(want[i]), true))
		})
		n = 0
	}
	const floats = []
	for (let bits = 0; bits < 2 ** 32; bits += EVERY.sample) {
		word.setUint32(0, bits)
		const x = word.getFloat32(0)
		if (x >= low && x <= high) floats.push(x)
	}
	machine.parameters.fill(0)
	machine.parameters.set(parameters)
	for (let at = 0; at < floats.length; at += 2048) {
		n = Math.min(2048, floats.length - at)
		single.z.set(floats.slice(at, at + n))
		flush()
	}
	return most
}

const test = suite('accuracy')

const measured = machine.names().filter((name) => machine.describe(name).id in record)

test('the record is of losses there are, in their order', () => {
	assert.equal(
		Object.keys(record),
		measured.map((name) => machine.describe(name).id),
	)
})

for (const name of measured) {
	const { id } = machine.describe(name)
	test(`${id}: errors within the goals`, () => {
		for (const precision of /** @type {const} */ (['single', 'double']))
			for (const part of [0, 1]) {
				const error = Math.max(
					record[id][precision].best[part][0]?.error ?? 0,
					(precision === 'single' && record[id].every?.worst[part].error) || 0,
				)
				const goal = BEYOND[id]?.[PARTS[part]] ?? GOAL
				assert.ok(error <= goal, `${PARTS[part]} in ${precision}: ${error} ulp, goal ${goal}`)
			}
	})
	test(`${id}: the worst points`, () => {
		for (const single of [true, false])
			record[id][single ? 'single' : 'double'].best.forEach((peaks, part) => {
				for (const peak of peaks) {
					const error = again(name, peak, part, single)
					assert.ok(
						error <= peak.plain + ROUNDED,
						`${PARTS[part]} in ${single ? 'single' : 'double'} at y = ${peak.y}, z = ${peak.z} ${JSON.stringify(peak.setting)}: ${error} ulp, was ${peak.plain}`,
					)
				}
			})
	})
	if (record[id].every)
		test(`${id}: floats against double`, () => {
			for (const sweep of sweeps(machine, name))
				largest(name, sweep).forEach((error, part) => {
					const bound = record[id].every?.worst[part].plain ?? 0
					assert.ok(
						error <= bound + 1e-3,
						`${PARTS[part]} ${JSON.stringify(sweep.setting)}: ${error} ulp, was ${bound}`,
					)
				})
		})
}

/** @type {import('./accuracy/functions.js').Row[]} */
const functions = JSON.parse(readFileSync(new URL('accuracy/functions.json', import.meta.url), 'utf8'))

for (const precision of PRECISIONS)
	test(`the elementary functions in ${precision} bits`, async () => {
		const found = await measure(precision, 'sample')
		assert.equal(
			functions.filter((row) => row.precision === precision).map(({ name, goal }) => [name, goal]),
			found.map(({ name, goal }) => [name, goal]),
		)
		for (const { name, ulp, goal, value } of found) {
			const known = functions.find((row) => row.name === name && row.precision === precision)
			assert.ok(Number(ulp) <= Number(known?.ulp), `${name} at ${value}: ${ulp} ulp, was ${known?.ulp}`)
			assert.ok(Number(known?.ulp) <= goal, `${name}: ${known?.ulp} ulp, goal ${goal}`)
		}
	})

for (const kind of kinds)
	test(`means of terms ${kind}`, () => {
		for (const exact of [false, true]) {
			const { got, want } = mean(kind, 200_001, exact)
			assert.is(got, want)
		}
	})

test.run()
