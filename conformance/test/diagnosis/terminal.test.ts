import { expect, test } from "vitest";
import { renderPretty } from "../../src/report/pretty/render-pretty.ts";
import { runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario } from "../../src/scenario/scenario.ts";
import { measureSensitivity } from "../../src/sensitivity/measure-sensitivity.ts";
import { withStarted } from "../suite/run-server.ts";
import { causeServers } from "./servers.ts";

const screen = 40;

test("a page number's report begins with that sentence, and fits a screen", { timeout: 60_000 }, async () => {
  const server = causeServers.find(({ name }) => name === "page-number-plain");
  if (!server) throw new Error("There is no such server.");
  const report = await withStarted(server, ({ baseUrls, provisionerUrl }) =>
    runWithParts(
      { baseUrl: baseUrls, provisioner: provisionerUrl ?? "", seed: 7, level: "should" },
      { plan: planScenario, measure: async (recording, isSelected) => measureSensitivity(recording, isSelected) },
    ),
  );
  const lines = renderPretty(report).trimEnd().split("\n");
  expect(lines.find((line) => /^(?:CAUSE|FAILED|WARNED)/.test(line))).toBe("CAUSE   The page token is a page number.");
  expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(screen);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(200);
});
