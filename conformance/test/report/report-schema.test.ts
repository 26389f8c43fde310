import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parseReport, type Report, ReportError, renderJson, runConformance } from "../../src/index.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { startTieDropping } from "../cli/faulty-servers.ts";
import { withServer } from "../cli/with-server.ts";
import { startDeployment } from "../corpus/deployment.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";
import { sampleReport } from "./sample-report.ts";

/** The schema without room for members that it does not describe: readers must expect such, writers must not make them. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  const isObject = parts["type"] === "object" && "properties" in parts && !("additionalProperties" in parts);
  return isObject ? { ...parts, additionalProperties: false } : parts;
}

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const validate = ajv.compile(closed(reportSchema()) as AnySchemaObject);

function expectValid(report: Report): void {
  validate(JSON.parse(renderJson(report)));
  expect(validate.errors ?? []).toEqual([]);
  expect(Object.keys(report).at(-1)).toBe("complete");
}

const judged = (start: () => Promise<ServerUnderTest>, signal?: AbortSignal): Promise<Report> =>
  withServer(start, ({ baseUrls, provisionerUrl = "" }) =>
    runConformance({
      baseUrl: baseUrls,
      provisioner: provisionerUrl,
      ...(signal ? { signal } : {}),
    }),
  );

test("the report of a conformant server fits the schema", async () => {
  expectValid(await judged(() => startDeployment()));
});

test("the report of a non-conformant server fits the schema", async () => {
  const report = await judged(startTieDropping);
  expect(report.verdict).toBe("non-conformant");
  expectValid(report);
});

test("the report of a mock fits the schema", async () => {
  expectValid(await runConformance({ mock: true }));
});

test("the report of an interrupted run fits the schema", async () => {
  const controller = new AbortController();
  const report = await withServer(
    () => startDeployment(),
    ({ baseUrls, provisionerUrl = "" }) =>
      runConformance({
        baseUrl: baseUrls,
        provisioner: provisionerUrl,
        signal: controller.signal,
        onProgress: () => controller.abort(),
      }),
  );
  expect(report).toMatchObject({ verdict: "unknown", exit_code: 130 });
  expectValid(report);
});

test("a report with every outcome fits the schema, and every member of the schema is described", () => {
  expectValid(sampleReport);
  const described = (schema: unknown): void => {
    if (typeof schema !== "object" || schema === null) return;
    for (const member of Object.values((schema as { properties?: object }).properties ?? {}))
      expect("description" in member || "$ref" in member, JSON.stringify(member)).toBe(true);
    for (const part of Object.values(schema)) described(part);
  };
  described(reportSchema());
});

test("a reader takes members, rules and reasons that it does not know, and no other version", () => {
  const later = {
    ...sampleReport,
    mood: "good",
    rules: [{ ...sampleReport.rules[4], reason: "full-moon", colour: "red" }],
  };
  expect(parseReport(later)).toBe(later);
  expect(() => parseReport({ ...sampleReport, schema_version: "2" })).toThrow(ReportError);
  expect(() => parseReport({ ...sampleReport, requests: -1 })).toThrow(/^\/requests must be >= 0$/);
});
