// TensorFlow.js on one of its backends, one thread: node tfjs.js wasm | cpu. Its tensors are uploaded beforehand.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { data } from '../cases.js'
import { serve } from './serve.js'

const require = createRequire(new URL('../../../node_modules/.bench/package.json', import.meta.url))
const tf = require('@tensorflow/tfjs')
const backend = process.argv[2]
if (backend === 'wasm') {
	const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm')
	setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`)
	tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
}
await tf.setBackend(backend)
await tf.ready()

const { losses } = tf
/** Losses that it has, and what its users compose for the others. In z and y. */
const LOSSES = /** @type {Record<string, (y: any, z: any) => any>} */ ({
	squaredError: (y, z) => losses.meanSquaredError(y, z),
	absoluteError: (y, z) => losses.absoluteDifference(y, z),
	huber: (y, z) => losses.huberLoss(y, z),
	hinge: (y, z) => tf.mean(tf.relu(tf.sub(1, tf.mul(y, z)))),
	sigmoidCrossEntropy: (y, z) => losses.sigmoidCrossEntropy(y, z),
	binaryCrossEntropy: (y, z) => losses.logLoss(y, z),
	sigmoidFocal: (y, z) => {
		const p = tf.sigmoid(z)
		const far = tf.add(tf.mul(y, tf.sub(1, p)), tf.mul(tf.sub(1, y), p))
		const loss = tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), tf.log1p(tf.exp(tf.neg(tf.abs(z)))))
		return tf.mean(tf.mul(tf.square(far), loss))
	},
	logCosh: (y, z) => {
		const r = tf.sub(z, y)
		return tf.mean(tf.sub(tf.add(r, tf.softplus(tf.mul(-2, r))), Math.LN2))
	},
	poissonLogRate: (y, z) => tf.mean(tf.sub(tf.exp(z), tf.mul(y, z))),
	klDivergence: (y, z) => tf.mean(tf.sum(tf.mul(y, tf.log(tf.div(y, z))), 1)),
	cosineDistance: (y, z) =>
		tf.mean(tf.sub(1, tf.div(tf.sum(tf.mul(y, z), 1), tf.mul(tf.norm(y, 2, 1), tf.norm(z, 2, 1))))),
	softmaxCrossEntropy: (y, z) => losses.softmaxCrossEntropy(y, z),
})

/** @type {{ dispose: () => void }[]} */
let held = []

serve(`TensorFlow.js ${tf.version_core}, ${backend}`, (task) => {
	if (task.bits === 64 || (task.order !== 'value' && task.order !== 'gradient')) return 'single precision alone'
	if (task.n > 1e7) return 'too much for its memory'
	for (const tensor of held) tensor.dispose()
	const { yTrue, yPred } = data(task)
	const shape = task.classes > 1 ? [task.n / task.classes, task.classes] : [task.n]
	const z = tf.tensor(yPred, shape)
	const y =
		task.targets === 'class'
			? tf.cast(tf.oneHot(tf.tensor1d(yTrue, 'int32'), task.classes), 'float32')
			: tf.tensor(yTrue, shape)
	held = [z, y]
	const loss = (/** @type {any} */ z) => LOSSES[task.loss](y, z)
	if (task.order === 'value') return () => tf.tidy(() => loss(z).dataSync()[0])
	const derive = tf.valueAndGrad(loss)
	return () =>
		tf.tidy(() => {
			const { value, grad } = derive(z)
			grad.dataSync()
			return value.dataSync()[0]
		})
})
