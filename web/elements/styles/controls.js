export const controls = `
.controls { display: flex; flex-wrap: wrap; gap: .8rem 1.5rem; align-items: end; }
.parameter { display: grid; grid-template-columns: auto auto; gap: .3rem .6rem; align-items: center; }
.parameter label { grid-column: 1 / -1; font-size: .8125rem; color: var(--soft); }
.parameter input[type=text] { width: 4.6rem; height: 34px; padding: 0 .5rem; text-align: end; border: 1px solid var(--edge); border-radius: 8px; background: var(--bg); font-variant-numeric: tabular-nums; }
.parameter input[type=text]:focus { outline: 2px solid var(--accent); outline-offset: -1px; }
.parameter input[aria-invalid] { border-color: var(--wrong); background: var(--wrong-tint); color: var(--wrong); }
.parameter input[type=range] { width: 8.5rem; height: 34px; margin: 0; }
.parameter .toggle { font-size: .875rem; color: var(--fg); }
.parameter .problem { grid-column: 1 / -1; font-size: .8125rem; max-width: 18rem; }
.wide { display: flex; flex-wrap: wrap; max-width: 24rem; }
.wide label { flex-basis: 100%; }
.wide input[type=text] { width: 3.6rem; }
`
