import { expect, test } from "vitest";
import { inertJson } from "../../src/report/inert-text.ts";
import { jsonPieces, renderJson } from "../../src/report/render-json.ts";
import type { Report } from "../../src/report/report.ts";
import { orders } from "../strangers/hostile-text.ts";
import { sampleReport } from "./sample-report.ts";

const hostile: Report = {
  ...sampleReport,
  warnings: orders,
  exchanges: sampleReport.exchanges.flatMap((exchange) =>
    orders.map((text) => ({ ...exchange, request: { ...exchange.request, target: `${text}\n  "exchanges": []` } })),
  ),
};

test.each([
  ["a report", sampleReport],
  ["one without exchanges", { ...sampleReport, exchanges: [] }],
  ["one with hostile text", hostile],
])("%s that is written in pieces is the report as JSON, to the byte", (_, report) => {
  expect(renderJson(report)).toBe(`${inertJson(report)}\n`);
});

test("each exchange is a piece of its own, so that none takes long however many there are", () => {
  expect([...jsonPieces(sampleReport)]).toHaveLength(sampleReport.exchanges.length + 2);
});
