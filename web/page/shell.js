/** What every page has: its language, its theme, and their switches. */

import { toLanguage } from '../elements/i18n.js'
import { LONGEST, toLink } from '../elements/link.js'
import { pack, unpack } from '../elements/pack.js'
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

/** What only this page writes: where it cannot be read, a part of it was lost on its way. */
const PACKED = /^#v\d+&z=/

/**
 * The state follows the address, and the address the state, each in its turn: a link that is followed while a state is still
 * being packed is not lost. Ends when the address as it is now has been read.
 * @param {EventTarget} store
 * @param {(fragment: string) => any} take takes a fragment's state; whether there was one
 * @param {() => string | undefined | Promise<string>} give the state as a fragment, unless it is too large for one
 */
export function keepAddress(store, take, give) {
	/** @type {Promise<any>} */
	let last = Promise.resolve()
	/** @template T @param {() => Promise<T>} step @returns {Promise<T>} */
	const inTurn = (step) => (last = last.then(step, step))
	/** @param {string} hash */
	const follow = (hash) =>
		inTurn(async () => {
			const isTaken = await take(hash)
			if (isTaken) stand(hash)
			const damaged = document.getElementById('damaged')
			if (damaged) damaged.hidden = Boolean(isTaken) || !PACKED.test(hash)
			return isTaken
		})
	const remember = () =>
		inTurn(async () => {
			const link = await give()
			if (!link || link.length > LONGEST) return false
			stand(`#${link}`)
			return true
		})
	let timer = 0
	store.addEventListener('change', (event) => {
		clearTimeout(timer)
		const isLink = /** @type {CustomEvent} */ (event).detail.from === 'link'
		if (!isLink) timer = window.setTimeout(remember, 250)
	})
	addEventListener('hashchange', ({ newURL }) => follow(new URL(newURL).hash))
	offerLink(remember)
	return follow(location.hash)
}

/** The address of the page, and that of where it leads with its state. @param {string} hash */
function stand(hash) {
	history.replaceState(null, '', hash)
	for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('#embed, #open')))
		link.hash = hash
}

/** The state of samples in the address: all of them, or those of one loss. @param {import('../elements/state.js').Store} store @param {string | null} [loss] */
export const keepSamples = (store, loss) =>
	keepAddress(
		store,
		async (fragment) => {
			const state = await unpack(fragment)
			if (!state || (loss && state.loss !== loss)) return false
			store.load(state, 'link')
			return true
		},
		() => (store.state.y.length * 4 > LONGEST ? undefined : pack(toLink(store.state))),
	)

/** The button that copies the address, if that holds the whole state. @param {() => Promise<boolean>} remember whether it does */
function offerLink(remember) {
	const button = document.getElementById('share')
	button?.addEventListener('click', async () => {
		let key = 'toolong'
		if (await remember())
			key = await navigator.clipboard.writeText(location.href).then(
				() => 'shared',
				() => 'unshared',
			)
		button.textContent = speak(language(), key)
		setTimeout(() => {
			button.textContent = speak(language(), 'share')
		}, 2500)
	})
}
