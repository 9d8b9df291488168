/** Charts and tables as files of their own. */

/** What a chart needs of the style sheets, written into it: a file has none. */
const STYLED = [
	'fill',
	'stroke',
	'stroke-width',
	'stroke-dasharray',
	'opacity',
	'font-size',
	'font-family',
	'stroke-linecap',
	'stroke-linejoin',
]

/** @param {SVGSVGElement} svg as shown @returns {string} with its styles, on its own ground */
export function svgText(svg) {
	const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true))
	const [shown, copied] = [svg, copy].map((root) => [root, ...root.querySelectorAll('*')])
	shown.forEach((node, i) => {
		const style = getComputedStyle(node)
		for (const name of STYLED) copied[i].setAttribute(name, style.getPropertyValue(name))
		for (const name of ['class', 'part', 'role', 'tabindex']) copied[i].removeAttribute(name)
	})
	copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
	const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
	ground.setAttribute('width', '100%')
	ground.setAttribute('height', '100%')
	ground.setAttribute('fill', 'var(--bg)')
	svg.append(ground) // where it stands the theme gives its colour
	ground.setAttribute('fill', getComputedStyle(ground).fill)
	copy.prepend(ground)
	return new XMLSerializer().serializeToString(copy)
}

/** The samples with what the loss makes of them. @param {import('./compute.js').Result} result @returns {string} */
export function csvText({ rows, width, yTrue, yPred, weights, each, gradient }) {
	const wide = rows.length ? yTrue.length / rows.length : 0
	const names = (/** @type {string} */ name, /** @type {number} */ n) =>
		n === 1 ? [name] : Array.from({ length: n }, (_, k) => `${name}${k}`)
	const head = [
		'sample',
		...names('y', wide),
		...names('prediction', width),
		...(weights ? ['weight'] : []),
		'loss',
		...names('gradient', width),
	]
	const cut = (/** @type {ArrayLike<number>} */ all, /** @type {number} */ i, /** @type {number} */ n) =>
		Array.prototype.slice.call(all, i * n, (i + 1) * n)
	const lines = rows.map((row, i) =>
		[
			row + 1,
			...cut(yTrue, i, wide),
			...cut(yPred, i, width),
			...(weights ? [weights[i]] : []),
			each[i],
			...cut(gradient, i, width),
		].join(','),
	)
	return `${[head.join(','), ...lines].join('\n')}\n`
}

/** @param {string} name @param {Blob} blob */
export function download(name, blob) {
	const link = document.createElement('a')
	link.href = URL.createObjectURL(blob)
	link.download = name
	link.click()
	setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
