import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
let reports: string;
let pids: string;
let temporary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "main-job-test-"));
  reports = join(folder, "conformance-report");
  pids = join(folder, "pids");
  temporary = join(folder, "tmp");
  mkdirSync(temporary);
  writeFileSync(pids, "");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  code: number | null;
  output: string;
}

function start(env: Record<string, string>): {
  child: ChildProcess;
  outcome: Promise<Outcome>;
  said: (text: string) => Promise<void>;
} {
  const child = spawn(process.execPath, [join(import.meta.dirname, "fixtures/run-main-job.ts"), reports], {
    env: { ...process.env, TMPDIR: temporary, STAND_IN_PIDS: pids, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let onOutput = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      onOutput();
    });
  }
  const outcome = new Promise<Outcome>((resolve) => child.once("close", (code) => resolve({ code, output })));
  const said = (text: string): Promise<void> =>
    new Promise((resolve) => {
      onOutput = () => {
        if (output.includes(text)) resolve();
      };
      onOutput();
    });
  return { child, outcome, said };
}

const run = (env: Record<string, string> = {}): Promise<Outcome> => start(env).outcome;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // An orphan whose new parent has not waited for it yet still answers, but is not a process any more.
  const stat = `/proc/${pid}/stat`;
  return !(existsSync(stat) && readFileSync(stat, "utf8").includes(") Z "));
}

function survivors(): number[] {
  const started = readFileSync(pids, "utf8").trim().split("\n").map(Number);
  return started.filter(isAlive);
}

function expectNothingLeft(): void {
  expect(readFileSync(pids, "utf8")).not.toBe("");
  expect(survivors()).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
}

describe("the main job", () => {
  it("judges both targets, says both verdicts and where the reports are, and exits 0", async () => {
    const { code, output } = await run();

    expect(output).toContain(
      "--base-url http://127.0.0.1:4001 --provisioner http://127.0.0.1:4002 --level should --reporter pretty --reporter json=",
    );
    expect(output).toContain("run --mock --reporter pretty --reporter json=");
    expect(output).toMatch(
      /reference server {2}conformant: 40 passed, 1 warned, 2 not applicable \(exit 0\)\n.*reference-server\.\{json,xml\}/,
    );
    expect(output).toMatch(/Prism {13}examples-consistent: 40 passed.*\(exit 0\)\n.*prism\.\{json,xml\}/);
    expect(code).toBe(0);
    expectNothingLeft();
  });

  it("gives the provisioner's secret to the provisioned run alone, and the shell's own key to neither", async () => {
    const { output } = await run({
      LIVE_SESSIONS_AUTHORIZATION: "somebody's own",
      LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: "theirs",
    });

    expect(output.match(/provisioner authorization \w+/g)).toEqual([
      "provisioner authorization given",
      "provisioner authorization absent",
    ]);
    expect(output).not.toContain("key given");
  });

  it.each([
    ["3", "0", 3],
    ["0", "1", 1],
    ["3", "1", 3],
  ])("exits with the first code that is not 0: %s and %s give %i", async (provisioned, mock, expected) => {
    const { code, output } = await run({ STAND_IN_EXIT_PROVISIONED: provisioned, STAND_IN_EXIT_MOCK: mock });

    expect(code).toBe(expected);
    expect(output).toContain("Prism");
    expectNothingLeft();
  });

  it("takes no verdict from an earlier run", async () => {
    mkdirSync(reports);
    writeFileSync(join(reports, "prism.json"), JSON.stringify({ verdict: "stale", summary: {} }));
    const { output } = await run({ STAND_IN_CLI: "no report" });

    expect(output).toContain("no verdict: there is no readable report");
    expect(output).not.toContain("stale");
  });

  it("names the command that builds what is missing", async () => {
    const { code, output } = await run({ STAND_IN_SERVER: "missing" });

    expect(output).toMatch(/Not built: .*no-such\.ts\nRun `npx -y pnpm@12\.21\.0 build` first\./);
    expect(code).toBe(2);
  });

  it("shows what a server that did not start wrote, and exits 4", async () => {
    const { code, output } = await run({ STAND_IN_SERVER: "crash" });

    expect(output).toContain(
      "The reference server ended with exit code 1 before it was ready.\nthe database is read-only",
    );
    expect(code).toBe(4);
    expectNothingLeft();
  });

  it.each(["SIGINT", "SIGTERM"] as const)("leaves nothing behind when %s ends it, and exits 130", async (signal) => {
    const { child, outcome, said } = start({ STAND_IN_CLI: "hang" });
    await said("hanging");
    child.kill(signal);
    const { code } = await outcome;

    expect(code).toBe(130);
    expectNothingLeft();
  });
});
