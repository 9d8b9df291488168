/** The library as the pages load it: its module is a file of its own, compiled while it arrives. */

import { load } from 'losslab/external'

export { LossError } from 'losslab/external'

const address = new URL('lib/losslab.wasm', import.meta.url)
/** A server that does not know the type of the file sends it again, as bytes. */
const module = await WebAssembly.compileStreaming(fetch(address)).catch(() => fetch(address))

export const losses = await load(module)
