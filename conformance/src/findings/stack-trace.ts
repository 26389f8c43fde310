/**
 * How stack traces look in the languages that servers are written in, but for frames that begin with `at`; each behind a piece of
 * text that all of its kind hold, which is looked for first. Each takes time in proportion to the text: what may repeat begins where
 * nothing of its kind stands before it, or holds no second beginning.
 */
const traces: readonly (readonly [piece: string, pattern: RegExp])[] = [
  ["Traceback (most", /Traceback \(most recent call last\)/],
  ['", line ', /File "[^"]{1,300}", line \d/],
  ["goroutine ", /goroutine \d{1,20} \[/],
  [".go:", /\/[\w.-]{1,300}\.go:\d/],
  [".rb:", /[\w-]\.rb:\d{1,9}:in [`']/],
  [".php(", /#\d{1,9} [^\s]{1,300}\.php\(\d{1,9}\)/],
  [".php on", /\.php on line \d/],
  ["' panicked at", /thread '[^']{0,300}' panicked at/],
  [".ex", /\([\w-]{1,300} [\d.]{1,40}\) [\w./-]{1,300}\.exs?:\d{1,9}: /],
  ["node_modules/", /\bnode_modules\/[^\s"]/],
];

const MAX_SHOWN = 120;
const MAX_NAME = 300;
const MAX_PLACE = 600;

/** The beginning of a stack trace in a text; undefined where there is none. */
export function stackTraceIn(text: string): string | undefined {
  const at = frameIn(text) ?? rustPlaceIn(text) ?? traceIn(text);
  return at === undefined ? undefined : text.slice(at, at + MAX_SHOWN).split(/[\r\n]/, 1)[0];
}

function traceIn(text: string): number | undefined {
  const tried = traces.filter(([piece]) => text.includes(piece));
  return tried.map(([, pattern]) => text.search(pattern)).find((index) => index !== -1);
}

/** Where a path such as `src/main.rs:10:5` begins. It holds no colon, so that none is gone through twice. */
function rustPlaceIn(text: string): number | undefined {
  for (const { index } of text.matchAll(/\.rs:\d{1,9}:\d/g)) {
    const before = text.slice(Math.max(0, index - MAX_NAME), index);
    const path = /[\w./-]*$/.exec(before.slice(before.lastIndexOf(":") + 1))?.[0] ?? "";
    const source = path.search(/\bsrc\//);
    if (source !== -1) return index - path.length + source;
  }
  return undefined;
}

/** Where a frame such as `at list (/srv/app/list.js:10:5)` begins. No name of a function holds a parenthesis or another `at`. */
function frameIn(text: string): number | undefined {
  let paren = -1;
  let at = text.indexOf("at ");
  while (at !== -1) {
    const next = text.indexOf("at ", at + 1);
    if (!isWordCharacter(text.charCodeAt(at - 1))) {
      if (paren < at && paren !== text.length) paren = indexOrEnd(text, "(", at);
      const isCall = paren - at <= MAX_NAME && (next === -1 || paren < next);
      if (isPlace(text.slice(at + 3, at + MAX_PLACE)) || (isCall && isCallFrame(text, at + 3, paren))) return at;
    }
    at = next;
  }
  return undefined;
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? text.length : index;
}

function isWordCharacter(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}

/** `file:///srv/app/list.js:10:5`, without a name. */
function isPlace(text: string): boolean {
  if (!/^(?:file:\/\/|node:|async |\/)/.test(text)) return false;
  return /^(?:async )?[^\s"]*?:\d{1,9}:\d/.test(text);
}

function isCallFrame(text: string, from: number, paren: number): boolean {
  const name = text.slice(from, paren);
  const rest = text.slice(paren + 1, paren + 1 + MAX_PLACE);
  const close = rest.indexOf(")");
  if (close === -1 || name === "") return false;
  const place = rest.slice(0, close);
  return isScriptFrame(name, place) || isJavaFrame(name, place) || isDotNetFrame(name, rest);
}

function isScriptFrame(name: string, place: string): boolean {
  if (!/^[\w$.<>[\] ]+$/.test(name) || !/:\d{1,9}$/.test(place)) return false;
  return /^(?:<anonymous>|native|node:)/.test(place) || /[/\\]/.test(place) || /^[\w.-]+\.[cm]?[jt]sx?:/.test(place);
}

function isJavaFrame(name: string, place: string): boolean {
  return /^[\w$.]+$/.test(name) && /^[\w$]+\.(?:java|kt|scala|groovy):\d{1,9}$/.test(place);
}

function isDotNetFrame(name: string, rest: string): boolean {
  if (!/^[\w.`<>[\],]+$/.test(name)) return false;
  const source = rest.indexOf(") in ");
  return source !== -1 && /:line \d/.test(rest.slice(source));
}
