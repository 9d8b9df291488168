// Data that suits a loss, made from its description.
import { formula } from './formula.js'

/** A sequence that is the same everywhere (mulberry32). @param {number} seed */
export function random(seed) {
	let state = seed
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let t = Math.imul(state ^ (state >>> 15), 1 | state)
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
	}
}

/** @param {string} text */
export const bounds = (text) =>
	text
		.slice(1, -1)
		.split(',')
		.map((bound) => Number(bound.trim().replace('inf', 'Infinity')))

/** A number well inside an interval. @param {string} text @param {() => number} next */
function inside(text, next) {
	const [low, high] = bounds(text)
	if (low === -Infinity) return 8 * next() - 4
	if (high === Infinity) return low + 0.1 + 5 * next()
	return low + (high - low) * (0.05 + 0.9 * next())
}

export const CLASSES = 5

/** Numbers in yPred and in yTrue a sample. @param {any} loss @param {number} [classes] */
export const widths = (loss, classes = CLASSES) =>
	loss.shape === 'row'
		? [classes, classes]
		: loss.shape === 'tuple'
			? [loss.predicted.length, loss.observed.length]
			: [1, 1]

/** Targets and predictions, flat. @param {any} loss @param {number} samples @param {number} [seed] @param {number} [classes] */
export function data(loss, samples, seed = 1, classes = CLASSES) {
	const next = random(seed)
	const [inputs, truths] = widths(loss, classes)
	const range = (/** @type {any[]} */ fields, /** @type {number} */ i, /** @type {string} */ all) =>
		loss.shape === 'tuple' ? fields[i % fields.length].range : all
	const yPred = Float64Array.from({ length: samples * inputs }, (_, i) =>
		Math.fround(inside(range(loss.predicted, i, loss.domain), next)),
	)
	const yTrue = Float64Array.from({ length: samples * truths }, (_, i) => {
		if (loss.shape === 'tuple') return Math.fround(inside(range(loss.observed, i, ''), next))
		if (loss.labels === 'pm1') return next() < 0.5 ? -1 : 1
		if (loss.labels === 'unit' && next() < 0.6) return next() < 0.5 ? 0 : 1
		return Math.fround(inside(loss.targets || '(-inf, inf)', next))
	})
	const options = loss.shape === 'row' ? { classes } : {}
	if (loss.normalized) normalize(yTrue, classes)
	return { yTrue: loss.labels === 'none' ? null : yTrue, yPred, options }
}

/** @param {Float64Array} rows @param {number} classes */
function normalize(rows, classes) {
	for (let i = 0; i < rows.length; i += classes) {
		let total = 0
		for (let k = i; k < i + classes; k++) total += rows[k]
		for (let k = i; k < i + classes; k++) rows[k] = Math.fround(rows[k] / total)
	}
}

/** What the formula says of each sample; what it freezes is computed at another prediction, if one is given. @param {any} loss @param {any} yTrue @param {any} yPred @param {Record<string, any>} parameters @param {number} [classes] @param {any} [frozenAt] */
export function expected(loss, yTrue, yPred, parameters, classes = CLASSES, frozenAt) {
	const value = formula(loss.formula)
	if (loss.shape === 'row')
		return Array.from({ length: yPred.length / classes }, (_, row) => {
			const cut = (/** @type {any} */ x) => (x ? Array.from(x.subarray(row * classes, (row + 1) * classes)) : undefined)
			const z = cut(yPred)
			return value({ ...parameters, classes, y: cut(yTrue), z, p: z, f: z })
		})
	if (loss.shape === 'tuple') {
		const { predicted, observed } = loss
		return Array.from({ length: yPred.length / predicted.length }, (_, i) => {
			const scope = { ...parameters }
			predicted.forEach(({ name }, k) => (scope[name] = yPred[i * predicted.length + k]))
			observed.forEach(({ name }, k) => (scope[name] = yTrue[i * observed.length + k]))
			const at =
				frozenAt &&
				Object.fromEntries(predicted.map((/** @type {any} */ { name }, /** @type {number} */ k) => [name, frozenAt[k]]))
			return value({ ...scope, at })
		})
	}
	return Array.from(yPred, (z, i) => {
		const y = yTrue[i]
		return value({ ...parameters, y, z, p: z, f: z, r: z - y, m: y * z })
	})
}

const read = (/** @type {string} */ choice) =>
	({ true: true, false: false })[choice] ?? (Number.isNaN(Number(choice)) ? choice : Number(choice))

/** Every setting worth a look: the defaults, and each parameter near its bounds or at each choice. @param {any} loss */
export function settingsOf(loss) {
	/** @type {Record<string, any>[]} */
	const settings = [{}]
	for (const { name, value, range } of loss.parameters) {
		if (range.includes('|')) settings.push(...range.split(' | ').map((choice) => ({ [name]: read(choice) })))
		else {
			const [low, high] = bounds(range)
			settings.push(
				{ [name]: Number.isFinite(low) ? low + 0.25 : value - 3 },
				{ [name]: Number.isFinite(high) ? high - 0.125 : value + 2 },
			)
			if (range.startsWith('[')) settings.push({ [name]: low })
			if (range.endsWith(']')) settings.push({ [name]: high })
		}
	}
	return settings
}

/** The defaults of a loss's parameters. @param {any} loss */
export const defaults = (loss) => Object.fromEntries(loss.parameters.map(({ name, value }) => [name, value]))

/** Whether one sample of a tuple is near a kink: where an expression in its fields vanishes. @param {any} loss @param {any} y @param {any} z @param {Record<string, any>} parameters */
export function atFold(loss, y, z, parameters) {
	const scope = { ...parameters }
	loss.predicted.forEach(({ name }, k) => (scope[name] = z[k]))
	loss.observed.forEach(({ name }, k) => (scope[name] = y[k]))
	return loss.kinks.some((kink) => Math.abs(formula(kink)(scope)) < 0.01)
}

/** Where an elementwise loss has a kink, as the variable's positions. @param {any} loss @param {Record<string, any>} parameters @param {number} y the target */
export const kinks = (loss, parameters, y) =>
	[
		...loss.kinks.filter((kink) => kink !== 'ties'),
		...(parameters.logFloor > -Infinity ? FLOORS : []),
		...(parameters.logClip > 0 ? CLIPS : []),
	].map((kink) => formula(kink)({ ...parameters, y }))

/** Where a guarded logarithm reaches its floor. */
const FLOORS = ['exp(logFloor) - epsilon', '1 + epsilon - exp(logFloor)']

/** Where a probability is clipped for its logarithm. */
const CLIPS = ['logClip', '1 - logClip']

/** Whether a guard has the slope at a probability be another than that of the value. @param {Record<string, any>} parameters @param {number} p */
export const steadied = ({ varianceFloor = 0 }, p) => p * (1 - p) < varianceFloor

/** The variable of a sample. @param {any} loss @param {number} y @param {number} z */
export const variable = (loss, y, z) => (loss.variable === 'residual' ? z - y : loss.variable === 'margin' ? y * z : z)

/** The distance of two numbers in units of the last place of the wanted one. @param {number} got @param {number} want @param {boolean} single */
export function ulps(got, want, single) {
	if (Object.is(got, want) || got === want || (Number.isNaN(got) && Number.isNaN(want))) return 0
	const [digits, tiny] = single ? [23, 2 ** -149] : [52, 2 ** -1074]
	const exponent = Math.floor(Math.log2(Math.abs(want)))
	return Math.abs(got - want) / Math.max(2 ** (exponent - digits), tiny)
}

/** Whether a setting has a part of the formula count as constant in derivatives: `alike ? frozen(A) : A`, or `frozen(A)` where A has a parameter of it. @param {any} loss @param {Record<string, any>} setting */
export const freezes = (loss, setting) =>
	[...loss.formula.matchAll(/(?:(\w+) \? )?frozen\(([^()]*(?:\([^()]*\))*)/g)].some(([, name, held]) =>
		name ? setting[name] === true : Object.keys(setting).some((option) => held.includes(option) && setting[option]),
	)
