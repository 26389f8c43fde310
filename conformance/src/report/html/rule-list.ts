import { readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import { clauseLink, type LinkSettings } from "../clause-link.ts";
import type { Report, ReportExchange, ReportFailure, ReportRule } from "../report.ts";
import { placeText } from "../wording/place-text.ts";
import { cutExchange } from "./embedded-exchanges.ts";
import { curlContextOf } from "./exchange-list.ts";
import { count, type Html, html, join, shortened } from "./html-text.ts";
import { outcomeSymbol, outcomeText, outcomeTexts } from "./outcome-texts.ts";
import { curlBlock, exchangeLine, transcript } from "./transcript.ts";
import { familiesOf } from "./verdict-section.ts";
import { isAboutWalks, walkFigure } from "./walk-figure.ts";

const MAX_TRANSCRIPTS = 4;
const MAX_BODY = 64_000;

/** All rules by family, with filters; each rule's id is its anchor, for ever. */
export function ruleList(report: Report, view: View, links: LinkSettings): Html {
  const byId = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  return html`<section aria-labelledby="rules-heading"><h2 id="rules-heading">Rules</h2>
${filters(report.rules)}
${familiesOf(report.rules).map(
  ([family, rules]) =>
    html`<section class="family-rules" aria-labelledby="family-${family}"><h3 id="family-${family}">${family}</h3>${rules.map((rule) => ruleItem(rule, { report, view, links, byId }))}</section>`,
)}</section>`;
}

function filters(rules: readonly ReportRule[]): Html {
  const present = outcomeTexts.filter(({ outcome }) => rules.some((rule) => rule.outcome === outcome));
  return html`<form class="filters" id="rule-filters" hidden>
<fieldset><legend>Outcome</legend>${present.map(({ outcome, label }) => html`<label><input type="checkbox" name="outcome" value="${outcome}" checked> ${label} (${rules.filter((rule) => rule.outcome === outcome).length})</label>`)}</fieldset>
<label>Level <select name="level"><option value="">MUST and SHOULD</option><option>MUST</option><option>SHOULD</option></select></label>
<label>Text <input type="search" name="text" autocomplete="off" placeholder="ties, token, 401 …"></label>
<output id="rule-count" aria-live="polite"></output>
</form>`;
}

/** What all rules of a page are shown with. */
interface RuleContext {
  readonly report: Report;
  readonly view: View;
  readonly links: LinkSettings;
  readonly byId: ReadonlyMap<number, ReportExchange>;
}

function ruleItem(rule: ReportRule, context: RuleContext): Html {
  const { id, outcome, level, title, failure } = rule;
  const isOpen = failure !== undefined && outcome !== "warned";
  return html`<details class="rule" id="${id}" data-outcome="${outcome}" data-level="${level}"${isOpen ? html` open` : undefined}>
<summary>${outcomeSymbol(outcome)}<span class="outcome o-${outcome}">${outcomeText(outcome).label}</span> <span class="level">${level}</span> <span class="rule-id">${id}</span> <span class="title">${title}</span></summary>
<div class="rule-body">
<p class="clauses">Clauses: ${join(
    rule.clauses.map((clause) => clauseText(clause, context.links)),
    ", ",
  )} · since ${rule.since} · <a href="#${id}">link to this rule</a></p>
${resultText(rule)}
${failure ? failureBody(rule, failure, context) : undefined}
</div></details>`;
}

function clauseText(clause: string, links: LinkSettings): Html {
  const link = clauseLink(clause, links);
  return link === undefined ? html`${clause}` : html`<a class="clause" href="${link}">${clause}</a>`;
}

function resultText({ outcome, compared, reason, reason_text: text }: ReportRule): Html | undefined {
  if (outcome === "passed") return html`<p>Passed on ${count(compared ?? 0, "comparison")}.</p>`;
  if (text === undefined) return undefined;
  return html`<p>${outcomeText(outcome).label} (${reason ?? "no reason given"}): ${shortened(text)}</p>`;
}

function failureBody({ id }: ReportRule, failure: ReportFailure, { report, view, byId }: RuleContext): Html {
  const shown = failure.exchanges.slice(0, MAX_TRANSCRIPTS).flatMap((exchange) => byId.get(exchange) ?? []);
  return html`<p class="message">${shortened(failure.message)}</p>
${(failure.failed ?? 1) < 2 ? undefined : html`<p>${count(failure.failed ?? 0, "comparison")} of ${String(failure.compared)} fail; others: ${shortened((failure.others ?? []).join("; "))}</p>`}
<dl class="comparison"><div><dt>Expected</dt><dd>${shortened(failure.expected)}</dd></div><div><dt>Actual</dt><dd>${shortened(failure.actual)}</dd></div>
<div><dt>Where</dt><dd>${shortened(placeText(report, failure))}</dd></div><div><dt>Likely cause</dt><dd>${shortened(failure.likely_cause)}</dd></div></dl>
${isAboutWalks(id) ? walkFigure(view, failure) : undefined}
<h4>See it again</h4>
${failure.curl.slice(0, MAX_TRANSCRIPTS).map((command) => curlBlock(command))}
${shown.map((exchange) => shownExchange(exchange, report, pointerFor(failure, exchange)))}
${failure.exchanges.length > shown.length ? html`<p class="note">${count(failure.exchanges.length - shown.length, "more exchange")} of this failure: ${failure.exchanges.slice(MAX_TRANSCRIPTS, 40).map((exchange) => html`<a href="#exchange-${exchange}">#${exchange}</a> `)}</p>` : undefined}`;
}

function shownExchange(exchange: ReportExchange, report: Report, pointer: string): Html {
  return html`<details class="exchange"><summary>${exchangeLine(exchange)}</summary>${transcript(cutExchange(exchange, MAX_BODY), { ...curlContextOf(report), pointer, isExcerpt: true, hasNoCurl: true })}<p><a href="#exchange-${exchange.id}">#${exchange.id} among all exchanges</a></p></details>`;
}

// The pointer is one into a body, but not of every exchange named: only of those that have a session of the failure there.
function pointerFor({ pointer, sessions }: ReportFailure, exchange: ReportExchange): string {
  const index = /^\/data\/(\d+)/.exec(pointer)?.[1];
  const page = readPage(exchange);
  if (index === undefined || sessions.length === 0 || "unreadable" in page) return pointer;
  return sessions.includes(page.items[Number(index)]?.id ?? "") ? pointer : "";
}
