/** The state in the address of the page, and the button that copies it. */

import { LONGEST, toLink } from '../elements/link.js'
import { pack, unpack } from '../elements/pack.js'
import { language } from './shell.js'
import { speak } from './words.js'

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

/** How samples are taken from a fragment and given as one: all of them, or those of one loss. @param {import('../elements/state.js').Store} store @param {string | null} [loss] */
export const samples = (store, loss) => ({
	/** @param {string} fragment */
	async take(fragment) {
		const state = await unpack(fragment)
		if (!state || (loss && state.loss !== loss)) return false
		store.load(state, 'link')
		return true
	},
	give: () => (store.state.y.length * 4 > LONGEST ? undefined : pack(toLink(store.state))),
})

/** The state of samples in the address. @param {import('../elements/state.js').Store} store @param {string | null} [loss] */
export function keepSamples(store, loss) {
	const { take, give } = samples(store, loss)
	return keepAddress(store, take, give)
}

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
