export const picker = `
.open { display: inline-flex; align-items: baseline; gap: .3rem .7rem; flex-wrap: wrap; text-align: start; background: none; border: 0; padding: .1rem .2rem; margin-inline-start: -.2rem; border-radius: 8px; }
.open .name { font-size: clamp(1.5rem, 1.2rem + 1.3vw, 2rem); font-weight: 650; letter-spacing: -.015em; line-height: 1.2; }
.open .family { color: var(--soft); font-size: .875rem; white-space: nowrap; }
.chevron { display: inline-block; margin-inline-start: .7rem; width: .55rem; height: .55rem; border-right: 2px solid var(--accent); border-bottom: 2px solid var(--accent); transform: translateY(-.2rem) rotate(45deg); }
.open:hover .name { color: var(--accent); }
dialog { width: min(60rem, calc(100vw - 2rem)); max-width: none; height: min(46rem, calc(100dvh - 3rem)); max-height: none; padding: 0; color: var(--fg); background: var(--bg); border: 1px solid var(--edge); border-radius: 16px; overflow: hidden; box-shadow: 0 24px 70px rgb(0 0 0 / .3); }
dialog::backdrop { background: rgb(15 18 25 / .45); }
.gallery { display: flex; flex-direction: column; height: 100%; }
.top { display: flex; gap: .5rem; padding: 1rem 1.25rem .8rem; border-bottom: 1px solid var(--edge); }
.search { flex: 1; min-width: 0; height: 44px; padding: 0 .9rem; border: 1px solid var(--strong-edge); border-radius: 10px; background: var(--bg); font-size: 1rem; text-overflow: ellipsis; }
.close { font-size: 1.5rem; width: 44px; height: 44px; padding: 0; line-height: 1; }
.list { overflow-y: auto; padding: .4rem 1.25rem 1.5rem; flex: 1; }
h3 { font-size: .8125rem; font-weight: 600; color: var(--soft); padding: 1rem 0 .5rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: .6rem; }
.card { display: flex; flex-direction: column; align-items: start; gap: .1rem; padding: .7rem .8rem; text-align: start; color: inherit; text-decoration: none; }
.card:hover { border-color: var(--accent); background: var(--tint); }
.card[aria-current] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.card .name { font-weight: 600; font-size: .9375rem; line-height: 1.3; margin-top: .35rem; text-wrap: balance; }
.card .other { color: var(--soft); font-size: .8125rem; line-height: 1.3; }
.thumbnail { max-width: 100%; }
.none { padding: 2rem 0; color: var(--soft); }
@media (width < 40rem) {
	dialog { width: 100vw; height: 100dvh; border: 0; border-radius: 0; margin: 0; }
	.cards { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
	.top, .list { padding-inline: .9rem; }
}
`
