import { compute, isByClass } from './compute.js'
import { catalogue, hasClasses, hasWidth, shownParameters } from './describe.js'
import { h } from './dom.js'
import { LossElement } from './element.js'
import { explain } from './i18n.js'
import { parseNumber } from './numbers.js'
import { setting } from './setting.js'
import { classes, isIndexed } from './state.js'
import { controls } from './styles/controls.js'
import { segments, stepper, toggle } from './widgets.js'

/** Parameters, reduction, weights, labels: everything that is not data. */
export class LossControls extends LossElement {
	static css = controls
	/** Not of the samples: of these, how many classes there are. @param {import('./types.js').State} state */
	static reads(state) {
		const { loss, parameters, reduction, denominator, coding, smoothing, classWeights, ignoreIndex, w, q } = state
		const problems = [...compute(state).cells].filter(([key]) => key.startsWith('parameter'))
		return [
			...[loss, parameters, reduction, denominator, coding, smoothing, classWeights, ignoreIndex],
			...[w !== null, q !== null, classes(state), isIndexed(state), JSON.stringify(problems)],
		]
	}

	render() {
		const { state } = this
		const loss = catalogue[state.loss]
		const isSimple = this.hasAttribute('simple')
		return h('div', { class: 'controls', part: 'controls', role: 'group', 'aria-label': this.say('controls.label') }, [
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
			hasWidth(loss) &&
				stepper({
					name: 'classes',
					label: this.say(loss.labels === 'rows' ? 'controls.components' : 'controls.classes'),
					value: classes(state),
					least: 2,
					fewer: this.say('controls.fewer'),
					more: this.say('controls.more'),
					onpick: (count) => this.store.setClasses(count),
				}),
			hasClasses(loss) && this.weightsByClass(),
			hasClasses(loss) && isIndexed(state) && this.ignored(),
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
					onpick: (isOn) => this.store.set({ w: isOn ? this.state.y.map(() => '1') : null }),
				}),
			(state.w || isByClass(compute(state).own)) &&
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
					onpick: (isOn) => this.store.set({ q: isOn ? this.state.p.map((row) => row.slice()) : null }),
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
		return setting(this, {
			parameter,
			text,
			set,
			problem: compute(state).cells.get(`parameter:${name}`),
		})
	}

	/** A weight a class. */
	weightsByClass() {
		const { state } = this
		const count = classes(state)
		const given = state.classWeights
		return h(
			'div',
			{ class: 'parameter wide', key: 'classWeights' },
			toggle({
				name: 'classWeights',
				label: this.say('parameter.classWeights'),
				isOn: given !== null,
				onpick: (isOn) => this.store.set({ classWeights: isOn ? Array(count).fill('1') : null }),
			}),
			given && count <= 20 && Array.from({ length: count }, (_, k) => this.classWeight(given, k, count)),
		)
	}

	/** @param {string[]} given @param {number} k @param {number} count */
	classWeight(given, k, count) {
		const problem = compute(this.state).cells.get(`parameter:class${k}`)
		const label = this.say('controls.classWeight', { k })
		return h('input', {
			key: k,
			type: 'text',
			inputmode: 'decimal',
			autocomplete: 'off',
			name: `class${k}`,
			'aria-label': label,
			title: problem ? explain(problem, this.language) : label,
			'aria-invalid': problem ? 'true' : undefined,
			'.value': given[k] ?? '1',
			oninput: (/** @type {any} */ e) => {
				const classWeights = Array.from({ length: count }, (_, i) => (i === k ? e.target.value : (given[i] ?? '1')))
				this.store.set({ classWeights }, { gesture: `class ${k}` })
			},
			onchange: () => this.store.commit(),
		})
	}

	/** The class whose rows are left out. */
	ignored() {
		const problem = compute(this.state).cells.get('parameter:ignoreIndex')
		return h(
			'div',
			{ class: 'parameter', key: 'ignoreIndex' },
			h('label', { for: 'ignoreIndex' }, this.say('parameter.ignoreIndex')),
			h('input', {
				id: 'ignoreIndex',
				type: 'text',
				inputmode: 'numeric',
				autocomplete: 'off',
				placeholder: this.say('controls.nothing'),
				'.value': this.state.ignoreIndex,
				'aria-invalid': problem ? 'true' : undefined,
				oninput: (/** @type {any} */ e) => this.store.set({ ignoreIndex: e.target.value }, { gesture: 'ignoreIndex' }),
				onchange: () => this.store.commit(),
			}),
			problem && h('p', { class: 'problem', role: 'alert' }, explain(problem, this.language)),
		)
	}

	/** Labels are written in the new coding. @param {string} coding */
	recode(coding) {
		const to = coding === '01' ? '0' : '-1'
		const from = coding === '01' ? '-1' : '0'
		this.store.set({ coding, y: this.state.y.map(([cell]) => [parseNumber(cell) === Number(from) ? to : cell]) })
	}
}
