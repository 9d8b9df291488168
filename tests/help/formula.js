// The losses' formulas as functions: the oracle of the laws, independent of the kernels. mathjs reads them; this walks
// what it read, since its own evaluation is too slow for rows of thousands.
import { parse } from 'mathjs'

/** @typedef {(scope: Record<string, any>) => any} Code */

const OPERATORS = {
	add: (a, b) => a + b,
	subtract: (a, b) => a - b,
	multiply: (a, b) => a * b,
	divide: (a, b) => a / b,
	pow: (a, b) => a ** b,
	unaryMinus: (a) => -a,
	smaller: (a, b) => a < b,
	smallerEq: (a, b) => a <= b,
	larger: (a, b) => a > b,
	largerEq: (a, b) => a >= b,
	equal: (a, b) => a === b,
	and: (a, b) => a && b,
	or: (a, b) => a || b,
}

/** `sum(k, expression)` and its like: the first argument is the class that runs. */
const OVER_CLASSES = {
	sum: (values) => values.reduce((a, b) => a + b, 0),
	argmax: (values) => values.indexOf(Math.max(...values)),
	largest: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity),
	smallest: (values) => values.reduce((a, b) => Math.min(a, b), Infinity),
}

/** @param {any} node @returns {Code} */
function compile(node) {
	const parts = (node.args ?? []).map(compile)
	switch (node.type) {
		case 'ConstantNode':
			return () => node.value
		case 'ParenthesisNode':
			return compile(node.content)
		case 'SymbolNode':
			return (scope) => (node.name in scope ? scope[node.name] : Math[node.name.toUpperCase()])
		case 'AccessorNode': {
			const [array, index] = [compile(node.object), compile(node.index.dimensions[0])]
			return (scope) => array(scope)[index(scope)]
		}
		case 'ConditionalNode': {
			const [test, yes, no] = [node.condition, node.trueExpr, node.falseExpr].map(compile)
			return (scope) => (test(scope) ? yes(scope) : no(scope))
		}
		case 'OperatorNode': {
			const operator = OPERATORS[node.fn]
			return (scope) => operator(...parts.map((part) => part(scope)))
		}
		case 'FunctionNode': {
			const name = node.fn.name
			const combine = OVER_CLASSES[name]
			if (!combine) return (scope) => Math[name](...parts.map((part) => part(scope)))
			const [{ name: index }] = node.args
			const term = parts[1]
			return (scope) =>
				combine(
					Array.from({ length: scope.classes }, (_, k) => term(Object.assign(Object.create(scope), { [index]: k }))),
				)
		}
	}
	throw new SyntaxError(`${node.type} in a formula`)
}

/** @param {string} expression @returns {Code} */
export function formula(expression) {
	const code = compile(parse(expression))
	return (scope) => code({ ...scope, base: scope.base === 'e' ? Math.E : scope.base })
}
