export const builder = `
.frame { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.options { padding: 1rem 1.25rem 1.2rem; display: grid; gap: .9rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: .8rem 1rem; }
.fields label { display: grid; gap: .2rem; font-size: .875rem; color: var(--soft); }
.fields .wide { grid-column: 1 / -1; }
select, input[type=number], input[type=url] { height: 38px; width: 100%; min-width: 0; border: 1px solid var(--strong-edge); border-radius: 8px; background: var(--bg); color: var(--fg); padding: 0 .6rem; }
.switches { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; align-items: center; }
.soft { color: var(--soft); font-size: .875rem; }
@media (width < 30rem) { .switches .soft { flex-basis: 100%; margin-top: .4rem; } }
.bar { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem 1rem; padding: 1rem 1.25rem .8rem; }
.bar .copy { margin-inline: auto -.65rem; }
.bar .row { flex-wrap: wrap; }
pre { margin: 0; padding: .9rem 1.25rem; overflow-x: auto; border-block: 1px solid var(--grid); font: .8125rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.note { font-size: .875rem; color: var(--soft); max-width: 75ch; }
pre + .note { padding: .7rem 1.25rem 1rem; }
a { color: var(--accent); }
.preview { padding: 1rem; border: 1px dashed var(--strong-edge); border-radius: var(--radius); background: light-dark(#f6f7f9, #121519); color: var(--fg); min-width: 0; }
.preview h2 { font-size: .875rem; font-weight: 600; margin-bottom: .8rem; }
`
