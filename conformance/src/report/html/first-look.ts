import type { Diagnosis } from "../../diagnosis/diagnosis.ts";
import type { View } from "../../reading/view.ts";
import type { Report, ReportRule } from "../report.ts";
import { byHarm } from "../wording/by-harm.ts";
import { diagnosesOf, diagnosisOf } from "../wording/diagnosis-text.ts";
import { type Html, html, shortened } from "./html-text.ts";
import { outcomeSymbol, outcomeText } from "./outcome-texts.ts";
import { closeUpFigure, isAboutWalks } from "./walk-figure.ts";

/** What failed, seen at once: the cause with its picture next to it; nothing where nothing failed. */
export function firstLook(report: Report, view: View): Html | undefined {
  const [first, ...others] = diagnosesOf(report);
  const failures = byHarm(report.rules).filter(
    (rule) => isFailure(rule) && (first === undefined || diagnosisOf(report, rule) === undefined),
  );
  if (!first && failures.length === 0) return undefined;
  return html`<section class="first-look" aria-labelledby="cause-heading">
<h2 id="cause-heading">${first ? shortened(first.title, MAX_TITLE) : "What failed"}</h2>
${picture(report, view)}
<div class="causes">${first ? causeBody(first) : undefined}${others.map((cause) => html`<h3>${shortened(cause.title, MAX_TITLE)}</h3>${causeBody(cause)}`)}
${failureList(failures, first !== undefined)}</div>
</section>`;
}

const MAX_TITLE = 300;
const MAX_TEXT = 600;

function isFailure({ outcome }: ReportRule): boolean {
  return outcome === "failed" || outcome === "known_failure" || outcome === "errored";
}

/** The close-up of what went wrong first, of the failure that does the most harm. */
function picture(report: Report, view: View): Html | undefined {
  for (const { id, outcome, failure } of byHarm(report.rules)) {
    if (!failure || outcome === "warned" || !isAboutWalks(id)) continue;
    const figure = closeUpFigure(view, failure, id);
    if (figure) return figure;
  }
  return undefined;
}

function causeBody({ because, remedy, explains, exchanges }: Diagnosis): Html {
  return html`<p>${shortened(because, MAX_TEXT)}</p><p><b>What to do:</b> ${shortened(remedy, MAX_TEXT)}</p>
<p class="note">It explains ${explains.map((id) => html`<a href="#${id}">${id}</a> `)}${exchanges.length === 0 ? undefined : html`· seen in ${exchanges.map((id) => html`<a href="#exchange-${id}">#${id}</a> `)}`}</p>`;
}

function failureList(failing: readonly ReportRule[], isFurther: boolean): Html | undefined {
  if (failing.length === 0) return undefined;
  return html`${isFurther ? html`<h3>What failed besides</h3>` : undefined}<ol class="failures">${failing.map(
    ({ id, outcome, failure, reason_text: reason }) =>
      html`<li>${outcomeSymbol(outcome)}<a href="#${id}">${id}</a>${outcome === "failed" ? undefined : html` (${outcomeText(outcome).label})`}<p>${shortened(failure?.message ?? reason ?? "", MAX_TEXT)}</p></li>`,
  )}</ol>`;
}
