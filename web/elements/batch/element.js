/** What the elements of batches have in common: a state of their own kind, which attributes, links and a group give them. */

import { LossElement, reflect } from '../element.js'
import { compute } from './compute.js'
import { ATTRIBUTES, fromAttributes, fromLink, toAttributes, toLink } from './link.js'
import { BatchStore } from './state.js'

export class BatchElement extends LossElement {
	static kind = 'batch'
	static fields = ATTRIBUTES
	static observedAttributes = [...this.fields, 'group', 'lang', 'readonly', 'hide']
	static ways = { compute, fromLink, toLink, toAttributes }

	/** @returns {any} */
	begin() {
		return new BatchStore(fromAttributes(attributesOf(this)))
	}

	/** What the other attributes said holds on, unless the loss is another. @param {string} name @param {string | null} value */
	assign(name, value) {
		if (!ATTRIBUTES.includes(name) || value === null) return this.update()
		const { loss, ...others } = toAttributes(this.state)
		this.store.load(fromAttributes({ loss, ...(name === 'loss' ? {} : others), [name]: value }), 'host')
	}

	/** @returns {any} a store of its own kind */
	get store() {
		return super.store
	}

	/** @returns {any} */
	get state() {
		return this.store.state
	}

	set state(part) {
		this.store.load(part, 'host')
	}
}

reflect(BatchElement)

/** @param {Element} element */
const attributesOf = ({ attributes }) => Object.fromEntries(Array.from(attributes, ({ name, value }) => [name, value]))
