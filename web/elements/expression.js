/** Expressions in the syntax of the descriptions (that of mathjs): read, and evaluated without `eval`. */

/** @typedef {any[]} Tree ['number', 1] ['name', 'r'] ['call', 'abs', a] ['+', a, b] ['?', c, a, b] ['index', 'p', k] */

const LEVELS = [['?'], ['or'], ['and'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/']]
const FUNCTIONS = /** @type {Record<string, (...x: number[]) => number>} */ ({
	abs: Math.abs,
	exp: Math.exp,
	expm1: Math.expm1,
	log: (x, b) => (b === undefined ? Math.log(x) : Math.log(x) / Math.log(b)),
	log1p: Math.log1p,
	log2: Math.log2,
	log10: Math.log10,
	sqrt: Math.sqrt,
	sign: Math.sign,
	max: Math.max,
	min: Math.min,
	tanh: Math.tanh,
	cosh: Math.cosh,
	sinh: Math.sinh,
	sin: Math.sin,
	cos: Math.cos,
	acos: Math.acos,
	atan: Math.atan,
	pow: Math.pow,
	floor: Math.floor,
	ceil: Math.ceil,
	frozen: (x) => x, // a constant in derivatives
})

/** What is made of an expression's values over the classes: `sum(k, y[k] * log(p[k]))`. */
const OVER_CLASSES = /** @type {Record<string, (values: number[]) => number>} */ ({
	sum: (values) => values.reduce((a, b) => a + b, 0),
	argmax: (values) => values.indexOf(Math.max(...values)),
	largest: (values) => Math.max(...values),
	smallest: (values) => Math.min(...values),
})

/** An expression, after parts of it that have names: `I = ...; U = ...; 1 - I / U`. @param {string} text @returns {Tree} */
export function parse(text) {
	const parts = text.split(';')
	const last = expression(/** @type {string} */ (parts.pop()))
	return parts.reduceRight((rest, part) => {
		const at = part.indexOf('=')
		return ['let', part.slice(0, at).trim(), expression(part.slice(at + 1)), rest]
	}, last)
}

/** @param {string} text @returns {Tree} */
function expression(text) {
	const tokens = text.match(/\d+\.?\d*(?:e[+-]?\d+)?|[a-zA-Z_]\w*|[<>=!]=|[-+*/^()<>?:,[\]]/g) ?? []
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
			return ['index', token, inside]
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
		case 'let':
			return evaluate(c, { ...scope, [a]: of(b) }, count)
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
	if (operator === 'call' && Object.hasOwn(OVER_CLASSES, a))
		return OVER_CLASSES[a](Array.from({ length: count }, (_, k) => evaluate(c, { ...scope, [b[1]]: k }, count)))
	if (operator === 'call' && Object.hasOwn(FUNCTIONS, a)) return FUNCTIONS[a](...tree.slice(2).map(of))
	throw new ReferenceError(String(a))
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
