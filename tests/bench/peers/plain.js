// The best loop that plain JavaScript has: over typed arrays, in the doubles of the language, with Math's functions.
import { data } from '../cases.js'
import { serve } from './serve.js'

/** @typedef {ArrayLike<number>} Numbers @typedef {Float32Array | Float64Array} Reals */

/** Loops of value alone and of both: an engine compiles each for itself. @param {string} term @param {string} slope in z and y */
const loops = (term, slope) => [
	new Function(
		'y_, z_',
		`let sum = 0; for (let i = 0; i < z_.length; i++) { const z = z_[i], y = y_[i]; sum += ${term} } return sum / z_.length`,
	),
	new Function(
		'y_, z_, g_',
		`let sum = 0; const n = 1 / z_.length; for (let i = 0; i < z_.length; i++) { const z = z_[i], y = y_[i]; sum += ${term}; g_[i] = n * (${slope}) } return sum * n`,
	),
]

const S = '1 / (1 + Math.exp(-z))'
const B = 'Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)))'
const ELEMENTS = {
	squaredError: loops('(z - y) * (z - y)', '2 * (z - y)'),
	absoluteError: loops('Math.abs(z - y)', 'z > y ? 1 : z < y ? -1 : 0'),
	huber: loops(
		'(Math.abs(z - y) <= 1 ? 0.5 * (z - y) * (z - y) : Math.abs(z - y) - 0.5)',
		'Math.abs(z - y) <= 1 ? z - y : z > y ? 1 : -1',
	),
	hinge: loops('(y * z < 1 ? 1 - y * z : 0)', 'y * z < 1 ? -y : 0'),
	sigmoidCrossEntropy: loops(B, `${S} - y`),
	binaryCrossEntropy: loops('-(y * Math.log(z) + (1 - y) * Math.log1p(-z))', '(z - y) / (z * (1 - z))'),
	sigmoidFocal: loops(
		`(y * (1 - ${S}) + (1 - y) * ${S}) ** 2 * (${B})`,
		`(y * (1 - ${S}) + (1 - y) * ${S}) * (2 * (1 - 2 * y) * ${S} * (1 - ${S}) * (${B}) + (y * (1 - ${S}) + (1 - y) * ${S}) * (${S} - y))`,
	),
	logCosh: loops('Math.abs(z - y) + Math.log1p(Math.exp(-2 * Math.abs(z - y))) - Math.LN2', 'Math.tanh(z - y)'),
	poissonLogRate: loops('Math.exp(z) - y * z', 'Math.exp(z) - y'),
}

const ROWS = {
	/** @param {Numbers} y @param {Reals} z @param {number} classes @param {Reals} [g] */
	klDivergence(y, z, classes, g) {
		let sum = 0
		const n = classes / z.length
		for (let i = 0; i < z.length; i++) {
			sum += y[i] * Math.log(y[i] / z[i])
			if (g) g[i] = (-n * y[i]) / z[i]
		}
		return sum * n
	},
	/** @param {Numbers} y @param {Reals} z @param {number} classes @param {Reals} [g] */
	cosineDistance(y, z, classes, g) {
		let sum = 0
		const n = classes / z.length
		for (let row = 0; row < z.length; row += classes) {
			let [zz, yy, zy] = [0, 0, 0]
			for (let k = row; k < row + classes; k++) ((zz += z[k] * z[k]), (yy += y[k] * y[k]), (zy += z[k] * y[k]))
			const [a, b] = [Math.sqrt(zz), Math.sqrt(yy)]
			const cosine = zy / (a * b)
			sum += 1 - cosine
			if (g) for (let k = row; k < row + classes; k++) g[k] = (-n / a) * (y[k] / b - (cosine * z[k]) / a)
		}
		return sum * n
	},
	/** @param {Numbers} y @param {Reals} z @param {number} classes @param {Reals} [g] */
	softmaxCrossEntropy(y, z, classes, g) {
		let sum = 0
		const n = classes / z.length
		for (let row = 0, r = 0; row < z.length; row += classes, r++) {
			let top = -Infinity
			for (let k = row; k < row + classes; k++) if (z[k] > top) top = z[k]
			let total = 0
			if (g) for (let k = row; k < row + classes; k++) total += g[k] = Math.exp(z[k] - top)
			else for (let k = row; k < row + classes; k++) total += Math.exp(z[k] - top)
			sum += Math.log(total) + top - z[row + y[r]]
			if (!g) continue
			for (let k = row; k < row + classes; k++) g[k] *= n / total
			g[row + y[r]] -= n
		}
		return sum * n
	},
}

serve(`Node ${process.versions.node}, V8 ${process.versions.v8}`, (task) => {
	const { yTrue, yPred } = data(task)
	const gradient = yPred.slice()
	const wide = task.order === 'gradient'
	if (!wide && task.order !== 'value') return 'no streams'
	if (task.loss in ELEMENTS) {
		const [value, both] = ELEMENTS[/** @type {keyof typeof ELEMENTS} */ (task.loss)]
		return wide ? () => both(yTrue, yPred, gradient) : () => value(yTrue, yPred)
	}
	const loop = ROWS[/** @type {keyof typeof ROWS} */ (task.loss)]
	return () => loop(yTrue, yPred, task.classes, wide ? gradient : undefined)
})
