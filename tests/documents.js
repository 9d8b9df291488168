/** The pages as files, before any script: what their links lead to. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as assert from 'uvu/assert'
import { compute } from '../web/elements/compute.js'
import { compute as computeBatch } from '../web/elements/batch/compute.js'
import { complete as completeBatch } from '../web/elements/batch/state.js'
import { catalogue as samples } from '../web/elements/describe.js'
import { format } from '../web/elements/numbers.js'
import { complete } from '../web/elements/state.js'
import { catalogue as losses } from './help/catalogue.js'
import { suite } from './help/uvu.js'

const test = suite('documents')
const dist = new URL('../dist/', import.meta.url)
const UNESCAPED = /** @type {Record<string, string>} */ ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' })

/** Every page, by its address within the site. @type {[URL, string][]} */
const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('index.html'))
	.map((path) => [new URL(path, dist), readFileSync(new URL(path, dist), 'utf8')])

/** @param {string} html @returns {string[]} */
const links = (html) =>
	[...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) =>
		href.replace(/&\w+;/g, (name) => UNESCAPED[name] ?? name),
	)

test('every loss has a page', () => {
	for (const id of Object.keys(losses)) assert.ok(existsSync(new URL(`loss/${id}/index.html`, dist)), id)
})

test('every loss has a frame, which shows its example before, and without, any script, in both languages', () => {
	for (const [id, { names }] of Object.entries(losses)) {
		const html = readFileSync(new URL(`embed/${id}/index.html`, dist), 'utf8')
		const { value, each } = id in samples ? compute(complete({ loss: id })) : computeBatch(completeBatch({ loss: id }))
		const shown = (/** @type {RegExp} */ part) =>
			part.exec(html)?.[1].replace(/&\w+;/g, (name) => UNESCAPED[name] ?? name)
		assert.is(shown(/<strong>(.*?)<\/strong>/), format(value ?? each[0]), id)
		assert.is(shown(/<h2>.*<span lang="zh-CN">(.*?)<\/span><\/h2>/), names.zh, id)
		assert.match(html, new RegExp(`data-loss="${id}"`))
	}
})

test('every link within the site leads to a file', () => {
	for (const [page, html] of pages)
		for (const href of links(html)) {
			const { protocol, pathname } = new URL(href, page)
			if (protocol === 'file:') assert.ok(existsSync(pathname), `${page.pathname}: ${href}`)
		}
})

test('every DOI of a reference is a link to it, and one of doi.org', () => {
	for (const { id, reference } of Object.values(losses)) {
		const html = readFileSync(new URL(`loss/${id}/index.html`, dist), 'utf8')
		const found = links(html).filter((href) => href.includes('doi.org'))
		assert.is(found.length, Number(reference.includes('doi:')), id)
		for (const href of found) {
			const [, doi] = /^https:\/\/doi\.org\/(10\.\d{4,}\/[^\s<>"]*[^\s<>".,;])$/.exec(href) ?? []
			assert.ok(doi, `${id}: ${href}`)
			const whole = reference.split(/\s+/).map((/** @type {string} */ word) => word.replace(/;$/, ''))
			assert.ok(whole.includes(`doi:${decodeURI(doi)}`), `${id}: ${href} of ${reference}`)
		}
	}
})

test.run()
