import type { ListWords } from "../../profile/words.ts";
import type { View } from "../../reading/view.ts";
import type { ReportFailure } from "../report.ts";
import { count, type Html, html, shortened } from "./html-text.ts";
import { type Lane, lanesOf } from "./walk-lanes.ts";
import type { Drawing } from "./walk-layout.ts";
import { type Absence, type Matrix, matrixOf } from "./walk-matrix.ts";
import { drawWalk, laneName } from "./walk-picture.ts";
import { type Mark, marks, markTexts, symbol, wrongMarks } from "./walk-symbols.ts";
import { walkTable } from "./walk-table.ts";
import { closeUpOf, windowOf } from "./walk-window.ts";

/** Whether failures of a rule are shown as a walk. */
export function isAboutWalks(rule: string): boolean {
  return /^(ordering|pagination)\./.test(rule);
}

/** The picture of what a failure of an ordering or pagination rule saw; nothing when its exchanges hold no walk. */
export function walkFigure(view: View, failure: ReportFailure): Html | undefined {
  return figure("The walk", view.words, lanesOf(view, failure), failure);
}

/** A walk of the run that can be taken in at a glance, for a page that has no failure to show. */
export function exampleFigure(view: View): Html | undefined {
  const walk = view.walks.find(({ pages, isComplete }) => {
    const sessions = pages.reduce((sum, page) => sum + page.items.length, 0);
    return isComplete && pages.length > 1 && pages.length < 7 && sessions > pages.length && sessions <= 34;
  });
  const exchanges = walk?.pages.map(({ exchange }) => exchange.id) ?? [];
  return figure("A walk of this run", view.words, lanesOf(view, { exchanges }), { exchanges, sessions: [] });
}

/**
 * A close-up of the first session that a walk lost, or else read again or out of place: its neighbours on two pages.
 *
 * @param rule whose own picture shows all of it
 * @returns nothing when the failure's walks show nothing wrong
 */
export function closeUpFigure(view: View, failure: ReportFailure, rule: string): Html | undefined {
  for (const lane of lanesOf(view, failure)) {
    const lanes = [lane];
    const matrix = matrixOf(lanes, failure.sessions);
    const first = firstWrong(matrix);
    if (!first) continue;
    const drawing: Drawing = { lanes, matrix, sortKey: view.words.sortKey, window: closeUpOf(lane, matrix, first) };
    const sentence = sentenceOf(lane, 0, drawing);
    return html`<figure class="walk-figure close-up"><div class="drawing">${drawWalk(drawing, `Close-up of what went wrong first. ${sentence}`)}</div>
<figcaption>${sentence} <a href="#${rule}">The whole picture</a></figcaption></figure>`;
  }
  return undefined;
}

/** Where something is wrong for the first time, and the page before it; what is lost counts first. */
function firstWrong({ absences, cells }: Matrix): Pick<Absence, "row" | "page"> | undefined {
  const [lost] = absences.toSorted((a, b) => a.row - b.row);
  if (lost) return lost;
  const [wrong] = cells.filter(({ mark }) => wrongMarks.has(mark)).toSorted((a, b) => a.row - b.row);
  return wrong && { row: wrong.row, page: wrong.page - 1 };
}

function figure(
  title: string,
  { sortKey }: ListWords,
  lanes: readonly Lane[],
  { exchanges, sessions }: Pick<ReportFailure, "exchanges" | "sessions">,
): Html | undefined {
  const matrix = matrixOf(lanes, sessions);
  if (matrix.rows.length === 0) return undefined;
  const drawing: Drawing = { lanes, matrix, sortKey, window: windowOf(lanes, matrix, exchanges) };
  const sentences = lanes.map((lane, index) => sentenceOf(lane, index, drawing));
  return html`<figure class="walk-figure">
<figcaption><p class="walk-title">${title}</p>${sentences.map((sentence) => html`<p>${sentence}</p>`)}${lanes.flatMap((lane) => changeList(lane) ?? [])}</figcaption>
<div class="walk-sides"><div class="scroll drawing" role="group" tabindex="0" aria-label="Picture of the walk; scrolls sideways">${drawWalk(drawing, sentences.join(" "))}</div>
${legend(drawing)}</div>
<details class="facts"><summary>The same as a table</summary>${walkTable(drawing)}</details>
</figure>`;
}

function sentenceOf(lane: Lane, index: number, { lanes, matrix, sortKey }: Drawing): string {
  const name = lanes.length > 1 ? `${laneName(index)}, “${lane.name}”` : `“${lane.name}”`;
  const wrong = [...wrongMarks].flatMap((mark) => {
    const number = rowsMarked(matrix, index, mark);
    return number === 0 ? [] : [`${number} ${wordOf(mark)}`];
  });
  const found = wrong.length === 0 ? "each in its place" : wrong.join(", ");
  const end = lane.isComplete ? "" : " It did not come to an end.";
  return `${name}: ${seenOf(lane, index, matrix)} on ${count(lane.pages.length, "page")}; ${found}.${end}${tieSentence(matrix, index, sortKey)}`;
}

function seenOf(lane: Lane, index: number, { rows, cells }: Matrix): string {
  const seen = new Set(cells.filter((cell) => cell.lane === index).map(({ row }) => rows[row]?.id));
  if (lane.wanted === undefined || !lane.isComplete) return count(seen.size, "session");
  const there = lane.wanted.filter(({ id }) => seen.has(id)).length;
  return there === lane.wanted.length
    ? `all ${count(there, "session")}`
    : `${there} of ${count(lane.wanted.length, "session")}`;
}

const MAX_CHANGES = 20;

/** What was changed between the pages of a lane, a line for each change. */
function changeList({ changes }: Lane): Html | undefined {
  if (changes.length === 0) return undefined;
  const lines = changes
    .slice(0, MAX_CHANGES)
    .map(
      ({ id, kind, page, details }) =>
        html`<li>between page ${page + 1} and page ${page + 2} the suite ${kind} ${shortened(id, MAX_TEXT)}${details === "" ? "" : `, `}${shortened(details, MAX_TEXT)}</li>`,
    );
  const more = changes.length - lines.length;
  return html`<ul class="walk-changes">${lines}${more > 0 ? html`<li>${count(more, "more change")}</li>` : undefined}</ul>`;
}

const MAX_TEXT = 200;

function rowsMarked({ cells, absences }: Matrix, lane: number, mark: Mark): number {
  return marksIn({ cells, absences }).filter((entry) => entry.lane === lane && entry.mark === mark).length;
}

function marksIn({ cells, absences }: Pick<Matrix, "cells" | "absences">): { lane: number; mark: Mark }[] {
  return [...cells, ...absences.map(({ lane }) => ({ lane, mark: "lost" as const }))];
}

function wordOf(mark: Mark): string {
  return mark === "displaced" ? "out of place" : mark === "repeated" ? "read again" : markTexts[mark].word;
}

/** Says when what went wrong is part of a tie: the most common cause. */
function tieSentence({ rows, cells, absences }: Matrix, lane: number, sortKey: string): string {
  const wrong = [
    ...absences.filter((absence) => absence.lane === lane),
    ...cells.filter((cell) => cell.lane === lane && wrongMarks.has(cell.mark)),
  ];
  const tied = wrong.filter(({ row }) => (rows[row]?.tied ?? 1) > 1);
  if (wrong.length === 0 || tied.length < wrong.length) return "";
  return wrong.length === 1
    ? ` It shares its ${sortKey} with another session.`
    : ` All of them share their ${sortKey} with another session.`;
}

function legend({ matrix, sortKey }: Drawing): Html {
  const used = new Set<Mark>([...marksIn(matrix).map(({ mark }) => mark), ...matrix.changes.map(({ kind }) => kind)]);
  const entries = marks.filter((mark) => used.has(mark)).map(legendEntry);
  const hasTies = matrix.rows.some(({ tied }) => tied > 1);
  return html`<ul class="legend" aria-label="Legend">${entries}${hasTies ? tieEntry(sortKey) : undefined}${
    matrix.rows.some(({ isNamed }) => isNamed) ? namedEntry : undefined
  }</ul>`;
}

function tieEntry(sortKey: string): Html {
  return html`<li><span class="tie-sample" aria-hidden="true"></span> a tie: sessions with equal ${sortKey}, which only a tie-breaker keeps in order</li>`;
}

const namedEntry: Html = html`<li><span class="named-sample" aria-hidden="true">id</span> a session that the failure names</li>`;

function legendEntry(mark: Mark): Html {
  const drawn = symbol(mark, 12, 12, mark === "expected" ? 1 : undefined);
  return html`<li><svg class="walk" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">${drawn}</svg> ${markTexts[mark].sentence}</li>`;
}
