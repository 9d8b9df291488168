/** The largest error of a value or a gradient, in units in the last place. */
export const GOAL = 4

/** Losses that cannot keep it in all settings, with what they keep; README.md says why. @type {Record<string, { value?: number, gradient?: number }>} */
export const BEYOND = {
	combinedMargin: { value: 13, gradient: 600 },
}
