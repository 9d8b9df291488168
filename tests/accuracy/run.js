// Measures the functions of c/real.h and c/special.h and shows that all compilers give the same bits.
//   node tests/accuracy/run.js [full | sample] [name] [--write]
// full takes every float and 10^8 doubles a function (an hour), sample a few seconds. --write puts what was found into
// functions.json and the table of it into README.md. Fails if an error exceeds its goal or two compilers disagree.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { digests, measure, PRECISIONS } from './functions.js'

/** @typedef {import('./functions.js').Row} Row */

const place = (/** @type {string} */ name) => new URL(name, import.meta.url)
const words = process.argv.slice(2)
const [mode = 'sample', ...names] = words.filter((word) => !word.startsWith('--'))

/** Markdown: a line a function, both precisions beside each other. @param {Row[]} rows */
function table(rows) {
	/** @param {Row | undefined} row */
	const cell = (row) =>
		row ? `${Number(row.ulp).toFixed(3)}${row.points < 2 ** 25 ? ' °' : ''} | ${row.value}` : ' | '
	const [singles, doubles] = PRECISIONS.map((precision) => rows.filter((row) => row.precision === precision))
	return [
		'| function | goal | single, ulp | at | double, ulp | at |',
		'| --- | --- | --- | --- | --- | --- |',
		...doubles.map((row) => {
			const single = singles.find(({ name }) => name === row.name)
			return `| ${row.name} | ${row.goal} | ${cell(single)} | ${cell(row)} |`
		}),
	].join('\n')
}

/** The record with what was found now, a line a function and precision. @param {Row[]} found */
function recorded(found) {
	const record = place('functions.json')
	/** @type {Row[]} */
	const known = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : []
	const same = (/** @type {Row} */ a) => (/** @type {Row} */ b) => a.name === b.name && a.precision === b.precision
	const rows = known.map((row) => found.find(same(row)) ?? row)
	rows.push(...found.filter((row) => !known.some(same(row))))
	writeFileSync(record, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`)
	return rows
}

const rows = (await Promise.all(PRECISIONS.map((precision) => measure(precision, mode, ...names)))).flat()
console.log(table(rows))
if (words.includes('--write')) {
	const readme = place('README.md')
	const text = readFileSync(readme, 'utf8')
	const now = table(recorded(rows))
	writeFileSync(
		readme,
		text.replace(/\n\| function[^]*?\n(?=\n|$)/, () => `\n${now}\n`),
	)
}

const tooLarge = rows.filter((row) => !(Number(row.ulp) <= row.goal)).map((row) => `${row.name}, ${row.precision} bits`)
const differing = PRECISIONS.flatMap((precision) =>
	Object.entries(digests(precision))
		.filter(([, digest], _, all) => digest !== all[0][1])
		.map(([compiler]) => `${compiler}, ${precision} bits`),
)
if (tooLarge.length) console.error(`error above its goal: ${tooLarge.join('; ')}`)
if (differing.length) console.error(`other bits than gcc: ${differing.join('; ')}`)
process.exitCode = tooLarge.length + differing.length ? 1 : 0
