import { MAX_WIDTH_CLASS } from "./walk-picture.ts";

/** A picture takes its frame's width, from its own to half as much again: by classes, as the page's policy allows no style of an element. */
function widths(): string {
  return Array.from({ length: MAX_WIDTH_CLASS }, (_, index) => {
    const width = 100 * (index + 1);
    return `.w-${index + 1} { min-width: ${width - 50}px; max-width: ${1.5 * width}px; }`;
  }).join(" ");
}

/** The style of the pictures of walks: shape and word say what a colour says. */
export const WALK_STYLE: string = `
:root { --walk-card: #e8eef7; --walk-card-line: #b9c7dc; --walk-tie: #f6efd9; --walk-way: #7d8da6; --walk-place: #2f5d9b; --walk-wrong: #b3261e; --walk-ink: #ffffff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --walk-card: #222c3a; --walk-card-line: #41526b; --walk-tie: #2f2a18; --walk-way: #7d8da6; --walk-place: #8db6f2; --walk-wrong: #ff8a80; --walk-ink: #12151a; }
}
.walk-figure { margin: 1rem 0; padding: .9rem; border: 1px solid var(--line); border-radius: .5rem; }
.walk-title { margin-top: 0; font-weight: 700; }
.scroll { overflow-x: auto; max-width: 100%; }
.walk-sides { display: grid; gap: .5rem 2rem; align-items: start; margin: .8rem 0; }
@media (min-width: 64rem) { .walk-sides { grid-template-columns: minmax(0, 1fr) 15rem; } }
svg.walk { display: block; font: 12px system-ui, sans-serif; }
.drawing svg.walk { width: 100%; height: auto; }
${widths()}
.close-up { padding: .6rem .8rem; } .close-up svg.walk { min-width: 0; } .close-up figcaption { margin-top: .4rem; font-size: .9rem; }
@media (max-width: 40rem) { .close-up { padding: .4rem 0; border: 0; } }
.walk text { fill: var(--text); }
.walk .time, .walk .id { font: 11px ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.walk .id { fill: var(--quiet); } .walk .named { fill: var(--text); font-weight: 700; text-decoration: underline; }
.walk .day { font-size: 11px; font-weight: 700; } .walk .rule { stroke: var(--line); stroke-dasharray: 2 3; }
.walk .gap { fill: var(--quiet); font-style: italic; }
.walk .page { font-weight: 600; text-anchor: middle; } .walk .sub { fill: var(--quiet); font-size: 11px; text-anchor: middle; } .walk .lane { font-weight: 700; }
.walk .tie { fill: var(--walk-tie); } .walk .bracket { fill: none; stroke: var(--quiet); }
.walk .card { fill: var(--walk-card); stroke: var(--walk-card-line); }
.walk .way { stroke: var(--walk-way); stroke-width: 1.5; } .walk .way-hidden { stroke-dasharray: 3 4; } .walk .dot { fill: var(--walk-way); }
.mark rect, .mark circle, .mark path { fill: var(--walk-place); stroke: var(--walk-place); stroke-width: 1.5; }
.mark .place { fill: var(--walk-ink); font-size: 10px; font-weight: 600; text-anchor: middle; }
.mark .word { font-size: 12px; font-weight: 700; }
.mark-repeated circle, .mark-displaced path, .mark-unexpected path { fill: var(--walk-wrong); stroke: var(--walk-wrong); }
.mark-repeated circle:not(.inner) { fill: var(--ground); } .mark-repeated .word, .mark-displaced .word, .mark-unexpected .word, .mark-lost .word { fill: var(--walk-wrong); }
.mark-lost path { fill: var(--ground); stroke: var(--walk-wrong); stroke-width: 2; stroke-dasharray: 3 2; }
.mark-new rect { fill: var(--ground); } .mark-new .place { fill: var(--text); }
.mark-new .word { fill: var(--quiet); font-weight: 400; }
.mark-inserted circle, .mark-changed circle, .mark-deleted circle { fill: var(--ground); stroke: var(--text); } .mark-inserted path, .mark-changed path, .mark-deleted path { fill: none; stroke: var(--text); }
.walk .between { stroke: var(--text); stroke-dasharray: 1 4; }
.walk-changes { margin: .3rem 0; padding-left: 1.2rem; font-size: .88rem; overflow-wrap: anywhere; }
.legend { display: grid; gap: .3rem; margin: .5rem 0; padding: 0; list-style: none; font-size: .88rem; }
.legend li { display: flex; gap: .5rem; align-items: center; } .legend svg, .tie-sample { flex: none; }
.named-sample { width: 24px; text-align: center; font-weight: 700; text-decoration: underline; }
.tie-sample { width: 24px; height: 16px; border-radius: 4px; background: var(--walk-tie); border: 1px solid var(--line); border-left: 3px double var(--quiet); }
.walk-figure table { border-collapse: collapse; font-size: .85rem; overflow-wrap: normal; }
.walk-figure th, .walk-figure td { padding: .25rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
.walk-figure thead th { font-weight: 600; }
`;
