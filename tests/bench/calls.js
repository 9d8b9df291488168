// What a call of few numbers costs through the public interface: node tests/bench/calls.js [N]
// All losses by turns, so that no place in the code knows one loss alone; the least of many samples, in nanoseconds a call.
import { losses } from '../../dist/lib/index.js'
import { cases, data } from './cases.js'

const n = Number(process.argv[2] ?? 10)
const SAMPLES = 300
const CALLS = 300

/** Ways to call, each after the other, as programs do. @type {Record<string, (set: any, out: any, weights: any) => (loss: any, y: any, z: any) => unknown>} */
const WAYS = {
	value: (set) => (loss, y, z) => loss(y, z, set),
	'value, a new object of options': (set) =>
		set
			? (loss, y, z) => loss(y, z, { classes: n, reduction: 'sum' })
			: (loss, y, z) => loss(y, z, { reduction: 'sum' }),
	'value, weighted': (set, out, weights) => {
		const options = { ...set, weights }
		return (loss, y, z) => loss(y, z, options)
	},
	'value and gradient': (set) => (loss, y, z) => loss.valueAndGradient(y, z, set),
	'value and gradient, to out': (set, out) => {
		const options = { ...set, out }
		return (loss, y, z) => loss.valueAndGradient(y, z, options)
	},
}

const tasks = cases({ size: [String(n)], order: ['value'] })
	.filter(({ classes }) => classes === 1 || classes === n)
	.map((task) => {
		const { yTrue, yPred } = data(task)
		const set = task.classes > 1 ? { classes: n } : undefined
		const given = [set, yPred.slice(), new Float32Array(n / task.classes).fill(1)]
		return { loss: losses[task.loss], yTrue, yPred, given }
	})

/** @param {(loss: any, y: any, z: any) => unknown} call @param {typeof tasks[0]} task */
function time(call, { loss, yTrue, yPred }) {
	const start = process.hrtime.bigint()
	for (let i = 0; i < CALLS; i++) call(loss, yTrue, yPred)
	return Number(process.hrtime.bigint() - start) / CALLS
}

console.log(`| n = ${n} | ${tasks.map(({ loss }) => loss.id).join(' | ')} |\n|${' --- |'.repeat(tasks.length + 1)}`)
for (const [name, way] of Object.entries(WAYS)) {
	const calls = tasks.map(({ given: [set, out, weights] }) => way(set, out, weights))
	const least = tasks.map(() => Infinity)
	for (let sample = 0; sample < SAMPLES; sample++)
		tasks.forEach((task, k) => (least[k] = Math.min(least[k], time(calls[k], task))))
	console.log(`| ${name} | ${least.map(Math.round).join(' | ')} |`)
}
