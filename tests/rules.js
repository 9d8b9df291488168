// The Hessian diagonals of losses from logits, by two rules from those of the same losses from probabilities, with class weights,
// weights, ignored rows, smoothing and offsets together. P = softmax(z + offsets); a_k and b_k are the derivatives by P_k.
//   A, of the target's probability u = P_y alone:  g_k = a_y u (d_k - P_k),
//     h_k = (b_y u^2 + a_y u) (d_k - P_k)^2 - a_y u P_k (1 - P_k),  d_k = 1 at k = y
//   B, of a sum over classes, S = sum P_j a_j:  g_k = P_k (a_k - S),
//     h_k = P_k (1 - 2 P_k) (a_k - S) + P_k^2 (b_k (1 - 2 P_k) + sum P_j^2 b_j)
import * as assert from 'uvu/assert'
import { losses } from '../dist/lib/index.js'
import { random } from './help/samples.js'
import { suite } from './help/uvu.js'

/** From logits, and the same from probabilities. @type {Record<string, string>} */
const PAIRS = {
	softmaxCrossEntropy: 'categoricalCrossEntropy',
	softmaxFocal: 'categoricalFocal',
	softmaxGeneralizedCrossEntropy: 'generalizedCrossEntropy',
	softmaxBrier: 'categoricalBrier',
	softmaxEntropy: 'entropy',
	softmaxKlDivergence: 'klDivergence',
	softmaxJensenShannon: 'jensenShannon',
	softmaxHellinger: 'squaredHellinger',
}
/** Losses of the target's probability alone, where targets are indices. */
const BY_TARGET = ['softmaxCrossEntropy', 'softmaxFocal', 'softmaxGeneralizedCrossEntropy', 'softmaxKlDivergence']
const [ROWS, CLASSES] = [12, 5]
const IGNORED = 4

const next = random(31)
const numbers = (/** @type {number} */ n, low = -2, high = 2) =>
	Float64Array.from({ length: n }, () => low + (high - low) * next())
const z = numbers(ROWS * CLASSES, -3, 3)
const offsets = numbers(CLASSES)
const classWeights = numbers(CLASSES, 0.25, 3)
const weights = numbers(ROWS, 0, 2)
weights[2] = 0
const index = Int32Array.from({ length: ROWS }, (_, i) => (i === IGNORED ? -100 : (i * i + 1) % CLASSES))
const soft = numbers(ROWS * CLASSES, 0.05, 1)
for (let i = 0; i < soft.length; i += CLASSES) {
	const row = soft.subarray(i, i + CLASSES)
	const total = row.reduce((sum, x) => sum + x, 0)
	row.forEach((x, k) => (row[k] = x / total))
}

/** @param {Float64Array} x @param {number} row */
const rowOf = (x, row) => x.subarray(row * CLASSES, (row + 1) * CLASSES)

/** @param {Float64Array} x @param {ArrayLike<number>} [shift] */
function softmax(x, shift = new Float64Array(CLASSES)) {
	const e = x.map((value, i) => Math.exp(value + shift[i % CLASSES]))
	return e.map((value, i) => value / rowOf(e, Math.floor(i / CLASSES)).reduce((sum, one) => sum + one, 0))
}

/** @type {(P: Float64Array, a: Float64Array, b: Float64Array, y: number) => { g: Float64Array, h: Float64Array }} */
function ruleA(P, a, b, y) {
	const [slope, curve] = [a[y] * P[y], b[y] * P[y] ** 2]
	const less = P.map((p, k) => Number(k === y) - p)
	return {
		g: less.map((d) => slope * d),
		h: less.map((d, k) => (curve + slope) * d * d - slope * P[k] * (1 - P[k])),
	}
}

/** @type {(P: Float64Array, a: Float64Array, b: Float64Array) => { g: Float64Array, h: Float64Array }} */
function ruleB(P, a, b) {
	const S = P.reduce((sum, p, j) => sum + p * a[j], 0)
	const B = P.reduce((sum, p, j) => sum + p * p * b[j], 0)
	return {
		g: P.map((p, k) => p * (a[k] - S)),
		h: P.map((p, k) => p * (1 - 2 * p) * (a[k] - S) + p * p * (b[k] * (1 - 2 * p) + B)),
	}
}

/** @param {Float64Array} got @param {Float64Array} want @param {string} what */
const close = (got, want, what) =>
	want.forEach((x, k) => assert.ok(Math.abs(got[k] - x) <= 1e-13 * (1 + Math.abs(x)), `${what}, class ${k}: got ${got[k]}, want ${x}`)) // prettier-ignore

/** Every subset of some options. @param {Record<string, any>} options @returns {Record<string, any>[]} */
const subsets = (options) =>
	Object.entries(options).reduce(
		(all, [name, value]) => [...all, ...all.map((one) => ({ ...one, [name]: value }))],
		[/** @type {Record<string, any>} */ ({})],
	)

const test = suite('rules')
for (const [id, other] of Object.entries(PAIRS)) {
	const [loss, base] = [losses[id], losses[other]]
	const targetless = loss.labels === 'none'
	const settings = subsets({
		offsets,
		weights,
		...(targetless ? {} : { classWeights, labelSmoothing: 0.1 }),
		denominator: 'count',
	})
	/** @param {any} y @param {(P: Float64Array, a: Float64Array, b: Float64Array, row: number) => { g: Float64Array, h: Float64Array }} rule @param {Record<string, any>[]} options */
	const holds = (y, rule, options) => {
		for (const { offsets: shift, ...rest } of options) {
			const P = softmax(z, shift)
			const given = { ...rest, classes: CLASSES }
			const [a, b] = [base.gradient(y, P, given), base.hessian(y, P, given)]
			const [g, h] = [loss.gradient, loss.hessian].map((part) =>
				part(y, z, shift ? { ...given, offsets: shift } : given),
			)
			for (let row = 0; row < ROWS; row++) {
				const want = rule(rowOf(P, row), rowOf(a, row), rowOf(b, row), row)
				const what = `row ${row} with ${Object.keys({ ...rest, ...(shift && { shift }) })}`
				close(rowOf(g, row), want.g, `gradient of ${what}`)
				close(rowOf(h, row), want.h, `Hessian of ${what}`)
			}
		}
	}
	const ignoring = settings.map((options) => ({ ...options, ignoreIndex: -100 }))
	test(`B: ${id} from ${other}, rows as targets`, () => holds(targetless ? null : soft, ruleB, settings))
	if (!targetless) test(`B: ${id} from ${other}, indices`, () => holds(index, ruleB, ignoring))
	if (BY_TARGET.includes(id))
		test(`A: ${id} from ${other}, indices`, () =>
			holds(
				index,
				(P, a, b, row) => ruleA(P, a, b, index[row] < 0 ? 0 : index[row]),
				ignoring.filter(({ labelSmoothing }) => !labelSmoothing),
			))
}

test('A: poly1, whose value is -log u + epsilon (1 - u)', () => {
	for (const epsilon of [-1, 0, 1, 2.5])
		for (const options of subsets({ offsets, classWeights })) {
			const P = softmax(z, options.offsets)
			const given = { ...options, epsilon, classes: CLASSES, ignoreIndex: -100, reduction: 'none' }
			const [g, h] = [losses.poly1.gradient(index, z, given), losses.poly1.hessian(index, z, given)]
			for (let row = 0; row < ROWS; row++) {
				const y = index[row]
				const w = y < 0 ? 0 : options.classWeights ? classWeights[y] : 1
				const [a, b] = [-1, 1].map((sign) => rowOf(P, row).map((u) => w * (sign < 0 ? -1 / u - epsilon : 1 / u ** 2)))
				const want = ruleA(rowOf(P, row), a, b, Math.max(y, 0))
				close(rowOf(g, row), want.g, `gradient of row ${row}`)
				close(rowOf(h, row), want.h, `Hessian of row ${row}`)
			}
		}
})

test('listNet and smSoftmax are softmaxCrossEntropy of other targets and logits', () => {
	const { listNet, smSoftmax, softmaxCrossEntropy } = losses
	const options = { classes: CLASSES, weights }
	const lowered = z.map((value, i) => value - Number(index[Math.floor(i / CLASSES)] === i % CLASSES) * 0.5)
	const ignoring = { ...options, ignoreIndex: -100 }
	for (const part of /** @type {const} */ (['gradient', 'hessian'])) {
		close(listNet[part](soft, z, options), softmaxCrossEntropy[part](softmax(soft), z, options), part)
		close(smSoftmax[part](index, z, ignoring), softmaxCrossEntropy[part](index, lowered, ignoring), part)
	}
})

test('no loss of a softmax is without a rule', () => {
	const others = ['poly1', 'listNet', 'smSoftmax', 'fenchelYoung']
	const rest = Object.values(losses)
		.filter(({ shape, variable, formula }) => shape === 'row' && variable === 'logit' && /exp\(z/.test(formula))
		.filter(
			({ id, formula }) => !PAIRS[id] && !others.includes(id) && !/exp\(-abs\(z|log\(1 \+ exp|sigmoid/.test(formula),
		)
		.map(({ id }) => id)
	assert.equal(rest, [])
})
test.run()
