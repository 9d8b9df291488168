export const table = `
.frame { container-type: inline-size; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; contain: layout paint; }
th, td { padding: .2rem .4rem; text-align: start; font-weight: 400; border-bottom: 1px solid var(--grid); height: 42px; white-space: nowrap; }
thead th { color: var(--soft); font-size: .8125rem; vertical-align: bottom; padding-top: .7rem; border-bottom-color: var(--edge); }
thead th:not(.index, .share) { text-align: end; }
thead .text { display: block; white-space: normal; word-break: keep-all; line-height: 1.25; }
thead .mark { display: block; color: var(--fg); font-style: italic; font-family: var(--letters); font-size: 1rem; line-height: 1.2; }
.index .mark { font-style: normal; }
thead :is(.index, .share) .text { white-space: nowrap; }
.index { color: var(--soft); padding-inline-start: .9rem; width: 2.2rem; }
.number, td:has(.cell) { text-align: end; }
.elements .number:last-child { padding-inline-end: .9rem; }
.soft { color: var(--soft); }
.value data { font-weight: 600; }
.cell { width: 100%; min-width: 4.1rem; max-width: 9rem; height: 34px; padding: 0 .5rem; text-align: end; font-variant-numeric: tabular-nums; background: var(--sunk); border: 1px solid transparent; border-radius: 7px; }
.cell:hover { border-color: var(--edge); }
.cell:focus { outline: 2px solid var(--accent); outline-offset: -1px; background: var(--bg); }
.cell[aria-invalid] { background: var(--wrong-tint); border-color: var(--wrong); color: var(--wrong); }
.cell[readonly] { background: none; }
tr.selected > *, tbody.selected > tr > * { background: var(--tint); }
tr.selected > :first-child, tbody.selected > tr:first-child > :first-child { box-shadow: inset 3px 0 var(--accent); }
.selected .cell { background: var(--bg); }
.selected .cell[aria-invalid] { background: var(--wrong-tint); }
.share { min-width: 4.6rem; color: var(--soft); font-size: .8125rem; }
.share .bar { display: inline-block; width: 2.4rem; height: 6px; border-radius: 3px; background: var(--grid); vertical-align: middle; overflow: hidden; margin-inline-end: .35rem; }
.selected .share .bar { background: var(--edge); }
.share .fill { display: block; height: 100%; background: var(--tone1); border-radius: 3px; }
.remove { width: 2.4rem; padding: 0 .3rem; text-align: center; }
.remove button { color: var(--soft); padding: 0; width: 32px; height: 32px; font-size: 1.1rem; line-height: 1; }
.rows td, .rows th { border-bottom: 0; height: 38px; padding-block: .1rem; }
.rows tbody tr:first-child > * { padding-top: .35rem; }
.rows tbody { border-bottom: 1px solid var(--edge); }
.rows .line { color: var(--soft); font-style: italic; font-family: var(--letters); }
.rows .index { vertical-align: middle; }
.rows .class { text-align: end; }
.rows .class.chosen { color: var(--accent); }
.rows .gradient td { font-size: .8125rem; padding-bottom: .35rem; }
.rows .wide { text-align: start; }
.rows .wide .cell { max-width: 5rem; }
.rows .share .bar { display: none; }
.rows .share { min-width: 0; }
.rows td.chosen .cell { box-shadow: 0 0 0 1.5px var(--accent); }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: .15rem .2rem; padding: .45rem .4rem .6rem; }
.tools .quiet { padding-inline: .5rem; }
.hint { color: var(--soft); font-size: .8125rem; padding-inline: .5rem; flex: 1 1 14rem; text-wrap: pretty; }
.pager { display: flex; gap: .6rem; align-items: center; justify-content: center; padding: .4rem; font-size: .875rem; color: var(--soft); }
.problems ul { list-style: none; }
.problems { margin: .6rem .9rem 0; padding: .55rem .8rem; background: var(--wrong-tint); border-radius: 8px; font-size: .875rem; color: var(--wrong); }
.problems b { font-weight: 600; }
@container (width < 34rem) {
	th, td { padding-inline: .25rem; }
	.cell { min-width: 3.4rem; padding-inline: .3rem; }
	.share .bar { display: none; }
	.share { min-width: 0; }
	.index { padding-inline-start: .6rem; width: 1.6rem; }
	.index .text { display: none; }
	thead .text { font-size: .75rem; }
	.remove { width: 1.8rem; padding: 0; }
	.remove button { width: 28px; }
	.rows :is(th, td) { padding-inline: .18rem; }
	.rows .index { padding-inline-start: .8rem; }
	.rows .share { display: none; }
}
@container (width < 38rem) {
	.crowded :is(.derived, .share) { display: none; }
	.crowded :is(th, td) { padding-inline: .2rem; }
	.crowded .index { padding-inline-start: .8rem; }
	.crowded thead .text { font-size: .75rem; }
	.crowded .remove { width: 1.7rem; }
	.crowded .remove button { width: 24px; }
	.crowded .cell { min-width: 2.9rem; padding-inline: .35rem; }
}
@container (width < 430px) {
	th, td { padding-inline: .15rem; }
	.share, .elements .derived, .crowded .slope { display: none; }
	.cell { min-width: 2.9rem; padding: 0 .3rem; }
	.crowded .cell { min-width: 3.9rem; }
	.pairs .cell { min-width: 2.6rem; }
	.pairs thead .text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
	table { font-size: .875rem; }
	thead .text { font-size: .6875rem; }
	.rows :is(th, td) { padding-inline: .1rem; }
	.rows .index { padding-inline-start: .4rem; width: 1.2rem; }
	.rows .cell { min-width: 2.25rem; }
	.rows .value { font-size: .8125rem; }
	.rows .gradient td { font-size: .6875rem; }
	.rows .line { font-size: .8125rem; }
	.remove { width: 1.4rem; }
	.remove button { width: 24px; }
}
@container (width < 20rem) { .pairs .cell { min-width: 2.3rem; padding: 0 .2rem; } }
.file { display: inline-flex; align-items: center; position: relative; cursor: pointer; }
.file:focus-within { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (forced-colors: active) {
	tr.selected > :first-child, tbody.selected > tr:first-child > :first-child { border-inline-start: 4px solid Highlight; }
	.rows td.chosen .cell { outline: 2px solid Highlight; }
	.cell[aria-invalid] { border: 2px dashed CanvasText; }
}
`
