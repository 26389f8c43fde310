import { firstCharacters } from "./cut-text.ts";

/** Characters of one sentence of a report: what a server chose may stand in it, and terminals and summaries have an end. */
const MAX_TEXT = 2000;

/** A sentence of a report with no more than so many characters; what was cut is said. */
export function shortText(text: string, limit: number = MAX_TEXT): string {
  if (text.length <= limit) return text;
  const shown = firstCharacters(text, limit);
  return `${shown}… (${text.length - shown.length} more characters)`;
}
