/** The first and second derivative of a loss's formula, as formulas: what its page shows beside the loss. */

import { parse } from '../elements/expression.js'
import {
	add,
	choose,
	divide,
	is,
	mentions,
	multiply,
	negate,
	number,
	ONE,
	power,
	print,
	subtract,
	sum,
	ZERO,
} from './algebra.js'

/** @typedef {import('../elements/expression.js').Tree} Tree */
/** @typedef {import('../elements/types.js').Description} Description */
/**
 * A derivative by x[i] within sums over k, j ...: what stands by itself, and what stands only where the running class is i.
 * @typedef {Record<string, Tree>} Parts
 */

/** The class by whose number a row's formula is derived. */
export const CLASS = 'i'
const call = (/** @type {string} */ name, /** @type {Tree[]} */ ...inner) => ['call', name, ...inner]
const two = number(2)

/** Outer derivatives. @type {Record<string, (u: Tree) => Tree>} */
const OUTER = {
	log: (u) => divide(ONE, u),
	exp: (u) => call('exp', u),
	sqrt: (u) => divide(ONE, multiply(two, call('sqrt', u))),
	abs: (u) => call('sign', u),
	sin: (u) => call('cos', u),
	cos: (u) => negate(call('sin', u)),
	tanh: (u) => subtract(ONE, power(call('tanh', u), two)),
	cosh: (u) => call('sinh', u),
	sinh: (u) => call('cosh', u),
	atan: (u) => divide(ONE, add(ONE, power(u, two))),
	acos: (u) => negate(divide(ONE, call('sqrt', subtract(ONE, power(u, two))))),
	sigma: (u) => multiply(call('sigma', u), subtract(ONE, call('sigma', u))),
	sign: () => ZERO,
	floor: () => ZERO,
}
/** A threshold is where the formula is least: it counts as constant, once. */
const CONSTANT = new Set(['lgamma', 'argmax', 'frozen', 'threshold'])

/** @param {Tree} tree @param {string} name @param {boolean} isRow @returns {Parts} */
function parts(tree, name, isRow) {
	const of = (/** @type {Tree} */ t) => parts(t, name, isRow)
	const [kind, a, b, c] = tree
	if (!mentions(tree, name)) return {}
	if (kind === 'name') return { '': ONE }
	if (kind === 'index') {
		if (b[0] !== 'name') throw new RangeError('a class that is looked up')
		return { [b[1] === CLASS ? '' : b[1]]: ONE }
	}
	if (kind === 'negate') return map(of(a), negate)
	if (kind === '+') return join(of(a), of(b), add)
	if (kind === '-') return join(of(a), of(b), subtract)
	if (kind === '*')
		return join(map(of(a), (t) => multiply(t, b)), map(of(b), (t) => multiply(a, t)), add) // prettier-ignore
	if (kind === '/') {
		if (!mentions(b, name)) return map(of(a), (t) => divide(t, b))
		const over = power(b, two)
		return join(map(of(a), (t) => divide(t, b)), map(of(b), (t) => divide(multiply(a, t), over)), subtract) // prettier-ignore
	}
	if (kind === '^') {
		if (mentions(b, name)) throw new RangeError('an exponent that varies')
		if (isRamp(a) && b[0] === '-') throw new RangeError('a power of 0 that may be negative')
		const outer = multiply(b, power(a, subtract(b, ONE)))
		// where max(0, u) is 0, so is what stands before its derivative
		if (isRamp(a) && isMore(b)) return map(of(a[3]), (t) => multiply(outer, t))
		return map(of(a), (t) => multiply(outer, t))
	}
	if (kind === 'let') {
		const inner = of(b)
		if (isRow && Object.keys(inner).length) throw new RangeError('a name in a row')
		const through = (/** @type {string} */ by, /** @type {Tree} */ slope) =>
			map(parts(c, by, isRow), (t) => multiply(t, slope))
		const own = through(name, ONE)
		const all = inner[''] ? join(own, through(a, inner['']), add) : own
		return map(all, (t) => (mentions(t, a) ? ['let', a, b, t] : t))
	}
	if (kind === '?') return join(of(b), of(c), (yes, no) => choose(a, yes, no))
	if (kind !== 'call') throw new RangeError(kind)
	if (CONSTANT.has(a)) return {}
	if (a === 'sum') {
		const { [b[1]]: at, ...rest } = of(c)
		const summed = map(rest, (t) => sum(b[1], t))
		return at ? join(summed, { '': put(at, b[1]) }, add) : summed
	}
	if (isRamp(tree)) return map(of(c), (t) => choose(['>', c, ZERO], t, ZERO))
	if (a === 'log' && b[0] === 'call' && b[1] === 'cosh') return map(of(b[2]), (t) => multiply(call('tanh', b[2]), t))
	const logit = a === 'log' && softplus(b)
	if (logit) return map(of(logit), (t) => multiply(call('sigma', logit), t))
	if (a === 'max' || a === 'min') return join(of(b), of(c), (first, second) => choose([a === 'max' ? '>' : '<', b, c], first, second)) // prettier-ignore
	const outer = OUTER[a]
	if (!outer || c) throw new RangeError(`no derivative of ${a}`)
	return map(of(b), (t) => multiply(outer(b), t))
}

/** The u of log(1 + exp(u)). @param {Tree} tree @returns {Tree | false} */
const softplus = (tree) =>
	tree[0] === '+' && is(tree[1], 1) && tree[2][0] === 'call' && tree[2][1] === 'exp' && tree[2][2]

/** max(0, u) @param {Tree} tree */
const isRamp = (tree) => tree[0] === 'call' && tree[1] === 'max' && is(tree[2], 0)

/** More than 1, or what is not negative and 1. @param {Tree} tree */
const isMore = ([kind, a, b]) => (kind === 'number' && a > 1) || (kind === '+' && is(b, 1))

/** @param {Parts} given @param {(tree: Tree) => Tree} f @returns {Parts} */
const map = (given, f) => Object.fromEntries(Object.entries(given).map(([key, tree]) => [key, f(tree)]))

/** @param {Parts} a @param {Parts} b @param {(a: Tree, b: Tree) => Tree} f */
const join = (a, b, f) =>
	Object.fromEntries(
		[...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, f(a[key] ?? ZERO, b[key] ?? ZERO)]),
	)

/** A term at the class itself. @param {any} tree @param {string} k @returns {any} */
const put = (tree, k) =>
	Array.isArray(tree)
		? tree[0] === 'name' && tree[1] === k
			? ['name', CLASS]
			: tree.map((part) => put(part, k))
		: tree

/** @param {Tree} tree @param {string} name @param {boolean} isRow */
const derivative = (tree, name, isRow) => parts(tree, name, isRow)[''] ?? ZERO

const VARIABLE = /** @type {Record<string, string>} */ ({
	residual: 'r',
	margin: 'm',
	logit: 'z',
	probability: 'p',
	prediction: 'f',
})

/** Longer than this no one reads. */
const LONGEST = 260

/**
 * By each number of the prediction: one, or for a tuple several; for a row, by its class i.
 * @param {Description} loss
 * @returns {{by: string, gradient: string, curvature: string | null}[]} none where the formula has no derivative that is worth reading
 */
export function derivatives(loss) {
	const isRow = loss.shape === 'row'
	const names =
		loss.shape === 'tuple'
			? loss.predicted.map(({ name }) => name)
			: [isRow && loss.variable === 'margin' ? 'f' : VARIABLE[loss.variable]]
	const tree = parse(loss.formula)
	const derived = (/** @type {Tree} */ of, /** @type {string} */ by) => attempt(() => derivative(of, by, isRow))
	return names.flatMap((by) => {
		const gradient = derived(tree, by)
		const curvature = gradient && !loss.formula.includes('threshold(') && derived(gradient, by)
		if (!gradient || print(gradient).length > LONGEST) return []
		const second = curvature && print(curvature).length <= LONGEST ? print(curvature) : null
		return [{ by: isRow ? `${by}[${CLASS}]` : by, gradient: print(gradient), curvature: second }]
	})
}

/** @param {() => Tree} derive @returns {Tree | null} */
function attempt(derive) {
	try {
		return derive()
	} catch (error) {
		if (error instanceof RangeError) return null
		throw error
	}
}
