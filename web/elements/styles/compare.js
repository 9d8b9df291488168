export const compare = `
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: start; padding: 1rem 1.25rem .2rem; font-weight: 600; }
th, td { padding: .55rem .6rem; text-align: start; font-weight: 400; border-bottom: 1px solid var(--grid); }
th:first-child { padding-inline-start: 1.25rem; }
thead th { color: var(--soft); font-size: .8125rem; }
thead .number, .number { text-align: end; white-space: nowrap; }
tbody th { min-width: 7rem; }
:host { container-type: inline-size; }
@container (width < 32rem) { th, td { padding-inline: .4rem; } .big { font-size: 1rem; } thead th:nth-last-child(2):not(.number) { display: none; } .who { min-width: 6.5rem; } tbody th small { overflow-wrap: anywhere; } }
tbody th small { display: block; color: var(--soft); }
tbody th:has(.swatch) { padding-inline-start: 2.5rem; }
th .swatch { position: absolute; margin: .35em 0 0 -1.25rem; }
td:has(> .quiet) { width: 1%; }
td > .quiet { margin-block: -.3rem; }
.big { font-weight: 600; font-size: 1.0625rem; }
.better { color: var(--right); }
.better::after { content: " ✓"; }
.each { color: var(--soft); font-variant-numeric: tabular-nums; font-size: .875rem; }
.small .problem { padding: 0 .3rem .4rem; }
.problem { font-size: .875rem; font-weight: 400; white-space: normal; }
.swatch { display: inline-block; width: .75rem; height: .75rem; border-radius: 3px; background: var(--tone); margin-inline-end: .5rem; }
.padded { padding: 1rem 1.25rem 1.1rem; display: grid; gap: .8rem; }
.padded h2 { font-size: 1rem; }
.padded .finding { padding: 0; }
.padded .small figure { padding: 0; }
.card:not(.padded) > .finding:last-child { padding-bottom: 1.1rem; }
.who { color: var(--soft); font-size: .875rem; }
.ours { background: var(--tint); }
.finding { padding: .8rem 1.25rem 0; }
.finding:empty { display: none; }
.chooser, .chooser > label { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
.chooser > label { flex: 0 1 26rem; min-width: 0; }
.chooser select { flex: 1 1 8rem; min-width: 0; }
.chooser { padding: .8rem 1.25rem 1.1rem; font-size: .875rem; color: var(--soft); }
.chooser:not(:last-child) { padding-bottom: 0; }
select { height: 36px; max-width: 100%; border: 1px solid var(--edge); border-radius: 8px; background: var(--bg); padding: 0 .5rem; color: var(--fg); }
.small { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1rem; }
.small figure { padding: .9rem .8rem .6rem; margin: 0; max-width: 34rem; }
.small figcaption { font-weight: 600; font-size: .9375rem; padding: 0 .3rem .3rem; }
.small svg { display: block; width: 100%; height: auto; }
.cursor { stroke: var(--accent); stroke-dasharray: 2 3; }
.dot.chosen { fill: var(--accent); stroke: var(--bg); stroke-width: 2; }
@container (width < 32rem) { .each { display: none; } .card:not(.padded) > .finding:not(:has(~ .chooser:not(.each))) { padding-bottom: 1.1rem; } }
@container (width < 24rem) {
	caption, .finding, .chooser, th:first-child { padding-inline-start: .9rem; }
	.chooser { flex-wrap: nowrap; gap: .3rem; padding-inline-end: .5rem; }
	.chooser > label { flex-wrap: nowrap; }
	.chooser select { flex-basis: 5rem; }
	.padded { padding-inline: .9rem; }
	.padded .small figcaption { padding-inline: 0; }
	th, td { padding-inline: .25rem; }
	tbody th { min-width: 4.5rem; font-size: .875rem; }
	tbody th:has(.swatch) { padding-inline-start: 2rem; }
	th .swatch { margin-inline-start: -1.1rem; }
	.big { font-size: .8125rem; }
	td:has(> .quiet) { padding: 0; }
	tbody .big { white-space: normal; }
	.quiet { padding-inline: .4rem; }
	.swatch { margin-inline-end: .3rem; }
	.small .chart :is(text, .end) { font-size: 15px; }
}
`
