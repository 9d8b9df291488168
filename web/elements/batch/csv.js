/** A batch as text for spreadsheets: a table for the members of the main dimension, and one for each of the other inputs. */

import { compute } from './compute.js'
import { lengthsOf, weighedBy } from './state.js'

/** @typedef {import('../../lib/batch/module.js').Input} Input */
/** @typedef {[string, (i: number) => any]} Column its title, and what it holds of a member */

/** @param {import('./state.js').State} state @returns {string} */
export function csv(state) {
	const { loss, each, gradient } = compute(state)
	const { cells, sizes } = state
	const main = loss.inputs[0].dimensions[0]
	const given = loss.inputs.filter(({ name }) => cells[name])
	/** The columns of an input: its numbers, and its gradient. @param {Input} input @returns {Column[]} */
	const columns = ({ name, dimensions }) => {
		const width = lengthsOf({ dimensions }, sizes).slice(1).reduce((a, b) => a * b, 1) // prettier-ignore
		const all = (/** @type {string} */ title, /** @type {ArrayLike<any>} */ numbers) =>
			Array.from({ length: width }, (_, k) => column(`${title}${width > 1 ? ` ${k}` : ''}`, (i) => numbers[i * width + k])) // prettier-ignore
		return [...all(name, cells[name]), ...(gradient[name] ? all(`${name} gradient`, gradient[name]) : [])]
	}
	/** @param {string} dimension @param {Column[]} list */
	const table = (dimension, list) => {
		const rows = Array.from({ length: sizes[dimension] ?? 1 }, (_, i) => [i, ...list.map(([, at]) => at(i))])
		return [[dimension, ...list.map(([title]) => title)], ...rows].map((row) => row.join(',')).join('\n')
	}
	const isMain = (/** @type {Input} */ { dimensions }) => dimensions[0] === main
	const first = [
		...given.filter(isMain).flatMap(columns),
		...(state.weights && weighedBy(loss) === main ? [column('weight', (i) => state.weights?.[i])] : []),
		...(loss.each === main && each.length ? [column('loss', (i) => each[i])] : []),
	]
	const others = given.filter((input) => !isMain(input))
	return `${[table(main, first), ...others.map((input) => table(input.dimensions[0] ?? '', columns(input)))].join('\n\n')}\n`
}

/** @param {string} title @param {(i: number) => any} at @returns {Column} */
const column = (title, at) => [title, at]
