/** The largest error of a value or a gradient, in units in the last place. */
export const GOAL = 4

/** Losses that cannot keep it in all settings, with what they keep; README.md says why. @type {Record<string, { value?: number, gradient?: number }>} */
export const BEYOND = {
	asymmetricFocal: { gradient: 5 },
	binaryFocal: { gradient: 5 },
	ciou: { gradient: 1e4 },
	combinedMargin: { value: 13, gradient: 600 },
	diou: { gradient: 5000 },
	fenchelYoung: { gradient: 8 },
	focalTversky: { gradient: 5 },
	giou: { gradient: 20 },
	listNet: { gradient: 5 },
	softmaxHellinger: { gradient: 7 },
	sigmoidFocal: { value: 5, gradient: 6 },
	tweedieDeviance: { value: 5 },
}
