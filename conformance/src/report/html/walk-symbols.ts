import { type Html, html } from "./html-text.ts";
import type { CellMark, Change } from "./walk-matrix.ts";

/** Everything that a symbol of the picture can say. */
export type Mark = CellMark | "lost" | Change["kind"];

/** A mark's word next to its symbol, and its sentence in the legend and the table. */
export interface MarkText {
  readonly word: string;
  readonly sentence: string;
}

/** What each mark means, in the order of the legend. */
export const markTexts: Readonly<Record<Mark, MarkText>> = {
  expected: { word: "", sentence: "in its place (the number is its place on the page)" },
  lost: { word: "lost", sentence: "lost: it should stand here and is on no page" },
  repeated: { word: "again", sentence: "again: an earlier page had it already" },
  displaced: { word: "moved", sentence: "out of place: it stands before or after where it belongs" },
  unexpected: { word: "stray", sentence: "stray: nothing says that it belongs to this list" },
  new: { word: "new", sentence: "new: the suite inserted it during the walk" },
  inserted: { word: "", sentence: "inserted by the suite between these two pages" },
  changed: { word: "", sentence: "changed by the suite between these two pages" },
  deleted: { word: "", sentence: "deleted by the suite between these two pages" },
};

/** Every mark, in the order of the legend. */
export const marks: readonly Mark[] = [
  ...(["expected", "lost", "repeated", "displaced", "unexpected", "new"] as const),
  ...(["inserted", "changed", "deleted"] as const),
];

/** Marks that say that something is wrong. */
export const wrongMarks: ReadonlySet<Mark> = new Set(["lost", "repeated", "displaced", "unexpected"]);

/** A symbol around a point, with the place on the page inside and the word to its right. */
export function symbol(mark: Mark, x: number, y: number, place?: number): Html {
  const { word } = markTexts[mark];
  return html`<g class="mark mark-${mark}">${shape(mark, x, y)}${
    place === undefined
      ? undefined
      : html`<text class="place" x="${x}" y="${mark === "displaced" ? y + 6 : y + 3.5}">${place}</text>`
  }${word === "" ? undefined : html`<text class="word" x="${x + 14}" y="${y + 4}">${word}</text>`}</g>`;
}

function shape(mark: Mark, x: number, y: number): Html {
  switch (mark) {
    case "expected":
      return html`<rect x="${x - 8}" y="${y - 8}" width="16" height="16" rx="3"/>`;
    case "new":
      return html`<rect x="${x - 8}" y="${y - 8}" width="16" height="16" rx="8"/>`;
    case "repeated":
      return html`<circle cx="${x}" cy="${y}" r="9.5"/><circle class="inner" cx="${x}" cy="${y}" r="7"/>`;
    case "displaced":
      return html`<path d="M${x} ${y - 11}L${x + 13} ${y + 9}H${x - 13}Z"/>`;
    case "unexpected":
      return html`<path d="M${x - 4} ${y - 9}h8l5 5v8l-5 5h-8l-5 -5v-8z"/>`;
    case "lost":
      return html`<path d="M${x} ${y - 10}L${x + 10} ${y}L${x} ${y + 10}L${x - 10} ${y}Z"/>`;
    case "inserted":
      return html`<circle cx="${x}" cy="${y}" r="7"/><path d="M${x - 4} ${y}h8m-4 -4v8"/>`;
    case "changed":
      return html`<circle cx="${x}" cy="${y}" r="7"/><path d="M${x - 4} ${y + 1}q2 -4 4 -1t4 -1"/>`;
    case "deleted":
      return html`<circle cx="${x}" cy="${y}" r="7"/><path d="M${x - 3} ${y - 3}l6 6m0 -6l-6 6"/>`;
  }
}
