export const result = `
.card { padding: 1.1rem 1.25rem 1.15rem; }
h2 { font-size: .9375rem; font-weight: 400; display: flex; flex-wrap: wrap; gap: 0 .6rem; }
.what { color: var(--soft); }
.of { font-weight: 600; }
.value { display: block; font-size: clamp(2.2rem, 1.6rem + 2.6vw, 3.25rem); line-height: 1.15; font-weight: 650; letter-spacing: -.02em; margin-top: .2rem; overflow-wrap: anywhere; }
.list { font-size: .55em; letter-spacing: 0; }
.exact { font-size: .8125rem; color: var(--soft); font-variant-numeric: tabular-nums; user-select: all; -webkit-user-select: all; }
.how { margin-top: .55rem; font-variant-numeric: tabular-nums; font-size: .9375rem; overflow-wrap: anywhere; }
.how small { color: var(--soft); font-size: .8125rem; }
dl { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin-top: .7rem; font-size: .875rem; }
dt { color: var(--soft); font-size: .8125rem; }
dd { font-variant-numeric: tabular-nums; }
.note { margin-top: .6rem; padding: .45rem .7rem; border-radius: 8px; background: var(--tint); font-size: .875rem; }
.wrong { border-color: var(--wrong); }
.wrong .problem { margin-top: .4rem; }
`
