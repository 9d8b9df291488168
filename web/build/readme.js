// The README's table of losses, from their descriptions: `npm run readme` writes it, a test reads it.
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { losses } from '../../dist/lib/index.js'

const BEGIN = '<!-- losses -->'
const END = '<!-- /losses -->'

/** The README with its table made anew. @param {string} text */
export function renew(text) {
	const head = text.slice(0, text.indexOf(BEGIN) + BEGIN.length)
	return `${head}\n${table()}\n${text.slice(text.indexOf(END))}`
}

function table() {
	/** @type {Record<string, any[]>} */
	const families = {}
	for (const loss of Object.values(losses)) (families[loss.family] ??= []).push(loss)
	const rows = Object.entries(families).map(
		([family, members]) => `| ${family} | ${members.map(({ id }) => `\`${id}\``).join(' ')} |`,
	)
	return [`| ${Object.keys(losses).length} losses | |`, '|---|---|', ...rows].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	const file = new URL('../../README.md', import.meta.url)
	await writeFile(file, renew(await readFile(file, 'utf8')))
}
