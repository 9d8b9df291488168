import { changes } from '../lib/adapt.js'
import { conventions } from '../lib/conventions.js'

/**
 * The TypeScript declarations of an entry, derived from the losses' descriptions.
 *
 * @param {import('../lib/module.js').Description[]} losses
 * @param {string[]} aliases `id as alias`
 * @param {string} entry index or external
 */
export function declarations(losses, aliases, entry) {
	const kinds = losses.map((loss) => ({
		loss,
		type: `${shape(loss)}<${JSON.stringify(loss.id)}, ${parameters(loss)}>`,
	}))
	const record = kinds.map(({ loss, type }) => `\t/** ${comment(loss)} */\n\treadonly ${loss.id}: ${type}`).join('\n')
	const head = `import type { DataOptions, ElementLoss, Losses as Lookup, MarginLoss, RowLoss, TargetlessLoss, VectorLoss } from './types.js'
export type * from './types.js'
export { LossError } from './types.js'

/** Every loss, in the order of the catalogue. */
export interface Losses extends Lookup {
${record}
}
`
	if (entry === 'external')
		return `${head}
/** Compile a module from anywhere: its bytes, a compiled module, a URL, or a response. */
export function load(source: string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module): Promise<Losses>
/** The same at once, from bytes or a compiled module. */
export function from(source: BufferSource | WebAssembly.Module): Losses
`
	const each = kinds.map(({ loss, type }) => `/** ${comment(loss)} */\nexport const ${loss.id}: ${type}`).join('\n')
	return `${head}
export const losses: Losses
${each}
export { ${aliases.join(', ')} }
`
}

/** @param {import('../lib/module.js').Description} loss */
function shape({ shape, labels }) {
	if (shape !== 'row') return labels === 'pm1' ? 'MarginLoss' : 'ElementLoss'
	return labels === 'none' ? 'TargetlessLoss' : labels === 'rows' ? 'VectorLoss' : 'RowLoss'
}

/** Choices that stand for themselves: numbers and switches. */
const WRITTEN = /^(-?[\d.]+|true|false)$/

/** @param {import('../lib/module.js').Description} loss */
function parameters(loss) {
	const fields = loss.parameters.map(({ name, value, range }) => {
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
	if (frameworks.length) fields.push(`/** A framework's defaults */ convention?: ${frameworks.join(' | ')}`)
	const data = [...changes(loss), ...(loss.rooted ? ['root'] : [])].map((name) => `'${name}'`)
	const types = [
		...(fields.length ? [`{ ${fields.join('; ')} }`] : []),
		...(data.length ? [`Pick<DataOptions, ${data.join(' | ')}>`] : []),
	]
	return types.join(' & ') || 'unknown'
}

/** @param {import('../lib/module.js').Description} loss */
const comment = (loss) => `${loss.name}: \`${loss.formula}\`. ${loss.reference}`
