import { inflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { honoFetch } from "../../examples/hono.ts";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { type Report, type ReportFailure, renderHtml, runConformance } from "../../src/index.ts";
import { type EmbeddedExchanges, embedExchanges } from "../../src/report/html/embedded-exchanges.ts";
import { largeReport } from "./large-report.ts";

const { handler, provisioner } = createMemoryDeployment();
const scenarios: string[] = [];
const report = await runConformance({
  fetch: honoFetch(handler),
  provisioner: async (request) => {
    const response = await provisioner(request);
    scenarios.push(await response.clone().text());
    return response;
  },
  seed: 3,
});

function unpacked(packed: string | null | undefined): unknown {
  return packed ? JSON.parse(inflateRawSync(Buffer.from(packed, "base64")).toString("utf8")) : undefined;
}

function everything({ blocks }: EmbeddedExchanges): unknown[] {
  return blocks.flatMap((block) => unpacked(block) ?? []);
}

it("the exchanges of a run are in the page whole", () => {
  const embedded = embedExchanges(report.exchanges, new Set());

  expect(everything(embedded)).toEqual(report.exchanges);
  expect(embedded.ids).toEqual(report.exchanges.map(({ id }) => id));
  expect(embedded.leftOut).toEqual([]);
});

it("where there is no room for all, those of failures are whole and every one is listed", () => {
  const { exchanges } = largeReport(report, 12_000);
  const embedded = embedExchanges(exchanges, new Set([11_990]));

  expect(unpacked(embedded.index)).toHaveLength(12_000);
  const last = unpacked(embedded.blocks.at(-1));
  expect(last).toContainEqual(exchanges.find(({ id }) => id === 11_990));
  expect(embedded.leftOut.join(" ")).toMatch(/body is cut here|request line and the status/);
});

it("no key and no stream key of the run is in the page, packed or not", () => {
  const secrets = scenarios.flatMap((text) => text.match(/uap-[0-9a-f]{32}-[0-9a-f]{8}|live_[\w-]{12,}/g) ?? []);
  expect(secrets.length).toBeGreaterThan(10);

  const page = renderHtml(report) + JSON.stringify(everything(embedExchanges(report.exchanges, new Set())));
  expect(secrets.filter((secret) => page.includes(secret))).toEqual([]);
});

it.each([
  ["without rules and exchanges", { ...report, rules: [], exchanges: [] }],
  ["whose failure names exchanges that are gone", { ...report, exchanges: [], rules: failing() }],
])("a report %s makes a page", (_, lacking) => {
  expect(renderHtml(lacking)).toContain(`<span id="verdict">${report.verdict}</span>`);
});

function failing(): Report["rules"] {
  const failure: ReportFailure = {
    message: "Something is wrong.",
    pointer: "/data/0",
    expected: "one thing",
    actual: "another",
    exchanges: [1, 2, 3, 4, 5, 6],
    sessions: ["gone"],
    curl: ["curl http://lists.example.com"],
    likely_cause: "unknown",
  };
  return report.rules.map((rule) => ({ ...rule, outcome: "failed", failure }));
}
