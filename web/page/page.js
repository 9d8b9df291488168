import { define } from '../elements/element.js'
import { defineElements } from '../elements/index.js'
import { toLanguage } from '../elements/i18n.js'
import { fromLink, LONGEST, toLink } from '../elements/link.js'
import formulas from 'losslab:formulas'
import { LossCheck } from './loss-check.js'
import { LossPresets } from './loss-presets.js'
import { speak } from './words.js'

const page = document.documentElement
const calculator = /** @type {import('../elements/loss-calculator.js').LossCalculator} */ (document.querySelector('loss-calculator'))

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
		} catch {}
	},
}

const language = () => toLanguage(page.lang)
const asked = new URLSearchParams(location.search)
setLanguage(toLanguage(asked.get('lang') ?? memory.get('lang') ?? navigator.language))
setTheme(asked.get('theme') ?? memory.get('theme') ?? 'system')
start()

function start() {
	defineElements()
	calculator.formulas = formulas
	define('loss-presets', LossPresets)
	define('loss-check', LossCheck)
	const given = fromLink(location.hash)
	if (given) calculator.store.load(given, 'link')
	else calculator.update()
	let timer = 0
	calculator.store.addEventListener('change', event => {
		if (/** @type {CustomEvent} */ (event).detail.from === 'link') return
		clearTimeout(timer)
		timer = window.setTimeout(remember, 250)
	})
	addEventListener('hashchange', () => {
		const state = fromLink(location.hash)
		if (state) calculator.store.load(state, 'link')
	})
	document.getElementById('language')?.addEventListener('click', () => setLanguage(language() === 'en' ? 'zh' : 'en', true))
	document.getElementById('theme')?.addEventListener('change', e => setTheme(/** @type {HTMLSelectElement} */ (e.target).value, true))
	document.getElementById('share')?.addEventListener('click', share)
}

/** The address follows the state. */
function remember() {
	const link = toLink(calculator.state)
	if (link.length > LONGEST) return false
	history.replaceState(null, '', `#${link}`)
	return true
}

async function share() {
	const isWhole = remember()
	const button = /** @type {HTMLElement} */ (document.getElementById('share'))
	let key = isWhole ? 'shared' : 'toolong'
	try {
		await navigator.clipboard.writeText(location.href)
	} catch {
		key = 'unshared'
	}
	button.textContent = speak(language(), key)
	setTimeout(() => {
		button.textContent = speak(language(), 'share')
	}, 2500)
}

/** @param {string} lang @param {boolean} [isChosen] */
function setLanguage(lang, isChosen = false) {
	page.lang = lang === 'zh' ? 'zh-CN' : 'en'
	document.title = speak(lang, 'title')
	for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-say]'))) node.textContent = speak(lang, node.dataset.say ?? '')
	for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-label]'))) node.setAttribute('aria-label', speak(lang, node.dataset.label ?? ''))
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
