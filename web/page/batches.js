/** The losses of whole batches as their pages load them: a second module, fetched where such a page is opened. */

import { batches as make } from '../lib/batch/library.js'
import { openBatch } from '../lib/batch/module.js'
import { open } from '../lib/module.js'
import { compiled, module } from './library.js'

const batch = await compiled(new URL('lib/batch.wasm', import.meta.url))

const names = openBatch(batch).names()
const losses = make({ source: () => batch, names })(() => open(module))
export const batches = Object.fromEntries(losses.map((loss) => [/** @type {any} */ (loss).id, loss]))
