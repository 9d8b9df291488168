/** Numbers as text: reading what people type, and writing what they can read. */

const WORDS = /** @type {Record<string, number>} */ ({
	inf: Infinity,
	infinity: Infinity,
	'∞': Infinity,
	nan: NaN,
})

/**
 * Full-width digits, signs and points become plain ones.
 * @param {string} text
 */
export function narrow(text) {
	return text
		.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
		.replace(/[\u2212\u2013]/g, '-')
		.replace(/[、，]/g, ',')
		.replace(/；/g, ';')
		.replace(/[。]/g, '.')
		.replace(/\u3000/g, ' ')
}

/**
 * @param {string} text
 * @returns {number | undefined} undefined if it is no number
 */
export function parseNumber(text) {
	if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
	const plain = narrow(text).trim().toLowerCase()
	if (plain === '') return undefined
	const sign = plain[0] === '-' ? -1 : 1
	const word = WORDS[plain.replace(/^[+-]/, '')]
	if (word !== undefined) return sign * word
	return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain) ? Number(plain) : undefined
}

/**
 * @param {number} x
 * @param {number} [digits] significant digits
 */
export function format(x, digits = 6) {
	if (Number.isNaN(x)) return 'NaN'
	if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞'
	const size = Math.abs(x)
	let text
	if (size !== 0 && (size < 1e-5 || size >= 1e7)) {
		const [mantissa, exponent] = x.toExponential(Math.min(digits, 4) - 1).split('e')
		text = `${trim(mantissa)}e${exponent.replace('+', '')}`
	} else text = String(size < 10 ** digits ? Number(x.toPrecision(digits)) : Math.round(x))
	return text.replace(/-/g, '−').replace(/^−0$/, '0')
}

/** @param {string} text */
const trim = (text) => (text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text)

/**
 * A number for an input: short, and exact enough for a step.
 * @param {number} x
 * @param {number} step
 */
export function toInput(x, step) {
	const places = Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9)))
	const text = x.toFixed(places)
	return Number(text) === 0 ? '0' : trim(text)
}
