// That a call is refused with the right error, changes nothing, and leaves the library at work.
import * as assert from 'uvu/assert'
import { LossError, losses } from '../../dist/lib/index.js'

const { huber, softmaxCrossEntropy } = losses

/** What the details of every error of a code hold. @type {Record<string, string[]>} */
const holds = {
	type: ['argument', 'got'],
	detached: ['argument'],
	option: [],
	parameter: ['option', 'got', 'allowed'],
	label: ['argument', 'index', 'got', 'allowed'],
	domain: ['argument', 'index', 'got', 'allowed'],
	class: ['argument', 'index', 'got', 'classes'],
	weight: ['argument', 'index', 'got'],
	length: [],
	shape: [],
	out: [],
	stream: ['option'],
}

/** A picture of what was given, to be held against it later. @param {any} x @returns {any} */
function picture(x) {
	if (x instanceof Float64Array && x.buffer.byteLength === 0) return x
	if (ArrayBuffer.isView(x) && !(x instanceof DataView)) return Array.from(/** @type {any} */ (x), String)
	if (Array.isArray(x)) return x.map(picture)
	if (x?.constructor === Object)
		return Object.fromEntries(Object.entries(x).map(([key, value]) => [key, picture(value)]))
	return x
}

/** The next call works. */
export function works() {
	assert.is(huber([1, 2, 3], [1.5, 2, 5], { delta: 1 }), (0.125 + 1.5) / 3)
	assert.equal(Array.from(huber.gradient([1, 2], Float32Array.of(1.5, 4), { reduction: 'sum' })), [0.5, 1])
	assert.is(softmaxCrossEntropy([0], [[3, 3]]), Math.LN2)
}

/** A call that must be refused, and how; gives the details. @param {any} call @param {any[]} given @param {string} code @param {string} message */
export function refuses(call, given, code, message) {
	const before = picture(given)
	let error
	try {
		call(...given)
	} catch (thrown) {
		error = /** @type {any} */ (thrown)
	}
	assert.ok(error, `no error, but should be: ${message}`)
	assert.is(error.message, message)
	assert.instance(error, LossError)
	assert.instance(error, Error)
	assert.is(error.name, 'LossError')
	assert.is(error.code, code, message)
	const { details } = error
	assert.is(details.loss, message.slice(0, message.indexOf(':')), message)
	for (const key of holds[code]) assert.ok(key in details, `details.${key}: ${message}`)
	for (const key of ['argument', 'option', details.place ? 'place' : 'index', 'nearest', 'classes', 'samples'])
		if (details[key] !== undefined) assert.ok(message.includes(details[key]), `details.${key} is in: ${message}`)
	assert.equal(picture(given), before, `what was given is as it was: ${message}`)
	works()
	return details
}
