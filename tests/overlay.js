/** Overlaid curves brought to one scale, and shares of a sum. */

import * as assert from 'uvu/assert'
import { EQUALS } from '../web/elements/equal.js'
import { fromLink, toLink } from '../web/elements/link.js'
import { picture } from '../web/elements/sampling.js'
import { complete } from '../web/elements/state.js'
import { suite } from './help/uvu.js'

const test = suite('overlay')

const FAMILIES = {
	residual: { loss: 'huber', others: ['squaredError', 'absoluteError', 'logCosh', 'pinball', 'cauchy'] },
	margin: { loss: 'hinge', others: ['logisticMargin', 'exponentialMargin', 'squaredHinge'] },
	row: { loss: 'softmaxCrossEntropy', others: ['softmaxFocal', 'crammerSinger'] },
}

/** @param {import('../web/elements/sampling.js').Curve} curve @param {number} x */
const at = ({ samples }, x) => samples.reduce((best, s) => (Math.abs(s.x - x) < Math.abs(best.x - x) ? s : best)).value
/** @param {import('../web/elements/sampling.js').Curve} curve */
const most = ({ samples }) => Math.max(...samples.map(({ value }) => value))

for (const [name, part] of Object.entries(FAMILIES)) {
	const shown = (/** @type {string} */ equal) => {
		const found = picture(complete({ ...part, equal }))
		assert.ok(found)
		return found
	}

	test(`${name}: equal where they are said to be, and the first stays`, () => {
		const [raw, equal, top] = EQUALS.map(shown)
		assert.is(raw.curves.length, part.others.length + 1)
		assert.equal(equal.curves[0], raw.curves[0])
		assert.equal(top.curves[0], raw.curves[0])
		for (const curve of equal.curves)
			assert.ok(Math.abs(at(curve, equal.equalAt) - at(raw.curves[0], raw.equalAt)) < 1e-12, curve.loss.id)
		for (const curve of top.curves) assert.ok(Math.abs(most(curve) / most(raw.curves[0]) - 1) < 1e-12, curve.loss.id)
	})

	test(`${name}: value, slope and curvature are scaled alike`, () => {
		const [raw, equal] = ['raw', 'at'].map((key) => picture(complete({ ...part, equal: key }), { hasBend: true }))
		raw?.curves.forEach((curve, l) => {
			const other = equal?.curves[l].samples ?? []
			const by = most(/** @type {any} */ (equal?.curves[l])) / most(curve)
			curve.samples.forEach((s, j) => {
				for (const measure of /** @type {const} */ (['value', 'slope', 'bend']))
					if (Number.isFinite(s[measure]))
						assert.ok(
							Math.abs(other[j][measure] - by * s[measure]) <= 1e-9 * Math.max(1, Math.abs(by * s[measure])),
							`${curve.loss.id} ${measure}`,
						)
			})
		})
	})
}

test('residuals are equal at 1, margins at 0', () => {
	assert.is(picture(complete(FAMILIES.residual))?.equalAt, 1)
	assert.is(picture(complete(FAMILIES.margin))?.equalAt, 0)
})

test('a link holds the choices', () => {
	const state = complete({ loss: 'huber', others: ['squaredError'], equal: 'most', each: 'share' })
	assert.match(toLink(state), '&equal=most&each=share')
	assert.equal(fromLink(toLink(state)), state)
	assert.is(fromLink('#v1&loss=huber&equal=nowhere')?.equal, 'raw')
})

test.run()
