/** The losses' formulas as MathML, where a build has made them; without one the elements show the expression. */

import { redraw } from './element.js'

/** @typedef {Record<string, {tex: string, mathml: string, where: string}>} Formulas by loss */

/** @type {Formulas} */
const known = {}
/** @type {(() => Promise<Formulas>) | undefined} */
let fetchOthers

/** @param {Formulas} made @param {() => Promise<Formulas>} [others] fetched when one of them is first asked for */
export function provideFormulas(made, others) {
	Object.assign(known, made)
	fetchOthers = others
}

/** @param {string} id @returns {Formulas[string] | undefined} */
export function formulaOf(id) {
	if (!known[id] && fetchOthers) {
		fetchOthers().then((made) => {
			provideFormulas(made)
			redraw()
		})
		fetchOthers = undefined
	}
	return known[id]
}
