/** Expressions in the syntax of the descriptions (that of mathjs): read, and evaluated without `eval`. */

/** @typedef {any[]} Tree ['number', 1] ['name', 'r'] ['call', 'abs', a] ['+', a, b] ['?', c, a, b] ['index', 'p', k] ['at', tree, k] of what has an index already */

const LEVELS = [['?'], ['or'], ['and'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']]
const FUNCTIONS = /** @type {Record<string, (...x: number[]) => number>} */ ({
	abs: Math.abs,
	exp: Math.exp,
	log: Math.log,
	log2: Math.log2,
	sqrt: Math.sqrt,
	sign: Math.sign,
	max: Math.max,
	min: Math.min,
	tanh: Math.tanh,
	cosh: Math.cosh,
	sin: Math.sin,
	cos: Math.cos,
	acos: Math.acos,
	atan: Math.atan,
	atan2: Math.atan2,
	floor: Math.floor,
	sigma: (x) => 1 / (1 + Math.exp(-x)),
	frozen: (x) => x, // a constant in derivatives
})

/** What is made of an expression's values over the classes, `sum(k, y[k] * log(p[k]))`, or over a dimension of a batch, `sum(k, samples, x[k])`. */
const JOINED = /** @type {Record<string, (values: number[], power?: number) => number>} */ ({
	sum: (values) => values.reduce((a, b) => a + b, 0),
	argmax: (values) => values.indexOf(Math.max(...values)),
	largest: (values) => Math.max(...values),
	smallest: (values) => Math.min(...values),
	threshold,
})

/** The number whose excess, to a power, sums to 1. @param {number[]} values */
function threshold(values, power = 1) {
	let at = Math.max(...values) - 1
	for (let step = 1; step > 1e-17; step /= 2)
		if (JOINED.sum(values.map((x) => Math.max(x - at - step, 0) ** power)) >= 1) at += step
	return at
}

/** An expression, after parts of it that have names, and functions: `I = ...; u(k) = ...; 1 - I / u(0)`. @param {string} text @returns {Tree} */
export function parse(text) {
	const parts = text.split(';')
	const last = expression(/** @type {string} */ (parts.pop()))
	return parts.reduceRight((rest, part) => {
		const at = part.indexOf('=')
		const [name, ...names] = part.slice(0, at).match(/\w+/g) ?? []
		const body = expression(part.slice(at + 1))
		return names.length ? ['define', name, names, body, rest] : ['let', name, body, rest]
	}, last)
}

/** @param {string} text @returns {Tree} */
function expression(text) {
	const tokens = text.match(/\d+\.?\d*(?:e[+-]?\d+)?|[a-zA-Z_]\w*|[<>=!]=|[-+*/%^()<>?:,[\]]/g) ?? []
	let at = 0
	const take = (/** @type {string} */ token) => tokens[at] === token && ++at > 0
	const expect = (/** @type {string} */ token) => {
		if (!take(token)) throw new SyntaxError(`${token} expected in ${text}`)
	}
	/** @param {number} level @returns {Tree} */
	function binary(level) {
		if (level === LEVELS.length) return unary()
		let left = binary(level + 1)
		if (level === 0) {
			if (!take('?')) return left
			const yes = binary(0)
			expect(':')
			return ['?', left, yes, binary(0)]
		}
		while (LEVELS[level].includes(tokens[at])) left = [tokens[at++], left, binary(level + 1)]
		return left
	}
	/** @returns {Tree} */
	function unary() {
		if (take('-')) return ['negate', unary()]
		if (take('not')) return ['not', unary()]
		if (take('+')) return unary()
		const base = primary()
		return take('^') ? ['^', base, unary()] : base
	}
	/** @param {Tree} tree @returns {Tree} */
	function further(tree) {
		if (!take('[')) return tree
		const inside = binary(0)
		expect(']')
		return further(['at', tree, inside])
	}
	/** @returns {Tree} */
	function primary() {
		if (take('(')) {
			const inside = binary(0)
			expect(')')
			return inside
		}
		const token = tokens[at++]
		if (token === undefined) throw new SyntaxError(`${text} ends too early`)
		if (/^\d/.test(token)) return ['number', Number(token)]
		if (take('[')) {
			const inside = binary(0)
			expect(']')
			return further(['index', token, inside])
		}
		if (!take('(')) return ['name', token]
		const inside = []
		if (!take(')')) {
			do inside.push(binary(0))
			while (take(','))
			expect(')')
		}
		return ['call', token, ...inside]
	}
	const tree = binary(0)
	if (at < tokens.length) throw new SyntaxError(`${tokens[at]} is too much in ${text}`)
	return tree
}

/** @param {Tree} tree @param {Record<string, any>} scope @param {number} [count] classes @returns {number} */
export function evaluate(tree, scope, count = 0) {
	const of = (/** @type {Tree} */ t) => evaluate(t, scope, count)
	const [operator, a, b, c] = tree
	switch (operator) {
		case 'number':
			return a
		case 'name': {
			if (Object.hasOwn(scope, a)) return scope[a]
			if (a === 'classes') return count
			if (a === 'pi') return Math.PI
			if (a === 'e') return Math.E
			if (a === 'inf' || a === 'Infinity') return Infinity
			throw new ReferenceError(a)
		}
		case 'index':
			return scope[a][of(b)]
		case 'at':
			return /** @type {any} */ (of(a))[of(b)]
		case 'let':
		case 'define':
			return evaluate(tree[tree.length - 1], named(tree, scope, count), count)
		case 'negate':
			return -of(a)
		case 'not':
			return Number(!of(a))
		case '+':
			return of(a) + of(b)
		case '-':
			return of(a) - of(b)
		case '*':
			return of(a) * of(b)
		case '/':
			return of(a) / of(b)
		case '%':
			return of(a) % of(b)
		case '^':
			return of(a) ** of(b)
		case '<':
			return Number(of(a) < of(b))
		case '<=':
			return Number(of(a) <= of(b))
		case '>':
			return Number(of(a) > of(b))
		case '>=':
			return Number(of(a) >= of(b))
		case '==':
			return Number(of(a) === of(b))
		case '!=':
			return Number(of(a) !== of(b))
		case 'and':
			return Number(of(a) && of(b))
		case 'or':
			return Number(of(a) || of(b))
		case '?':
			return of(a) ? of(b) : of(c)
	}
	const given = tree.slice(2)
	if (operator === 'call' && Object.hasOwn(JOINED, a)) {
		const [term, power] = given.slice(dimensionOf(tree) ? 2 : 1)
		const values = over(tree, scope, count).map((k) => evaluate(term, { ...scope, [b[1]]: k }, count))
		return JOINED[a](values, power && of(power))
	}
	if (operator === 'call' && Object.hasOwn(scope, a)) return scope[a](...given.map(of))
	if (operator === 'call' && Object.hasOwn(FUNCTIONS, a)) return FUNCTIONS[a](...given.map(of))
	throw new ReferenceError(String(a))
}

/** The dimension of a batch that a joined expression runs over; none, if it is the classes. @param {Tree} tree */
const dimensionOf = (tree) => tree.length > 4 && tree[1] !== 'threshold' && tree[3][1]

/** What a joined expression runs over. @param {Tree} tree @param {Record<string, any>} scope with the sizes of the dimensions @param {number} count */
export function over(tree, scope, count) {
	const dimension = dimensionOf(tree)
	return Array.from({ length: dimension ? scope.sizes[dimension] : count }, (_, k) => k)
}

/** The scope with a named part; a function remembers its `calls`. @param {Tree} tree let or define @param {Record<string, any>} scope @param {number} [count] */
export function named([kind, name, a, b], scope, count = 0) {
	if (kind === 'let') return { ...scope, [name]: evaluate(a, scope, count) }
	/** @type {{given: any[], value: number}[]} */
	const calls = []
	const call = (/** @type {any[]} */ ...given) => {
		const known = calls.find((one) => one.given.every((x, k) => x === given[k]))
		if (known) return known.value
		const own = Object.fromEntries(a.map((/** @type {string} */ x, /** @type {number} */ k) => [x, given[k]]))
		const value = evaluate(b, { ...inner, ...own }, count)
		calls.push({ given, value })
		return value
	}
	/** @type {Record<string, any>} */
	const inner = { ...scope, [name]: Object.assign(call, { calls }) }
	return inner
}

/** A number given as an expression, or undefined where it cannot be had. @param {string} text @param {Record<string, any>} scope */
export function constant(text, scope) {
	try {
		const value = evaluate(parse(String(text)), scope)
		return Number.isFinite(value) ? value : undefined
	} catch {
		return undefined
	}
}
