/** A static server as a strict host would set it up, and a record of what was asked of it. */

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

export const dist = new URL('../../dist/', import.meta.url).pathname
export const POLICY =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"
const TYPES = /** @type {Record<string, string>} */ ({
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.wasm': 'application/wasm',
})

/**
 * A server of dist/, with the policy or without.
 *
 * @param {{ files?: Record<string, string>, isStrict?: boolean, isCached?: boolean }} [options] files besides, by path: `/host.html`
 */
export async function serve({ files = {}, isStrict = true, isCached = false } = {}) {
	/** What was sent, in order. @type {{ path: string, body: Buffer }[]} */
	const sent = []
	/** @type {string[]} */
	const violations = []
	/** Files that do not arrive. */
	let lost = /^$/
	let isUntyped = false
	/** What scripts wait for. @type {Promise<unknown>} */
	let turn = Promise.resolve()
	/** Whether the policy names the host instead of saying 'self'. */
	let isNamed = false
	/** @param {string} path */
	const load = (path) =>
		path in files ? Buffer.from(files[path]) : readFile(join(dist, path.endsWith('/') ? `${path}index.html` : path))

	const server = createServer(async (request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname))
		if (request.method === 'POST') {
			for await (const chunk of request) violations.push(String(chunk))
			response.writeHead(204).end()
			return
		}
		try {
			if (lost.test(path)) throw new Error('lost')
			const body = await load(path)
			if (path.endsWith('.js')) await turn
			sent.push({ path, body })
			response.writeHead(200, {
				'content-type':
					isUntyped && path.endsWith('.wasm') ? 'application/octet-stream' : TYPES[extname(path) || '.html'],
				...(isStrict ? { 'content-security-policy': `${policy()}; report-uri /violations` } : {}),
				'access-control-allow-origin': '*',
				'cache-control': isCached ? 'max-age=60' : 'no-cache',
			})
			response.end(body)
		} catch {
			response.writeHead(404, { 'content-type': 'text/plain' }).end()
		}
	})
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
	const origin = `http://127.0.0.1:${port}`
	const policy = () => (isNamed ? POLICY.replaceAll("'self'", origin) : POLICY)
	return {
		origin,
		sent,
		violations,
		/** @param {RegExp} paths */
		lose: (paths) => {
			lost = paths
		},
		/** Keeps scripts back until what it gives is called. @returns {() => void} */
		hold: () => {
			let release = () => {}
			turn = new Promise((resolve) => (release = () => resolve(undefined)))
			return release
		},
		/** Whether the type of a module is unknown here. @param {boolean} is */
		untyped: (is) => {
			isUntyped = is
		},
		/** @param {boolean} is */
		named: (is) => {
			isNamed = is
		},
		close: () => {
			server.close()
			server.closeAllConnections()
		},
	}
}
