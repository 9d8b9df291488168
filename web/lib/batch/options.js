import { conventions } from '../conventions.js'

/** @typedef {import('./module.js').BatchDescription} Description */

/** The inputs that a loss is derived by. @param {Description} loss */
export const derived = (loss) => loss.inputs.filter(({ kind }) => kind === 'variable')

/** The dimensions that flat arrays need to be told of: those of rows. @param {Description} loss */
export const widths = (loss) => [...new Set(loss.inputs.flatMap(({ dimensions }) => dimensions.slice(1)))]

/** The names of the options of a loss of batches. @param {Description} loss */
export const batchOptions = (loss) => [
	...(loss.each ? ['reduction', 'denominator'] : []),
	...(loss.each || loss.weighted ? ['weights'] : []),
	'out',
	...(loss.inputs.some(({ ignorable }) => ignorable) ? ['ignoreIndex'] : []),
	...widths(loss),
	...loss.inputs.filter(({ option }) => option !== undefined).map(({ name }) => name),
	...loss.parameters.map(({ name }) => name),
	...(conventions(loss).length ? ['convention'] : []),
]
