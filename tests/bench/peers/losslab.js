// Losslab as its users call it.
import { losses } from '../../../dist/lib/index.js'
import { data } from '../cases.js'
import { serve } from './serve.js'

serve(`Node ${process.versions.node}, V8 ${process.versions.v8}`, (task) => {
	const loss = losses[task.loss]
	const { yTrue, yPred } = data(task)
	const options = task.classes > 1 ? { classes: task.classes } : {}
	if (task.order === 'value') return task.classes > 1 ? () => loss(yTrue, yPred, options) : () => loss(yTrue, yPred)
	if (task.order === 'gradient') {
		const filled = { ...options, out: yPred.slice() }
		return () => loss.valueAndGradient(yTrue, yPred, filled).value
	}
	const stream = loss.stream({ exact: task.order === 'exact' })
	return () => {
		stream.push(yTrue, yPred)
		return stream.count
	}
})
