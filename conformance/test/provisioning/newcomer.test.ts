import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { judgeUnmeasured, rulesThat } from "../suite/run-server.ts";
import { type Program, startProgram } from "./programs.ts";

const cache = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url));
const server = fileURLToPath(new URL("newcomer.mjs", import.meta.url));
const manifest = createRequire(import.meta.url).resolve("@live-sessions/provisioning/package.json");
const provisioner = join(dirname(manifest), "dist/configured/main.js");

const configuration = (file: string): object => ({
  database: { driver: "sqlite", file },
  live_sessions: {
    table: "live_sessions",
    columns: { duration: "duration_ms" },
    times: "seconds",
    durations: "milliseconds",
  },
  live_entities: { table: "live_entities", columns: { account: "account_id" } },
  accounts: { table: "accounts", columns: { key: "api_key" } },
  faults: { table: "planted_errors" },
  listen: { port: 0 },
});

/** What to start a provisioner by, from a folder for its files and the newcomer's database. */
type Provisioning = (folder: string, database: string) => readonly string[];

const byConfiguration: Provisioning = (folder, database) => {
  const file = join(folder, "provisioner.json");
  writeFileSync(file, JSON.stringify(configuration(database)));
  return [provisioner, "--config", file];
};

/** The program that the package's README shows whole. */
const byReadme: Provisioning = (folder, database) => {
  const readme = readFileSync(join(dirname(manifest), "README.md"), "utf8");
  const program = /```js\n(\/\/ provisioner\.mjs\n[\s\S]*?)```/.exec(readme)?.[1];
  if (program === undefined) throw new Error("The README shows no whole provisioner.");
  const file = join(folder, "provisioner.mjs");
  writeFileSync(file, program);
  return [file, database, "0"];
};

/** Judges the newcomer's server; all that it took to provision it is what is started. */
async function judged(provisioning: Provisioning, paging = "keyset"): Promise<Report> {
  // Where a program finds this package's dependencies.
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "newcomer-"));
  const programs: Program[] = [];
  try {
    const database = join(folder, "newcomer.db");
    programs.push(await startProgram([server, database, paging]));
    programs.push(await startProgram(provisioning(folder, database)));
    const [baseUrl = "", provisionerUrl = ""] = programs.map(({ url }) => url);
    return await judgeUnmeasured({ baseUrl, provisioner: provisionerUrl, seed: 7 });
  } finally {
    for (const program of programs) await program.stop();
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ["a configuration alone", byConfiguration],
  ["the program that the README of provisioning shows whole", byReadme],
])("a newcomer's server is conformant by %s", async (_, provisioning) => {
  const report = await judged(provisioning);
  expect(rulesThat(report, "failed", "inconclusive", "errored")).toEqual([]);
  expect([report.verdict, report.exit_code]).toEqual(["conformant", 0]);
});

test("a newcomer's server that pages by number is diagnosed, by a configuration alone", async () => {
  const report = await judged(byConfiguration, "page-numbers");
  expect(report.diagnoses?.map(({ id }) => id)).toEqual(["page-number"]);
  expect(report.exit_code).toBe(1);
});
