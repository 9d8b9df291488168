export const batch = `
.frame { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; container-type: inline-size; }
:not(:defined) { display: block; min-height: 16rem; }
.card { padding: 0; }
.card.result { padding: 1.1rem 1.25rem 1.15rem; }
.problems { list-style: none; margin: .4rem 0 0; padding: 0; font-size: .875rem; color: var(--wrong); }
.card.settings { padding: 1rem 1.25rem 1.1rem; display: grid; gap: 1rem; }
.work { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-items: start; }
.work > div { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; min-width: 0; }
@container (width >= 54rem) { .work.two { grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr); } }
@container (width < 54rem) { .work .right { order: -1; } }
.head { display: flex; flex-wrap: wrap; gap: .3rem 2rem; align-items: baseline; min-width: 0; }
.head .name { font-size: 1.25rem; font-weight: 650; }
.formula { font-size: 1.2rem; overflow-x: auto; overflow-y: hidden; max-width: 100%; padding: .2rem 0; }
.formula math[display=block] { display: block math; width: fit-content; margin: 0 0 .35rem; }
h2.title { display: block; font-size: .875rem; font-weight: 600; padding: .8rem 1rem .2rem; }
h2.title small { font-weight: 400; color: var(--soft); font-size: .8125rem; margin-inline-start: .7rem; }
table { border-collapse: collapse; font-size: .9375rem; min-width: 100%; }
caption { text-align: start; padding: .3rem 1rem 0; font-size: .8125rem; color: var(--soft); }
th, td { padding: .3rem .2rem; font-weight: 400; text-align: end; white-space: nowrap; vertical-align: top; }
tbody tr { border-top: 1px solid var(--grid); }
thead th { color: var(--soft); font-size: .8125rem; vertical-align: bottom; text-align: end; padding-top: .7rem; }
thead th[scope=colgroup] { text-align: center; }
.own :is(th, td):last-child { padding-inline-end: 1rem; }
.places th { padding-top: 0; font-size: .75rem; text-align: center; }
.index { color: var(--soft); font-size: .8125rem; text-align: start; padding-inline: 1rem .4rem; line-height: 34px; }
thead :is(.index, .number) { line-height: inherit; }
td.group { padding-inline-start: .7rem; }
.number { line-height: 34px; padding-inline-end: 1rem; font-variant-numeric: tabular-nums; }
.number data { font-weight: 600; }
.cell { display: block; width: 100%; min-width: 3.3rem; height: 34px; padding: 0 .5rem; text-align: end; font-variant-numeric: tabular-nums; background: var(--sunk); border: 1px solid transparent; border-radius: 7px; }
.cell:hover { border-color: var(--edge); }
.cell:focus { outline: 2px solid var(--accent); outline-offset: -1px; background: var(--bg); }
.cell.chosen { box-shadow: 0 0 0 1.5px var(--accent); }
.cell[aria-invalid] { background: var(--wrong-tint); border-color: var(--wrong); color: var(--wrong); }
.slope { display: block; font-size: .75rem; line-height: 1.3; color: var(--soft); padding-inline-end: .55rem; font-variant-numeric: tabular-nums; margin-top: 2px; min-height: 1em; }
.tools { display: flex; flex-wrap: wrap; justify-content: start; align-items: center; gap: .2rem .5rem; padding: 0 .2rem; }
.hint { color: var(--soft); font-size: .8125rem; flex: 1 1 14rem; }
.each { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; margin-top: .6rem; font-size: .875rem; font-variant-numeric: tabular-nums; }
.each span { color: var(--soft); margin-inline-end: .35rem; }
.plane svg.plot { display: block; width: 100%; max-width: 27rem; margin-inline: auto; height: auto; user-select: none; -webkit-user-select: none; }
.plane .axis text { fill: var(--soft); font-size: 10px; font-variant-numeric: tabular-nums; }
.plane figcaption { padding: .1rem 1rem .9rem; font-size: .8125rem; color: var(--soft); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin-bottom: .3rem; color: var(--fg); }
.legend > span { display: inline-flex; align-items: center; gap: .35rem; }
.legend .shape { fill: var(--soft); }
.mark { cursor: grab; outline: none; touch-action: none; }
.mark .reach { fill: transparent; }
.mark .shape { fill: var(--tone); stroke: var(--bg); stroke-width: 1.5; }
.mark text { fill: var(--fg); font-size: 11px; font-variant-numeric: tabular-nums; pointer-events: none; }
.mark.chosen .shape { stroke: var(--fg); stroke-width: 2; }
.mark:focus-visible .reach { stroke: var(--accent); stroke-width: 2; }
.plane .arrow { fill: none; stroke: var(--fg); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; opacity: .75; pointer-events: none; }
.buttons { padding: 0 .6rem .5rem; justify-content: end; }
.reading { padding: .2rem 1rem .9rem; }
.reading code { font-size: .875rem; }
.optional { display: flex; flex-wrap: wrap; gap: 0 1.2rem; max-width: 26rem; }
.optional legend { font-size: .8125rem; color: var(--soft); margin-bottom: .3rem; }
.optional .toggle { min-height: 34px; }
.empty { padding: 1.2rem 1rem; color: var(--soft); font-size: .875rem; }
@container (width < 28rem) { .cell { min-width: 2.7rem; padding: 0 .3rem; } .index { padding-inline: .6rem .2rem; } .number { padding-inline-end: .6rem; } td.group { padding-inline-start: .4rem; } .slope { padding-inline-end: .3rem; } }
@container (width < 22rem) {
	.cell { min-width: 1.9rem; padding: 0 .1rem; font-size: .8125rem; }
	.slope { font-size: .6875rem; padding-inline-end: .1rem; }
	.index { padding-inline: .5rem 0; font-size: .6875rem; }
	.places th, thead th { font-size: .6875rem; }
	.number, thead .number { padding-inline: .1rem .3rem; font-size: .75rem; }
	td.group { padding-inline-start: .25rem; }
	.own :is(th, td):last-child { padding-inline-end: .3rem; }
	.plane .axis text, .mark text { font-size: 12px; }
}
@media print { .work { display: flex !important; flex-direction: column; align-items: stretch; } .work .right { order: -1; } }
@media (forced-colors: active) { .mark .shape { fill: ButtonText; forced-color-adjust: none; } .mark.chosen .shape { fill: Highlight; } .plane .arrow { stroke: CanvasText; } .plane text, .mark text { fill: CanvasText; } }
`
