import { expect, test } from "vitest";
import { recordingOf } from "../../src/report/judge-report.ts";
import { renderPretty } from "../../src/report/pretty/render-pretty.ts";
import type { Report } from "../../src/report/report.ts";
import { runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario } from "../../src/scenario/live-sessions/scenario.ts";
import { measureSensitivity } from "../../src/sensitivity/measure-sensitivity.ts";
import { withStarted } from "../suite/run-server.ts";
import { causeServers } from "./servers.ts";

const screen = 40;

/** A run, measured, on a server that has one of the causes. */
function measured(name: string): Promise<Report> {
  const server = causeServers.find((candidate) => candidate.name === name);
  if (!server) throw new Error("There is no such server.");
  return withStarted(server, ({ baseUrls, provisionerUrl }) =>
    runWithParts(
      { baseUrl: baseUrls, provisioner: provisionerUrl ?? "", seed: 7, level: "should" },
      { plan: planScenario, measure: async (recording, isSelected) => measureSensitivity(recording, isSelected) },
    ),
  );
}

/** What a failed run prints of how good it was: a line, and where there is more. */
function expectOneLineOfSensitivity(lines: readonly string[]): void {
  const at = lines.findIndex((line) => line.startsWith("Sensitivity:"));
  expect(lines[at]).toMatch(/^Sensitivity: \d+ of \d+ planted faults would have been caught; the report says which$/);
  expect(lines[at + 1]).toBe("");
}

test("a page number's report begins with that sentence, and fits a screen", async () => {
  const report = await measured("page-number-plain");
  const lines = renderPretty(report).trimEnd().split("\n");
  expect(lines.find((line) => /^(?:CAUSE|FAILED|WARNED)/.test(line))).toBe("CAUSE   The page token is a page number.");
  expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(screen);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(200);
  expectOneLineOfSensitivity(lines);
});

test("where a failure shows a page boundary inside a tie, nothing says that there is none", async () => {
  const report = await measured("keyset-time-only");
  expect(report.rules.find(({ id }) => id === "pagination.exactly-once")?.failure?.message).toContain(
    "the last of that page",
  );
  const { missed } = report.sensitivity;
  expect(missed.filter(({ why }) => /no page boundary/.test(why))).toEqual([]);
  expect(missed.find(({ fault }) => fault === "tie-dropped")?.why).toBe(
    "pagination.exactly-once did not pass or could not be judged",
  );
  expectOneLineOfSensitivity(renderPretty(report).trimEnd().split("\n"));
  // Answers may be so broken that a fault can't be planted in them: what that throws is for nobody who reads a report.
  const throwing = (): never => {
    throw new TypeError("Cannot read properties of undefined");
  };
  const fault = { id: "unplantable", expected: ["errors.key-required"], plant: throwing };
  expect(measureSensitivity(recordingOf(report), () => true, [fault])).toEqual({
    caught: 0,
    total: 1,
    missed: [{ fault: "unplantable", why: "these answers are too broken to be changed any further" }],
  });
});
