import { sketch, thumbnail } from './chart.js'
import { catalogue } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { nameOf } from './i18n.js'
import { others } from './others.js'
import { picture } from './sampling.js'
import { matches } from './search.js'
import { complete } from './state.js'
import { picker } from './styles/picker.js'

/** @typedef {import('./types.js').Loss} Loss */
/** @typedef {import('./others.js').Other} Other */
/** Choosing a loss from a gallery of small curves. */
export class LossPicker extends LossElement {
	static css = picker
	static reads = (/** @type {import('./types.js').State} */ { loss }) => [loss]

	constructor() {
		super()
		this.query = ''
		this.isOpen = false
		/** @type {Other | null} */
		this.other = null
		/** @type {Map<string, any>} */
		this.thumbnails = new Map()
	}

	/** What is shown as chosen in place of the state's loss. @param {Other | null} other */
	set instead(other) {
		if (other !== this.other) this.update()
		this.other = other
	}

	render() {
		const loss = this.other ?? catalogue[this.state.loss]
		return [
			h(
				'button',
				{ type: 'button', class: 'open', 'aria-haspopup': 'dialog', onclick: () => this.show() },
				h('span', { class: 'name' }, nameOf(loss, this.language)),
				h(
					'span',
					{ class: 'family' },
					this.say(`family.${loss.family}`),
					h('span', { class: 'chevron', 'aria-hidden': 'true' }),
				),
				h('span', { class: 'unseen' }, this.say('picker.open')),
			),
			h(
				'dialog',
				{
					'aria-label': this.say('picker.title'),
					onclose: () => this.closed(),
					onclick: (/** @type {any} */ e) => e.target === e.currentTarget && e.currentTarget.close(),
				},
				this.isOpen &&
					h('div', { class: 'gallery', onkeydown: (/** @type {any} */ e) => this.onKey(e) }, this.gallery()),
			),
		]
	}

	/** @returns {(Loss | Other)[]} */
	found() {
		return [...Object.values(catalogue), ...others(() => this.update())].filter((loss) => matches(loss, this.query))
	}

	gallery() {
		const found = this.found()
		const families = [...new Set(found.map((loss) => loss.family))]
		return [
			h(
				'div',
				{ class: 'top' },
				h('input', {
					type: 'search',
					class: 'search',
					placeholder: this.say('picker.search'),
					'aria-label': this.say('picker.search'),
					'.value': this.query,
					autofocus: true,
					oninput: (/** @type {any} */ e) => {
						this.query = e.target.value
						this.update()
					},
				}),
				h(
					'button',
					{
						type: 'button',
						class: 'quiet close',
						'aria-label': this.say('picker.close'),
						onclick: () => this.dialog.close(),
					},
					'×',
				),
			),
			h('p', { class: 'unseen', role: 'status' }, this.say('picker.found', { n: found.length })),
			h(
				'div',
				{ class: 'list' },
				families.map((family) =>
					h(
						'section',
						{ key: family },
						h('h3', null, this.say(`family.${family}`)),
						h(
							'div',
							{ class: 'cards' },
							found
								.filter((loss) => loss.family === family)
								.map((loss) => ('href' in loss ? this.linked(loss) : this.card(loss))),
						),
					),
				),
				found.length === 0 && h('p', { class: 'none' }, this.say('picker.none', { query: this.query })),
			),
		]
	}

	/** Both names, the reader's first. @param {Loss | Other} loss */
	names(loss) {
		const other = this.language === 'zh' ? 'en' : 'zh'
		return [
			h('span', { class: 'name' }, nameOf(loss, this.language)),
			h('span', { class: 'other', lang: other === 'zh' ? 'zh-CN' : 'en' }, nameOf(loss, other)),
		]
	}

	/** A loss with a page of its own. @param {Other} loss */
	linked(loss) {
		return h(
			'a',
			{ class: 'card', key: loss.id, 'data-loss': loss.id, href: loss.href, onclick: () => this.dialog.close() },
			sketch(loss.sketch, 104, 52),
			this.names(loss),
		)
	}

	/** @param {Loss} loss */
	card(loss) {
		if (!this.thumbnails.has(loss.id)) this.thumbnails.set(loss.id, picture(complete({ loss: loss.id }), { count: 60 }))
		const small = this.thumbnails.get(loss.id)
		return h(
			'button',
			{
				type: 'button',
				class: 'card',
				key: loss.id,
				'data-loss': loss.id,
				'aria-current': !this.other && loss.id === this.state.loss ? 'true' : undefined,
				onclick: () => this.pick(loss.id),
			},
			small && thumbnail(small, 104, 52),
			this.names(loss),
		)
	}

	focus() {
		const button = /** @type {HTMLElement | null} */ (this.root.querySelector('.open'))
		button?.focus()
	}

	/** @returns {HTMLDialogElement} */
	get dialog() {
		return /** @type {HTMLDialogElement} */ (this.root.querySelector('dialog'))
	}

	show() {
		this.isOpen = true
		this.query = ''
		this.draw()
		this.dialog.showModal()
		const search = /** @type {HTMLElement | null} */ (this.root.querySelector('.search'))
		search?.focus()
	}

	closed() {
		this.isOpen = false
		this.update()
	}

	/** @param {string} id */
	pick(id) {
		this.dialog.close()
		this.store.choose(id)
	}

	/** @param {KeyboardEvent} event */
	onKey(event) {
		if (event.key === 'Enter') this.draw() // what was typed since the last frame counts
		const cards = /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll('.card')])
		const at = cards.indexOf(/** @type {HTMLElement} */ (this.root.activeElement))
		if (event.key === 'Enter' && this.root.activeElement?.classList.contains('search')) cards[0]?.click()
		else if (event.key === 'ArrowDown' && at < 0) cards[0]?.focus()
		else if (at >= 0 && /^Arrow/.test(event.key)) this.#neighbour(cards, at, event.key)?.focus()
		else return
		event.preventDefault()
	}

	/** The next card in a direction, as laid out. @param {HTMLElement[]} cards @param {number} at @param {string} key */
	#neighbour(cards, at, key) {
		if (key === 'ArrowRight' || key === 'ArrowLeft') return cards[at + (key === 'ArrowRight' ? 1 : -1)]
		const { left, top } = cards[at].getBoundingClientRect()
		const way = key === 'ArrowDown' ? 1 : -1
		const there = cards
			.map((card) => ({ card, box: card.getBoundingClientRect() }))
			.filter(({ box }) => (box.top - top) * way > 4)
		const distance = (/** @type {DOMRect} */ box) => Math.abs(box.top - top) * 4 + Math.abs(box.left - left)
		return (
			there.sort((a, b) => distance(a.box) - distance(b.box))[0]?.card ??
			(way < 0 ? this.root.querySelector('.search') : null)
		)
	}
}
