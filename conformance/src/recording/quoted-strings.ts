/** A string in a text that is JSON, or once was: where its quotes stand, and where those of the value that it names do, if it names one. */
export interface QuotedString {
  /** Index of the opening quote. */
  readonly start: number;
  /** Index behind the closing quote. */
  readonly end: number;
  /** Index of the opening quote of the string that follows a colon; undefined where none does. */
  readonly valueStart: number | undefined;
  /** Index behind that string. */
  readonly valueEnd: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * The strings of a text, in one pass, whether or not it is JSON to the end. Whether a quote is escaped depends on the backslashes
 * before it alone, not on where reading began: so each stretch from one quote to the next is a string, also where an odd one before
 * it has turned what is inside a string and what is outside.
 */
export function* quotedStrings(text: string): Generator<QuotedString> {
  const quotes = unescapedQuotes(text);
  for (let index = 0; index + 1 < quotes.length; index += 1) {
    const start = quotes[index] ?? 0;
    const end = (quotes[index + 1] ?? 0) + 1;
    const next = quotes[index + 2];
    const last = quotes[index + 3];
    const names = next !== undefined && last !== undefined && isColon(text, end, next);
    yield { start, end, valueStart: names ? next : undefined, valueEnd: names ? last + 1 : end };
  }
}

/** What a quoted string says, escapes undone; undefined where it is none of JSON. */
export function unquoted(quoted: string): string | undefined {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function unescapedQuotes(text: string): number[] {
  const quotes: number[] = [];
  let at = text.indexOf('"');
  for (; at !== -1; at = text.indexOf('"', at + 1)) if (!isEscaped(text, at)) quotes.push(at);
  return quotes;
}

// Linear over all quotes of a text: between two of them each backslash is counted once.
function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (at >= 0 && text.charCodeAt(at) === BACKSLASH) at -= 1;
  return (quote - 1 - at) % 2 === 1;
}

function isColon(text: string, from: number, to: number): boolean {
  let colons = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COLON) colons += 1;
    else if (code === QUOTE || !isSpace(code)) return false;
    if (colons > 1) return false;
  }
  return colons === 1;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
