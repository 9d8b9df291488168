/**
 * @typedef {import('./module.js').Description} Description
 * @typedef {import('./module.js').Reals} Reals
 * @typedef {import('./check.js').Job} Job
 * @typedef {(gradient: Reals, hessian?: Reals) => void} Back brings derivatives back to what was given
 */

/** The options of a loss that change its data before a kernel sees it. @param {Description} loss */
export function changes({ shape, variable, labels, domain, linear, floored }) {
	const probability = variable === 'probability' && domain === '[0, 1]'
	const row = shape === 'row'
	return [
		...(probability ? ['clip'] : []),
		...(floored ? ['floor'] : []),
		...(row && probability && linear ? ['normalize'] : []),
		...(row && variable === 'logit' ? ['offsets'] : []),
		...(labels === 'unit' && (probability || variable === 'logit') ? ['labelSmoothing'] : []),
	]
}

/**
 * Change data as the options ask for, in copies; the derivatives come back by `job.back`.
 *
 * @param {Description} loss
 * @param {Job} job
 * @param {ArrayLike<number> | undefined} offsets of logits, one a class
 * @returns {Job}
 */
export function adapt(loss, job, offsets) {
	const { classes, Float } = job
	const { clip, floor, normalize, smoothing } = job.plan
	const z = Float.from(/** @type {Reals} */ (job.z))
	/** @type {Back[]} */
	const back = []
	if (offsets) for (let i = 0; i < z.length; i++) z[i] += offsets[i % classes]
	if (normalize) back.push(normalized(z, classes))
	if (clip || floor) back.push(between(z, clip || floor, clip ? 1 - clip : Infinity))
	let { y } = job
	if (y && floor && !job.indexed) y = Float64Array.from(/** @type {Reals} */ (y), (x) => Math.max(x, floor))
	if (y && loss.labels === 'unit' && smoothing)
		y = Float64Array.from(/** @type {Reals} */ (y), (x) => x * (1 - smoothing) + smoothing / 2)
	return { ...job, z, y, back: (g, h) => back.reverse().forEach((step) => step(g, h)) }
}

/** Bring numbers between two bounds; beyond these, and at them, nothing changes with the numbers. @param {Reals} z @param {number} low @param {number} high @returns {Back} */
function between(z, low, high) {
	for (let i = 0; i < z.length; i++) z[i] = Math.min(Math.max(z[i], low), high)
	const [least, most] = [low, high].map((bound) => (z instanceof Float32Array ? Math.fround(bound) : bound))
	return (...derivatives) => {
		for (const d of derivatives) if (d) for (let i = 0; i < d.length; i++) if (z[i] <= least || z[i] >= most) d[i] = 0
	}
}

/**
 * Divide rows by their sums: q = p / s. A loss that is a sum over its cells has the derivatives (g_k - G) / s and
 * (h_k (1 - 2 q_k) - 2 (g_k - G) + H) / s^2, where G = sum q g and H = sum q^2 h.
 *
 * @param {Reals} z
 * @param {number} classes
 * @returns {Back}
 */
function normalized(z, classes) {
	const sums = new Float64Array(z.length / (classes || 1))
	for (let i = 0; i < z.length; i++) sums[Math.floor(i / classes)] += z[i]
	for (let i = 0; i < z.length; i++) z[i] /= sums[Math.floor(i / classes)]
	const q = z.slice()
	return (g, h) => {
		for (let row = 0; row < sums.length; row++) {
			const [from, to, s] = [row * classes, (row + 1) * classes, sums[row]]
			let [G, H] = [0, 0]
			for (let k = from; k < to; k++) {
				G += q[k] * g[k]
				if (h) H += q[k] * q[k] * h[k]
			}
			for (let k = from; k < to; k++) {
				g[k] = (g[k] - G) / s
				if (h) h[k] = ((h[k] * (1 - 2 * q[k])) / s - 2 * g[k] + H / s) / s
			}
		}
	}
}
