// The losses' formulas as C, in the terms of jets.h: the oracle of every loss is made of its own description.
import { parse } from 'mathjs'

const OPERATORS = {
	pow: 'pow_of',
	and: 'both',
	or: 'either',
	not: 'negated',
}

/** How `combine(k, term)` runs over the classes: what it starts with, what it does with each term x of k, what it gives. */
const OVER_CLASSES = {
	sum: ['jet *s = constant(0);', () => 's = add(s, x);', 's;'],
	largest: ['jet *s = 0;', () => 's = s ? function_max(s, x) : x;', 's;'],
	smallest: ['jet *s = 0;', () => 's = s ? function_min(s, x) : x;', 's;'],
	argmax: ['jet *s = 0; int first = 0;', (k) => `if (!s || order(s, x) < 0) s = x, first = ${k};`, 'constant(first);'],
	threshold: ['jet *s[CELLS];', (k) => `s[${k}] = x;`, 'threshold(s, given.classes, power);'],
}

/** @typedef {import('../../web/lib/module.js').Description} Description */

/** @param {any} node @param {string} name */
const mentions = (node, name) => node.filter((/** @type {any} */ part) => part.name === name).length > 0

/** What a name in a formula stands for. @param {Description} loss @returns {Record<string, string>} */
function names({ shape, variable, parameters, predicted, observed }) {
	const parameter = (/** @type {string} */ name, /** @type {number} */ i) =>
		name === 'base' ? `base(given.p[${i}])` : `constant(given.p[${i}])`
	const fields = (/** @type {import('../../web/lib/module.js').Field[]} */ list, /** @type {string} */ from) =>
		list.map(({ name }, k) => [name, `${from}(${k})`])
	/** Words that a parameter may be: their place in the list. */
	const choices = parameters
		.filter(({ name, range }) => range.includes('|') && name !== 'base')
		.flatMap(({ range }) => range.split(' | ').map((word, i) => [word, `constant(${i})`]))
		.filter(([word]) => Number.isNaN(Number(word)))
	const inputs =
		shape === 'tuple'
			? [...fields(predicted, 'prediction'), ...fields(observed, 'target')]
			: ['z', 'p', 'f'].map((name) => [name, 'prediction(0)'])
	return {
		pi: 'circle()',
		inf: 'constant(INFINITY)',
		classes: 'constant(given.classes)',
		y: 'target(0)',
		...Object.fromEntries(choices),
		...Object.fromEntries(inputs),
		...(variable === 'residual' ? { r: 'subtract(prediction(0), target(0))' } : {}),
		...(variable === 'margin' ? { m: 'multiply(target(0), prediction(0))' } : {}),
		...Object.fromEntries(parameters.map(({ name }, i) => [name, parameter(name, i)])),
	}
}

/** @param {Description} loss */
function compile(loss) {
	const known = names(loss)
	let memos = 0

	/** @param {any} node @param {string[]} running the classes that run around it @returns {string} */
	function code(node, running) {
		const within = (/** @type {any} */ part) => code(part, running)
		switch (node.type) {
			case 'ConstantNode':
				return `constant(${node.value})`
			case 'ParenthesisNode':
				return within(node.content)
			case 'SymbolNode':
				return running.includes(node.name) ? `constant(${node.name}_)` : known[node.name]
			case 'BlockNode':
				return `({ ${node.blocks.map((/** @type {any} */ block) => `${within(block.node)};`).join(' ')} })`
			case 'AssignmentNode':
				known[node.object.name] = `${node.object.name}_`
				return `jet *${node.object.name}_ = ${within(node.value)}`
			case 'AccessorNode': {
				const of = node.object.name === 'y' ? 'target' : 'prediction'
				return `${of}(index_of(${within(node.index.dimensions[0])}))`
			}
			case 'ConditionalNode':
				return `(truth(${within(node.condition)}) ? ${within(node.trueExpr)} : ${within(node.falseExpr)})`
			case 'OperatorNode':
				if (node.fn === 'multiply' && node.args[0].name === 'full') {
					const [factor, other] = node.args.map(within)
					return `(truth(${factor}) ? ${other} : constant(0))`
				}
				return `${OPERATORS[/** @type {'pow'} */ (node.fn)] ?? node.fn}(${node.args.map(within).join(', ')})`
			case 'FunctionNode':
				if (node.fn.name === 'cumulative' || node.fn.name in OVER_CLASSES) return overClasses(node, running)
				if (node.fn.name === 'log' && ('logFloor' in known || 'logClip' in known) && mentions(node, 'p')) {
					const { epsilon = 'constant(0)', logFloor = 'constant(-INFINITY)', logClip = 'constant(0)' } = known
					return `guarded(${within(node.args[0])}, ${epsilon}, ${logFloor}, ${logClip})`
				}
				return `function_${node.fn.name}(${node.args.map(within).join(', ')})`
		}
		throw new SyntaxError(`${node.type} in a formula`)
	}

	/** What does not depend on the classes that run around it is computed once. @param {any} node @param {string[]} running */
	function overClasses(node, running) {
		const [{ name }, term, power] = node.args
		const upTo = node.fn.name === 'cumulative'
		const [start, step, result] = OVER_CLASSES[/** @type {'sum'} */ (upTo ? 'sum' : node.fn.name)]
		const end = upTo ? `${name}_ + 1` : 'given.classes'
		const inner = code(term, [...running, name])
		const over =
			`({ ${start} ${node.fn.name === 'threshold' ? `jet *power = ${power ? code(power, running) : 'constant(1)'}; ` : ''}for (int n_ = ${end}, ${name}_ = 0; ${name}_ < n_; ${name}_++) ` +
			`{ jet *x = ${inner}; ${step(`${name}_`)} } ${result} })`
		const depends = running.some((outer) => outer !== name && mentions(term, outer))
		return depends || upTo ? over : `ONCE(${memos++}, ${over})`
	}

	return code(parse(loss.formula), [])
}

/** Header of a C program: a function for each loss's formula, and the list of them. @param {Description[]} losses */
export const formulas = (losses) =>
	[
		...losses.map((loss) => `static jet *formula_${loss.id}(void)\n{\n\treturn ${compile(loss)};\n}\n`),
		`static jet *(*const formulas[])(void) = { ${losses.map(({ id }) => `formula_${id}`).join(', ')} };\n`,
	].join('\n')
