// The tables of losses, and of what they equal elsewhere, from their descriptions: `npm run readme` writes them, a test reads
// them.
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { losses as batches } from '../../dist/lib/batch.js'
import { losses as samples } from '../../dist/lib/index.js'
import { FRAMEWORKS, OF_ELEMENTS } from '../lib/conventions.js'

const BEGIN = '<!-- losses -->'
const END = '<!-- /losses -->'
/** Where the second table stands, beside the recorded runs that hold it. */
export const EQUALS = 'tests/values/frameworks/README.md'
const TITLES = {
	torch: 'PyTorch',
	keras: 'Keras',
	sklearn: 'scikit-learn',
	optax: 'Optax',
	tfjs: 'TensorFlow.js',
	flux: 'Flux.jl',
}
const root = new URL('../../', import.meta.url)

/** A text with its table made anew. @param {string} text @param {() => string} [rows] */
export function renew(text, rows = table) {
	const head = text.slice(0, text.indexOf(BEGIN) + BEGIN.length)
	return `${head}\n${rows()}\n${text.slice(text.indexOf(END))}`
}

const losses = [...Object.values(samples), ...Object.values(batches)]

function table() {
	const families = [...new Set(losses.map(({ family }) => family))]
	const of = (/** @type {Record<string, any>} */ some, /** @type {string} */ one) =>
		Object.values(some)
			.filter(({ family }) => family === one)
			.map(({ id }) => `\`${id}\``)
			.join(' ')
	const rows = families.map((family) => `| ${family} | ${of(samples, family)} | ${of(batches, family)} |`)
	const counts = [samples, batches].map((some) => Object.keys(some).length)
	return [`| | \`losslab\`: ${counts[0]} | \`losslab/batch\`: ${counts[1]} |`, '|---|---|---|', ...rows].join('\n')
}

/** What the losses are elsewhere; options that a framework has everywhere are left out. */
export function equalities() {
	const frameworks = Object.keys(FRAMEWORKS)
	const entry =
		(/** @type {typeof FRAMEWORKS} */ general) =>
		(/** @type {any} */ { framework, name, options }) => {
			const own = Object.entries(options).filter(([option, value]) => general[framework][option] !== value)
			return [`\`${name}\``, ...own.map(([option, value]) => `${option}&nbsp;${value}`)].join(' ')
		}
	const rows = losses
		.filter(({ equals }) => equals.length)
		.map(({ id, shape, equals }) => {
			const general = shape === 'element' ? OF_ELEMENTS : FRAMEWORKS
			const cells = frameworks.map((one) =>
				equals.filter((/** @type {any} */ { framework }) => framework === one).map(entry(general)),
			)
			return `| \`${id}\` | ${cells.map((names) => names.join('<br>')).join(' | ')} |`
		})
	const head = ['loss', ...frameworks.map((name) => TITLES[/** @type {keyof typeof TITLES} */ (name)])]
	return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	for (const [name, rows] of /** @type {const} */ ([
		['README.md', table],
		[EQUALS, equalities],
	])) {
		const file = new URL(name, root)
		await writeFile(file, renew(await readFile(file, 'utf8'), rows))
	}
}
