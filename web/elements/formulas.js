/** The losses' formulas as MathML, where a build has made them; without one the elements show the expression. */

import { redraw } from './element.js'

/** @typedef {{tex: string, mathml: string, where: string, slopes: {by: string, text: string, mathml: string}[]}} Formula with its first derivatives */
/** @typedef {Record<string, Formula>} Formulas by loss */

/** @type {Formulas} */
const known = {}
/** @type {(() => Promise<Formulas>) | undefined} */
let fetchOthers

/** @param {Formulas} made @param {() => Promise<Formulas>} [others] fetched when one of them is first asked for */
export function provideFormulas(made, others) {
	Object.assign(known, made)
	fetchOthers = others
}

/** @param {string} id @param {string} lang of the words in it @returns {Formulas[string] | undefined} */
export function formulaOf(id, lang) {
	if (!known[id] && fetchOthers) {
		fetchOthers().then((made) => {
			provideFormulas(made)
			redraw()
		})
		fetchOthers = undefined
	}
	const made = known[id]
	return made && { ...made, mathml: inWords(made.mathml, lang), where: inWords(made.where, lang) }
}

/** @param {string} mathml whose words are in both languages @param {string} lang */
const inWords = (mathml, lang) =>
	mathml.replace(
		/<mtext data-en="([^"]*)" data-zh="([^"]*)">[^<]*/g,
		(_, en, zh) => `<mtext>${lang === 'zh' ? zh : en}`,
	)
