import { type Html, html } from "./html-text.ts";
import { type Drawing, dayOf, timeOf } from "./walk-layout.ts";
import type { Matrix } from "./walk-matrix.ts";
import { laneName } from "./walk-picture.ts";
import { markTexts } from "./walk-symbols.ts";

/** The facts of a picture as a table: one row a session, one column a walk. */
export function walkTable({ lanes, matrix, sortKey, window }: Drawing): Html {
  const heads = lanes.map(
    ({ name }, lane) => html`<th scope="col">${lanes.length > 1 ? `${laneName(lane)}: ` : ""}${name}</th>`,
  );
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Table of the walk"><table>
<thead><tr><th scope="col">Session</th><th scope="col">${sortKey}</th>${heads}</tr></thead>
<tbody>${window.rows.map((shown) =>
    "hidden" in shown
      ? html`<tr><td colspan="${lanes.length + 2}">${shown.hidden} more, ${shown.hiddenMarked} of them with something wrong</td></tr>`
      : sessionRow(matrix, shown.row, lanes.length),
  )}</tbody></table></div>`;
}

function sessionRow(matrix: Matrix, row: number, lanes: number): Html {
  const session = matrix.rows[row];
  if (!session) return html``;
  const time = session.createdAt ? `${dayOf(session.createdAt)} ${timeOf(session.createdAt)}` : "not readable";
  return html`<tr><th scope="row">${session.id}</th><td>${time}${session.tied > 1 ? ` (tie of ${session.tied})` : ""}</td>${Array.from({ length: lanes }, (_, lane) => html`<td>${placesOf(matrix, row, lane)}</td>`)}</tr>`;
}

function placesOf({ cells, absences, changes }: Matrix, row: number, lane: number): string {
  const places = cells
    .filter((cell) => cell.row === row && cell.lane === lane)
    .map(({ page, place, mark }) => {
      const where = `page ${page + 1}, place ${place}`;
      return mark === "expected" ? where : `${where} – ${markTexts[mark].sentence}`;
    });
  const absent = absences
    .filter((absence) => absence.row === row && absence.lane === lane)
    .map(({ page }) => `${markTexts.lost.sentence} (after page ${page + 1} began)`);
  const changed = changes
    .filter((change) => change.row === row && change.lane === lane)
    .map(({ page, kind }) => `${kind} by the suite between page ${page + 1} and page ${page + 2}`);
  return [...places, ...absent, ...changed].join("; ") || "not reached";
}
