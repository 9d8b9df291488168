// What the memory allows: a loop in wasm that reads what a loss reads and does nothing with it, or writes as much as a gradient.
import { readFileSync } from 'node:fs'
import { bytes } from '../cases.js'
import { serve } from './serve.js'

const module = new WebAssembly.Module(readFileSync(new URL('../../../dist/bench/roof.wasm', import.meta.url)))
const PAGE = 65_536
const FROM = PAGE

serve('wasm, SIMD', (task) => {
	if (task.order !== 'value' && task.order !== 'gradient') return 'no such loop'
	const { memory, read, copy } = /** @type {any} */ (new WebAssembly.Instance(module).exports)
	const size = bytes(task)
	const pages = Math.ceil((size.read + size.written) / PAGE) + 3
	if (pages > PAGE) return 'more than 4 GB'
	memory.grow(pages)
	new Uint8Array(memory.buffer).fill(1, FROM)
	const to = FROM + Math.ceil(size.read / PAGE) * PAGE
	return size.written ? () => copy(FROM, size.read, to, size.written) : () => read(FROM, size.read)
})
