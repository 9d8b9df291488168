/** What a loss's description means for the page: which data, which controls, which axes. */

import { losses } from 'losslab'

/** @typedef {import('./types.js').Loss} Loss */
/** @typedef {{low: number, high: number, lowOpen: boolean, highOpen: boolean}} Interval */

/** @type {Record<string, Loss>} */
export const catalogue = /** @type {any} */ (losses)

/** @param {string} id @returns {Loss | undefined} */
export const find = (id) =>
	Object.hasOwn(catalogue, id) ? catalogue[id] : Object.values(catalogue).find((loss) => loss.aliases.includes(id))

export const fallback = Object.keys(catalogue)[0]

/** Several numbers a sample: a row of classes, or a tuple of named numbers. @param {Loss} loss */
export const isRow = (loss) => loss.shape !== 'element'

/** A few numbers with names: mean and variance, the corners of a box. @param {Loss} loss */
export const isTuple = (loss) => loss.shape === 'tuple'

/** What a component of a prediction may be. @param {Loss} loss @param {number} k */
export const boundsOf = (loss, k) => interval(isTuple(loss) ? loss.predicted[k]?.range : loss.domain)

/** The name of a component of a prediction. @param {Loss} loss @param {number} k */
export const componentName = (loss, k) =>
	isTuple(loss) ? cornered(loss.predicted[k]?.name ?? '') : `${symbol(loss)}${subscript(k)}`

/** x1 is written x₁. @param {string} name */
export const cornered = (name) => name.replace(/^([a-z])(\d)$/, (_, letter, digit) => letter + subscript(digit))

/** @param {number | string} k */
export const subscript = (k) => String(k).replace(/\d/g, (d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)])

/** Rows of any width, in which a class is one number. @param {Loss} loss */
export const hasWidth = (loss) => loss.shape === 'row'

/** A loss without targets, such as the entropy, ignores them. @param {Loss} loss */
export const hasTargets = (loss) => loss.labels !== 'none'

/** Rows whose target may be a class index. @param {Loss} loss */
export const hasClasses = (loss) => hasWidth(loss) && loss.labels === 'classes'

/**
 * @param {string} text such as '[0, 1]' or '(-inf, inf)'
 * @returns {Interval}
 */
export function interval(text) {
	const found = /^([[(])\s*([^,]+),\s*([^\])]+)([\])])$/.exec(String(text ?? '').trim())
	if (!found) return { low: -Infinity, high: Infinity, lowOpen: true, highOpen: true }
	const bound = (/** @type {string} */ s) => (/inf/.test(s) ? (s.trim()[0] === '-' ? -Infinity : Infinity) : Number(s))
	return { low: bound(found[2]), high: bound(found[3]), lowOpen: found[1] === '(', highOpen: found[4] === ')' }
}

/** The symbol of the prediction, as the formula writes it. @param {Loss} loss */
export function symbol(loss) {
	const symbols = /** @type {Record<string, string>} */ ({ probability: 'p', logit: 'z', margin: 'f' })
	return symbols[loss.variable] ?? 'ŷ'
}

/** The symbol of the formula's own variable. @param {Loss} loss */
export function variableSymbol(loss) {
	const symbols = /** @type {Record<string, string>} */ ({ residual: 'r', margin: 'm', probability: 'p', logit: 'z' })
	return symbols[loss.variable] ?? 'ŷ'
}

/** The formula's variable is made of both target and prediction. @param {Loss} loss */
export const isDerived = (loss) => !isRow(loss) && (loss.variable === 'residual' || loss.variable === 'margin')

/** @param {Loss} loss @param {number} y @param {number} f */
export const variableAt = (loss, y, f) =>
	loss.variable === 'residual' ? f - y : loss.variable === 'margin' ? y * f : f

/** Data of one kind can be kept when the loss is changed to another of the same kind. @param {Loss} loss */
export function kind(loss) {
	const bounds = interval(loss.domain)
	if (!isRow(loss))
		return [loss.labels, loss.labels === 'real' && bounds.low === -Infinity ? '' : loss.domain].join(' ')
	if (isTuple(loss)) return [...loss.predicted, ...loss.observed].map((field) => field.name).join(' ')
	return `row ${loss.domain} ${loss.labels === 'rows' ? loss.targets : ''}`
}

/** The targets of hard labels, for which a curve each is drawn. @param {Loss} loss */
export function targets(loss) {
	if (isRow(loss)) return []
	if (loss.labels === 'pm1') return [1, -1]
	return loss.labels === 'unit' ? [1, 0] : []
}

/** Sliders run over this part of a parameter's range. @param {import('./types.js').Parameter} parameter */
export function sliderRange(parameter) {
	const { low, high, lowOpen, highOpen } = interval(parameter.range)
	const given = Number(parameter.value)
	const value = Number.isFinite(given) ? given : Number.isFinite(high) ? high - 20 : low + 20
	const size = Math.max(Math.abs(value), 1)
	let from = Number.isFinite(low) ? low : value - 4 * size
	let to = Number.isFinite(high) && high <= 100 * size ? high : Math.max(value + 4 * size, from + 1)
	const step = niceStep((to - from) / 100)
	if (lowOpen && from === low) from += step
	if (highOpen && to === high) to -= step
	return { from, to, step }
}

/** @param {number} raw */
export function niceStep(raw) {
	const power = 10 ** Math.floor(Math.log10(raw))
	const digit = raw / power
	return (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power
}

/** Words of a parameter that is chosen from a list. @param {import('./types.js').Parameter} parameter @returns {string[]} */
export function choices(parameter) {
	if (Array.isArray(parameter.range)) return parameter.range.map(String)
	return /^[[(].*,/.test(String(parameter.range))
		? []
		: String(parameter.range ?? '')
				.split(/\s*[|,]\s*/)
				.filter(Boolean)
}

/** The parameters of the formula; what only guards a logarithm is no control. @param {Loss} loss */
export const shownParameters = (loss) =>
	loss.parameters.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(loss.formula))
