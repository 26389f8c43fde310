import { expect, test } from "vitest";
import { progressLine } from "../../src/cli/progress.ts";
import { hasColour, type Terminal } from "../../src/cli/terminal.ts";

function terminal(given: Partial<Terminal>): Terminal & { readonly written: string[] } {
  const written: string[] = [];
  return {
    out: () => undefined,
    err: (text) => void written.push(text),
    environment: {},
    isInteractiveOut: false,
    isInteractiveErr: false,
    isInteractiveIn: false,
    columns: undefined,
    written,
    ...given,
  };
}

test("colour only where somebody looks at stdout, and never with NO_COLOR or on a dumb terminal", () => {
  expect(hasColour(terminal({ isInteractiveOut: true }))).toBe(true);
  expect(hasColour(terminal({ isInteractiveOut: true, environment: { NO_COLOR: "" } }))).toBe(true);
  expect(hasColour(terminal({ isInteractiveOut: true, environment: { NO_COLOR: "1" } }))).toBe(false);
  expect(hasColour(terminal({ isInteractiveOut: true, environment: { TERM: "dumb" } }))).toBe(false);
  expect(hasColour(terminal({ isInteractiveErr: true }))).toBe(false);
});

test("progress goes to stderr, only where somebody looks at it, and is wiped out at the end", () => {
  const seen = terminal({ isInteractiveErr: true });
  const line = progressLine(seen);
  line.show(3, 20, "walks");
  line.clear();
  expect(seen.written.join("")).toMatch(/3\/20 {2}walks\r\S+K$/);
  const unseen = terminal({ isInteractiveOut: true });
  progressLine(unseen).show(1, 2, "walks");
  expect(unseen.written).toEqual([]);
});
