// Runs the programs that the page writes for other frameworks, and keeps what they print in recorded.json.
//   node tests/programs/record.js PYTHON ...   interpreters that have torch and sklearn, or keras with a backend
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { hashOf, programs } from './cases.js'

const MODULES = ['torch', 'sklearn', 'keras']
const file = new URL('recorded.json', import.meta.url)
const runner = new URL('run.py', import.meta.url).pathname
const known = /** @type {any} */ ({ versions: {}, printed: {} })
try {
	Object.assign(known, JSON.parse(readFileSync(file, 'utf8')))
} catch {
	console.log('a new record')
}
const all = programs().filter(({ language }) => MODULES.includes(language))
for (const python of process.argv.slice(2)) {
	const lines = all.map(({ name, code }) => JSON.stringify([name, code]))
	const ran = spawnSync(python, [runner, ...MODULES], {
		input: lines.join('\n'),
		env: { KERAS_BACKEND: 'jax', ...process.env },
		maxBuffer: 2 ** 28,
	})
	const [versions, ...results] = String(ran.stdout)
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line))
	Object.assign(known.versions, versions)
	const printed = new Map(results)
	for (const { name, code, language } of all)
		if (language in versions) known.printed[name] = [hashOf(code), printed.get(name)]
}
const names = all.map(({ name }) => name).filter((name) => name in known.printed)
const lines = names.map((name) => `\t\t${JSON.stringify(name)}: ${JSON.stringify(known.printed[name])}`)
const head = JSON.stringify(known.versions).replaceAll('":', '": ').replaceAll(',', ', ')
writeFileSync(
	file,
	`{\n\t"versions": ${head.replace('{', '{ ').replace('}', ' }')},\n\t"printed": {\n${lines.join(',\n')}\n\t}\n}\n`,
)
console.log(`${names.length} programs`)
