// What holds for every loss of a whole batch, found from its description alone.
import * as assert from 'uvu/assert'
import { LossError, losses } from '../dist/lib/batch.js'
import { batch, expected, numbered } from './help/batches.js'
import { batched } from './help/catalogue.js'
import { freezes, random, settingsOf } from './help/samples.js'
import { suite } from './help/uvu.js'

/** @param {number} got @param {number} want @param {number} tolerance @param {string} what */
const close = (got, want, tolerance, what) =>
	assert.ok(
		Object.is(got, want) || Math.abs(got - want) <= tolerance * (1 + Math.abs(want)),
		`${what}: got ${got}, want ${want}`,
	)
const flat = (/** @type {any} */ x) => /** @type {number[]} */ ([x].flat(Infinity))
const many = (/** @type {number | ArrayLike<number>} */ x) => (typeof x === 'number' ? [x] : Array.from(x))

for (const loss of batched) {
	const test = suite(loss.id)
	const variables = loss.inputs.filter(({ kind }) => kind === 'variable')
	const each = loss.each ? { reduction: 'none' } : {}
	const sum = loss.each ? { reduction: 'sum' } : {}
	const ways = [batch(loss), batch(loss, { seed: 2, full: true }), batch(loss, { seed: 3, sizes: { features: 6 } })]

	/** A batch, with its inputs as one object by name. @param {any} given */
	const named = ({ call, options }) => {
		let at = 0
		return Object.fromEntries(
			loss.inputs.map(({ name, option }) => [name, option === undefined ? call[at++] : options[name]]),
		)
	}
	/** A batch whose inputs another function makes: from the one there is, by its description. @param {any} given @param {(x: any, input: any) => any} make */
	const changed = ({ call, options, sizes }, make) => {
		const positional = loss.inputs.filter(({ option }) => option === undefined)
		const rest = loss.inputs.filter(({ option, name }) => option !== undefined && name in options)
		return {
			call: positional.map((input, i) => make(call[i], input)),
			options: {
				...options,
				...Object.fromEntries(rest.map((input) => [input.name, make(options[input.name], input)])),
			},
			sizes,
		}
	}
	/** The derivatives by each variable. @param {any} result */
	const parts = (result) => (variables.length === 1 ? { [variables[0].name]: result } : result)
	/** @param {any} part @param {any} given @param {object} [more] */
	const run = (part, { call, options }, more) => part(...call, { ...options, ...more })

	test('is described', () => {
		for (const field of ['id', 'name', 'family', 'formula', 'reference']) assert.type(loss[field], 'string', field)
		assert.ok(loss.names.en && /\p{Script=Han}/u.test(loss.names.zh), 'names in both languages')
		assert.is(losses[loss.id], loss)
		assert.ok(loss.aliases.length > 0 && !loss.aliases.includes(loss.id))
		const dimensions = loss.inputs.flatMap(({ dimensions, lists }) => [...dimensions, lists])
		for (const { of } of loss.inputs) assert.ok(of === undefined || dimensions.includes(of), of)
		for (const dimension of [loss.each, loss.weighted]) assert.ok(!dimension || dimensions.includes(dimension))
		assert.ok(variables.length > 0)
		assert.not('stream' in loss)
	})

	test('value is the formula', () => {
		for (const given of ways)
			for (const setting of settingsOf(loss)) {
				const want = expected(loss, given, setting)
				const got = many(run(loss, given, { ...setting, ...each }))
				assert.is(got.length, want.length)
				got.forEach((value, i) => {
					const weight = loss.each ? (given.options.weights?.[i] ?? 1) : 1
					close(value, weight * want[i], 1e-12, `value ${i} with ${JSON.stringify(setting)}`)
				})
			}
	})

	/** A batch one of whose numbers is moved. @param {any} given @param {string} name @param {number} i @param {number} by */
	const moved = (given, name, i, by) =>
		changed(given, (x, input) => {
			if (input.name !== name) return x
			const numbers = flat(x)
			numbers[i] += by
			return unflatten(
				numbers,
				input.dimensions.map((/** @type {string} */ dimension) => given.sizes[dimension]),
			)
		})

	test('gradient is the slope of the value, Hessian that of the gradient', () => {
		const h = 2 ** -12
		for (const given of ways)
			for (const setting of settingsOf(loss)) {
				if (freezes(loss, setting)) continue
				const gradient = parts(run(loss.gradient, given, { ...setting, ...sum }))
				const hessian = parts(run(loss.hessian, given, { ...setting, ...sum }))
				const here = run(loss, given, { ...setting, ...sum })
				let [smooth, all] = [0, 0]
				for (const [name, slopes] of Object.entries(gradient))
					for (let i = 0; i < slopes.length; i++) {
						const [a, b, c, d] = [-2, -1, 1, 2].map((k) => {
							const near = moved(given, name, i, k * h)
							return {
								value: run(loss, near, { ...setting, ...sum }),
								slope: parts(run(loss.gradient, near, { ...setting, ...sum }))[name][i],
							}
						})
						const slope = (/** @type {'value' | 'slope'} */ of) => (8 * (c[of] - b[of]) - (d[of] - a[of])) / (12 * h)
						all++
						// A kink or a step in between: the parts differ by more than those of a smooth function would.
						const limit = 2e-4 * (1 + Math.abs(hessian[name][i]))
						const bends = [b.slope + c.slope, a.slope + d.slope].map((both) => Math.abs(both - 2 * slopes[i]))
						const steps = [b.value + c.value, a.value + d.value].map((both) => Math.abs(both - 2 * here))
						if (Math.max(...bends, Math.max(...steps) / (8 * h)) > limit) continue
						smooth++
						const what = `${name}[${i}] with ${JSON.stringify(setting)}`
						close(slopes[i], slope('value'), 1e-8, `gradient by ${what}`)
						close(hessian[name][i], slope('slope'), 1e-7, `Hessian by ${what}`)
					}
				assert.ok(smooth >= 0.8 * all, `${all - smooth} kinks in ${all} with ${JSON.stringify(setting)}`)
			}
	})

	test('where a part is frozen, derivatives are those of the formula with that part as it is', () => {
		const h = 2 ** -12
		for (const setting of settingsOf(loss).filter((one) => freezes(loss, one)))
			for (const given of ways.slice(0, 2)) {
				const [gradient, hessian] = [loss.gradient, loss.hessian].map((part) =>
					parts(run(part, given, { ...setting, ...sum })),
				)
				for (const [name, slopes] of Object.entries(gradient))
					slopes.forEach((/** @type {number} */ slope, /** @type {number} */ i) => {
						const [a, b, here, c, d] = [-2, -1, 0, 1, 2].map((k) => {
							const values = expected(loss, moved(given, name, i, k * h), setting, { frozen: given })
							return values.reduce((total, value, at) => total + value * (given.options.weights?.[at] ?? 1), 0)
						})
						const what = `${name}[${i}] with ${JSON.stringify(setting)}`
						close(slope, (8 * (c - b) - (d - a)) / (12 * h), 1e-7, `gradient by ${what}`)
						close(hessian[name][i], (16 * (b + c) - a - d - 30 * here) / (12 * h * h), 1e-4, `Hessian by ${what}`)
					})
			}
	})

	test('single precision is double precision, rounded', () => {
		for (const given of ways) {
			const singles = changed(given, (x, { kind, dimensions }) =>
				kind !== 'variable' ? x : dimensions.length > 1 ? round(x) : Float32Array.from(x),
			)
			for (const part of [loss.gradient, loss.hessian]) {
				const [got, want] = [singles, given].map((one) => parts(run(part, one)))
				for (const name of Object.keys(want)) {
					assert.instance(got[name], Float32Array)
					assert.instance(want[name], Float64Array)
					assert.equal(got[name], Float32Array.from(want[name]), name)
				}
			}
			assert.is(run(loss, singles), run(loss, given))
			if (loss.each) assert.equal(run(loss, singles, each), Float32Array.from(run(loss, given, each)))
		}
	})

	test('flat is nested, and integers may be of any type', () => {
		for (const given of ways) {
			const plain = changed(given, (x, { kind }) =>
				typeof x === 'number'
					? x
					: ['variable', 'given'].includes(kind)
						? Float64Array.from(flat(x))
						: BigInt64Array.from(flat(x), BigInt),
			)
			const widths = Object.fromEntries(
				loss.inputs.flatMap(({ dimensions }) => dimensions.slice(1).map((name) => [name, given.sizes[name]])),
			)
			assert.is(run(loss, plain, widths), run(loss, given))
			assert.equal(parts(run(loss.gradient, plain, widths)), parts(run(loss.gradient, given)))
		}
	})

	test('NaN in, NaN out', () => {
		const next = random(4)
		for (const given of [batch(loss, { seed: 5 }), batch(loss, { seed: 6, full: true })])
			for (const target of loss.inputs.filter(({ kind }) => ['variable', 'given'].includes(kind))) {
				if (named(given)[target.name] === undefined) continue
				let cell = -1
				const bad = changed(given, (x, input) => {
					if (input.name !== target.name) return x
					const copy = structuredClone(x)
					let row = copy
					while (Array.isArray(row[0])) row = row[0]
					cell = Math.floor(next() * Math.min(2, row.length))
					row[cell] = Number.NaN
					return copy
				})
				assert.ok(Number.isNaN(run(loss, bad)), `value with NaN in ${target.name}`)
				if (target.kind !== 'variable') continue
				for (const part of [loss.gradient, loss.hessian])
					assert.ok(Number.isNaN(parts(run(part, bad))[target.name][cell]), `derivative by ${target.name}`)
			}
	})

	for (const dimension of ['samples', 'features'])
		if (loss.inputs.some(({ dimensions }) => dimensions.includes(dimension)))
			test(`the order of ${dimension} does not matter`, () => {
				for (const given of ways) {
					const order = Array.from({ length: given.sizes[dimension] }, (_, i) => i).reverse()
					/** @type {(x: any, dimensions: string[]) => any} */
					const reordered = (x, [first, ...rest]) =>
						(first === dimension ? order.map((i) => x[i]) : x).map((part) =>
							rest.length ? reordered(part, rest) : part,
						)
					const other = changed(given, (x, { dimensions }) => (dimensions.length ? reordered(x, dimensions) : x))
					// Lists are in the order in which they first appear, so that they move too.
					const groups = given.options.groups && numbered(given.options.groups)
					const moved = loss.each === dimension ? order : groups && [...new Set(order.map((i) => groups[i]))]
					if (other.options.weights && (groups || [loss.each, loss.weighted].includes(dimension)))
						other.options.weights = (moved ?? order).map((i) => given.options.weights[i])
					const [was, is] = [given, other].map((one) => many(run(loss, one, each)))
					is.forEach((value, i) => close(value, was[moved?.[i] ?? i], 1e-12, `value ${i}`))
					for (const part of [loss.gradient, loss.hessian]) {
						const [before, after] = [given, other].map((one) => parts(run(part, one, sum)))
						for (const { name, dimensions } of variables) {
							if (!before[name]) continue
							const lengths = dimensions.map((/** @type {string} */ one) => given.sizes[one])
							const want = flat(reordered(unflatten(Array.from(before[name]), lengths), dimensions))
							want.forEach((value, i) => close(after[name][i], value, 1e-11, `derivative by ${name}[${i}]`))
						}
					}
				}
			})

	test('the parts are the whole', () => {
		for (const given of ways) {
			const both = run(loss.valueAndGradient, given)
			assert.is(both.value, run(loss, given))
			assert.equal(both.gradient, run(loss.gradient, given))
			const out = Object.fromEntries(
				Object.entries(parts(both.gradient)).map(([name, x]) => [name, new Float64Array(x.length).fill(7)]),
			)
			const filled = run(loss.gradient, given, { out: variables.length === 1 ? Object.values(out)[0] : out })
			for (const [name, x] of Object.entries(parts(filled))) assert.is(x, out[name], 'out is given back')
			assert.equal(parts(filled), parts(both.gradient))
			if (!loss.each) continue
			const values = run(loss, given, each)
			const total = run(loss, given, sum)
			close(
				values.reduce((a, b) => a + b, 0),
				total,
				1e-13,
				'sum',
			)
			const place = new Float64Array(values.length)
			assert.is(run(loss, given, { ...each, out: place }), place)
			assert.equal(place, values)
			const [mean, slopes] = [run(loss, given), [{}, sum].map((more) => parts(run(loss.gradient, given, more)))]
			if (total === 0) continue
			for (const [name, x] of Object.entries(slopes[0]))
				x.forEach((value, i) =>
					close(value, (slopes[1][name][i] * mean) / total, 1e-12, `gradient of the mean, ${name}`),
				)
			const none = { ...given.options, weights: values.map(() => 0) }
			assert.is(run(loss, { ...given, options: none }), 0, 'what weighs nothing')
		}
	})

	// With six samples a row of groups has one positive and a list one pair: the value is one term, but where its share counts them.
	if (loss.each)
		test('the mean divides by what the denominator says', () => {
			for (const given of [...ways, batch(loss, { seed: 7, full: true, sizes: { samples: 6 } })])
				for (const setting of settingsOf(loss)) {
					const shares = expected(loss, given, setting, { text: loss.share ?? '1' })
					const weights = given.options.weights ?? shares.map(() => 1)
					const values = run(loss, given, { ...setting, ...each, weights: undefined })
					const total = run(loss, given, { ...setting, ...sum })
					const slopes = parts(run(loss.gradient, given, { ...setting, ...sum }))
					const add = (/** @type {(weight: number, i: number) => number} */ part) =>
						shares.reduce((by, share, i) => by + share * part(weights[i], i), 0)
					/** @type {Record<string, number>} */
					const by = {
						weights: add((weight) => weight),
						count: add(() => 1),
						nonzero: add((weight) => Number(weight !== 0)),
						...(Math.max(...shares) === 1 || loss.id === 'tripletAll'
							? { positive: add((weight, i) => weight * Number(values[i] > 0)) }
							: {}),
					}
					for (const [denominator, divisor] of Object.entries(by)) {
						const what = `${denominator} with ${JSON.stringify(setting)}`
						const mean = run(loss, given, { ...setting, denominator })
						close(mean, total && total / divisor, 1e-13, what)
						for (const [name, x] of Object.entries(parts(run(loss.gradient, given, { ...setting, denominator }))))
							x.forEach((/** @type {number} */ slope, /** @type {number} */ i) =>
								close(slope, divisor === 0 ? 0 : slopes[name][i] / divisor, 1e-12, `gradient by ${name}, ${what}`),
							)
					}
				}
		})

	test('refuses what is wrong, and works again', () => {
		const given = ways[1]
		const want = run(loss, given)
		const wrong = [
			[],
			['x'],
			given.call.slice(1),
			[...given.call, { nothing: 1 }],
			[...given.call, 3],
			given.call.map((x) => x.slice(1).concat(x, x)).with(0, given.call[0]),
			[...given.call, { weights: [-1] }],
		]
		for (const call of wrong)
			for (const part of [loss, loss.gradient, loss.hessian, loss.valueAndGradient])
				assert.throws(
					() => part(...call),
					(/** @type {any} */ error) => error instanceof LossError && error.message.startsWith(`${loss.id}: `),
				)
		assert.is(run(loss, given), want)
	})

	test.run()
}

/** Nested rows as Float32Arrays. @param {any} x @returns {any} */
const round = (x) => (Array.isArray(x[0]) ? x.map(round) : Float32Array.from(x))

/** @param {number[]} x @param {number[]} lengths @returns {any} */
function unflatten(x, [length, ...rest]) {
	if (!rest.length) return x
	const size = x.length / length
	return Array.from({ length }, (_, i) => unflatten(x.slice(i * size, (i + 1) * size), rest))
}
