/*
 * The conversions that a row of published values may name in `convert`, in the order in which they are applied: where the
 * convention of a source is not ours, the row says openly what lies between them.
 */

/** @typedef {number | Numbers[]} Numbers  a number, or nested arrays of numbers */

/** @type {(values: Numbers, change: (value: number, index: number) => Numbers, at?: { index: number }) => Numbers} */
const each = (values, change, at = { index: 0 }) =>
	Array.isArray(values) ? values.map((value) => each(value, change, at)) : change(values, at.index++)

/** @type {(values: Numbers, change: (row: number[]) => number[]) => Numbers} */
const eachRow = (values, change) => {
	if (!Array.isArray(values)) throw new TypeError('rows expected')
	return Array.isArray(values[0]) ? values.map((row) => eachRow(row, change)) : change(/** @type {number[]} */ (values))
}

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0)

/** @param {number[]} values */
const mean = (values) => sum(values) / values.length

/** @param {number[]} values */
const median = (values) => {
	const sorted = [...values].sort((a, b) => a - b)
	const half = sorted.length >> 1
	return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** @type {(values: number[], size: number) => number[][]} */
const rows = (values, size) =>
	Array.from({ length: values.length / size }, (_, row) => values.slice(row * size, (row + 1) * size))

/** @type {(values: number[], size: number) => number[][]} */
const columns = (values, size) =>
	Array.from({ length: size }, (_, column) => values.filter((value, index) => index % size === column))

/** @type {(by: number | number[], index: number) => number} */
const at = (by, index) => (Array.isArray(by) ? by[index] : by)

/**
 * Before the call, on the arguments that the step names: { clip: { yPred: [1e-7, 1] } }.
 * @type {Record<string, (values: Numbers, by: any) => Numbers>}
 */
const ofInputs = {
	/** to [low, high], null is open */
	clip: (values, [low, high]) => each(values, (x) => Math.min(Math.max(x, low ?? -Infinity), high ?? Infinity)),
	exp: (values) => each(values, Math.exp),
	log: (values) => each(values, Math.log),
	/** -1 or +1; 0 counts as +1 */
	sign: (values) => each(values, (x) => (x < 0 ? -1 : 1)),
	/** a number, or one for each entry */
	multiply: (values, by) => each(values, (x, index) => x * at(by, index)),
	shift: (values, by) => each(values, (x) => x + by),
	/** label smoothing of targets from 0 to 1: y (1 - by) + by / 2 */
	smooth: (values, by) => each(values, (x) => x * (1 - by) + by / 2),
	/** class indices as rows of that many classes */
	oneHot: (values, classes) => {
		const indices = /** @type {number[]} */ (values)
		return indices.map((index) => Array.from({ length: classes }, (_, k) => Number(k === index)))
	},
	/** several entries for each one: so many of it, or these in its place */
	spread: (values, by) => each(values, (x) => (Array.isArray(by) ? by : Array(by).fill(x))),
	repeatRows: (values, times) => {
		const list = /** @type {Numbers[]} */ (values)
		return list.flatMap((row) => Array.from({ length: times }, () => row))
	},
	normalizeRows: (values) => eachRow(values, (row) => row.map((x) => x / sum(row))),
	sigmoid: (values) => each(values, (x) => 1 / (1 + Math.exp(-x))),
	softmax: (values) =>
		eachRow(values, (row) => {
			const powers = row.map((x) => Math.exp(x - Math.max(...row)))
			return powers.map((x) => x / sum(powers))
		}),
}

/**
 * After the call, on the result (a number is one entry).
 * @type {Record<string, (values: number[], by: any) => number[]>}
 */
const ofResult = {
	scale: (values, by) => values.map((x) => x * by),
	/** a number, or one for each entry */
	add: (values, by) => values.map((x, index) => x + at(by, index)),
	/** one factor for each entry */
	weigh: (values, by) => values.map((x, index) => x * by[index]),
	root: (values) => values.map(Math.sqrt),
	power: (values, by) => values.map((x) => x ** by),
	mean: (values) => [mean(values)],
	median: (values) => [median(values)],
	max: (values) => [Math.max(...values)],
	dot: (values, by) => [sum(values.map((x, index) => x * by[index]))],
	/** by rows or columns of an array with that many columns */
	rowMean: (values, size) => rows(values, size).map(mean),
	rowSum: (values, size) => rows(values, size).map(sum),
	columnMean: (values, size) => columns(values, size).map(mean),
	columnMedian: (values, size) => columns(values, size).map(median),
}

/** @typedef {Record<string, any>} Step  one conversion: { its name: what it takes } */

/** @param {Step} step @returns {[string, any]} */
const entry = (step) => Object.entries(step)[0]

export const names = [...Object.keys(ofInputs), ...Object.keys(ofResult)]

/** @type {(inputs: Record<string, Numbers>, steps?: Step[]) => Record<string, Numbers>} */
export function convertInputs(inputs, steps = []) {
	const converted = { ...inputs }
	for (const [name, by] of steps.map(entry))
		if (ofInputs[name])
			for (const argument in by) converted[argument] = ofInputs[name](converted[argument], by[argument])
	return converted
}

/** @type {(values: number[], steps?: Step[]) => number[]} */
export const convertResult = (values, steps = []) =>
	steps.map(entry).reduce((result, [name, by]) => ofResult[name]?.(result, by) ?? result, values)
