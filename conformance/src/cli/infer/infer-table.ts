import type { InferredDocument, InferredList } from "../../profile/infer/infer-lists.ts";
import type { Paging, SizeFacts } from "../../profile/list-profile.ts";
import { judgedRules } from "./judged-rules.ts";

const HEAD = ["operation", "paging", "items", "id", "size", "order", "authentication", "errors", "rules"] as const;

/** What a document says of its lists, as a table; what only names suggest ends in a question mark. */
export function inferTable(document: InferredDocument): string {
  const { lists } = document;
  const rows = [HEAD, ...lists.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  if (lists.length === 0) return summary(document);
  const next = `Next: live-sessions-conformance infer ${document.file} --operation ${quoted(lists[0]?.operation ?? "")}\n`;
  return `${lines.join("\n")}\n\n${summary(document)}${next}`;
}

function summary({ lists, operations, unpaged }: InferredDocument): string {
  const declared = lists.filter((list) => list.declared).length;
  const guessed = lists.filter((list) => list.guessed).length;
  return `${operations} GET operations: ${declared} lists declare their paging; for ${guessed}, names suggest one (marked "?": may be wrong); ${unpaged} lists show none.
Rules: how many a run would judge with the declared facts; with the guesses too ("?"); with every fact.\n`;
}

function cells(list: InferredList): string[] {
  const { operation, declared, guessed, id, size, authentication, errors } = list;
  const paging = declared?.paging ?? guessed?.paging;
  const mark = declared ? "" : "?";
  return [
    operation,
    paging ? `${pagingText(paging)}${mark}` : "–",
    paging ? `${paging.items === "" ? '""' : paging.items}${mark}` : "–",
    id === undefined ? "–" : `${id === "" ? '""' : id}?`,
    sizeText(paging, size),
    "–",
    authentication === undefined ? "–" : authentication === "none" ? "none" : authenticationText(authentication.scheme),
    errors.length === 0 ? "–" : errors.join(" "),
    rulesText(list),
  ];
}

function rulesText(list: InferredList): string {
  const { declared, guessed, all } = judgedRules(list);
  return all === 0 ? "–" : `${declared}${guessed === declared ? "" : `, ${guessed}?`} of ${all}`;
}

/** A paging in one cell: the style, what is sent, where the next position comes from. */
export function pagingText({ style, cursorParam, offsetParam, nextCursor, cursorFrom, nextLink }: Paging): string {
  const sent = cursorParam ?? offsetParam;
  const source = nextCursor ?? nextLink ?? (cursorFrom === undefined ? undefined : `last item${cursorFrom}`);
  return [style, ...(sent === undefined ? [] : [sent]), ...(source === undefined ? [] : [`← ${source}`])].join(" ");
}

function sizeText(paging: Paging | undefined, { minimum, maximum, default: preset }: SizeFacts): string {
  if (paging?.limitParam === undefined) return "–";
  const bounds = minimum === undefined && maximum === undefined ? "" : ` ${minimum ?? "?"}–${maximum ?? "?"}`;
  return `${paging.limitParam}${bounds}${preset === undefined ? "" : ` (${preset})`}`;
}

function authenticationText({ kind, in: place, name }: { kind: string; in: string; name: string }): string {
  return kind === "api-key" ? `${place} ${name}` : kind;
}

function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
