/** Searching losses by what they are called. */

import { languages, say } from './i18n.js'
import { narrow } from './numbers.js'

/** @typedef {Pick<import('./types.js').Loss, 'id' | 'name' | 'aliases' | 'family'> & {names?: Record<string, string>}} Found */

/** What can be searched of a loss: names and aliases, in both languages. @param {Found} loss */
function words(loss) {
	const families = languages.map((lang) => say(lang, `family.${loss.family}`))
	return [loss.id, loss.name, ...Object.values(loss.names ?? {}), ...loss.aliases, loss.family, ...families]
}

/** Letters and digits alone, without accents and the word loss at the end: `log_loss` and LogLoss are one. @param {string} text */
const plain = (text) =>
	narrow(text)
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '')
		.replace(/(?<=.)loss$/, '')

/** Whether a loss has a name that holds what is asked for, or names that hold all words of it. @param {Found} loss @param {string} query */
export function matches(loss, query) {
	const names = words(loss).map(plain)
	const holds = (/** @type {string} */ part) => names.some((name) => name.includes(plain(part)))
	return holds(query) || query.trim().split(/\s+/).every(holds)
}
