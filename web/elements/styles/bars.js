export const bars = `
.bars { padding: .2rem .9rem 1rem; border-top: 1px solid var(--grid); }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .2rem 1rem; padding: .55rem 0 .3rem; }
h3 { font-size: .875rem; font-weight: 600; }
.bar { display: grid; grid-template-columns: minmax(2.2rem, max-content) 1fr 4.4rem 1.2rem 1.2rem; gap: .5rem; align-items: center; min-height: 36px; font-size: .9375rem; }
.bar .name { font-style: italic; font-family: var(--letters); }
.bar input { width: 100%; height: 32px; margin: 0; }
.bar .number { text-align: end; }
.mark { color: var(--right); font-weight: 700; }
.way { font-size: .75rem; color: var(--soft); }
@media (width < 26rem) { .bar { grid-template-columns: minmax(1.6rem, max-content) 1fr 3.4rem 1rem 1rem; gap: .3rem; } }
.chosen .name { color: var(--accent); font-weight: 700; }
`
