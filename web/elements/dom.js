/**
 * Views are plain trees made by `h`; `patch` brings a node's children in line with them, `toString` prints them
 * (at build time and for export). No markup strings with styles, so that a strict policy holds.
 *
 * @typedef {{tag: string, props: Record<string, any>, children: Child[], key: any}} Node_
 * @typedef {Node_ | string} Child
 * @typedef {Child | number | false | null | undefined | any[]} Loose
 */

const SPACES = /** @type {Record<string, string>} */ ({
	svg: 'http://www.w3.org/2000/svg',
	math: 'http://www.w3.org/1998/Math/MathML',
})
const VOID = new Set(['input', 'br', 'hr', 'img', 'meta', 'link', 'col'])

/**
 * @param {string} tag
 * @param {Record<string, any> | null} [props] attributes; `onX` listeners, `.x` properties, `style` an object, `html` trusted markup
 * @param {...Loose} children
 * @returns {Node_}
 */
export function h(tag, props, ...children) {
	return { tag, props: props ?? {}, children: flatten(children), key: props?.key }
}

/** @param {any[]} list @returns {Child[]} */
function flatten(list) {
	const out = []
	for (const item of list) {
		if (Array.isArray(item)) out.push(...flatten(item))
		else if (item !== null && item !== undefined && item !== false && item !== true)
			out.push(typeof item === 'object' ? item : String(item))
	}
	return out
}

/** @typedef {(from: any[], make: () => Loose) => Loose} Keep a part of a view, made anew only when what it is made from changes */

/** Keeps a part of a view, which `patch` then passes over. @returns {Keep} */
export function keeper() {
	/** @type {any[]} */
	let known = []
	/** @type {Loose} */
	let view
	return (from, make) => {
		if (!view || from.some((value, i) => !Object.is(value, known[i]))) [known, view] = [from, make()]
		return view
	}
}

/**
 * @param {Element | ShadowRoot} parent
 * @param {Loose[]} views
 */
export function patch(parent, views) {
	arrange(parent, flatten(views))
}

/** @param {Element | ShadowRoot} parent @param {Child[]} wanted @param {string} [space] */
function arrange(parent, wanted, space) {
	const keyed = new Map()
	if (wanted.some((view) => typeof view !== 'string' && view.key !== undefined))
		for (const node of parent.childNodes) keyed.set(record(node)?.key, node)
	let at = parent.firstChild
	for (const view of wanted) {
		let node = /** @type {any} */ (at)
		if (typeof view !== 'string' && view.key !== undefined) node = keyed.get(view.key) ?? at
		if (!fits(node, view)) node = create(view, space)
		// a new node is whole when it enters the document
		if (typeof view !== 'string') update(node, view)
		else if (node.data !== view) node.data = view
		if (node === at) at = node.nextSibling
		else parent.insertBefore(node, at)
	}
	while (at) {
		const next = at.nextSibling
		parent.removeChild(at)
		at = next
	}
}

/** The view that a node shows. @param {any} node @returns {Node_ | undefined} */
const record = (node) => node.view_

/** @param {any} node @param {Child} view */
function fits(node, view) {
	if (!node) return false
	if (typeof view === 'string') return node.nodeType === 3
	const old = record(node)
	return old !== undefined && old.tag === view.tag && old.key === view.key
}

/** What the names of the elements begin with, here. */
let prefix = 'loss-'

/** @param {string} other */
export function rename(other) {
	prefix = other
}

/** An element's name as it is defined. @param {string} name */
export const spell = (name) => name.replace(/^loss-/, prefix)

/** @param {Child} view @param {string} [space] */
function create(view, space) {
	if (typeof view === 'string') return document.createTextNode(view)
	const ns = SPACES[view.tag] ?? space
	const node = ns ? document.createElementNS(ns, view.tag) : document.createElement(spell(view.tag))
	Object.assign(node, { view_: { ...view, props: {}, children: [] }, space_: ns })
	return node
}

/** @param {any} node @param {Node_} view */
function update(node, view) {
	const { props: old, children } = node.view_
	if (node.view_ === view) return
	for (const name in old) if (!(name in view.props)) setProp(node, name, undefined, old[name])
	for (const name in view.props)
		if (name[0] !== '.' && view.props[name] !== old[name]) setProp(node, name, view.props[name], old[name])
	if (view.props.html === undefined && !isSameText(children, view.children))
		arrange(node, view.children, view.tag === 'foreignObject' ? undefined : node.space_)
	// properties come last: the value of a select needs its options
	for (const name in view.props) if (name[0] === '.') setProp(node, name, view.props[name], old[name])
	node.view_ = view
}

/** Nothing to arrange, as in most of the nodes: it is seen without asking the document. @param {Child[]} old @param {Child[]} wanted */
const isSameText = (old, wanted) =>
	old.length === wanted.length &&
	(wanted.length === 0 || (wanted.length === 1 && typeof wanted[0] === 'string' && wanted[0] === old[0]))

/** Every view has listeners of its own; the node has one a kind, which calls the latest. @param {any} event */
function hear(event) {
	return event.currentTarget.calls_[`on${event.type}`]?.(event)
}

/** @param {any} node @param {string} name @param {any} value @param {any} old */
function setProp(node, name, value, old) {
	if (name === 'key') return
	if (name === 'html') {
		node.innerHTML = value ?? ''
	} else if (name[0] === '.') {
		if (node[name.slice(1)] !== value) node[name.slice(1)] = value
	} else if (name.startsWith('on')) {
		node.calls_ ??= {}
		if (!(name in node.calls_)) node.addEventListener(name.slice(2), hear)
		node.calls_[name] = value
	} else if (name === 'style') {
		for (const key in old) if (!value || !(key in value)) node.style.removeProperty(key)
		for (const key in value) if (!old || old[key] !== value[key]) node.style.setProperty(key, value[key])
	} else if (value === undefined || value === null || value === false) node.removeAttribute(name)
	else node.setAttribute(name, value === true ? '' : String(value))
}

const ESCAPES = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })
/** @param {string} text */
export const escape = (text) => text.replace(/[&<>"]/g, (c) => ESCAPES[c])

/** @param {Loose[] | Loose} view @returns {string} */
export function toString(view) {
	return flatten([view])
		.map((node) => {
			if (typeof node === 'string') return escape(node)
			const { html, ...props } = node.props
			const attributes = Object.entries(props)
				.filter(
					([name, value]) =>
						/^[a-z]/i.test(name) &&
						!/^(on|style$|key$)/.test(name) &&
						value !== false &&
						value !== null &&
						value !== undefined,
				)
				.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`))
				.join('')
			if (VOID.has(node.tag)) return `<${node.tag}${attributes}>`
			return `<${node.tag}${attributes}>${html ?? toString(node.children)}</${node.tag}>`
		})
		.join('')
}
