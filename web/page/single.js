/** The calculator as one file. There are no pages beside it: a loss of batches takes the calculator's place, led to by a fragment. */

import { provideOthers } from '../elements/others.js'
import { keepAddress, samples } from './address.js'
import { calculator, startCalculator } from './calculator.js'
import { batched, more } from './later.js'
import { language } from './shell.js'
import { speak } from './words.js'

/** @typedef {import('../elements/batch/loss-batch.js').LossBatch} LossBatch */

const main = /** @type {HTMLElement} */ (document.querySelector('main'))

startCalculator(keepBoth)
provideOthers(async () => (await more()).others.map((other) => ({ ...other, href: `#v1&loss=${other.id}` })))

/** What is shown has the address. @param {import('../elements/state.js').Store} store */
function keepBoth(store) {
	const { take, give } = samples(store)
	const shown = new EventTarget()
	const tell = (/** @type {any} */ { detail }) => shown.dispatchEvent(new CustomEvent('change', { detail }))
	store.addEventListener('change', tell)
	/** @type {LossBatch | undefined} */
	let batch
	const back = backTo(() => {
		show(calculator)
		tell({ detail: { from: 'user' } })
	})
	const show = (/** @type {HTMLElement} */ element) => {
		const isBatch = element === batch
		calculator.hidden = isBatch
		for (const node of [back, batch]) if (node) node.hidden = !isBatch
		scrollTo(0, 0)
		main.focus({ preventScroll: true })
	}
	return keepAddress(
		shown,
		async (fragment) => {
			const id = /[#&]loss=(\w+)/.exec(fragment)?.[1]
			if (!(await more()).others.some((other) => other.id === id)) {
				const isTaken = await take(fragment)
				if (isTaken && batch) show(calculator)
				return isTaken
			}
			await batched()
			batch ??= addBatch(back, tell)
			batch.read(fragment, 'link')
			show(batch)
			return true
		},
		() => (calculator.hidden ? batch?.link : give()),
	)
}

/** @param {HTMLElement} back @param {(event: any) => void} tell of changes */
function addBatch(back, tell) {
	const batch = /** @type {LossBatch} */ (document.createElement('loss-batch'))
	batch.toggleAttribute('readonly', calculator.hasAttribute('readonly'))
	main.append(back, batch)
	batch.store.addEventListener('change', tell)
	return batch
}

/** The way back to the samples as they were. @param {() => void} go */
function backTo(go) {
	const link = document.createElement('a')
	link.href = '#v1'
	link.dataset.say = 'all'
	link.textContent = speak(language(), 'all')
	link.addEventListener('click', (event) => {
		event.preventDefault()
		go()
	})
	const line = document.createElement('p')
	line.append(link)
	return line
}
