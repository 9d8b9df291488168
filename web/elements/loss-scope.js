import { h } from './dom.js'
import { LossElement, lend } from './element.js'

/** Elements within this one share a state; it shows nothing of its own. */
export class LossScope extends LossElement {
	constructor() {
		super()
		lend(this)
	}

	render() {
		return h('slot', null)
	}
}
