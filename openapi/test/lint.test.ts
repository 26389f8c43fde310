import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { packageFolder } from "../scripts/bundle-document.ts";
import { bundledDocument } from "./bundled-document.ts";

const run = promisify(execFile);
const redocly = join(createRequire(import.meta.url).resolve("@redocly/cli/package.json"), "..", "bin", "cli.js");
const folder = await mkdtemp(join(tmpdir(), "live-sessions-lint-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Problem {
  readonly ruleId: string;
  readonly message: string;
}

/** Lints a document with our redocly.yaml and gives every problem, errors and warnings alike. */
async function lint(document: string): Promise<readonly Problem[]> {
  const options = ["lint", document, "--config", "redocly.yaml", "--format", "json"];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  // Redocly exits 1 if there are problems; they are on stdout all the same.
  const { stdout } = await run(process.execPath, [redocly, ...options], { cwd: packageFolder, env }).catch(
    (error: { stdout: string }) => error,
  );
  const report: { problems: Problem[] } = JSON.parse(stdout);
  return report.problems;
}

/** Lints the bundle with one piece of its text replaced, and gives the problems that one rule reports. */
async function lintPlanted(rule: string, good: string | RegExp, bad: string): Promise<readonly string[]> {
  const text = JSON.stringify(bundledDocument);
  const planted = text.replace(good, bad);
  expect(planted, "the planted fault is in the document").not.toBe(text);
  const file = join(folder, `${rule}-${Buffer.from(bad).toString("hex").slice(0, 40)}.json`);
  await writeFile(file, planted);
  const problems = await lint(file);
  return problems.filter(({ ruleId }) => ruleId === `live-sessions/${rule}`).map(({ message }) => message);
}

describe("the document", () => {
  it("has no problem by any rule, nor has its bundle", async () => {
    expect(await lint("openapi.yaml")).toEqual([]);
    expect(await lint("generated/openapi.yaml")).toEqual([]);
  });
});

describe("bounded-sorted-list", () => {
  const faults: readonly (readonly [string, string | RegExp, string, RegExp])[] = [
    ["has no page_size", '"name":"page_size"', '"name":"size"', /query parameter `page_size`/],
    ["has page_size as a string", '"type":"integer"', '"type":"string"', /must be an integer/],
    ["leaves page_size without a maximum", '"maximum":100,', "", /`maximum`/],
    ["leaves page_size without a minimum", '"minimum":1,', "", /`minimum`/],
    ["leaves page_size without a default", /,"default":\d+}/, "}", /`default`/],
    ["has a default above the maximum", /"default":\d+}/, '"default":101}', /`default` between them/],
    ["does not say its direction", /descending/g, "sorted", /direction/],
    ["does not name its tie-breaker", "tie-breaker", "second key", /tie-breaker/],
  ];

  it.each(faults)("reports a list operation that %s", async (_, good, bad, message) => {
    expect(await lintPlanted("bounded-sorted-list", good, bad)).toEqual([expect.stringMatching(message)]);
  });

  it("asks nothing of an operation that lists nothing", async () => {
    const nothing = bundledDocument["paths"];
    const text = JSON.stringify(nothing).replace("listLiveSessions", "retrieveLiveSession").replace("tie-breaker", "");
    expect(await lintPlanted("bounded-sorted-list", JSON.stringify(nothing), text)).toEqual([]);
  });
});

describe("one-error-schema", () => {
  const body = '"schema":{"$ref":"#/components/schemas/ErrorBody"}';
  const faults: readonly (readonly [string, string, string])[] = [
    ["another schema", body, '"schema":{"$ref":"#/components/schemas/LiveSession"}'],
    ["a schema of its own in place", body, '"schema":{"type":"object"}'],
    ["another media type", `"application/json":{${body}`, `"application/problem+json":{${body}`],
    ["a second media type", `"application/json":{${body}`, `"application/json":{${body}},"text/html":{${body}`],
    ["no content", '"500":{"$ref":"#/components/responses/InternalServerError"}', '"500":{"description":"A fault."}'],
  ];

  it.each(faults)("reports an error response with %s", async (_, good, bad) => {
    expect(await lintPlanted("one-error-schema", good, bad)).toEqual([expect.stringContaining("`ErrorBody` by $ref")]);
  });
});
