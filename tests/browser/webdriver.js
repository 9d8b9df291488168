/** WebKitGTK by plain WebDriver, with as much of puppeteer's page as the tests use. */

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Debian keeps it with WebKit's processes, in the folder of the machine's kind. */
export const mini =
	readdirSync('/usr/lib')
		.flatMap((kind) => ['4.1', '4.0'].map((version) => `/usr/lib/${kind}/webkit2gtk-${version}/MiniBrowser`))
		.find(existsSync) ?? 'MiniBrowser'

/** How long a script may take. */
const MINUTES = 5 * 60_000

/** A session, on a display of its own. */
export async function session() {
	const place = mkdtempSync(join(tmpdir(), 'losslab-webkit-'))
	const display = await numbered('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'])
	const env = { ...process.env, DISPLAY: `:${display.number}`, HOME: place, WEBKIT_DISABLE_COMPOSITING_MODE: '1' }
	const port = 20_000 + Number(display.number)
	const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' })

	/** @param {string} method @param {string} path @param {object} [body] */
	async function request(method, path, body) {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) })
		const { value } = /** @type {any} */ (await response.json())
		if (value?.error) throw new Error(`${value.error}: ${value.message}`)
		return value
	}
	async function stop() {
		driver.kill()
		display.kill()
		rmSync(place, { recursive: true, force: true, maxRetries: 5 })
	}

	try {
		for (let tries = 50; ; tries--) {
			const ready = await request('GET', '/status').catch(() => undefined)
			if (ready) break
			if (!tries) throw new Error('WebKitWebDriver does not answer')
			await wait(100)
		}
		const { sessionId, capabilities } = await request('POST', '/session', {
			capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: mini, args: ['--automation'] } } },
		})
		const base = `/session/${sessionId}`
		await request('POST', `${base}/timeouts`, { script: MINUTES })
		return {
			version: `${capabilities.browserName}/${capabilities.browserVersion}`,
			/** @param {string} method @param {string} path @param {object} [body] */
			command: (method, path, body) => request(method, base + path, body),
			async close() {
				await request('DELETE', base).catch(() => {})
				await stop()
			},
		}
	} catch (error) {
		await stop()
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

/** Evaluate an expression; a promise is waited for. @param {Awaited<ReturnType<typeof session>>} session @param {string} expression */
export async function evaluate({ command }, expression) {
	const script = `const done = arguments[0]
		new Promise((resolve) => resolve(${expression})).then((value) => done({ value }), (error) => done({ error: String(error) }))`
	const { value, error } = await command('POST', '/execute/async', { script, args: [] })
	if (error) throw new Error(error)
	return value
}

/** Keys that WebDriver writes as letters of a private area. */
const KEYS = /** @type {Record<string, string>} */ ({
	Backspace: '\ue003',
	Tab: '\ue004',
	Enter: '\ue007',
	Shift: '\ue008',
	Control: '\ue009',
	Escape: '\ue00c',
	Space: ' ',
	PageUp: '\ue00e',
	PageDown: '\ue00f',
	End: '\ue010',
	Home: '\ue011',
	ArrowLeft: '\ue012',
	ArrowUp: '\ue013',
	ArrowRight: '\ue014',
	ArrowDown: '\ue015',
	Delete: '\ue017',
})

/** All that a selector finds: `>>>` goes on into shadow roots, as in puppeteer. */
const FIND = `(selector) => {
	const within = (root) => [root, ...[...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot ? within(node.shadowRoot) : []))]
	const found = (path) => {
		let roots = [document]
		path.split('>>>').forEach((step, i) => {
			const part = step.trim()
			if (!part) return
			const deep = i === 0 ? roots : roots.flatMap((root) => [...(root.shadowRoot ? within(root.shadowRoot) : []), ...(root === document || !root.shadowRoot ? within(root) : [])])
			roots = [...new Set(deep.flatMap((root) => [...root.querySelectorAll(part)]))]
		})
		return roots
	}
	return selector.split(/,\\s*(?=>>>)/).flatMap(found)
}`

/** A window, or a frame of it. @param {Awaited<ReturnType<typeof session>>} driver @param {string} handle @param {number} [frame] */
export function window_(driver, handle, frame) {
	const { command } = driver
	const here = async () => {
		await command('POST', '/window', { handle })
		if (frame !== undefined) await command('POST', '/frame', { id: frame })
	}
	/** @param {string} expression */
	const run = async (expression) => {
		await here()
		return evaluate(driver, expression)
	}
	/** @param {any[]} args */
	const list = (args) => args.map((arg) => `, ${JSON.stringify(arg)}`).join('')
	/** @param {string} type @param {object[]} actions */
	const act = async (type, actions) => {
		await here()
		await command('POST', '/actions', { actions: [{ type, id: type, actions }] })
	}
	/** @param {string} key */
	const code = (key) => KEYS[key] ?? key
	const position = { x: 0, y: 0 }

	/** @param {string} selector @param {number} at */
	const element = (selector, at) => {
		const box = (/** @type {string} */ before = '') =>
			run(`(() => {
				const node = (${FIND})(${JSON.stringify(selector)})[${at}]
				${before}
				const { x, y, width, height } = node.getBoundingClientRect()
				return { x, y, width, height }
			})()`)
		return {
			focus: () => run(`(${FIND})(${JSON.stringify(selector)})[${at}].focus()`),
			boundingBox: () => box(),
			contentFrame: async () => {
				const place = await run(
					`[...document.querySelectorAll('iframe')].indexOf((${FIND})(${JSON.stringify(selector)})[${at}])`,
				)
				return /** @type {ReturnType<typeof window_>} */ (window_(driver, handle, place))
			},
			async click({ count = 1 } = {}) {
				const { x, y, width, height } = await box("node.scrollIntoView({ block: 'center', inline: 'center' })")
				await page.mouse.move(x + width / 2, y + height / 2)
				const press = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }))
				await act('pointer', Array(count).fill(press).flat())
			},
		}
	}

	const page = {
		/** @param {string} url */
		goto: async (url) => {
			await here()
			await command('POST', '/url', { url })
		},
		/** @param {Function | string} call or a script @param {...any} args */
		evaluate: (call, ...args) =>
			run(typeof call === 'string' ? `(() => { ${call} })()` : `(${call})(${list(args).slice(2)})`),
		/** @param {string} selector @param {Function} call @param {...any} args */
		$eval: (selector, call, ...args) =>
			run(`(() => {
				const [node] = (${FIND})(${JSON.stringify(selector)})
				if (!node) throw new Error(${JSON.stringify(`no ${selector}`)})
				return (${call})(node${list(args)})
			})()`),
		/** @param {string} selector @param {Function} call @param {...any} args */
		$$eval: (selector, call, ...args) => run(`(${call})((${FIND})(${JSON.stringify(selector)})${list(args)})`),
		/** @param {string} selector */
		$: async (selector) => ((await run(`(${FIND})(${JSON.stringify(selector)}).length`)) ? element(selector, 0) : null),
		/** @param {string} selector */
		$$: async (selector) =>
			Array.from({ length: await run(`(${FIND})(${JSON.stringify(selector)}).length`) }, (_, at) =>
				element(selector, at),
			),
		/** @param {string} selector */
		locator: (selector) => ({
			async click() {
				for (let tries = 100; !(await page.$(selector)); tries--) {
					if (!tries) throw new Error(`no ${selector}`)
					await wait(50)
				}
				await element(selector, 0).click()
			},
		}),
		/** @param {Function} call @param {object} _ @param {...any} args */
		async waitForFunction(call, _, ...args) {
			for (let tries = 600; !(await run(`Boolean((${call})(${list(args).slice(2)}))`)); tries--) {
				if (!tries) throw new Error(`in vain: ${call}`)
				await wait(50)
			}
		},
		title: () => run('document.title'),
		url: () => run('location.href'),
		keyboard: {
			/** @param {string} key */
			down: (key) => act('key', [{ type: 'keyDown', value: code(key) }]),
			/** @param {string} key */
			up: (key) => act('key', [{ type: 'keyUp', value: code(key) }]),
			/** @param {string} key */
			press: (key) =>
				act('key', [
					{ type: 'keyDown', value: code(key) },
					{ type: 'keyUp', value: code(key) },
				]),
			/** @param {string} text */
			type: (text) =>
				act(
					'key',
					[...text].flatMap((value) => [
						{ type: 'keyDown', value },
						{ type: 'keyUp', value },
					]),
				),
		},
		mouse: {
			/** @param {number} x @param {number} y @param {{ steps?: number }} [how] */
			async move(x, y, { steps = 1 } = {}) {
				const from = { ...position }
				Object.assign(position, { x, y })
				await act(
					'pointer',
					Array.from({ length: steps }, (_, i) => ({
						type: 'pointerMove',
						duration: 16,
						x: Math.round(from.x + ((x - from.x) * (i + 1)) / steps),
						y: Math.round(from.y + ((y - from.y) * (i + 1)) / steps),
					})),
				)
			},
			down: () => act('pointer', [{ type: 'pointerDown', button: 0 }]),
			up: () => act('pointer', [{ type: 'pointerUp', button: 0 }]),
		},
		/** The size of what is inside the window. @param {{ width: number, height: number }} size */
		async setViewport({ width, height }) {
			await here()
			await command('POST', '/window/rect', { width, height })
			const inner = await evaluate(driver, '[innerWidth, innerHeight]')
			await command('POST', '/window/rect', { width: 2 * width - inner[0], height: 2 * height - inner[1] })
		},
		async close() {
			await here()
			await command('DELETE', '/window')
		},
	}
	return page
}

/** @param {Awaited<ReturnType<typeof session>>} driver */
export async function openWindow(driver) {
	const [first] = await driver.command('GET', '/window/handles')
	await driver.command('POST', '/window', { handle: first })
	const { handle } = await driver.command('POST', '/window/new', { type: 'window' })
	return window_(driver, handle)
}
