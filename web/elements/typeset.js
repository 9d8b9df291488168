/** An expression with numbers put in, as MathML. */

import { h } from './dom.js'
import { evaluate } from './expression.js'
import { format } from './numbers.js'

/** @typedef {import('./expression.js').Tree} Tree */
/**
 * @typedef {object} Scope
 * @property {Record<string, any>} values of names: numbers, or one a class
 * @property {Record<string, string | string[]>} cells where a number stands in the table
 * @property {number} count classes
 */

const LEVEL = /** @type {Record<string, number>} */ ({
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

/** @param {Tree} tree @param {Scope} scope @param {Record<string, number>} [bound] indices of sums @returns {any} */
export function typeset(tree, scope, bound = {}) {
	const value = (/** @type {Tree} */ t) => evaluate(t, { ...scope.values, ...bound }, scope.count)
	/** @param {Tree} t @param {number} [outer] @param {boolean} [isFirst] @returns {any} */
	function set(t, outer = 0, isFirst = false) {
		const inner = t[0] === 'call' && t[1] === 'sum' ? 4 : (LEVEL[t[0]] ?? 9)
		if (inner < outer) return row(mo('('), bare(t), mo(')'))
		if (t[0] === 'name' || t[0] === 'index') return named(t, !isFirst || outer > 6)
		return bare(t)
	}
	/** @param {Tree} t @param {boolean} isTight */
	function named(t, isTight) {
		const [kind, name, index] = t
		const found = kind === 'index' ? scope.values[name]?.[value(index)] : (bound[name] ?? scope.values[name])
		if (typeof found !== 'number') return mi(name === 'pi' ? 'π' : name)
		if (name === 'base' && found === Math.E) return mi('e')
		const cell = scope.cells[name]
		return mn(found, Array.isArray(cell) ? cell[value(index)] : cell, isTight)
	}
	/** @param {Tree} t @returns {any} */
	function bare(t) {
		const [kind, a, b, c] = t
		switch (kind) {
			case 'number':
				return mn(a)
			case 'name':
			case 'index':
				return named(t, false)
			case 'negate':
				return row(mo('−'), set(a, 5))
			case '/':
				return isUnit(b, scope) ? set(a, 0, true) : h('mfrac', null, set(a, 0, true), set(b, 0, true))
			case '^':
				return h('msup', null, set(a, 8), set(b, 0, true))
			case '?':
				return row(set(value(a) ? b : c, 1, true))
			case 'call':
				return call(t)
		}
		if (kind === 'let') return typeset(c, { ...scope, values: { ...scope.values, [a]: value(b) } }, bound)
		if (kind === 'not') return row(mo('¬'), set(a, 9))
		const level = LEVEL[kind]
		return row(set(a, level, true), mo(SIGNS[kind] ?? kind), set(b, kind === '-' || kind === '*' ? level + 0.5 : level))
	}
	/** @param {Tree} t @returns {any} */
	function call([, name, ...args]) {
		const list = () => args.flatMap((arg, i) => (i ? [mo(','), set(arg, 0, true)] : [set(arg, 0, true)]))
		const each = (/** @type {string} */ sign) => {
			const terms = Array.from({ length: Math.min(scope.count, SHOWN) }, (_, k) =>
				typeset(args[1], scope, { ...bound, [args[0][1]]: k }),
			)
			const joined = terms.flatMap((term, k) =>
				k ? [mo(sign), needsBrackets(args[1]) && sign === '+' ? row(mo('('), term, mo(')')) : term] : [term],
			)
			return scope.count > SHOWN ? [...joined, mo(sign), mo('…')] : joined
		}
		if (name === 'sum') return row(...each('+'))
		if (name === 'largest' || name === 'smallest')
			return row(mi(name === 'largest' ? 'max' : 'min'), mo('('), ...each(','), mo(')'))
		if (name === 'argmax' || ((name === 'max' || name === 'min') && args[0][0] === 'name' && args[1]?.[0] === 'index'))
			return row(mi(name === 'argmax' ? 'arg max' : name), mo('('), ...each(','), mo(')'))
		if (name === 'abs') return row(mo('|'), ...list(), mo('|'))
		if (name === 'sqrt') return h('msqrt', null, ...list())
		if (name === 'exp') return h('msup', null, mi('e'), set(args[0], 0, true))
		return row(mi(CALLED[name] ?? name), mo('('), ...list(), mo(')'))
	}
	return bare(tree)
}

/** ln e, by which nothing need be divided. @param {Tree} tree @param {Scope} scope */
const isUnit = (tree, scope) =>
	tree[0] === 'call' && tree[1] === 'log' && tree[2][1] === 'base' && scope.values.base === Math.E

/** @param {Tree} tree a term of a sum that would be misread */
const needsBrackets = (tree) => tree[0] === 'negate' || tree[0] === '-' || tree[0] === '+'

/** The condition of the piece that holds, if the expression has pieces. @param {Tree} tree @param {Scope} scope @returns {any} */
export function condition(tree, scope) {
	if (tree[0] !== '?') return null
	const holds = evaluate(tree[1], scope.values, scope.count)
	return { holds: Boolean(holds), view: typeset(tree[1], scope) }
}
