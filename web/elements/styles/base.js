/** Colours, type and the small parts that all elements share. Hosts set --loss-* to change them. */
export const base = `
:host {
	display: block;
	contain: layout style;
	--fg: var(--loss-fg, light-dark(#1b1f27, #e8eaee));
	--soft: var(--loss-soft, light-dark(#5a6270, #a3abb8));
	--bg: var(--loss-bg, light-dark(#ffffff, #1c2027));
	--sunk: var(--loss-sunk, light-dark(#f3f4f6, #15181d));
	--edge: var(--loss-edge, light-dark(#dfe2e7, #343a45));
	--strong-edge: light-dark(#868e9c, #79818f);
	--accent: var(--loss-accent, light-dark(#1f55c4, #8fb4ff));
	--on-accent: light-dark(#ffffff, #10131a);
	--tint: light-dark(#eaf0fc, #232d42);
	--wrong: light-dark(#b3261e, #ffb0a6);
	--wrong-tint: light-dark(#fdecea, #3b2322);
	--right: light-dark(#0b6e4f, #7ad7b0);
	--grid: var(--loss-grid, light-dark(#e9ebef, #2b313b));
	--tone0: var(--loss-1, light-dark(#1f55c4, #8fb4ff));
	--tone1: var(--loss-2, light-dark(#b8480f, #ffa36b));
	--tone2: var(--loss-3, light-dark(#0b7467, #4fd1bd));
	--tone3: var(--loss-4, light-dark(#8a2fc0, #cf9dff));
	--tone4: var(--loss-5, light-dark(#8a6100, #f0c24b));
	--tone5: var(--loss-6, light-dark(#b41e63, #ff8db6));
	--radius: var(--loss-radius, 12px);
	--letters: "Cambria Math", "STIX Two Math", "Times New Roman", "DejaVu Serif", serif;
	color: var(--fg);
	font: var(--loss-font, 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif);
}
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
h2, h3, p, dl, dd, figure, ul, fieldset, legend { margin: 0; padding: 0; border: 0; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.card { background: var(--bg); border: 1px solid var(--edge); border-radius: var(--radius); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; }
button:disabled { cursor: default; opacity: .45; }
.quiet { background: none; border: 1px solid transparent; border-radius: 8px; padding: .3rem .65rem; color: var(--accent); min-height: 32px; }
.quiet:hover:not(:disabled) { background: var(--tint); }
.link { background: none; border: 0; padding: 0; color: inherit; text-decoration: underline dotted; text-underline-offset: 3px; min-height: 24px; }
.problem { color: var(--wrong); }
.number, data, output { font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.scroll:last-child { border-radius: inherit; }
/* What goes on beyond an edge fades there; a ring of focus stays whole. */
@keyframes beyond {
	from { mask: var(--fading) 100% 0 / calc(100% + 1.5rem) }
	to { mask: var(--fading) 0 0 / calc(100% + 1.5rem) }
}
@supports (animation-timeline: scroll()) {
	:is(.scroll, .formula, .line, pre):not(:focus-visible) { --fading: linear-gradient(90deg, #0000, #000 1.5rem calc(100% - 1.5rem), #0000); animation: beyond linear both; animation-timeline: scroll(self inline); }
}
math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre", math; }
mtd { text-align: start; }
.segments legend { font-size: .8125rem; color: var(--soft); margin-bottom: .3rem; }
.segments { min-width: 0; }
.segments .row { display: inline-flex; flex-wrap: wrap; background: var(--sunk); border: 1px solid var(--edge); border-radius: 9px; padding: 2px; }
.segments label { position: relative; display: block; }
.segments label span { display: block; padding: .2rem .7rem; border-radius: 7px; font-size: .875rem; min-height: 28px; line-height: 1.45; cursor: pointer; }
.segments input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.segments .on span { background: var(--bg); box-shadow: 0 0 0 1px var(--strong-edge); }
.segments input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 1px; }
.stepper { align-items: center; }
.stepper button { width: 30px; height: 28px; border: 0; background: none; border-radius: 7px; color: var(--accent); }
.stepper button:hover:not(:disabled) { background: var(--bg); }
.stepper output { min-width: 1.8rem; text-align: center; font-size: .875rem; }
.toggle { display: inline-flex; align-items: center; gap: .45rem; font-size: .875rem; min-height: 32px; cursor: pointer; }
.toggle input, input[type=range] { accent-color: var(--accent); }
.toggle input { width: 1.05rem; height: 1.05rem; margin: 0; }
.tone0 { --tone: var(--tone0) } .tone1 { --tone: var(--tone1); --dash: 8 5 } .tone2 { --tone: var(--tone2); --dash: 1.5 5 }
.tone3 { --tone: var(--tone3); --dash: 11 4.5 1.5 4.5 } .tone4 { --tone: var(--tone4); --dash: 16 5 } .tone5 { --tone: var(--tone5); --dash: 4 4 }
.chart text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
.chart .title { fill: var(--fg); font-size: 13px; }
.chart .end { fill: var(--tone); font-size: 12px; }
.grid line { stroke: var(--grid); stroke-width: 1; shape-rendering: crispEdges; }
.grid .zero { stroke: var(--strong-edge); }
.curve { fill: none; stroke: var(--tone); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
.dashed { stroke-dasharray: var(--dash, 8 5); }
.dot { fill: var(--bg); stroke: var(--fg); stroke-width: 1.5; }
.faint { fill: var(--fg); stroke: none; opacity: .2; }
@media (forced-colors: active) {
	.chart, .thumbnail, .swatch, .bar { forced-color-adjust: none; }
	.curve, .tangent, .arrow { stroke: CanvasText; }
	.grid line { stroke: GrayText; stroke-opacity: .4; }
	.chart .end { fill: CanvasText; }
	.chart text, .chart .title { fill: CanvasText; stroke: none; forced-color-adjust: none; }
	.dot, .kink { stroke: CanvasText; fill: Canvas; }
	.segments .on span { background: Highlight; color: HighlightText; forced-color-adjust: none; }
	button { border: 1px solid ButtonText; }
}
@media print {
	svg.chart { max-width: 26rem; margin-inline: auto; }
	.swatch, .fill, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
	.quiet, .tools, .chooser, .tabs, .bars, .chevron, .stepper button, [type=range], .segments label:not(.on), .toggle:not(:has(:checked)) { display: none !important; }
	.segments .row, .segments .on span { background: none; box-shadow: none; border: 0; padding: 0; }
	:where(.frame, .work, .panel, .panel > div, .work > div, ol) { display: block !important; }
	:is(.frame, .work, .panel, .panel > div, .work > div, ol) > * { margin-bottom: 1rem; }
	.card, figure, li, tr, .rows tbody, .scroll:not(:has(tr:nth-child(14))) { break-inside: avoid; }
	.card:has(ol, tr:nth-child(14)), .left > .card { break-inside: auto; }
	table { contain: none !important; }
	h2, .bar { break-after: avoid; }
	.line, .note, .formula, .scroll, pre { overflow: visible !important; }
	pre { white-space: pre-wrap; max-height: none !important; }
	math { font-size: 1rem !important; }
}
`
