/** First data for a loss of batches, chosen by its description alone: small enough to be read, and with something to learn from. */

/** @typedef {import('./losses.js').Loss} Loss */
/** @typedef {import('../../lib/batch/module.js').Input} Input */
/** @typedef {Record<string, number>} Sizes of the dimensions */

const SIZES = {
	features: 2,
	classes: 3,
	centers: 2,
	frames: 4,
	positions: 2,
	images: 1,
	pixels: 4,
	outputs: 1,
	cells: 4,
}

/** Points of a plane: three groups of two, the last of which lies among another; what belongs to it, what does not, and directions of classes. */
const CLUSTERS = [[0.3, 1.1], [-0.4, 0.9], [-1, -0.3], [-0.6, -0.9], [0.9, -0.5], [0.2, 0.6]] // prettier-ignore
const ROLES = [
	[[0.3, 0.1], [1, 1], [-1, 0.5], [0.5, -0.5]],
	[[0.5, 0.2], [1.2, 0.4], [-0.2, 1.1], [0.8, -0.9]],
	[[1, 0.4], [2.5, 1.2], [-1.3, 0], [-0.5, -0.4]],
] // prettier-ignore
const DIRECTIONS = [[1, 0.2], [-0.6, 0.9], [-0.5, -0.9]] // prettier-ignore
const SOFT = [[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.3, 0.3, 0.4], [0.2, 0.5, 0.3]] // prettier-ignore
const SCORES = [[1.5, 0.3, -1], [0.2, 1, 0.1], [-0.5, 0.3, 1.6], [1.2, -0.2, 0.4]] // prettier-ignore
const MANY = [[1, 0, 1], [1, 0, 0], [0, 1, 1], [0, 0, 1]] // prettier-ignore

/** Embeddings of classes 0, 1, 2, and of one that lies with another class. */
const LAYER = [
	[0.9, 0.5],
	[-0.4, 0.9],
	[-0.6, -0.9],
	[0.2, 0.6],
]

/** @param {Loss} loss @returns {Sizes} */
export function firstSizes(loss) {
	const names = new Set(loss.inputs.flatMap(({ dimensions }) => dimensions))
	const isDeep = loss.inputs.some(({ dimensions }) => dimensions.length > 2 && dimensions[0] === 'samples')
	const isGrouped = loss.inputs.some(({ kind, option }) => kind === 'group' && option === undefined)
	const isTriple = loss.inputs.filter(
		({ kind, dimensions }) => kind === 'variable' && dimensions[0] === 'samples',
	).length
	const samples = isDeep ? 1 : isGrouped && isTriple === 1 ? 6 : names.has('features') && isTriple > 1 ? 3 : 4
	return Object.fromEntries([...names].map((name) => [name, { ...SIZES, samples }[name] ?? 3]))
}

/** The cells of an input, the fastest dimension last. @param {Loss} loss @param {Input} input @param {Sizes} sizes @returns {string[]} */
export function example(loss, input, sizes) {
	const lengths = input.dimensions.map((name) => sizes[name])
	const number = KINDS[input.kind] ?? real
	return Array.from({ length: lengths.reduce((a, b) => a * b, 1) }, (_, at) => {
		const place = lengths.map((length, k) => Math.floor(at / lengths.slice(k + 1).reduce((a, b) => a * b, 1)) % length)
		return String(number(loss, input, place, sizes))
	})
}

/** @typedef {(loss: Loss, input: Input, place: number[], sizes: Sizes) => number} Filling */

/** @type {Partial<Record<Input['kind'], Filling>>} */
const KINDS = {
	sign: (_, __, [i]) => (i % 2 ? -1 : 1),
	group: (_, { option }, [i]) => (option === undefined ? Math.floor(i / 2) : i % 2),
	index: (loss, { of = '', dimensions }, place, sizes) =>
		dimensions.length === 2 && loss.family === 'alignment' ? 1 + (place[1] % (sizes[of] - 1)) : (place[place.length - 1] ?? 0) % sizes[of], // prettier-ignore
	binary: (_, { option }, place) => option ?? (place[place.length - 1] + 1) % 2,
	count: (_, { of = '' }, __, sizes) => sizes[of],
}

/** @type {Filling} */
function real(loss, input, place, sizes) {
	const { dimensions, range, option, kind } = input
	const [i, k = 0, l = 0] = place
	if (option !== undefined) return option
	const last = dimensions[dimensions.length - 1]
	const variables = loss.inputs.filter((other) => other.kind === 'variable' && other.option === undefined)
	const role = variables.indexOf(input)
	if (last === 'features') {
		const isClass = dimensions[0] === 'classes'
		const table = isClass ? DIRECTIONS : isLayer(loss) ? LAYER : variables.length === 1 ? CLUSTERS : ROLES[role]
		const point = table[i]?.[place[place.length - 1]] ?? scattered(i, place[place.length - 1], role)
		return dimensions.length === 3 ? Math.round((point + (k ? 0.3 : 0)) * 10) / 10 : point
	}
	if (dimensions.length === 3 && last === 'cells')
		return kind === 'given' ? Number(l % sizes.classes === k) : soft(l, k)
	if (last === 'classes') {
		const row = place[place.length - 2] + (dimensions.length - 2) * i
		if (range === '[0, 1]')
			return kind === 'given' ? (MANY[row % 4][place[place.length - 1]] ?? 0) : soft(row, place[place.length - 1])
		return SCORES[row % 4][place[place.length - 1]] ?? scattered(row, place[place.length - 1], role)
	}
	if (last === 'pixels') return SCORES[k % 4][i % 3]
	const columns = loss.family === 'ranking' ? RANKED : hasSign(variables) ? SIGNED : POSITIVE
	return k ? scattered(i, k, role) : (columns[kind === 'given' ? 0 : 1][i] ?? scattered(i, k, role))
}

/** Targets and predictions of samples. */
const RANKED = [
	[2, 0, 1, 3],
	[0.4, 0.7, -0.4, 0.9],
]
const SIGNED = [
	[3, -0.5, 2, 7],
	[2.5, 0, 2, 8],
]
const POSITIVE = [
	[3, 5, 2.5, 7],
	[2.5, 5, 4, 8],
]

/** Predictions may be negative. @param {Input[]} variables */
const hasSign = (variables) => variables.every(({ range }) => range.startsWith('(-inf'))

/** Embeddings and a matrix of classes. @param {Loss} loss */
const isLayer = (loss) => loss.inputs.some(({ kind, of }) => kind === 'index' && of === 'classes')

/** Rows that sum to 1, in as many classes as there are. @param {number} row @param {number} k */
const soft = (row, k) => SOFT[row % 4][k] ?? 0

/** @param {number} i @param {number} k @param {number} role */
const scattered = (i, k, role) => (((i * 5 + k * 3 + (role + 1) * 7) % 11) - 5) / 5
