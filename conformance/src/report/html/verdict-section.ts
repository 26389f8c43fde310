import type { View } from "../../reading/view.ts";
import type { Report, ReportRule } from "../report.ts";
import { originOf, shortCommit } from "../wording/origin-text.ts";
import { verdictSentence } from "../wording/verdict-words.ts";
import { firstLook } from "./first-look.ts";
import { count, type Html, html, join, shortened } from "./html-text.ts";
import { outcomeSymbol, outcomeText, outcomeTexts, verdictOutcomes } from "./outcome-texts.ts";

/** The top of the page: the verdict, what is behind it, the picture of it, and how many rules ended how. */
export function verdictSection(report: Report, view: View): Html {
  const outcome = verdictOutcomes[report.verdict];
  return html`<header class="verdict v-${outcome}">
<p class="eyebrow">Conformance report · ${report.list ? shortened(report.list.name, MAX_NAME) : "list all live sessions"}</p>
<h1>${outcomeSymbol(outcome)}<span id="verdict">${report.verdict}</span></h1>
<p class="lead">${verdictSentence(report)}</p>
<p class="origin">${originLine(report)}</p>
</header>
${firstLook(report, view)}
<section aria-labelledby="outcomes-heading"><h2 id="outcomes-heading">${count(report.rules.length, "rule")}</h2>
<ul class="tally">${outcomeTexts.map(({ outcome: name }) => tallyItem(report, name))}</ul>
${ruleMap(report.rules)}
${report.target.interrupted ? html`<p class="note">The run was interrupted; what had been collected was judged.</p>` : undefined}
${noteList("What went wrong apart from what was judged:", report.warnings ?? [])}
${noteList("The list of known failures is stale:", report.stale_known_failures)}
</section>`;
}

const MAX_NAME = 200;

/** What was judged, when and where. */
function originLine(report: Report): Html {
  const { when, commit, ci, url } = originOf(report);
  const job = ci === undefined || ci === "" ? "the CI job" : ci;
  const parts = [
    html`${shortened(report.target.base_urls.join(", "), MAX_NAME)}`,
    ...(when === undefined
      ? []
      : [html`<time datetime="${new Date(report.started_at ?? "").toISOString()}">${when}</time>`]),
    ...(commit === undefined ? [] : [html`commit <code>${shortCommit(commit)}</code>`]),
    ...(url === undefined ? (ci === undefined ? [] : [html`${ci}`]) : [html`<a href="${url}">${job}</a>`]),
  ];
  return join(parts, " · ");
}

// Without a script a link to the first rule that ended so; the page's script makes a button of it, which filters.
function tallyItem({ rules, summary }: Report, outcome: string): Html {
  const text = outcomeTexts.find((candidate) => candidate.outcome === outcome);
  const first = rules.find((rule) => rule.outcome === outcome);
  if (!text) return html``;
  const { count: member, label, sentence } = text;
  const content = html`${outcomeSymbol(outcome)}<b data-count="${member}">${summary[member]}</b> ${label}`;
  if (!first) return html`<li class="none" title="${sentence}">${content}</li>`;
  return html`<li class="o-${outcome}"><a class="chip" data-outcome="${outcome}" href="#${first.id}" title="${sentence}">${content}</a></li>`;
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

function noteList(heading: string, sentences: readonly string[]): Html | undefined {
  if (sentences.length === 0) return undefined;
  return html`<div class="note"><p>${heading}</p><ul>${sentences.map((sentence) => html`<li>${shortened(sentence)}</li>`)}</ul></div>`;
}

function ruleMap(rules: readonly ReportRule[]): Html {
  return html`<nav class="map" aria-label="Rules by family">${familiesOf(rules).map(
    ([family, own]) =>
      html`<p><span class="family">${family}</span> <span class="cells">${own.map(mapCell)}</span></p>`,
  )}</nav>`;
}

function mapCell({ id, outcome }: ReportRule): Html {
  const text = `${id}: ${outcomeText(outcome).label}`;
  return html`<a href="#${id}" title="${text}" aria-label="${text}">${outcomeSymbol(outcome)}</a>`;
}
