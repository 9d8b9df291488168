/** Asks for the library's module while the scripts that need it are on their way; not every browser lets a preload be fetched. */

export const address = new URL('lib/losslab.wasm', import.meta.url)
export const arriving = fetch(address)
