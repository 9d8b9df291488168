/** The number shown as a program: in JavaScript, and in the frameworks that have the loss. */

import { compute } from './compute.js'
import { hasClasses, hasTargets, hasWidth, isRow, isTuple } from './describe.js'
import { frameworks } from './frameworks.js'

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./compute.js').Result} Result */
/** @typedef {import('./frameworks.js').Entry} Entry */
/** @typedef {{code: string} | {missing: 'loss' | 'settings' | 'data' | 'long'}} Program */

/** More numbers than these are data, not an example. */
const MOST = 4000
const WIDTH = 96

/** @param {State} state @param {string} language @returns {Program} */
export function program(state, language) {
	const result = compute(state)
	if (!result.rows.length || result.problem) return { missing: 'data' }
	if (result.yTrue.length + result.yPred.length > MOST) return { missing: 'long' }
	if (language === 'javascript') return { code: javascript(result) }
	const entry = frameworks[language]?.[result.loss.id]
	if (!entry) return { missing: 'loss' }
	const numbers = settings(result)
	if (!fits(entry, result, numbers, language)) return { missing: 'settings' }
	const code = writers[language](result, entry, numbers)
	return code ? { code } : { missing: 'settings' }
}

/** The shown value as the last line's comment. @param {Result} result @param {number} [digits] */
function shown({ value, each, weights }, digits = 17) {
	const short = (/** @type {number} */ x) => (Number.isFinite(x) ? String(Number(x.toPrecision(digits))) : String(x))
	if (value !== null) return short(value)
	const list = weighted(each, weights).map(short)
	return `[${list.slice(0, 6).join(', ')}${list.length > 6 ? ', ...' : ''}]`
}

/** One number a sample; a weight of 0 leaves it out. @param {ArrayLike<number>} each @param {ArrayLike<number> | null} weights */
export const weighted = (each, weights) =>
	Array.from(each, (x, i) => (!weights ? x : weights[i] === 0 ? 0 : weights[i] * x))

/** A list, in lines of readable length. @param {string[]} items @param {string} open @param {string} close @param {string} indent */
function list(items, open, close, indent) {
	const one = `${open}${items.join(', ')}${close}`
	if (one.length < WIDTH) return one
	const lines = ['']
	for (const item of items) {
		const last = lines[lines.length - 1]
		if (last && last.length + item.length + 2 > WIDTH - 4) lines.push(`${item},`)
		else lines[lines.length - 1] = last ? `${last} ${item},` : `${item},`
	}
	return `${open}\n${lines.map((line) => indent + line).join('\n')}\n${close}`
}

/** Numbers one a sample, or a few. @param {ArrayLike<number>} all @param {number} width @param {(x: number) => string} write @param {boolean} isNested @param {string} indent */
function nested(all, width, write, isNested, indent) {
	const items = Array.from(all, write)
	if (!isNested) return list(items, '[', ']', indent)
	const rows = Array.from(
		{ length: items.length / width },
		(_, i) => `[${items.slice(i * width, (i + 1) * width).join(', ')}]`,
	)
	return list(rows, '[', ']', indent)
}

/** @param {Result} result */
function javascript(result) {
	const { loss, yTrue, yPred, rows, width, options } = result
	const wide = yTrue.length / rows.length
	const given = Object.entries(options).filter(
		([name, value]) => name !== 'classes' && !(name === 'reduction' && value === 'mean') && name !== 'weights',
	)
	const write = (/** @type {any} */ value) =>
		typeof value === 'string'
			? `'${value}'`
			: typeof value === 'object'
				? `[${Array.from(value).join(', ')}]`
				: String(value)
	const parts = given.map(([name, value]) => `${name}: ${write(value)}`)
	if (options.weights) parts.push('weights')
	const names = `yTrue, yPred${parts.length ? `, { ${parts.join(', ')} }` : ''}`
	const targets = hasTargets(loss) ? nested(yTrue, wide, String, wide > 1, '\t') : 'null'
	return [
		`import { ${loss.id} } from 'losslab'`,
		'',
		`const yTrue = ${targets}`,
		`const yPred = ${nested(yPred, width, String, isRow(loss), '\t')}`,
		...(options.weights ? [`const weights = ${nested(options.weights, 1, String, false, '\t')}`] : []),
		`console.log(${loss.id}(${names})) // ${shown(result)}`,
	].join('\n')
}

/** Our parameters and what else a framework's call may name. @param {Result} result @returns {Record<string, any>} */
function settings({ loss, own, width }) {
	const values = Object.fromEntries(loss.parameters.map(({ name, value }) => [name, own[name] ?? value]))
	return {
		...values,
		classWeights: own.classWeights ?? null,
		ignoreIndex: own.ignoreIndex ?? null,
		labelSmoothing: own.labelSmoothing ?? 0,
		classes: Array.from({ length: width }, (_, k) => k),
	}
}

/** The framework gives the same for these settings and data. @param {Entry} entry @param {Result} result @param {Record<string, any>} values @param {string} framework */
function fits({ where = {}, takes = [], isHard, isClipped, call, around = '' }, result, values, framework) {
	const { loss, yTrue, yPred, rows, own, width, weights } = result
	if (Object.entries(where).some(([name, value]) => values[name] !== value)) return false
	const isNamed = (/** @type {string} */ name) => (call + around).includes(`{${name}}`)
	const isKnown = (/** @type {string} */ name) => name in where || isNamed(name)
	if (loss.parameters.some(({ name, value }) => values[name] !== value && !isKnown(name))) return false
	const uses = ['classWeights', 'ignoreIndex', 'labelSmoothing'].filter((name) => own[name] !== undefined)
	if (uses.some((name) => !takes.includes(name)) || (uses.length && weights)) return false
	const isIndex = yTrue.length === rows.length
	if (own.classWeights && (!isIndex || own.labelSmoothing)) return false
	if (own.ignoreIndex !== undefined && !isIndex) return false
	if (isHard && hasClasses(loss) && !isIndex) return false
	if (isHard && !hasClasses(loss) && yTrue.some((y) => !Number.isInteger(y))) return false
	const said = loss.parameters.filter(({ name }) => isNamed(name)).map(({ name }) => [name, values[name]])
	if (!agrees(result, framework, Object.fromEntries(said))) return false
	if (!isClipped || !isRow(loss)) return true
	const total = (/** @type {number} */ i) => yPred.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b, 0)
	return rows.every((_, i) => Math.abs(total(i) - 1) < 1e-9)
}

/** By its convention, where it has one of its own, the framework gives every sample the same value. @param {Result} result @param {string} framework @param {Record<string, any>} said what the program states */
function agrees({ loss, yTrue, yPred, each, base }, framework, said) {
	if (!loss.equals.some((equal) => equal.framework === framework)) return true
	const options = { ...base, ...said, convention: framework, reduction: 'none' }
	const theirs = loss(hasTargets(loss) ? yTrue : null, yPred, options)
	const tolerance = framework === 'keras' ? 1e-6 : 1e-12
	return Array.from(each).every(
		(x, i) => Object.is(x, theirs[i]) || Math.abs(x - theirs[i]) <= tolerance * Math.max(1, Math.min(Math.abs(x), 1e9)),
	)
}

/** A number as Python writes it. @param {number} x */
const py = (x) =>
	Number.isNaN(x) ? 'float("nan")' : Number.isFinite(x) ? String(x) : `float("${x < 0 ? '-' : ''}inf")`

/** Arguments that change nothing at these values. @type {Record<string, any>} */
const NEUTRAL = { classWeights: null, ignoreIndex: null, labelSmoothing: 0, posWeight: 1 }

/** A name, and its arguments with numbers put in. @param {string} call @param {Record<string, any>} values @param {(list: number[]) => string} array */
function filled(call, values, array) {
	const [, name, inner = ''] = /^([\w.]+)(?:\((.*)\))?$/.exec(call) ?? []
	/** @param {string} wanted */
	const literal = (wanted) => {
		const value = values[wanted]
		if (typeof value === 'boolean') return value ? 'True' : 'False'
		return wanted === 'posWeight' ? array([value]) : typeof value === 'number' ? py(value) : array(value)
	}
	const given = inner
		.split(/, (?=\w+=)/)
		.filter((part) => {
			const wanted = /\{(\w+)\}/.exec(part)?.[1] ?? ''
			return part && !(wanted in NEUTRAL && values[wanted] === NEUTRAL[wanted])
		})
		.map((part) => part.replace(/\{(\w+)\}/, (_, wanted) => literal(wanted)))
	return { name, given }
}

/** The targets and predictions in a framework's arrays. @param {Result} result @param {Entry} entry @param {(text: string, isIndex: boolean) => string} array @param {boolean} isColumn whether single numbers stand in a column */
function data({ loss, yTrue, yPred, rows, width, own, weights }, { isOneHot }, array, isColumn) {
	const wide = yTrue.length / rows.length
	const isIndex = hasWidth(loss) && hasClasses(loss) && wide === 1 && width > 1
	const labels = own.labels === '01' ? yTrue.map((y) => (y > 0 ? 1 : -1)) : yTrue
	const rowOf = (/** @type {number} */ y) => Array.from({ length: width }, (_, k) => Number(k === y))
	const asRows = isIndex && isOneHot
	const targets = asRows ? Array.from(labels).flatMap(rowOf) : labels
	const across = asRows ? width : wide
	const column = isColumn && !isRow(loss)
	const flatTuple = isTuple(loss) && wide === 1
	return [
		`y_true = ${array(nested(targets, across, py, across > 1 || (column && !flatTuple), '    '), isIndex && !asRows)}`,
		`y_pred = ${array(nested(yPred, width, py, isRow(loss) || column, '    '), false)}`,
		...(weights ? [`weights = ${array(nested(weights, 1, py, false, '    '), false)}`] : []),
	]
}

/** The lines that make and print the value. @param {string} made the loss @param {string} value of it @param {string} comment */
const printed = (made, value, comment) => [`loss = ${made}`, `print(${value})  # ${comment}`]

/** @param {Result} result @param {Entry} entry @param {Record<string, any>} values */
function torch(result, entry, values) {
	const { options, weights } = result
	const { reduction, denominator } = options
	const array = (/** @type {string} */ text, isIndex = false) =>
		`torch.tensor(${text}${isIndex ? '' : ', dtype=torch.float64'})`
	const { name, given } = filled(entry.call, values, (list) => array(`[${list.map(py).join(', ')}]`))
	const isApart = entry.isPlain || weights || reduction === 'none'
	if (!entry.isPlain && isApart) given.push('reduction="none"')
	else if (!entry.isPlain && (reduction !== 'mean' || entry.mean))
		given.push(`reduction="${reduction === 'mean' ? entry.mean : reduction}"`)
	const call = `loss(${entry.pred ?? 'y_pred'}, ${entry.true ?? 'y_true'})`
	const each = `${(entry.around ?? '$').replace('$', call)}${isApart ? (entry.each ?? '') : ''}`
	const terms = weights ? `(weights * (${each}))` : `(${each})`
	const by = { count: 'len(weights)', nonzero: '(weights != 0).sum()' }[/** @type {string} */ (denominator)]
	const value = !isApart
		? `${call}.item()`
		: reduction === 'none'
			? `${terms}.tolist()`
			: reduction === 'mean' && weights
				? `(${terms}.sum() / ${by ?? 'weights.sum()'}).item()`
				: `${terms}.${reduction}().item()`
	return [
		'import torch',
		'',
		...data(result, entry, array, false),
		...printed(`torch.nn.${name}${entry.isPlain ? '' : `(${given.join(', ')})`}`, value, shown(result)),
	].join('\n')
}

/** @param {Result} result @param {Entry} entry @param {Record<string, any>} values */
function keras(result, entry, values) {
	const { options, weights } = result
	const { reduction, denominator } = options
	const isOwnMean = weights && reduction === 'mean' && denominator !== 'count'
	if (isOwnMean && denominator === 'nonzero') return undefined
	if (entry.around && (reduction === 'sum' || (weights && !isOwnMean))) return undefined
	const array = (/** @type {string} */ text) => `np.array(${text})`
	const { name, given } = filled(entry.call, values, (list) => `[${list.map(py).join(', ')}]`)
	if (reduction !== 'mean') given.push(`reduction=${reduction === 'none' ? 'None' : '"sum"'}`)
	else if (isOwnMean) given.push('reduction="mean_with_sample_weight"')
	const call = `np.asarray(loss(y_true, y_pred${weights ? ', sample_weight=weights' : ''}))`
	const around = entry.around?.replace(/\{(\w+)\}/, (_, name) => py(values[name]))
	const value = around ? `(${around.replace('$', call)})` : call
	return [
		'import keras',
		'import numpy as np',
		'',
		...data(result, entry, array, true),
		...printed(
			`keras.losses.${name}(${given.join(', ')})`,
			`${value}.tolist()`,
			`${shown(result, 5)} in single precision`,
		),
	].join('\n')
}

/** @param {Result} result @param {Entry} entry @param {Record<string, any>} values */
function sklearn(result, entry, values) {
	const { options, weights } = result
	const { reduction, denominator } = options
	if (reduction === 'none') return undefined
	const array = (/** @type {string} */ text) => `np.array(${text})`
	const { name, given } = filled(entry.call, values, (list) => `[${list.map(py).join(', ')}]`)
	const inputs = ['y_true', entry.pred ?? 'y_pred', ...given, ...(weights ? ['sample_weight=weights'] : [])]
	const call = `${name}(${inputs.join(', ')})`
	const sum = weights ? 'weights.sum()' : 'len(y_true)'
	const by = { count: 'len(weights)', nonzero: 'np.count_nonzero(weights)' }[/** @type {string} */ (denominator)]
	const factor = reduction === 'sum' ? `${sum} * ` : weights && by ? `${sum} / ${by} * ` : ''
	return [
		'import numpy as np',
		`from sklearn.metrics import ${name}`,
		'',
		...data(result, entry, array, false),
		`print(${factor}${call})  # ${shown(result)}`,
	].join('\n')
}

/** @type {Record<string, (result: Result, entry: Entry, values: Record<string, any>) => string | undefined>} */
const writers = { torch, keras, sklearn }
