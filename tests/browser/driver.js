/**
 * Drives the built page in a browser, and keeps a record of everything that should not happen. The browser is Chromium,
 * or what BROWSER names: firefox (both by puppeteer) or webkit (by plain WebDriver).
 */

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { dist, serve } from './server.js'
import { mini, openWindow, session } from './webdriver.js'

/** @typedef {import('puppeteer-core').Page} Page */
/**
 * @typedef {object} Look how a page is opened
 * @property {string} [path]
 * @property {string} [lang]
 * @property {string} [query] more of it: `&readonly`
 * @property {string} [hash]
 * @property {number} [width]
 * @property {number} [height]
 * @property {boolean} [isDark]
 * @property {boolean} [isForced] forced colours, in Chromium alone
 * @property {boolean} [isStill] reduced motion, in Chromium alone
 * @property {boolean} [hasScript]
 * @property {string} [file] opened from the disk
 * @property {boolean} [isElsewhere] on a host of another origin, without a policy
 * @property {string} [html] a page of that host
 */

export { dist }

export const name = /** @type {'chromium' | 'firefox' | 'webkit'} */ (process.env.BROWSER || 'chromium')
/** Media can be emulated, scripts turned off, memory measured: by DevTools. */
export const isChromium = name === 'chromium'
/** What needs that is a test in Chromium, and elsewhere skipped with a word. @param {any} test @param {string} title @param {() => Promise<void>} run */
export function inChromium(test, title, run) {
	if (isChromium) return test(title, run)
	console.error(`${title}: skipped, for ${name} is not driven by DevTools`)
	test.skip(title)
}
const PATHS = {
	chromium: process.env.CHROMIUM || '/usr/bin/chromium',
	firefox: process.env.FIREFOX || '/usr/bin/firefox-esr',
	webkit: mini,
}
const executablePath = PATHS[name]

/** Whether the page can be tested here; without a browser it is an error in continuous integration, and a message elsewhere. */
export function canTest() {
	const missing = !existsSync(executablePath)
		? `no ${name} at ${executablePath}`
		: !existsSync(`${dist}index.html`)
			? 'dist/index.html is not built'
			: ''
	if (!missing) return true
	console.error(`page: ${missing}; set CHROMIUM to a Chromium or run \`npm run build\``)
	if (process.env.CI || process.env.BROWSER) process.exit(1)
	return false
}

/** @param {{ files?: Record<string, string>, isCached?: boolean }} [options] files served besides; whether browsers may keep them */
export async function start({ files = {}, isCached = false } = {}) {
	const server = await serve({ files, isCached })
	const host = { '/': '<!doctype html><title>Host</title><link rel=icon href=data:,>', '/page.html': '' }
	const elsewhere = await serve({ files: host, isStrict: false })
	/** @type {string[]} */
	const faults = []
	const known = [server.origin, elsewhere.origin, `file://${dist}`, 'data:', 'blob:', 'about:']
	const browser = await (name === 'webkit' ? webkit() : puppet(faults, known))

	/** @param {Look} [look] @returns {Promise<Page>} */
	async function open(look = {}) {
		const {
			path = look.html ? 'page.html' : '',
			lang = 'en',
			query = '',
			hash = '',
			file = '',
			hasScript = true,
		} = look
		const page = await browser.open(look)
		const { origin } = look.isElsewhere || look.html ? elsewhere : server
		if (look.html) host['/page.html'] = `${host['/']}${look.html}`
		const theme = look.isDark && !isChromium ? '&theme=dark' : ''
		await page.goto(`${file ? `file://${dist}${file}` : `${origin}/${path}`}?lang=${lang}${theme}${query}${hash}`)
		if (hasScript) await settled(page)
		return page
	}

	return {
		origin: server.origin,
		elsewhere: elsewhere.origin,
		sent: server.sent,
		violations: server.violations,
		lose: server.lose,
		hold: server.hold,
		untyped: server.untyped,
		named: server.named,
		name,
		faults,
		open,
		async close() {
			await browser.close()
			server.close()
			elsewhere.close()
		},
	}
}

/** Chromium by DevTools, Firefox by WebDriver BiDi. @param {string[]} faults @param {string[]} known addresses */
async function puppet(faults, known) {
	const profile = await mkdtemp(join(tmpdir(), 'losslab-page-'))
	const flags = [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--js-flags=--expose-gc',
	]
	const browser = await puppeteer.launch({
		executablePath,
		protocolTimeout: 60_000,
		userDataDir: profile,
		...(isChromium ? { args: flags } : { browser: 'firefox' }),
	})
	return {
		/** @param {Look} look */
		async open({ width = 1280, height = 900, isDark, isForced, isStill, hasScript = true }) {
			const page = await browser.newPage()
			if (!hasScript) await page.setJavaScriptEnabled(false)
			const isPhone = isChromium && width < 600
			await page.setViewport({ width, height, isMobile: isPhone, hasTouch: isPhone })
			if (isChromium) await emulate(page, { isDark, isForced, isStill })
			page.on('console', (message) => {
				if (['error', 'warn'].includes(message.type())) faults.push(`console: ${message.text()}`)
			})
			page.on('pageerror', (error) => faults.push(`error: ${error}`))
			page.on('request', (request) => {
				if (!known.some((start) => request.url().startsWith(start))) faults.push(`request: ${request.url()}`)
			})
			page.on('response', (response) => {
				if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
			})
			return page
		},
		async close() {
			await browser.close()
			await rm(profile, { recursive: true, force: true, maxRetries: 5 })
		},
	}
}

/** @param {Page} page @param {{ isDark?: boolean, isForced?: boolean, isStill?: boolean }} look */
async function emulate(page, { isDark, isForced, isStill }) {
	const client = await page.createCDPSession()
	await client.send('Emulation.setEmulatedMedia', {
		features: [
			{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' },
			{ name: 'forced-colors', value: isForced ? 'active' : 'none' },
			{ name: 'prefers-reduced-motion', value: isStill ? 'reduce' : 'no-preference' },
		],
	})
}

/** WebKitGTK; its window is never narrower than about 450 pixels. */
async function webkit() {
	const driver = await session()
	return {
		/** @param {Look} look */
		async open({ width = 1280, height = 900 }) {
			const page = await openWindow(driver)
			await page.setViewport({ width, height })
			return /** @type {Page} */ (/** @type {unknown} */ (page))
		},
		close: () => driver.close(),
	}
}

/** Waits until all elements are there and drawn. @param {Page} page */
export const settled = (page) =>
	page.evaluate(async () => {
		const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
		const scripts = document.querySelectorAll('script[type=module]:not([src$="frames.js"])')
		const one = ['loss-scope', 'loss-batch'].map((name) => customElements.whenDefined(name))
		if (scripts.length) await Promise.any(one)
		// what comes into view is drawn in one frame, asked for in the next, and there when nothing is busy
		for (let calm = 0; calm < 2; calm = document.querySelector('[aria-busy]') ? 0 : calm + 1) await frames()
	})

/** @param {Page} page @param {string} selector through shadow roots */
export const text = (page, selector) => page.$eval(`>>> ${selector}`, (node) => (node.textContent ?? '').trim())

/** @param {Page} page @param {string} selector */
export async function click(page, selector) {
	await page.locator(`>>> ${selector}`).click()
	await settled(page)
}

/** Brings it into view, which may fetch it. @param {Page} page @param {string} selector */
export async function show(page, selector) {
	await page.$eval(`>>> ${selector}`, (node) => node.scrollIntoView())
	await settled(page)
}

/** @param {Page} page @param {string} at such as p:0:0 @param {string} value */
export async function edit(page, at, value) {
	const cell = await page.$(`>>> [data-at="${at}"]`)
	await cell?.focus()
	await page.keyboard.down('Control')
	await page.keyboard.press('a')
	await page.keyboard.up('Control')
	await page.keyboard.type(value)
	await settled(page)
}

/** Follow a link within the page. @param {import('puppeteer-core').Page} page @param {string} hash */
export async function go(page, hash) {
	await page.evaluate((next) => {
		location.hash = next
	}, hash)
	await settled(page)
}

/** The value in the result card, in full. @param {Page} page */
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
