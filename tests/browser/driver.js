/** Drives the built page in headless Chromium, and keeps a record of everything that should not happen. */

import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import puppeteer from 'puppeteer-core'

export const dist = new URL('../../dist/', import.meta.url).pathname
export const POLICY =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"
const TYPES = /** @type {Record<string, string>} */ ({
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.wasm': 'application/wasm',
})
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'

/** Whether the page can be tested here; without a browser it is an error in continuous integration, and a message elsewhere. */
export function canTest() {
	const missing = !existsSync(executablePath)
		? `no Chromium at ${executablePath}`
		: !existsSync(`${dist}index.html`)
			? 'dist/index.html is not built'
			: ''
	if (!missing) return true
	console.error(`page: ${missing}; set CHROMIUM to a Chromium or run \`npm run build\``)
	if (process.env.CI) process.exit(1)
	return false
}

/** A static server: of dist/ with the policy, or of an empty page without one. @param {boolean} [isElsewhere] */
export async function serve(isElsewhere = false) {
	const server = createServer(async (request, response) => {
		if (isElsewhere) {
			response
				.writeHead(200, { 'content-type': 'text/html' })
				.end('<!doctype html><title>Host</title><link rel=icon href=data:,>')
			return
		}
		const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname))
		const file = join(dist, path.endsWith('/') ? `${path}index.html` : path)
		try {
			const body = await readFile(file)
			response.writeHead(200, {
				'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
				'content-security-policy': POLICY,
			})
			response.end(body)
		} catch {
			response.writeHead(404).end()
		}
	})
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
	return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

export async function start() {
	const server = await serve()
	const elsewhere = await serve(true)
	const profile = await mkdtemp(join(tmpdir(), 'losslab-page-'))
	const browser = await puppeteer.launch({
		executablePath,
		userDataDir: profile,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	})
	/** @type {string[]} */
	const faults = []

	/**
	 * @param {{path?: string, lang?: string, hash?: string, width?: number, height?: number, isDark?: boolean, isForced?: boolean, hasScript?: boolean, file?: string, isElsewhere?: boolean}} [options]
	 */
	async function open({
		path = '',
		lang = 'en',
		hash = '',
		width = 1280,
		height = 900,
		isDark = false,
		isForced = false,
		hasScript = true,
		file = '',
		isElsewhere = false,
	} = {}) {
		const page = await browser.newPage()
		await page.setJavaScriptEnabled(hasScript)
		await page.setViewport({ width, height, isMobile: width < 600, hasTouch: width < 600 })
		const client = await page.createCDPSession()
		await client.send('Emulation.setEmulatedMedia', {
			features: [
				{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' },
				{ name: 'forced-colors', value: isForced ? 'active' : 'none' },
			],
		})
		page.on('console', (message) => {
			if (['error', 'warn'].includes(message.type())) faults.push(`console: ${message.text()}`)
		})
		page.on('pageerror', (error) => faults.push(`error: ${error}`))
		const known = [server.origin, elsewhere.origin, `file://${dist}`, 'data:', 'blob:']
		page.on('request', (request) => {
			if (!known.some((start) => request.url().startsWith(start))) faults.push(`request: ${request.url()}`)
		})
		page.on('response', (response) => {
			if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
		})
		await page.evaluateOnNewDocument(() => {
			const violations = /** @type {string[]} */ ([])
			Object.assign(window, { violations })
			addEventListener('securitypolicyviolation', (e) =>
				violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`),
			)
		})
		const { origin } = isElsewhere ? elsewhere : server
		await page.goto(`${file ? `file://${dist}${file}` : `${origin}/${path}`}?lang=${lang}${hash}`)
		if (hasScript) await settled(page)
		return page
	}

	return {
		origin: server.origin,
		faults,
		open,
		async close() {
			await browser.close()
			server.close()
			elsewhere.close()
			await rm(profile, { recursive: true, force: true })
		},
	}
}

/** Waits until all elements are drawn. @param {import('puppeteer-core').Page} page */
export const settled = (page) =>
	page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
	)

/** @param {import('puppeteer-core').Page} page @param {string} selector through shadow roots */
export const text = (page, selector) => page.$eval(`>>> ${selector}`, (node) => (node.textContent ?? '').trim())

/** @param {import('puppeteer-core').Page} page @param {string} selector */
export async function click(page, selector) {
	await page.locator(`>>> ${selector}`).click()
	await settled(page)
}

/** @param {import('puppeteer-core').Page} page @param {string} at such as p:0:0 @param {string} value */
export async function edit(page, at, value) {
	const cell = await page.$(`>>> [data-at="${at}"]`)
	await cell?.focus()
	await page.keyboard.down('Control')
	await page.keyboard.press('a')
	await page.keyboard.up('Control')
	await page.keyboard.type(value)
	await settled(page)
}

/** The value in the result card, in full. @param {import('puppeteer-core').Page} page */
export const value = (page) =>
	page.$eval('>>> loss-result >>> output data', (node) => Number(node.getAttribute('value')))

/** Waits until a selector's text holds something: for what loads when it is needed, and what waits for a rest. @param {import('puppeteer-core').Page} page @param {string} selector @param {string} wanted */
export async function shows(page, selector, wanted) {
	let seen = ''
	for (let attempt = 0; attempt < 300; attempt++) {
		seen = (await page.$$eval(`>>> ${selector}`, (nodes) => nodes.map((node) => node.textContent))).join('\n')
		if (seen.includes(wanted)) return seen
		await settled(page)
	}
	throw new Error(`${selector} shows ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`)
}
