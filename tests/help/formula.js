// The losses' formulas as functions: the oracle of the laws, independent of the kernels. mathjs reads them; this walks
// what it read, since its own evaluation is too slow for rows of thousands.
import { parse } from 'mathjs'

/** @typedef {(scope: Record<string, any>) => any} Code */

const OPERATORS = {
	add: (a, b) => a + b,
	subtract: (a, b) => a - b,
	multiply: (a, b) => a * b,
	divide: (a, b) => a / b,
	mod: (a, b) => a % b,
	pow: (a, b) => a ** b,
	unaryMinus: (a) => -a,
	smaller: (a, b) => a < b,
	smallerEq: (a, b) => a <= b,
	larger: (a, b) => a > b,
	largerEq: (a, b) => a >= b,
	equal: (a, b) => a === b,
	unequal: (a, b) => a !== b,
	and: (a, b) => a && b,
	or: (a, b) => a || b,
	not: (a) => !a,
}

/**
 * `sum(k, expression)` and its like: the first argument is the class that runs. `sum(k, samples, expression)` runs over
 * a dimension of a batch. `cumulative(k, expression)` stands inside
 * of one of these and is the sum up to its class; `threshold` is the number whose excess
 * sums to 1, or that to a `power` which follows. `frozen(expression)` counts
 * as a constant in derivatives: it is computed `at` the sample that these are taken at.
 */
const OVER_CLASSES = {
	sum: (values) => values.reduce((a, b) => a + b, 0),
	argmax: (values) => values.indexOf(Math.max(...values)),
	largest: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity),
	smallest: (values) => values.reduce((a, b) => Math.min(a, b), Infinity),
	cumulative: (values) => {
		let total = 0
		return values.map((value) => (total += value))
	},
	threshold: (values, power = 1) => {
		const top = Math.max(...values)
		let [low, high] = [top - 1, top]
		for (let middle = low + 0.5; power < Infinity && low < middle && middle < high; middle = (low + high) / 2) {
			const sum = values.reduce((total, x) => total + Math.max(x - middle, 0) ** power, 0)
			if (sum < 1) high = middle
			else low = middle
		}
		return low
	},
}

/** log |gamma(x)|, x > 0, by Stirling's series beyond 20. @param {number} x */
function lgamma(x) {
	let [shift, at] = [0, x]
	while (at < 20) shift += Math.log(at++)
	const s = 1 / (at * at)
	const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / at
	return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift
}

const FUNCTIONS = { lgamma, sigma: (x) => 1 / (1 + Math.exp(-x)) }
const CHOICES = Object.fromEntries(['stirling', 'squared', 'cosine', 'batch'].map((word) => [word, word]))
const CONSTANTS = { inf: Infinity, true: true, false: false, ...CHOICES }

/** @param {any} node @param {string} name */
const mentions = (node, name) => node.filter((/** @type {any} */ part) => part.name === name).length > 0

/** @param {any} node @param {string[]} [running] the classes that run around it @returns {Code} */
function compile(node, running = []) {
	const within = (/** @type {any} */ part) => compile(part, running)
	const combine = node.type === 'FunctionNode' && OVER_CLASSES[node.fn.name]
	if (combine) return overClasses(node, combine, running)
	const parts = (node.args ?? []).map(within)
	switch (node.type) {
		case 'ConstantNode':
			return () => node.value
		case 'ParenthesisNode':
			return within(node.content)
		case 'SymbolNode':
			return (scope) =>
				node.name in scope ? scope[node.name] : (CONSTANTS[node.name] ?? Math[node.name.toUpperCase()])
		case 'AssignmentNode': {
			const value = within(node.value)
			return (scope) => (scope[node.object.name] = value(scope))
		}
		case 'BlockNode': {
			const lines = node.blocks.map((block) => within(block.node))
			return (scope) => {
				if (scope.at) {
					scope.at = { ...scope, ...scope.at, at: undefined }
					for (const line of lines) line(scope.at)
				}
				return lines.map((line) => line(scope)).at(-1)
			}
		}
		case 'AccessorNode': {
			const [array, index] = [within(node.object), within(node.index.dimensions[0])]
			return (scope) => array(scope)[index(scope)]
		}
		case 'ConditionalNode': {
			const [test, yes, no] = [node.condition, node.trueExpr, node.falseExpr].map(within)
			return (scope) => (test(scope) ? yes(scope) : no(scope))
		}
		case 'OperatorNode': {
			const operator = OPERATORS[node.fn]
			return (scope) => operator(...parts.map((part) => part(scope)))
		}
		case 'FunctionAssignmentNode': {
			const body = within(node.expr)
			/** @type {Code} */
			const apply =
				(scope) =>
				(...given) => {
					const inner = Object.create(scope)
					node.params.forEach((name, k) => (inner[name] = given[k]))
					return body(inner)
				}
			return (scope) => (scope[node.name] = apply)
		}
		case 'FunctionNode': {
			const name = node.fn.name
			if (name === 'frozen') return (scope) => parts[0](scope.at ? { ...scope, ...scope.at } : scope)
			if (name === 'log' && mentions(node, 'p')) return (scope) => guarded(parts[0](scope), scope)
			return (scope) => (scope[name]?.(scope) ?? FUNCTIONS[name] ?? Math[name])(...parts.map((part) => part(scope)))
		}
	}
	throw new SyntaxError(`${node.type} in a formula`)
}

/** The logarithm of a probability, with what guards it. @param {number} p @param {Record<string, any>} scope */
function guarded(p, { epsilon = 0, logFloor = -Infinity, logClip = 0 }) {
	const clipped = logClip > 0 ? Math.min(Math.max(p, logClip), 1 - logClip) : p
	return Math.max(Math.log(clipped + epsilon), logFloor)
}

/** What does not depend on the classes that run around it is computed once a row. @param {any} node @param {(values: number[], power?: number) => any} combine @param {string[]} running @returns {Code} */
function overClasses(node, combine, running) {
	const { name: index } = node.args[0]
	const isThreshold = node.fn.name === 'threshold'
	const expression = isThreshold ? node.args[1] : node.args.at(-1)
	const power = isThreshold && node.args[2] ? compile(node.args[2], running) : () => undefined
	const term = compile(expression, [...running, index])
	const dimension = node.args.length > 2 && !isThreshold ? node.args[1].name : undefined
	const over = (/** @type {any} */ scope) =>
		combine(
			Array.from({ length: dimension ? scope.sizes[dimension] : scope.classes }, (_, k) =>
				term(Object.assign(Object.create(scope), { [index]: k })),
			),
			power(scope),
		)
	if (dimension) return over
	if (running.some((name) => name !== index && mentions(expression, name))) return over
	const once = (/** @type {any} */ scope) => {
		if (!scope.known.has(node)) scope.known.set(node, over(scope))
		return scope.known.get(node)
	}
	return node.fn.name === 'cumulative' ? (scope) => once(scope)[scope[index]] : once
}

/** @param {string} expression @returns {Code} */
export function formula(expression) {
	const code = compile(parse(expression))
	return (scope) => code({ ...scope, known: new Map(), base: scope.base === 'e' ? Math.E : scope.base })
}
