import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { startDeployment } from "../corpus/deployment.ts";
import { normaliseReport } from "./normalise-report.ts";
import { judgeServer } from "./run-server.ts";

const startedAt = Date.now();
const report = judgeServer({ name: "base", story: "", start: () => startDeployment() }, { seed: 1 });
const other = (text: string): string => text.replaceAll("0", "8");

async function changed(change: (text: string) => string): Promise<Report> {
  return JSON.parse(change(JSON.stringify(await report))) as Report;
}

test("two reports that differ in ports, ids, seed and time taken alone are equal once normalised", async () => {
  const same = await changed((text) =>
    text
      .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:1")
      .replace(/-4[0-9a-f]{3}-a[0-9a-f]{3}-/g, other)
      .replace(/"duration_ms":\d+/, '"duration_ms":1')
      .replace(/"seed":\d+/, '"seed":99'),
  );
  expect(normaliseReport(same, startedAt)).toEqual(normaliseReport(await report, startedAt));
});

test.each([
  ["an outcome", (text: string) => text.replace('"outcome":"passed"', '"outcome":"failed"')],
  ["whether anything was compared", (text: string) => text.replace(/"compared":\d+/, '"compared":0')],
  ["the order of the requests", (text: string) => text.replace('"experiment":"sizes"', '"experiment":"other"')],
  ["which of two live entities it is", (text: string) => text.replace(/("live_entities":\[.*?"id":")[^"]+/, "$1other")],
])("a difference in %s stays", async (_what, change) => {
  expect(normaliseReport(await changed(change), startedAt)).not.toEqual(normaliseReport(await report, startedAt));
});
