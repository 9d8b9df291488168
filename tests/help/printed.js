// What elements show, made without a browser, and read as a reader would: by the usual precedence, numbers as they are printed.
import * as assert from 'uvu/assert'
import { evaluate, parse } from '../../web/elements/expression.js'
import { format } from '../../web/elements/numbers.js'

const WRITTEN = { ln: 'log', σ: 'sigma', sgn: 'sign', π: 'pi' }
const SIGNS = { '−': '-', '·': '*', '×': '*', '∞': 'inf', '…': 'more', mod: '%' }

/** Elements are made of it; this file is imported before theirs. */
Object.assign(globalThis, { HTMLElement: class {} })

/** @typedef {{tag: string, props: Record<string, any>, children: any[]}} View */

/** The steps of a derivation by their keys, each with its lines and the note below them. @param {any} Element @param {any} state @returns {Map<string, {views: View[], note: string}>} none, where nothing is derived */
export function stepsOf(Element, state) {
	const element = Object.assign(Object.create(Element.prototype), { shared: { state }, tongue: 'en', member: 0 })
	const view = Object.assign(element, { getAttribute: () => null }).render()
	const list = view?.children.find((/** @type {any} */ { tag }) => tag === 'ol')
	return new Map(
		list?.children.map((/** @type {any} */ { key, children: [, line, note] }) => [
			key,
			{ views: line.children, note: note ? textOf(note) : '' },
		]),
	)
}

/** A view as plain text, without its small print. @param {any} view @returns {string} */
export const textOf = (view) =>
	typeof view === 'string' ? view : view.tag === 'small' ? '' : view.children.map(textOf).join('')

/** @param {string} text */
const plain = (text) => text.replace(/[−·×∞…]/g, (sign) => /** @type {any} */ (SIGNS)[sign])

/** The lines of a step as expressions, in which numbers that are rounded are marked with ≈; formulas without numbers are left out. @param {View[]} views */
export const linesOf = (views) =>
	views.flatMap((view) => {
		if (typeof view === 'string' || view.props.html) return []
		if (view.tag !== 'p') return [view.tag === 'math' ? read(view) : view.children.map(read).join(' ')]
		const text = plain(textOf(view).replace(/^[^=(]*: /, ''))
		return text.replace(/(?<![\w.]|e-)\d/g, '≈$&').split(/,? {3}/)
	})

/** Mathematics as the text of an expression; no bracket is put where none is shown, and no other number than is meant. @param {any} view @returns {string} */
export function read(view) {
	if (typeof view === 'string') return view
	const { tag, props, children } = view
	const [a, b] = children.map(read)
	if (tag === 'mn') {
		if (!props.title) return plain(children[0]).replace(/\d/, '≈$&')
		assert.is(children[0], format(Number(props.title), 5))
		return props.title.replace('Infinity', 'inf')
	}
	if (tag === 'mfrac') return `((${a}) / (${b}))`
	if (tag === 'msup') return `${a} ^ (${b})`
	if (tag === 'msqrt') return `sqrt(${children.map(read).join(' ')})`
	if (tag === 'msub') return `${children[0].children[0]}${children[1].children[0]}`
	if (tag === 'mi') return /** @type {any} */ (WRITTEN)[children[0]] ?? children[0]
	if (tag === 'mo') return /** @type {any} */ (SIGNS)[children[0]] ?? children[0]
	const [first, last] = [children[0], children.at(-1)]
	if (first?.children?.[0] === '|' && last.children[0] === '|')
		return `abs(${children.slice(1, -1).map(read).join(' ')})`
	return children
		.map(read)
		.join(' ')
		.replace(/([a-z]\w*) \(/g, '$1(')
}

/** What is said to be equal. @param {string} text @returns {string[]} */
export function sides(text) {
	let depth = 0
	const marked = Array.from(text, (letter) => {
		depth += Number('([{'.includes(letter)) - Number(')]}'.includes(letter))
		return letter === '=' && depth === 0 ? '\n' : letter
	})
	return marked.join('').split('\n').map((side) => side.trim()) // prettier-ignore
}

/** What a text comes to as it stands, and how far from that it may be, as the numbers marked with ≈ are rounded. @param {string} text @param {number} digits of which each is printed with so many @returns {{value: number, spread: number} | undefined} nothing, where there are words in it */
export function measured(text, digits) {
	const valueOf = (/** @type {string} */ one) => evaluate(parse(one.replaceAll('≈', '')), {})
	try {
		const value = valueOf(text)
		const spread = Array.from(text.matchAll(/≈(\d+\.?\d*(?:e-?\d+)?)/g), ({ 0: token, 1: number, index }) => {
			const x = Number(number)
			const last = Math.floor(Math.log10(x)) + 1 - (token.includes('e') ? Math.min(digits, 4) : digits)
			const other = x && x + 10 ** last / 2
			return Math.abs(valueOf(`${text.slice(0, index)}${other}${text.slice(index + token.length)}`) - value)
		}).reduce((a, b) => a + b, 0)
		return { value, spread }
	} catch (error) {
		if (error instanceof ReferenceError || error instanceof SyntaxError) return undefined
		throw error
	}
}

/**
 * Each number of a line is equal to the one before it, as far as they are rounded and 0 log 0 can be read.
 * @param {string} line @param {number} digits of its numbers @param {string} what
 * @returns {{value: number, spread: number}[]} the sides that are numbers
 */
export function equals(line, digits, what) {
	const all = sides(line.replaceAll('log( 0 )', '0')).flatMap((side) => measured(side, digits) ?? [])
	all.slice(1).forEach(({ value, spread }, i) => {
		const before = all[i]
		if (Number.isNaN(before.value) && /log/.test(line)) return
		const room = 1.01 * (spread + before.spread) + 1e-9 * (1 + Math.abs(value))
		assert.ok(Object.is(value, before.value) || Math.abs(value - before.value) <= room, `${what}: ${line}`)
	})
	return all
}

/**
 * The check of a gradient is the difference of the library's values by the step that is shown, and it is the gradient, unless a note says
 * that it is another; at a kink it is between the slopes on both sides, and what is said of it holds.
 * @param {{views: View[], note: string} | undefined} step nothing, where there are no values beside this one
 * @param {{formula: string}} loss @param {(x: number) => number} valueAt @param {number} x @param {number} slope @param {string} what
 */
export function checks(step, { formula }, valueAt, x, slope, what) {
	/** @param {number} h */
	const difference = (h) => (valueAt(x + h) - valueAt(x - h)) / (2 * h)
	const size = 1 + Math.abs(slope)
	if (!step) {
		const isAlone = !isThere(() => difference(1e-5 * Math.max(1, Math.abs(x))))
		assert.ok(isAlone, `${what}: no check`)
		return
	}
	const text = textOf(step.views[0])
	const numbers = Array.from(text.matchAll(/−?\d[\d.]*(?:e−?\d+)?/g), ([one]) => Number(one.replaceAll('−', '-')))
	if (text.startsWith('A kink')) {
		const [left, right, taken] = numbers
		const [low, high] = [Math.min(left, right), Math.max(left, right)]
		assert.is(taken, Number(format(slope, 4).replaceAll('−', '-')))
		const isLeast = Math.abs(Math.max(low, Math.min(high, 0)) - taken) <= 2e-3 * size
		assert.is(/least size/.test(text), isLeast, `${what}: ${text}`)
		assert.ok(low - 2e-3 * size <= taken && taken <= high + 2e-3 * size, `${what}: ${text}`)
		return
	}
	const [, shown, h] = numbers
	assert.is(format(difference(h)), format(shown), `${what}: ${text}`)
	const isOther = Math.abs(shown - slope) > 1e-5 * size
	assert.ok(!isOther || (step.note && formula.includes('frozen(')), `${what}: ${text} for ${slope}`)
}

/** @param {() => number} compute */
function isThere(compute) {
	try {
		return Number.isFinite(compute())
	} catch {
		return false
	}
}
