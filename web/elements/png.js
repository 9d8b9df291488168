/** A chart as a picture of pixels: fetched when one is asked for. */

/** @param {SVGSVGElement} svg @param {string} text the same as a file of its own @param {number} [scale] @returns {Promise<Blob>} */
export async function pngBlob(svg, text, scale = 2) {
	const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
	const image = new Image()
	image.src = address
	await image.decode()
	const canvas = document.createElement('canvas')
	canvas.width = svg.viewBox.baseVal.width * scale
	canvas.height = svg.viewBox.baseVal.height * scale
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
	URL.revokeObjectURL(address)
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture')))),
	)
}
