/**
 * Text that Markdown (CommonMark 0.31, GitHub's tables and mentions) shows as it is: every ASCII punctuation mark is
 * escaped, control characters and line breaks become spaces.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("@", "@\u200B")
    .replace(/[\\`*_{}[\]()#+!|~>]/g, "\\$&");
}

/** Text on a line of HTML in Markdown: no tag, no mention, no line break. */
export function htmlText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("`", "&#96;")
    .replaceAll("@", "@\u200B");
}

/** A code span: its fence is longer than any run of backticks in the text; a `|` is escaped, so that it fits a table. */
export function codeSpan(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ");
  const fence = fenceFor(line, 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return line === "" ? "" : `${fence}${padding}${line.replaceAll("|", "\\|")}${padding}${fence}`;
}

/** A fenced block, safe against fences in the text. */
export function codeBlock(text: string, language = ""): string {
  const shown = text.replace(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, " ");
  const fence = fenceFor(shown, 3);
  return `${fence}${language}\n${shown}\n${fence}`;
}

function fenceFor(text: string, least: number): string {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return "`".repeat(Math.max(least, longest + 1));
}
