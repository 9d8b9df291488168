/** Styles of the page's own elements. */

export const sidebar = `
h2 { font-size: .8125rem; font-weight: 600; color: var(--soft); padding: 0 .6rem .2rem; }
h3 { display: flex; gap: .5rem; align-items: baseline; font-size: .875rem; font-weight: 600; padding: .9rem .6rem .25rem; line-height: 1.3; }
.badge { color: var(--accent); font-variant-numeric: tabular-nums; }
ul { list-style: none; }
li button { display: block; width: 100%; text-align: start; background: none; border: 0; border-radius: 8px; padding: .35rem .6rem; min-height: 32px; font-size: .9063rem; line-height: 1.35; color: var(--fg); }
li button:hover { background: var(--tint); }
li button[aria-current] { background: var(--tint); color: var(--accent); font-weight: 600; box-shadow: inset 3px 0 var(--accent); border-start-start-radius: 3px; border-end-start-radius: 3px; }
details { background: var(--bg); border: 1px solid var(--edge); border-radius: var(--radius); }
summary { padding: .65rem 1rem; min-height: 44px; cursor: pointer; font-weight: 600; }
details nav { padding: 0 .6rem 1rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: 0 1rem; }
`

export const check = `
:host { display: block; }
.card { padding: 1rem 1.25rem 1.1rem; border-inline-start: 4px solid var(--accent); }
h2 { font-size: 1rem; font-weight: 600; margin-bottom: .3rem; }
p { font-size: .9375rem; max-width: 65ch; }
table { border-collapse: collapse; margin-top: .6rem; font-size: .875rem; font-variant-numeric: tabular-nums; width: 100%; }
th, td { text-align: start; padding: .3rem 1rem .3rem 0; font-weight: 400; border-top: 1px solid var(--grid); }
thead th, thead td { color: var(--soft); font-size: .8125rem; border: 0; }
td:last-child { padding-inline-end: 0; text-align: end; }
.right { color: var(--right); font-weight: 700; }
.wrong { color: var(--wrong); font-weight: 700; }
`

export const builder = `
.frame { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.options { padding: 1rem 1.25rem 1.2rem; display: grid; gap: .9rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: .8rem 1rem; }
.fields label { display: grid; gap: .2rem; font-size: .875rem; color: var(--soft); }
.fields .wide { grid-column: 1 / -1; }
select, input[type=number], input[type=url] { height: 38px; width: 100%; min-width: 0; border: 1px solid var(--strong-edge); border-radius: 8px; background: var(--bg); color: var(--fg); padding: 0 .6rem; }
.switches { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; align-items: center; }
.soft { color: var(--soft); font-size: .875rem; }
.bar { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem 1rem; padding: 1rem 1.25rem .8rem; }
.bar .copy { margin-inline-start: auto; }
.bar .row { flex-wrap: wrap; }
pre { margin: 0; padding: .9rem 1.25rem; overflow-x: auto; border-block: 1px solid var(--grid); font: .8125rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.note { font-size: .875rem; color: var(--soft); max-width: 75ch; }
pre + .note { padding: .7rem 1.25rem 1rem; }
a { color: var(--accent); }
.preview { padding: 1rem; border: 1px dashed var(--strong-edge); border-radius: var(--radius); background: light-dark(#f6f7f9, #121519); color: var(--fg); min-width: 0; }
.preview h2 { font-size: .875rem; font-weight: 600; margin-bottom: .8rem; }
`
