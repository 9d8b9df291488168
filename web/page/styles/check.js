export const check = `
:host { display: block; }
.card { padding: 1rem 1.25rem 1.1rem; border-inline-start: 4px solid var(--accent); }
h2 { font-size: 1rem; font-weight: 600; margin-bottom: .3rem; }
p { font-size: .9375rem; max-width: 65ch; }
table { border-collapse: collapse; margin-top: .6rem; font-size: .875rem; font-variant-numeric: tabular-nums; width: 100%; }
th, td { text-align: start; padding: .3rem 1rem .3rem 0; font-weight: 400; border-top: 1px solid var(--grid); }
thead th, thead td { color: var(--soft); font-size: .8125rem; border: 0; }
tbody th { min-width: 5.5rem; }
@media (width < 30rem) { th, td { padding-inline-end: .5rem; } }
td:last-child { padding-inline-end: 0; text-align: end; }
.source { color: var(--soft); font-size: .8125rem; }
.right { color: var(--right); font-weight: 700; }
.wrong { color: var(--wrong); font-weight: 700; }
`
