import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { KnownFailure, Report } from "../../src/index.ts";
import { startDeployment } from "../corpus/deployment.ts";
import { startTieDropping } from "./faulty-servers.ts";
import { makeFolder, removeFolder, runCli } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

let folder = "";
const [good, bad] = ["good.json", "bad.json"];
const run = (args: readonly string[]) => runCli(args, { cwd: folder });
const reportIn = (file: string): Report => JSON.parse(readFileSync(join(folder, file), "utf8")) as Report;

beforeAll(async () => {
  folder = makeFolder();
  const judgeInto = (file: string) => async (server: Parameters<typeof provisionedFlags>[0]) =>
    run(["run", ...provisionedFlags(server), "--reporter", `json=${file}`]);
  await withServer(() => startDeployment(), judgeInto(good));
  await withServer(startTieDropping, judgeInto(bad));
});

afterAll(() => removeFolder(folder));

test.each([good, bad])(
  "judge gives the same outcomes, verdict and exit code offline as the run did (%s)",
  async (file) => {
    const { exitCode } = await run(["judge", file, "--reporter", "json=again.json"]);
    const { duration_ms: _, ...again } = reportIn("again.json");
    const { duration_ms: _before, ...before } = reportIn(file);
    expect(again).toEqual(before);
    expect(exitCode).toBe(before.exit_code);
  },
);

test("judge takes a level, a selection and known failures of its own", async () => {
  const { stdout } = await run(["judge", bad, "--rule", "errors.*"]);
  expect(stdout).toMatch(/\npartially-proven: /);
  const known: KnownFailure[] = [{ rule: "*", reason: "ticket 12", until: "2999-01-01" }];
  writeFileSync(join(folder, "known.json"), JSON.stringify(known));
  expect(await run(["judge", bad, "--known-failures", "known.json"])).toMatchObject({ exitCode: 0 });
});

test("judge refuses, with exit 2, a report that was cut short, is of another version, or is none", async () => {
  const text = readFileSync(join(folder, good), "utf8");
  const refused: readonly (readonly [content: string, sentence: string])[] = [
    [text.slice(0, 5000), "is not whole JSON"],
    [text.replace(/,\s*"complete": true/, ""), "it was cut short"],
    [text.replace('"schema_version": "1"', '"schema_version": "2"'), 'it has schema version "2"'],
    ['{"data": []}', "it is not a conformance report"],
    [text.replace('"rules": [', '"rules": [{"id": 1},'), "/rules/0"],
  ];
  for (const [content, sentence] of refused) {
    writeFileSync(join(folder, "refused.json"), content);
    const { exitCode, stderr } = await run(["judge", "refused.json"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(sentence) });
  }
});

test("diff exits 1 and names the rules when something got worse, and 0 when it got better or stayed", async () => {
  const worse = await run(["diff", good, bad]);
  expect(worse).toMatchObject({ exitCode: 1, stderr: "" });
  expect(worse.stdout).toMatch(/^Worse\n[\s\S]*pagination\.exactly-once: passed → failed\n {4}The walk/);
  expect(worse.stdout).toContain("verdict: conformant → non-conformant.");
  const better = await run(["diff", bad, good]);
  expect(better).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Nothing got worse.") });
  expect(await run(["diff", good, good])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("the same outcome"),
  });
});

test("baseline gives a file of known failures with which the same report is judged to exit 0", async () => {
  const { stdout, exitCode } = await run(["baseline", bad, "--until", "2999-01-01"]);
  expect(exitCode).toBe(0);
  const known = JSON.parse(stdout) as KnownFailure[];
  const failed = reportIn(bad).rules.filter(({ outcome }) => outcome === "failed");
  expect(known.map(({ rule }) => rule)).toEqual(failed.map(({ id }) => id));
  expect(known.every(({ reason, until }) => reason.startsWith("FILL IN") && until === "2999-01-01")).toBe(true);
  writeFileSync(join(folder, "baseline.json"), stdout);
  expect(await run(["judge", bad, "--known-failures", "baseline.json"])).toMatchObject({ exitCode: 0 });
});

test("baseline without a day ends ninety days from now", async () => {
  const [known] = JSON.parse((await run(["baseline", bad])).stdout) as KnownFailure[];
  const daysAhead = (Date.parse(known?.until ?? "") - Date.now()) / 86_400_000;
  expect(daysAhead).toBeGreaterThan(88);
  expect(daysAhead).toBeLessThan(91);
});
