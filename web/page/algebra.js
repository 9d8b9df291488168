/** Expressions put together in their simplest form: products as powers of factors, sums without zeros. Trees as in expression.js. */

/** @typedef {import('../elements/expression.js').Tree} Tree */
/** @typedef {{n: number, d: number, list: [Tree, number][]}} Monomial a fraction times powers */

/** @param {number} x @returns {Tree} */
export const number = (x) => (x < 0 ? ['negate', ['number', -x]] : ['number', x])
export const ZERO = number(0)
export const ONE = number(1)
/** @param {Tree} a @param {Tree} b */
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
/** @param {Tree} tree @param {number} x */
export const is = (tree, x) => tree[0] === 'number' && tree[1] === x

/** Does a name occur? @param {any} tree @param {string} name @returns {boolean} */
export const mentions = (tree, name) =>
	Array.isArray(tree) &&
	(((tree[0] === 'name' || tree[0] === 'index') && tree[1] === name) ||
		tree.slice(1).some((part) => mentions(part, name)))

/** @param {number} a @param {number} b @returns {number} */
const common = (a, b) => (b ? common(b, a % b) : Math.abs(a))

/** @param {Tree} tree @returns {Monomial} */
function monomial(tree) {
	const [kind, a, b] = tree
	if (kind === 'number') return { n: a, d: 1, list: [] }
	if (kind === 'negate') return times(monomial(a), { n: -1, d: 1, list: [] })
	if (kind === '*') return times(monomial(a), monomial(b))
	if (kind === '/') return times(monomial(a), raised(monomial(b), -1))
	if (kind === '^' && b[0] === 'number') {
		const base = monomial(a)
		if (Number.isInteger(b[1]) || base.list.length + Number(base.n !== 1 || base.d !== 1) === 1)
			if (base.list.length) return raised(base, b[1])
	}
	return { n: 1, d: 1, list: [[tree, 1]] }
}

/** @param {Monomial} a @param {Monomial} b @returns {Monomial} */
const times = (a, b) => ({ n: a.n * b.n, d: a.d * b.d, list: [...a.list, ...b.list] })

/** @param {Monomial} m @param {number} power @returns {Monomial} */
const raised = ({ n, d, list }, power) => ({
	n: power < 0 ? d ** -power : n ** power,
	d: power < 0 ? n ** -power : d ** power,
	list: list.map(([base, exponent]) => [base, exponent * power]),
})

/** @param {Monomial} m @returns {Tree} */
function written({ n, d, list }) {
	if (n === 0) return ZERO
	/** @type {[Tree, number][]} */
	const merged = []
	for (const [base, exponent] of list) {
		const known = merged.find(([other]) => same(other, base))
		if (known) known[1] += exponent
		else merged.push([base, exponent])
	}
	const isSquare = (/** @type {Tree} */ base, /** @type {number} */ exponent) =>
		base[0] === 'call' && base[1] === 'sign' && exponent % 2 === 0
	const kept = merged.filter(([base, exponent]) => !isSquare(base, exponent))
	const sign = Math.sign(n) * Math.sign(d)
	let [top, bottom] = [Math.abs(n), Math.abs(d)]
	if (Number.isInteger(top) && Number.isInteger(bottom)) {
		const shared = common(top, bottom)
		top /= shared
		bottom /= shared
	} else {
		top /= bottom
		bottom = 1
	}
	const raise = (/** @type {Tree} */ base, /** @type {number} */ exponent) =>
		base[0] === 'call' && base[1] === 'exp' ? ['call', 'exp', multiply(number(exponent), base[2])] : ['^', base, number(exponent)] // prettier-ignore
	const product = (/** @type {number} */ first, /** @type {[Tree, number][]} */ parts) => {
		const trees = parts.map(([base, exponent]) => (exponent === 1 ? base : raise(base, exponent)))
		const all = first === 1 && trees.length ? trees : [number(first), ...trees]
		return all.reduce((a, b) => ['*', a, b])
	}
	const above = product(top, kept.filter(([, exponent]) => exponent > 0)) // prettier-ignore
	const below = product(bottom, kept.filter(([, exponent]) => exponent < 0).map(([base, exponent]) => [base, -exponent])) // prettier-ignore
	const whole = is(below, 1) ? above : ['/', above, below]
	return sign < 0 ? ['negate', whole] : whole
}

/** @param {Tree} a @param {Tree} b */
export const multiply = (a, b) => written(times(monomial(a), monomial(b)))
/** @param {Tree} a @param {Tree} b */
export const divide = (a, b) => written(times(monomial(a), raised(monomial(b), -1)))
/** @param {Tree} a */
export const negate = (a) => (a[0] === '-' ? subtract(a[2], a[1]) : multiply(number(-1), a))

/** @param {Tree} a @param {Tree} b @returns {Tree} */
export function add(a, b) {
	if (is(a, 0)) return b
	if (is(b, 0)) return a
	if (a[0] === 'number' && b[0] === 'number') return number(a[1] + b[1])
	if (b[0] === 'negate') return subtract(a, b[1])
	if (a[0] === 'negate') return subtract(b, a[1])
	if (b[0] === 'number') return shifted(a, b[1]) ?? ['+', a, b]
	return same(a, b) ? multiply(number(2), a) : ['+', a, b]
}

/** @param {Tree} a @param {Tree} b @returns {Tree} */
export function subtract(a, b) {
	if (is(b, 0)) return a
	if (is(a, 0)) return negate(b)
	if (same(a, b)) return ZERO
	if (a[0] === 'number' && b[0] === 'number') return number(a[1] - b[1])
	if (b[0] === 'number') return shifted(a, -b[1]) ?? ['-', a, b]
	return b[0] === 'negate' ? add(a, b[1]) : ['-', a, b]
}

/** A sum that holds a number, with another added to it. @param {Tree} tree @param {number} by @returns {Tree | undefined} */
function shifted([kind, a, b], by) {
	if (kind !== '+' && kind !== '-') return undefined
	if (b[0] === 'number') {
		const left = (kind === '+' ? b[1] : -b[1]) + by
		return left < 0 ? ['-', a, number(-left)] : add(a, number(left))
	}
	if (a[0] === 'number') return kind === '+' ? add(number(a[1] + by), b) : subtract(number(a[1] + by), b)
	return undefined
}

/** @param {Tree} base @param {Tree} exponent @returns {Tree} */
export function power(base, exponent) {
	if (is(exponent, 0)) return ONE
	if (is(exponent, 1)) return base
	if (is(exponent, 2) && base[0] === 'call' && base[1] === 'sign') return ONE
	if (base[0] === '?') return choose(base[1], power(base[2], exponent), power(base[3], exponent))
	return exponent[0] === 'number' ? written(monomial(['^', base, exponent])) : ['^', base, exponent]
}

/** @param {Tree} condition @param {Tree} yes @param {Tree} no @returns {Tree} */
export const choose = (condition, yes, no) => (same(yes, no) ? yes : ['?', condition, yes, no])

/** A sum over classes; factors that are the same for all stand before it. @param {string} k @param {Tree} term @returns {Tree} */
export function sum(k, term) {
	const { n, d, list } = monomial(term)
	if (n === 0) return ZERO
	const isFree = (/** @type {[Tree, number]} */ [base]) => !mentions(base, k)
	const rest = list.filter((part) => !isFree(part))
	const free = list.filter(isFree)
	if (!rest.length) return ['call', 'sum', ['name', k], term]
	return multiply(written({ n, d, list: free }), ['call', 'sum', ['name', k], written({ n: 1, d: 1, list: rest })])
}

const LEVEL = /** @type {Record<string, number>} */ ({ '?': 0, or: 1, and: 2, '==': 3, '!=': 3, '<': 3, '<=': 3, '>': 3, '>=': 3, '+': 4, '-': 4, '*': 5, '/': 5, negate: 6, '^': 7 }) // prettier-ignore

/** As the descriptions write it. @param {Tree} tree @param {number} [outer] @returns {string} */
export function print(tree, outer = 0) {
	const [kind, a, b, c] = tree
	const level = LEVEL[kind] ?? 9
	const inner = () => {
		if (kind === 'number' || kind === 'name') return String(a)
		if (kind === 'index') return `${a}[${print(b)}]`
		if (kind === 'call') return `${a}(${tree.slice(2).map((part) => print(part)).join(', ')})` // prettier-ignore
		if (kind === 'negate') return `-${print(a, 6)}`
		if (kind === 'not') return `not ${print(a, 9)}`
		if (kind === '?') return `${print(a, 1)} ? ${print(b, 1)} : ${print(c)}`
		if (kind === 'let') return `${a} = ${print(b)}; ${print(c)}`
		if (kind === '^') return `${print(a, 8)}^${print(b, 8)}`
		return `${print(a, level)} ${kind} ${print(b, level + 0.5)}`
	}
	return level < outer ? `(${inner()})` : inner()
}
