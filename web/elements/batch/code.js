/** The number shown as a program: in JavaScript, and in the frameworks that have the loss. */

import { LANGUAGES } from '../program.js'
import { compute } from './compute.js'
import { frameworks } from './frameworks.js'

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./compute.js').Result} Result */
/** @typedef {import('./frameworks.js').Entry} Entry */

/** Those that have the loss, with their names. @param {string} id @returns {[string, string][]} */
export const languages = (id) =>
	Object.entries(LANGUAGES).filter(([language]) => language === 'javascript' || frameworks[language]?.[id])

/** @param {State} state @param {string} language @returns {{code: string} | {missing: 'loss' | 'settings' | 'data'}} */
export function program(state, language) {
	const result = compute(state)
	if (result.problem || result.cells.size) return { missing: 'data' }
	if (language === 'javascript') return { code: javascript(state, result) }
	const entry = frameworks[language]?.[state.loss]
	if (!entry) return { missing: 'loss' }
	const values = settings(state, result)
	const given = Object.keys(result.options).filter(
		(name) => name === 'weights' || result.loss.inputs.some((input) => input.name === name),
	)
	const isTaken = given.every((name) => entry.takes?.includes(name))
	if (!isTaken || (entry.when && !entry.when(values, result))) return { missing: 'settings' }
	return { code: WRITERS[language](state, result, entry, values) }
}

/** @param {Result} result @param {number} [digits] */
function shown({ value, each }, digits = 17) {
	const short = (/** @type {number} */ x) => (Number.isFinite(x) ? String(Number(x.toPrecision(digits))) : String(x))
	return value === null ? `[${Array.from(each).map(short).join(', ')}]` : short(value)
}

/** Nested lists, the rows of a matrix in lines where they are long. @param {any} array @param {string} indent @returns {string} */
function list(array, indent) {
	if (!Array.isArray(array)) return String(array)
	const one = `[${array.map((inner) => list(inner, indent)).join(', ')}]`
	if (one.length < 72 || !Array.isArray(array[0])) return one
	return `[\n${array.map((inner) => `${indent}${list(inner, indent)},`).join('\n')}\n]`
}

/** The inputs that are given, with their arrays. @param {Result} result @returns {[string, any][]} */
function arrays({ loss, given, options }) {
	const rest = given.slice()
	return loss.inputs
		.map(
			({ name, option }) => /** @type {[string, any]} */ ([name, option === undefined ? rest.shift() : options[name]]),
		)
		.concat([['weights', options.weights]])
		.filter(([, array]) => array !== undefined)
}

/** @param {State} state @param {Result} result */
function javascript({ loss: id }, result) {
	const { loss, options } = result
	const made = arrays(result)
	const names = made.map(([name]) => name)
	const given = Object.entries(options).map(([name, value]) =>
		names.includes(name) ? name : `${name}: ${typeof value === 'string' ? `'${value}'` : value}`,
	)
	const positional = loss.inputs.filter(({ option }) => option === undefined).map(({ name }) => name)
	const call = `${id}(${[...positional, ...(given.length ? [`{ ${given.join(', ')} }`] : [])].join(', ')})`
	return [
		`import { ${id} } from 'losslab/batch'`,
		'',
		...made.map(([name, array]) => `const ${name} = ${list(array, '\t')}`),
		`console.log(${call}) // ${shown(result)}`,
	].join('\n')
}

/** What a framework's call may name. @param {State} state @param {Result} result @returns {Record<string, any>} */
function settings({ loss: id, sizes }, { loss, given, options }) {
	const values = Object.fromEntries(loss.parameters.map(({ name, value }) => [name, options[name] ?? value]))
	if (id === 'ctc') {
		values.blank = options.blank ?? 0
		values.frames = options.inputLengths ?? given[1].map(() => sizes.frames)
		values.lengths = given[0].map((/** @type {any[]} */ row, /** @type {number} */ i) =>
			Math.min(row.length, options.labelLengths?.[i] ?? row.length),
		)
	}
	if (id === 'multiLabelMargin')
		values.indices = given[0].map((/** @type {number[]} */ row) => {
			const held = row.flatMap((y, k) => (y ? [k] : []))
			return row.map((_, k) => held[k] ?? -1)
		})
	if ('varianceWeighted' in values) values.average = values.varianceWeighted ? 'variance_weighted' : 'uniform_average'
	return { ...values, classWeights: options.classWeights, bias: options.bias }
}

/** @param {any} value */
const py = (value) =>
	typeof value === 'boolean'
		? value
			? 'True'
			: 'False'
		: typeof value === 'string'
			? `"${value}"`
			: list(value, '    ')

/** A text with values put in. @param {string} text @param {Record<string, any>} values */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => py(values[name]))

/** A call with its arguments; those without a value fall away. @param {Entry} entry @param {Record<string, any>} values @param {string[]} [more] @param {(list: number[]) => string} [array] */
function made({ call }, values, more = [], array = String) {
	const [, name, inner = ''] = /^([\w.]+)(?:\((.*)\))?$/.exec(call) ?? []
	const given = inner.split(/, (?=\w+=)/).flatMap((part) => {
		const wanted = /\{(\w+)\}/.exec(part)?.[1]
		if (!wanted || values[wanted] === undefined) return []
		return [Array.isArray(values[wanted]) ? part.replace(/\{\w+\}/, array(values[wanted])) : filled(part, values)]
	})
	return { name, given: [...given, ...more] }
}

/** The inputs as it takes them: integers are whole, rows of labels equally long. @param {Result} result @param {(text: string, isWhole: boolean) => string} array */
const data = (result, array) =>
	arrays(result)
		.filter(([name]) => !['classWeights', 'blank', 'labelLengths', 'inputLengths'].includes(name))
		.map(([name, given]) => {
			const input = result.loss.inputs.find((one) => one.name === name)
			const isWhole = input !== undefined && ['index', 'group', 'sign', 'binary'].includes(input.kind)
			const widest = input?.ragged ? Math.max(...given.map((/** @type {any[]} */ row) => row.length)) : 0
			const even = widest
				? given.map((/** @type {any[]} */ row) => Array.from({ length: widest }, (_, k) => row[k] ?? 0))
				: given
			return `${name} = ${array(list(even, '    '), isWhole)}`
		})

/** @param {Entry} entry @param {Record<string, any>} values */
const given = ({ given }, values) =>
	given.map((text) => (values.bias ? text.replace('{bias}', 'bias') : text.replace(' + {bias}', ''))).join(', ')

/** @type {Record<string, (state: State, result: Result, entry: Entry, values: Record<string, any>) => string>} */
const WRITERS = {
	torch(_, result, entry, values) {
		const array = (/** @type {string} */ text, isWhole = false) =>
			`torch.tensor(${text}${isWhole ? '' : ', dtype=torch.float64'})`
		const { options } = result
		const { name, given: args } = made(
			entry,
			values,
			options.reduction ? [`reduction="${options.reduction}"`] : [],
			(list) => array(`[${list.join(', ')}]`),
		)
		const value = options.reduction === 'none' ? '.tolist()' : '.item()'
		return [
			'import torch',
			'',
			...data(result, array),
			...(entry.before ?? []).map((line) => filled(line, values)),
			`loss = ${name}(${args.join(', ')})`,
			`print(loss(${given(entry, values)})${value})  # ${shown(result)}`,
		].join('\n')
	},
	keras(_, result, entry, values) {
		const { reduction } = result.options
		const { name, given: args } = made(
			entry,
			values,
			reduction ? [`reduction=${reduction === 'none' ? 'None' : '"sum"'}`] : [],
		)
		return [
			'import keras',
			'import numpy as np',
			'',
			...data(result, (text) => `np.array(${text})`),
			...(entry.before ?? []),
			`loss = ${name}(${args.join(', ')})`,
			`print(np.asarray(loss(${given(entry, values)})).tolist())  # ${shown(result, 5)} in single precision`,
		].join('\n')
	},
	sklearn(_, result, entry, values) {
		const { name, given: args } = made(entry, values, result.options.weights ? ['sample_weight=weights'] : [])
		return [
			'import numpy as np',
			`from sklearn.metrics import ${name}`,
			'',
			...data(result, (text) => `np.array(${text})`),
			`print(${name}(${[...entry.given, ...args].join(', ')}))  # ${shown(result)}`,
		].join('\n')
	},
}
