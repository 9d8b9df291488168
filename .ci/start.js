// `npm start` sets up, builds, and serves the calculator at the address that it prints.
import { spawn } from 'node:child_process'

const MINUTES = 15
const child = spawn('npm', ['start'], {
	env: { ...process.env, PORT: '8765' },
	stdio: ['ignore', 'pipe', 'inherit'],
	detached: true,
})

/** Ends with what was found. @param {string} problem nothing, if all is well */
function end(problem) {
	if (problem) console.log(`npm start: ${problem}`)
	console.log(problem ? '0 passed, 1 failed, 0 skipped' : '1 passed, 0 failed, 0 skipped')
	try {
		process.kill(-Number(child.pid))
	} catch {
		// it has ended by itself
	}
	process.exit(problem ? 1 : 0)
}

setTimeout(() => end(`no address within ${MINUTES} minutes`), MINUTES * 60_000)
child.on('exit', (code) => end(`it ended, with ${code}`))
let text = ''
child.stdout.on('data', async (chunk) => {
	process.stdout.write(chunk)
	text += chunk
	const [address] = text.match(/http:\/\/[\w.]+:8765/) ?? []
	if (!address) return
	child.stdout.removeAllListeners('data')
	const page = await fetch(address).then((answer) => answer.text(), String)
	end(page.includes('<loss-calculator') ? '' : `at ${address} is no calculator, but ${page.slice(0, 80)}`)
})
