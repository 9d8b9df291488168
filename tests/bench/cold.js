// From import to the first result, each time in a new process or a new browser profile: nothing is compiled or cached.
import { execFileSync } from 'node:child_process'
import puppeteer from 'puppeteer-core'
import { serve } from '../browser/server.js'

const TIMES = 15

/** @param {string} address of the library */
const first = (address) => `(async () => {
	const start = performance.now()
	const { huber } = await import(${JSON.stringify(address)})
	huber([1, 2, 3], [1, 4, 3.5])
	return performance.now() - start
})()`

function node() {
	const script = `console.log(await ${first(new URL('../../dist/lib/index.js', import.meta.url).href)})`
	return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script]))
}

/** @param {string} origin */
async function chromium(origin) {
	const browser = await puppeteer.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu'],
	})
	try {
		const page = await browser.newPage()
		await page.goto(`${origin}/empty.html`)
		return Number(await page.evaluate(first(`${origin}/lib/index.js`)))
	} finally {
		await browser.close()
	}
}

/** @returns {Promise<Record<string, number[]>>} milliseconds, by engine */
export async function coldStarts() {
	const server = await serve({ files: { '/empty.html': '<!doctype html>' } })
	const [shell, browser] = [[], []]
	for (let i = 0; i < TIMES; i++) {
		shell.push(node())
		browser.push(await chromium(server.origin))
	}
	server.close()
	return { [`Node ${process.versions.node}`]: shell, Chromium: browser }
}
