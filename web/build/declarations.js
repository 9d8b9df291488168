import { changes } from '../lib/adapt.js'
import { derived, widths } from '../lib/batch/options.js'
import { conventions } from '../lib/conventions.js'
import { bounded, interval } from '../lib/interval.js'
import { bends } from '../lib/options.js'

/** @typedef {import('../lib/module.js').Description} Description */
/** @typedef {import('../lib/batch/module.js').BatchDescription} BatchDescription */

/**
 * The TypeScript declarations of the entry of some losses, derived from their descriptions.
 *
 * @param {(Description | BatchDescription)[]} losses
 * @param {string[]} aliases `id as alias`
 * @param {string} [more] what the entry exports besides
 */
export function declarations(losses, aliases, more = '') {
	const kinds = losses.map((loss) => ({
		loss,
		type: loss.shape === 'batch' ? batchType(loss) : `${shape(loss)}<${JSON.stringify(loss.id)}, ${parameters(loss)}>`,
	}))
	const record = kinds.map(({ loss, type }) => `\t${comment(loss, '\t')}\n\treadonly ${loss.id}: ${type}`).join('\n')
	const each = losses.map((loss) => `${comment(loss)}\nexport const ${loss.id}: Losses[${JSON.stringify(loss.id)}]`)
	return `import type { BatchLoss, DataOptions, ElementLoss, Losses as Lookup, MarginLoss, RowLoss, RowOptions, Numbers, Singles, Switches, TargetlessLoss, TupleLoss, VectorLoss, Find } from './types.js'
export type * from './types.js'
export { LossError } from './types.js'

/** Every loss of this entry, in the order of the catalogue. */
export interface Losses extends Lookup {
${record}
}

export const losses: Losses
export const find: Find<Losses>
${more}${each.join('\n')}
export { ${aliases.join(', ')} }
`
}

/** What the entry of the losses of samples exports besides. */
export const allocation = `import type { Alloc } from './types.js'
export const alloc: Alloc
`

/** The declarations of the entry for those who bring the modules themselves. */
export const loaders = `import type { Losses as Samples } from './index.js'
import type { Alloc, Find } from './types.js'
import type { Losses as BatchLosses } from './batch.js'
export type * from './types.js'
export { LossError } from './types.js'
/** With the functions that give arrays in the memory of their module, and that find a loss by any of its names. */
export interface Losses extends Samples {
	readonly alloc: Alloc
	readonly find: Find<Samples & BatchLosses>
}
export type { BatchLosses }

/** Bytes, or a compiled module. */
export type Compiled = BufferSource | WebAssembly.Module
export type Source = string | URL | Response | PromiseLike<Response> | Compiled

/** The losses of losslab.wasm from anywhere: its bytes, a compiled module, a URL, or a response. */
export function load(source: Source): Promise<Losses>
/** The same with those of batch.wasm. */
export function load(source: Source, options: { batch: Source }): Promise<Losses & BatchLosses>
/** The same at once, from bytes or compiled modules. */
export function from(source: Compiled): Losses
export function from(source: Compiled, options: { batch: Compiled }): Losses & BatchLosses
`

/** @param {Description} loss */
function shape({ shape, labels }) {
	if (shape === 'tuple') return 'TupleLoss'
	if (shape !== 'row') return labels === 'pm1' ? 'MarginLoss' : 'ElementLoss'
	return labels === 'none' ? 'TargetlessLoss' : labels === 'rows' ? 'VectorLoss' : 'RowLoss'
}

/** Choices that stand for themselves: numbers and switches. */
const WRITTEN = /^(-?[\d.]+|true|false)$/

/** @param {Description | BatchDescription} loss @param {string[]} [more] */
function parameters(loss, more = []) {
	const own = loss.parameters.map(({ name, value, range }) => {
		const type = range.includes('|')
			? range
					.split('|')
					.map((choice) => choice.trim())
					.map((choice) => (WRITTEN.test(choice) ? choice : `'${choice}'`))
					.join(' | ')
			: 'number'
		return `/** ${range}; default ${value} */ ${name}?: ${type}`
	})
	const frameworks = conventions(loss).map((name) => `'${name}'`)
	const fields = [
		...more,
		...own,
		...(frameworks.length ? [`/** A framework's defaults */ convention?: ${frameworks.join(' | ')}`] : []),
	]
	const data =
		loss.shape === 'batch'
			? []
			: [
					...changes(loss),
					...(loss.rooted ? ['root'] : []),
					...(bends(loss) ? ['subgradient'] : []),
					...(loss.curvature ? ['curvature'] : []),
				]
	const types = [
		...(fields.length ? [`{ ${fields.join('; ')} }`] : []),
		...(data.length ? [`Pick<DataOptions, ${data.map((name) => `'${name}'`).join(' | ')}>`] : []),
	]
	if ('termwise' in loss && loss.termwise) types.push("Pick<RowOptions, 'classWeights'>")
	return types.join(' & ') || 'unknown'
}

/** @param {Description | BatchDescription} loss @param {string} [indent] */
const comment = (loss, indent = '') =>
	[
		'/**',
		` * ${loss.name}: \`${loss.formula}\`. ${loss.reference}`,
		...taken(loss).map((line) => ` * - ${line}`),
		' */',
	].join(`\n${indent}`)

/** What a loss takes, and with which code the LossError comes that refuses the rest. @param {Description | BatchDescription} loss @returns {string[]} */
function taken(loss) {
	if (loss.shape === 'batch') return [...loss.inputs.map(inputText), ...shareText(loss)]
	const { shape, labels, domain, targets, predicted, observed, normalized } = loss
	if (shape === 'tuple') return [fieldsText('yPred', predicted, 'domain'), fieldsText('yTrue', observed, 'label')]
	const rows = shape === 'row' ? 'rows of ' : ''
	const distributions = `rows ${within(targets)}${normalized ? ', which sum to 1 within 0.001' : ''}`
	const yTrue = {
		real: `numbers ${within(targets)}`,
		unit: `numbers ${within(targets)}`,
		pm1: `-1 and 1, or 0 and 1 as \`labels\` says`,
		classes: `class indices, or ${distributions}`,
		rows: distributions,
		none: 'null',
	}[labels]
	const codes = { classes: '`class` or `label`', none: '`type`', pm1: '`label`' }[/** @type {string} */ (labels)]
	return [
		`yPred: ${rows}numbers ${within(domain)}${refusal(domain, '`domain`')}.`,
		`yTrue: ${yTrue}${codes ? ` (else a LossError ${codes})` : refusal(targets, '`label`')}.`,
		...(labels === 'classes'
			? ['Rows of the `ignoreIndex` have no share in the mean; if there are no others, it is 0.']
			: []),
	]
}

/** @param {string} range @param {string} code */
const refusal = (range, code) => (bounded(interval(range)) ? ` (else a LossError ${code})` : '')

/** @param {string} range */
const within = (range) => (bounded(interval(range)) ? `in ${range}` : 'of any size')

/** @param {string} argument @param {import('../lib/module.js').Field[]} fields @param {string} code */
function fieldsText(argument, fields, code) {
	const all = fields.map(({ name, range }) => (bounded(interval(range)) ? `${name} in ${range}` : name))
	const least = fields.some(({ range }) => bounded(interval(range))) ? ` (else a LossError \`${code}\`)` : ''
	return `${argument}: of each sample ${all.join(', ')}${least}.`
}

/** @param {import('../lib/batch/module.js').Input} input */
function inputText({ name, kind, dimensions, range, of, ignorable }) {
	const numbers = {
		variable: `numbers ${within(range)}`,
		given: `numbers ${within(range)}`,
		sign: '-1 and 1',
		group: 'integers, equal where members belong together',
		binary: '0 and 1',
		index: `indices of ${of}`,
		count: `integers from 0 to the number of ${of}`,
	}[kind]
	const code = { variable: 'domain', index: 'class' }[/** @type {string} */ (kind)] ?? 'label'
	const free = ['variable', 'given'].includes(kind) && !bounded(interval(range))
	const where = dimensions.length ? ` (${dimensions.join(' by ')})` : ''
	return `${name}${where}: ${numbers}${ignorable ? ', or the `ignoreIndex`' : ''}${free ? '' : ` (else a LossError \`${code}\`)`}.`
}

/** @param {BatchDescription} loss */
const shareText = ({ each, share }) =>
	share === undefined ? [] : [`Share of each of the ${each} in the mean, which is 0 if nothing has any: \`${share}\`.`]

/** A loss of batches: its arguments, those that run in single precision, what it is derived by, its options. @param {BatchDescription} loss */
function batchType(loss) {
	const positional = loss.inputs.filter(({ option }) => option === undefined)
	const tuple = (/** @type {boolean} */ single) =>
		positional
			.map(
				({ name, kind }) =>
					`${name}: ${single && kind === 'variable' ? 'Singles' : kind === 'binary' ? 'Numbers | Switches' : 'Numbers'}`,
			)
			.join(', ')
	const variables = derived(loss).map(({ name, option }) => `${name}${option === undefined ? '' : '?'}: 1`)
	const given = [
		...loss.inputs
			.filter(({ option }) => option !== undefined)
			.map(
				({ name, kind, dimensions, range }) =>
					`/** ${dimensions.length ? `${dimensions.join(' by ')}, in ${range}` : 'an index'} */ ${name}?: ${dimensions.length ? (kind === 'binary' ? 'Numbers | Switches' : 'Numbers') : 'number'}`,
			),
		...widths(loss).map((name) => `/** where arrays are flat */ ${name}?: number`),
		...(loss.inputs.some(({ ignorable }) => ignorable) ? ['/** left out */ ignoreIndex?: number'] : []),
		...(loss.each || loss.weighted ? [`/** of the ${loss.each ?? loss.weighted}, >= 0 */ weights?: Numbers`] : []),
		...(loss.each
			? [
					"/** Default: mean */ reduction?: 'mean' | 'sum' | 'none'",
					"/** What the mean divides by: the weights of its terms (default), their count, that of weights other than 0, the weights of the terms above 0 */ denominator?: 'weights' | 'count' | 'nonzero' | 'positive'",
				]
			: []),
	]
	return `BatchLoss<${JSON.stringify(loss.id)}, [${tuple(false)}], [${tuple(true)}], { ${variables.join('; ')} }, ${parameters(loss, given)}>`
}
