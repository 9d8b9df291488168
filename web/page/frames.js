/** For a page with frames of ours: each is as high as what it shows, has a title, and tells what a reader changes by `loss-change`
 * events, whose detail is the state, a link's text, and the value. */

/** @type {WeakSet<HTMLIFrameElement>} */
const greeted = new WeakSet()

addEventListener('message', ({ data, source, origin }) => {
	if (data?.ns !== 'loss' || data.v !== 1) return
	const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source)
	// in a sandbox it is of no origin
	if (!frame || ![new URL(frame.src, location.href).origin, 'null'].includes(origin)) return
	if (data.type === 'resize' && data.height >= 120 && data.height <= 4000) {
		frame.style.height = `${data.height}px`
		frame.title ||= 'Losslab'
		if (!greeted.has(frame)) frame.contentWindow?.postMessage({ ns: 'loss', v: 1, type: 'hello' }, '*')
		greeted.add(frame)
	} else if (greeted.has(frame) && (data.type === 'ready' || data.type === 'change'))
		frame.dispatchEvent(
			new CustomEvent(`loss-${data.type}`, { bubbles: true, detail: { state: data.state, value: data.value } }),
		)
})
for (const frame of document.querySelectorAll('iframe'))
	frame.contentWindow?.postMessage({ ns: 'loss', v: 1, type: 'height' }, '*')
