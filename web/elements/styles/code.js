export const code = `
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; padding: .9rem 1.25rem .7rem; }
.bar h2 { font-size: 1rem; font-weight: 600; }
.bar .copy { margin-inline: auto -.65rem; }
pre { margin: 0; padding: .9rem 1.25rem 1.1rem; overflow-x: auto; border-top: 1px solid var(--grid); font: .875rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; tab-size: 2; max-height: 26rem; }
.missing { padding: .9rem 1.25rem 1.1rem; border-top: 1px solid var(--grid); color: var(--soft); }
`
