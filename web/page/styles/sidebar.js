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
