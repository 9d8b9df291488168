/** The losses' formulas as MathML and TeX, made at build time from their descriptions. */

import { parse } from 'mathjs'
import temml from 'temml'
import { LEVEL } from '../elements/typeset.js'
import { derivatives } from './derive.js'

/** @typedef {import('../elements/types.js').Description} Description */
/** @typedef {Description | import('../lib/batch/module.js').BatchDescription} Defined */

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
	floor: '\\operatorname{floor}',
	frozen: '\\operatorname{const}',
	lgamma: '\\ln\\Gamma',
	max: '\\max',
	min: '\\min',
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
	if (node.type === 'FunctionNode' && node.fn.name === 'sum') return countOf(node) ? 9 : 4.5
	return 9
}

/** What a sum of ones counts: a dimension, or the members of it that something holds for. @param {any} node */
function countOf(node) {
	if (node.args.length < 3) return undefined
	const { body, where } = summed(node)
	return body.value === 1 ? { all: node.args[1], where } : undefined
}

/** What is joined over a dimension, and for which members: `sum(k, samples, k != i ? x : 0)`; what does not count is the last number. @param {any} node */
function summed(node) {
	const inner = strip(node.args[node.args.length - 1])
	const isNothing = (/** @type {any} */ rest) =>
		rest.value === 0 || rest.name === 'inf' || (rest.fn === 'unaryMinus' && rest.args[0].name === 'inf')
	if (node.args.length < 3 || inner.type !== 'ConditionalNode' || !isNothing(strip(inner.falseExpr)))
		return { body: inner, where: undefined }
	return { body: strip(inner.trueExpr), where: strip(inner.condition) }
}

/** @param {string} name @param {string} variable */
function symbol(name, variable) {
	if (name === 'f' && variable && variable !== 'margin') return '\\hat{y}'
	if (Object.hasOwn(NAMES, name)) return NAMES[name]
	return name.length === 1 ? name : /^[a-z]\d$/i.test(name) ? `${name[0]}_{${name[1]}}` : `\\mathrm{${name}}`
}

/** @param {string} formula without definitions @param {string} variable */
export const toTex = (formula, variable) => toLines(formula, variable)[0]

/** The formula, and then the definitions of the names in it. @param {string} formula @param {string} variable @returns {string[]} */
function toLines(formula, variable) {
	/** @param {any} node @param {number} [outer] @returns {string} */
	const tex = (node, outer = 0) => (level(node) < outer ? bracketed(bare(node)) : bare(node))
	/** @param {any} node @returns {string} */
	function bare(node) {
		switch (node.type) {
			case 'AssignmentNode':
				if (node.value.fn?.name === 'threshold') return threshold(node.object.name, node.value.args)
				return `${symbol(node.object.name, variable)} = ${bare(node.value)}`
			case 'FunctionAssignmentNode':
				return `${symbol(node.name, variable)}\\left(${node.params.map((/** @type {string} */ name) => symbol(name, variable)).join(', ')}\\right) = ${bare(strip(node.expr))}`
			case 'ConstantNode':
				return typeof node.value === 'boolean' ? `\\text{${node.value}}` : String(node.value)
			case 'SymbolNode':
				return symbol(node.name, variable)
			case 'ParenthesisNode':
				return bare(node.content)
			case 'AccessorNode':
			case 'IndexNode': {
				const [object, ...places] = indexed(node)
				return `${base(tex(object, 9))}_{${places.map((d) => tex(d)).join(',')}}`
			}
			case 'ConditionalNode':
				return isBracket(node) ? `\\left[${bare(strip(node.condition))}\\right]` : cases(node)
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
		if (node.fn === 'mod') return `${tex(a, 5)} \\bmod ${tex(b, 6)}`
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
	const group = (args) => bracketed(args.map((arg) => bare(strip(arg))).join(', '))
	/** @param {any} node @returns {string} */
	function call(node) {
		const name = node.fn.name
		const [a, b] = node.args.map(strip)
		if (name === 'abs') return `\\left|${bare(a)}\\right|`
		if (name === 'sqrt') return `\\sqrt{${bare(a)}}`
		if (joins(node)) return over(node)
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
		if (name === 'log1p') return `\\ln${bracketed(`1 + ${bare(a)}`)}`
		if (name === 'expm1') return bracketed(`e^{${bare(a)}} - 1`)
		if (name === 'log' && (a.type === 'SymbolNode' || a.type === 'AccessorNode')) return `\\ln ${bare(a)}`
		const head = FUNCTIONS[name] ?? (own.has(name) ? symbol(name, variable) : `\\operatorname{${name}}`)
		return `${head}${group(node.args)}`
	}
	/** By what it is: the number whose excess, to a power, sums to 1. @param {string} name @param {any[]} args */
	function threshold(name, [j, term, power]) {
		const excess = `\\max${bracketed(`0, ${bare(strip(term))} - ${symbol(name, variable)}`)}`
		return `\\sum_{${bare(j)}} ${power ? excess.replace('\\max', `\\max^{${bare(strip(power))}}`) : excess} = 1`
	}
	/** What runs over a dimension of a batch, and for which members. @param {any} node */
	function over(node) {
		const { body, where } = summed(node)
		const k = bare(node.args[0])
		const counted = node.fn.name === 'sum' && countOf(node)
		if (counted)
			return counted.where
				? `\\#\\left\\{${k} : ${conditions(counted.where)}\\right\\}`
				: `\\left|${bare(counted.all)}\\right|`
		const sign = { sum: '\\sum', largest: '\\max', smallest: '\\min' }[/** @type {string} */ (node.fn.name)]
		return `${sign}_{${where ? `${k} : ${conditions(where)}` : k}} ${tex(body, 5)}`
	}
	/** Joined by commas, as below a sum. @param {any} node @returns {string} */
	function conditions(node) {
		return node.fn === 'and'
			? node.args.map((/** @type {any} */ part) => conditions(strip(part))).join(',\\, ')
			: bare(node)
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
	const whole = strip(parse(formula))
	/** Names of functions that the formula defines. */
	const own = new Set(
		whole
			.filter((/** @type {any} */ node) => node.type === 'FunctionAssignmentNode')
			.map((/** @type {any} */ node) => node.name),
	)
	const lines = whole.type === 'BlockNode' ? whole.blocks.map((/** @type {any} */ block) => block.node) : [whole]
	return [lines.pop(), ...lines].map((line) => bare(strip(line)))
}

/** Brackets are as high as what stands between them, where that is higher than a line. @param {string} tex */
const bracketed = (tex) => (/\\(frac|sum|sqrt|begin|max_|min_)/.test(tex) ? `\\left(${tex}\\right)` : `(${tex})`)

/** What may be given an index; it may have one already. @param {string} tex */
const base = (tex) => (tex.includes('_') ? `{${tex}}` : tex)

/** `sum(k, samples, x)` and its like. @param {any} node */
const joins = (node) => node.args.length === 3 && /^(sum|largest|smallest)$/.test(node.fn.name)

/** 1 where something holds, else 0. @param {any} node */
const isBracket = (node) => strip(node.trueExpr).value === 1 && strip(node.falseExpr).value === 0

/** An array and its indices: `a[i][k]`. @param {any} node @returns {any[]} */
const indexed = (node) => (node.type === 'AccessorNode' ? [...indexed(node.object), ...node.index.dimensions] : [node])

/** The divisor that changes the base of logarithms. @param {any} node */
const isUnit = (node) => node.type === 'FunctionNode' && node.fn.name === 'log' && node.args[0].name === 'base'

/** @param {any} node @returns {any} */
const strip = (node) => (node.type === 'ParenthesisNode' ? strip(node.content) : node)

/** The lines that define a loss. @param {Defined} loss */
function definition(loss) {
	const variable = 'variable' in loss ? loss.variable : ''
	const [value, ...names] = toLines(loss.formula, variable)
	const of = { residual: 'r = \\hat{y} - y', margin: 'm = y f' }[variable]
	if (of && loss.shape === 'element') names.push(of)
	return [`${'each' in loss && loss.each ? 'L_i' : 'L'} = ${value}`, ...names]
}

/** The words that stand in formulas; pages and elements keep those of their language. */
const WORDS = [
	['else', '其他'],
	['\u00a0and\u00a0', '\u00a0且\u00a0'],
	['\u00a0or\u00a0', '\u00a0或\u00a0'],
]

/** Style attributes would break a strict policy; without them the formulas still read well. @param {string} tex */
function mathml(tex) {
	const plain = temml.renderToString(tex, { displayMode: true }).replace(/ (style|class)="[^"]*"/g, '')
	return plain.replace(/<mtext>([^<]*)<\/mtext>/g, (text, said) => {
		const word = WORDS.find(([en]) => en.trim() === said.trim())
		return word ? `<mtext data-en="${word[0]}" data-zh="${word[1]}">${word[0]}</mtext>` : text
	})
}

/**
 * @param {Iterable<Defined>} losses
 * @returns {Record<string, import('../elements/formulas.js').Formula>}
 */
export function formulas(losses) {
	return Object.fromEntries(
		Array.from(losses, (loss) => {
			const tex = definition(loss)
			const [whole, ...where] = tex.map(mathml)
			const slopes = 'variable' in loss ? derivatives(loss).map((found) => gradient(loss, found)) : []
			return [loss.id, { tex: tex.join(',\\quad '), mathml: whole, where: where.join(''), slopes }]
		}),
	)
}

/** A derivative as an expression, and typeset. @param {Description} loss @param {{by: string, gradient: string}} found */
function gradient(loss, { by, gradient }) {
	const d = loss.shape === 'element' ? 'd' : '\\partial '
	const tex = `\\frac{${d}L}{${d}${toTex(by, loss.variable)}} = ${toTex(gradient, loss.variable)}`
	return { by, text: gradient, mathml: mathml(tex) }
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
