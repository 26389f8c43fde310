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

test("progress on a terminal is one line of stderr, and is wiped out at the end", () => {
  const seen = terminal({ isInteractiveErr: true });
  const line = progressLine(seen);
  line.show(3, 20, "walks");
  line.count(17);
  line.clear();
  expect(seen.written.join("")).toMatch(/3\/20 {2}walks\r\S+K$/);
});

test("progress elsewhere is a plain line every ten seconds, and none in a run that is over by then", () => {
  let [nowMs, isOver] = [0, false];
  let ring = (): void => undefined;
  const clock = {
    now: () => nowMs,
    every: (ms: number, callback: () => void) => {
      ring = () => {
        nowMs += ms;
        callback();
      };
      return () => {
        isOver = true;
      };
    },
  };
  const log = terminal({});
  const line = progressLine(log, clock);
  line.show(1, 28, "concurrency");
  line.count(1);
  expect(log.written).toEqual([]);
  ring();
  line.show(7, 28, "sizes");
  line.count(111);
  ring();
  line.show(28, 28, "closing");
  line.count(388);
  ring();
  line.clear();
  expect(log.written).toEqual(["1 request, 10 s\n", "111 of about 440 requests, 20 s\n", "388 requests, 30 s\n"]);
  expect(isOver).toBe(true);
});
