/** What the elements take and give, for editors: a custom elements manifest and TypeScript declarations, derived from their classes. */

import { readdir, readFile } from 'node:fs/promises'
import { PARTS } from '../page/snippets.js'

const sources = new URL('../elements/', import.meta.url)

/** @typedef {{name: string, description: string, type: string}} Field */
/** @typedef {{name: string, description: string, returns: string, parameters: {name: string, type: string}[]}} Method */
/** @typedef {{tag: string, name: string, description: string, attributes: Field[], methods: Method[], slots: Named[], parts: Named[]}} Interface */
/** @typedef {{name: string, description: string}} Named */

/** Attributes, each with its type as a property. @type {Record<string, [type: string, description: string]>} */
const ATTRIBUTES = {
	loss: ['string', 'Id of a loss, such as huber; several, parted by spaces, are compared or drawn over one another'],
	parameters: ['string', 'The loss’s own parameters: delta:2,epsilon:0.1'],
	y: ['string', 'Targets, one a sample: 3,-0.5,2; rows by semicolons: 1,0;0,1'],
	pred: ['string', 'Predictions, written like targets'],
	pred2: ['string', 'Predictions of a second model'],
	weights: ['string', 'Weights of the samples: 1,2,1'],
	reduction: ['string', 'mean, sum or none'],
	denominator: ['string', 'What a mean divides by: weights, count or nonzero'],
	labels: ['string', 'Coding of the labels of margin losses: pm1 or 01'],
	smoothing: ['string', 'Label smoothing, 0 to 1'],
	'class-weights': ['string', 'Weights of the classes: 1,2'],
	'ignore-index': ['string', 'The class whose rows are left out'],
	x: ['string', 'Abscissa of the curve: variable (residual, margin, logit) or prediction'],
	equal: ['string', 'How curves over one another are brought to one scale: raw, at or most'],
	each: ['string', 'What a comparison shows of every sample: value or share'],
	sweep: ['string', 'The parameter that is swept'],
	view: ['string', 'The calculator’s tab: values, curve or compare'],
	selected: ['string', 'The row whose point and derivation are shown, from 0'],
	component: ['string', 'The class of that row that the curve is over, from 0'],
	lang: ['string', 'en or zh; else that of the page around, else the reader’s'],
	readonly: ['boolean', 'Nothing can be changed'],
	hide: ['string | null', 'Parts that are left out, parted by spaces'],
	group: ['string | null', 'Elements of one group share a state, whose first attributes are those of the first'],
	log: ['boolean', 'A logarithmic scale of values'],
	tall: ['string | null', 'Height of the chart, 1 being the usual'],
	curvature: ['boolean', 'The second derivative is shown, too'],
	digits: ['string | null', 'How many digits of the number are shown; 6 at first'],
}

/** Of batches some mean something else. @type {Record<string, string>} */
const OF_BATCHES = {
	loss: 'Id of a loss of batches, such as tripletMargin',
	weights: 'Weights of the members that have values',
	reduction: 'mean, sum or none, where members have values',
}

/** HTMLElement's own. */
const NOT_PROPERTIES = ['lang']

/** @type {Record<string, Omit<Method, 'name'> & {name?: string}>} */
const METHODS = {
	reset: { description: 'Back to the state that the attributes give', parameters: [], returns: 'void' },
	toAttributes: { description: 'The state as attributes, without what is as usual', parameters: [], returns: 'Record<string, string>' }, // prettier-ignore
	toSVG: { description: 'The chart as shown, as the text of a file', parameters: [], returns: 'string' },
	toPNG: { description: 'The chart as a picture, twice as fine at first', parameters: [{ name: 'scale', type: 'number' }], returns: 'Promise<Blob>' }, // prettier-ignore
	toCSV: {
		description: 'The data with values and gradients, as the text of a file',
		parameters: [],
		returns: 'string',
	},
}

/** @type {Record<string, Record<string, string>>} */
const SLOTS = {
	'loss-scope': { '': 'Elements that share one state, with anything between them' },
	'loss-calculator': { examples: 'Beside the calculator', check: 'Below the value: a task, a question' },
}

const CHART = { chart: 'The SVG', axis: 'Its scales', curve: 'The line of a loss', tangent: 'The tangent in the point' }

/** @type {Record<string, Record<string, string>>} */
const SHADOW = {
	'loss-calculator': { formula: 'The formula' },
	'loss-controls': { controls: 'The settings' },
	'loss-table': { table: 'The table' },
	'loss-curve': { ...CHART, handle: 'The point to move' },
	'loss-result': { value: 'The value' },
	'loss-batch': CHART,
}

/** @type {Record<string, string>} */
const PROPERTIES = {
	fg: 'Text',
	soft: 'Text of less weight',
	bg: 'Ground of cards',
	sunk: 'Ground of controls',
	edge: 'Borders',
	accent: 'What can be used or moved',
	grid: 'Lines behind a curve',
	radius: 'Corners of cards',
	font: 'Size, line height and family, as of the CSS property font',
}

const EVENTS = {
	'loss-input': 'While a reader drags, at most once a frame; detail is { state, result }',
	'loss-change': 'A reader has changed the state; what a script sets is not told. detail is { state, result }',
}

/** @param {Record<string, string>} words @returns {Named[]} */
const list = (words) => Object.entries(words).map(([name, description]) => ({ name, description }))

/** @param {string} attribute */
const camel = (attribute) => attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/** The classes themselves, which need no browser to say what they observe. */
async function classes() {
	Object.assign(globalThis, { HTMLElement: class {} })
	const { elements } = await import('../elements/index.js')
	const { LossBatch } = await import('../elements/batch/loss-batch.js')
	const { LossBatchDerivation } = await import('../elements/batch/loss-batch-derivation.js')
	return { samples: elements, batches: { 'loss-batch': LossBatch, 'loss-batch-derivation': LossBatchDerivation } }
}

/** What is said of each class. @returns {Promise<Record<string, string>>} */
async function said() {
	const paths = await Promise.all(['', 'batch/'].map(async (folder) => (await readdir(new URL(folder, sources))).map((name) => folder + name))) // prettier-ignore
	const files = paths.flat().filter((path) => /(^|\/)loss-[\w-]+\.js$/.test(path))
	const texts = await Promise.all(files.map((path) => readFile(new URL(path, sources), 'utf8')))
	return Object.fromEntries(
		texts.flatMap((text) =>
			[...text.matchAll(/\/\*\* (.*) \*\/\nexport class (\w+) extends/g)].map(([, words, name]) => [name, words]),
		),
	)
}

/** What an input of batches holds, and where. @param {Record<string, import('../elements/batch/losses.js').Description>} batches @param {string} attribute */
function inputOf(batches, attribute) {
	const found = Object.values(batches).flatMap(({ id, inputs }) =>
		inputs.filter(({ name }) => name === camel(attribute)).map(({ dimensions }) => ({ id, dimensions })),
	)
	const [{ dimensions }] = found
	const names = found.map(({ id }) => id)
	if (names.length > 4) names.splice(3, names.length, `${names.length - 3} others`)
	const marks = [',', ';', '|'].slice(0, Math.max(1, dimensions.length))
	return `Input of ${names.join(', ')}; parted by ${marks.join(' and ')}`
}

/** @returns {Promise<{samples: Interface[], batches: Interface[], colours: {name: string, description: string, default: string}[]}>} */
async function interfaces() {
	const { samples, batches } = await classes()
	const { batches: catalogue } = await import('../elements/batch/losses.js')
	const { base } = await import('../elements/styles/base.js')
	const words = await said()
	/** @param {[string, any]} entry @param {boolean} isBatch @returns {Interface} */
	const describe = ([tag, { name, observedAttributes, prototype }], isBatch) => ({
		...{ tag, name, description: words[name] },
		attributes: observedAttributes.map((/** @type {string} */ attribute) => {
			const isInput = isBatch && Object.values(catalogue).some(({ inputs }) => inputs.some((input) => input.name === camel(attribute))) // prettier-ignore
			const [type, about] = isInput ? ['string', inputOf(catalogue, attribute)] : ATTRIBUTES[attribute]
			const parts = attribute === 'hide' && PARTS[tag] ? `: ${PARTS[tag].join(', ')}` : ''
			return { name: attribute, type, description: `${(isBatch && OF_BATCHES[attribute]) || about}${parts}` }
		}),
		methods: Object.entries(METHODS)
			.filter(([method]) => method in prototype)
			.map(([method, about]) => ({ name: method, ...about })),
		...{ slots: list(SLOTS[tag] ?? {}), parts: list(SHADOW[tag] ?? {}) },
	})
	const colours = [...base.matchAll(/var\(--loss-(\w+), (.+)\);/g)].map(([, name, usual]) => ({
		...{ name: `--loss-${name}`, default: usual },
		description: PROPERTIES[name] ?? `Colour of the ${['first', 'second', 'third', 'fourth', 'fifth', 'sixth'][Number(name) - 1]} curve`, // prettier-ignore
	}))
	return {
		samples: Object.entries(samples).map((entry) => describe(entry, false)),
		batches: Object.entries(batches).map((entry) => describe(entry, true)),
		colours,
	}
}

/** @param {Interface[]} elements @param {string} file @param {{name: string, description: string, default: string}[]} cssProperties */
function moduleOf(elements, file, cssProperties) {
	const path = `dist/${file}.js`
	const declarations = elements.map(({ tag, name, description, attributes, methods, slots, parts }) => ({
		...{ kind: 'class', customElement: true, tagName: tag, name, description },
		superclass: { name: 'LossElement', module: path },
		attributes: attributes.map(({ name, type, description }) => ({
			...{ name, type: { text: type }, description },
			...(NOT_PROPERTIES.includes(name) ? {} : { fieldName: camel(name) }),
		})),
		members: [
			...attributes
				.filter(({ name }) => !NOT_PROPERTIES.includes(name))
				.map(({ name, type, description }) => ({
					...{ kind: 'field', name: camel(name), type: { text: type }, description, attribute: name },
				})),
			...[
				['state', 'State', 'The state, whole and never changed; what is set replaces it', false],
				['result', 'Result', 'What the library says of the state', true],
				['link', 'string', 'The state as the fragment of an address', false],
			].map(([name, type, description, readonly]) => ({
				...{ kind: 'field', name, type: { text: type }, description, ...(readonly ? { readonly } : {}) },
			})),
			...methods.map(({ name, description, parameters, returns }) => ({
				...{ kind: 'method', name, description, return: { type: { text: returns } } },
				parameters: parameters.map(({ name, type }) => ({ name, type: { text: type }, optional: true })),
			})),
		],
		events: list(EVENTS).map((event) => ({ ...event, type: { text: 'LossEvent' } })),
		slots,
		cssParts: parts,
		cssProperties,
	}))
	return {
		...{ kind: 'javascript-module', path, declarations },
		exports: elements.map(({ tag, name }) => ({
			...{ kind: 'custom-element-definition', name: tag, declaration: { name, module: path } },
		})),
	}
}

/** A property of a class. @param {Field} field */
function property({ name, type, description }) {
	const about = `\t/** ${description} */`
	if (type === 'string') return `${about}\n\t${camel(name)}: string`
	const settable = `${type.replace(' | null', ' | number')} | null`
	return `${about}\n\tget ${camel(name)}(): ${type}\n\tset ${camel(name)}(value: ${settable})`
}

/** @param {Method} method */
function call({ name, description, parameters, returns }) {
	const given = parameters.map(({ name, type }) => `${name}?: ${type}`)
	return `\t/** ${description} */\n\t${name}(${given.join(', ')}): ${returns}`
}

/** What LossElement declares. */
const DECLARED = ['loss', 'readonly', 'hide', 'reset', 'toAttributes']

/** Properties of an element that are not those of all. @param {Field[]} attributes @param {string[]} known */
const properties = (attributes, known) =>
	attributes.filter(({ name }) => ![...NOT_PROPERTIES, ...DECLARED, ...known].includes(name)).map(property)

/** The declarations of an entry. @param {Interface[]} elements @param {boolean} isBatch */
function declarationsOf(elements, isBatch) {
	const names = elements.map(({ tag, name }) => `\t\t'${tag}': ${name}`).join('\n')
	const constructors = elements.map(({ tag, name }) => `\treadonly '${tag}': typeof ${name}`).join('\n')
	const [state, base] = isBatch ? ['BatchState', 'BatchElement'] : ['State', 'SampleElement']
	const generic = isBatch ? '<BatchState, Partial<BatchState>, BatchResult>' : ''
	const common = elements[0].attributes.filter(({ name }) => elements.every(({ attributes }) => attributes.some((one) => one.name === name))) // prettier-ignore
	const known = common.map(({ name }) => name)
	const classes = elements.map(({ tag, name, description, attributes, methods }) =>
		[
			`/** \`<${tag}>\`: ${description} */\ndeclare class ${name} extends ${base} {`,
			...properties(attributes, known),
			...methods.filter(({ name }) => !DECLARED.includes(name)).map(call),
			'}',
		].join('\n'),
	)
	return `import { LossElement } from './types.js'
import type { BatchResult, BatchState, State } from './types.js'
export type * from './types.js'
export { LossElement }
export type { ${elements.map(({ name }) => name).join(', ')} }

/** What all of them have. */
declare class ${base} extends LossElement${generic} {
${properties(common, []).join('\n')}
}

${classes.join('\n\n')}

/** The classes by the usual names of the elements. */
export const elements: {
${constructors}
}
/** Defines the elements, as \`my-curve\` for the prefix \`my-\`; \`loss-\` without one. A name that is taken stays what it is. */
export function define(prefix?: string): void
/** A state as the fragment of an address. */
export function toLink(state: ${state}): string
/** The state that such a fragment holds, if it does. */
export function fromLink(fragment: string): ${state} | undefined

declare global {
	interface HTMLElementTagNameMap {
${names}
	}
}
`
}

/** The texts of the files, by their paths in dist/. @returns {Promise<Record<string, string>>} */
export async function describeElements() {
	const { samples, batches, colours } = await interfaces()
	const manifest = {
		schemaVersion: '1.0.0',
		readme: 'README.md',
		modules: [moduleOf(samples, 'elements', colours), moduleOf(batches, 'elements/batch', colours)],
	}
	const types = await readFile(new URL('public.d.ts', sources), 'utf8')
	return {
		'custom-elements.json': JSON.stringify(manifest),
		'elements/types.d.ts': types,
		'elements/define.d.ts': declarationsOf(samples, false),
		'elements/define-batch.d.ts': declarationsOf(batches, true),
	}
}
