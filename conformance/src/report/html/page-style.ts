/** The style of the page: light and dark by the reader's preference, from 360 pixels up, and on paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f7f9; --line: #d5d9e0; --text: #1c2128; --quiet: #57606a; --link: #0b57b7; --mark: #fff1b8;
  --failed: #b3261e; --known: #8a3d66; --errored: #a3260f; --warned: #8a5a00; --open: #6a3fb5; --grey: #59636e; --passed: #1a6f37;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #12151a; --raised: #1b2027; --line: #39414c; --text: #e3e7ec; --quiet: #a3adb9; --link: #82b4ff; --mark: #574706;
    --failed: #ff8a80; --known: #f0a3cc; --errored: #ff9d7a; --warned: #efb95b; --open: #c4a7ff; --grey: #a3adb9; --passed: #72d492;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1rem 3rem; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.2; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.35rem; }
h3 { margin: 1.75rem 0 .5rem; font-size: 1.1rem; }
h4 { margin: 1.25rem 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
code, pre, .rule-id, .target, .method, .number { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
[hidden] { display: none !important; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
.symbol { flex: none; vertical-align: -3px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round; }
.o-failed { color: var(--failed); } .o-known_failure { color: var(--known); } .o-errored { color: var(--errored); } .o-warned { color: var(--warned); }
.o-inconclusive { color: var(--open); } .o-not_applicable, .o-skipped { color: var(--grey); } .o-passed { color: var(--passed); }

.verdict { margin: 1rem 0 0; padding: 1.25rem 1.25rem 1rem; border: 1px solid var(--line); border-left: .6rem solid var(--grey); border-radius: .6rem; background: var(--raised); }
.v-passed { border-left-color: var(--passed); } .v-failed { border-left-color: var(--failed); } .v-inconclusive { border-left-color: var(--open); } .v-errored { border-left-color: var(--errored); }
.verdict h1 { display: flex; gap: .7rem; align-items: center; margin: .2rem 0; font-size: clamp(1.5rem, 6vw, 2.3rem); }
.verdict h1 .symbol { width: 1.1em; height: 1.1em; }
.origin { color: var(--quiet); font-size: .9rem; } .lead, .origin { margin: .2rem 0; }
.first-look { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); grid-template-areas: "cause picture" "text picture"; grid-template-rows: auto 1fr; gap: 0 2rem; align-items: start; margin-top: 1.25rem; }
.first-look h2 { grid-area: cause; margin: 0 0 .4rem; } .first-look .causes { grid-area: text; } .first-look .close-up { grid-area: picture; margin: 0; }
.first-look > h2:not(:has(~ .close-up)), .first-look > .causes:not(.close-up ~ .causes) { grid-column: 1 / -1; }
.eyebrow { margin: 0; color: var(--quiet); font-size: .9rem; }
.lead { font-size: 1.1rem; }
dl { margin: .8rem 0 0; }
dl div { display: grid; grid-template-columns: 9rem 1fr; gap: .75rem; padding: .2rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
.tally { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
.tally .none, .chip { display: flex; gap: .4rem; align-items: center; padding: .35rem .7rem; border: 1px solid var(--line); border-radius: 2rem; color: inherit; text-decoration: none; }
.chip { border-color: currentColor; background: var(--ground); } .chip:hover { background: var(--raised); } .chip[aria-pressed=true] { box-shadow: inset 0 0 0 2px currentColor; background: var(--raised); font-weight: 600; }
.tally b { font-size: 1.1rem; font-variant-numeric: tabular-nums; }
.tally .none, .tally .none .symbol { color: var(--quiet); } .tally .none { border-style: dashed; }
.map p { display: grid; grid-template-columns: 9rem 1fr; margin: .3rem 0; } .map .cells { display: flex; flex-wrap: wrap; gap: .1rem .15rem; align-items: center; }
.map .family { color: var(--quiet); }
.map a { display: inline-flex; padding: .22rem; border-radius: .3rem; text-decoration: none; }
.map a:hover { background: var(--raised); }
.causes h3 { margin: 1rem 0 .3rem; } .failures { margin: .3rem 0 0; padding-left: 1.4rem; } .failures li { margin: .5rem 0; } .failures p { margin: .1rem 0; color: var(--quiet); } .failures .symbol { margin-right: .4rem; }
.unproven { padding: 0; list-style: none; } .unproven li { display: flex; gap: .6rem; margin: .35rem 0; } .unproven .symbol { margin-top: .2rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2rem; } .columns dl div { grid-template-columns: 8rem 1fr; }
.figure { font-size: 1.5rem; } .meter { max-width: 100%; } .meter-all { fill: var(--line); } .meter-part { fill: var(--link); }
.level { padding: 0 .4rem; border: 1px solid var(--line); border-radius: .3rem; color: var(--quiet); font-size: .78rem; white-space: nowrap; }

.filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; margin: .75rem 0; padding: .8rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; border: 0; flex: 1 1 100%; }
.filters legend { padding: 0; color: var(--quiet); }
.filters select, .filters [type=search] { display: block; max-width: 100%; padding: .35rem .5rem; border: 1px solid var(--quiet); border-radius: .35rem; background: var(--ground); color: inherit; font: inherit; }
.filters [type=search] { width: 19rem; } .filters output { color: var(--quiet); }
button { padding: .35rem .8rem; border: 1px solid var(--quiet); border-radius: .35rem; background: var(--ground); color: inherit; font: inherit; cursor: pointer; }

details.rule, details.exchange { border-top: 1px solid var(--line); }
summary { padding: .5rem .25rem; cursor: pointer; }
summary:hover { background: var(--raised); }
details.rule > summary { position: relative; display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: center; padding-right: 1.4rem; list-style: none; }
details.rule > summary::-webkit-details-marker { display: none; }
details.rule > summary::after { position: absolute; top: .5rem; right: .25rem; content: "▸"; color: var(--quiet); } details.rule[open] > summary::after { content: "▾"; }
.rule .outcome, .rule-id { font-weight: 600; } .rule .title { color: var(--quiet); }
@media (min-width: 64rem), print {
  details.rule > summary { display: grid; grid-template-columns: 18px 7rem 4.5rem minmax(0, 19rem) minmax(0, 1fr); align-items: baseline; } details.rule > summary .symbol { align-self: start; margin-top: .2rem; }
  .rule .level { justify-self: start; } .rule-id { font-size: .92em; }
}
.rule-body { padding: .2rem 0 1.5rem 1.9rem; }
.clauses, .note, .about { color: var(--quiet); font-size: .9rem; }
.message { font-size: 1.05rem; font-weight: 600; }
.comparison { border-left: 3px solid var(--line); padding-left: .9rem; }
pre { margin: .5rem 0; padding: .7rem .8rem; max-height: 30rem; overflow: auto; border: 1px solid var(--line); border-radius: .4rem; background: var(--raised); font-size: .82rem; line-height: 1.45; white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; }
.curl { display: flex; flex-wrap: wrap; gap: .5rem; align-items: start; margin: .5rem 0; } .curl pre { flex: 1 1 20rem; min-width: 0; margin: 0; max-height: 9rem; }
.exchange summary { font-size: .88rem; } .exchange .status { font-weight: 600; white-space: nowrap; } .exchange .transcript { padding-left: 1rem; }
#exchange-more { margin-top: .8rem; }
footer { margin-top: 3rem; color: var(--quiet); font-size: .9rem; }
@media (max-width: 40rem) {
  body { padding: 0 .75rem 2rem; } .verdict { margin-top: .5rem; padding: .7rem .8rem; } .eyebrow { font-size: .8rem; } .origin { font-size: .82rem; }
  .first-look { grid-template-columns: minmax(0, 1fr); grid-template-areas: "cause" "picture" "text"; margin-top: .8rem; } .first-look h2 { font-size: 1.15rem; }
  dl div { grid-template-columns: 1fr; gap: 0; } .map p { grid-template-columns: 1fr; }
  .rule-body, .exchange .transcript { padding-left: 0; } .rule .outcome { min-width: 0; }
}
@media print {
  :root { font-size: 11px; color-scheme: light; } body { max-width: none; font-size: 1rem; } .filters, .copy, .skip, #exchanges, .rule > summary::after { display: none !important; }
  pre, .curl pre { max-height: none; overflow: visible; } .curl { display: block; } .walk-figure figcaption, .close-up, tr { break-inside: avoid-page; } summary { break-after: avoid-page; }
  .scroll { overflow: visible; } .walk-sides { display: block; } svg.walk[role] { min-width: 0; max-width: 100%; height: auto; }
  .walk-figure table { font-size: .8em; overflow-wrap: anywhere; }
}
`;
