/**
 * Who is drawn when: all at the next frame, except where a drag on a slow machine would not keep its pace, or where the pointer is
 * pressed: what moves from under it before it is let go is not clicked.
 */

/** @typedef {{isConnected: boolean, draw: () => void}} Drawn */

/** Done before the next frame is drawn. @type {(() => void)[]} */
const errands = []
/** Drawn with it, those first that have waited longest. @type {Set<Drawn>} */
const waiting = new Set()
/** In hand. @type {Drawn | null} */
let held = null
let request = 0
/** Frames have come late since it was taken in hand. */
let isSlow = false
/** When the last frame was. */
let before = 0
/** Milliseconds from frame to frame, of which sixty a second take 17. */
const LATE = 25
/** When what a click does something to was pressed. */
let pressed = -Infinity
/** So many milliseconds are waited for the click: a pointer may be let go where nobody hears of it. */
const LONGEST = 2000

/** @param {() => void} errand whose effect the next frame shows */
export function atFrame(errand) {
	errands.push(errand)
	request ||= requestAnimationFrame(onFrame)
}

/** @param {Drawn} element */
export function drawLater(element) {
	waiting.add(element)
	request ||= requestAnimationFrame(onFrame)
}

/** @param {Drawn} element */
export function forget(element) {
	waiting.delete(element)
}

/** @param {Drawn | null} element being dragged: it is drawn in every frame, and once these come late, one of the others with it */
export function hold(element) {
	held = element
	isSlow = false
}

/** What is dragged, or unfolds by the press itself, is not waited for. @param {Event} event */
function onPress(event) {
	const target = /** @type {Element} */ (event.composedPath()[0])
	const isClick = target.closest?.('button, a, summary, label') && !target.matches('select, [type=range]')
	pressed = isClick && event.type === 'pointerdown' ? performance.now() : -Infinity
}
if (typeof document !== 'undefined')
	for (const type of ['pointerdown', 'pointerup', 'pointercancel']) addEventListener(type, onPress, true)

/** @param {number} now */
function onFrame(now) {
	for (const errand of errands.splice(0)) attempt(errand)
	if (now - pressed < LONGEST) {
		request = requestAnimationFrame(onFrame)
		return
	}
	isSlow ||= held !== null && now - before > LATE
	let room = isSlow ? 1 : Infinity
	before = now
	for (const element of [...waiting]) {
		if (element !== held && room-- <= 0) continue
		waiting.delete(element)
		if (element.isConnected) attempt(() => element.draw())
	}
	request = waiting.size > 0 ? requestAnimationFrame(onFrame) : 0
}

/** One that fails keeps nobody else from being drawn. @param {() => void} task */
function attempt(task) {
	try {
		task()
	} catch (error) {
		reportError(error)
	}
}
