import { nameOf, sentence, withinSentence } from '../elements/i18n.js'
import { h } from '../elements/dom.js'
import { catalogue } from '../elements/describe.js'
import { LossElement } from '../elements/element.js'
import { format } from '../elements/numbers.js'
import { actual, agrees, agreesWithPrint, stateOf } from './expect.js'
import { examples } from './later.js'
import en from './messages/check/en.json' with { type: 'json' }
import zh from './messages/check/zh.json' with { type: 'json' }
import { check } from './styles/check.js'

/** @type {typeof import('./presets.js') | undefined} */
let known

/** What the chosen example says, and its printed numbers beside ours. */
export class LossCheck extends LossElement {
	static css = check
	static words = { en, zh }
	static reads = (/** @type {import('../elements/types.js').State} */ { preset }) => [preset]

	render() {
		const preset = this.preset()
		this.hidden = !preset
		if (!preset) return null
		const lang = this.language
		const isPrinted = preset.expect.some((e) => e.printed)
		return h(
			'section',
			{ class: 'card', 'aria-label': preset.title[lang] },
			h('h2', null, preset.title[lang]),
			h('p', null, preset.say[lang]),
			preset.source && h('p', { class: 'source' }, this.say('check.source', { source: preset.source })),
			h(
				'div',
				{ class: 'scroll', tabindex: 0, role: 'group', 'aria-label': this.say('check.what') },
				h(
					'table',
					null,
					h(
						'thead',
						null,
						h('tr', null, [
							h('th', { scope: 'col' }, this.say('check.what')),
							h('th', { scope: 'col' }, this.say(isPrinted ? 'check.printed' : 'check.computed')),
							h('th', { scope: 'col' }, this.say('check.ours')),
							h('td', null),
						]),
					),
					h(
						'tbody',
						null,
						preset.expect.map((expectation) => this.line(preset, expectation)),
					),
				),
			),
		)
	}

	/** The one that is chosen; if the examples are not there yet, this is drawn again when they are. */
	preset() {
		const { preset } = this.state
		if (!preset || known) return known?.presetById(preset)
		examples().then((data) => {
			known = data
			this.update()
		})
		return undefined
	}

	/** @param {import('./presets.js').Preset} preset @param {import('./presets.js').Expectation} expectation */
	line(preset, expectation) {
		const values = actual(preset, expectation)
		const isRight = agrees(expectation, values) && agreesWithPrint(expectation, values)
		const all = (/** @type {number[]} */ list) => list.map((x) => format(x, list.length > 1 ? 5 : 7)).join(', ')
		return h('tr', null, [
			h('th', { scope: 'row' }, this.what(preset, expectation)),
			h('td', null, expectation.printed ?? all([expectation.value].flat())),
			h('td', { title: values.join(', ') }, all(values)),
			h(
				'td',
				{ class: isRight ? 'right' : 'wrong' },
				isRight ? '✓' : '✗',
				h('span', { class: 'unseen' }, this.say(isRight ? 'check.agrees' : 'check.differs')),
			),
		])
	}

	/** @param {import('./presets.js').Preset} preset @param {import('./presets.js').Expectation} expectation */
	what(preset, { loss, model, of, reduction, name }) {
		const lang = this.language
		if (name) return name[lang]
		const state = stateOf(preset)
		const kind =
			of === 'each'
				? this.say('check.each')
				: of === 'gradient'
					? this.say('check.gradient')
					: withinSentence(this.say(`reduction.${reduction ?? state.reduction}`))
		const parts = [
			loss || state.others.length ? nameOf(catalogue[loss ?? state.loss], lang) : '',
			kind,
			state.q ? this.say('check.model', { n: model ?? 1 }) : '',
		]
		return sentence(parts.filter(Boolean).join(lang === 'zh' ? '，' : ', '))
	}
}
