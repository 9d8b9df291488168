/** The losses' formulas as MathML, where a build has made them; without one the elements show the expression. */

import { redraw } from './element.js'

/** @typedef {Record<string, {tex: string, mathml: string, where: string}>} Formulas by loss */

/** @type {Formulas} */
const known = {}
/** Where more of them are to be had, each asked once. @type {{holds: (id: string) => boolean, load: () => Promise<Formulas>}[]} */
let sources = []

/** @param {Formulas} made @param {() => Promise<Formulas>} [load] fetches others when one of them is first asked for @param {(id: string) => boolean} [holds] those that it can bring */
export function provideFormulas(made, load, holds = () => true) {
	Object.assign(known, made)
	if (load) sources.push({ holds, load })
}

/** @param {string} id @param {string} lang of the words in it @returns {Formulas[string] | undefined} */
export function formulaOf(id, lang) {
	const source = known[id] ? undefined : sources.find(({ holds }) => holds(id))
	if (source) {
		sources = sources.filter((one) => one !== source)
		source.load().then((made) => {
			provideFormulas(made)
			redraw()
		})
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
