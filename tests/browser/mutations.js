/**
 * Ways to break the page: what breaks, the file in web/, a text in it, what that becomes, and the file of tests that must
 * notice, with a part of the title.
 *
 * @type {[what: string, file: string, from: string, to: string, guard: string][]}
 */
export const MUTATIONS = [
	['the gallery’s code comes with the first view', 'page/page.js', "import { more } from './later.js'", "import { more } from './later.js'\nimport './more.js'\nimport './presets.js'", 'loading: first view'], // prettier-ignore
	['nothing to read without a script', 'page/static.js', "h('strong', null, format(value ?? Number.NaN))", "''", 'loading: without a script'], // prettier-ignore
	['the policy does without a word', 'page/embed.js', "base-uri 'none'; form-action 'none'`", "form-action 'none'`", 'loading: policy of the pages'], // prettier-ignore
	['an element is kept when it goes', 'elements/element.js', 'alive.delete(this)', '', 'loading: thousand times'],
	['an instance for every element', 'lib/once.js', 'made ??= make()', 'made = make()', 'loading: share one module'],
	['a cell without a name', 'elements/loss-table.js', "'aria-label': label,", '', 'views: axe.* en light'],
	['faint words', 'elements/styles/base.js', '--soft: var(--loss-soft, light-dark(#5a6270', '--soft: var(--loss-soft, light-dark(#aab0bb', 'views: axe.* zh light'], // prettier-ignore
	['tabs that arrows do not reach', 'elements/loss-calculator.js', 'ArrowRight: 1, ArrowLeft: -1', 'ArrowDown: 1, ArrowUp: -1', 'views: keyboard alone'], // prettier-ignore
	['a point that keys do not move', 'elements/drag.js', 'ArrowLeft: -step,', '', 'views: keyboard alone'],
	['a focus that is not seen', 'elements/styles/base.js', ':focus-visible { outline: 2px solid', ':focus-visible { outline: 0 solid', 'views: keyboard alone'], // prettier-ignore
	[
		'a card wider than a phone',
		'elements/styles/result.js',
		'.card { padding',
		'.card { min-width: 24rem; padding',
		'views: wider than',
	],
	['something that moves by itself', 'elements/styles/base.js', '.quiet { background', '.quiet { transition: background 1s; background', 'views: moves by itself'], // prettier-ignore
	[
		'a table that is cut off',
		'elements/styles/table.js',
		'.crowded :is(.derived, .share) { display: none; }',
		'',
		'views: cut off',
	],
	['curves told apart by colour alone', 'elements/sampling.js', 'isDashed: (list.length > 1 ? l : j) > 0', 'isDashed: (list.length > 1 ? l : j) % 2 === 1', 'views: overlaid'], // prettier-ignore
	['chart in colours of its own', 'elements/styles/base.js', '.curve, .tangent, .arrow { stroke: CanvasText; }', '', 'views: forced colours'], // prettier-ignore
	['a number of an example', 'page/presets/t3.json', '"value": 1.3783888522474517', '"value": 1.3784', 'page: t3-'],
	[
		'a number of a derivation',
		'elements/loss-derivation.js',
		'format(slope)),\n',
		'format(1.001 * slope)),\n',
		'input: derivation',
	],
	['the sum of a derivation', 'elements/loss-derivation.js', "h('b', { 'data-total': '' }, format(result.value))", "h('b', { 'data-total': '' }, format(2 * result.value))", 'input: derivation'], // prettier-ignore
	[
		'a field of links with another name',
		'elements/link.js',
		'\treduction: oneOf',
		'\treduce: oneOf',
		'elements: links',
	],
	[
		'a message without a version is obeyed',
		'page/protocol.js',
		'data.v !== 1',
		'false',
		'embeds: nonsense|odd messages',
	],
	['a frame that does not tell its height', 'page/protocol.js', "parent.postMessage({ ns: 'loss', v: 1, type: 'resize', height }, '*')", '', 'embeds: tells its height'], // prettier-ignore
	[
		'events for what the host sets',
		'elements/element.js',
		"event.detail.from !== 'user' || ",
		'',
		'embeds: speak by events',
	],
	[
		'letters in a cell are 0',
		'elements/numbers.js',
		'? Number(plain) : undefined',
		'? Number(plain) : 0',
		'input: what is typed',
	],
	['a wrong cell stops the rest', 'elements/compute.js', 'attempt < 50', 'attempt < 1', 'input: the rest computes'],
	['full-width digits', 'elements/numbers.js', '[！-～]', '[！-！]', 'input: pasted'],
	[
		'what is typed is lost',
		'elements/loss-table.js',
		"'.value': text,",
		"'.value': problem ? '' : text,",
		'input: what is typed',
	],
	['a ragged line shifts the rest', 'elements/data.js', 'lines.replace(/^\\ufeff/', "lines.replace(/\\n/g, ' ').replace(/^\\ufeff/", 'input: pasted'], // prettier-ignore
	['a fragment is trusted', 'elements/state.js', 'const loss = find(state.loss) ?? catalogue[fallback]', 'const loss = catalogue[state.loss]', 'input: nowhere'], // prettier-ignore
	['keys go on to the host', 'elements/element.js', 'if (/** @type {Element} */ (target).closest(takes)) event.stopPropagation()', '', 'hosts: keys that'], // prettier-ignore
	[
		'a key’s move is never done',
		'elements/drag.js',
		"chart.store.open.startsWith('keys ')",
		'false',
		'hosts: move by keys',
	],
	['asks elsewhere', 'page/page.js', 'startShell()\nstart()', "startShell()\nstart()\nfetch('https://losslab.invalid/').catch(() => {})", 'loading: first view'], // prettier-ignore
	['styles that the policy forbids', 'elements/dom.js', 'node.style.setProperty(key, value[key])', 'node.setAttribute("style", `${key}: ${value[key]}`)', 'input: what is typed|violation'], // prettier-ignore
	['keys that add what they pass over', 'elements/loss-compare.js', 'this.offered = e.target.value', 'this.store.set({ others: [...this.state.others, e.target.value] })', 'views: keyboard alone'], // prettier-ignore
	['a skip link that skips nothing', 'page/shell.js', 'calculator.focus()', '', 'views: keyboard alone'],
	['what is allowed is not said', 'elements/i18n.js', 'allowed: inWords(lang, allowed)', "allowed: ''", 'input: the rest computes'], // prettier-ignore
	['an empty table says nothing', 'elements/loss-result.js', "this.say('result.empty')", "''", 'input: the rest computes'], // prettier-ignore
	['a loss that is not there is not named', 'elements/state.js', 'state.unknown = String(state.loss)', "state.unknown = ''", 'input: the rest computes'], // prettier-ignore
	['a damaged link says nothing', 'page/address.js', '!PACKED.test(hash)', 'true', 'input: part is missing'],
	['a chart on the ground of another theme', 'elements/save.js', "getComputedStyle(ground).fill", "'rgb(255, 255, 255)'", 'save: as it is seen'], // prettier-ignore
	[
		'a bracket lost with a divisor',
		'elements/typeset.js',
		'if (rest) return set(rest, outer, isFirst)',
		'',
		'derivation: entropy',
	],
	[
		'a sum that is not what is added',
		'elements/reduction.js',
		'format(each[i], 4),\n',
		'format(each[0], 4),\n',
		'derivation: huber',
	],
	[
		'a probability behind a logit',
		'elements/loss-derivation.js',
		'format(p * (1 - p))',
		'format(p * (1 + p))',
		'derivation: sigmoidFocal',
	],
	[
		'a chain through the sigmoid',
		'elements/loss-derivation.js',
		'format(slope * bend)',
		'format(slope + bend)',
		'derivation: binaryFocal',
	],
	[
		'a softmax of other numbers',
		'elements/chain.js',
		'const first = by(1)',
		'const first = by(0)',
		'derivation: poly1',
	],
	[
		'the sample’s part in the whole',
		'elements/loss-derivation.js',
		'factor: format(gradient / slope',
		'factor: format(slope / gradient',
		'derivation: huber',
	],
	[
		'a difference of one side',
		'elements/difference.js',
		'(high - low) / (2 * h)',
		'(high - here) / h',
		'derivation: chiSquare',
	],
	[
		'a bend is called a kink',
		'elements/difference.js',
		'&& Math.abs(nearer - further) > gap / 2',
		'',
		'derivation: strong bend',
	],
	[
		'a part of a batch',
		'elements/batch/loss-batch-derivation.js',
		'line(call(name, given), !isSaid && shown, equals(value))',
		'line(call(name, given), !isSaid && shown, equals(2 * value))',
		'batch-derivation: supCon',
	],
	[
		'what is pressed moves away',
		'elements/schedule.js',
		'now - pressed < LONGEST',
		'false',
		'page-clicks: pressed stays',
	],
	['what comes late pushes the rest', 'elements/styles/calculator.js', ':not(:defined) { min-height: 13rem; }\nloss-derivation:not(:defined)', 'nothing', 'page-clicks: comes into view'], // prettier-ignore
	['a frame of another loss', 'page/build.js', 'summary(loss, typeset)))', 'first))', 'documents: has a frame'],
	['a loss’s page that forgets', 'page/loss.js', "keepSamples(scope.store, scope.getAttribute('loss'))", '', 'page: in its address'], // prettier-ignore
	['a way on without the state', 'page/address.js', 'link.hash = hash', 'void hash', 'page: in its address'],
	[
		'an element is blank where there is no module',
		'elements/element.js',
		'String(error)',
		"''",
		'hosts: policy forbids',
	],
	['NaN of a batch without a word', 'elements/batch/value.js', "element.say('note.nan')", "''", 'batch-page: wrong is said'], // prettier-ignore
	['a parameter by its name in code', 'elements/i18n.js', 'say(lang, `parameter.${option}`)', 'option', 'input: the rest computes'], // prettier-ignore
	['vectors that keys do not move', 'elements/batch/plane.js', 'ArrowRight: [1, 0], ', '', 'batch-views: batches: a parameter'], // prettier-ignore
	['links of batches are read in another order', 'elements/batch/link.js', "[',', ';', '|']", "[',', '|', ';']", 'batch-page: links of before'], // prettier-ignore
	['a word in one language', 'elements/messages/zh.json', '\t"copy": "复制",\n', '', 'page: same words'],
]
