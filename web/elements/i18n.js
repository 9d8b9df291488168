/** Words in two languages. */

import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** @type {Record<string, Record<string, string>>} */
export const messages = { en, zh }
export const languages = Object.keys(messages)

/** Words of what is fetched apart. @param {Record<string, Record<string, string>>} more by language */
export function provideMessages(more) {
	for (const lang of languages) Object.assign(messages[lang], more[lang])
}

/** @param {string} tag such as zh-CN */
export const toLanguage = (tag) => (/^zh/i.test(tag) ? 'zh' : 'en')

/**
 * @param {string} lang
 * @param {string} key
 * @param {Record<string, any>} [values] for {names} in the message, and for {n?sample:samples}
 */
export function say(lang, key, values = {}) {
	const text = messages[lang]?.[key] ?? messages.en[key] ?? key
	if (!text.includes('{')) return text
	const filled = text
		.replace(/\{(\w+)\?([^:}]*):([^}]*)\}/g, (_, name, one, many) => (values[name] === 1 ? one : many))
		.replace(/\{(\w+)\}/g, (_, name) => counted(values[name] ?? ''))
	return lang === 'zh' ? spaced(filled) : filled
}

/** A large count in groups of three digits, which both languages write alike. @param {any} value */
const counted = (value) =>
	typeof value === 'number' && Number.isInteger(value) && value >= 10000 ? value.toLocaleString('en') : String(value)

/** Between Chinese and other words stands a space, between Chinese words none. @param {string} text */
const spaced = (text) =>
	text
		.replace(/(\p{Script=Han}) +(?=\p{Script=Han})/gu, '$1')
		.replace(/(\p{Script=Han})(?=[A-Za-z\d\p{Script=Greek}])/gu, '$1 ')
		.replace(/([A-Za-z\d\p{Script=Greek}])(?=\p{Script=Han})/gu, '$1 ')

/** A heading's capital falls. @param {string} text */
export const withinSentence = (text) => text[0].toLowerCase() + text.slice(1)

/** With a capital, if it begins with a word; a letter that stands for a number stays as it is. @param {string} text */
export const sentence = (text) => text.replace(/^[a-z](?=[a-z])/, (letter) => letter.toUpperCase())

/** @param {string} key */
export const isKnown = (key) => key in messages.en

/** @param {{names?: Record<string, string>, name: string}} loss @param {string} lang */
export const nameOf = (loss, lang) => loss.names?.[lang] ?? loss.name

/** What is wrong, and what is allowed. @param {import('./types.js').Problem} problem @param {string} lang */
export function explain({ code, message, details }, lang) {
	const { got, allowed = '[0, inf)', argument, option } = details
	const isValue = ['label', 'domain', 'weight'].includes(code)
	const isSum = isValue && allowed === 1
	const isOtherCoding = argument === 'yTrue' && String(allowed) === '-1,1' && got === 0
	const key = `error.${isSum ? 'sum' : isOtherCoding ? 'coding' : isValue ? 'value' : code}`
	if (!isKnown(key)) return message
	const shown = isSum ? Number(got.toPrecision(10)) : got
	const called = say(lang, `parameter.${option}`)
	return say(lang, key, { ...details, option: called, got: plain(shown ?? ''), allowed: inWords(lang, allowed) })
}

/** With a minus for a hyphen, as all numbers are shown; what was typed stays as it is. @param {unknown} value */
const plain = (value) => (typeof value === 'string' ? value : String(value).replace('-', '−'))

/** What may stand somewhere: an interval, a few words or numbers. @param {string} lang @param {unknown} allowed */
function inWords(lang, allowed) {
	const text = String(allowed ?? '')
	const choices = Array.isArray(allowed) ? allowed : text.split(' | ')
	if (choices.length > 1)
		return new Intl.ListFormat(lang === 'zh' ? 'zh-CN' : 'en', { type: 'disjunction' }).format(
			choices.map((one) => String(one).replace(/^-/, '−')),
		)
	const [, open, low, high, close] = /^([[(])(.+), (.+)([\])])$/.exec(text) ?? []
	if (!open) return isKnown(`allowed.${text}`) ? say(lang, `allowed.${text}`) : text
	const [least, most] = [low, high].map((end) => end.replace('-', '−'))
	if (open + close === '[]' && !/inf/.test(low + high)) return say(lang, 'allowed.within', { low: least, high: most })
	return [
		low !== '-inf' && say(lang, open === '[' ? 'allowed.least' : 'allowed.above', { low: least }),
		high !== 'inf' && say(lang, close === ']' ? 'allowed.most' : 'allowed.below', { high: most }),
	]
		.filter(Boolean)
		.join(say(lang, 'allowed.and'))
}
