export const curve = `
:host { min-width: 0; }
figure { padding: .75rem 0 0; }
svg.chart { display: block; width: 100%; height: auto; touch-action: pan-y; cursor: crosshair; user-select: none; -webkit-user-select: none; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: .2rem .9rem .5rem; font-size: .875rem; }
.legend li { display: flex; align-items: center; gap: .45rem; }
.scales { padding: 0 .9rem .4rem; }
.cursor { stroke: var(--accent); stroke-width: 1; stroke-dasharray: 2 3; opacity: .7; }
.target { stroke: var(--right); stroke-width: 1.5; opacity: .55; }
.tangent { stroke: var(--fg); stroke-width: 1.5; opacity: .5; }
.arrow { fill: none; stroke: var(--tone1); stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; }
.kink { fill: var(--tone); stroke: var(--tone); stroke-width: 1.5; }
.kink.open { fill: var(--bg); }
.handle { cursor: grab; touch-action: none; outline: none; }
.handle:active { cursor: grabbing; }
.reach { fill: transparent; }
.halo { fill: var(--accent); opacity: .18; }
.grip { fill: var(--accent); stroke: var(--bg); stroke-width: 2; }
.second { fill: var(--bg); stroke: var(--accent); stroke-width: 2.25; }
.handle:focus-visible .halo { opacity: 1; fill: none; stroke: var(--accent); stroke-width: 2.5; }
.tools { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding: .35rem .9rem .9rem; }
.reading { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-variant-numeric: tabular-nums; font-size: .9375rem; }
.reading var { font-family: var(--letters); }
.buttons { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; }
.buttons .quiet:not(.step) { padding-inline: .4rem; }
.step { width: 34px; height: 34px; padding: 0; border-color: var(--edge); font-size: 1.1rem; line-height: 1; }
.files { white-space: nowrap; }
.field { width: 3.6rem; height: 34px; padding: 0 .4rem; text-align: end; border: 1px solid var(--edge); border-radius: 8px; background: var(--bg); font-variant-numeric: tabular-nums; }
.nothing { padding: 2rem 1rem; color: var(--soft); }
@media (forced-colors: active) { .grip { fill: Highlight; stroke: Canvas; } .halo { fill: none; } .second { stroke: Highlight; } .target, .cursor { stroke: GrayText; } }
`
