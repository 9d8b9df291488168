// Browsers, all driven alike: open an address, evaluate an expression there. Chromium and Firefox through puppeteer
// (DevTools, WebDriver BiDi), WebKitGTK through plain WebDriver on a display of its own.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import puppeteer from 'puppeteer-core'

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

/** A WebDriver session of WebKitGTK's small browser. @param {string} binary @returns {Promise<Tab>} */
async function webkit(binary) {
	const place = mkdtempSync(join(tmpdir(), 'losslab-webkit-'))
	const display = await numbered('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'])
	const env = { ...process.env, DISPLAY: `:${display.number}`, HOME: place, WEBKIT_DISABLE_COMPOSITING_MODE: '1' }
	const port = 20_000 + Number(display.number)
	const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' })

	/** @param {string} method @param {string} path @param {object} [body] */
	async function command(method, path, body) {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) })
		const { value } = /** @type {any} */ (await response.json())
		if (value?.error) throw new Error(`${value.error}: ${value.message}`)
		return value
	}
	async function close() {
		driver.kill()
		display.kill()
		rmSync(place, { recursive: true, force: true, maxRetries: 5 })
	}

	try {
		for (let tries = 50; ; tries--) {
			const ready = await command('GET', '/status').catch(() => undefined)
			if (ready) break
			if (!tries) throw new Error('WebKitWebDriver does not answer')
			await wait(100)
		}
		const { sessionId, capabilities } = await command('POST', '/session', {
			capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } },
		})
		const session = `/session/${sessionId}`
		await command('POST', `${session}/timeouts`, { script: MINUTES })
		return {
			version: `${capabilities.browserName}/${capabilities.browserVersion}`,
			open: (url) => command('POST', `${session}/url`, { url }),
			evaluate: async (expression) => {
				const script = `const done = arguments[0]
					new Promise((resolve) => resolve(${expression})).then((value) => done({ value }), (error) => done({ error: String(error) }))`
				const { value, error } = await command('POST', `${session}/execute/async`, { script, args: [] })
				if (error) throw new Error(error)
				return value
			},
			close: async () => {
				await command('DELETE', session).catch(() => {})
				await close()
			},
		}
	} catch (error) {
		await close()
		throw error
	}
}

/** Start a program that writes a number to its third channel. @param {string} program @param {string[]} flags */
async function numbered(program, flags) {
	const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
	const channel = /** @type {import('node:stream').Readable} */ (child.stdio[3])
	const number = await new Promise((resolve, reject) => {
		channel.once('data', (chunk) => resolve(String(chunk).trim()))
		child.once('error', reject)
		child.once('exit', () => reject(new Error(`${program} ended`)))
	})
	return { number, kill: () => child.kill() }
}

/** Debian keeps it with WebKit's processes, in the folder of the machine's kind. */
const mini =
	readdirSync('/usr/lib')
		.flatMap((kind) => ['4.1', '4.0'].map((version) => `/usr/lib/${kind}/webkit2gtk-${version}/MiniBrowser`))
		.find(existsSync) ?? 'MiniBrowser'

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
		start: () => webkit(mini),
	},
]
