// Losslab as its users call it: of arrays anywhere, or with the argument `resident` of arrays in the module's memory.
import { alloc, losses } from '../../../dist/lib/index.js'
import { data } from '../cases.js'
import { serve } from './serve.js'

const resident = process.argv[2] === 'resident'

/** The data of a case in the module's memory. @param {ReturnType<typeof data>} made */
function moved({ yTrue, yPred }) {
	const same = yTrue.constructor === yPred.constructor
	const [z, out, y] = alloc(/** @type {any} */ (yPred.constructor), yPred.length, yPred.length, same ? yTrue.length : 0)
	z.set(yPred)
	if (same) y.set(yTrue)
	return { yPred: z, yTrue: same ? y : yTrue, out }
}

serve(`Node ${process.versions.node}, V8 ${process.versions.v8}`, (task) => {
	const loss = losses[task.loss]
	if (resident && task.order !== 'value' && task.order !== 'gradient') return 'streams copy'
	const made = data(task)
	const { yTrue, yPred, out } = resident ? moved(made) : { ...made, out: made.yPred.slice() }
	const options = task.classes > 1 ? { classes: task.classes } : {}
	if (task.order === 'value') return task.classes > 1 ? () => loss(yTrue, yPred, options) : () => loss(yTrue, yPred)
	if (task.order === 'gradient') {
		const filled = { ...options, out }
		return () => loss.valueAndGradient(yTrue, yPred, filled).value
	}
	const stream = loss.stream({ exact: task.order === 'exact' })
	return () => {
		stream.push(yTrue, yPred)
		return stream.count
	}
})
