// From samples to tables: medians, ratios with their intervals, geometric means and worst cells.
//   node tests/bench/report.js FILE ...
import { readFileSync } from 'node:fs'
import { bytes } from './cases.js'

/**
 * @typedef {import('./cases.js').Case & { peers: Record<string, { value: number, samples: number[] }> }} Cell
 * @typedef {{ date: string, machine: string, command: string, caches: { name: string, size: number }[], peers: Record<string, string>, cells: Cell[], cold: Record<string, number[]> }} Results
 */

const TITLES = /** @type {Record<string, string>} */ ({
	losslab: 'Losslab',
	resident: 'Losslab, resident',
	roof: 'roof',
	sse: 'native SSE4.1',
	avx2: 'native AVX2',
	torch: 'PyTorch',
	'tfjs-wasm': 'TF.js wasm',
	'tfjs-cpu': 'TF.js cpu',
	plain: 'plain JS',
})

/** @param {number[]} x */
export function median(x) {
	const sorted = x.toSorted((a, b) => a - b)
	const middle = sorted.length / 2
	return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
}

/** The ratio of two medians, with the middle 95 % of its bootstrap: rounds are drawn, pair by pair. @param {number[]} a @param {number[]} b */
export function ratio(a, b) {
	let state = 1
	const draw = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0
		return Math.floor((state / 2 ** 32) * a.length)
	}
	const drawn = Array.from({ length: 1000 }, () => {
		const rounds = a.map(draw)
		return median(rounds.map((i) => a[i])) / median(rounds.map((i) => b[i]))
	}).sort((x, y) => x - y)
	return { ratio: median(a) / median(b), low: drawn[25], high: drawn[974] }
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** @param {number} n */
const power = (n) => {
	const exponent = Math.log10(n)
	return Number.isInteger(exponent) ? `10${SUPERSCRIPT[exponent]}` : n.toLocaleString('en')
}

/** @param {Cell} cell */
const title = ({ loss, classes }) => (classes > 1 ? `${loss} (${classes.toLocaleString('en')})` : loss)

/** The smallest memory that holds all that a call touches. @param {Cell} cell @param {Results['caches']} caches */
const level = (cell, caches) => {
	const { read, written } = bytes(cell)
	return caches.find(({ size }) => size >= read + written)?.name ?? 'memory'
}

/** @param {number} x */
const digits = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2))

/** Losslab's and a peer's values agree as far as single precision goes. @param {Cell} cell @param {string} peer */
const agrees = ({ peers }, peer) => {
	const [ours, its] = [peers.losslab.value, peers[peer].value]
	return peer === 'roof' || Math.abs(its - ours) <= 1e-3 * Math.abs(ours)
}

/** A cell in a line, for those who watch. @param {Cell} cell @param {Results['caches']} caches */
export function line(cell, caches) {
	const { order, bits, n, peers } = cell
	const ours = median(peers.losslab.samples)
	const { read, written } = bytes(cell)
	const others = Object.keys(peers)
		.filter((name) => name !== 'losslab')
		.map((name) => {
			const { ratio: r, low, high } = ratio(peers.losslab.samples, peers[name].samples)
			return `${name} ${digits(r)} [${digits(low)}, ${digits(high)}]${agrees(cell, name) ? '' : ' (another value!)'}`
		})
	return `${title(cell)} ${order} f${bits} n=${n} ${level(cell, caches)}: ${digits(ours)} ns, ${(ours / n).toFixed(3)} ns an element, ${digits((read + written) / ours)} GB/s; ${others.join(', ')}`
}

/** @param {Results[]} all */
export function report(all) {
	const cells = all.flatMap((results) => results.cells.map((cell) => ({ ...cell, level: level(cell, results.caches) })))
	const names = Object.keys(TITLES).filter((name) => cells.some(({ peers }) => name in peers))
	return [
		...tables(cells, names),
		...summary(cells, names, 'losslab'),
		...summary(cells, names, 'resident'),
		...cold(all),
	].join('\n')
}

const ORDERS = { value: 'value', gradient: 'value and gradient', stream: 'stream', exact: 'exact stream' }

/** Nanoseconds an element, a table for each precision and order. @param {(Cell & { level: string })[]} cells @param {string[]} names */
function tables(cells, names) {
	return [32, 64].flatMap((bits) =>
		Object.entries(ORDERS).flatMap(([order, what]) => {
			const chosen = cells.filter((cell) => cell.bits === bits && cell.order === order)
			if (!chosen.length) return []
			const rows = chosen.map((cell) => {
				const ours = median(cell.peers.losslab.samples)
				const { read, written } = bytes(cell)
				const columns = names.map((name) => {
					if (!cell.peers[name]) return ''
					const its = (median(cell.peers[name].samples) / cell.n).toPrecision(3)
					if (name === 'losslab') return `**${its}**`
					const { ratio: r, low, high } = ratio(cell.peers.losslab.samples, cell.peers[name].samples)
					return `${its} · ${digits(r)} (${digits(low)}–${digits(high)})${agrees(cell, name) ? '' : ' ≠'}`
				})
				return [title(cell), power(cell.n), cell.level, ...columns, digits((read + written) / ours)]
			})
			const head = ['loss', 'n', 'in', ...names.map((name) => TITLES[name]), 'GB/s']
			return [`\n### float${bits}, ${what}\n`, ...markdown(head, rows)]
		}),
	)
}

/** @param {string[]} head @param {string[][]} rows */
const markdown = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)

/** How Losslab's time compares with each peer's, from 10,000 predictions on. @param {Cell[]} cells @param {string[]} names @param {'losslab' | 'resident'} ours */
function summary(cells, names, ours) {
	const rows = names
		.filter((name) => name !== 'losslab' && name !== 'resident')
		.flatMap((name) => {
			const ratios = cells
				.filter(({ n, peers }) => n >= 1e4 && peers[name] && peers[ours])
				.map((cell) => ({ cell, r: median(cell.peers[ours].samples) / median(cell.peers[name].samples) }))
				.sort((a, b) => b.r - a.r)
			if (!ratios.length) return []
			const mean = Math.exp(ratios.reduce((sum, { r }) => sum + Math.log(r), 0) / ratios.length)
			const [{ cell, r }] = ratios
			const worst = `${digits(r)}: ${title(cell)}, ${ORDERS[cell.order]}, float${cell.bits}, n = ${power(cell.n)}`
			return [[TITLES[name], digits(mean), worst]]
		})
	const what = ours === 'resident' ? ', of resident arrays,' : "'s time"
	return rows.length
		? [`\n### Losslab${what} over a peer's, n >= 10⁴\n`, ...markdown(['peer', 'geometric mean', 'worst cell'], rows)]
		: []
}

/** @param {Results[]} all */
function cold(all) {
	const starts = all.flatMap((results) => Object.entries(results.cold))
	if (!starts.length) return []
	const rows = starts.map(([where, x]) => [where, digits(median(x)), digits(Math.min(...x)), digits(Math.max(...x))])
	return [
		'\n### Cold start: milliseconds from import to the first result\n',
		...markdown(['where', 'median', 'least', 'most'], rows),
	]
}

if (process.argv[1] === new URL(import.meta.url).pathname)
	console.log(report(process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')))))
