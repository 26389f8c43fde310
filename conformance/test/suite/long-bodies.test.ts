import { expect, test } from "vitest";
import { startDeployment } from "../corpus/deployment.ts";
import type { EndpointClass } from "../corpus/list-endpoint.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { judgeServer, rulesThat } from "./run-server.ts";

/** Sessions with a further member of so many bytes, so that a page of 100 is not kept whole. */
const talkative = (log: string): EndpointClass =>
  class extends ListEndpoint {
    override item(...args: Parameters<ListEndpoint["item"]>): Readonly<Record<string, unknown>> {
      return { ...super.item(...args), log };
    }
  };

test.each([
  ["in ASCII", "x".repeat(12_000)],
  ["in characters of three bytes", "→".repeat(4000)],
])("a page of more than 1 MiB, %s, fails nobody: what needs it is inconclusive, by that reason", async (_, log) => {
  const start = () => startDeployment(talkative(log));
  const report = await judgeServer({ name: "talkative", story: "", start }, { seed: 1 });
  expect(rulesThat(report, "failed", "errored", "warned")).toEqual([]);
  const schema = report.rules.find(({ id }) => id === "representation.schema");
  expect(schema?.reason_text).toBe("a body is longer than 1 MiB and was not kept whole");
  expect([report.verdict, report.exit_code]).toEqual(["partially-proven", 3]);
});
