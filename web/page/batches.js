/** The losses of whole batches as their pages load them: a second module, fetched where such a page is opened. */

import { batches } from '../lib/batch/library.js'
import { openBatch } from '../lib/batch/module.js'
import { compiled, machine } from './library.js'

const batch = openBatch(await compiled(new URL('lib/batch.wasm', import.meta.url)))

export const losses = batches(machine, () => batch, batch.names())
