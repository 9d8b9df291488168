export const derivation = `
.card { padding: 1.1rem 1.25rem 1.3rem; }
h2 { font-size: 1rem; font-weight: 600; }
ol { margin: .6rem 0 0; padding: 0; list-style: none; counter-reset: step; display: grid; gap: 1.1rem 2rem; }
:host { container-type: inline-size; }
@container (width >= 52rem) { ol { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
li.full { grid-column: 1 / -1; }
li { align-content: start; counter-increment: step; display: grid; grid-template-columns: 2rem minmax(0, 1fr); gap: .1rem 0; }
li::before { content: counter(step); grid-row: 1 / span 3; width: 1.5rem; height: 1.5rem; border-radius: 50%; background: var(--tint); color: var(--accent); font-size: .8125rem; font-weight: 600; display: grid; place-items: center; }
h3 { font-size: .875rem; font-weight: 400; color: var(--soft); padding-top: .1rem; }
.line { display: flex; flex-wrap: wrap; gap: .6rem 2rem; overflow-x: auto; padding: .15rem 0; align-items: center; }
.whole { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .35rem; }
math { font-size: 1.15rem; margin: 0; }
math[display=block] { display: inline math; math-style: normal; }
.where { display: grid; gap: .3rem; justify-items: start; }
.note, .chain { font-size: .9375rem; grid-column: 2; }
.note { color: var(--soft); overflow-x: auto; }
.note math { font-size: 1rem; }
.chain { font-variant-numeric: tabular-nums; }
[data-cell], [data-sample] { cursor: pointer; color: var(--accent); }
.result { font-weight: 700; color: var(--fg); }
code { font-size: .9375rem; }
@container (width < 26rem) {
	.card { padding: 1rem .9rem 1.2rem; }
	li { grid-template-columns: minmax(0, 1fr); }
	li::before { grid-area: 1 / 1; }
	h3 { grid-area: 1 / 1; padding-inline-start: 2rem; margin-bottom: .2rem; }
	.note, .chain { grid-column: 1; }
	math { font-size: 1.0625rem; }
}
.bar { display: flex; flex-wrap: wrap; gap: .3rem .5rem; align-items: center; }
.bar .copy { padding-inline: .4rem; margin-inline: auto -.4rem; }
`
