/** An expression with numbers put in, as MathML. */

import { h } from './dom.js'
import { evaluate, over } from './expression.js'
import { format } from './numbers.js'

/** @typedef {import('./expression.js').Tree} Tree */
/**
 * @typedef {object} Scope
 * @property {Record<string, any>} values of names: numbers, or one a class
 * @property {(name: string, places: number[]) => string | undefined} cellOf where a number stands in the table
 * @property {number} [count] classes
 * @property {Set<string>} [absent] names that stand for 1, since nothing was given: they are left out of products
 * @property {Set<string>} [switches] names that are true or false
 */

/** How tightly operators bind. */
export const LEVEL = /** @type {Record<string, number>} */ ({
	'?': 0,
	or: 1,
	and: 2,
	'==': 3,
	'!=': 3,
	'<': 3,
	'<=': 3,
	'>': 3,
	'>=': 3,
	'+': 4,
	'-': 4,
	'*': 5,
	'/': 5,
	'%': 5,
	negate: 5,
	'^': 7,
})
const SIGNS = /** @type {Record<string, string>} */ ({
	'<=': '≤',
	'>=': '≥',
	'==': '=',
	'!=': '≠',
	'-': '−',
	'*': '·',
	'%': 'mod',
	and: '∧',
	or: '∨',
})
/** Functions by the names they are written with. */
const CALLED = /** @type {Record<string, string>} */ ({ log: 'ln', sigma: 'σ', sign: 'sgn' })
const SHOWN = 6

const mo = (/** @type {string} */ text) => h('mo', null, text)
const mi = (/** @type {string} */ text) => h('mi', null, text)
const row = (/** @type {any[]} */ ...parts) => h('mrow', null, ...parts)

/** @param {number} x @param {string} [cell] @param {boolean} [isTight] a negative number needs brackets */
function mn(x, cell, isTight = false) {
	const text = format(x, 5)
	const number = h('mn', { 'data-cell': cell, title: String(x) }, text)
	return isTight && text.startsWith('−') ? row(mo('('), number, mo(')')) : number
}

/** @param {Tree} tree @param {Scope} scope @param {Record<string, any>} [bound] indices of sums @param {boolean} [isInner] a term of a sum: further sums over a batch are numbers there @returns {any} */
export function typeset(tree, scope, bound = {}, isInner = false) {
	const value = (/** @type {Tree} */ t) => evaluate(t, { ...scope.values, ...bound }, scope.count)
	/** What is shown as one number: names, calls of the formula's own functions. @param {Tree} t */
	const isNumber = (t) =>
		['name', 'index', 'at'].includes(t[0]) ||
		(t[0] === 'call' &&
			(Object.hasOwn(scope.values, t[1]) || (isInner && isBatched(t)) || isCount(t) || t[1] === 'threshold'))
	/** @param {Tree} t @param {number} [outer] @param {boolean} [isFirst] @returns {any} */
	function set(t, outer = 0, isFirst = false) {
		if (t[0] === '?') return set(value(t[1]) ? t[2] : t[3], outer, isFirst)
		if (isNumber(t)) return named(t, !isFirst || outer > 6)
		const rest = alone(t)
		if (rest) return set(rest, outer, isFirst)
		const inner = t[0] === 'call' && ['sum', 'cumulative'].includes(t[1]) ? 4 : (LEVEL[t[0]] ?? 9)
		return inner < outer ? row(mo('('), bare(t), mo(')')) : bare(t)
	}
	/** @param {Tree} t @param {boolean} isTight */
	function named(t, isTight) {
		if (t[0] === 'call') return mn(value(t), undefined, isTight)
		const [name, ...indices] = indexed(t)
		const places = indices.map(value)
		const given = name === 'classes' ? scope.count : undefined
		const found = places.reduce((array, k) => array?.[k], bound[name] ?? scope.values[name] ?? given)
		if (typeof found !== 'number' || scope.switches?.has(name)) return mi(name === 'pi' ? 'π' : name)
		if (name === 'base' && found === Math.E) return mi('e')
		return mn(found, Object.hasOwn(bound, name) ? undefined : scope.cellOf(name, places), isTight)
	}
	/** What is left of a product with nothing, of a quotient by 1. @param {Tree} t @returns {Tree | false | undefined} */
	const alone = ([kind, a, b]) =>
		kind === '/'
			? (isUnit(b, scope) || (isMade(b) && value(b) === 1)) && a
			: kind === '*' && scope.absent?.has(indexed(a)[0]) && b
	/** @param {Tree} t @returns {any} */
	function bare(t) {
		const [kind, a, b, c] = t
		if (isNumber(t)) return named(t, false)
		const rest = alone(t)
		if (rest) return set(rest, 0, true)
		switch (kind) {
			case 'number':
				return mn(a)
			case 'negate':
				return row(mo('−'), set(a, 5))
			case '/':
				return h('mfrac', null, set(a, 0, true), set(b, 0, true))
			case '^':
				return h('msup', null, set(a, 8), set(b, 0, true))
			case '?':
				return set(t, 0, true)
			case 'call':
				return call(t)
		}
		if (kind === 'let') return typeset(c, { ...scope, values: { ...scope.values, [a]: value(b) } }, bound)
		if (kind === 'not') return row(mo('¬'), set(a, 9))
		const level = LEVEL[kind]
		return row(set(a, level, true), mo(SIGNS[kind] ?? kind), set(b, kind === '-' || kind === '*' ? level + 0.5 : level))
	}
	/** What a sum adds: its terms for those that it counts, and those of a sum within it. @param {Tree} t @param {Record<string, any>} [around] @returns {{term: Tree, own: Record<string, any>}[]} */
	function terms(t, around = bound) {
		const last = t[t.length - 1]
		const isChoice = isBatched(t) && last[0] === '?' && isNothing(last[3])
		const term = isChoice ? last[2] : last
		return over(t, scope.values, scope.count ?? 0).flatMap((k) => {
			const own = { ...around, [t[2][1]]: k }
			if (isChoice && !evaluate(last[1], { ...scope.values, ...own })) return []
			return isBatched(t) && isBatched(term) && term[1] === t[1] ? terms(term, own) : [{ term, own }]
		})
	}
	/** What a sum up to a class adds. @param {Tree[]} args the index and the term */
	const upTo = ([index, term]) =>
		Array.from({ length: value(index) + 1 }, (_, k) => ({ term, own: { ...bound, [index[1]]: k } }))
	/** @param {Tree} t @returns {any} */
	function call([, name, ...args]) {
		const list = () => args.flatMap((arg, i) => (i ? [mo(','), set(arg, 0, true)] : [set(arg, 0, true)]))
		const each = (/** @type {string} */ sign) => {
			const all = name === 'cumulative' ? upTo(args) : terms(['call', name, ...args])
			const views = all.slice(0, SHOWN).map(({ term, own }) => {
				const view = typeset(term, scope, own, isInner || args.length > 2)
				return sign === '+' && (needsBrackets(term) || isNegative(view)) ? row(mo('('), view, mo(')')) : view
			})
			const joined = views.flatMap((view, k) => (k ? [mo(sign), view] : [view]))
			return all.length > SHOWN ? [...joined, mo(sign), mo('…')] : joined
		}
		if (isBatched(['call', name, ...args]) && !terms(['call', name, ...args]).length)
			return mn(value(['call', name, ...args]))
		if (name === 'frozen') return set(args[0])
		if (name === 'sum' || name === 'cumulative') return row(...each('+'))
		if (name === 'largest' || name === 'smallest')
			return row(mi(name === 'largest' ? 'max' : 'min'), mo('('), ...each(','), mo(')'))
		if (name === 'argmax' || ((name === 'max' || name === 'min') && args[0][0] === 'name' && args[1]?.[0] === 'index'))
			return row(mi(name === 'argmax' ? 'arg max' : name), mo('('), ...each(','), mo(')'))
		if (name === 'abs') return row(mo('|'), ...list(), mo('|'))
		if (name === 'sqrt') return h('msqrt', null, ...list())
		if (name === 'log2') return row(h('msub', null, mi('log'), h('mn', null, '2')), mo('('), ...list(), mo(')'))
		if (name === 'exp') return h('msup', null, mi('e'), set(args[0], 0, true))
		return row(mi(CALLED[name] ?? name), mo('('), ...list(), mo(')'))
	}
	return bare(tree)
}

/** ln e, by which nothing need be divided. @param {Tree} tree @param {Scope} scope */
const isUnit = (tree, scope) =>
	tree[0] === 'call' && tree[1] === 'log' && tree[2][1] === 'base' && scope.values.base === Math.E

/** An array and its indices: `a[i][k]`. @param {Tree} tree @returns {[string, ...Tree[]]} */
const indexed = ([kind, a, k]) => (kind === 'at' ? [...indexed(a), k] : kind === 'index' ? [a, k] : [a])

/** `sum(k, samples, x)` and its like. @param {Tree} tree */
const isBatched = (tree) => tree.length > 4 && ['sum', 'largest', 'smallest'].includes(tree[1])

/** A sum of ones. @param {Tree} tree */
const isCount = (tree) => {
	const term = tree[4]
	const one = term?.[0] === '?' ? term[2] : term
	return isBatched(tree) && one[0] === 'number' && one[1] === 1
}

/** A divisor that is made, not given. @param {Tree} tree */
const isMade = (tree) => tree[0] === '?' || isCount(tree)

/** What does not count in a sum, or in a maximum. @param {Tree} tree @returns {boolean} */
const isNothing = (tree) =>
	(tree[0] === 'number' && tree[1] === 0) ||
	(tree[0] === 'name' && tree[1] === 'inf') ||
	(tree[0] === 'negate' && isNothing(tree[1]))

/** Does it begin with a minus? @param {any} view @returns {boolean} */
const isNegative = (view) => (typeof view === 'string' ? view.startsWith('−') : isNegative(view.children[0]))

/** @param {Tree} tree a term of a sum that would be misread */
const needsBrackets = (tree) => tree[0] === 'negate' || tree[0] === '-' || tree[0] === '+'

/** The condition of the piece that holds, if the expression has pieces. @param {Tree} tree @param {Scope} scope @returns {any} */
export function condition(tree, scope) {
	if (tree[0] !== '?') return null
	const holds = evaluate(tree[1], scope.values, scope.count)
	return { holds: Boolean(holds), view: typeset(tree[1], scope) }
}
