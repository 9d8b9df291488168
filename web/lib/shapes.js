import { flatten, many } from './arrays.js'
import { LossError } from './errors.js'

/**
 * @typedef {import('./module.js').Description} Description
 * @typedef {ArrayLike<number>} Numbers
 */

/**
 * Elements, each a sample; or rows of them, if the options say so or leave it to the arrays.
 *
 * @param {Description} loss
 * @param {any} yTrue
 * @param {{ flat: Numbers, width?: number }} z
 * @param {import('./options.js').Plan} plan
 */
function elements(loss, yTrue, z, { sample, classes: stated }) {
	const y = flatten(loss, 'yTrue', yTrue)
	if (y.flat.length !== z.flat.length)
		throw new LossError(
			'length',
			loss.id,
			`yTrue has ${many(y.flat.length, 'value')}, but yPred has ${z.flat.length}; their lengths must be equal`,
			{
				yTrue: y.flat.length,
				yPred: z.flat.length,
			},
		)
	if (sample === 'element' && stated !== undefined)
		throw new LossError('option', loss.id, 'classes is for rows, but each element is a sample; use { sample: "row" }', {
			option: 'classes',
		})
	const isElement = sample === 'element' || (sample === 'auto' && (stated ?? z.width) === undefined)
	const classes = isElement ? 1 : widthOf(loss, z, stated)
	if (!isElement) sameWidths(loss, y, z)
	return { samples: z.flat.length / (classes || 1), classes, y: y.flat, indexed: false }
}

/** A few numbers a sample, interleaved or nested: mean and variance, the corners of a box. @param {Description} loss @param {any} yTrue @param {{ flat: Numbers, width?: number }} z */
function tuples(loss, yTrue, z) {
	const y = flatten(loss, 'yTrue', yTrue).flat
	const [inputs, truths] = [loss.predicted, loss.observed].map((fields) => fields.map(({ name }) => name))
	if (z.flat.length % inputs.length || (z.width !== undefined && z.width !== inputs.length))
		throw new LossError(
			'shape',
			loss.id,
			`yPred must hold ${many(inputs.length, 'number')} a sample (${inputs.join(', ')}), got ${z.width ?? z.flat.length}`,
			{
				argument: 'yPred',
				got: z.width ?? z.flat.length,
				allowed: inputs,
			},
		)
	const samples = z.flat.length / inputs.length
	if (y.length !== samples * truths.length)
		throw new LossError(
			'length',
			loss.id,
			`yTrue has ${many(y.length, 'value')}, but for ${many(samples, 'sample')} in yPred it must have ${samples * truths.length}`,
			{
				yTrue: y.length,
				yPred: z.flat.length,
				samples,
			},
		)
	return { samples, classes: inputs.length, y, indexed: false }
}

/**
 * The shape of a row loss: nested rows say it, `classes` says it, and a flat array without `classes` is one row.
 *
 * @param {Description} loss
 * @param {any} yTrue
 * @param {{ flat: Numbers, width?: number }} z
 * @param {import('./options.js').Plan} plan
 */
function rows(loss, yTrue, z, { classes: stated, ignoreIndex, ignores }) {
	const cells = z.flat.length
	const classes = widthOf(loss, z, stated)
	const samples = cells / (classes || 1)
	if (loss.labels === 'none') return { samples, classes, y: undefined, indexed: false }
	const y = flatten(loss, 'yTrue', yTrue)
	if (y.flat.length === cells && !(loss.labels === 'classes' && classes === 1 && y.width === undefined)) {
		if (ignores)
			throw new LossError('option', loss.id, 'ignoreIndex needs class indices as targets, but yTrue holds rows', {
				option: 'ignoreIndex',
			})
		sameWidths(loss, y, z)
		return { samples, classes, y: y.flat, indexed: false }
	}
	if (loss.labels === 'classes' && y.flat.length === samples && y.width === undefined) {
		classIndices(loss, y.flat, classes, ignoreIndex)
		return { samples, classes, y: y.flat, indexed: true }
	}
	const allowed =
		loss.labels === 'classes'
			? `${many(samples, 'class index', 'class indices')} or ${many(samples, 'row')} of ${classes}`
			: `${many(samples, 'row')} of ${classes}`
	const has =
		y.width === undefined
			? many(y.flat.length, 'value')
			: `${many(y.flat.length / (y.width || 1), 'row')} of ${y.width}`
	throw new LossError(
		'length',
		loss.id,
		`yTrue has ${has}; with ${many(samples, 'row')} of ${classes} ${loss.labels === 'classes' ? 'classes' : 'values'} in yPred it must be ${allowed}${
			stated === undefined && z.width === undefined ? ' (a flat yPred is one row unless `classes` says otherwise)' : ''
		}`,
		{ yTrue: y.flat.length, yPred: cells, classes, samples },
	)
}

/** A loop of one kind of array is fast. @param {Int32Array} y @param {number} classes */
function areIndices(y, classes) {
	for (let i = 0; i < y.length; i++) if (y[i] < 0 || y[i] >= classes) return false
	return true
}

/** @param {{ id: string }} loss @param {Numbers} y @param {number} classes @param {number | undefined} ignoreIndex @param {string} [argument] @param {(i: number) => string} [place] */
export function classIndices(loss, y, classes, ignoreIndex, argument = 'yTrue', place = (i) => `[${i}]`) {
	if (y instanceof Int32Array && areIndices(y, classes)) return
	for (let i = 0; i < y.length; i++) {
		const got = Number(y[i])
		if (got === ignoreIndex || (Number.isInteger(got) && got >= 0 && got < classes)) continue
		throw new LossError(
			'class',
			loss.id,
			`${argument}${place(i)} is ${got}, but there ${classes === 1 ? 'is 1 class (0)' : `are ${classes} classes (0 to ${classes - 1})`}`,
			{
				argument,
				index: i,
				got,
				classes,
			},
		)
	}
}

/**
 * How many cells a row has.
 *
 * @param {Description} loss
 * @param {{ flat: Numbers, width?: number }} z
 * @param {number | undefined} stated
 */
function widthOf(loss, z, stated) {
	const cells = z.flat.length
	const classes = stated ?? z.width ?? cells
	if (z.width !== undefined && stated !== undefined && stated !== z.width)
		throw new LossError('shape', loss.id, `classes is ${stated}, but the rows of yPred have ${z.width} values`, {
			classes: stated,
			width: z.width,
		})
	if (cells % (classes || 1))
		throw new LossError(
			'shape',
			loss.id,
			`yPred has ${many(cells, 'value')}, which is not a whole number of rows of ${classes} classes`,
			{ yPred: cells, classes },
		)
	return classes
}

/** @param {Description} loss @param {{ width?: number }} y @param {{ width?: number }} z */
function sameWidths(loss, y, z) {
	if (y.width !== undefined && z.width !== undefined && y.width !== z.width)
		throw new LossError('shape', loss.id, `the rows of yTrue have ${y.width} values, those of yPred ${z.width}`, {
			yTrue: y.width,
			yPred: z.width,
		})
}

/** What yTrue and yPred hold, by the shape of the loss. */
export const SHAPES = { element: elements, tuple: tuples, row: rows }
