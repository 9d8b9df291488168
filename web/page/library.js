/** The library as the pages load it: its module is a file of its own, compiled while it arrives. */

import { load } from 'losslab/external'
import { address, arriving } from './arriving.js'

export { LossError } from 'losslab/external'

/** A server that does not know the type of the file sends it again, as bytes. */
const module = await WebAssembly.compileStreaming(arriving).catch(() => fetch(address))

export const losses = await load(module)
