import { LossError, nearest, show } from './errors.js'

/** What names have in common, however they are written. @param {string} name */
const plain = (name) =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '')
		.replace(/loss$/, '')

/**
 * Make the function that finds a loss by its id, or by what it is called elsewhere.
 *
 * @param {Record<string, any>} losses
 */
export const finder =
	(losses) =>
	/** @param {string} name `MSELoss`, `binary_crossentropy`, `triplet loss`; capitals, hyphens and the word loss do not matter */
	(name) => {
		if (typeof name !== 'string')
			throw new LossError('type', 'find', `it takes a name, got ${show(name)}`, { argument: 'name', got: show(name) })
		if (Object.hasOwn(losses, name)) return losses[name]
		const all = Object.values(losses).map((loss) => ({ loss, words: [loss.id, loss.name, ...loss.aliases] }))
		const by = (/** @type {(word: string) => boolean} */ is) => all.find(({ words }) => words.some(is))?.loss
		const found = by((word) => word === name) ?? by((word) => plain(word) === plain(name))
		if (found) return found
		const near = nearest(
			name,
			all.flatMap(({ words }) => words),
		)
		const id = near && by((word) => word === near).id
		const hint = near === id ? '' : `, which is ${id}`
		throw new LossError(
			'name',
			'find',
			`no loss is called ${show(name)}${near ? `; did you mean ${show(near)}${hint}?` : ''}`,
			{
				got: name,
				nearest: id,
			},
		)
	}

/** A catalogue with that function, which is none of its losses and does not count. @param {Record<string, any>} losses */
export const withFind = (losses) => Object.defineProperty(losses, 'find', { value: finder(losses) })
