/** The losses' formulas as MathML and TeX, made at build time from their descriptions. */

import { parse } from 'mathjs'
import temml from 'temml'
import { derivatives } from './derive.js'

/** @typedef {import('../elements/types.js').Description} Description */

const NAMES = /** @type {Record<string, string>} */ ({
	alpha: '\\alpha',
	beta: '\\beta',
	gamma: '\\gamma',
	delta: '\\delta',
	epsilon: '\\varepsilon',
	kappa: '\\kappa',
	lambda: '\\lambda',
	mu: '\\mu',
	nu: '\\nu',
	rho: '\\rho',
	sigma: '\\sigma',
	tau: '\\tau',
	theta: '\\theta',
	phi: '\\varphi',
	omega: '\\omega',
	pi: '\\pi',
	inf: '\\infty',
	Infinity: '\\infty',
	base: 'b',
})
const FUNCTIONS = /** @type {Record<string, string>} */ ({
	log: '\\ln',
	exp: '\\exp',
	sigma: '\\sigma',
	sin: '\\sin',
	cos: '\\cos',
	tanh: '\\tanh',
	cosh: '\\cosh',
	sinh: '\\sinh',
	acos: '\\arccos',
	atan: '\\arctan',
	atan2: '\\operatorname{atan2}',
	lgamma: '\\ln\\Gamma',
	max: '\\max',
	min: '\\min',
})
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
	negate: 6,
	'^': 7,
})
const SIGNS = /** @type {Record<string, string>} */ ({
	'==': '=',
	'!=': '\\ne',
	'<': '<',
	'<=': '\\le',
	'>': '>',
	'>=': '\\ge',
	and: '\\text{ and }',
	or: '\\text{ or }',
})
const SYMBOLS = /** @type {Record<string, string>} */ ({
	'+': '+',
	'-': '-',
	'*': '*',
	'/': '/',
	'^': '^',
	larger: '>',
	smaller: '<',
})

/** @param {any} node @returns {number} how tightly it holds together */
function level(node) {
	if (node.type === 'OperatorNode') return node.fn === 'unaryMinus' ? LEVEL.negate : (LEVEL[node.op] ?? 4)
	if (node.type === 'RelationalNode') return 3
	if (node.type === 'ConditionalNode') return 0
	if (node.type === 'FunctionNode' && node.fn.name === 'sum') return 4.5
	return 9
}

/** @param {string} name @param {string} variable */
function symbol(name, variable) {
	if (name === 'f' && variable !== 'margin') return '\\hat{y}'
	if (Object.hasOwn(NAMES, name)) return NAMES[name]
	return name.length === 1 ? name : /^[a-z]\d$/i.test(name) ? `${name[0]}_{${name[1]}}` : `\\mathrm{${name}}`
}

/** @param {string} formula @param {string} variable */
export function toTex(formula, variable) {
	/** @param {any} node @param {number} [outer] @returns {string} */
	const tex = (node, outer = 0) => (level(node) < outer ? `\\left(${bare(node)}\\right)` : bare(node))
	/** @param {any} node @returns {string} */
	function bare(node) {
		switch (node.type) {
			case 'BlockNode': {
				const lines = node.blocks.map((/** @type {any} */ block) => bare(block.node))
				return `\\begin{aligned}[t] &${[lines.pop(), ...lines].join(',\\\\ &')} \\end{aligned}`
			}
			case 'AssignmentNode':
				return `${symbol(node.object.name, variable)} = ${bare(node.value)}`
			case 'ConstantNode':
				return String(node.value)
			case 'SymbolNode':
				return symbol(node.name, variable)
			case 'ParenthesisNode':
				return bare(node.content)
			case 'AccessorNode':
			case 'IndexNode':
				return `${tex(node.object, 9)}_{${node.index.dimensions.map((/** @type {any} */ d) => tex(d)).join(',')}}`
			case 'ConditionalNode':
				return cases(node)
			case 'RelationalNode':
				return node.params
					.map(
						(/** @type {any} */ p, /** @type {number} */ i) =>
							tex(p, 4) +
							(i < node.conditionals.length
								? SIGNS[SYMBOLS[node.conditionals[i]] ?? `${node.conditionals[i].startsWith('larger') ? '>' : '<'}=`]
								: ''),
					)
					.join(' ')
			case 'OperatorNode':
				return operator(node)
			case 'FunctionNode':
				return call(node)
		}
		throw new Error(`no typesetting for ${node.type} in ${formula}`)
	}
	/** @param {any} node */
	function operator(node) {
		const [a, b] = node.args
		if (node.fn === 'unaryMinus') return `-${tex(strip(a), 5)}`
		if (node.fn === 'not') return `\\lnot ${tex(a, 8)}`
		if (node.op === '/' && isUnit(strip(b)))
			return a.type === 'OperatorNode' && a.fn === 'unaryMinus'
				? `-\\frac{1}{\\ln b} ${tex(strip(a.args[0]), 4.5)}`
				: `\\frac{1}{\\ln b} ${tex(strip(a), 4.5)}`
		if (node.op === '/') return `\\frac{${bare(strip(a))}}{${bare(strip(b))}}`
		if (node.op === '^')
			return a.type === 'FunctionNode' && Object.hasOwn(FUNCTIONS, a.fn.name)
				? `${FUNCTIONS[a.fn.name]}^{${bare(strip(b))}}${group(a.args)}`
				: `{${tex(strip(a), 8)}}^{${bare(strip(b))}}`
		if (node.op === '*') return product(a, b)
		if (SIGNS[node.op]) return `${tex(a, 4)} ${SIGNS[node.op]} ${tex(b, 4)}`
		return `${tex(strip(a), 4)} ${node.op} ${tex(strip(b), node.op === '-' ? 5 : 4)}`
	}
	/** @param {any} a @param {any} b */
	function product(a, b) {
		const [left, right] = [strip(a), strip(b)]
		const dot = right.type === 'ConstantNode' ? '\\cdot ' : '\\,'
		return `${tex(left, 5)}${dot}${tex(right, 5)}`
	}
	/** @param {any[]} args */
	const group = (args) => `\\left(${args.map((arg) => bare(strip(arg))).join(', ')}\\right)`
	/** @param {any} node @returns {string} */
	function call(node) {
		const name = node.fn.name
		const [a, b] = node.args.map(strip)
		if (name === 'abs') return `\\left|${bare(a)}\\right|`
		if (name === 'sqrt') return `\\sqrt{${bare(a)}}`
		if (name === 'sum') return `\\sum_{${bare(a)}} ${tex(b, 5)}`
		if (name === 'exp') return `e^{${bare(a)}}`
		if (name === 'argmax' || name === 'argmin')
			return `\\operatorname*{arg\\,${name.slice(3)}}_{${bare(a)}} ${tex(b, 5)}`
		if (name === 'largest' || name === 'smallest')
			return `\\${name === 'largest' ? 'max' : 'min'}_{${bare(a)}} ${tex(b, 5)}`
		if (
			(name === 'max' || name === 'min') &&
			node.args.length === 2 &&
			a.type === 'SymbolNode' &&
			b.type === 'AccessorNode'
		)
			return `\\${name}_{${bare(a)}} ${bare(b)}`
		if (name === 'log2' || name === 'log10') return `\\log_{${name.slice(3)}} ${group([a])}`
		if (name === 'log1p') return `\\ln\\left(1 + ${bare(a)}\\right)`
		if (name === 'expm1') return `\\left(e^{${bare(a)}} - 1\\right)`
		if (name === 'log' && (a.type === 'SymbolNode' || a.type === 'AccessorNode')) return `\\ln ${bare(a)}`
		const head = FUNCTIONS[name] ?? `\\operatorname{${name}}`
		return `${head}${group(node.args)}`
	}
	/** @param {any} node */
	function cases(node) {
		const rows = []
		let rest = node
		while (rest.type === 'ConditionalNode') {
			rows.push(`${bare(strip(rest.trueExpr))} & ${bare(strip(rest.condition))}`)
			rest = strip(rest.falseExpr)
		}
		return `\\begin{cases} ${rows.join(' \\\\ ')} \\\\ ${bare(rest)} & \\text{else} \\end{cases}`
	}
	return bare(strip(parse(formula)))
}

/** The divisor that changes the base of logarithms. @param {any} node */
const isUnit = (node) => node.type === 'FunctionNode' && node.fn.name === 'log' && node.args[0].name === 'base'

/** @param {any} node @returns {any} */
const strip = (node) => (node.type === 'ParenthesisNode' ? strip(node.content) : node)

/** @param {Description} loss @param {string} tex */
function definition(loss, tex) {
	const of = { residual: 'r = \\hat{y} - y', margin: 'm = y f' }[loss.variable]
	return of && loss.shape !== 'row' ? [`L = ${tex}`, of] : [`L = ${tex}`]
}

/** Style attributes would break a strict policy; without them the formulas still read well. @param {string} tex */
const mathml = (tex) => temml.renderToString(tex, { displayMode: true }).replace(/ (style|class)="[^"]*"/g, '')

/**
 * @param {Iterable<Description>} losses
 * @returns {Record<string, {tex: string, mathml: string, where: string}>}
 */
export function formulas(losses) {
	return Object.fromEntries(
		Array.from(losses, (loss) => {
			const tex = definition(loss, toTex(loss.formula, loss.variable))
			const [whole, where = ''] = tex.map(mathml)
			return [loss.id, { tex: tex.join(',\\quad '), mathml: whole, where }]
		}),
	)
}

/** The derivatives of a loss's formula. @param {Description} loss @returns {{tex: string, mathml: string}[]} */
export function slopes(loss) {
	const d = loss.shape === 'element' ? 'd' : '\\partial '
	const found = derivatives(loss)
	const lines = found.flatMap(({ by, gradient, curvature }) => {
		const x = toTex(by, loss.variable)
		const lines = [`\\frac{${d}L}{${d}${x}} = ${toTex(gradient, loss.variable)}`]
		if (curvature) lines.push(`\\frac{${d}^2 L}{${d}${x}^2} = ${toTex(curvature, loss.variable)}`)
		return lines
	})
	if (found.some(({ gradient }) => gradient.includes('sigma(')))
		lines.push('\\sigma\\left(x\\right) = \\frac{1}{1 + e^{-x}}')
	return lines.map((tex) => ({ tex, mathml: mathml(tex) }))
}
