// A native build of the same C gives the same bits as the wasm: value, gradient and Hessian, on a hundred thousand points a loss
// and precision.
import { readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { open } from '../web/lib/module.js'
import { checkOptions } from '../web/lib/options.js'
import { points } from './help/points.js'
import { random, settingsOf, widths } from './help/samples.js'
import { suite } from './help/uvu.js'
import { sameBits } from './native/bits.js'
import { buildAll, listed } from './native/build.js'

const BLOCK = 2048
/** Of all that a kernel computes, a hundred thousand numbers; then some of what its shorter loops do. */
const WHOLE = 51
const BLOCKS = WHOLE + 12
const CLASSES = [5, 1, 2, 7, 33, 300, 2048]

const machine = open(readFileSync(new URL('../dist/lib/losslab.wasm', import.meta.url)))
const names = machine.names()

/** Calls of a loss in one precision, computed by the wasm. @param {number} index @param {boolean} single @returns {import('./native/bits.js').Call[]} */
function calls(index, single) {
	const loss = machine.describe(names[index])
	const settings = settingsOf(loss)
	const lanes = single ? machine.single : machine.double
	const kernel = lanes.kernels[names[index]]
	const row = loss.shape === 'row'
	const next = random(index)
	return Array.from({ length: BLOCKS }, (_, i) => {
		const classes = CLASSES[i % CLASSES.length]
		const [inputs, truths] = widths(loss, classes)
		const samples = Math.floor((BLOCK - (i % 5)) / Math.max(inputs, truths)) || 1
		const order = i < WHOLE ? 2 : i % 2
		const labelled = Number(loss.indexed === true && order < 2 && i % 4 < 2)
		const weighted = Number(i % 3 === 2)
		const scale = i % 2 ? 1 / samples : 1
		const setting = settings[i % settings.length]
		const { yTrue, yPred } = points(loss, samples, { seed: i + 1, classes, single })
		const labels = Int32Array.from({ length: samples }, () => Math.floor(classes * next()))
		const weights = lanes.w.slice(0, samples).map(() => Math.floor(4 * next()) / 2)
		const { z, y, w, v, g, h } = lanes
		lanes.classes.fill(1)
		;(z.set(yPred), y.set(yTrue), w.set(weights), machine.labels.set(labels))
		machine.parameters.fill(0)
		machine.parameters.set(checkOptions(loss, setting))
		const given = [
			Int32Array.of(index, Number(!single), order, samples, inputs, truths, weighted, labelled),
			Float64Array.of(scale, ...machine.parameters),
			yPred,
			yTrue,
			weights,
			labels,
		]
		if (row) kernel(order, samples, inputs, scale, 0, 0, inputs, labelled)
		else kernel(order, samples, scale)
		machine.sums.clear(0, 0)
		lanes.append(0, samples, weighted)
		if (weighted) lanes.weigh((2 << order) - 1, samples, inputs)
		const sum = Float64Array.of(machine.sums.finish(0, 0))
		const got = [v.slice(0, samples), ...[g, h].slice(0, order).map((part) => part.slice(0, samples * inputs)), sum]
		const precision = single ? 'single' : 'double'
		return { given, got, what: `${precision}, ${inputs} a sample, ${JSON.stringify(setting)}` }
	})
}

const programs = await buildAll(listed(machine), { name: 'driver', main: 'tests/native/driver.c' })

const test = suite('native')

test('there is a compiler', () => assert.ok('clang-sse4.1' in programs, 'clang is missing'))

names.forEach((name, index) =>
	test(`${name}: the same bits`, () => {
		sameBits(programs, calls(index, false))
		if (name in machine.single.kernels) sameBits(programs, calls(index, true))
	}),
)

test.run()
