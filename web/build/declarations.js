import { changes } from '../lib/adapt.js'
import { derived, widths } from '../lib/batch/options.js'
import { conventions } from '../lib/conventions.js'

/** @typedef {import('../lib/module.js').Description} Description */
/** @typedef {import('../lib/batch/module.js').BatchDescription} BatchDescription */

/**
 * The TypeScript declarations of an entry, derived from the losses' descriptions.
 *
 * @param {(Description | BatchDescription)[]} losses
 * @param {string[]} aliases `id as alias`
 * @param {string} entry index or external
 */
export function declarations(losses, aliases, entry) {
	const kinds = losses.map((loss) => ({
		loss,
		type: loss.shape === 'batch' ? batchType(loss) : `${shape(loss)}<${JSON.stringify(loss.id)}, ${parameters(loss)}>`,
	}))
	const record = kinds.map(({ loss, type }) => `\t/** ${comment(loss)} */\n\treadonly ${loss.id}: ${type}`).join('\n')
	const head = `import type { BatchLoss, DataOptions, ElementLoss, Losses as Lookup, MarginLoss, RowLoss, RowOptions, Numbers, Singles, TargetlessLoss, VectorLoss } from './types.js'
export type * from './types.js'
export { LossError } from './types.js'

/** Every loss, in the order of the catalogue. */
export interface Losses extends Lookup {
${record}
}
`
	if (entry === 'external')
		return `${head}
type Compiled = BufferSource | WebAssembly.Module
type Source = string | URL | Response | PromiseLike<Response> | Compiled
/** The losses of losslab.wasm from anywhere: its bytes, a compiled module, a URL, or a response; \`batch\` brings those of batch.wasm. */
export function load(source: Source, options?: { batch?: Source }): Promise<Losses>
/** The same at once, from bytes or compiled modules. */
export function from(source: Compiled, options?: { batch?: Compiled }): Losses
`
	const each = kinds.map(({ loss, type }) => `/** ${comment(loss)} */\nexport const ${loss.id}: ${type}`).join('\n')
	return `${head}
export const losses: Losses
${each}
export { ${aliases.join(', ')} }
`
}

/** @param {Description} loss */
function shape({ shape, labels }) {
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
	const data = loss.shape === 'batch' ? [] : [...changes(loss), ...(loss.rooted ? ['root'] : [])]
	const types = [
		...(fields.length ? [`{ ${fields.join('; ')} }`] : []),
		...(data.length ? [`Pick<DataOptions, ${data.map((name) => `'${name}'`).join(' | ')}>`] : []),
	]
	if ('termwise' in loss && loss.termwise) types.push("Pick<RowOptions, 'classWeights'>")
	return types.join(' & ') || 'unknown'
}

/** @param {Description | BatchDescription} loss */
const comment = (loss) => `${loss.name}: \`${loss.formula}\`. ${loss.reference}`

/** A loss of batches: its arguments, those that run in single precision, what it is derived by, its options. @param {BatchDescription} loss */
function batchType(loss) {
	const positional = loss.inputs.filter(({ option }) => option === undefined)
	const tuple = (/** @type {boolean} */ single) =>
		positional.map(({ name, kind }) => `${name}: ${single && kind === 'variable' ? 'Singles' : 'Numbers'}`).join(', ')
	const variables = derived(loss).map(({ name, option }) => `${name}${option === undefined ? '' : '?'}: 1`)
	const given = [
		...loss.inputs
			.filter(({ option }) => option !== undefined)
			.map(({ name, dimensions, range }) => `/** ${dimensions.join(' by ')}, in ${range} */ ${name}?: Numbers`),
		...widths(loss).map((name) => `/** where arrays are flat */ ${name}?: number`),
		...(loss.inputs.some(({ ignorable }) => ignorable) ? ['/** left out */ ignoreIndex?: number'] : []),
		...(loss.each || loss.weighted ? [`/** of the ${loss.each ?? loss.weighted}, >= 0 */ weights?: Numbers`] : []),
		...(loss.each ? ["/** Default: mean */ reduction?: 'mean' | 'sum' | 'none'"] : []),
	]
	return `BatchLoss<${JSON.stringify(loss.id)}, [${tuple(false)}], [${tuple(true)}], { ${variables.join('; ')} }, ${parameters(loss, given)}>`
}
