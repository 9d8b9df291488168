/** The library as the pages load it: its module is a file of its own, compiled while it arrives. */

import names from 'losslab:names'
import { library } from '../lib/library.js'

export { LossError } from '../lib/errors.js'

const address = new URL('lib/losslab.wasm', import.meta.url)
/** A server that does not know the type of the file sends it again, as bytes. */
const module = await WebAssembly.compileStreaming(fetch(address)).catch(async () =>
	WebAssembly.compile(await (await fetch(address)).arrayBuffer()),
)

export const losses = library({ source: () => module, names })
