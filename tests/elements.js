/** The elements' modules without a browser: links, pasted text, expressions, numbers, formulas. */

import { readFile } from 'node:fs/promises'
import { losses } from 'losslab'
import * as assert from 'uvu/assert'
import { compute } from '../web/elements/compute.js'
import { catalogue } from '../web/elements/describe.js'
import { pack, unpack } from '../web/elements/pack.js'
import { parseCells, readData } from '../web/elements/import.js'
import { csvText } from '../web/elements/save.js'
import { evaluate, parse } from '../web/elements/expression.js'
import { fromLink, toLink } from '../web/elements/link.js'
import { format, parseNumber } from '../web/elements/numbers.js'
import { complete, Store } from '../web/elements/state.js'
import { formulas } from '../web/page/formulas.js'
import { stateOf } from '../web/page/expect.js'
import { presets } from '../web/page/presets.js'
import { suite } from './help/uvu.js'

const test = suite('elements')

/** Links that were given out: they open with the same state for ever. */
const LINKS = [
	[
		'#v1&loss=huber&parameters=delta:2&y=3,-0.5,2,7&p=2.5,0,2,8&reduction=sum',
		{ loss: 'huber', parameters: { delta: '2' }, reduction: 'sum', p: [['2.5'], ['0'], ['2'], ['8']] },
	],
	[
		'#v1&loss=softmaxCrossEntropy&y=2,1&p=1,2,3;3,2,1&selected=1&component=2&view=curve',
		{
			y: [['2'], ['1']],
			p: [
				['1', '2', '3'],
				['3', '2', '1'],
			],
			selected: 1,
			component: 2,
			view: 'curve',
		},
	],
	[
		'#v1&loss=klDivergence&y=0,1;&p=0.5,0.5;&colour=red',
		{ y: [['0', '1']], p: [['0.5', '0.5']], rest: ['colour=red'] },
	],
	[
		'#v1&loss=softmaxCrossEntropy&y=2,1&p=1,2,3;3,2,1&classWeights=1,2,0.5&ignoreIndex=1&sweep=labelSmoothing',
		{ classWeights: ['1', '2', '0.5'], ignoreIndex: '1', sweep: 'labelSmoothing' },
	],
	['#v1&loss=hinge&y=0,1&p=x%2Cy,2&coding=01&w=1,2', { coding: '01', p: [['x,y'], ['2']], w: ['1', '2'] }],
]

test('links open as they always did', () => {
	for (const [link, expected] of LINKS) {
		const state = /** @type {any} */ (fromLink(/** @type {string} */ (link)))
		for (const [name, value] of Object.entries(expected)) assert.equal(state[name], value, `${link}: ${name}`)
		assert.equal(fromLink(toLink(state)), state)
	}
	assert.is(fromLink('#calculator'), undefined)
	for (const preset of presets) assert.equal(fromLink(toLink(stateOf(preset))), stateOf(preset), preset.id)
})

test('links of before give the values of before', async () => {
	const links = JSON.parse(await readFile(new URL('links.json', import.meta.url), 'utf8'))
	assert.ok(links.length > 40)
	for (const [link, { loss, rows, value }] of links) {
		const result = compute(/** @type {any} */ (fromLink(`#${link}`)))
		assert.equal([result.loss.id, result.rows.length], [loss, rows], link)
		if (typeof value === 'number')
			assert.ok(Math.abs(Number(result.value) - value) <= 1e-14 * Math.abs(value), `${link}: ${result.value}`)
		else assert.is(String(result.value), String(value), link)
	}
})

test('a long link is packed, and opens with the same state', async () => {
	const short = toLink(complete({ loss: 'huber' }))
	assert.is(await pack(short), short)
	const values = Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) / 8)
	const state = complete({ loss: 'huber', y: values, p: values.map((v) => v + 1) })
	const packed = await pack(toLink(state))
	assert.match(packed, /^v1&z=[\w-]+$/)
	assert.ok(packed.length < toLink(state).length / 2)
	assert.equal(await unpack(`#${packed}`), state)
	assert.equal(await unpack(`#${short}`), complete({ loss: 'huber' }))
	for (const text of ['#v1&z=AAAA', '#v1&z=-', '#calculator']) assert.is(await unpack(text), undefined, text)
	const bomb = await pack(`v1&y=${'1,'.repeat(3e6)}`)
	assert.ok(bomb.length < 20000)
	assert.is(await unpack(bomb), undefined)
})

test('any fragment is a state', () => {
	for (const text of [
		'#v1',
		'#v9&loss=huber',
		'#v1&loss=<b>&y=;;;&p=&w=,,',
		'#v1&selected=99&component=7',
		'#v1&y=%',
		'#v1&parameters=a:b:c,,d',
	]) {
		const state = fromLink(text)
		assert.ok(state && losses[state.loss], text)
		assert.is(state?.y.length, state?.p.length)
	}
})

test('text of many kinds becomes cells', () => {
	const rows = [
		['1', '2'],
		['3', '4'],
	]
	for (const text of [
		'1\t2\n3\t4',
		'1,2\r\n3,4\r\n',
		'y,p\n1,2\n3,4',
		'[[1, 2], [3, 4]]',
		'np.array([[1, 2],\n [3, 4]])',
		'tensor([[1, 2], [3, 4]], dtype=torch.float32)',
		'１，２\n３，４',
		'１，２；３，４',
		'((1,2),(3,4))',
		'1 2\n3 4',
		'\ufeff1;2\n3;4',
		'"1","2"\n"3","4"',
	])
		assert.equal(parseCells(text), rows, text)
	assert.equal(parseCells('[1, 2, 3]'), [['1'], ['2'], ['3']])
	assert.equal(parseCells('1,5;2\n2,5;3'), [
		['1.5', '2'],
		['2.5', '3'],
	])
	assert.equal(parseCells('1,2,3\n4'), [['1', '2', '3'], ['4']])
	assert.equal(parseCells('\t2\n3\t'), [
		['', '2'],
		['3', ''],
	])
	assert.equal(parseCells('"1,5";2\n\n"2,5";"say ""3"""\n'), [
		['1.5', '2'],
		['2.5', 'say "3"'],
	])
})

test('files of many kinds become data', () => {
	const three = complete({ loss: 'squaredError' })
	const wanted = { y: [['3'], ['2']], p: [['2.5'], ['5']] }
	for (const text of [
		'y,p\n3,2.5\n2,5\n',
		'\ufeffid;y_true;y_pred\r\na;3;2.5\r\nb;2;5',
		'"Prediction","Target","note"\n2.5,3,"x"\n5,2,"z"',
		'目标\t预测\n3\t2.5\n2\t5',
		'实际值，预测值，备注\n３，２．５，好\n２，５，好',
		'note,actual,predicted\n"a, b",3,2.5\n"two\nlines, ""2"" of them",2,5\n',
		'"name; of all",y,p\n5" a,3,2.5\n6" b,2,5',
		'3,2.5\n2,5',
		'{"yTrue": [3, 2], "yPred": [2.5, 5]}',
		'[{"label": 3, "score": 2.5}, {"label": 2, "score": 5}]',
		'[[3, 2.5], [2, 5]]',
	]) {
		const { y, p } = /** @type {any} */ (readData(text, three))
		assert.equal({ y, p }, wanted, text)
	}
	const full = readData('y,p,p2,weight\n3,2.5,1,2\n2,5,1,4', three)
	assert.equal(
		[full?.q, full?.w],
		[
			[['1'], ['1']],
			['2', '4'],
		],
	)
	assert.equal(readData('3,2.5,1,2', three)?.w, ['2'])
	assert.equal(readData('标签\t预测\t权重\n3\t2.5\t4', three)?.w, ['4'])
	const rows = complete({ loss: 'softmaxCrossEntropy' })
	for (const text of [
		'2,0.1,0.2,0.7\n0,0.5,0.3,0.2',
		'target,logit0,logit1,logit2\n2,0.1,0.2,0.7\n0,0.5,0.3,0.2',
		'{"y": [2, 0], "z": [[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]]}',
	])
		assert.equal(readData(text, rows)?.p, [['0.1', '0.2', '0.7'], ['0.5', '0.3', '0.2']], text) // prettier-ignore
	assert.equal(readData('0,0,1,0.1,0.2,0.7', rows)?.y, [['0', '0', '1']])
	for (const text of ['', 'hello', '{"a": 1}', '{"y": 3}', '[]', 'null']) assert.is(readData(text, three), null, text)
	// what is saved can be opened again
	for (const part of [
		{ loss: 'huber', w: [1, 2, 3, 4] },
		{ loss: 'softmaxCrossEntropy' },
		{ loss: 'klDivergence' },
		{ loss: 'gaussianNll' },
	]) {
		// prettier-ignore
		const state = complete(part)
		const { y, p, w } = /** @type {any} */ (readData(csvText(compute(state)), state))
		assert.equal({ y, p, w }, { y: state.y, p: state.p, w: state.w }, part.loss)
	}
})

test('numbers are read as people write them', () => {
	for (const [text, value] of /** @type {[string, number | undefined][]} */ ([
		['1.5', 1.5],
		['−2', -2],
		['１．５', 1.5],
		['1e-3', 0.001],
		['.5', 0.5],
		['inf', Infinity],
		['-∞', -Infinity],
		['', undefined],
		['1.2.3', undefined],
		['abc', undefined],
		['0x10', undefined],
		['1 2', undefined],
	]))
		assert.is(parseNumber(text), value, text)
	assert.equal(
		[0, -0, 0.1 + 0.2, 1 / 3, -1e-9, 123456789, Infinity, NaN].map((x) => format(x)),
		['0', '0', '0.3', '0.333333', '−1e−9', '1.235e8', '∞', 'NaN'],
	)
	assert.equal(
		[60005.4, 9999.6, 123456, 0.00012345678].map((x) => format(x, 4)),
		['60005', '10000', '123456', '0.0001235'],
		'of a large number no digit before the point is lost',
	)
})

test('expressions are read as mathjs reads them', async () => {
	const mathjs = await import('mathjs')
	const scope = { r: -1.5, m: 0.3, z: 2, p: 0.4, f: 0.7, y: 1, delta: 1, base: Math.E }
	for (const text of [
		'-r^2',
		'2^3^2',
		'1 - 2 - 3',
		'2 / 3 / 4',
		'-(y * log(p) + (1 - y) * log(1 - p))',
		'abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2)',
		'm > 0 and z > 1 ? 1 : 0',
		'max(0, 1 - m)^2',
	])
		assert.ok(Math.abs(evaluate(parse(text), scope) - Number(mathjs.evaluate(text, { ...scope }))) < 1e-12, text)
	assert.throws(() => parse('1 +'))
	assert.throws(() => parse('(1'))
	assert.throws(() => evaluate(parse('constructor(1)'), {}))
})

test('every formula is typeset, without styles', () => {
	for (const [id, { mathml, tex }] of Object.entries(formulas(Object.values(catalogue)))) {
		assert.match(mathml, /^<math[^>]*>.*<\/math>$/s, id)
		assert.not.match(mathml, / style=/)
		assert.match(tex, /^L = /)
	}
})

test('undo goes back a step, a drag is one', () => {
	const store = new Store({ loss: 'squaredError', y: [1, 2], p: [1, 2] })
	store.edit('p', 0, 0, '3')
	for (const text of ['4', '5', '6']) store.edit('p', 1, 0, text, 'drag')
	store.commit()
	store.edit('p', 1, 0, '7', 'drag')
	assert.equal(store.state.p, [['3'], ['7']])
	store.undo()
	assert.equal(store.state.p, [['3'], ['6']])
	store.undo()
	assert.equal(store.state.p, [['3'], ['2']])
	store.redo()
	assert.equal(store.state.p, [['3'], ['6']])
})

test('another loss keeps what it can read, and gives back what it could not', () => {
	const store = new Store({ loss: 'squaredError', y: [1, 2], p: [1.5, 2] })
	store.choose('huber')
	assert.equal(store.state.p, [['1.5'], ['2']])
	store.choose('softmaxCrossEntropy')
	assert.is(store.state.p[0].length, 3)
	store.choose('absoluteError')
	assert.equal(store.state.p, [['1.5'], ['2']])
	for (const id of Object.keys(catalogue)) assert.is(complete({ loss: id }).loss, id)
})

test.run()
