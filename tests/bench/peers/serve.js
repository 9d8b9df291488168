// What every peer speaks, line by line on its standard streams:
//   (at once)                                          ->  what it is, with its version
//   prepare LOSS ORDER BITS N CLASSES SCORES TARGETS   ->  ready VALUE, after a warm-up | none REASON
//   run                                                ->  nanoseconds a call, over at least 10 ms
// A peer is a process of its own. Python and C speak the same.
import { createInterface } from 'node:readline'

/** Milliseconds of the clock, or of this process on a processor (BENCH_CLOCK=cpu), for a machine that others use, too. */
const now =
	process.env.BENCH_CLOCK === 'cpu'
		? () => {
				const { user, system } = process.cpuUsage()
				return (user + system) / 1000
			}
		: () => performance.now()
const WARM = 300
const SAMPLE = 10

/**
 * @param {string} name with its version
 * @param {(task: import('../cases.js').Case) => (() => number) | string} prepare a call of the loss, or why there is none
 */
export async function serve(name, prepare) {
	console.log(name)
	let call = () => 0
	let calls = 1

	/** Milliseconds of so many calls. */
	const time = () => {
		const start = now()
		for (let i = 0; i < calls; i++) call()
		return now() - start
	}

	/** Until the engine's compilers have done their work; the number of calls grows on the way. */
	const warm = () => {
		calls = 1
		const end = now() + WARM
		for (let took = 0; now() < end || took < SAMPLE;) {
			took = time()
			if (took < SAMPLE) calls = Math.ceil(calls * Math.min(2, (1.2 * SAMPLE) / took))
		}
	}

	for await (const line of createInterface({ input: process.stdin })) {
		const [word, loss, order, bits, n, classes, scores, targets] = line.split(' ')
		if (word === 'run') console.log(String((time() * 1e6) / calls))
		else {
			try {
				const task = { loss, order, bits: Number(bits), n: Number(n), classes: Number(classes), scores, targets }
				const made = await prepare(/** @type {any} */ (task))
				if (typeof made === 'string') throw new Error(made)
				call = made
				const value = call()
				warm()
				console.log(`ready ${value}`)
			} catch (error) {
				console.log(`none ${String(error instanceof Error ? error.message : error).split('\n')[0]}`)
			}
		}
	}
}
