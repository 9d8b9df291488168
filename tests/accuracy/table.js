// How the errors of the losses are written down.

/** @typedef {{ error: number, plain: number, at: number, want: number, target: number, setting: Record<string, any>, every: number }} Worst */
/** @typedef {{ best: import('./measure.js').Peak[][], plain: number[], points: number, unknown: number }} Peaks */
/** @typedef {{ every?: { points: number, worst: Worst[] }, single: Peaks, double: Peaks }} Found */

const round = (/** @type {number} */ x) =>
	x === Infinity ? '∞' : x >= 1e4 ? x.toExponential(0).replace('e+', 'e') : x.toFixed(2)

/** JSON without infinities, which it does not know. @param {any} x */
const line = (x) => JSON.stringify(x, (_, x) => (typeof x === 'number' && !Number.isFinite(x) ? String(x) : x))

/** A record, with its infinities. @param {string} text */
export const read = (text) =>
	JSON.parse(text, (_, x) => (x === 'Infinity' || x === '-Infinity' || x === 'NaN' ? Number(x) : x))

/** The largest error of a part, in terms of what the inputs' own rounding does where that is more. @param {Peaks} peaks @param {number} part */
const largest = ({ best }, part) => best[part][0]?.error ?? 0

/** Three cells: a star where the inputs' rounding was more than the result's. @param {Peaks} peaks @param {Worst[]} [every] */
const cells = (peaks, every) =>
	[0, 1, 2].map((part) => {
		const error = Math.max(largest(peaks, part), every?.[part].error ?? 0)
		const plain = Math.max(peaks.plain[part], every?.[part].plain ?? 0)
		return round(error) + (plain > error * 1.001 + 0.005 ? '\\*' : '')
	})

/** Whether every float was tried, not every 257th. @param {Found['every']} every */
const swept = (every) => every !== undefined && every.points > 2 ** 29

export const table = {
	/** One line for people who wait. @param {Found} found */
	line: ({ every, single, double }) =>
		`single ${cells(single, every?.worst).join(' ')}, double ${cells(double).join(' ')}`.replaceAll('\\', ''),

	/** errors.json: what tests/accuracy.js holds. @param {Record<string, Found>} all */
	json: (all) =>
		`{\n${Object.entries(all)
			.map(([id, found]) => `${JSON.stringify(id)}: ${line(found)}`)
			.join(',\n')}\n}\n`,

	/** @param {Record<string, Found>} all */
	page: (all) =>
		[
			'<!-- made by npm run accuracy -->',
			'',
			'| loss | single: value | gradient | Hessian | double: value | gradient | Hessian |',
			'| --- | --- | --- | --- | --- | --- | --- |',
			...Object.entries(all).map(
				([id, { every, single, double }]) =>
					`| ${id}${swept(every) ? ' †' : ''} | ${[...cells(single, every?.worst), ...cells(double)].join(' | ')} |`,
			),
			'',
			'† every float under the default setting. \\* in terms of what the rounding of the inputs does, where that is more.',
			'',
		].join('\n'),
}
