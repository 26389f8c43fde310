import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/index.ts";
import { startDeployment } from "../corpus/deployment.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";
import { startAlwaysFirstPage, startNullEnding, startTieDropping } from "./faulty-servers.ts";
import { runCli, withFolder } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

interface Outputs {
  readonly exitCode: number;
  readonly pretty: string;
  readonly json: Report;
  readonly junit: string;
  readonly markdown: string;
  readonly html: string;
}

function outputsOf(start: () => Promise<ServerUnderTest>, ...flags: readonly string[]): Promise<Outputs> {
  return withServer(start, (server) =>
    withFolder(async (folder) => {
      const names = ["json", "junit", "markdown", "html"];
      const reporters = names.flatMap((name) => ["--reporter", `${name}=${join(folder, "reports", name)}`]);
      const all = ["run", ...provisionedFlags(server), "--reporter", "pretty", ...reporters, ...flags];
      const { exitCode, stdout } = await runCli(all);
      const read = (name: string): string => readFileSync(join(folder, "reports", name), "utf8");
      const json = JSON.parse(read("json")) as Report;
      return { exitCode, pretty: stdout, json, junit: read("junit"), markdown: read("markdown"), html: read("html") };
    }),
  );
}

const targets: readonly (readonly [title: string, start: () => Promise<ServerUnderTest>, flags: readonly string[]])[] =
  [
    ["a correct server", () => startDeployment(), []],
    ["a conformant server that departs from a SHOULD", startNullEnding, []],
    ["a tie-dropping server", startTieDropping, ["--level", "should"]],
    ["a server that repeats its first page", startAlwaysFirstPage, ["--skip-rule", "http.*"]],
  ];

test.each(targets)("every reporter and the exit code say the same of %s", async (_title, start, flags) => {
  const { exitCode, pretty, json, junit, markdown, html } = await outputsOf(start, ...flags);
  const { summary, verdict } = json;
  expect(exitCode).toBe(json.exit_code);
  expect(Object.keys(json).at(-1)).toBe("complete");

  const attribute = (name: string): number =>
    [...junit.matchAll(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`, "g"))].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
  const { known_failures: known, inconclusive, not_applicable: notApplicable, skipped } = summary;
  expect({
    tests: attribute("tests"),
    failures: attribute("failures"),
    errors: attribute("errors"),
    skipped: attribute("skipped"),
  }).toEqual({
    tests: json.rules.length,
    failures: summary.failed,
    errors: summary.errored,
    skipped: known + inconclusive + notApplicable + skipped,
  });
  const elements = (name: string): number => junit.split(`<${name}`).length - 1;
  expect([elements("testcase"), elements("failure"), elements("error"), elements("skipped")]).toEqual([
    json.rules.length,
    summary.failed,
    summary.errored,
    known + inconclusive + notApplicable + skipped,
  ]);
  expect(junit).toContain(`<property name="verdict" value="${verdict}"/>`);

  const counts = new RegExp(`${summary.passed} passed, ${summary.failed} failed`);
  expect(pretty).toMatch(counts);
  expect(pretty.trimEnd().split("\n").at(-1)).toMatch(new RegExp(`^${verdict}: .*\\(exit ${exitCode},`));
  expect(markdown).toMatch(counts);
  expect(markdown).toContain(`conformance: ${verdict}\n`);
  expect(html).toContain(verdict);

  for (const { id, outcome } of json.rules.filter((rule) => rule.outcome !== "passed")) {
    for (const output of [pretty, junit, markdown, html]) expect(output, `${id} is ${outcome}`).toContain(id);
  }
});
