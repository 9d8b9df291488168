/** Small views that several elements use. */

import { h } from './dom.js'
import { format } from './numbers.js'

/** A number, short to read and whole to copy. @param {number} x @param {number} [digits] */
export const number = (x, digits) => h('data', { value: String(x), title: String(x) }, format(x, digits))

/**
 * One of a few words, as radio buttons side by side.
 * @param {{name: string, label: string, value: string, options: [string, string][], onpick: (value: string) => void, isHidden?: boolean}} spec
 */
export function segments({ name, label, value, options, onpick, isHidden }) {
	return h(
		'fieldset',
		{ class: 'segments', key: name },
		h('legend', { class: isHidden ? 'unseen' : '' }, label),
		h(
			'div',
			{ class: 'row' },
			options.map(([key, text]) =>
				h(
					'label',
					{ class: key === value ? 'on' : '', key },
					h('input', { type: 'radio', name, value: key, '.checked': key === value, onchange: () => onpick(key) }),
					h('span', null, text),
				),
			),
		),
	)
}

/** @param {{label: string, isOn: boolean, onpick: (isOn: boolean) => void, name: string}} spec */
export const toggle = ({ label, isOn, onpick, name }) =>
	h(
		'label',
		{ class: 'toggle', key: name },
		h('input', {
			type: 'checkbox',
			name,
			'.checked': isOn,
			onchange: (/** @type {any} */ e) => onpick(e.target.checked),
		}),
		h('span', null, label),
	)

/**
 * A whole number that is made smaller or larger by one.
 * @param {{name: string, label: string, value: number, least: number, most?: number, fewer: string, more: string, onpick: (value: number) => void, isHidden?: boolean}} spec
 *   what its buttons are called
 */
export function stepper({ name, label, value, least, most = Infinity, fewer, more, onpick, isHidden }) {
	const step = (/** @type {number} */ next, /** @type {string} */ mark, /** @type {string} */ called) =>
		h(
			'button',
			{ type: 'button', disabled: next < least || next > most, 'aria-label': called, onclick: () => onpick(next) },
			mark,
		)
	return h(
		'fieldset',
		{ class: 'segments', key: name },
		h('legend', { class: isHidden ? 'unseen' : '' }, label),
		h(
			'div',
			{ class: 'row stepper' },
			step(value - 1, '−', fewer),
			h('output', null, value),
			step(value + 1, '+', more),
		),
	)
}

/** @param {string} text @param {(event: any) => void} onclick @param {Record<string, any>} [more] */
export const button = (text, onclick, more = {}) =>
	h('button', { type: 'button', class: 'quiet', onclick, ...more }, text)

/** Copies a text, and says so; where the clipboard is refused, what is shown of it is selected. @param {import('./element.js').LossElement} element @param {() => string} text @param {string} [label] */
export const copyButton = (element, text, label = element.say('copy')) =>
	button(label, (/** @type {any} */ event) => copy(element, event.currentTarget, text(), label), {
		class: 'quiet copy',
		key: 'copy',
		'aria-live': 'polite',
	})

/** @param {import('./element.js').LossElement} element @param {HTMLElement} from @param {string} text @param {string} label */
async function copy(element, from, text, label) {
	let key = 'copy.done'
	try {
		await navigator.clipboard.writeText(text)
	} catch {
		key = 'copy.refused'
		const shown = element.root.querySelector('pre')
		if (shown) getSelection()?.selectAllChildren(shown)
	}
	from.textContent = element.say(key)
	setTimeout(() => {
		from.textContent = label
	}, 2000)
}

/** What is wider than its place is scrolled by keys, too. @param {Iterable<Element>} places @param {string} label */
export function scrollByKeys(places, label) {
	for (const place of places) {
		const isWide = place.scrollWidth > place.clientWidth
		if (isWide === place.hasAttribute('tabindex')) continue
		const names = { tabindex: '0', role: 'group', 'aria-label': label }
		for (const [name, text] of Object.entries(names))
			if (isWide) place.setAttribute(name, text)
			else place.removeAttribute(name)
	}
}
