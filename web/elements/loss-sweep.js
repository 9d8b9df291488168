import { catalogue } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { nameOf, sentence, withinSentence } from './i18n.js'
import { format } from './numbers.js'
import { plot } from './plot.js'
import { words } from './messages/compare/index.js'
import { compare } from './styles/compare.js'
import { family, finding, sweep, sweepable } from './sweep.js'
import { segments } from './widgets.js'

/** One parameter swept: the curve for several of its values, and the value of the data against it. */
export class LossSweep extends LossElement {
	static css = compare
	static words = words
	static isPatient = true

	render() {
		const { state } = this
		const swept = sweep(state)
		const list = sweepable(state)
		return h(
			'section',
			{ class: 'card padded', 'aria-labelledby': 'title' },
			h('h2', { id: 'title' }, this.say('sweep.title')),
			list.length > 1 &&
				segments({
					name: 'sweep',
					label: this.say('sweep.parameter'),
					value: swept?.parameter.name ?? list[0].name,
					isHidden: true,
					options: list.map(({ name }) => [name, this.say(`parameter.${name}`)]),
					onpick: (name) => this.store.set({ sweep: name }),
				}),
			swept
				? this.charts(swept)
				: h('p', { class: 'nothing' }, this.say(list.length ? 'curve.nothing' : 'sweep.without')),
		)
	}

	/** @param {import('./sweep.js').Sweep} swept */
	charts(swept) {
		const { state } = this
		const { parameter, at, x, series } = swept
		const label = this.say(`parameter.${parameter.name}`)
		const within = withinSentence(label)
		const name = nameOf(catalogue[state.loss], this.language)
		const many = family(state, swept)
		const range = /** @type {[number, number]} */ ([x[0], x[x.length - 1]])
		const curves = series.map(({ model, values }, tone) => ({
			loss: catalogue[state.loss],
			target: null,
			tone,
			isDashed: model === 'q',
			samples: x.map((v, i) => ({ x: v, value: values[i], slope: Number.NaN, bend: Number.NaN })),
		}))
		return [
			h(
				'div',
				{ class: 'small' },
				many &&
					h(
						'figure',
						{ key: 'family' },
						h('figcaption', null, this.say('sweep.family', { name, parameter: within })),
						plot(many, {
							id: 'family',
							label: this.say('sweep.family', { name, parameter: within }),
							names: (curve) => format(curve.target ?? 0, 3),
						}),
					),
				h(
					'figure',
					{ key: 'value' },
					h('figcaption', null, this.say('sweep.value', { parameter: within })),
					plot(
						{ range, curves, points: [], symbol: label },
						{
							id: 'swept',
							label: this.say('sweep.value', { parameter: within }),
							cursor: at,
							names: (curve) => (series.length > 1 ? String(curve.tone + 1) : ''),
						},
					),
				),
			),
			h('p', { class: 'finding' }, this.finding(swept)),
		]
	}

	/** @param {import('./sweep.js').Sweep} swept */
	finding(swept) {
		const [key, numbers] = finding(swept)
		const words = Object.entries(numbers).map(([name, value]) => [
			name,
			name === 'name'
				? withinSentence(this.say(`parameter.${value}`))
				: name === 'n' || name === 'before' || name === 'after'
					? value
					: format(value, 4),
		])
		return sentence(this.say(key, Object.fromEntries(words)))
	}
}
