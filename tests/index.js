// Runs every test file as a process of its own, adds up what uvu counted, and ends with one line of true totals.
//   node tests/index.js [NAME ...]   only the files whose names hold one of these
// A file fails, too, if it crashes, ends early or runs no test at all.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

const NOT_TESTS = ['index.js', 'mutate.js']
/** Run only where they are named: they need more than the build does. */
const ASKED = ['engines.js', 'places.js']
const here = new URL('./', import.meta.url)
const wanted = process.argv.slice(2)
const files = readdirSync(here)
	.filter((name) => name.endsWith('.js') && !NOT_TESTS.includes(name))
	.filter((name) => (wanted.length ? wanted.some((word) => name.includes(word)) : !ASKED.includes(name)))
	.sort()

const browser = existsSync(process.env.CHROMIUM || '/usr/bin/chromium')
/** Files that drive a browser, where there is none. In continuous integration they run and fail. @param {string} name */
const unable = (name) => !browser && !process.env.CI && /'\.\/browser\//.test(readFileSync(new URL(name, here), 'utf8'))

/** Run a file. @param {string} name @returns {Promise<{ text: string, code: number | string | null }>} */
const run = (name) =>
	new Promise((resolve) => {
		const child = spawn(process.execPath, [new URL(name, here).pathname], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
		})
		/** @type {Buffer[]} */
		const chunks = []
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
		child.on('close', (code, signal) => resolve({ text: Buffer.concat(chunks).toString(), code: code ?? signal }))
	})

/** What uvu counted; a suite that broke off has tests that neither passed nor failed: they failed. @param {string} text */
function count(text) {
	const summary = /^ {2}Total: +(\d+)\n +Passed: +(\d+)\n +Skipped: +(\d+)/gm
	const [total, passed, skipped] = [...stripVTControlCharacters(text).matchAll(summary)]
		.at(-1)
		?.slice(1)
		.map(Number) ?? [0, 0, 0]
	return { ran: total + skipped, passed, failed: total - passed, skipped }
}

/** Failures in full: all but the suites that passed and the summary. @param {string} text */
const failures = (text) =>
	text
		.split('\n')
		.filter(
			(line) =>
				!/^ *\S.* • .*\((\d+) \/ \1\)$|^ {2}(Total|Passed|Skipped|Duration): /.test(stripVTControlCharacters(line)),
		)
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const name of files) {
	if (unable(name)) {
		console.log(`${name.padEnd(14)} skipped: no browser; set CHROMIUM to the path of one`)
		sum.skipped++
		continue
	}
	const start = Date.now()
	const { text, code } = await run(name)
	const { ran, passed, failed, skipped } = count(text)
	const broken = code !== 0 && failed === 0 ? `ended with ${code}` : ran === 0 ? 'ran no test' : ''
	sum.passed += passed
	sum.skipped += skipped
	sum.failed += failed + Number(broken !== '')
	const seconds = ((Date.now() - start) / 1000).toFixed(1)
	const line = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`, broken].filter(
		Boolean,
	)
	console.log(`${name.padEnd(14)} ${line.join(', ')} (${seconds} s)`)
	if (failed || broken) console.log(failures(text))
}
if (!files.length) sum.failed++
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed ? 1 : 0
