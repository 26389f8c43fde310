import type { Report, ReportRule } from "../report.ts";
import { diagnosesOf, diagnosisOf } from "../wording/diagnosis-text.ts";
import { verdictSentence } from "../wording/verdict-words.ts";
import { count, type Html, html, shortened } from "./html-text.ts";
import { exitCodeTexts, outcomeSymbol, outcomeText, outcomeTexts, verdictOutcomes } from "./outcome-texts.ts";

/** The top of the page: what was judged, the verdict, and how many rules ended how. */
export function verdictSection(report: Report): Html {
  const outcome = verdictOutcomes[report.verdict];
  return html`<header class="verdict v-${outcome}">
<p class="eyebrow">Conformance report · list all live sessions</p>
<h1>${outcomeSymbol(outcome)}<span id="verdict">${report.verdict}</span></h1>
<p class="lead">${verdictSentence(report)}</p>
<dl class="meta">
${entry("Target", report.target.base_urls.join(", "))}
${entry("Mode", modeOf(report))}
${entry("Exit code", `${report.exit_code}: ${exitCodeTexts[report.exit_code]}`)}
${entry("Run", `${count(report.requests, "request")}, ${(report.duration_ms / 1000).toFixed(1)} s, seed ${report.target.seed}`)}
</dl>
${report.target.interrupted ? html`<p class="note">The run was interrupted; what had been collected was judged.</p>` : undefined}
${noteList("What went wrong apart from what was judged:", report.warnings ?? [])}
${noteList("The list of known failures is stale:", report.stale_known_failures)}
</header>
<section aria-labelledby="outcomes-heading"><h2 id="outcomes-heading">${count(report.rules.length, "rule")}</h2>
<ul class="tally">${outcomeTexts.map(
    ({ outcome: name, count: member, label, sentence: meaning }) =>
      html`<li class="${report.summary[member] === 0 ? "none" : `o-${name}`}" title="${meaning}">${outcomeSymbol(name)}<b data-count="${member}">${report.summary[member]}</b> ${label}</li>`,
  )}</ul>
${ruleMap(report.rules)}
${causes(report)}
${failureList(report.rules.filter((rule) => diagnosisOf(report, rule) === undefined))}
</section>`;
}

/** A term and its text in a list of facts. */
export function entry(term: string, text: string): Html {
  return html`<div><dt>${term}</dt><dd>${shortened(text)}</dd></div>`;
}

/** The rules by family, in the order of the report. */
export function familiesOf(rules: readonly ReportRule[]): (readonly [family: string, rules: readonly ReportRule[]])[] {
  const families = new Map<string, ReportRule[]>();
  for (const rule of rules) {
    const family = rule.id.split(".")[0] ?? "";
    families.set(family, [...(families.get(family) ?? []), rule]);
  }
  return [...families];
}

function modeOf({ target }: Report): string {
  const capabilities = target.mode === "provisioned" ? ` (${target.capabilities.join(", ") || "no capabilities"})` : "";
  return `${target.mode}${capabilities}, fails from ${target.level.toUpperCase()} up`;
}

function noteList(heading: string, sentences: readonly string[]): Html | undefined {
  if (sentences.length === 0) return undefined;
  return html`<div class="note"><p>${heading}</p><ul>${sentences.map((sentence) => html`<li>${shortened(sentence)}</li>`)}</ul></div>`;
}

function ruleMap(rules: readonly ReportRule[]): Html {
  return html`<nav class="map" aria-label="Rules by family">${familiesOf(rules).map(
    ([family, own]) => html`<p><span class="family">${family}</span> ${own.map(mapCell)}</p>`,
  )}</nav>`;
}

function mapCell({ id, outcome }: ReportRule): Html {
  const text = `${id}: ${outcomeText(outcome).label}`;
  return html`<a href="#${id}" title="${text}" aria-label="${text}">${outcomeSymbol(outcome)}</a>`;
}

/** What is behind the failures; those that one explains are links beneath it. */
function causes(report: Report): Html | undefined {
  const diagnoses = diagnosesOf(report);
  if (diagnoses.length === 0) return undefined;
  return html`<h3>What is behind it</h3><ol class="causes">${diagnoses.map(
    ({ title, because, remedy, explains, exchanges }) =>
      html`<li><b>${shortened(title)}</b><p>${shortened(because, 600)}</p><p>What to do: ${shortened(remedy, 600)}</p>
<p>It explains ${explains.map((id) => html`<a href="#${id}">${id}</a> `)}${exchanges.length === 0 ? undefined : html`· seen in ${exchanges.map((id) => html`<a href="#exchange-${id}">#${id}</a> `)}`}</p></li>`,
  )}</ol>`;
}

function failureList(rules: readonly ReportRule[]): Html | undefined {
  const failing = rules.filter(
    ({ outcome }) => outcome === "failed" || outcome === "known_failure" || outcome === "errored",
  );
  if (failing.length === 0) return undefined;
  return html`<h3>What failed</h3><ol class="failures">${failing.map(
    ({ id, outcome, failure, reason_text: reason }) =>
      html`<li>${outcomeSymbol(outcome)}<a href="#${id}">${id}</a>${outcome === "failed" ? undefined : html` (${outcomeText(outcome).label})`}<p>${shortened(failure?.message ?? reason ?? "", 600)}</p></li>`,
  )}</ol>`;
}
