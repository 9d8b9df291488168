/** Overlaid curves of unlike scale brought to one: the first stays as it is. */

/** @typedef {import('./sampling.js').Curve} Curve */
/** @typedef {import('./types.js').Loss} Loss */

/** As they are, equal at one place, of equal largest value. */
export const EQUALS = ['raw', 'at', 'most']

/** Where losses are usually made equal: a residual of 1, a margin of 0. @param {Loss} loss @param {boolean} isVariable whether the abscissa is the formula's variable @param {number} y @param {[number, number]} range @returns {number} */
export function placeOf(loss, isVariable, y, [from, to]) {
	if (loss.variable === 'residual') return isVariable ? 1 : y + 1
	return from < 0 && to > 0 ? 0 : (from + to) / 2
}

/** @param {Curve[]} curves @param {string} equal one of EQUALS @param {number} at @returns {Curve[]} */
export function equalised(curves, equal, at) {
	if (equal === 'raw' || curves.length < 2) return curves
	const size = (/** @type {Curve} */ { samples }) =>
		equal === 'most'
			? samples.reduce((most, { value }) => (Number.isFinite(value) && value > most ? value : most), 0)
			: (nearest(samples, at)?.value ?? 0)
	const first = size(curves[0])
	return curves.map((curve) => {
		const by = curve.loss === curves[0].loss ? 1 : first / size(curve)
		if (by === 1 || !(by > 0) || by === Infinity) return curve
		const samples = curve.samples.map((s) => ({ x: s.x, value: by * s.value, slope: by * s.slope, bend: by * s.bend }))
		return { ...curve, samples }
	})
}

/** @param {import('./sampling.js').Sample[]} samples @param {number} x */
const nearest = (samples, x) =>
	samples.reduce((best, s) => (Math.abs(s.x - x) < Math.abs(best.x - x) ? s : best), samples[0])
