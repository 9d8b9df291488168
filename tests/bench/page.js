// How fast the page is in Chromium, against its goals: npm run bench:page [-- WORD ...]   only what holds one of these words
// Beside what a clock on the wall says stands the processor time of the page's main thread, which other work on the machine
// does not lengthen as much.
import { dist, settled, start } from '../browser/driver.js'

/** @typedef {{ what: string, got: number, goal?: number, unit: string }} Row */

const wanted = process.argv.slice(2)
/** @param {string} what */
const isWanted = (what) => wanted.length === 0 || wanted.some((word) => what.includes(word))
const driver = await start()
/** @type {Row[]} */
const rows = []

/** @param {ArrayLike<number>} list @param {number} part */
const quantile = (list, part) =>
	Array.from(list).sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(part * list.length))]

/** A page whose processor is slowed. @param {import('../browser/driver.js').Look} look @param {number} rate */
async function slowed(look, rate) {
	const page = await driver.open(look)
	await page.emulateCPUThrottling(rate)
	await settled(page)
	return page
}

/** From the address to the first value that the library gave. @param {number} rate @param {number} goal */
async function load(rate, goal) {
	if (!isWanted(`first CPU ×${rate}`)) return
	const page = await driver.open({ path: 'embed/' })
	await page.emulateCPUThrottling(rate)
	const times = []
	for (let i = 0; i < 5; i++) {
		await page.goto(`${driver.origin}/?visit=${i}`)
		times.push(
			await page.evaluate(async () => {
				const shown = () =>
					document
						.querySelector('loss-calculator')
						?.shadowRoot?.querySelector('loss-result')
						?.shadowRoot?.querySelector('output data')
				while (!shown()) await new Promise((resolve) => requestAnimationFrame(resolve))
				const [paint] = performance.getEntriesByName('first-contentful-paint')
				return { result: performance.now(), paint: paint?.startTime ?? 0 }
			}),
		)
	}
	await page.close()
	const of = (/** @type {'result' | 'paint'} */ name) =>
		quantile(
			times.map((t) => t[name]),
			0.5,
		)
	rows.push({ what: `first paint, CPU ×${rate}`, got: of('paint'), unit: 'ms' })
	rows.push({ what: `first computed value, CPU ×${rate}`, got: of('result'), goal, unit: 'ms' })
}

/** A trace of what the page does meanwhile. @param {import('puppeteer-core').Page} page @param {() => Promise<unknown>} meanwhile */
async function traced(page, meanwhile) {
	await page.tracing.start({ categories: ['toplevel', 'devtools.timeline'] })
	await meanwhile()
	const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()))
	const renderers = traceEvents.filter((/** @type {any} */ e) => e.args?.name === 'CrRendererMain').map(threadOf)
	const threads = renderers.map((/** @type {string} */ thread) =>
		traceEvents.filter((/** @type {any} */ event) => event.ph === 'X' && threadOf(event) === thread),
	)
	const [busiest] = threads.sort((/** @type {any[]} */ a, /** @type {any[]} */ b) => b.length - a.length)
	return busiest.sort((/** @type {any} */ a, /** @type {any} */ b) => a.ts - b.ts)
}

/** @param {{ pid: number, tid: number }} event */
const threadOf = ({ pid, tid }) => `${pid} ${tid}`

/** Milliseconds on a processor, from frame to frame. @param {any[]} events of one thread */
function processorTimes(events) {
	const tasks = [{ time: 0, isFrame: false }]
	let end = 0
	for (const { name, ts, dur, tdur } of events) {
		if (name === 'FireAnimationFrame') tasks[tasks.length - 1].isFrame = true
		if (ts < end || !tdur) continue
		end = ts + dur
		tasks.push({ time: tdur / 1000, isFrame: false })
	}
	const times = [0]
	for (const { time, isFrame } of tasks) {
		if (isFrame) times.push(0)
		times[times.length - 1] += time
	}
	return times
}

/** The point dragged to and fro, 160 moves at 60 a second. @param {string} name @param {string} hash @param {number} rate @param {number} goal */
async function drag(name, hash, rate, goal) {
	const what = `drag ${name}, CPU ×${rate}`
	if (!isWanted(what)) return
	const page = await slowed({ hash }, rate)
	const box = await (await page.$('>>> loss-curve >>> .grip'))?.boundingBox()
	if (!box) throw new Error(`${name}: there is no point`)
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
	await page.mouse.move(x, y)
	await page.mouse.down()
	await page.evaluate(() => {
		const frames = /** @type {number[]} */ ([])
		const step = (/** @type {number} */ time) => {
			frames.push(time)
			requestAnimationFrame(step)
		}
		Object.assign(window, { frames })
		requestAnimationFrame(step)
	})
	const move = async () => {
		const began = performance.now()
		for (let i = 0; i < 160; i++) {
			await page.mouse.move(x + 90 * Math.sin(i / 12), y)
			const rest = began + i * (1000 / 60) - performance.now()
			if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
		}
	}
	await move()
	const frames = await page.evaluate(() => /** @type {any} */ (window).frames)
	const gaps = frames.slice(1).map((/** @type {number} */ time, /** @type {number} */ i) => time - frames[i])
	rows.push({ what: `${what}: median frame`, got: quantile(gaps, 0.5), goal: rate === 1 ? 17 : undefined, unit: 'ms' })
	rows.push({ what: `${what}: 95 % of frames within`, got: quantile(gaps, 0.95), goal, unit: 'ms' })
	if (rate === 1) {
		const times = processorTimes(await traced(page, move))
		const got = 4 * quantile(times, 0.95)
		rows.push({ what: `drag ${name}: processor time × 4, 95 % of frames within`, got, goal: 34, unit: 'ms' })
	}
	await page.mouse.up()
	await page.close()
}

/** Many rows, pasted or dropped; until they are painted. @param {string} name @param {string} hash @param {'paste' | 'drop'} way @param {number} count @param {number} goal */
async function fill(name, hash, way, count, goal) {
	if (!isWanted(name)) return
	const page = await slowed({ hash }, 1)
	const once = () =>
		page.evaluate(
			async (way, count) => {
				const lines = Array.from({ length: count }, (_, i) => `${(i * 7919) % 101},${((i * 104729) % 1013) / 10}`)
				const data = lines.join('\n')
				const table = /** @type {any} */ (document.querySelector('loss-calculator')).shadowRoot.querySelector(
					'loss-table',
				)
				const event = new Event(way, { bubbles: true, cancelable: true })
				const cell = table.shadowRoot.querySelector(way === 'paste' ? '[data-at="y:0:0"]' : '.frame')
				const transfer = { getData: () => data, files: [new File([data], 'rows.csv')] }
				const begin = performance.now()
				cell.dispatchEvent(Object.assign(event, { clipboardData: transfer, dataTransfer: transfer }))
				while (table.state.y.length !== count) await new Promise((resolve) => setTimeout(resolve))
				await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
				return performance.now() - begin
			},
			way,
			count,
		)
	const times = []
	const own = []
	for (let i = 0; i < 5; i++) {
		await page.evaluate((next) => {
			location.hash = next
		}, `${hash}&visit=${i}`)
		await settled(page)
		const events = await traced(page, async () => times.push(await once()))
		own.push(processorTimes(events).reduce((a, b) => a + b))
	}
	await page.close()
	rows.push({ what: `${name}: until painted`, got: quantile(times, 0.5), goal, unit: 'ms' })
	rows.push({ what: `${name}: processor time, with the making of the text`, got: quantile(own, 0.5), goal, unit: 'ms' })
}

await load(1, 500)
await load(4, 1800)
const HUBER = '#v1&loss=huber&y=3,-0.5,2,7&p=2.5,0,2,8'
for (const [rate, goal] of [
	[1, 17.5],
	[4, 34],
]) {
	await drag('Huber, values', HUBER, rate, goal)
	await drag('softmax, values', '#v1&loss=softmaxCrossEntropy', rate, goal)
	await drag(
		'six losses, curve',
		`${HUBER}&view=curve&others=squaredError,absoluteError,logCosh,cauchy,tukey`,
		rate,
		goal,
	)
}
await fill('paste of 1,000 rows', '#v1&loss=squaredError&y=1,2&p=1,2', 'paste', 1000, 100)
await fill('file of 100,000 rows', '#v1&loss=squaredError&y=1,2&p=1,2', 'drop', 100_000, 1000)
await driver.close()

console.log(`${await import('node:os').then(({ cpus }) => cpus()[0].model)}, dist at ${dist}\n`)
const width = Math.max(...rows.map(({ what }) => what.length))
for (const { what, got, goal, unit } of rows) {
	const held =
		goal === undefined ? '' : `   goal ${String(goal).padStart(5)} ${unit}   ${got <= goal ? 'held' : 'missed'}`
	console.log(`${what.padEnd(width)}   ${got.toFixed(1).padStart(7)} ${unit}${held}`)
}
