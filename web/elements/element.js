/** What all elements have in common: a shadow root, a shared state, a language, and a view that is redrawn once a frame. */

import { h, patch } from './dom.js'
import { provideMessages, say, toLanguage } from './i18n.js'
import { ATTRIBUTES, fromAttribute, fromLink, toAttributes, toLink } from './link.js'
import { compute } from './compute.js'
import { drawLater, forget } from './schedule.js'
import { Store } from './state.js'
import { base } from './styles/base.js'

/** @typedef {import('./types.js').State} State */

/** The state of each group, by kind and name, as long as one of its elements is on the page. @type {Map<string, {store: Store, members: Set<LossElement>}>} */
const groups = new Map()
/** @type {Set<LossElement>} */
const alive = new Set()

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map()
/** @param {string} css */
function sheet(css) {
	let made = sheets.get(css)
	if (!made) {
		made = new CSSStyleSheet()
		made.replaceSync(css)
		sheets.set(css, made)
	}
	return made
}

export class LossElement extends HTMLElement {
	static css = ''
	/** Elements of one kind can share a state. */
	static kind = 'samples'
	/** Words that only this element needs, by language. @type {Record<string, Record<string, string>> | undefined} */
	static words = undefined
	/** Waits for a drag to come to rest. */
	static isPatient = false
	/** What of the state the view is made from; all of it, if this does not say. @type {((state: State) => any[]) | undefined} */
	static reads = undefined
	/** Attributes that set the state. */
	static fields = ['loss', ...Object.values(ATTRIBUTES)]
	static observedAttributes = [...this.fields, 'group', 'lang', 'readonly', 'hide']
	/** How a state of this kind is computed, linked and written as attributes. @type {{ compute: (state: any) => any, fromLink: (fragment: string) => any, toLink: (state: any) => string, toAttributes: (state: any) => Record<string, string> }} */
	static ways = { compute, fromLink, toLink, toAttributes }

	constructor() {
		super()
		this.root = this.attachShadow({ mode: 'open' })
		const css = /** @type {typeof LossElement} */ (this.constructor).css
		this.root.adoptedStyleSheets = [sheet(base), ...(css ? [sheet(css)] : [])]
		/** @type {Store | null} */
		this.shared = null
		/** The group it has joined. */
		this.joined = ''
		this.isInner = false
		/** What of the state is drawn. @type {any[] | undefined} */
		this.seen = undefined
		/** The language, while it is drawn. @type {'en' | 'zh' | undefined} */
		this.tongue = undefined
		/** @type {ReturnType<typeof setTimeout> | undefined} */
		this.rest = undefined
		this.onChange = this.onChange.bind(this)
		for (const type of ['keydown', 'keypress', 'keyup']) this.root.addEventListener(type, keep)
	}

	connectedCallback() {
		try {
			this.#connect()
			alive.add(this)
		} catch (error) {
			// where a policy forbids the module: what the author put into the element, or why
			patch(this.root, [h('slot', null, String(error))])
			throw error
		}
	}

	#connect() {
		this.#upgrade()
		this.isInner =
			this.getRootNode() instanceof ShadowRoot && 'store' in /** @type {ShadowRoot} */ (this.getRootNode()).host
		if (!this.shared) this.#join()
		this.#enter()
		this.shared?.addEventListener('change', this.onChange)
		this.draw()
	}

	disconnectedCallback() {
		alive.delete(this)
		this.#leave()
		clearTimeout(this.rest)
		this.shared?.removeEventListener('change', this.onChange)
		forget(this)
	}

	/** What was set as a property before the element was defined. */
	#upgrade() {
		const own = /** @type {any} */ (this)
		for (const name of ['state', ...this.#observed().map(camel)]) {
			if (!Object.hasOwn(own, name) || !(name in Object.getPrototypeOf(own))) continue
			const value = own[name]
			delete own[name]
			own[name] = value
		}
	}

	/** @returns {string[]} */
	#observed() {
		return /** @type {typeof LossElement} */ (this.constructor).observedAttributes
	}

	get #ways() {
		return /** @type {typeof LossElement} */ (this.constructor).ways
	}

	/** Finds the state to share: an ancestor's, the group's, or one of its own. */
	#join() {
		const ask = new CustomEvent('loss-store', {
			bubbles: true,
			composed: true,
			cancelable: true,
			detail: { kind: kindOf(this), store: null },
		})
		this.parentNode?.dispatchEvent(ask)
		const name = this.getAttribute('group')
		const group = name && `${kindOf(this)} ${name}`
		const found = ask.detail.store ?? (group && groups.get(group)?.store)
		this.shared = found || this.begin()
		this.joined = ask.detail.store ? '' : (group ?? '')
	}

	#enter() {
		if (!this.joined) return
		const group = groups.get(this.joined) ?? { store: this.store, members: new Set() }
		groups.set(this.joined, group)
		group.members.add(this)
		this.shared = group.store
	}

	#leave() {
		const group = groups.get(this.joined)
		group?.members.delete(this)
		if (group?.members.size === 0) groups.delete(this.joined)
	}

	/** A state of its own, as the attributes give it. @returns {Store} */
	begin() {
		const part = {}
		for (const name of LossElement.fields) {
			const text = this.getAttribute(name)
			if (text !== null) Object.assign(part, fromAttribute(name, text))
		}
		return new Store(part)
	}

	/** An attribute has changed; if it sets a part of the state, so does the state. @param {string} name @param {string | null} value */
	assign(name, value) {
		if (LossElement.fields.includes(name) && value !== null)
			this.store.load({ ...this.state, ...fromAttribute(name, value) }, 'host')
		else this.update()
	}

	/** @returns {Store} */
	get store() {
		if (!this.shared) this.#join()
		return /** @type {Store} */ (this.shared)
	}

	get state() {
		return this.store.state
	}

	set state(part) {
		this.store.load(part, 'host')
	}

	/** @returns {ReturnType<typeof compute>} */
	get result() {
		return this.#ways.compute(this.state)
	}

	/** The state as the fragment of a link. */
	get link() {
		return this.#ways.toLink(this.state)
	}

	set link(fragment) {
		this.read(fragment, 'host')
	}

	/** The state as attributes, of which what is as usual is left out. @returns {Record<string, string>} */
	toAttributes() {
		return this.#ways.toAttributes(this.state)
	}

	/** Back to what the attributes say. */
	reset() {
		this.store.load(this.begin().state, 'host')
	}

	/** Takes a link's state, if it holds one. @param {string} fragment @param {string} from */
	read(fragment, from) {
		const state = this.#ways.fromLink(fragment)
		if (state) this.store.load(state, from)
	}

	get language() {
		return this.tongue ?? this.#language()
	}

	#language() {
		/** @type {Node | null} */
		let node = this
		while (node) {
			if (node instanceof Element && node.hasAttribute('lang')) return toLanguage(node.getAttribute('lang') ?? '')
			node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
		}
		return toLanguage(navigator.language)
	}

	get isReadonly() {
		return this.hasAttribute('readonly')
	}

	/** @param {string} part */
	isHidden(part) {
		return (this.getAttribute('hide') ?? '').split(/[\s,]+/).includes(part)
	}

	/** @param {string} key @param {Record<string, any>} [values] */
	say(key, values) {
		return say(this.language, key, values)
	}

	/** @param {string} name @param {string | null} old @param {string | null} value */
	attributeChangedCallback(name, old, value) {
		if (this.shared && this.isConnected && old !== value) this.assign(name, value)
	}

	/** @param {any} event */
	onChange(event) {
		const { isPatient, reads } = /** @type {typeof LossElement} */ (this.constructor)
		if (!reads || reads(this.state).some((value, i) => value !== this.seen?.[i])) {
			clearTimeout(this.rest)
			if (event.detail.isMoving && isPatient) this.rest = setTimeout(() => this.update(), 120)
			else this.update()
		}
		if (event.detail.from !== 'user' || this.isInner) return
		const type = event.detail.isMoving ? 'loss-input' : 'loss-change'
		this.dispatchEvent(
			new CustomEvent(type, { bubbles: true, composed: true, detail: { state: this.state, result: this.result } }),
		)
	}

	/** Draws at the next frame. */
	update() {
		drawLater(this)
	}

	draw() {
		this.tongue = this.#language()
		this.seen = /** @type {typeof LossElement} */ (this.constructor).reads?.(this.state)
		patch(this.root, [this.render()])
		this.tongue = undefined
		summon(this.root)
		this.drawn()
	}

	/** @returns {any} */
	render() {
		return null
	}

	drawn() {}
}

/** @param {string} attribute such as class-weights */
const camel = (attribute) => attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/** Words that are there or not. */
const FLAGS = ['readonly', 'log', 'curvature']

/** Attributes are properties, too: those of the state read as it stands. `lang` is HTMLElement's own. @param {typeof LossElement} constructor */
export function reflect({ prototype, observedAttributes, fields }) {
	for (const attribute of observedAttributes) {
		if (camel(attribute) in prototype) continue
		Object.defineProperty(prototype, camel(attribute), {
			/** @this {LossElement} */
			get() {
				if (FLAGS.includes(attribute)) return this.hasAttribute(attribute)
				return fields.includes(attribute) ? (this.toAttributes()[attribute] ?? '') : this.getAttribute(attribute)
			},
			/** @this {LossElement} @param {unknown} value */
			set(value) {
				if (value === null || value === undefined || value === false) this.removeAttribute(attribute)
				else this.setAttribute(attribute, value === true ? '' : String(value))
			},
		})
	}
}
reflect(LossElement)

/** Keys that a control takes are not the host's as well: slides and notebooks bind letters and arrows, and of what has the focus they see the element alone. @param {Event} event */
function keep(event) {
	const { key, ctrlKey, metaKey, altKey, target } = /** @type {KeyboardEvent} */ (event)
	if (ctrlKey || metaKey || altKey || key === 'Tab' || key === 'Escape') return
	const isPress = key === ' ' || key === 'Enter'
	const takes = `input, select, textarea, [role=slider], [role=tab]${isPress ? ', button, a, summary' : ''}`
	if (/** @type {Element} */ (target).closest(takes)) event.stopPropagation()
}

/** @param {LossElement} element */
const kindOf = (element) => /** @type {typeof LossElement} */ (element.constructor).kind

/** Elements within this one, in its shadow or as its children, share its state. @param {LossElement} element */
export function lend(element) {
	const answer = (/** @type {any} */ event) => {
		if (event.detail.kind !== kindOf(element)) return
		event.detail.store ??= element.store
		event.stopPropagation()
	}
	element.addEventListener('loss-store', answer)
	element.root.addEventListener('loss-store', answer)
}

export function redraw() {
	for (const element of alive) element.update()
}

if (typeof MutationObserver !== 'undefined')
	new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] })

/** @param {string} name @param {CustomElementConstructor & {words?: Record<string, Record<string, string>>}} constructor */
export function define(name, constructor) {
	if (customElements.get(name)) return
	if (constructor.words) provideMessages(constructor.words)
	customElements.define(name, constructor)
}

/** Elements of other files, fetched when one of them comes into view. @type {Map<string, () => Promise<unknown>>} */
const later = new Map()
/** Those of them that are on the page. @type {Set<string>} */
const missing = new Set()
/** @type {IntersectionObserver | undefined} */
let view

/** @param {string[]} names @param {() => Promise<unknown>} arrive defines them */
export function defineLater(names, arrive) {
	for (const name of names) if (!customElements.get(name)) later.set(name, arrive)
	view ??= new IntersectionObserver((entries) => {
		for (const { isIntersecting, target } of entries)
			if (isIntersecting) load(target.localName).then(() => view?.unobserve(target))
	})
}

/** @param {string} name of an element that may still be to be fetched */
export async function load(name) {
	await later.get(name)?.()
	later.delete(name)
	missing.delete(name)
}

/** Fetches all that the page has a place for, in view or not. */
export async function loadMissing() {
	while (missing.size) await Promise.all([...missing].map(load))
}

/** Whether there is anything to fetch. */
export const isWhole = () => missing.size === 0

/** Looks for elements that are still to be fetched. @param {ParentNode} root */
export function summon(root) {
	if (!later.size) return
	for (const node of root.querySelectorAll(':not(:defined)')) {
		if (!later.has(node.localName)) continue
		missing.add(node.localName)
		view?.observe(node)
	}
}
