/** The same data under another loss: labels recoded, scores turned into probabilities. */

import { sigmoid, softmax } from './chain.js'
import { compute, ownOptions, toProblem } from './compute.js'
import { catalogue, hasTargets, hasWidth, interval, isRow, isTuple, kind } from './describe.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Loss} Loss */
/** @typedef {{value: number | null, each: ArrayLike<number>, yPred: ArrayLike<number>, problem: import('./types.js').Problem | null, how: string}} Reading */

const isUnit = (/** @type {Loss} */ loss) => interval(loss.domain).high === 1
const isScore = (/** @type {Loss} */ loss) => loss.variable === 'logit' || loss.variable === 'margin'

/** How data of one loss are read by another; undefined if they cannot be. @param {Loss} from @param {Loss} to @returns {string | undefined} */
export function reading(from, to) {
	if (from === to) return 'same'
	if (isTuple(from) || isTuple(to)) return kind(from) === kind(to) ? 'same' : undefined
	if (isRow(from)) {
		if (!isRow(to)) return to.labels === 'real' ? 'flat' : undefined
		if (from.variable === 'logit' && to.variable === 'probability') return 'softmax'
		if (from.variable === 'probability' && to.variable === 'logit') return undefined
		return from.labels === to.labels || to.labels === 'rows' ? 'same' : undefined
	}
	if (isRow(to)) return undefined
	const isBinary = (/** @type {Loss} */ loss) => loss.labels === 'pm1' || loss.labels === 'unit'
	if (isBinary(from) && isBinary(to)) {
		if (isScore(from) && isUnit(to)) return 'sigmoid'
		return isScore(from) === isScore(to) ? 'same' : undefined
	}
	if (isBinary(to)) return undefined
	return 'same'
}

/** @param {Float64Array} y @param {boolean} isPm1 of the source @param {Loss} to @returns {Float64Array} */
function recode(y, isPm1, to) {
	if (to.labels === 'pm1' && !isPm1) return y.map((v) => (v === 0 ? -1 : v))
	if (to.labels === 'unit' && isPm1) return y.map((v) => (v + 1) / 2)
	return y
}

/** Class indices as distributions. @param {Float64Array} y @param {number} width */
function oneHot(y, width) {
	const out = new Float64Array(y.length * width)
	for (let i = 0; i < y.length; i++) out[i * width + y[i]] = 1
	return out
}

/** The state's data under another loss. @param {State} state @param {string} id @param {'p' | 'q'} [model] @returns {Reading} */
export function read(state, id, model = 'p') {
	const source = compute(state, state.loss, model)
	const to = catalogue[id]
	const how = reading(source.loss, to)
	const { width, rows, weights } = source
	let { yTrue, yPred } = source
	const nothing = { value: null, each: [], yPred, how: how ?? '' }
	if (!how) return { ...nothing, problem: { code: 'unlike', message: '', details: {} } }
	if (!rows.length) return { ...nothing, problem: source.problem ?? { code: 'empty', message: '', details: {} } }
	const isPm1 = source.loss.labels === 'pm1' && state.coding === 'pm1'
	const own = ownOptions(to, { ...state, coding: 'pm1' })
	try {
		if (how === 'sigmoid') yPred = sigmoid(yPred)
		if (how === 'softmax') yPred = softmax(yPred, width)
		if ((how === 'flat' || to.labels === 'rows') && yTrue.length === rows.length && width > 1)
			yTrue = oneHot(yTrue, width)
		if (!isRow(source.loss)) yTrue = recode(yTrue, isPm1, to)
		const base = { ...own, ...(hasWidth(to) ? { classes: width } : {}) }
		const weigh =
			weights && how !== 'flat'
				? {
						weights,
						...(state.reduction === 'mean' && state.denominator !== 'weights'
							? { denominator: state.denominator }
							: {}),
					}
				: {}
		const truth = hasTargets(to) ? yTrue : null
		const value = to(truth, yPred, { ...base, ...weigh, reduction: state.reduction })
		return {
			value: state.reduction === 'none' ? null : value,
			each: to(truth, yPred, { ...base, reduction: 'none' }),
			yPred,
			problem: null,
			how,
		}
	} catch (error) {
		return { ...nothing, problem: toProblem(error) }
	}
}
