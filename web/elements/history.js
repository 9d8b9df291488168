/**
 * A state that is replaced and never changed, with undo. Every change is told, with where it comes from and whether it is one of
 * a gesture under way.
 *
 * @template T
 */
export class History extends EventTarget {
	/** @param {T} state */
	constructor(state) {
		super()
		this.state = state
		/** @type {T[]} */
		this.past = []
		/** @type {T[]} */
		this.future = []
		/** The gesture under way. */
		this.open = ''
	}

	/** @param {T} state @param {{gesture?: string, from?: string, isLook?: boolean}} [how] changes of one gesture are one step of undo; a look is none, nor is what a link or the host gives before the first change */
	replace(state, { gesture = '', from = 'user', isLook = false } = {}) {
		const isStep = !isLook && (from === 'user' || this.past.length > 0)
		if (isStep && !(gesture && gesture === this.open)) {
			this.past = [...this.past.slice(1 - DEPTH), this.state]
			this.future = []
		}
		this.open = gesture
		this.state = state
		this.#tell(from, gesture !== '')
	}

	/** A gesture ends: what follows is a new step. */
	commit() {
		this.open = ''
		this.#tell('user', false)
	}

	undo() {
		this.#step(this.past, this.future)
	}

	redo() {
		this.#step(this.future, this.past)
	}

	/** What undo makes of a state of before. @param {T} state */
	restored(state) {
		return state
	}

	/** @param {T[]} from @param {T[]} to */
	#step(from, to) {
		const state = from.pop()
		if (!state) return
		to.push(this.state)
		this.state = this.restored(state)
		this.open = ''
		this.#tell('user', false)
	}

	/** @param {string} from @param {boolean} isMoving */
	#tell(from, isMoving) {
		this.dispatchEvent(new CustomEvent('change', { detail: { from, isMoving } }))
	}
}

const DEPTH = 100
