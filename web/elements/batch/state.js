/** The state of a loss of batches: its inputs as cells, flat, the fastest dimension last. */

import { History } from '../history.js'
import { example, firstSizes } from './example.js'
import { batches } from './losses.js'

/** @typedef {import('./losses.js').Loss} Loss */
/** @typedef {import('./example.js').Sizes} Sizes */
/**
 * @typedef {object} State
 * @property {string} loss
 * @property {Sizes} sizes of the dimensions
 * @property {Record<string, string[]>} cells by input; those that are left out are not there
 * @property {Record<string, string>} parameters as typed
 * @property {string} reduction
 * @property {string[] | null} weights
 * @property {string} input whose cell is selected
 * @property {number} place of the selected cell
 * @property {string[]} rest of a link that this version does not know
 */

export const first = Object.keys(batches)[0]

/** A whole state from a part of one, as links and attributes give it. @param {Partial<State>} part @returns {State} */
export function complete(part) {
	const id = part.loss && Object.hasOwn(batches, part.loss) ? part.loss : first
	const loss = batches[id]
	const sizes = { ...firstSizes(loss), ...part.sizes }
	const given = part.cells ?? {}
	const cells = Object.fromEntries(
		loss.inputs.flatMap((input) => {
			const { name, option } = input
			if (option !== undefined && !given[name]) return []
			return [[name, fitted(loss, input, given[name] ?? [], sizes, sizes)]]
		}),
	)
	const [chosen] = loss.inputs.filter(({ kind }) => kind === 'variable')
	const state = {
		loss: id,
		sizes,
		cells,
		parameters: Object.fromEntries(Object.entries(part.parameters ?? {}).map(([name, value]) => [name, String(value)])),
		reduction: part.reduction ?? 'mean',
		weights: part.weights ?? null,
		input: part.input !== undefined && cells[part.input] ? part.input : chosen.name,
		place: part.place ?? 0,
		rest: part.rest ?? [],
	}
	return settled(state)
}

/** As many weights as are weighed, and a selected cell that is there. @param {State} state @returns {State} */
const settled = (state) => ({
	...state,
	weights: state.weights && Array.from({ length: weighed(state) }, (_, i) => state.weights?.[i] ?? '1'),
	place: Math.min(state.place, state.cells[state.input].length - 1),
})

/** The dimension whose members have weights. @param {Loss} loss */
export const weighedBy = (loss) => loss.each ?? loss.weighted

/** How many weights there are; lists are as many as groups. @param {State} state */
function weighed({ loss, sizes, cells }) {
	const dimension = weighedBy(batches[loss]) ?? ''
	if (dimension in sizes) return sizes[dimension]
	const lists = batches[loss].inputs.find((input) => input.lists === dimension)
	return lists && cells[lists.name] ? new Set(cells[lists.name]).size : 1
}

/** The sizes of an input's dimensions. @param {{dimensions: string[]}} input @param {Sizes} sizes */
export const lengthsOf = ({ dimensions }, sizes) => dimensions.map((name) => sizes[name])

/** @param {number[]} lengths */
const product = (lengths) => lengths.reduce((a, b) => a * b, 1)

/** Cells in other sizes: what was there stays in its place, and what was not is empty. @param {string[]} cells @param {number[]} from @param {number[]} to @param {string[]} [rest] what is put where there was nothing */
export const relaid = (cells, from, to, rest = []) =>
	Array.from({ length: product(to) }, (_, at) => {
		const place = to.map((length, k) => Math.floor(at / product(to.slice(k + 1))) % length)
		const isNew = place.some((i, k) => i >= from[k])
		const old = place.reduce((sum, i, k) => sum * from[k] + i, 0)
		return (isNew ? undefined : cells[old]) ?? rest[at] ?? ''
	})

/** Cells in other sizes, what was not there from the example. @param {Loss} loss @param {import('../../lib/batch/module.js').Input} input @param {string[]} cells @param {Sizes} from @param {Sizes} to */
const fitted = (loss, input, cells, from, to) =>
	relaid(cells, lengthsOf(input, from), lengthsOf(input, to), example(loss, input, to))

/** @extends {History<State>} */
export class BatchStore extends History {
	/** @param {Partial<State>} [part] */
	constructor(part = {}) {
		super(complete(part))
	}

	/** @param {Partial<State>} patch @param {{gesture?: string, from?: string}} [how] */
	set(patch, how = {}) {
		const isLook = Object.keys(patch).every((name) => name === 'input' || name === 'place')
		this.replace(settled({ ...this.state, ...patch }), { ...how, isLook })
	}

	/** @param {Partial<State>} part replaces the whole state @param {string} [from] */
	load(part, from = 'user') {
		this.replace(complete(part), { from })
	}

	/** @param {string} input @param {Record<number, string>} texts by place @param {string} [gesture] */
	edit(input, texts, gesture) {
		const cells = this.state.cells[input].map((text, at) => texts[at] ?? text)
		this.set(
			{ cells: { ...this.state.cells, [input]: cells }, input, place: Number(Object.keys(texts)[0]) },
			{ gesture },
		)
	}

	/** @param {number} at @param {string} text */
	weigh(at, text) {
		this.set({ weights: this.state.weights && this.state.weights.map((old, i) => (i === at ? text : old)) })
	}

	/** @param {string} dimension @param {number} size */
	resize(dimension, size) {
		const { loss, sizes, cells } = this.state
		const next = { ...sizes, [dimension]: size }
		const inputs = batches[loss].inputs.filter(({ name }) => cells[name])
		const fit = (/** @type {typeof inputs[0]} */ input) => fitted(batches[loss], input, cells[input.name], sizes, next)
		this.set({ sizes: next, cells: Object.fromEntries(inputs.map((input) => [input.name, fit(input)])) })
	}

	/** Gives an input that may be left out, or leaves it out. @param {string} name @param {boolean} isOn */
	give(name, isOn) {
		const { loss, sizes, cells } = this.state
		const input = batches[loss].inputs.find((one) => one.name === name)
		if (!input) return
		const others = Object.fromEntries(Object.entries(cells).filter(([given]) => given !== name))
		this.set({
			cells: isOn ? { ...others, [name]: example(batches[loss], input, sizes) } : others,
			input: firstOf(loss),
			place: 0,
		})
	}

	/** Cells over those of an input, from a place on. @param {string} input @param {number} place @param {string[][]} lines */
	paste(input, place, lines) {
		const { loss, sizes, cells } = this.state
		const about = batches[loss].inputs.find(({ name }) => name === input)
		if (!about) return
		const width = lengthsOf(about, sizes).pop() ?? 1
		const texts = /** @type {Record<number, string>} */ ({})
		lines.forEach((line, i) =>
			line.forEach((cell, j) => {
				const at = place + i * (about.dimensions.length > 1 ? width : 1) + j
				const isInRow = about.dimensions.length < 2 || (place % width) + j < width
				if (isInRow && at < cells[input].length) texts[at] = cell
			}),
		)
		if (Object.keys(texts).length) this.edit(input, texts)
	}
}

/** @param {string} id */
const firstOf = (id) => batches[id].inputs.find(({ kind }) => kind === 'variable')?.name ?? ''
