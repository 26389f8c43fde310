// Loaded into a server before it (`--import`): its clock stands at CLOCK_START (RFC 3339), until a line on stdin, a number of
// seconds, moves it; when what was due by then is done, the line is printed. A line "leap", and a number, sets it alone, as
// somebody does who sets the time of day: the clock that only goes on stays where it is.

import process from "node:process";
import { createInterface } from "node:readline";
import { mock } from "node:test";

mock.timers.enable({ apis: ["setInterval", "Date"], now: Date.parse(process.env["CLOCK_START"] ?? "") });

let leaps = 0;
const began = Date.now();
Object.defineProperty(performance, "now", { value: () => Date.now() - began - leaps });

const underWay: unknown[] = [];
const every = globalThis.setInterval;
const awaited = (work: () => unknown, milliseconds: number): unknown =>
  every(() => underWay.push(work()), milliseconds);
Object.assign(globalThis, { setInterval: awaited });

createInterface({ input: process.stdin }).on("line", async (line) => {
  const [, leap, seconds] = /^(leap )?(-?\d+)$/.exec(line) ?? [];
  const milliseconds = Number(seconds) * 1000;
  if (leap === undefined) mock.timers.tick(milliseconds);
  else {
    leaps += milliseconds;
    mock.timers.setTime(Date.now() + milliseconds);
  }
  await Promise.all(underWay.splice(0));
  process.stdout.write(`clock ${line}\n`);
});
// The clock alone is no reason to go on.
if ("unref" in process.stdin) process.stdin.unref();
