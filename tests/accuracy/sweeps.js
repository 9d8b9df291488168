// The losses of one variable that have a kernel of single precision, and what their floats are tried with.
import { interval } from '../../web/lib/interval.js'
import { settingsOf } from '../help/samples.js'
import { parametersOf } from './measure.js'

/** Every so many floats: of the default setting, of others, and in npm test, whose floats are among those of the others. */
export const EVERY = { coarse: 257, settings: 257 * 16, sample: 257 * 256 }

/** @param {import('../../web/lib/module.js').Machine} machine @param {string} name */
export function sweeps(machine, name) {
	const loss = machine.describe(name)
	if (loss.shape !== 'element' || !(name in machine.single.kernels)) return []
	const targets = { residual: [0], margin: [1], logit: [0, 1], probability: [0, 1] }[loss.variable] ?? [0, 3]
	const { low, high } = interval(loss.domain)
	return settingsOf(loss).flatMap((setting) =>
		targets.map((target) => ({ setting, target, low, high, parameters: parametersOf(machine, name, setting, true) })),
	)
}
