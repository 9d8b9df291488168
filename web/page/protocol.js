/** The messages between a frame and the page around it; anything else is ignored. */

/** @typedef {{type: 'hello' | 'get' | 'height'} | {type: 'set', state: string} | {type: 'theme', theme: string} | {type: 'lang', lang: string}} Message */

/** @param {any} data of a message @returns {Message | undefined} */
export function understand(data) {
	if (
		data === 'iframe-child-init' ||
		data?.type === 'iframe-get-child-dimensions' ||
		data?.type === 'iframe-child-init'
	)
		return { type: 'height' }
	if (data === null || typeof data !== 'object' || data.ns !== 'loss' || data.v !== 1) return undefined
	if (data.type === 'hello' || data.type === 'get' || data.type === 'height') return { type: data.type }
	if (data.type === 'set' && typeof data.state === 'string' && data.state.length < 1e6)
		return { type: 'set', state: data.state }
	if (data.type === 'theme' && ['system', 'light', 'dark'].includes(data.theme))
		return { type: 'theme', theme: data.theme }
	if (data.type === 'lang' && ['en', 'zh'].includes(data.lang)) return { type: 'lang', lang: data.lang }
	return undefined
}

/** @param {Window} parent */
export function sender(parent) {
	return {
		/** A height is no secret; it is told in every dialect that is spoken. @param {number} height */
		height(height) {
			parent.postMessage({ ns: 'loss', v: 1, type: 'resize', height }, '*')
			parent.postMessage({ subject: 'lti.frameResize', height }, '*')
			parent.postMessage({ type: 'iframe-resized', width: document.documentElement.clientWidth, height }, '*')
			const native = /** @type {any} */ (window).requestResize
			if (typeof native === 'function') {
				try {
					native.call(window)
				} catch {
					// the page around does not take part
				}
			}
		},
		/** @param {string} type @param {import('../elements/element.js').LossElement} element @param {string} origin */
		state(type, { link, result }, origin) {
			parent.postMessage({ ns: 'loss', v: 1, type, state: link, value: result.value }, origin === 'null' ? '*' : origin)
		},
	}
}
