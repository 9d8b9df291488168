/** What every page has: its language, its theme, and their switches. */

import { toLanguage } from '../elements/i18n.js'
import { speak } from './words.js'

const page = document.documentElement

/** Storage may be refused. */
const memory = {
	/** @param {string} key */
	get(key) {
		try {
			return localStorage.getItem(key)
		} catch {
			return null
		}
	},
	/** @param {string} key @param {string} value */
	set(key, value) {
		try {
			localStorage.setItem(key, value)
		} catch {
			// the choice holds for this page only
		}
	},
}

export const language = () => toLanguage(page.lang)

export function startShell() {
	const asked = new URLSearchParams(location.search)
	setLanguage(toLanguage(asked.get('lang') ?? memory.get('lang') ?? navigator.language))
	setTheme(asked.get('theme') ?? memory.get('theme') ?? 'system')
	document
		.getElementById('language')
		?.addEventListener('click', () => setLanguage(language() === 'en' ? 'zh' : 'en', true))
	document.querySelector('.skip')?.addEventListener('click', (event) => {
		const calculator = /** @type {HTMLElement | null} */ (document.querySelector('loss-calculator'))
		if (!calculator) return
		event.preventDefault() // the examples come first in what the link leads to
		calculator.focus()
	})
	document
		.getElementById('theme')
		?.addEventListener('change', (e) => setTheme(/** @type {HTMLSelectElement} */ (e.target).value, true))
}

/** @param {string} lang @param {boolean} [isChosen] */
function setLanguage(lang, isChosen = false) {
	page.lang = lang === 'zh' ? 'zh-CN' : 'en'
	document.title = document.body.dataset[lang] ?? speak(lang, 'title')
	for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-en]:not(body)')))
		node.textContent = node.dataset[lang] ?? ''
	for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-only]')))
		node.hidden = node.dataset.only !== lang
	for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-say]')))
		node.textContent = speak(lang, node.dataset.say ?? '')
	for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-label]')))
		node.setAttribute('aria-label', speak(lang, node.dataset.label ?? ''))
	document.getElementById('language')?.setAttribute('lang', lang === 'zh' ? 'en' : 'zh-CN')
	if (!isChosen) return
	memory.set('lang', lang)
	const address = new URL(location.href)
	address.searchParams.set('lang', lang)
	history.replaceState(null, '', address)
}

/** @param {string} theme @param {boolean} [isChosen] */
function setTheme(theme, isChosen = false) {
	page.dataset.theme = theme
	const select = /** @type {HTMLSelectElement | null} */ (document.getElementById('theme'))
	if (select) select.value = theme
	if (isChosen) memory.set('theme', theme)
}
