import { count, type Html, html, join, shortened } from "./html-text.ts";
import { type JsonLine, layOutJson } from "./json-layout.ts";

/** How a body is shown. */
export interface BodyTextOptions {
  /** JSON pointer of the value that is marked; `""` marks nothing. */
  readonly pointer?: string;
  /** True to show of a long body only the lines around the marked ones. */
  readonly isExcerpt?: boolean;
}

const MAX_EXCERPT = 60;
const LINES_BEFORE = 16;

/** A body: JSON a member a line, with the pointed-at value marked; anything else as it came. */
export function bodyText(text: string, { pointer = "", isExcerpt = false }: BodyTextOptions): Html {
  const lines = layOutJson(text);
  if (!lines) return html`${isExcerpt ? shortened(text) : text}`;
  const first = lines.findIndex((line) => isMarked(line, pointer));
  const from = isExcerpt && lines.length > MAX_EXCERPT ? Math.max(0, first - LINES_BEFORE) : 0;
  const to = isExcerpt ? Math.min(lines.length, from + MAX_EXCERPT) : lines.length;
  return join(
    [
      ...omitted(from),
      ...lines.slice(from, to).map((line) => shownLine(line, isMarked(line, pointer))),
      ...omitted(lines.length - to),
    ],
    "\n",
  );
}

function shownLine({ depth, text }: JsonLine, isMarkedLine: boolean): Html {
  const shown = html`${"  ".repeat(depth)}${shortened(text)}`;
  return isMarkedLine ? html`<mark>${shown}</mark>` : shown;
}

function omitted(lines: number): Html[] {
  return lines === 0 ? [] : [html`<i>(${count(lines, "more line")})</i>`];
}

function isMarked(line: JsonLine, pointer: string): boolean {
  if (pointer === "") return false;
  // The list as a whole is named by its first line; to mark all of it would show nothing.
  return line.pointer === pointer || (pointer !== "/data" && line.pointer.startsWith(`${pointer}/`));
}
