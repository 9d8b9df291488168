/** The library as the pages load it: its module is a file of its own, compiled while it arrives. */

import { catalogue } from '../lib/library.js'
import { makeLoss } from '../lib/loss.js'
import { open } from '../lib/module.js'
import { address, arriving } from './arriving.js'

export { LossError } from '../lib/errors.js'

/** A server that does not know the type of the file sends it again, as bytes. @param {URL} address @param {Promise<Response>} [response] under way */
export const compiled = (address, response = fetch(address)) =>
	WebAssembly.compileStreaming(response).catch(async () =>
		WebAssembly.compile(await (await fetch(address)).arrayBuffer()),
	)

const samples = open(await compiled(address, arriving))
export const machine = () => samples
export const losses = catalogue(samples.names().map((name) => makeLoss(machine, name)))
