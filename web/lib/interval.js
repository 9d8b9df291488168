/**
 * An interval as the descriptions write it: `(0, inf)`, `[0, 1]`; or a choice: `e | 2 | 10`.
 * NaN is in every interval, so that NaN in gives NaN out; infinity is in one that ends with `inf`.
 *
 * @typedef {{ text: string, choices?: string[], low: number, high: number, openLow: boolean, openHigh: boolean, includes: (x: number) => boolean, phrase: string }} Interval
 */

/** @type {Map<string, Interval>} */
const read = new Map()

/** @param {string} text @returns {Interval} */
export function interval(text) {
	const found = read.get(text) ?? parse(text)
	read.set(text, found)
	return found
}

/** @param {string} text @returns {Interval} */
function parse(text) {
	if (text.includes('|')) {
		const choices = text.split('|').map((choice) => choice.trim())
		return {
			text,
			choices,
			low: Number.NaN,
			high: Number.NaN,
			openLow: false,
			openHigh: false,
			includes: () => false,
			phrase: `be ${either(choices)}`,
		}
	}
	const [low, high] = text.slice(1, -1).split(',').map(bound)
	const openLow = text[0] === '(' && low !== -Infinity
	const openHigh = text.at(-1) === ')' && high !== Infinity
	return {
		text,
		low,
		high,
		openLow,
		openHigh,
		includes: (x) => !(x < low || x > high || (openLow && x === low) || (openHigh && x === high)),
		phrase:
			low === -Infinity && high === Infinity
				? 'be a number'
				: high === Infinity
					? `be ${openLow ? '>' : '>='} ${low}`
					: low === -Infinity
						? `be ${openHigh ? '<' : '<='} ${high}`
						: `be in ${text}`,
	}
}

/** Whether there are numbers beyond it. @param {Interval} interval */
export const bounded = ({ low, high }) => low !== -Infinity || high !== Infinity

/** A list of words: a, b or c. @param {string[]} words */
export const either = (words) => words.join(', ').replace(/, ([^,]*)$/, ' or $1')

/** @param {string} text */
const bound = (text) => Number(text.trim().replace('inf', 'Infinity'))
