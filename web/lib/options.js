import { changes } from './adapt.js'
import { batchOptions, widths } from './batch/options.js'
import { conventions, settled } from './conventions.js'
import { LossError, nearest, show } from './errors.js'
import { either, interval } from './interval.js'
import { SUBGRADIENTS } from './kinks.js'

/**
 * @typedef {import('./module.js').Description} Sample
 * @typedef {Sample | import('./batch/module.js').BatchDescription} Description
 */

const COMMON = ['reduction', 'weights', 'denominator', 'out']
const ROWS = ['classes', 'classWeights', 'ignoreIndex', 'labelSmoothing']
const CHOICES = {
	reduction: ['mean', 'sum', 'none'],
	denominator: ['weights', 'count', 'nonzero'],
	labels: ['pm1', '01', 'auto'],
	sample: ['element', 'row', 'auto'],
	root: [false, true],
	normalize: [false, true],
	exact: [false, true],
	subgradient: SUBGRADIENTS,
}
/** What the mean of some losses may be divided by, too. @param {Description} loss */
const denominators = (loss) => [
	...CHOICES.denominator,
	...(loss.shape === 'row' ? ['cells'] : []),
	...(loss.shape === 'batch' ? ['positive'] : []),
	...(loss.shape !== 'batch' && loss.variable === 'residual' ? ['targets'] : []),
]
/** What may stand in for the curvature of a loss. @param {Description} loss */
const curvatures = (loss) => ['exact', 'curvature' in loss ? loss.curvature : undefined]
const NUMBERS = { labelSmoothing: '[0, 1]', clip: '[0, 0.5)', floor: '[0, 1)' }
const UNITS = { e: 1, 2: Math.LOG2E, 10: Math.LOG10E }

/** The options of a call without any. */
export const NONE = Object.freeze({})

/** Make a property of a loss once. @template T @param {(loss: Description) => T} make */
function once(make) {
	/** @type {WeakMap<Description, T>} */
	const made = new WeakMap()
	return (/** @type {Description} */ loss) => {
		if (!made.has(loss)) made.set(loss, make(loss))
		return /** @type {T} */ (made.get(loss))
	}
}

/** Those that are arrays: they may be others at each call. */
const ARRAYS = new Set(['weights', 'out', 'classWeights', 'offsets'])

/** The parameters of such a call. */
const defaults = once((loss) => loss.parameters.map((parameter) => parameterValue(loss, parameter)))

const changing = once((loss) => new Set(changes(/** @type {Sample} */ (loss))))
const parameterNames = once((loss) => new Set(loss.parameters.map(({ name }) => name)))

/** @typedef {((got: any) => void) | undefined} Rule throws at what an option must not be */

/** How the options of a loss are checked, by their names. @type {(loss: Description) => Map<string, Rule>} */
const rules = once((loss) => new Map(optionNames(loss).map((name) => [name, rule(loss, name)])))

/** Parameters are checked where they are read, arrays with the data. @param {Description} loss @param {string} name @returns {Rule} */
function rule(loss, name) {
	if (isParameter(loss, name)) return undefined
	const choices = { ...CHOICES, denominator: denominators(loss), curvature: curvatures(loss) }
	const allowed = /** @type {unknown[]} */ (choices[/** @type {keyof typeof choices} */ (name)])
	const sizes = loss.shape === 'batch' ? widths(loss) : ['classes']
	if (allowed)
		return (got) => {
			if (!allowed.includes(got))
				throw refuse(loss, 'option', name, `be ${either(allowed.map(show))}`, got, { allowed })
		}
	if (name in NUMBERS) {
		const range = interval(NUMBERS[/** @type {keyof typeof NUMBERS} */ (name)])
		return (got) => checkNumber(loss, name, range, got)
	}
	if (sizes.includes(name))
		return (got) => {
			if (!(Number.isInteger(got) && got > 0))
				throw refuse(loss, 'parameter', name, 'be an integer > 0', got, { allowed: 'an integer > 0' })
		}
	if (name === 'ignoreIndex')
		return (got) => {
			if (!Number.isInteger(got)) throw refuse(loss, 'parameter', name, 'be an integer', got, { allowed: 'an integer' })
		}
}

/** Whether a loss has kinks in one number at a time, where the subgradient can be chosen. @param {Sample} loss */
export const bends = ({ shape, kinks }) => shape !== 'row' && kinks.length > 0

/** Whether targets may be any numbers, as the parameters are. @param {Description} loss @param {number[]} values of these */
export const isFree = ({ parameters, free }, values) =>
	parameters.some(({ name }, k) => name === free && values[k] <= 0)

/** The names of the options a loss takes. @param {Description} loss */
export function optionNames(loss) {
	if (loss.shape === 'batch') return batchOptions(loss)
	return [
		...COMMON,
		...(loss.labels === 'pm1' ? ['labels'] : []),
		...(loss.shape === 'element' ? ['sample', 'classes'] : []),
		...(loss.labels === 'classes'
			? ROWS
			: loss.shape === 'row'
				? ['classes', ...(loss.termwise ? ['classWeights'] : [])]
				: []),
		...changes(loss),
		...(loss.rooted ? ['root'] : []),
		...(bends(loss) ? ['subgradient'] : []),
		...(loss.curvature ? ['curvature'] : []),
		...loss.parameters.map((parameter) => parameter.name),
		...(conventions(loss).length ? ['convention'] : []),
	]
}

/**
 * Check the options alone, without data.
 *
 * @param {Description} loss
 * @param {Record<string, any>} options
 * @param {string[]} [more] names of further options that the caller knows
 */
export function checkOptions(loss, options, more = []) {
	if (options === NONE) return defaults(loss)
	if (options === null || typeof options !== 'object' || Array.isArray(options) || ArrayBuffer.isView(options))
		throw new LossError('option', loss.id, `options must be an object, got ${show(options)}`, { got: show(options) })
	const known = rules(loss)
	for (const name in options) {
		if (!Object.hasOwn(options, name)) continue
		if (!known.has(name) && !more.includes(name)) throw unknown(loss, name, [...known.keys(), ...more])
		if (options[name] === undefined) continue
		if (known.has(name)) known.get(name)?.(options[name])
		else rule(loss, name)?.(options[name])
	}
	if (options.root && options.reduction === 'none')
		throw new LossError('option', loss.id, 'root is of a mean or a sum, but reduction is "none"', { option: 'root' })
	return anyOf(options, parameterNames(loss))
		? loss.parameters.map((parameter) => parameterValue(loss, parameter, options[parameter.name]))
		: defaults(loss)
}

/** Whether one of the named options is given and not undefined: there are fewer options than names. @param {Record<string, any>} options @param {Set<string>} names */
function anyOf(options, names) {
	for (const name in options) if (names.has(name) && options[name] !== undefined) return true
	return false
}

/**
 * What the options of a call mean, but for their arrays.
 *
 * @typedef {object} Plan
 * @property {string[]} names of the options it was made of, in their order
 * @property {any[]} values of these; ARRAYS for an array
 * @property {number[]} parameters as the kernel takes them
 * @property {'mean' | 'sum' | 'none'} reduction
 * @property {'weights' | 'count' | 'nonzero' | 'cells' | 'targets'} denominator
 * @property {'pm1' | '01' | 'auto'} labels
 * @property {'element' | 'row' | 'auto'} sample
 * @property {number | undefined} classes
 * @property {number} smoothing of labels
 * @property {number | undefined} ignoreIndex
 * @property {boolean} ignores the call itself says it, not a convention
 * @property {boolean} root
 * @property {boolean} arrays whether options are given that are arrays
 * @property {boolean} changes whether options that change data are given
 * @property {number} clip
 * @property {number} floor
 * @property {boolean} normalize
 * @property {string} subgradient at kinks
 * @property {boolean} surrogate whether something stands in for the curvature
 * @property {boolean} free targets may be any numbers, as a parameter is
 */

/** The plan of a call without options. @param {Sample} loss */
export const usual = (loss) => planned(loss, NONE)

/**
 * The plan of a call. Calls come with the same options over and over, often in a new object: those of the last call are not
 * checked again.
 *
 * @param {import('./loss.js').Known} loss
 * @param {Record<string, any>} options
 * @returns {Plan}
 */
export function planOf(loss, options) {
	if (options === NONE) return loss.usual
	if (!isOf(loss.last, options)) loss.last = planned(loss, options)
	return loss.last
}

/** Whether a plan was made of options like these, and of some. @param {Plan} plan @param {any} options */
function isOf({ names, values }, options) {
	if (typeof options !== 'object') return false
	let k = 0
	for (const name in options) {
		const value = options[name]
		if (name !== names[k] || (value !== values[k] && (values[k] !== ARRAYS || value === undefined))) return false
		k++
	}
	return k > 0 && k === names.length
}

/** @param {Sample} loss @param {Record<string, any>} given @returns {Plan} */
function planned(loss, given) {
	const options = settled(loss, given)
	const parameters = checkOptions(loss, options)
	const names = Object.keys(given)
	return {
		names,
		values: names.map((name) => (ARRAYS.has(name) && given[name] !== undefined ? ARRAYS : given[name])),
		parameters,
		reduction: options.reduction ?? 'mean',
		denominator: options.denominator ?? 'weights',
		labels: options.labels ?? 'pm1',
		sample: options.sample ?? 'element',
		classes: options.classes,
		smoothing: options.labelSmoothing ?? 0,
		ignoreIndex: options.ignoreIndex,
		ignores: given.ignoreIndex !== undefined,
		root: options.root === true,
		arrays: anyOf(given, ARRAYS),
		changes: anyOf(options, changing(loss)),
		clip: options.clip ?? 0,
		floor: options.floor ?? 0,
		normalize: options.normalize === true,
		subgradient: options.subgradient ?? 'least',
		surrogate: (options.curvature ?? 'exact') !== 'exact',
		free: isFree(loss, parameters),
	}
}

/** @param {Description} loss @param {string} name @param {string[]} names */
function unknown(loss, name, names) {
	const near = nearest(name, names)
	return new LossError(
		'option',
		loss.id,
		`unknown option ${show(name)}${near ? `, did you mean ${show(near)}?` : `; it takes ${names.join(', ')}`}`,
		{ option: name, nearest: near, allowed: names },
	)
}

/** @param {Description} loss @param {string} name */
const isParameter = (loss, name) => loss.parameters.some((parameter) => parameter.name === name)

/** @param {Description} loss @param {import('./module.js').Parameter} parameter @param {unknown} [got] */
function parameterValue(loss, { name, value, range }, got = value) {
	const allowed = interval(range)
	if (allowed.choices) {
		const choice = String(got)
		if (!allowed.choices.includes(choice))
			throw refuse(loss, 'parameter', name, allowed.phrase, got, { allowed: range })
		if (name === 'base') return UNITS[/** @type {keyof typeof UNITS} */ (choice)]
		return typeof got === 'boolean' || Number.isNaN(Number(choice)) ? allowed.choices.indexOf(choice) : Number(choice)
	}
	return checkNumber(loss, name, allowed, got)
}

/** A number of an interval, infinite only where that is closed there. @param {Description} loss @param {string} name @param {import('./interval.js').Interval} allowed @param {unknown} got */
function checkNumber(loss, name, { text, phrase, includes }, got) {
	const closed = (got === -Infinity && text.startsWith('[')) || (got === Infinity && text.endsWith(']'))
	if (typeof got === 'number' && (Number.isFinite(got) || closed) && includes(got)) return got
	const rest = phrase === 'be a number' ? '' : phrase.slice(2)
	const wanted =
		typeof got !== 'number' || Number.isNaN(got)
			? `be a number${rest}`
			: includes(got)
				? `be finite${rest && ` and${rest}`}`
				: phrase
	throw refuse(loss, 'parameter', name, wanted, got, { allowed: text })
}

/** @param {Description} loss @param {string} code @param {string} option @param {string} phrase @param {unknown} got @param {object} [details] */
const refuse = (loss, code, option, phrase, got, details) =>
	new LossError(code, loss.id, `${option} must ${phrase}, got ${show(got)}`, { option, got, ...details })
