/** The page that writes what puts the elements into a course. */

import { define } from '../elements/element.js'
import { provideOthers } from '../elements/others.js'
import { defineElements, startShell, unpack } from './first.js'
import { more } from './later.js'
import { LossBuilder } from './loss-builder.js'

startShell()
defineElements()
define('loss-builder', LossBuilder)
const builder = /** @type {LossBuilder} */ (document.querySelector('loss-builder'))
provideOthers(async () => (await more()).others.map((other) => ({ ...other, href: `#v1&loss=${other.id}` })))

/** @param {string} hash */
async function follow(hash) {
	if (await builder.enter(hash)) return
	const given = await unpack(hash)
	if (given) builder.store.load(given, 'link')
}
follow(location.hash)
addEventListener('hashchange', ({ newURL }) => follow(new URL(newURL).hash))
