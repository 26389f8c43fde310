import { type ChildProcess, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseReport } from "../../src/report/parse-report.ts";
import { underTest } from "../corpus/deployment.ts";
import type { Answer } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { listen } from "../corpus/listener.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import { startTieDropping } from "./faulty-servers.ts";
import { type CliResult, runCli, withFolder } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

interface Interrupted {
  readonly result: CliResult;
  readonly report: unknown;
  /** Entities that the server still has when the program has ended. */
  readonly entitiesLeft: number;
}

/** Sends SIGINT when a request for which `isTime` holds arrives; what is asked afterwards never gets an answer if `hangs`. */
function interrupted(
  isTime: (count: number, path: string) => boolean,
  signals: number,
  hangs = false,
): Promise<Interrupted> {
  return withFolder(async (folder) => {
    const data = new MemoryData();
    const endpoint = new ListEndpoint(data, 0);
    let child: ChildProcess | undefined;
    let count = 0;
    let isInterrupted = false;
    const interrupting =
      (answer: Answer): Answer =>
      (exchange) => {
        count += 1;
        if (!isInterrupted && isTime(count, exchange.path)) {
          isInterrupted = true;
          child?.kill("SIGINT");
        }
        return isInterrupted && hangs ? new Promise(() => undefined) : answer(exchange);
      };
    const server = underTest(
      [await listen(interrupting((exchange) => endpoint.handle(exchange)))],
      "",
      await listen(interrupting(createProvisioner(data))),
    );
    const file = join(folder, "report.json");
    const onStart = (started: ChildProcess): void => {
      child = started;
      // Signals are not queued: the second is sent once the first was taken.
      if (signals === 2) started.stderr?.once("data", () => started.kill("SIGINT"));
    };
    try {
      const result = await runCli(["run", ...provisionedFlags(server), "--reporter", `json=${file}`], { onStart });
      const report: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
      return { result, report, entitiesLeft: data.entities.size };
    } finally {
      await server.close();
    }
  });
}

test("Ctrl-C ends a run with 130, deletes the scenario and leaves a whole report that proves nothing", async () => {
  const { result, report, entitiesLeft } = await interrupted((count) => count === 20, 1);
  expect(result.exitCode).toBe(130);
  expect(result.stderr).toContain("Interrupted: cleaning up");
  expect(entitiesLeft).toBe(0);
  const { verdict, exit_code: exitCode, target, exchanges, rules } = parseReport(report);
  expect({ verdict, exitCode, interrupted: target.interrupted }).toEqual({
    verdict: "unknown",
    exitCode: 130,
    interrupted: true,
  });
  expect(exchanges.length).toBeGreaterThan(1);
  const unproven = rules.filter(({ outcome }) => outcome === "inconclusive");
  expect(unproven.length).toBeGreaterThan(0);
  expect(
    unproven.filter(({ reason }) => reason !== "interrupted").map(({ id, reason_text }) => [id, reason_text]),
  ).toEqual([]);
});

test("Ctrl-C before the scenario is there ends with 130 and still leaves a whole report", async () => {
  const { result, report } = await interrupted((_count, path) => path === "/capabilities", 1, true);
  expect(result.exitCode).toBe(130);
  expect(parseReport(report)).toMatchObject({ verdict: "unknown", exit_code: 130, exchanges: [] });
});

test("A second Ctrl-C ends at once, with 130 and no report", async () => {
  const { result, report } = await interrupted((count) => count === 20, 2, true);
  expect(result.exitCode).toBe(130);
  expect(report).toBeUndefined();
});

test("Ctrl-C while the scenario is made ends with 130, a whole report, and without the scenario", async () => {
  const { result, report, entitiesLeft } = await interrupted((_count, path) => path === "/scenarios", 1);
  expect(result.exitCode).toBe(130);
  expect(parseReport(report)).toMatchObject({ verdict: "unknown", exit_code: 130 });
  expect(entitiesLeft).toBe(0);
});

test("Ctrl-C while the scenario is deleted, when everything is judged, still makes an interrupted run of it", async () => {
  const { result, report, entitiesLeft } = await interrupted((_count, path) => path === "/scenarios/scenario-1", 1);
  expect(result.exitCode).toBe(130);
  const { verdict, exit_code: exitCode, target, exchanges } = parseReport(report);
  expect({ verdict, exitCode, interrupted: target.interrupted }).toEqual({
    verdict: "unknown",
    exitCode: 130,
    interrupted: true,
  });
  expect(exchanges.length).toBeGreaterThan(100);
  expect(entitiesLeft).toBe(0);
});

test("Ctrl-C while a key is taken back, whose scenario is one of its own, leaves neither scenario", async () => {
  const { result, entitiesLeft } = await interrupted((_count, path) => path === "/scenarios/scenario-2", 1);
  expect(result.exitCode).toBe(130);
  expect(entitiesLeft).toBe(0);
});

/** A pipe with a name: a process that opens it waits for the other end, so both sides know where the other one is. */
function makePipe(file: string): string {
  execFileSync("mkfifo", [file]);
  return file;
}

test("Ctrl-C before anything is asked, while the configuration is read, leaves a whole report too", async () => {
  await withFolder(async (folder) => {
    const [config, file] = [makePipe(join(folder, "config.json")), join(folder, "report.json")];
    const settings = { base_url: "http://127.0.0.1:1", provisioner: "http://127.0.0.1:1" };
    const onStart = async (child: ChildProcess): Promise<void> => {
      const pipe = await open(config, "w");
      child.kill("SIGINT");
      await pipe.writeFile(JSON.stringify(settings));
      await pipe.close();
    };
    const { exitCode } = await runCli(["run", "--config", config, "--reporter", `json=${file}`], {
      onStart: (child) => void onStart(child),
    });
    expect(exitCode).toBe(130);
    expect(parseReport(JSON.parse(readFileSync(file, "utf8")))).toMatchObject({ verdict: "unknown", exit_code: 130 });
  });
});

test("Ctrl-C while the reports are written leaves those that say so, whole", async () => {
  await withFolder((folder) =>
    withServer(startTieDropping, async (server) => {
      const [file, pipe] = [join(folder, "report.json"), makePipe(join(folder, "report.html"))];
      const reporters = ["--reporter", `json=${file}`, "--reporter", `html=${pipe}`, "--reporter", "pretty"];
      let page = "";
      const onStart = async (child: ChildProcess): Promise<void> => {
        // Once when the pipe is tried before the run, once with the page.
        for (const isWriting of [false, true]) {
          const reader = await open(pipe, "r");
          if (isWriting) child.kill("SIGINT");
          page = await reader.readFile("utf8");
          await reader.close();
        }
      };
      const { exitCode, stdout } = await runCli(["run", ...provisionedFlags(server), ...reporters], {
        onStart: (child) => void onStart(child),
      });
      expect(exitCode).toBe(130);
      expect(parseReport(JSON.parse(readFileSync(file, "utf8")))).toMatchObject({ verdict: "unknown", exit_code: 130 });
      expect(stdout).toMatch(/\nunknown: .*\(exit 130/);
      expect(page).toMatch(/<\/html>\s*$/);
    }),
  );
});
