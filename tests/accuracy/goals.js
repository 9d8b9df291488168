/** The largest error of a value or a gradient, in units in the last place. */
export const GOAL = 4

/** Losses that cannot keep it in all settings, with what they keep; README.md says why. @type {Record<string, { value?: number, gradient?: number }>} */
export const BEYOND = {}

/** The same of the losses of batches. @type {Record<string, { value?: number, gradient?: number }>} */
export const BATCHES = {
	liftedStructure: { value: 9 },
	circle: { value: 66 },
	multiSimilarity: { gradient: 16 },
	linearNormalizedSoftmax: { gradient: 21 },
	linearLargeMargin: { value: 5, gradient: 10 },
	linearSphereFace: { value: 12, gradient: 18 },
	linearCosFace: { gradient: 27 },
	linearArcFace: { gradient: 8 },
	linearCombinedMargin: { gradient: 7 },
	subCenterArcFace: { gradient: 6 },
	lambdaRank: { value: 5, gradient: 6 },
	ctc: { gradient: 32 },
	d2Tweedie: { value: 6 },
	weightedKappa: { gradient: 6 },
}
