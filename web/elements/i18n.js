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

/** @param {import('./types.js').Problem} problem @param {string} lang */
export function explain(problem, lang) {
	const key = `error.${problem.code}`
	if (!isKnown(key)) return problem.message
	return say(lang, key, { ...problem.details, got: show(problem.details.got), allowed: show(problem.details.allowed) })
}

/** @param {any} value */
const show = (value) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))
