// Browsers, all driven alike: open an address, evaluate an expression there. Chromium and Firefox through puppeteer
// (DevTools, WebDriver BiDi), WebKitGTK through plain WebDriver on a display of its own.
import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'
import { evaluate, mini, session } from '../browser/webdriver.js'

/**
 * @typedef {object} Tab
 * @property {string} version
 * @property {(url: string) => Promise<unknown>} open
 * @property {(expression: string) => Promise<any>} evaluate a promise is waited for
 * @property {() => Promise<unknown>} close
 *
 * @typedef {{ name: string, missing?: string, start: () => Promise<Tab> }} Browser
 */

const chromium = process.env.CHROMIUM || '/usr/bin/chromium'
const firefox = process.env.FIREFOX || '/usr/bin/firefox-esr'

/** How long a hash may take. */
const MINUTES = 5 * 60_000

/** @param {string[]} files all of them are needed */
function missing(...files) {
	const file = files.find((name) => !existsSync(name))
	return file === undefined ? undefined : `there is no ${file}`
}

/** @param {import('puppeteer-core').LaunchOptions} options @returns {Promise<Tab>} */
async function puppet(options) {
	const browser = await puppeteer.launch({ ...options, protocolTimeout: MINUTES })
	const page = await browser.newPage()
	return {
		version: await browser.version(),
		open: (url) => page.goto(url),
		evaluate: (expression) => page.evaluate(expression),
		close: () => browser.close(),
	}
}

/** @returns {Promise<Tab>} */
async function webkit() {
	const driver = await session()
	return {
		version: driver.version,
		open: (url) => driver.command('POST', '/url', { url }),
		evaluate: (expression) => evaluate(driver, expression),
		close: () => driver.close(),
	}
}

/** @type {Browser[]} */
export const browsers = [
	{
		name: 'Chromium',
		missing: missing(chromium),
		start: () => puppet({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] }),
	},
	{
		name: 'Firefox',
		missing: missing(firefox),
		start: () => puppet({ browser: 'firefox', executablePath: firefox }),
	},
	{
		name: 'WebKit',
		missing: missing(mini, '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'),
		start: webkit,
	},
]
