/** Text that puts a part of the page, in a state, into a course: one for each kind of host. */

import { escape } from '../elements/dom.js'

/**
 * @typedef {object} Choice
 * @property {string} base address of the directory that holds the files, with a slash at its end
 * @property {string} element
 * @property {string} title of a frame
 * @property {string} language en | zh | '' for the reader's own
 * @property {string} theme light | dark | system
 * @property {number} height of a frame, in pixels
 * @property {boolean} readonly
 * @property {string[]} hide parts of the calculator, or of a batch
 * @property {string} loss
 * @property {boolean} isBatch
 * @property {string} link the state as a fragment
 * @property {Record<string, string>} attributes the state as those of an element
 */

/** @param {Record<string, string | true>} attributes */
const write = (attributes) =>
	Object.entries(attributes)
		.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(value)}"`))
		.join('')

/** Address of a frame: each loss has its own, which shows it without scripts, too. @param {Choice} choice @param {string} [place] of another page */
function address({ base, loss, isBatch, element, language, theme, readonly, hide, link }, place = `embed/${loss}/`) {
	const asked = [
		element !== WHOLE[Number(isBatch)] && `element=${element}`,
		language && `lang=${language}`,
		theme !== 'system' && `theme=${theme}`,
		hide.length && `hide=${hide.join('+')}`,
		readonly && 'readonly',
	].filter(Boolean)
	return `${base}${place}index.html${asked.length ? `?${asked.join('&')}` : ''}#${link}`
}

/** @param {Choice} choice @param {Record<string, string | true>} [more] */
function frame(choice, more = {}) {
	const { title, height } = choice
	const attributes = { src: address(choice), title, width: '100%', height: String(height), loading: 'lazy' }
	return `<iframe${write({ ...attributes, style: 'border: 0', ...more })}></iframe>`
}

/** @param {Choice} choice @param {{isClosed?: boolean, [attribute: string]: any}} [how] JSX closes a tag in itself, and takes no word without a value; attributes besides */
function tag({ element, language, theme, readonly, hide, attributes }, { isClosed = false, ...more } = {}) {
	const on = /** @type {string | true} */ (isClosed ? 'true' : true)
	const all = {
		...attributes,
		...(language ? { lang: language } : {}),
		...(hide.length ? { hide: hide.join(' ') } : {}),
		...(readonly ? { readonly: on } : {}),
		...more,
		// on a ground of its own: the host's may be of the other kind
		...(theme !== 'system' && !isClosed ? { style: `color-scheme: ${theme}; background: Canvas` } : {}),
	}
	const style = theme !== 'system' && isClosed ? ` style={{ colorScheme: '${theme}', background: 'Canvas' }}` : ''
	return `<${element}${write(all)}${style}${isClosed ? ' />' : `></${element}>`}`
}

/** @param {Choice} choice */
const script = (choice) => `<script type="module" src="${module(choice)}"></script>`

/** The file that defines the element. @param {Choice} choice */
const module = ({ base, isBatch }) => `${base}${isBatch ? 'elements/batch' : 'elements'}.js`

/** @param {Choice} choice @returns {[string, string][]} */
const fields = ({ element, link, language, theme }) => [
	['element', element],
	['state', link],
	...(language ? [/** @type {[string, string]} */ (['language', language])] : []),
	...(theme === 'system' ? [] : [/** @type {[string, string]} */ (['theme', theme])]),
]

/** @type {Record<string, (choice: Choice) => string>} */
export const hosts = {
	link: (choice) =>
		address({ ...choice, element: WHOLE[Number(choice.isBatch)] }, choice.isBatch ? `loss/${choice.loss}/` : ''),
	iframe: (choice) => `${frame(choice)}\n<script type="module" src="${choice.base}frames.js"></script>`,
	elements: (choice) => `${script(choice)}\n${tag(choice)}`,
	// from a text that is not trusted the filter takes the frame alone
	moodle: (choice) =>
		`${frame(choice)}\n<p><a${write({ href: hosts.link(choice) })}>${escape(choice.title)} · Losslab</a></p>`,
	// of styles little is sure to stay
	canvas: (choice) => frame(choice, { frameborder: '0', allowfullscreen: true }),
	quarto: (choice) => `\`\`\`{=html}
${script(choice)}
${tag(choice)}
\`\`\``,
	mdx: (choice) => `{/* docusaurus.config.js: scripts: [{ src: '${module(choice)}', type: 'module' }] */}

${tag(choice, { isClosed: true })}`,
	reveal: (choice) => `${script(choice)}

<section>
  ${tag(choice, { 'data-prevent-swipe': true })}
</section>`,
	observable: (choice) => `\`\`\`js
import "${module(choice)}";

display(html\`${tag(choice)}\`);
\`\`\``,
	jupyter: (choice) => `import anywidget
import traitlets


class Loss(anywidget.AnyWidget):
    _esm = "${choice.base}afm.js"
    value = traitlets.Any().tag(sync=True)
${fields(choice)
	.map(([name, value]) => `    ${name} = traitlets.Unicode(${JSON.stringify(value)}).tag(sync=True)`)
	.join('\n')}


Loss()`,
	myst: (choice) => `\`\`\`{anywidget} ${choice.base}afm.js
${JSON.stringify(Object.fromEntries(fields(choice)), null, 2)}
\`\`\``,
}

/** What may be put into a course, the most wanted first. */
export const OFFERED = [
	'loss-curve',
	'loss-calculator',
	'loss-table',
	'loss-derivation',
	'loss-compare',
	'loss-curves',
	'loss-sweep',
	'loss-conventions',
	'loss-counting',
	'loss-bars',
	'loss-result',
	'loss-value',
	'loss-code',
]

/** What a loss of batches offers. */
export const OFFERED_BATCH = ['loss-batch', 'loss-batch-derivation']

/** The whole of a loss of samples, and of one of batches. */
const WHOLE = ['loss-calculator', 'loss-batch']

/** Parts that can be left out. @type {Record<string, string[]>} */
export const PARTS = {
	'loss-calculator': ['views', 'controls', 'table', 'derivation', 'code'],
	'loss-batch': ['formula', 'controls', 'table', 'plane', 'value', 'curve', 'derivation', 'code'],
	'loss-batch-derivation': ['formula'],
}

/** What is chosen at first. */
export const first = {
	element: 'loss-curve',
	language: '',
	theme: 'system',
	height: 560,
	readonly: false,
	hide: /** @type {string[]} */ ([]),
}
