import { inertText } from "../report/inert-text.ts";
import { clearLine } from "./progress.ts";
import { hasColour, type Terminal } from "./terminal.ts";

const escapeCharacter = String.fromCharCode(27);
/** What `paintFor` writes. */
const paint = new RegExp(`${escapeCharacter}\\[(?:1|2|22|31|32|33|39)m`, "g");

/**
 * A terminal that everything a command writes goes through: nothing in it is an order, whatever a server, a provisioner or a file
 * has put there, but for the suite's own colours and its progress line, where a person looks.
 */
export function inertTerminal(terminal: Terminal): Terminal {
  const out = (text: string): void => terminal.out(withoutAll(text, () => (hasColour(terminal) ? paint : undefined)));
  const err = (text: string): void => {
    const isProgress = text.startsWith(clearLine) && terminal.isInteractiveErr;
    terminal.err(isProgress ? clearLine + inertText(text.slice(clearLine.length)) : inertText(text));
  };
  // By the prototype: whether somebody looks is asked only when it matters, as that opens the stream.
  return Object.create(terminal, { out: { value: out }, err: { value: err } });
}

const mayBeAnOrder = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]|##|::/u;

function withoutAll(text: string, allowed: () => RegExp | undefined): string {
  if (!mayBeAnOrder.test(text)) return text;
  const pattern = allowed();
  if (pattern === undefined) return inertText(text);
  const marks = text.match(pattern) ?? [];
  return text
    .split(pattern)
    .map((piece, index) => inertText(piece) + (marks[index] ?? ""))
    .join("");
}
