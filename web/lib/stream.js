import { check } from './check.js'
import { settled } from './conventions.js'
import { LossError, show } from './errors.js'
import { checkOptions } from './options.js'
import { BLOCK } from './module.js'
import { addWeights, LOSSES, mean, settle, weightSum } from './reduce.js'
import { run, UNDER_WAY } from './run.js'

/**
 * @typedef {import('./module.js').Machine} Machine
 * @typedef {import('./loss.js').Known} Known
 *
 * @typedef {object} StreamRecord what `toJSON` gives and `merge` takes, in any process
 * @property {string} loss
 * @property {Record<string, unknown>} options
 * @property {number} count
 * @property {number} ignored
 * @property {number} unweighted
 * @property {{ sum: string, special: string, terms: string[] }} losses
 * @property {{ sum: string, special: string, terms: string[] }} weights
 */

/** Options as a text, in whatever order they were named. @param {Record<string, unknown>} options */
const text = (options) => JSON.stringify(Object.fromEntries(Object.entries(options).sort()))

/** @param {any} record */
const isRecord = (record) =>
	typeof record?.loss === 'string' &&
	typeof record.options === 'object' &&
	[record.count, record.ignored, record.unweighted].every(Number.isInteger) &&
	[record.losses, record.weights].every(isSum)

/** @param {any} sum */
const isSum = (sum) =>
	/^-?[0-9a-f]+$/.test(sum?.sum) &&
	isNumber(sum.special) &&
	Array.isArray(sum.terms) &&
	sum.terms.length < BLOCK &&
	sum.terms.every(isNumber)

/** @param {any} text */
const isNumber = (text) => text === 'NaN' || (typeof text === 'string' && !Number.isNaN(Number(text)))

/**
 * A loss of data that comes in pieces. Pieces of any size give the same bits as one call; so do streams that are cut at
 * multiples of 2048 samples and merged, and with `exact: true` streams of any cut and order.
 *
 * @param {Machine} machine
 * @param {Known} loss
 * @param {Record<string, any>} given options as for a call, without reduction none, weights and out; `exact`
 */
export function createStream(machine, loss, given) {
	const options = settled(loss, given)
	for (const name of ['weights', 'out'])
		if (options?.[name] !== undefined)
			throw new LossError(
				'stream',
				loss.id,
				`a stream takes no option ${show(name)}${name === 'weights' ? '; give weights to push' : ''}`,
				{ option: name },
			)
	checkOptions(loss, options, ['exact'])
	if (options.reduction === 'none')
		throw new LossError('stream', loss.id, 'a stream has no reduction "none"', { option: 'reduction' })
	const { exact = false, ...common } = given
	const each = Number(Boolean(exact))
	let count = 0
	let ignored = 0
	let unweighted = 0
	/** @type {Uint8Array | undefined} the sums, while others use their place in the module */
	let parked

	const holder = {
		park() {
			parked = machine.sums.save()
		},
	}
	/** Bring this stream's sums back into the module. */
	const resume = () => {
		if (!machine.hold(holder)) return
		if (parked) machine.sums.restore(parked)
		else for (const which of [0, 1]) machine.sums.clear(which, each)
	}

	const stream = {
		/**
		 * Add samples.
		 *
		 * @param {any} yTrue
		 * @param {any} yPred
		 * @param {any} [weights] one a sample
		 */
		push(yTrue, yPred, weights) {
			const call = weights === undefined ? common : { ...common, weights }
			const job = settle(check(machine, loss, yTrue, yPred, call, 'push'))
			resume()
			run(machine, loss, job, { sum: UNDER_WAY }, 1)
			const shares = job.shares ?? job.weights
			count += job.samples - job.ignored
			ignored += job.ignored
			if (options.denominator === 'cells') unweighted += (job.samples - job.ignored) * job.classes
			else if (shares) addShares(shares)
			else unweighted += job.samples
			return stream
		},

		/**
		 * Add what another stream of the same loss and options has, or its JSON form. The other one stays as it is.
		 *
		 * @param {{ toJSON: () => StreamRecord } | StreamRecord} other
		 */
		merge(other) {
			const record = other && 'toJSON' in Object(other) ? /** @type {any} */ (other).toJSON() : other
			if (!isRecord(record))
				throw new LossError('stream', loss.id, `merge takes a stream or what its toJSON gave, got ${show(record)}`, {
					option: 'merge',
					got: show(record),
				})
			for (const [what, mine, its] of [
				['loss', loss.id, record.loss],
				['options', text(options), text(record.options)],
			])
				if (mine !== its)
					throw new LossError('stream', loss.id, `only a stream of the same ${what} merges: ${mine}, got ${its}`, {
						option: what,
						got: its,
					})
			resume()
			machine.sums.add(0, record.losses)
			machine.sums.add(1, record.weights)
			count += record.count
			ignored += record.ignored
			unweighted += record.unweighted
			return stream
		},

		/** The loss of all samples so far. */
		value() {
			resume()
			const total =
				options.reduction === 'sum' ? machine.sums.finish(LOSSES, 0) : mean(machine, divisor(), count + ignored)
			return options.root ? Math.sqrt(total) : total
		},

		/** Samples so far; those of an ignored class do not count. */
		get count() {
			return count
		},

		/** @returns {StreamRecord} */
		toJSON() {
			resume()
			const [losses, weights] = [0, 1].map(machine.sums.read)
			return { loss: loss.id, options, count, ignored, unweighted, losses, weights }
		},
	}

	/** @param {ArrayLike<number>} shares */
	function addShares(shares) {
		if (options.denominator === 'nonzero') for (let i = 0; i < shares.length; i++) unweighted += Number(shares[i] !== 0)
		else addWeights(machine, shares)
	}

	const divisor = () => {
		if (options.denominator === 'count') return count
		if (options.denominator === 'cells') return unweighted
		return unweighted + weightSum(machine)
	}

	return Object.freeze(stream)
}
