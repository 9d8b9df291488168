import groups from 'losslab:examples'
import { h } from '../elements/dom.js'
import { LossElement } from '../elements/element.js'
import { examples, more } from './later.js'
import { sidebar } from './styles/sidebar.js'
import { speak } from './words.js'

/** Short for where examples come from; tutorials are T1 to T4. @type {Record<string, string>} */
const BADGES = { sklearn: 'SK', keras: 'K', more: '+' }

/** The list of worked examples; each sets the whole page. */
export class LossPresets extends LossElement {
	static css = sidebar
	static reads = (/** @type {import('../elements/types.js').State} */ { preset }) => [preset]

	constructor() {
		super()
		this.isWide = matchMedia('(width >= 75rem)')
		this.update = this.update.bind(this)
		this.isOpen = false
	}

	connectedCallback() {
		super.connectedCallback()
		this.isWide.addEventListener('change', this.update)
	}

	disconnectedCallback() {
		super.disconnectedCallback()
		this.isWide.removeEventListener('change', this.update)
	}

	render() {
		const lang = this.language
		const list = groups.map((group) =>
			h(
				'section',
				{ key: group.tutorial, 'aria-labelledby': group.tutorial },
				h(
					'h3',
					{ id: group.tutorial },
					h('span', { class: 'badge', 'aria-hidden': 'true' }, BADGES[group.tutorial] ?? group.tutorial.toUpperCase()),
					group.title[lang],
				),
				h(
					'ul',
					{ role: 'list' },
					group.presets.map((preset) =>
						h(
							'li',
							{ key: preset.id },
							h(
								'button',
								{
									type: 'button',
									'data-preset': preset.id,
									'aria-current': this.state.preset === preset.id ? 'true' : undefined,
									onclick: () => this.pick(preset.id),
								},
								preset.title[lang],
							),
						),
					),
				),
			),
		)
		if (this.isWide.matches)
			return h(
				'nav',
				{ 'aria-label': speak(lang, 'examples.label'), key: 'wide' },
				h('h2', null, speak(lang, 'examples')),
				list,
			)
		return h(
			'details',
			{
				key: 'narrow',
				'.open': this.isOpen,
				ontoggle: (/** @type {any} */ e) => {
					this.isOpen = e.target.open
				},
			},
			h('summary', null, speak(lang, 'examples.label')),
			h('nav', { 'aria-label': speak(lang, 'examples.label') }, list),
		)
	}

	/** Who goes on by keys need not pass the other examples. @param {string} id */
	async pick(id) {
		const [{ presetById }, { stateOf }] = await Promise.all([examples(), more()])
		const preset = presetById(id)
		if (preset) this.store.load(stateOf(preset))
		this.isOpen = false
		const calculator = /** @type {HTMLElement | null} */ (this.closest('loss-calculator'))
		calculator?.focus()
	}
}
