/** The largest error of a value or a gradient, in units in the last place. */
export const GOAL = 4

/** Losses that cannot keep it in all settings, with what they keep; README.md says why. @type {Record<string, { value?: number, gradient?: number }>} */
export const BEYOND = {
	asymmetricFocal: { gradient: 5 },
	binaryCrossEntropy: { value: 6 },
	binaryFocal: { gradient: 5 },
	cosineDistance: { gradient: 1e7 },
	focalTversky: { value: 5, gradient: 30 },
	listNet: { gradient: 5 },
	sigmoidFocal: { value: 10, gradient: 10 },
	tversky: { gradient: 5000 },
	tweedieDeviance: { value: 80 },
}
