type Formulas = import('../elements/formulas.js').Formulas

/** All formulas. */
declare module 'losslab:formulas' {
	const formulas: Formulas
	export default formulas
}

/** Those of the losses of batches. */
declare module 'losslab:batch-formulas' {
	const formulas: Formulas
	export default formulas
}

/** The formula of the first view. */
declare module 'losslab:first' {
	const formulas: Formulas
	export default formulas
}

/** The titles of the worked examples. */
declare module 'losslab:examples' {
	type Words = Record<string, string>
	const groups: { tutorial: string; title: Words; presets: { id: string; title: Words }[] }[]
	export default groups
}

/** The losses with pages of their own, and their small curves. */
declare module 'losslab:others' {
	const others: Omit<import('../elements/others.js').Other, 'href'>[]
	export default others
}
