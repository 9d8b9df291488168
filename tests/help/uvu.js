// uvu's suites, with one guard. uvu prints an error's `details` as text; those of a LossError are an object, at which uvu
// itself throws and then passes over the rest of the suite, in silence and with exit code 0.
import { suite as bare } from 'uvu'

/** @param {(...context: any[]) => unknown} handler */
const guarded =
	(handler) =>
	/** @param {any[]} context */
	async (...context) => {
		try {
			await handler(...context)
		} catch (error) {
			const { details } = /** @type {any} */ (error ?? {})
			if (error instanceof Error && (details === undefined || typeof details === 'string' || details === false))
				throw error
			const { stack } = /** @type {any} */ (error ?? {})
			throw Object.assign(new Error(String(error)), { stack: stack ?? String(error) })
		}
	}

/** @param {string} name */
export function suite(name) {
	const test = bare(name)
	/** @param {string} title @param {(...context: any[]) => unknown} handler */
	const add = (title, handler) => test(title, guarded(handler))
	return Object.assign(add, test)
}
