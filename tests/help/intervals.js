// Numbers about the intervals of a description.
import { interval } from '../../web/lib/interval.js'

/** What is just beyond an interval, and far. @param {string} text @returns {number[]} */
export function beyond(text) {
	const { low, high, openLow, openHigh } = interval(text)
	return [
		...(low === -Infinity ? [] : [-Infinity, low - 1, low - 2 ** -20, ...(openLow ? [low] : [])]),
		...(high === Infinity ? [] : [Infinity, high + 1, high + 2 ** -20, ...(openHigh ? [high] : [])]),
	]
}

/** The ends that belong to it. @param {string} text */
export function ends(text) {
	const { low, high, openLow, openHigh } = interval(text)
	return [...(openLow ? [] : [low]), ...(openHigh ? [] : [high])]
}
