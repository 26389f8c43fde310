import { inertJson } from "./inert-text.ts";
import type { Report } from "./report.ts";

/** The report itself, `complete` last. */
export function renderJson(report: Report): string {
  return [...jsonPieces(report)].join("");
}

const NO_EXCHANGES = '\n  "exchanges": []';

/** The same text in pieces, one for each exchange: a report may be of a hundred million characters. */
export function* jsonPieces(report: Report): Generator<string> {
  const others = inertJson({ ...report, exchanges: [] });
  // No string of JSON holds a line break, so that this can be nothing but the member itself.
  const inside = others.indexOf(NO_EXCHANGES) + NO_EXCHANGES.length - 1;
  yield others.slice(0, inside);
  for (const [index, exchange] of report.exchanges.entries()) yield (index === 0 ? "\n" : ",\n") + itemText(exchange);
  yield `${report.exchanges.length === 0 ? "" : "\n  "}${others.slice(inside)}\n`;
}

const BEFORE_ITEM = "[\n  [\n";
const BEHIND_ITEM = "\n  ]\n]";

/** An item of a list that is a member, indented as it is there. */
function itemText(item: unknown): string {
  return inertJson([[item]]).slice(BEFORE_ITEM.length, -BEHIND_ITEM.length);
}
