// uvu's suites, with two guards. uvu prints an error's `details` as text; those of a LossError are an object, at which uvu
// itself throws and then passes over the rest of the suite, in silence and with exit code 0. It does the same when a hook
// throws.
import { suite as bare } from 'uvu'

/** @typedef {(...context: any[]) => unknown} Handler */

/** An error as uvu can print it. @param {any} error */
function printable(error) {
	const { details, stack } = error ?? {}
	if (error instanceof Error && (!details || typeof details === 'string')) return error
	return Object.assign(new Error(String(error)), { stack: stack ?? String(error) })
}

/** Only tests whose titles hold this are run, if it is given. */
const only = new RegExp(process.env.ONLY ?? '')

/** @param {string} name */
export function suite(name) {
	const test = bare(name)
	/** @type {unknown} what a hook threw: every test fails by it */
	let broken

	/** @param {string} title @param {Handler} handler */
	const add = (title, handler) =>
		(only.test(title) ? test : test.skip)(title, async (...context) => {
			if (broken) throw broken
			try {
				await handler(...context)
			} catch (error) {
				throw printable(error)
			}
		})

	/** @param {(hook: Handler) => void} register */
	const hook =
		(register) =>
		/** @param {Handler} handler */
		(handler) =>
			register(async (...context) => {
				try {
					await handler(...context)
				} catch (error) {
					broken = printable(error)
				}
			})

	return Object.assign(add, test, { before: hook(test.before), after: hook(test.after) })
}
