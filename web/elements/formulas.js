/** The losses' formulas as MathML, where a build has made them; without one the elements show the expression. */

/** @type {Record<string, {tex: string, mathml: string, where: string}>} */
const known = {}

/** @param {Record<string, {tex: string, mathml: string, where: string}>} made by loss */
export const provideFormulas = (made) => Object.assign(known, made)

/** @param {string} id @returns {{tex: string, mathml: string, where: string} | undefined} */
export const formulaOf = (id) => known[id]
