// Loaded into a server before it (`--import`): its clock stands at CLOCK_START (RFC 3339), until a line on stdin, a number of
// seconds, moves it; when what was due by then is done, the line is printed.

import process from "node:process";
import { createInterface } from "node:readline";
import { mock } from "node:test";

mock.timers.enable({ apis: ["setInterval", "Date"], now: Date.parse(process.env["CLOCK_START"] ?? "") });

const underWay: unknown[] = [];
const every = globalThis.setInterval;
const awaited = (work: () => unknown, milliseconds: number): unknown =>
  every(() => underWay.push(work()), milliseconds);
Object.assign(globalThis, { setInterval: awaited });

createInterface({ input: process.stdin }).on("line", async (seconds) => {
  mock.timers.tick(Number(seconds) * 1000);
  await Promise.all(underWay.splice(0));
  process.stdout.write(`clock ${seconds}\n`);
});
// The clock alone is no reason to go on.
if ("unref" in process.stdin) process.stdin.unref();
