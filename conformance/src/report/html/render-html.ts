import { View } from "../../reading/view.ts";
import type { LinkSettings } from "../clause-link.ts";
import { inertText, inMarkup } from "../inert-text.ts";
import { recordingOf } from "../judge-report.ts";
import type { Report } from "../report.ts";
import { withList } from "../with-list.ts";
import { diagnosesOf } from "../wording/diagnosis-text.ts";
import { embedding } from "./embedded-exchanges.ts";
import { evidenceSection } from "./evidence-section.ts";
import { exchangeSection } from "./exchange-list.ts";
import { html } from "./html-text.ts";
import { page } from "./page.ts";
import { ruleList } from "./rule-list.ts";
import { verdictSection } from "./verdict-section.ts";

/**
 * The report as one HTML file to look at: it asks nothing of any network, runs its own script alone (a content security
 * policy sees to it), and stays below 5 MB whatever the report holds; what it leaves out it says.
 */
export function renderHtml(given: Report, links: LinkSettings = {}): string {
  return [...htmlPieces(given, links)].join("");
}

/** The same text, all of it in the last piece; those before it are empty, one for each part of the work. */
export function* htmlPieces(given: Report, links: LinkSettings = {}): Generator<string> {
  const report = withList(given);
  const view = new View(recordingOf(report));
  const important = new Set([
    ...diagnosesOf(report).flatMap(({ exchanges }) => exchanges),
    ...report.rules.flatMap(({ failure }) => failure?.exchanges ?? []),
  ]);
  yield "";
  const embedded = yield* embedding(report.exchanges, important);
  const text = page({
    title: `${report.verdict} – conformance report`,
    top: verdictSection(report, view),
    main: html`${evidenceSection(report, view)}${ruleList(report, view, links)}${exchangeSection(report, embedded)}`,
    foot: html`<p>${report.suite.name} ${report.suite.version}, contract ${report.contract_version}, report schema ${report.schema_version}.</p>`,
  });
  yield inertText(text, inMarkup);
}
