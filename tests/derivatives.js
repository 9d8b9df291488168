/** The derivatives that the pages show, held against the kernels'. */

import { catalogue as losses } from '../web/elements/describe.js'
import * as assert from 'uvu/assert'
import { print } from '../web/page/algebra.js'
import { parse } from '../web/elements/expression.js'
import { derivatives } from '../web/page/derive.js'
import { toTex } from '../web/page/formulas.js'
import { formula } from './help/formula.js'
import { suite } from './help/uvu.js'
import { complete } from '../web/elements/state.js'
import { compute } from '../web/elements/compute.js'

const test = suite('derivatives')

/** Without a closed form here: maxima and thresholds over classes, angles, boxes, or longer than anyone reads. */
const WITHOUT = ['sigmoidFocal', 'binaryFocal', 'asymmetricFocal', 'softmaxFocal', 'crammerSinger', 'kerasCategoricalHinge', 'multiclassPerceptron', 'sphereFace', 'arcFace', 'combinedMargin', 'wasserstein', 'westonWatkins', 'multiLabelZeroOne', 'softmaxJensenShannon', 'softmaxHellinger', 'focalTversky', 'matthews', 'iou', 'giou', 'diou', 'ciou'] // prettier-ignore

/** First data of a loss moved off its kinks, and what a formula sees of each number. @param {any} loss */
function* places(loss) {
	for (const shift of [0.0371, -0.0523, 0.0117]) {
		const first = compute(complete({ loss: loss.id }))
		const { yTrue, rows, width, base } = first
		const yPred = first.yPred.map((p, i) => p + shift * (1 + (i % 3) / 7))
		const wide = yTrue.length / rows.length
		const given = Object.fromEntries(loss.parameters.map((/** @type {any} */ { name, value }) => [name, value]))
		const target = loss.labels === 'none' ? null : yTrue
		const gradient = loss.gradient(target, yPred, { ...base, reduction: 'sum' })
		const hessian = loss.hessian(target, yPred, { ...base, reduction: 'sum' })
		for (let at = 0; at < yPred.length; at++) {
			const row = Math.floor(at / width)
			const [z, y] = [yPred.slice(row * width, (row + 1) * width), yTrue.slice(row * wide, (row + 1) * wide)]
			const scope = /** @type {any} */ ({ ...given, classes: width, i: at % width })
			const isIndex = loss.shape === 'row' && wide === 1 && width > 1
			if (loss.shape === 'tuple') {
				loss.predicted.forEach((/** @type {any} */ { name }, /** @type {number} */ k) => (scope[name] = z[k]))
				loss.observed.forEach((/** @type {any} */ { name }, /** @type {number} */ k) => (scope[name] = y[k]))
			} else if (loss.shape === 'row')
				Object.assign(scope, { z, p: z, f: z, y: isIndex ? Array.from(z, (_, k) => Number(k === y[0])) : y })
			else Object.assign(scope, { z: z[0], p: z[0], f: z[0], y: y[0], r: z[0] - y[0], m: y[0] * z[0] })
			const sign = loss.shape === 'element' && loss.variable === 'margin' ? y[0] : 1
			yield { scope, k: at % width, gradient: gradient[at] * sign, hessian: hessian[at] }
		}
	}
}

for (const loss of Object.values(losses))
	test(`${loss.id}: the derivatives shown are the kernel’s`, () => {
		const found = derivatives(loss)
		assert.is(found.length === 0, WITHOUT.includes(loss.id))
		const close = (/** @type {number} */ a, /** @type {number} */ b) =>
			a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
		for (const { scope, k, gradient, hessian } of found.length ? places(loss) : []) {
			const shown = found[loss.shape === 'tuple' ? k : 0]
			if (!shown) continue
			const slope = formula(shown.gradient)(scope)
			assert.ok(
				close(slope, gradient),
				`${shown.gradient} is ${slope}, the kernel’s ${gradient} at ${JSON.stringify(scope)}`,
			)
			if (shown.curvature === null) continue
			const bend = formula(shown.curvature)(scope)
			assert.ok(
				close(bend, hessian),
				`${shown.curvature} is ${bend}, the kernel’s ${hessian} at ${JSON.stringify(scope)}`,
			)
		}
		for (const { gradient, curvature } of found)
			for (const text of [gradient, curvature ?? '0']) {
				assert.is(print(parse(text)), text)
				assert.ok(toTex(text, loss.variable))
			}
	})

test.run()
