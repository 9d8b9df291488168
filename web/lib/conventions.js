import { LossError, show } from './errors.js'
import { either } from './interval.js'

/**
 * @typedef {import('./module.js').Description | import('./batch/module.js').BatchDescription} Description
 * @typedef {object} Equal what a loss is called elsewhere, and with which options it equals that
 * @property {string} framework
 * @property {string} name
 * @property {Record<string, string | number | boolean>} options
 */

/**
 * What a framework does in all of its losses of samples: it says what a weighted mean is divided by. What it does in one loss alone
 * stands in the loss's own description.
 *
 * @type {Record<string, Equal['options']>}
 */
export const FRAMEWORKS = {
	torch: { denominator: 'count' },
	keras: { denominator: 'count' },
	sklearn: {},
	optax: {},
	tfjs: { denominator: 'nonzero' },
	flux: { denominator: 'count' },
}

/** The same in losses of elements, of which Keras takes the mean of a row first. @type {typeof FRAMEWORKS} */
export const OF_ELEMENTS = { ...FRAMEWORKS, keras: { ...FRAMEWORKS.keras, sample: 'auto' } }

/** @param {string} text @returns {string | number | boolean} */
const value = (text) => (text === 'true' || text === 'false' ? text === 'true' : text === '01' ? text : number(text))

/** @param {string} text */
const number = (text) => (Number.isNaN(Number(text)) ? text : Number(text))

/** @param {string} list `torch BCELoss logFloor=-100; keras BinaryCrossentropy clip=1e-7` @param {Record<string, Equal['options']>} general what a framework does in all of its losses @returns {Equal[]} */
export const equals = (list, general) =>
	list
		.split('; ')
		.filter(Boolean)
		.map((entry) => {
			const [framework, name, ...own] = entry.split(' ')
			const options = own.map((option) => option.split('=')).map(([name, text]) => [name, value(text)])
			return { framework, name, options: { ...general[framework], ...Object.fromEntries(options) } }
		})

/** The frameworks that have a loss. @param {Description} loss */
export const conventions = (loss) => [...new Set(loss.equals.map(({ framework }) => framework))]

/**
 * Options with what a convention sets where they are silent. Of several losses that a framework has the first one counts.
 *
 * @param {Description} loss
 * @param {Record<string, any>} options
 */
export function settled(loss, options) {
	const { convention } = Object(options)
	if (convention === undefined || !loss.equals.length) return options
	const entry = loss.equals.find(({ framework }) => framework === convention)
	if (entry)
		return {
			...entry.options,
			...Object.fromEntries(Object.entries(options).filter(([, given]) => given !== undefined)),
		}
	const allowed = conventions(loss)
	throw new LossError('option', loss.id, `convention must be ${either(allowed.map(show))}, got ${show(convention)}`, {
		option: 'convention',
		got: convention,
		allowed,
	})
}
