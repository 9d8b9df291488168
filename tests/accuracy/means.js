// Means of terms in single precision are correctly rounded to single precision, whatever their number and sizes.
//   node tests/accuracy/means.js [terms]   10^8 unless said otherwise
import { absoluteError } from '../../dist/lib/index.js'
import { random } from '../help/samples.js'

const CHUNK = 1 << 20

/** Terms whose exact sum is known: whole multiples of powers of 2, each power with a sum of its own. */
const KINDS = {
	ones: { exponents: [0], digits: 0 },
	'between 0 and 1': { exponents: [-24], digits: 24 },
	'of all sizes': { exponents: [-60, -36, -12, 12], digits: 24 },
	'large among small': { exponents: [-40, -40, -40, -40, -40, -40, -40, 30], digits: 20 },
}

/** The float nearest to the mean of an exact sum, in units of 2^-60. @param {bigint} sum @param {number} n */
function nearest(sum, n) {
	const scaled = sum << 128n
	const [quotient, rest] = [scaled / BigInt(n), scaled % BigInt(n)]
	const cut = BigInt(Math.max(quotient.toString(2).length - 50, 0))
	const below = rest || quotient & ((1n << cut) - 1n) ? 1n : 0n
	return Math.fround(Number(((quotient >> cut) << 1n) | below) * 2 ** (Number(cut) - 1 - 128 - 60))
}

/**
 * The mean of n terms, and what it should be.
 *
 * @param {keyof typeof KINDS} kind @param {number} n @param {boolean} exact
 */
export function mean(kind, n, exact = false) {
	const { exponents, digits } = KINDS[kind]
	const next = random(n)
	const units = exponents.map((e) => 2 ** e)
	const sums = exponents.map(() => 0)
	const stream = absoluteError.stream(exact ? { exact } : {})
	const terms = new Float32Array(CHUNK)
	const none = new Float32Array(CHUNK)
	for (let done = 0; done < n; done += CHUNK) {
		const count = Math.min(CHUNK, n - done)
		for (let i = 0; i < count; i++) {
			const k = units.length === 1 ? 0 : Math.floor(units.length * next())
			const whole = digits ? Math.floor(2 ** digits * next()) : 1
			sums[k] += whole
			terms[i] = whole * units[k]
		}
		stream.push(none.subarray(0, count), terms.subarray(0, count))
	}
	const sum = sums.reduce((all, whole, k) => all + (BigInt(whole) << BigInt(exponents[k] + 60)), 0n)
	return { got: Math.fround(stream.value()), want: nearest(sum, n) }
}

export const kinds = /** @type {(keyof typeof KINDS)[]} */ (Object.keys(KINDS))

if (process.argv[1] === new URL(import.meta.url).pathname) {
	const n = Number(process.argv[2] ?? 1e8)
	for (const kind of kinds)
		for (const exact of [false, true]) {
			const { got, want } = mean(kind, n, exact)
			console.log(
				`mean of ${n} terms ${kind}${exact ? ', exact' : ''}: ${got}${got === want ? '' : `, should be ${want}`}`,
			)
			if (got !== want) process.exitCode = 1
		}
}
