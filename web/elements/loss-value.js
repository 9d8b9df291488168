import { compute } from './compute.js'
import { h } from './dom.js'
import { LossElement, reflect } from './element.js'
import { explain } from './i18n.js'
import { format } from './numbers.js'

/** One number in a sentence. */
export class LossValue extends LossElement {
	static observedAttributes = [...super.observedAttributes, 'digits']
	static css =
		':host { display: inline; contain: none; font-variant-numeric: tabular-nums } [role=alert] { color: var(--wrong) }'

	render() {
		const { value, each, problem } = compute(this.state)
		if (problem) return h('span', { role: 'alert', title: explain(problem, this.language) }, '–')
		const digits = Number(this.getAttribute('digits')) || 6
		if (value === null)
			return Array.from(each)
				.map((x) => format(x, digits))
				.join(', ')
		return h('data', { value: String(value), title: String(value) }, format(value, digits))
	}
}

reflect(LossValue)
