import { catalogue } from '../elements/describe.js'
import { h } from '../elements/dom.js'
import { lend, LossElement } from '../elements/element.js'
import { nameOf } from '../elements/i18n.js'
import { toAttributes, toLink } from '../elements/link.js'
import { copyButton, segments, toggle } from '../elements/widgets.js'
import en from './messages/builder/en.json' with { type: 'json' }
import zh from './messages/builder/zh.json' with { type: 'json' }
import { batched, more } from './later.js'
import { first, hosts, OFFERED, OFFERED_BATCH, PARTS } from './snippets.js'
import { builder } from './styles/builder.js'

/** @type {Record<string, Record<string, string>>} */
export const words = { en, zh }

/** Writes what puts an element, in the state shown, into a page elsewhere. */
export class LossBuilder extends LossElement {
	static css = builder

	constructor() {
		super()
		lend(this)
		/** A loss of batches with its state, while one is chosen. @type {{about: import('../elements/others.js').Other, store: any, toLink: Function, toAttributes: Function} | null} */
		this.batch = null
		for (const place of [this, this.root])
			place.addEventListener('loss-store', (/** @type {any} */ event) => {
				if (event.detail.kind === 'batch') event.detail.store ??= this.batch?.store
			})
		this.choice = { ...first, base: new URL('../', location.href.replace(/[?#].*/, '')).href }
		this.host = 'iframe'
	}

	/** @param {string} key */
	word(key) {
		return words[this.language][key]
	}

	/** @param {Partial<typeof this.choice>} change */
	choose(change) {
		Object.assign(this.choice, change)
		this.update()
	}

	connectedCallback() {
		super.connectedCallback()
		// a loss of samples is chosen
		this.store.addEventListener('change', () => this.batch && this.leave())
	}

	/** Shows what a fragment says of a loss of batches, if it does. @param {string} fragment */
	async enter(fragment) {
		const id = /[&]loss=(\w+)/.exec(fragment)?.[1]
		if (!id || Object.hasOwn(catalogue, id)) return false
		const about = (await more()).others.find((other) => other.id === id)
		if (!about) return false
		const { BatchStore, fromLink, toAttributes, toLink } = await batched()
		const store = new BatchStore(fromLink(fragment))
		store.addEventListener('change', () => this.update())
		this.batch = { about: { ...about, href: '' }, store, toLink, toAttributes }
		this.choose({ element: 'loss-batch', height: 900, hide: [] })
		return true
	}

	leave() {
		this.batch = null
		history.replaceState(null, '', location.pathname + location.search)
		this.choose({ element: first.element, height: first.height, hide: [] })
	}

	/** What the text is about. */
	get subject() {
		const { batch, state } = this
		const { loss } = batch ? batch.store.state : state
		const title = nameOf(batch ? batch.about : catalogue[loss], this.language)
		if (!batch) return { loss, title, isBatch: false, link: toLink(state), attributes: toAttributes(state) }
		const [link, attributes] = [batch.toLink(batch.store.state), batch.toAttributes(batch.store.state)]
		return { loss, title, isBatch: true, link, attributes }
	}

	render() {
		const text = hosts[this.host]({ ...this.choice, ...this.subject })
		return h(
			'div',
			{ class: 'frame' },
			h('section', { class: 'card options', 'aria-label': this.word('part') }, this.options()),
			h(
				'section',
				{ class: 'card', 'aria-label': this.word('host') },
				h(
					'div',
					{ class: 'bar' },
					segments({
						name: 'host',
						label: this.word('host'),
						value: this.host,
						options: Object.keys(hosts).map((name) => [name, this.word(`host.${name}`)]),
						onpick: (host) => {
							this.host = host
							this.update()
						},
					}),
					copyButton(this, () => text),
				),
				h('pre', { tabindex: 0, 'aria-label': this.word(`host.${this.host}`), lang: 'en' }, h('code', null, text)),
				h('p', { class: 'note' }, this.word(`note.${this.host}`)),
			),
			this.preview(),
		)
	}

	options() {
		const { choice } = this
		const whole = this.batch ? 'loss-batch' : 'loss-calculator'
		const parts = PARTS[this.host === 'link' ? whole : choice.element]
		const select = (
			/** @type {'element' | 'language' | 'theme'} */ name,
			/** @type {string} */ label,
			/** @type {[string, string][]} */ options,
		) =>
			h(
				'label',
				{ key: name },
				h('span', null, label),
				h(
					'select',
					{ name, '.value': choice[name], onchange: (/** @type {any} */ e) => this.choose({ [name]: e.target.value }) },
					options.map(([value, text]) => h('option', { value, selected: value === choice[name] }, text)),
				),
			)
		return [
			h('loss-picker', { key: 'picker', '.instead': this.batch?.about ?? null }),
			h(
				'div',
				{ class: 'fields' },
				select('element', this.word('part'), (this.batch ? OFFERED_BATCH : OFFERED).map((name) => [name, this.word(name)])), // prettier-ignore
				select('language', this.word('language'), [
					['', this.word('language.auto')],
					['en', 'English'],
					['zh', '中文'],
				]),
				select('theme', this.word('theme'), ['system', 'light', 'dark'].map((name) => [name, this.word(`theme.${name}`)])), // prettier-ignore
				h(
					'label',
					null,
					h('span', null, this.word('height')),
					h('input', {
						name: 'height',
						type: 'number',
						min: 120,
						max: 4000,
						step: 20,
						'.value': String(choice.height),
						onchange: (/** @type {any} */ e) =>
							this.choose({
								height: Math.max(120, Math.min(4000, Math.round(Number(e.target.value)) || first.height)),
							}),
					}),
				),
				h(
					'label',
					{ class: 'wide' },
					h('span', null, this.word('base')),
					h('input', {
						name: 'base',
						type: 'url',
						'.value': choice.base,
						'aria-describedby': 'base-note',
						onchange: (/** @type {any} */ e) => this.choose({ base: e.target.value.trim().replace(/\/*$/, '/') }),
					}),
				),
			),
			h('p', { class: 'note', id: 'base-note' }, this.word('base.note')),
			h(
				'div',
				{ class: 'switches', role: 'group', 'aria-label': this.word('hide') },
				toggle({
					name: 'readonly',
					label: this.word('readonly'),
					isOn: choice.readonly,
					onpick: (readonly) => this.choose({ readonly }),
				}),
				parts && [
					h('span', { class: 'soft' }, this.word('hide')),
					parts.map((part) =>
						toggle({
							name: part,
							label: this.word(`hide.${part}`),
							isOn: choice.hide.includes(part),
							onpick: (isOn) =>
								this.choose({ hide: parts.filter((p) => (p === part ? isOn : choice.hide.includes(p))) }),
						}),
					),
				],
			),
			h('p', null, h('a', { href: '../losslab.html', download: 'losslab.html' }, this.word('file'))),
		]
	}

	preview() {
		const { element, language, theme, readonly, hide } = this.choice
		return h(
			'section',
			{ class: 'preview', 'aria-labelledby': 'preview', style: theme === 'system' ? {} : { 'color-scheme': theme } },
			h('h2', { id: 'preview' }, this.word('preview')),
			h(element, {
				key: `${element} ${language} ${this.batch?.about.id ?? ''}`,
				lang: language || undefined,
				readonly,
				hide: ['examples', 'check', ...hide].join(' '),
			}),
		)
	}
}
