import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { judgeUnmeasured, rulesThat } from "../suite/run-server.ts";
import { type Program, startProgram } from "./programs.ts";

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

/** Judges the newcomer's server; all that it took to provision it is the configuration. */
async function judged(paging: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-newcomer-"));
  const programs: Program[] = [];
  try {
    const database = join(folder, "newcomer.db");
    const file = join(folder, "provisioner.json");
    writeFileSync(file, JSON.stringify(configuration(database)));
    programs.push(await startProgram([server, database, paging]));
    programs.push(await startProgram([provisioner, "--config", file]));
    const [baseUrl = "", provisionerUrl = ""] = programs.map(({ url }) => url);
    return await judgeUnmeasured({ baseUrl, provisioner: provisionerUrl, seed: 7 });
  } finally {
    for (const program of programs) await program.stop();
    rmSync(folder, { recursive: true });
  }
}

test("a newcomer's server is conformant by a configuration alone", async () => {
  const report = await judged("keyset");
  expect(rulesThat(report, "failed", "inconclusive", "errored")).toEqual([]);
  expect([report.verdict, report.exit_code]).toEqual(["conformant", 0]);
});
