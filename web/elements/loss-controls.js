import { compute } from './compute.js'
import { catalogue, choices, hasClasses, hasWidth, shownParameters, sliderRange } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { explain } from './i18n.js'
import { parseNumber, toInput } from './numbers.js'
import { classes, isIndexed } from './state.js'
import { controls } from './styles/controls.js'
import { segments, toggle } from './widgets.js'

/** Parameters, reduction, weights, labels: everything that is not data. */
export class LossControls extends LossElement {
	static css = controls

	view() {
		const { state } = this
		const loss = catalogue[state.loss]
		const isSimple = this.hasAttribute('simple')
		return h('div', { class: 'controls', role: 'group', 'aria-label': this.say('controls.label') }, [
			shownParameters(loss).map((parameter) => this.parameter(parameter)),
			hasClasses(loss) &&
				loss.variable !== 'prediction' &&
				this.parameter({ name: 'labelSmoothing', value: 0, range: '[0, 1]' }),
			loss.labels === 'pm1' &&
				segments({
					name: 'coding',
					label: this.say('controls.coding'),
					value: state.coding,
					options: [
						['pm1', '−1, +1'],
						['01', '0, 1'],
					],
					onpick: (coding) => this.recode(coding),
				}),
			hasClasses(loss) &&
				segments({
					name: 'targets',
					label: this.say('controls.targets'),
					value: isIndexed(state) ? 'index' : 'distribution',
					options: [
						['index', this.say('controls.index')],
						['distribution', this.say('controls.distribution')],
					],
					onpick: (value) => this.store.setIndexed(value === 'index'),
				}),
			hasWidth(loss) && this.classCount(loss),
			segments({
				name: 'reduction',
				label: this.say('controls.reduction'),
				value: state.reduction,
				options: ['mean', 'sum', 'none'].map((key) => [key, this.say(`reduction.${key}`)]),
				onpick: (reduction) => this.store.set({ reduction }),
			}),
			!isSimple &&
				toggle({
					name: 'weights',
					label: this.say('controls.weights'),
					isOn: state.w !== null,
					onpick: (isOn) => this.store.set({ w: isOn ? state.y.map(() => '1') : null }),
				}),
			state.w &&
				state.reduction === 'mean' &&
				segments({
					name: 'denominator',
					label: this.say('controls.denominator'),
					value: state.denominator,
					options: ['weights', 'count', 'nonzero'].map((key) => [key, this.say(`denominator.${key}`)]),
					onpick: (denominator) => this.store.set({ denominator }),
				}),
			!isSimple &&
				toggle({
					name: 'second',
					label: this.say('controls.second'),
					isOn: state.q !== null,
					onpick: (isOn) => this.store.set({ q: isOn ? state.p.map((row) => row.slice()) : null }),
				}),
		])
	}

	/** @param {import('./types.js').Parameter} parameter */
	parameter(parameter) {
		const { state } = this
		const { name } = parameter
		const isSmoothing = name === 'labelSmoothing'
		const text = isSmoothing ? state.smoothing : (state.parameters[name] ?? String(parameter.value))
		const set = (/** @type {string} */ value, /** @type {string} */ gesture = '') =>
			this.store.set(isSmoothing ? { smoothing: value } : { parameters: { ...state.parameters, [name]: value } }, {
				gesture,
			})
		const words = choices(parameter)
		const label = this.parameterName(name)
		if (words.length)
			return segments({
				name,
				label,
				value: text,
				options: words.map((w) => [w, /^(true|false)$/.test(w) ? this.say(`word.${w}`) : w]),
				onpick: (value) => set(value),
			})
		const { from, to, step } = sliderRange(parameter)
		const problem = compute(state).cells.get(`parameter:${name}`)
		const value = parseNumber(text)
		return h(
			'div',
			{ class: 'parameter', key: name },
			h('label', { for: `p-${name}` }, label),
			h('input', {
				id: `p-${name}`,
				type: 'text',
				inputmode: 'decimal',
				autocomplete: 'off',
				'.value': text,
				'aria-invalid': problem ? 'true' : undefined,
				'aria-describedby': problem ? `e-${name}` : undefined,
				oninput: (/** @type {any} */ e) => set(e.target.value, `parameter ${name}`),
				onchange: () => this.store.commit(),
			}),
			h('input', {
				type: 'range',
				min: from,
				max: to,
				step,
				'.value': String(value ?? from),
				'aria-label': this.say('controls.slider', { name: label }),
				oninput: (/** @type {any} */ e) => set(toInput(Number(e.target.value), step), `parameter ${name}`),
				onchange: () => this.store.commit(),
			}),
			problem && h('p', { class: 'problem', id: `e-${name}`, role: 'alert' }, explain(problem, this.language)),
		)
	}

	/** @param {string} name */
	parameterName(name) {
		const key = `parameter.${name}`
		const text = this.say(key)
		return text === key ? name : text
	}

	/** @param {import('./types.js').Loss} loss */
	classCount(loss) {
		const count = classes(this.state)
		const step = (/** @type {number} */ d, /** @type {string} */ mark, /** @type {string} */ key) =>
			h(
				'button',
				{
					type: 'button',
					disabled: count + d < 2,
					'aria-label': this.say(key),
					onclick: () => this.store.setClasses(count + d),
				},
				mark,
			)
		return h(
			'fieldset',
			{ class: 'segments', key: 'classes' },
			h('legend', null, this.say(loss.labels === 'rows' ? 'controls.components' : 'controls.classes')),
			h(
				'div',
				{ class: 'row stepper' },
				step(-1, '−', 'controls.fewer'),
				h('output', null, count),
				step(1, '+', 'controls.more'),
			),
		)
	}

	/** Labels are written in the new coding. @param {string} coding */
	recode(coding) {
		const to = coding === '01' ? '0' : '-1'
		const from = coding === '01' ? '-1' : '0'
		this.store.set({ coding, y: this.state.y.map(([cell]) => [parseNumber(cell) === Number(from) ? to : cell]) })
	}
}
