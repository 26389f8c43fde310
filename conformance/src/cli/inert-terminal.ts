import { inertPaintedText, inertText } from "../report/inert-text.ts";
import { clearLine } from "./progress.ts";
import { hasColour, type Terminal } from "./terminal.ts";

/**
 * A terminal that everything a command writes goes through: nothing in it is an order, whatever a server, a provisioner or a file
 * has put there, but for the suite's own colours and its progress line, where a person looks.
 */
export function inertTerminal(terminal: Terminal): Terminal {
  const out = (text: string): void => terminal.out(inert(text, () => hasColour(terminal)));
  const err = (text: string): void => {
    const isProgress = text.startsWith(clearLine) && terminal.isInteractiveErr;
    terminal.err(isProgress ? clearLine + inertText(text.slice(clearLine.length)) : inertText(text));
  };
  // By the prototype: whether somebody looks is asked only when it matters, as that opens the stream.
  return Object.create(terminal, { out: { value: out }, err: { value: err } });
}

// Asked only where it matters, as that opens the stream.
const mayBeAnOrder = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]|##|::/u;

function inert(text: string, mayBePainted: () => boolean): string {
  if (!mayBeAnOrder.test(text)) return text;
  return mayBePainted() ? inertPaintedText(text) : inertText(text);
}
