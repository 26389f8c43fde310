import type { ListWords } from "../../profile/words.ts";
import type { View } from "../../reading/view.ts";
import { countsIn } from "../live-sessions/stored-collections.ts";
import type { Report, ReportRule } from "../report.ts";
import { missedFaults } from "../wording/missed-faults.ts";
import { count, type Html, html, shortened } from "./html-text.ts";
import { exitCodeTexts, outcomeSymbol, outcomeText } from "./outcome-texts.ts";
import { exampleFigure } from "./walk-figure.ts";

/** What there was to judge by, how much the run would have noticed, and what nobody knows after it. */
export function evidenceSection(report: Report, view: View): Html {
  const hasPicture = report.rules.some(({ failure }) => failure !== undefined);
  return html`<section aria-labelledby="unproven-heading"><h2 id="unproven-heading">What stayed unproven</h2>${unproven(report)}</section>
<div class="columns">
<section aria-labelledby="run-heading"><h2 id="run-heading">The run</h2>${run(report)}</section>
<section aria-labelledby="evidence-heading"><h2 id="evidence-heading">Evidence</h2>${evidence(report, view.words)}</section>
<section aria-labelledby="sensitivity-heading"><h2 id="sensitivity-heading">Sensitivity</h2>${sensitivity(report)}</section>
</div>
${hasPicture ? undefined : exampleFigure(view)}`;
}

function run({ target, exit_code: exitCode, requests, duration_ms: durationMs }: Report): Html {
  const able = target.mode === "provisioned" ? ` (${target.capabilities.join(", ") || "no capabilities"})` : "";
  return html`<dl class="facts-list">
${entry("Target", target.base_urls.join(", "))}
${entry("Mode", `${target.mode}${able}, fails from ${target.level.toUpperCase()} up`)}
${entry("Exit code", `${exitCode}: ${exitCodeTexts[exitCode]}`)}
${entry("Cost", `${count(requests, "request")}, ${(durationMs / 1000).toFixed(1)} s`)}
${entry("Seed", String(target.seed))}
</dl>`;
}

/** A term and its text in a list of facts. */
function entry(term: string, text: string): Html {
  return html`<div><dt>${term}</dt><dd>${shortened(text)}</dd></div>`;
}

function evidence({ evidence: seen }: Report, { collection, collections: many, sortKey }: ListWords): Html {
  const { collections, largest } = countsIn(seen);
  return html`<dl class="facts-list">
${entry("Sessions", `${seen.sessions} in ${collections} ${collections === 1 ? collection : many}, the largest with ${largest}`)}
${entry(`Equal ${sortKey}`, seen.tied_groups === 0 ? "none: nothing about ties was shown" : `${count(seen.tied_groups, "group")} of sessions`)}
${entry("In progress", count(seen.in_progress, "session"))}
${entry("Read", `${count(seen.walks, "walk")}, ${count(seen.pages, "page")}`)}
${entry("Instances", String(seen.instances))}
${seen.deepest_walk === undefined ? undefined : entry("Deepest walk", seen.deepest_walk === 1 ? "1 page" : `${seen.deepest_walk} pages`)}
${seen.oldest_token_s === undefined ? undefined : entry("Oldest token used", `${seen.oldest_token_s} s`)}
${entry("Strong ETag", seen.strong_etag ? "yes" : "none seen")}
</dl>`;
}

/** One line where something failed: how good the run was is of use once nothing does. */
function sensitivity(report: Report): Html {
  const { caught, total } = report.sensitivity;
  if (total === 0) return html`<p>Not measured: there was nothing that a fault could be planted in.</p>`;
  if (report.summary.failed > 0)
    return html`<p>${caught} of ${total} planted faults would have been caught on this data; the JSON report says which.</p>`;
  const missed = missedFaults(report);
  const width = 240;
  return html`<p><b class="figure">${caught} of ${total}</b> faults, planted in what was recorded, would have been caught on this data.</p>
<svg class="meter" role="img" aria-label="${caught} of ${total} caught" width="${width}" height="14" viewBox="0 0 ${width} 14"><rect class="meter-all" width="${width}" height="14" rx="4"/><rect class="meter-part" width="${Math.round((width * caught) / total)}" height="14" rx="4"/></svg>
${missed.length === 0 ? undefined : html`<p>It would have missed:</p><ul class="missed">${missed.map(({ why, faults }) => html`<li><b>${shortened(faults.join(", "))}</b>, because: ${shortened(why)}</li>`)}</ul>`}`;
}

const unprovenOutcomes: ReadonlySet<string> = new Set(["inconclusive", "errored", "skipped", "not_applicable"]);

function unproven({ rules, evidence: { left_out: leftOut } }: Report): Html {
  const open = rules.filter(({ outcome }) => unprovenOutcomes.has(outcome));
  if (open.length === 0 && leftOut.length === 0)
    return html`<p>Nothing: every rule compared something and came to a result.</p>`;
  return html`<ul class="unproven">${open.map(unprovenRule)}${leftOut.map((text) => html`<li>${outcomeSymbol("skipped")} <span>Not read: ${shortened(text)}</span></li>`)}</ul>`;
}

function unprovenRule({ id, level, outcome, reason_text: text }: ReportRule): Html {
  return html`<li>${outcomeSymbol(outcome)} <span><a href="#${id}">${id}</a> <span class="level">${level}</span> ${outcomeText(outcome).label}: ${shortened(text ?? "no reason given")}</span></li>`;
}
