/** HTML that is safe to put into a page: made by {@link html} and {@link join} alone, never from a server's text. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | readonly Html[] | undefined;

const MAX_SHOWN = 4000;

const characterReferences: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Controls, line separators, marks that turn the direction of text, byte order marks and halves of surrogate pairs:
// a server could hide or rearrange with them what a reader sees. Numbers that are no character, in any of the 17 planes, are errors
// in HTML itself.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text for an element or a quoted attribute. What cannot be seen is spelled out, as `\u202e`; tabs and line feeds stay.
 */
function escapeText(text: string): string {
  return text.replace(invisible, spelledOut).replace(/[&<>"']/g, (character) => characterReferences[character] ?? "");
}

/** Markup from a template; every value that is not {@link Html} is escaped. Undefined gives nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.map((text, index) => text + markupOf(parts[index])).join("") };
}

/** Pieces of markup, one after the other. */
export function join(pieces: readonly Html[], separator = ""): Html {
  return { markup: pieces.map(({ markup }) => markup).join(separator) };
}

/** Text with nothing left of it but what a reader can take in; what was cut is said. */
export function shortened(text: string, limit: number = MAX_SHOWN): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)} … (${count(text.length - limit, "character")} more; the JSON report has them)`;
}

/** A number and its noun: `1 page`, `2 pages`, `1,200 pages`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** JSON to stand between script tags: nothing in it can end the element, or a line of script, or hide from a reader. */
export function jsonForScript(value: unknown): Html {
  const text = JSON.stringify(value) ?? "null";
  return { markup: text.replace(/[<>&]/g, spelledOut).replace(invisible, spelledOut) };
}

function spelledOut(character: string): string {
  return character.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function markupOf(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string") return escapeText(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : join(part).markup;
}
