/** What the pages show before, and without, any script; and the page of each loss. */

import { batches } from '../elements/batch/losses.js'
import { chart, layout } from '../elements/chart.js'
import { program } from '../elements/code.js'
import { compute } from '../elements/compute.js'
import { catalogue, isRow, shownParameters, symbol } from '../elements/describe.js'
import { escape, h, toString } from '../elements/dom.js'
import { nameOf, say } from '../elements/i18n.js'
import { toLink } from '../elements/link.js'
import { format } from '../elements/numbers.js'
import { picture } from '../elements/sampling.js'
import { complete } from '../elements/state.js'
import en from './messages/builder/en.json' with { type: 'json' }
import zh from './messages/builder/zh.json' with { type: 'json' }
import factsEn from './messages/facts/en.json' with { type: 'json' }
import factsZh from './messages/facts/zh.json' with { type: 'json' }
import kinEn from './messages/kin/en.json' with { type: 'json' }
import kinZh from './messages/kin/zh.json' with { type: 'json' }
import { slopes } from './formulas.js'
import { relatives } from './kin.js'

/** @typedef {import('../elements/types.js').Loss} Loss */
/** @typedef {import('../elements/formulas.js').Formulas} Formulas */

/** @typedef {Loss | import('../elements/batch/losses.js').Loss} Member */

export { catalogue }

/** Every loss that has a page. @type {Member[]} */
const members = [...Object.values(catalogue), ...Object.values(batches)]

/** @type {Record<string, Record<string, string>>} */
const builderWords = { en, zh }
/** @type {Record<string, Record<string, string>>} */
const kinWords = { en: kinEn, zh: kinZh }
/** @type {Record<string, Record<string, string>>} */
const factWords = { en: factsEn, zh: factsZh }

/** Text in both languages; the page's script keeps one. @param {string} tag @param {{en: string, zh: string}} words @param {Record<string, any>} [props] */
export const both = (tag, { en, zh }, props = {}) => h(tag, { ...props, 'data-en': en, 'data-zh': zh }, en)
/** @param {string} key @param {Record<string, any>} [values] */
export const message = (key, values) => ({ en: say('en', key, values), zh: say('zh', key, values) })
/** @param {string} key */
export const word = (key) => ({ en: factWords.en[key], zh: factWords.zh[key] })

/** A heading where no script chooses the language. @param {{en: string, zh: string}} words */
export const twice = ({ en, zh }) => h('h2', null, en, ' ', h('span', { lang: 'zh-CN' }, zh))

/** What a value is, in both languages, and the value. @param {{en: string, zh: string}} words @param {number | null} value */
export const stated = ({ en, zh }, value) =>
	h('p', null, `${en}: `, h('strong', null, format(value ?? Number.NaN)), ' ', h('span', { lang: 'zh-CN' }, zh))

/** A line to a tenth of a pixel, without the points that the straight way between two others passes that near. @param {string} line M0,0L1,1 ... */
function sketch(line) {
	const parts = line.split('M').slice(1)
	const thin = parts.map((part) => {
		const points = part.split('L').map((point) => point.split(',').map(Number))
		let from = 0
		const kept = points.filter((point, i) => {
			const next = points[i + 1]
			const isPassed = (/** @type {number[]} */ [x, y]) => {
				const [[x0, y0], [x1, y1]] = [points[from], next]
				return Math.abs((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) <= 0.1 * Math.hypot(x1 - x0, y1 - y0)
			}
			if (i > 0 && next && points.slice(from + 1, i + 1).every(isPassed)) return false
			from = i
			return true
		})
		return kept.map((point) => point.map((at) => Math.round(at * 10) / 10).join()).join('L')
	})
	return thin.map((part) => `M${part}`).join('')
}

/** The value, the samples and the curve of a loss's first data: where scripts run, they are not seen. @param {Loss} loss @param {Formulas} formulas @returns {string} */
export function summary(loss, formulas) {
	const state = complete({ loss: loss.id })
	const { value, each, rows, width, yTrue, yPred } = compute(state)
	const wide = yTrue.length / rows.length
	const cut = (/** @type {ArrayLike<number>} */ all, /** @type {number} */ i, /** @type {number} */ n) =>
		Array.from(all)
			.slice(i * n, (i + 1) * n)
			.map((x) => format(x))
			.join(', ')
	const drawn = toString(
		h(
			'div',
			{ class: 'static' },
			twice(namesOf(loss)),
			h('p', { html: formulas[loss.id].mathml + formulas[loss.id].where }),
			stated(message('result.mean', { n: rows.length }), value),
			h(
				'table',
				null,
				h(
					'thead',
					null,
					h(
						'tr',
						null,
						['#', 'y', symbol(loss), 'L'].map((head) => h('th', { scope: 'col' }, head)),
					),
				),
				h(
					'tbody',
					null,
					rows.map((row, i) =>
						h(
							'tr',
							null,
							[String(row + 1), cut(yTrue, i, wide), cut(yPred, i, width), format(each[i])].map((text) =>
								h('td', null, text),
							),
						),
					),
				),
			),
			drawing(loss),
		),
	)
	return drawn.replace(/(?<= d=")M[-\d.,LM]+(?=")/g, sketch)
}

/** @param {Loss} loss @param {boolean} [hasBend] */
function drawing(loss, hasBend = false) {
	const found = picture(complete({ loss: loss.id }), { hasBend })
	if (!found) return null
	return chart(found, layout(found, { width: 640 }), {
		titles: {
			value: loss.name,
			slope: say('en', 'curve.slope', { by: found.by }),
			bend: say('en', 'curve.bend', { by: found.by }),
		},
		label: loss.name,
		names: () => '',
		id: `s-${loss.id}`,
	})
}

/** Links to the pages of all losses, by family, each with a place for a small curve. @param {string} up way to the root */
export function gallery(up) {
	const families = [...new Set(members.map((loss) => loss.family))]
	return toString(
		families.map((family) =>
			h(
				'section',
				null,
				both('h3', message(`family.${family}`)),
				h(
					'ul',
					{ class: 'gallery' },
					members
						.filter((loss) => loss.family === family)
						.map((loss) =>
							h(
								'li',
								null,
								h(
									'a',
									{ href: `${up}loss/${loss.id}/index.html` },
									h('span', { class: 'sketch', 'data-sketch': loss.id }),
									both('span', namesOf(loss)),
								),
							),
						),
				),
			),
		),
	)
}

/** @param {Loss} loss */
function codeOf(loss) {
	const made = program(complete({ loss: loss.id }), 'javascript')
	return 'code' in made ? made.code : ''
}

/** The main part of a loss's page. @param {Loss} loss @param {Formulas} formulas @returns {string} */
export function lossPage(loss, formulas) {
	const { mathml, where, tex } = formulas[loss.id]
	return toString([
		lead(loss),
		h('div', { class: 'display' }, h('div', { html: mathml }), where && h('div', { class: 'where', html: where })),
		h(
			'div',
			{ class: 'display slopes' },
			slopes(loss).map(({ mathml }) => h('div', { html: mathml })),
		),
		h(
			'loss-scope',
			{ loss: loss.id },
			h(
				'loss-controls',
				{ simple: true },
				[...shownParameters(loss), 'reduction'].map(() => h('span', null)),
			),
			h(
				'div',
				{ class: 'card' },
				h('loss-curve', { tall: '1.2', curvature: true }, h('div', { class: 'static' }, drawing(loss, true))),
				isRow(loss) && h('loss-bars', null),
			),
			h('div', { class: 'card' }, h('loss-table', null)),
			h('loss-derivation', null),
			h('loss-code', null, both('h3', message('code.title')), h('pre', { tabindex: 0 }, h('code', null, codeOf(loss)))),
		),
		h(
			'p',
			null,
			both('a', word('loss.open'), {
				id: 'open',
				class: 'action',
				href: `../../index.html#${toLink(complete({ loss: loss.id }))}`,
			}),
		),
		both('h3', word('loss.facts')),
		h('dl', { class: 'facts' }, [
			fact('id', h('code', null, loss.id)),
			fact('aliases', loss.aliases.join(', ')),
			fact('equals', loss.equals.length > 0 && loss.equals.map(equality)),
			fact('labels', targetsOf(loss)),
			fact('domain', fieldsOf(loss.predicted) ?? h('code', null, loss.domain)),
			fact('refused', both('span', word('loss.beyond'))),
			fact('parameters', loss.parameters.length > 0 && loss.parameters.map((p) => parameter(p))),
			fact(
				'kinks',
				loss.kinks.length > 0 && [h('code', null, loss.kinks.join(', ')), '. ', both('span', word('loss.subgradient'))],
			),
			fact('tex', source(tex)),
			fact('reference', cited(loss)),
		]),
		kin(loss),
	])
}

/** What targets are, with what they must lie in. @param {Loss} loss */
const targetsOf = ({ shape, labels, targets, observed, normalized }) =>
	shape === 'tuple'
		? fieldsOf(observed)
		: [
				both('span', word(`labels.${labels}`)),
				(labels === 'classes' || labels === 'rows') && [' ', h('code', null, targets)],
				normalized && [' ', both('span', word('labels.normalized'))],
			]

/** The numbers of a tuple, each with its interval. @param {import('../elements/types.js').Loss['observed']} fields */
const fieldsOf = (fields) =>
	fields.length > 0 ? fields.map(({ name, range }) => h('div', null, h('code', null, name), ` ${range}`)) : undefined

/** A frame for a loss: without scripts it shows the loss's first data, and what comes of them. @param {string} shell @param {Member} loss @param {string} element @param {string} view */
export const frame = (shell, loss, element, view) =>
	shell
		.replaceAll('"../', '"../../')
		.replace(/<title>.*<\/title>/, () => `<title>${escape(loss.name)} · Losslab</title>`)
		.replace('<main>', `<main data-element="${element}" data-loss="${loss.id}">`)
		.replace('<!--static-->', () => view)

/** A loss's name and family. @param {Member} loss */
export const lead = (loss) =>
	h('div', { class: 'lead' }, both('h2', namesOf(loss)), both('p', message(`family.${loss.family}`)))

/** @param {Member} loss */
export const namesOf = (loss) => ({ en: nameOf(loss, 'en'), zh: nameOf(loss, 'zh') })

/** One of the facts about a loss, if there is anything to say. @param {string} key @param {any} view */
export const fact = (key, view) => view && [both('dt', word(`loss.${key}`)), h('dd', null, view)]

/** @param {string} tex */
export const source = (tex) => h('details', null, both('summary', word('loss.show')), h('code', null, tex))

/** Its reference, which leads to the paper. A DOI may hold a semicolon, but none is its last letter. @param {Member} loss */
export function cited({ reference }) {
	const [, title, doi, rest] = /^(.*?),? doi:(\S+?)(;?(?:\s.*)?)$/.exec(reference) ?? []
	return doi ? [h('a', { href: `https://doi.org/${encodeURI(doi)}` }, title), rest] : reference
}

/** Links to a loss's relatives, with what they are to it. @param {Member} loss */
export const kin = (loss) => [
	both('h3', word('loss.kin')),
	h(
		'ul',
		{ class: 'kin' },
		relatives(loss, members).map(({ id, kind }) => {
			const other = /** @type {Member} */ (members.find((one) => one.id === id))
			return h(
				'li',
				null,
				both('a', namesOf(other), { href: `../${id}/index.html` }),
				both('span', { en: kinWords.en[kind], zh: kinWords.zh[kind] }),
			)
		}),
	),
]

/** @param {import('../elements/types.js').Parameter} parameter */
export const parameter = ({ name, value, range }) =>
	h('div', null, h('code', null, `${name} = ${value}`), ` ${range} `, both('span', message(`parameter.${name}`)))

/** What a loss is elsewhere, and by which options: `keras BinaryCrossentropy { clip: 1e-7 }`. @param {import('../lib/conventions.js').Equal} equal */
export const equality = ({ framework, name, options }) => {
	const given = Object.entries(options).map(([option, value]) => `${option}: ${JSON.stringify(value)}`)
	return h('div', null, `${framework} `, h('code', null, name), given.length > 0 && ` { ${given.join(', ')} }`)
}

/** A loss's page. @param {string} shell @param {Loss} loss @param {Formulas} formulas */
export const wrap = (shell, loss, formulas) =>
	pageOf(shell, loss, {
		script: 'loss.js',
		main: lossPage(loss, formulas),
		link: `#${toLink(complete({ loss: loss.id }))}`,
	})

/** What is in `loss/` for a loss. @param {string} shell @param {Member} loss @param {{script: string, main: string, link: string}} page */
export function pageOf(shell, loss, page) {
	const { en, zh } = namesOf(loss)
	return reuse(shell, { up: '../../', title: { en: `${en} · Losslab`, zh: `${zh} · Losslab` }, ...page })
}

/** The page that writes what puts an element into a course. @param {string} shell */
export function builderPage(shell) {
	const of = (/** @type {string} */ key) => ({ en: builderWords.en[key], zh: builderWords.zh[key] })
	const still = h(
		'loss-builder',
		null,
		h('p', null, of('still').en),
		h('p', { lang: 'zh-CN' }, of('still').zh),
		h('pre', null, h('code', null, '<iframe src="…/embed/huber/index.html" width="100%" height="560"></iframe>')),
	)
	const main = [h('div', { class: 'lead' }, both('h2', of('heading'))), both('p', of('lead')), still]
	return reuse(shell, { up: '../', script: 'builder.js', title: of('title'), main: toString(main), link: '' })
}

/** A page in the shell of the first. @param {string} shell @param {{up: string, script: string, title: {en: string, zh: string}, main: string, link: string}} page its first state, if that is in its address */
export const reuse = (shell, { up, script, title, main, link }) =>
	shell
		.replace('href="page.css"', `href="${up}page.css"`)
		.replace('src="page.js"', `src="${up}${script}"`)
		.replace(/<a id="embed" href="([^"]*)"([\s\S]*?<\/a>)\s*/, (_, path, rest) =>
			link ? `<a id="embed" href="${up}${path}${escape(link)}"${rest}` : '',
		)
		.replace('<h1>Losslab</h1>', `<h1><a href="${up}index.html">Losslab</a></h1>`)
		.replace(/<title>.*<\/title>/, () => `<title>${escape(title.en)}</title>`)
		.replace(/<button type="button" id="share"[\s\S]*?<\/button>\s*/, (button) => (link ? button : ''))
		.replace('<body>', () => `<body data-en="${escape(title.en)}" data-zh="${escape(title.zh)}">`)
		.replace(/<main[\s\S]*<\/main>/, () => `<main id="calculator" class="loss" tabindex="-1">${main}</main>`)
