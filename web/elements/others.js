/** Losses that a host has pages for, besides those that the elements compute: the picker leads to them. */

/** @typedef {{id: string, name: string, names: Record<string, string>, aliases: string[], family: string, href: string, sketch: string[]}} Other with the paths of a small curve */

/** @type {Other[]} */
let known = []
/** @type {(() => Promise<Other[]>) | undefined} */
let fetchOthers

/** @param {() => Promise<Other[]>} others fetched when they are first asked for */
export function provideOthers(others) {
	fetchOthers = others
}

/** Those that are there; `arrived` is called when they come. @param {() => void} arrived */
export function others(arrived) {
	fetchOthers?.().then((list) => {
		known = list
		arrived()
	})
	fetchOthers = undefined
	return known
}
