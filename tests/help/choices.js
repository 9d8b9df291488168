/** What the builder may be asked for. */

import { compute } from '../../web/elements/compute.js'
import { fromLink, toAttributes, toLink } from '../../web/elements/link.js'
import { complete } from '../../web/elements/state.js'
import * as batch from '../../web/elements/batch/link.js'
import { compute as computeBatch } from '../../web/elements/batch/compute.js'
import { complete as completeBatch } from '../../web/elements/batch/state.js'
import { first, OFFERED_BATCH } from '../../web/page/snippets.js'

const states = [
	complete({ loss: 'huber', y: [3, 2], p: [2.5, 5], parameters: { delta: 2 }, reduction: 'sum', view: 'compare' }),
	complete({ loss: 'softmaxCrossEntropy', smoothing: '0.1', w: [1, 2, 3], denominator: 'count', others: ['poly1'] }),
	complete({ loss: 'hinge', coding: '01', y: [0, 1], p: [0.5, 2], q: [1, -1], selected: 1 }),
]
const batches = [
	completeBatch({ loss: 'tripletMargin', parameters: { margin: '2', swap: 'true' }, reduction: 'sum' }),
	completeBatch({ loss: 'linearCrossEntropy', weights: ['1', '2', '0', '1'], cells: { bias: ['0.5', '0', '-1'] } }),
	completeBatch({ loss: 'ctc', sizes: { samples: 2 } }),
]

/** What is embedded, in every way: with how its state is read again, and the value it gives. */
export const choicesAt = (/** @type {string} */ origin) =>
	[
		...states.map((state) => ({
			...{
				state,
				read: fromLink,
				value: compute(state).value,
				elements: ['loss-calculator', 'loss-curve', 'loss-value'],
			},
			...{ loss: state.loss, isBatch: false, link: toLink(state), attributes: toAttributes(state) },
		})),
		...batches.map((state) => ({
			...{ state, read: batch.fromLink, value: computeBatch(state).value, elements: OFFERED_BATCH },
			...{ loss: state.loss, isBatch: true, link: batch.toLink(state), attributes: batch.toAttributes(state) },
		})),
	].flatMap(({ elements, ...subject }, i) =>
		elements.map((element) => ({
			...first,
			...subject,
			base: `${origin}/`,
			title: 'A "loss" & more',
			element,
			language: ['', 'en', 'zh'][i % 3],
			theme: ['system', 'dark', 'light'][i % 3],
			readonly: i % 3 === 1,
			hide: i % 3 === 2 ? ['views', 'table'] : [],
		})),
	)
