/** The page's own words. */

import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** @type {Record<string, Record<string, string>>} */
export const words = { en, zh }

/** @param {string} lang @param {string} key @param {Record<string, any>} [values] */
export const speak = (lang, key, values = {}) =>
	(words[lang]?.[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
