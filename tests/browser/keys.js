/** A page by the keyboard alone, as one sees where one is. */

import * as assert from 'uvu/assert'
import { settled } from './driver.js'

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').KeyInput} Key */

/** One after the other. @param {Page} page @param {Key[]} keys */
export async function press(page, ...keys) {
	// the one name that is not that of the key in all protocols
	for (const key of keys) await page.keyboard.press(key === 'Space' ? ' ' : key)
	await settled(page)
}

/** With Control held. @param {Page} page @param {Key} key */
export async function control(page, key) {
	await page.keyboard.down('Control')
	await press(page, key)
	await page.keyboard.up('Control')
}

/** What has the focus, and whether one sees it: its outline, or the ring of a point, where the label of a choice stands for it. @param {Page} page */
export const focus = (page) =>
	page.evaluate(() => {
		let node = /** @type {any} */ (document.activeElement)
		while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
		const [halo, reach] = ['.halo', '.reach'].map((ring) => node.querySelector(ring))
		const label = node.type === 'radio' ? node.nextElementSibling : node
		const style = getComputedStyle(halo ?? reach ?? label)
		const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
		const isSeen = halo ? style.opacity === '1' : reach ? style.stroke !== 'none' : isOutlined
		const { preset = '', at = '', point = '' } = node.dataset
		const name = [node.localName, node.getAttribute('class') ?? '', preset, at, point, node.id, node.name, node.ariaLabel].join(' ') // prettier-ignore
		return { name, isSeen, isPage: node === document.body }
	})

/** By Tab, or back by Shift and Tab, to what has such a name; all that has the focus on the way is seen to have it. @param {Page} page @param {RegExp} wanted @param {boolean} [isBack] */
export async function tabTo(page, wanted, isBack = false) {
	for (let i = 0; i < 400; i++) {
		if (isBack) await page.keyboard.down('Shift')
		await page.keyboard.press('Tab')
		if (isBack) await page.keyboard.up('Shift')
		const { name, isSeen, isPage } = await focus(page)
		assert.ok(isSeen || isPage, `the focus on ${name} is not seen`)
		if (wanted.test(name)) return settled(page)
	}
	throw new Error(`no way to ${wanted}`)
}
