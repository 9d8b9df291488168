/** What is fetched when it is needed. Until it is there the page is busy, and it says so if it does not come. */

/** @template T @param {() => Promise<T>} load @returns {() => Promise<T>} */
function once(load) {
	/** @type {Promise<T> | undefined} */
	let loading
	return () => {
		loading ??= waiting(load()).catch((error) => {
			loading = undefined
			const failed = document.getElementById('failed')
			if (failed) failed.hidden = false
			throw error
		})
		return loading
	}
}

let count = 0

/** @template T @param {Promise<T>} loading */
async function waiting(loading) {
	const main = document.querySelector('main')
	try {
		count++
		main?.setAttribute('aria-busy', 'true')
		return await loading
	} finally {
		if (--count === 0) main?.removeAttribute('aria-busy')
	}
}

export const below = once(() => import('./below.js'))
export const batched = once(async () => (await import('./batched.js')).defineBatch())
export const more = once(() => import('./more.js'))
export const examples = once(() => import('./presets.js'))
export const formulas = once(async () => (await import('losslab:formulas')).default)
export const batchFormulas = once(async () => (await import('losslab:batch-formulas')).default)
