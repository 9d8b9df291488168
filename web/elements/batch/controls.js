/** Everything of a batch that is not data: parameters, reduction, what is given besides, sizes. */

import { h } from '../dom.js'
import { setting } from '../setting.js'
import { segments, stepper, toggle } from '../widgets.js'
import { compute } from './compute.js'
import { batches } from './losses.js'
import { weighedBy } from './state.js'
import { inputName } from './tables.js'

/** @typedef {import('./loss-batch.js').LossBatch} LossBatch */

/** A dimension has at least so many members; classes are two. @param {string} name */
const least = (name) => (name === 'classes' ? 2 : 1)
const MOST = 12

/** @param {LossBatch} element */
export function controls(element) {
	const { state, store } = element
	const loss = batches[state.loss]
	const { cells } = compute(state)
	const optional = loss.inputs.filter(({ option }) => option !== undefined)
	const weighed = weighedBy(loss)
	const lists = loss.inputs.find((input) => input.lists)?.lists
	const set =
		(/** @type {string} */ name) =>
		(/** @type {string} */ value, gesture = '') =>
			store.set({ parameters: { ...state.parameters, [name]: value } }, { gesture })
	return h('section', { class: 'card settings', key: 'settings', 'aria-label': element.say('controls.label') }, [
		h('div', { class: 'controls', role: 'group', 'aria-label': element.say('controls.label') }, [
			loss.parameters.map((parameter) =>
				setting(element, {
					parameter,
					text: state.parameters[parameter.name] ?? String(parameter.value),
					set: set(parameter.name),
					problem: cells.get(parameter.name),
				}),
			),
			loss.each &&
				segments({
					name: 'reduction',
					label: element.say('controls.reduction'),
					value: state.reduction,
					options: ['mean', 'sum', 'none'].map((key) => [key, element.say(`reduction.${key}`)]),
					onpick: (reduction) => store.set({ reduction }),
				}),
			(optional.length > 0 || weighed) &&
				h('fieldset', { class: 'optional', key: 'optional' }, [
					h('legend', null, element.say('batch.optional')),
					optional.map((input) =>
						toggle({
							name: input.name,
							label: inputName(element, input),
							isOn: state.cells[input.name] !== undefined,
							onpick: (isOn) => store.give(input.name, isOn),
						}),
					),
					weighed &&
						(weighed !== lists || state.weights) &&
						toggle({
							name: 'weights',
							label: element.say('controls.weights'),
							isOn: state.weights !== null,
							onpick: (isOn) => store.set({ weights: isOn ? [] : null }),
						}),
				]),
		]),
		h(
			'div',
			{ class: 'controls sizes', role: 'group', 'aria-label': element.say('batch.sizes') },
			Object.keys(state.sizes)
				.filter((name) => name !== lists)
				.map((name) => size(element, name)),
		),
	])
}

/** @param {LossBatch} element @param {string} name of a dimension */
function size(element, name) {
	const label = element.say(`dimension.${name}`)
	return stepper({
		name,
		label,
		value: element.state.sizes[name],
		least: least(name),
		most: MOST,
		fewer: element.say('batch.fewer', { name: label }),
		more: element.say('batch.more', { name: label }),
		onpick: (size) => element.store.resize(name, size),
	})
}
