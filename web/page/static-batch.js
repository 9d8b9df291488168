/** The page of a loss of whole batches, as it is before, and without, any script. */

import { program } from '../elements/batch/code.js'
import { batches } from '../elements/batch/losses.js'
import { picture } from '../elements/batch/picture.js'
import { complete } from '../elements/batch/state.js'
import { thumbnail } from '../elements/chart.js'
import { interval } from '../elements/describe.js'
import { h, toString } from '../elements/dom.js'
import en from '../elements/messages/batch/en.json' with { type: 'json' }
import zh from '../elements/messages/batch/zh.json' with { type: 'json' }
import { both, cited, equality, fact, kin, lead, pageOf, parameter, source, word } from './static.js'

/** @typedef {import('../elements/batch/losses.js').Loss} Loss */
/** @typedef {import('./static.js').Formulas} Formulas */

export { batches }

/** @type {Record<string, Record<string, string>>} */
const words = { en, zh }

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
	const made = program(complete({ loss: loss.id }), 'javascript')
	return toString([
		lead(loss),
		h('div', {
			class: 'display lines',
			tabindex: 0,
			role: 'group',
			'data-label': 'loss.formula',
			'aria-label': word('loss.formula').en,
			html: mathml + where,
		}),
		h('loss-batch', { loss: loss.id }, h('pre', null, h('code', null, 'code' in made ? made.code : ''))),
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
	pageOf(shell, loss, { script: 'batch.js', main: main(loss, formulas), link: '' })
