export const calculator = `
:host { container-type: inline-size; }
.frame { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 2rem; align-items: start; }
.head, .title, .head > * { min-width: 0; }
.formulas { display: flex; flex-wrap: wrap; gap: .2rem 1.8rem; align-items: center; max-width: 100%; min-width: 0; }
.work > *, .frame > * { min-width: 0; }
.work { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); container-type: inline-size; min-width: 0; }
@container (width >= 70rem) {
	.frame:has(> slot) { grid-template-columns: 15.5rem minmax(0, 1fr); }
	::slotted(loss-presets) { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); padding-bottom: 2rem; overflow-y: auto; scrollbar-width: thin; mask-image: linear-gradient(#000 calc(100% - 2rem), transparent); }
}
.head { display: grid; gap: 1rem; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 2rem; justify-content: space-between; }
:not(:defined) { min-height: 13rem; }
loss-derivation:not(:defined) { min-height: 26rem; }
.where { display: grid; gap: .4rem; justify-items: start; }
.formula { font-size: 1.2rem; overflow-x: auto; overflow-y: hidden; max-width: 100%; padding: .2rem 0; }
.tabs { display: flex; gap: .25rem; border-bottom: 1px solid var(--edge); }
.tabs button { background: none; border: 0; border-bottom: 3px solid transparent; padding: .55rem 1rem; color: var(--soft); min-height: 44px; margin-bottom: -1px; }
.tabs button[aria-selected=true] { color: var(--fg); border-bottom-color: var(--accent); font-weight: 600; }
.tabs button:hover { color: var(--fg); }
.panel { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-items: start; min-width: 0; }
.panel > div { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; min-width: 0; }
@media (forced-colors: active) {
	.tabs, .tabs button { border-bottom-color: Canvas; }
	.tabs button[aria-selected=true] { border-bottom-color: Highlight; }
}
@container (width >= 54rem) {
	.values { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
	.values .right { grid-row: 1; grid-column: 2; }
	.below { grid-column: 1 / -1; }
	.curve { grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr); }
}
@container (width < 54rem) {
	loss-derivation:not(:defined) { min-height: 47rem; }
	.values .right { order: 1; }
	.values .left { display: contents; }
	.values .left > :first-child { order: 0; }
	.values .left > :nth-child(2) { order: 0; }
	.values .left > :nth-child(3) { order: 2; }
	.below { order: 3; }
}
`
