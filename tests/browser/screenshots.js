// Pictures of every view: dist/screenshots/*.png, in both languages, light and dark, on a desk, a tablet and a phone; and the four
// small ones of the README, which are kept.
//   node tests/browser/screenshots.js [WORD ...]   only those whose names hold one of these
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { click, dist, edit, settled, show, start } from './driver.js'

const place = `${dist}screenshots/`
const kept = fileURLToPath(new URL('../../web/page/pictures/', import.meta.url))
const wanted = process.argv.slice(2)

const TWO = 'y=2,1,0&p=0.3,0.3,0.4;0.3,0.4,0.3;0.1,0.2,0.7&q=0.1,0.2,0.7;0.1,0.7,0.2;0.3,0.4,0.3'
const WRONG = '#v1&loss=binaryCrossEntropy&y=1,2,0,x&p=1.2,0.5,0.4,0.1&w=1,1,-1,1'

/** A thousand samples. */
const MANY = Array.from({ length: 1000 }, (_, i) => [i / 100, (i / 100 + 2 * Math.sin(i * i)).toFixed(2)])

/** @type {Record<string, import('./driver.js').Look & { then?: (page: import('puppeteer-core').Page) => Promise<unknown> }>} */
const STATES = {
	values: {},
	rows: { hash: '#v1&loss=softmaxCrossEntropy' },
	weighted: { hash: '#v1&loss=huber&y=3,-0.5,2,7&p=2.5,0,2,8&w=1,2,0,1&q=3,0,1,8' },
	box: { hash: '#v1&loss=ciou' },
	curve: { hash: '#v1&loss=huber&view=curve&others=squaredError,absoluteError' },
	six: { hash: '#v1&loss=huber&view=curve&others=squaredError,absoluteError,logCosh,pseudoHuber,cauchy' },
	readonly: { hash: '#v1&loss=huber', query: '&readonly' },
	forced: { hash: '#v1&loss=huber&view=curve&others=squaredError,absoluteError', isForced: true },
	bars: { hash: '#v1&loss=categoricalCrossEntropy&view=curve' },
	compare: { hash: '#v1&loss=huber&view=compare&others=squaredError,absoluteError,logCosh' },
	models: { hash: `#v1&loss=categoricalCrossEntropy&others=zeroOne&view=compare&${TWO}` },
	wrong: { hash: WRONG },
	many: { hash: `#v1&loss=huber&y=${MANY.map(([y]) => y)}&p=${MANY.map(([, p]) => p)}` },
	empty: { hash: '#v1&loss=squaredError&y=x&p=' },
	example: { then: (page) => click(page, '[data-preset="t3-models"], [data-preset]') },
	edited: { then: (page) => edit(page, 'p:0:0', '3.75') },
	picker: { then: (page) => click(page, 'button.open') },
	loss: { path: 'loss/huber/' },
	batch: { path: 'loss/supCon/' },
	triplet: { path: 'loss/tripletMargin/', then: (page) => show(page, 'loss-batch-derivation') },
	frames: { path: 'loss/ctc/' },
	gallery: { then: (page) => show(page, '.all') },
	search: {
		async then(page) {
			await show(page, '.all')
			await page.type('.all [type=search]', '交叉熵')
		},
	},
	builder: { path: 'builder/' },
	'builder-batch': { path: 'builder/', hash: '#v1&loss=supCon' },
	embed: { path: 'embed/' },
	'embed-batch': { path: 'embed/linearArcFace/', then: (page) => show(page, 'loss-batch-derivation') },
}

const LOOKS = [
	{ lang: 'en', width: 1280, height: 900 },
	{ lang: 'zh', width: 1280, height: 900, isDark: true },
	{ lang: 'zh', width: 768, height: 1024 },
	{ lang: 'en', width: 320, height: 640 },
	{ lang: 'zh', width: 320, height: 640, isDark: true },
]

/** Those of the README. @type {Record<string, import('./driver.js').Look>} */
const KEPT = {
	curve: { hash: STATES.curve.hash, lang: 'en', height: 760 },
	derivation: { hash: '#v1&loss=softmaxCrossEntropy&selected=1&component=1', lang: 'zh', height: 860 },
	plane: { path: 'loss/supCon/', lang: 'en', isDark: true, height: 1000 },
	phone: { hash: '#v1&loss=binaryCrossEntropy', lang: 'zh', width: 390, height: 844 },
}

/** All that is fetched or drawn when it comes into view. @param {import('puppeteer-core').Page} page */
async function walk(page) {
	const step = 700
	for (let y = 0; y < (await page.evaluate(() => document.documentElement.scrollHeight)); y += step) {
		await page.evaluate((to) => scrollTo(0, to), y)
		await settled(page)
	}
	// the picture is higher than the window, and holds what the page would not draw there
	await page.$$eval('.all section', (sections) => {
		for (const section of sections) section.style.contentVisibility = 'visible'
	})
	await page.evaluate(() => scrollTo(0, 0))
	await settled(page)
}

await mkdir(place, { recursive: true })
await mkdir(kept, { recursive: true })
const driver = await start()
for (const [name, { then, ...view }] of Object.entries(STATES))
	for (const look of LOOKS) {
		const title = `${name}-${look.lang}-${look.isDark ? 'dark' : 'light'}-${look.width}`
		if (wanted.length && !wanted.some((word) => title.includes(word))) continue
		const page = await driver.open({ ...view, ...look })
		if (then) {
			// an example may stand in a list that is folded on a phone
			await page.$$eval('>>> details', (all) => {
				for (const details of all) details.open = true
			})
			await then(page)
		}
		if (name !== 'picker') await walk(page)
		await page.screenshot({ path: `${place}${title}.png`, fullPage: name !== 'picker' })
		await page.close()
		console.log(`dist/screenshots/${title}.png`)
	}
for (const [name, look] of Object.entries(KEPT)) {
	if (wanted.length && !wanted.some((word) => `readme-${name}`.includes(word))) continue
	const page = await driver.open(look)
	await walk(page)
	await page.screenshot({ path: `${kept}${name}.webp`, type: 'webp', quality: 60 })
	await page.close()
	console.log(`web/page/pictures/${name}.webp`)
}
await driver.close()
if (driver.faults.length) {
	console.error(driver.faults.join('\n'))
	process.exitCode = 1
}
