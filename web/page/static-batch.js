/** The page of a loss of whole batches, as it is before, and without, any script. */

import { program } from '../elements/batch/code.js'
import { compute } from '../elements/batch/compute.js'
import { batches } from '../elements/batch/losses.js'
import { picture } from '../elements/batch/picture.js'
import { complete } from '../elements/batch/state.js'
import { thumbnail } from '../elements/chart.js'
import { interval } from '../elements/describe.js'
import { h, toString } from '../elements/dom.js'
import { provideMessages } from '../elements/i18n.js'
import en from '../elements/messages/batch/en.json' with { type: 'json' }
import zh from '../elements/messages/batch/zh.json' with { type: 'json' }
import { speak } from './words.js'
import {
	both,
	cited,
	equality,
	fact,
	frame,
	kin,
	lead,
	message,
	namesOf,
	pageOf,
	parameter,
	source,
	stated,
	twice,
	word,
} from './static.js'

/** @typedef {import('../elements/batch/losses.js').Loss} Loss */
/** @typedef {import('./static.js').Formulas} Formulas */

export { batches }

/** @type {Record<string, Record<string, string>>} */
const words = { en, zh }
provideMessages(words)

/** Words of the batches' own messages, in both languages. @param {string} key @param {Record<string, (lang: string) => string>} [values] */
const own = (key, values = {}) => {
	const of = (/** @type {string} */ lang) =>
		words[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]?.(lang) ?? '')
	return { en: of('en'), zh: of('zh') }
}

/** Several texts as one. @param {{en: string, zh: string}[]} texts @param {{en: string, zh: string}} between */
const joined = (texts, between) => ({
	en: texts.map(({ en }) => en).join(between.en),
	zh: texts.map(({ zh }) => zh).join(between.zh),
})

/** What an input is: its dimensions, and what its numbers mean. @param {import('../lib/batch/module.js').Input} input */
function described({ dimensions, kind, range, of = '', ignorable, ragged, option }) {
	const shape = dimensions.length
		? joined(
				dimensions.map((name) => own(`dimension.${name}`)),
				{ en: ' × ', zh: ' × ' },
			)
		: own('kind.scalar')
	const { low, high } = interval(range)
	const parts = [
		shape,
		own(`kind.${kind}`, { of: (lang) => words[lang][`dimension.${of}`] ?? '' }),
		...(Number.isFinite(low) || Number.isFinite(high) ? [own('kind.range', { range: () => range })] : []),
		...(ignorable ? [own('kind.ignorable')] : []),
		...(ragged ? [own('kind.ragged')] : []),
		...(option === undefined ? [] : [word('loss.optional')]),
	]
	return joined(parts, { en: '; ', zh: '；' })
}

/** The main part. @param {Loss} loss @param {Formulas} formulas @returns {string} */
function main(loss, formulas) {
	const { mathml, where, tex } = formulas[loss.id]
	return toString([
		lead(loss),
		typesetLines(mathml + where),
		h('loss-batch', { loss: loss.id, hide: 'formula' }, codeOf(loss)),
		both('h3', word('loss.facts')),
		h('dl', { class: 'facts' }, [
			fact('id', h('code', null, loss.id)),
			fact('aliases', loss.aliases.join(', ')),
			fact('equals', loss.equals.length > 0 && loss.equals.map(equality)),
			fact(
				'inputs',
				loss.inputs.map((input) => h('div', null, h('code', null, input.name), ' ', both('span', described(input)))),
			),
			fact('parameters', loss.parameters.length > 0 && loss.parameters.map(parameter)),
			fact(
				'values',
				both(
					'span',
					loss.each ? own('batch.per', { name: (lang) => words[lang][`one.${loss.each}`] }) : own('batch.whole'),
				),
			),
			fact('tex', source(tex)),
			fact('reference', cited(loss)),
		]),
		kin(loss),
	])
}

/** What leads to the page of a loss of batches: its names, and how it changes with one of its numbers. @param {Loss} loss */
export function listed(loss) {
	const { id, name, names, aliases, family } = loss
	const found = picture(complete({ loss: id }), { count: 40 })
	const drawn = found ? toString(thumbnail(found)) : ''
	return { id, name, names, aliases, family, sketch: [...drawn.matchAll(/ d="([^"]*)"/g)].map(([, d]) => short(d)) }
}

/** A path in tenths of a pixel. @param {string} d */
const short = (d) => d.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))

/** @param {string} shell @param {Loss} loss @param {Formulas} formulas */
export const wrapBatch = (shell, loss, formulas) =>
	pageOf(shell, loss, { script: 'batch.js', main: main(loss, formulas), link: `#v1&loss=${loss.id}` })

/** @param {string} shell @param {Loss} loss @param {Formulas} formulas */
export function frameBatch(shell, loss, formulas) {
	const { mathml, where } = formulas[loss.id]
	const state = complete({ loss: loss.id })
	const { value, each } = compute(state)
	const view = h(
		'div',
		{ class: 'static' },
		twice(namesOf(loss)),
		typesetLines(mathml + where),
		stated(message(loss.each ? 'batch.mean' : 'batch.whole', { n: each.length }), value),
		codeOf(loss),
	)
	return frame(shell, loss, 'loss-batch', toString(view))
}

/** A formula's lines, which are scrolled where they are too wide. @param {string} html */
const typesetLines = (html) =>
	h('div', {
		class: 'display lines',
		tabindex: 0,
		role: 'group',
		'data-label': 'loss.formula',
		'aria-label': speak('en', 'loss.formula'),
		html,
	})

/** @param {Loss} loss */
function codeOf(loss) {
	const made = program(complete({ loss: loss.id }), 'javascript')
	return h('pre', { tabindex: 0 }, h('code', null, 'code' in made ? made.code : ''))
}
